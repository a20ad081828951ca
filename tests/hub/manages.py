"""The Manage screen in any of its states, brought there by events."""

from typing import Any

from hub.errors import Problem
from hub.manage import Manage, open_manage, update
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    DisconnectChosen,
    DisconnectConfirmed,
    Disconnected,
    ManageEffect,
    SettingsSubmitted,
    TimeToUndoPassed,
)
from hub.manage.states import Details
from hub.models import Integration
from tests.hub.builders import A_SCHEMA, a_template, an_activation, an_integration

NETWORK = Problem("network")
ONE, TWO = an_activation(1), an_activation(2)


def details(*activations: Any, schema: Any = A_SCHEMA, variables: Any = None) -> Details:
    integration = Integration(an_integration(), (a_template(),), schema)
    return Details(integration, activations, variables=variables)


def outcome(state: Manage, *events: Any) -> tuple[Manage, list[ManageEffect]]:
    effects: list[ManageEffect] = []
    for event in events:
        state, effects = update(state, event)
    return state, effects


def run(state: Manage, *events: Any) -> Manage:
    return outcome(state, *events)[0]


def loading() -> Manage:
    return open_manage(an_integration(), 1)[0]


def unloaded() -> Manage:
    return run(loading(), DetailsFailed(1, NETWORK))


def shown(*activations: Any, **changes: Any) -> Manage:
    given = details(*(activations or (ONE,)), **{"variables": {"region": "eu"}, **changes})
    return run(loading(), DetailsLoaded(1, given))


def saving() -> Manage:
    return run(shown(), SettingsSubmitted({}))


def confirming() -> Manage:
    return run(shown(), DisconnectChosen("A-1"))


def undoing() -> Manage:
    return run(confirming(), DisconnectConfirmed())


def deleting() -> Manage:
    return run(undoing(), TimeToUndoPassed(1, "A-1"))


def gone() -> Manage:
    return run(deleting(), Disconnected(1, ONE))


def reading() -> Manage:
    chosen = run(shown(ONE, TWO), DisconnectChosen("A-2"), DisconnectConfirmed())
    return run(chosen, TimeToUndoPassed(1, "A-2"), Disconnected(1, TWO))


def name_of_region(state: Manage) -> str:
    assert state.form is not None
    return next(stop.name for stop in state.form.stops() if stop.field)


STATES = {
    "loading": loading,
    "unloaded": unloaded,
    "shown": shown,
    "saving": saving,
    "confirming": confirming,
    "undoing": undoing,
    "deleting": deleting,
    "reading": reading,
    "gone": gone,
}
