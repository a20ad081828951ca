"""Reconnecting: a new activation takes the place of an old one, and what is left if it cannot."""

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import WizardPage

NAME = "Larkspur CRM"
ONLY_ONE = "Solo Payroll"


@pytest.fixture
def wizard(ada: HostPage) -> WizardPage:
    """Be ready to reconnect what Ada has connected with Larkspur."""
    ada.watch.expect(403, "/users/user-ada/variables")
    wizard = ada.hub.manage(NAME).reconnect().start()
    wizard.fill("API key", "lark_5678")
    wizard.go_on()
    return wizard


@pytest.fixture
def solo(ada: HostPage) -> HostPage:
    """Connect what may be connected only once."""
    ada.watch.expect(403, "/users/user-ada/variables")
    wizard = ada.hub.connect(ONLY_ONE).start()
    _sign_in(wizard, "one-at-a-time")
    wizard.expect_done()
    wizard.press("Done")
    wizard.expect_closed()
    return ada


def _sign_in(wizard: WizardPage, password: str) -> None:
    wizard.fill("User name", "solo")
    wizard.fill("Password", password)
    wizard.go_on()
    wizard.activate()


def _refused_after_removal(solo: HostPage, backstage: Backstage, refusals: int) -> WizardPage:
    """Reconnect, with the new activation refused, and then perhaps the old one as well."""
    solo.watch.expect(409, "/activations")
    solo.watch.expect(422, "/activations")
    wizard = solo.hub.manage(ONLY_ONE).reconnect().start()
    backstage.fail("/activations", "status", method="POST", status=409, times=1)
    backstage.fail("/activations", "status", method="POST", status=422, times=refusals)
    _sign_in(wizard, "one-at-a-time")
    return wizard


def _orders(backstage: Backstage) -> list[tuple[str, int]]:
    """List what was ordered and answered, in order."""
    entries = backstage.world.journal.entries()
    return [(each.method, each.status) for each in entries if each.method in ("POST", "DELETE")]


def test_the_new_activation_is_made_before_the_old_one_is_removed(
    wizard: WizardPage, backstage: Backstage
) -> None:
    (old,) = backstage.activations("user-ada", NAME)
    wizard.activate()
    wizard.expect_done()
    assert _orders(backstage) == [("POST", 200), ("DELETE", 204)]
    (new,) = backstage.activations("user-ada", NAME)
    assert new.id != old.id


def test_a_refused_reconnection_leaves_the_old_activation_in_place(
    ada: HostPage, wizard: WizardPage, backstage: Backstage
) -> None:
    ada.watch.expect(422, "/activations")
    backstage.fail("/activations", "status", method="POST", status=422)
    wizard.activate()
    expect(wizard.summary).to_contain_text("was not reconnected")
    assert backstage.is_connected("user-ada", NAME)
    assert backstage.sent("DELETE") == []


def test_an_old_activation_that_cannot_be_removed_is_said_to_be_left(
    ada: HostPage, wizard: WizardPage, backstage: Backstage
) -> None:
    ada.watch.expect(503, "/activations/")
    backstage.fail("/activations/*", "status", method="DELETE", times=1)
    wizard.activate()
    wizard.expect_done()
    expect(wizard.dialog).to_contain_text("is still there beside the new one")
    assert len(backstage.activations("user-ada", NAME)) == 2


def test_what_may_be_connected_only_once_is_removed_once_the_new_connection_is_made(
    solo: HostPage, backstage: Backstage
) -> None:
    solo.watch.expect(409, "/activations")
    backstage.world.journal.clear()
    wizard = solo.hub.manage(ONLY_ONE).reconnect().start()
    _sign_in(wizard, "one-at-a-time")
    wizard.expect_done()
    assert _orders(backstage) == [("POST", 409), ("POST", 201), ("DELETE", 204), ("POST", 200)]


def test_a_wrong_key_removes_nothing_where_only_one_may_be_connected(
    solo: HostPage, backstage: Backstage
) -> None:
    solo.watch.expect(409, "/activations")
    solo.watch.expect(400, "/connections")
    wizard = solo.hub.manage(ONLY_ONE).reconnect().start()
    _sign_in(wizard, "wrong")
    wizard.expect_stage("connect")
    assert backstage.is_connected("user-ada", ONLY_ONE)
    assert backstage.sent("DELETE") == []


def test_what_was_removed_first_is_restored_when_the_new_one_is_refused(
    solo: HostPage, backstage: Backstage
) -> None:
    wizard = _refused_after_removal(solo, backstage, refusals=1)
    expect(wizard.summary).to_contain_text("What was there before is restored and goes on working")
    assert backstage.is_connected("user-ada", ONLY_ONE)


def test_what_could_not_be_restored_is_said_to_be_lost(
    solo: HostPage, backstage: Backstage
) -> None:
    wizard = _refused_after_removal(solo, backstage, refusals=2)
    expect(wizard.summary).to_contain_text("could not be restored")
    assert not backstage.is_connected("user-ada", ONLY_ONE)
