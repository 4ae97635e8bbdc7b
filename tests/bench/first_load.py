"""What a first visit costs on a cheap phone: weight, first paint, alive, blocking time.

``uv run --group test python -m tests.bench.first_load`` starts the product and prints a line each.
Cold cache, 390 × 844, the network and the processor slowed down by the browser itself (slow 4G:
150 ms, 1.6 Mb/s, processor four times slower; devtools throttling, as Lighthouse's).
"""

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.conftest import PHONE, _chromium, running

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
    return {
        **{name: float(seen.get(name) or 0) for name in ("fcp", "lcp", "alive", "blocked")},
        "code": sum(size for request, size in weight.items() if kinds.get(request) in code),
        "all": sum(weight.values()),
    }


def main() -> None:
    """Print a line for each page: medians."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=3)
    runs = arguments.parse_args().runs
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
            f"{'page':14} {'JS+CSS kB':>10} {'all kB':>8} {'FCP ms':>8} {'LCP ms':>8} "
            f"{'alive ms':>9} {'blocked ms':>11}"
        )
        for name, path in PAGES.items():
            known = None if name in {"home", "login"} else state
            seen = [visit(browser, known, product.origin, path) for _ in range(runs)]
            middle = {key: statistics.median(run[key] for run in seen) for key in seen[0]}
            print(
                f"{name:14} {middle['code'] / 1000:10.1f} {middle['all'] / 1000:8.1f} "
                f"{middle['fcp']:8.0f} {middle['lcp']:8.0f} {middle['alive']:9.0f} "
                f"{middle['blocked']:11.0f}"
            )
        browser.close()


if __name__ == "__main__":
    main()
