"""The wait for the first real card: drawn by the server ahead, or by Python in the browser.

Both ways take turns in one run, each time with a browser that has been there before. Times are
seconds from the host page's navigation, as the browser itself notes them.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench._figures import Figure, publish
from devtools.browser import ensure_browser
from sandbox.demo import PATIENCE, Demo, running_demo

ROOT = Path(__file__).parents[1]
ROUNDS = 7
MOST_RATIO = 0.5
LONGEST = 60_000

NOTE = """new MutationObserver((_changes, watch) => {
  if (!document.querySelector("[data-integration-id]")) return;
  window.firstCard = performance.timeOrigin + performance.now();
  watch.disconnect();
}).observe(document, { childList: true, subtree: true });"""

NOTED = "() => [window.firstCard, performance.timeOrigin + performance.now()]"


def main() -> int:
    """Measure, print and keep the figures; return 1 if one misses its limit."""
    executable = ensure_browser(ROOT, Path(sys.executable))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        ahead, alone = rounds(browser)
        browser.close()
    with_view, without = median(card for card, _ready in ahead), median(card for card, _ in alone)
    return publish(
        "first_cards",
        [
            Figure("first card, drawn by the server", with_view, "s"),
            Figure("first card, drawn in the browser", without, "s"),
            Figure("the one over the other", with_view / without, "ratio", most=MOST_RATIO),
            Figure("Python ready, with a first view", median(ready for _, ready in ahead), "s"),
            Figure("Python ready, without one", median(ready for _, ready in alone), "s"),
        ],
    )


Waits = list[tuple[float, float]]
"""Seconds until the first card, and until Python was ready."""


def rounds(browser: Browser) -> tuple[Waits, Waits]:
    """Visit both ways in turn; the first visit of each only fills the browser's cache."""
    with visiting(browser, PATIENCE) as ahead, visiting(browser, 0) as alone:
        visits = [(visit(*ahead), visit(*alone)) for _round in range(ROUNDS + 1)][1:]
    return [one for one, _ in visits], [other for _, other in visits]


@contextmanager
def visiting(browser: Browser, first_view: float) -> Iterator[tuple[BrowserContext, Demo]]:
    """Serve a demo and sign Ada in."""
    with running_demo(bundle=ROOT / "dist", first_view=first_view) as demo:
        context = browser.new_context()
        context.add_init_script(NOTE)
        context.request.post(
            f"{demo.host_url}/sign-in", form={"person": "ada"}, headers={"Origin": demo.host_url}
        )
        yield context, demo
        context.close()


def visit(context: BrowserContext, demo: Demo) -> tuple[float, float]:
    """Go to the page of integrations, and wait until Python is ready."""
    page = context.new_page()
    page.goto(f"{demo.host_url}/integrations")
    began = page.evaluate("performance.timeOrigin")
    card, ready = noted(page)
    page.close()
    return (card - began) / 1000, (ready - began) / 1000


def noted(page: Page) -> tuple[float, float]:
    """Wait for cards and for Python, and give when each was there."""
    frame = page.frame_locator("versori-hub iframe")
    frame.locator('html[data-runtime="ready"]').wait_for(timeout=LONGEST)
    frame.locator("[data-integration-id]").first.wait_for(timeout=LONGEST)
    card, ready = frame.locator("html").evaluate(NOTED)
    return float(card), float(ready)


if __name__ == "__main__":
    sys.exit(main())
