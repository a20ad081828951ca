"""Carrying out what Manage orders: deletions, details and settings, whatever gets lost."""

from typing import Any

import pytest

from hub.activation.effects import Release
from hub.activation.events import Released, ReleaseFailed
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    Disconnect,
    Disconnected,
    DisconnectFailed,
    LoadDetails,
    Saved,
    SaveFailed,
    SaveSettings,
)
from hub.models import Activation
from tests.hub.fake_api import FakeApi, Fault
from tests.hub.test_perform import BROKEN, in_world, known, perform
from tests.hub.worlds import FakeWorld


def connected() -> tuple[FakeApi, Activation]:
    api = known().with_activation("cask")
    return api, Activation(next(iter(api.activations)), "cask")


def test_a_deleted_activation_is_gone() -> None:
    api, activation = connected()
    assert perform(api, Disconnect(1, "cask", activation)) == Disconnected(1, activation)
    assert api.activations == {}


GONE = Activation("A9", "cask")


def test_what_was_gone_already_is_gone() -> None:
    """REL-08"""
    assert perform(known(), Disconnect(1, "cask", GONE)) == Disconnected(1, GONE, left=())


def test_what_took_the_place_of_what_was_gone_already_is_told() -> None:
    """REL-13: another tab may have reconnected it."""
    api, activation = connected()
    removed = perform(api, Disconnect(1, "cask", GONE))
    assert isinstance(removed, Disconnected) and removed.left is not None
    assert [item.id for item in removed.left] == [activation.id]


def test_what_was_gone_already_is_gone_also_if_nobody_can_tell_what_is_left() -> None:
    """REL-08"""
    api = known()
    api.faults = ["ok", *[BROKEN] * 4]
    assert perform(api, Disconnect(1, "cask", GONE)) == Disconnected(1, GONE)


@pytest.mark.parametrize("fault", ["lost_after", "500_after", "html_after"])
def test_a_deletion_that_was_done_unseen_is_done(fault: Fault) -> None:
    """REL-08"""
    api, activation = connected()
    api.faults = [fault]
    assert isinstance(perform(api, Disconnect(1, "cask", activation)), Disconnected)
    assert sum(request.method == "DELETE" for request in api.log) == 1


FAILURES: list[tuple[list[Fault], bool]] = [
    (["lost_before"], False),
    (["lost_before", *[BROKEN] * 4], True),
    (["429", *[BROKEN] * 4], False),
]


@pytest.mark.parametrize(("faults", "is_unknown"), FAILURES)
def test_a_deletion_that_failed_says_so_and_whether_that_is_known(
    faults: list[Fault], is_unknown: bool
) -> None:
    """REL-08"""
    api, activation = connected()
    for order in (Disconnect(1, "cask", activation), Release("1", "cask", activation)):
        api.faults = list(faults)
        event = perform(api, order)
        assert isinstance(event, DisconnectFailed | ReleaseFailed)
        assert event.is_unknown == is_unknown


@pytest.mark.parametrize(
    ("fault", "expected"), [("ok", Released), ("lost_after", Released), ("429", ReleaseFailed)]
)
def test_what_is_replaced_is_deleted_or_known_to_stand(fault: Fault, expected: type) -> None:
    api, activation = connected()
    api.faults = [fault]
    assert isinstance(perform(api, Release("1", "cask", activation)), expected)


def test_the_details_hold_what_is_connected() -> None:
    api, activation = connected()
    event = perform(api, LoadDetails(1, "cask"))
    assert isinstance(event, DetailsLoaded)
    assert (event.details.activations, event.details.variables) == ((activation,), None)


def test_settings_that_could_not_be_read_are_not_taken_for_none() -> None:
    api, _activation = connected()

    def broken(request: Any, token: str) -> Any:
        if request.path[-1] == "variables":
            api.faults = ["500_before"]
        return api(request, token)

    assert isinstance(in_world(FakeWorld(broken), LoadDetails(1, "cask")), DetailsFailed)


@pytest.mark.parametrize("fault", ["ok", "lost_before", "lost_after", "500_after"])
def test_settings_are_saved_whatever_happens_on_the_way(fault: Fault) -> None:
    """REL-09"""
    api, activation = connected()
    api.faults = [fault]
    assert perform(api, SaveSettings(1, activation, {"region": "eu"})) == Saved(1)
    assert api.variables == {activation.id: {"region": "eu"}}


def test_settings_of_what_is_gone_are_a_failure() -> None:
    event = perform(known(), SaveSettings(1, Activation("A9", "cask"), {}))
    assert isinstance(event, SaveFailed) and event.problem.type == "not_found"
