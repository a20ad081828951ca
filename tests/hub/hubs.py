"""A hub with three integrations, the screens that may stand in it, and what becomes of both."""

from typing import Any

from hub.app import App, Effect, update
from hub.catalogue import Catalogue, Ready
from hub.options import Options
from tests.hub import manages, wizards
from tests.hub.builders import an_integration

OPTIONS = Options("H", token_url="https://app.example/token")
SCREENS = {**wizards.STAGES, **{f"manage-{k}": v for k, v in manages.STATES.items()}}


def a_hub(screen: Any = None, **rows: Any) -> App:
    """Give a hub that shows a screen, or the list; `rows` say more about what can be connected."""
    integrations = (
        an_integration("Acme", **rows),
        an_integration("Bolt", is_activated=True),
        an_integration("Dusk", is_deployed=False),
    )
    return App(OPTIONS, Catalogue(Ready(), integrations=integrations), screen)


def outcome(app: App, *events: Any) -> tuple[App, list[Effect]]:
    """Let things happen; give the effects of the last one."""
    effects: list[Effect] = []
    for event in events:
        app, effects = update(app, event)
    return app, effects


def run(app: App, *events: Any) -> App:
    """Let things happen."""
    return outcome(app, *events)[0]
