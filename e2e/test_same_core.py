"""The same core on both sides: CPython and the browser's worker draw every state alike."""

import base64
import pickle

from playwright.sync_api import Page

from e2e.visits import Visit
from hub.views.page import view
from tests.hub.screens import screens

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Both sides</title>
<link rel="icon" href="data:,"><script type="module" src="pyscript/core.js"></script>
<script type="py" worker name="both" config="main.json" src="both.py"></script>"""

IN_THE_WORKER = """import base64, pickle
from hub.views.page import view

def draw(state):
    return str(view(pickle.loads(base64.b64decode(state))))

__export__ = ["draw"]
"""

DRAW = """async states => {
  const script = document.querySelector("script[type=py]");
  while (!script.xworker) await new Promise((look) => setTimeout(look, 20));
  const { sync } = await script.xworker.ready;
  const drawn = {};
  for (const [name, state] of Object.entries(states)) drawn[name] = await sync.draw(state);
  return drawn;
}"""

WORDS = ("Acme", "Ünïcödé \N{PILE OF POO} <b>&amp;\"'", "\u202ertl \u05d0", "x" * 300)


def worker(visit: Visit) -> Page:
    """Open a page whose worker has the bundle's Python, and draws what it is given."""
    page = visit.context.new_page()
    hub = f"{visit.demo.host_url}/hub"
    for name, body, kind in (
        ("both.html", PAGE, "text/html"), ("both.py", IN_THE_WORKER, "text/x-python"),
    ):  # fmt: skip
        page.route(
            f"{hub}/{name}",
            lambda route, _request, body=body, kind=kind: route.fulfill(
                body=body, content_type=kind
            ),
        )
    page.goto(f"{hub}/both.html")
    return page


def test_cpython_and_the_worker_draw_every_state_alike(visit: Visit) -> None:
    """Every state of the list, and every other screen, byte for byte."""
    states = {
        f"{name} {number}": app
        for number, word in enumerate(WORDS)
        for name, app in screens(word).items()
    }
    packed = {name: base64.b64encode(pickle.dumps(app)).decode() for name, app in states.items()}
    drawn = worker(visit).evaluate(DRAW, packed)
    assert {name for name in drawn if name.startswith("list-")} and len(drawn) == len(states)
    assert drawn == {name: str(view(app)) for name, app in states.items()}
