"""A running demo, a browser, and two ways to a hub: one that stays open, and one that is new.

Booting Python takes seconds, so most journeys share one open hub for each person: the sandbox is
reset and the hub goes back to its list before each. Journeys about booting, options and what is
left behind open a hub of their own.
"""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from e2e.backstage import Backstage
from e2e.open_hubs import OpenHubs
from e2e.pages import HostPage
from e2e.visits import Visit
from sandbox.demo import Demo, running_demo

# Milliseconds. What is so is seen at once; this is for how busy a machine may be until then.
expect.set_options(timeout=15_000)

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable")


# Werkzeug leaves a file open when the browser hangs up in the middle of it, as on leaving a page.
HUNG_UP = "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let a journey hang up on the server."""
    item.add_marker(pytest.mark.filterwarnings(HUNG_UP))


@pytest.fixture(scope="session")
def bundle() -> Path:
    """Find the built hub."""
    path = Path(os.environ.get("VERSORI_HUB_BUNDLE") or ROOT / "dist").resolve()
    if not (path / "embed.js").is_file():
        pytest.exit(f"There is no bundle in {path}: run `python3 dev.py build` first.", 2)
    return path


@pytest.fixture(scope="session")
def demo(bundle: Path) -> Iterator[Demo]:
    with running_demo(bundle=bundle, primary_connection_in_browser=True) as running:
        yield running


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the Chromium that is named or installed, else Playwright's own."""
    told = os.environ.get("CHROMIUM")
    path = told or next(filter(None, map(shutil.which, BROWSERS)), None)
    sandboxed = hasattr(os, "geteuid") and os.geteuid() != 0
    arguments = [] if sandboxed else ["--no-sandbox"]
    return {**browser_type_launch_args, "executable_path": path, "args": arguments}


@pytest.fixture
def backstage(demo: Demo) -> Backstage:
    """Give the sandbox as the catalogue has it."""
    stage = Backstage(demo.api.extensions["sandbox"])
    stage.reset()
    return stage


@pytest.fixture(scope="session")
def open_hubs(demo: Demo, browser: Browser) -> Iterator[OpenHubs]:
    hubs = OpenHubs(demo, browser)
    yield hubs
    hubs.close()


@pytest.fixture
def shared(open_hubs: OpenHubs, backstage: Backstage) -> Iterator[OpenHubs]:
    """Lend the hubs that stay open, back at their lists."""
    yield open_hubs
    open_hubs.verify()


@pytest.fixture
def ada(shared: OpenHubs) -> HostPage:
    """Be Ada, who has connected three integrations."""
    return shared.of("Ada")


@pytest.fixture
def ben(shared: OpenHubs) -> HostPage:
    """Be Ben, who is no end user yet."""
    return shared.of("Ben")


@pytest.fixture
def visit(demo: Demo, browser: Browser, backstage: Backstage) -> Iterator[Visit]:
    """Come with a browser that knows nothing yet."""
    visit = Visit.begin(demo, browser)
    yield visit
    visit.watch.verify()
    visit.end()


@pytest.fixture
def static_url(bundle: Path, tmp_path: Path) -> Iterator[str]:
    """Serve the bundle as any static server does, below a path of its own."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "integrations").symlink_to(bundle)
    handler = partial(_Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
