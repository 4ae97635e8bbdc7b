"""How long from the command to an answer, with the build finished.

``uv run --group test python -m tests.bench.start``
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from tests.browser.conftest import ROOT, _free_port


def main() -> None:
    """Print the time to the first answer of five starts, and the memory of the server."""
    taken = []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as folder:
            port = _free_port()
            environment = {**os.environ, "PASSPORT_VAR": folder, "PORT": str(port)}
            started = time.monotonic()
            process = subprocess.Popen(
                [sys.executable, "-m", "passport.cli", "serve"],
                env=environment,
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            while True:
                try:
                    httpx.get(f"http://localhost:{port}/health", timeout=1)
                    break
                except httpx.HTTPError:
                    time.sleep(0.02)
            taken.append(time.monotonic() - started)
            memory = resident(process.pid)
            process.terminate()
            process.wait(20)
    print(
        f"first answer after {statistics.median(taken):.1f} s "
        f"(from {min(taken):.1f} to {max(taken):.1f}); {memory / 1024:.0f} MiB resident in all"
    )


def resident(pid: int) -> int:
    """KiB of memory of a process and of those it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    status = Path(f"/proc/{pid}/status").read_text()
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return own + sum(resident(int(child)) for child in children)


def busy(pid: int) -> float:
    """Seconds of processor time of a process and of those it started and that still live."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(int(ticks) for ticks in after_name[11:13]) / os.sysconf("SC_CLK_TCK")
    return own + sum(busy(int(child)) for child in children)


if __name__ == "__main__":
    main()
