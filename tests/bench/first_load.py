"""What a first visit costs on a cheap phone: weight, first paint, alive, blocking time.

``uv run --group test python -m tests.bench.first_load`` starts the product and prints a line each.
Cold cache, 390 × 844, the network and the processor slowed down by the browser itself (slow 4G:
150 ms, 1.6 Mb/s, processor four times slower; devtools throttling, as Lighthouse's).
``--lighthouse`` then prints Lighthouse's own mobile scores, with the same throttling: Lighthouse is
taken from npm into a temporary folder and run by the Bun that builds the pages.
"""

import argparse
import asyncio
import gzip
import json
import os
import statistics
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from passport.demo.sample import person_id
from passport.kernel.actor import Actor, Role
from passport.kernel.database import Database, Session
from passport.models import import_models
from passport.record import service as record
from passport.sharing import service as sharing
from passport.sharing.rules import Lifetime
from tests.browser.conftest import PHONE, Product, _chromium, running

LIGHTHOUSE = "lighthouse@12.8.2"

PAGES = {
    "home": "/",
    "login": "/connexion",
    "conversation": "/parler",
    "passport": "/passeport",
    "appointments": "/rendez-vous",
}
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
SLOWER = 4

OBSERVE = """
window.bench = {blocked: 0, lcp: 0};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) bench.blocked += Math.max(0, entry.duration - 50);
}).observe({type: "longtask", buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) bench.lcp = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
addEventListener("passport:connection", () => { bench.alive ??= performance.now(); });
"""
READ = """() => ({
  ...bench,
  fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  styles: [...document.querySelectorAll("style")].map((one) => one.textContent).join(""),
})"""


def login(context: BrowserContext) -> None:
    """Come in as somebody of the demonstration."""
    page = context.new_page()
    page.goto("/auth/demo/login?next=/parler")
    page.get_by_text("Chloé d").click()
    if "/parler" not in page.url:
        page.locator("main button").first.click()
    page.wait_for_url("**/parler")
    page.close()


def share(product: Product) -> str:
    """Address of all that Amina Benali may show, shared for a day."""

    async def make(session: Session) -> str:
        amina = Actor(person_id("amina-benali"), Role.BENEFICIARY)
        chosen = sharing.choices(await record.passport(session, amina))
        share_id = await sharing.make_share(session, amina, "Bench", chosen, Lifetime.DAY)
        return f"/p/{await sharing.address(session, amina, share_id)}"

    async def run() -> str:
        database = Database(f"sqlite+aiosqlite:///{product.var / 'passport.db'}")
        made = await database.write(make)
        await database.dispose()
        return made

    import_models()
    # The browser's driver has this thread's loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run()).result()


def lighthouse(folder: Path, address: str, cookie: str) -> dict[str, int]:
    """Lighthouse's mobile scores of a page, of 100."""
    if not (folder / "node_modules").exists():
        (folder / "package.json").write_text("{}")
        subprocess.run(["bun", "add", LIGHTHOUSE], cwd=folder, check=True, capture_output=True)
    report = folder / "report.json"
    subprocess.run(
        [
            *("bun", "--bun", "node_modules/lighthouse/cli/index.js", address, "--quiet"),
            *("--chrome-flags=--headless=new --no-sandbox", "--form-factor=mobile"),
            *("--throttling-method=devtools", "--output=json", f"--output-path={report}"),
            "--only-categories=performance,accessibility,best-practices",
            f"--extra-headers={json.dumps({'Cookie': cookie} if cookie else {})}",
        ],
        cwd=folder,
        env={**os.environ, "CHROME_PATH": _chromium()},
        check=True,
        capture_output=True,
    )
    categories = json.loads(report.read_text())["categories"]
    return {name: round(100 * (found["score"] or 0)) for name, found in categories.items()}


def visit(browser: Browser, state: Any, origin: str, path: str) -> dict[str, float]:
    """One first visit to ``path``."""
    context = browser.new_context(
        viewport=PHONE, base_url=origin, storage_state=state, service_workers="block"
    )
    page = context.new_page()
    page.add_init_script(OBSERVE)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", NETWORK)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    weight: dict[str, float] = {}
    kinds: dict[str, str] = {}
    tools.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    tools.on(
        "Network.loadingFinished",
        lambda e: weight.update({e["requestId"]: e["encodedDataLength"]}),
    )
    page.goto(path)
    if path not in {"/", "/connexion"} and not path.startswith("/p/"):
        page.locator("html[data-connection=open]").wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(1500)
    seen = page.evaluate(READ)
    context.close()
    code = {"Script", "Stylesheet"}
    # Styles that stand in the page travel with it.
    inside = len(gzip.compress(seen["styles"].encode(), 6))
    return {
        **{name: float(seen.get(name) or 0) for name in ("fcp", "lcp", "alive", "blocked")},
        "code": inside + sum(size for one, size in weight.items() if kinds.get(one) in code),
        "all": sum(weight.values()),
    }


def main() -> None:
    """Print a line for each page: medians."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--lighthouse", action="store_true")
    given = arguments.parse_args()
    runs = given.runs
    with (
        tempfile.TemporaryDirectory() as folder,
        running("bench", Path(folder)) as product,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        context = browser.new_context(viewport=PHONE, base_url=product.origin)
        login(context)
        state = context.storage_state()
        context.close()
        print(
            f"{'page':16} {'JS+CSS kB':>10} {'all kB':>8} {'FCP ms':>8} {'LCP ms':>8} "
            f"{'alive ms':>9} {'blocked ms':>11}"
        )
        pages = {**PAGES, "shared passport": share(product)}
        strangers = {"home", "login", "shared passport"}
        for name, path in pages.items():
            known = None if name in strangers else state
            seen = [visit(browser, known, product.origin, path) for _ in range(runs)]
            middle = {key: statistics.median(run[key] for run in seen) for key in seen[0]}
            print(
                f"{name:16} {middle['code'] / 1000:10.1f} {middle['all'] / 1000:8.1f} "
                f"{middle['fcp']:8.0f} {middle['lcp']:8.0f} {middle['alive']:9.0f} "
                f"{middle['blocked']:11.0f}"
            )
        browser.close()
        if not given.lighthouse:
            return
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in state["cookies"])
        (tools := Path(folder) / "lighthouse").mkdir()
        for name, path in pages.items():
            known = "" if name in strangers else cookie
            scores = lighthouse(tools, f"{product.origin}{path}", known)
            print(f"{name:16} {', '.join(f'{key} {score}' for key, score in scores.items())}")


if __name__ == "__main__":
    main()
