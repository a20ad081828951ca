"""Reconnecting: a new activation takes the place of an old one, and nothing is lost on the way."""

import pytest

from tests.full_stack.journeys import (
    Journey,
    entry_named,
    stored_activations,
    stored_connections,
)
from tests.full_stack.stack import Visit
from tests.full_stack.ways import BY_API_KEY, BY_TOKEN, DIRECT


@pytest.fixture
def larkspur(ada: Visit) -> Journey:
    """Reconnect what Ada has connected; any number of activations is allowed."""
    journey = Journey(ada, ada.tab(), entry_named(ada.stack, "Larkspur"))
    return journey.begins_again()


@pytest.fixture
def payroll(ben: Visit) -> Journey:
    """Reconnect what may be active only once."""
    entry = entry_named(ben.stack, "Solo Payroll")
    Journey(ben, ben.tab(), entry).begins().answers_all().activates().ends()
    ben.stack.received.clear()
    return Journey(ben, ben.tab(), entry).begins_again()


def ids(journey: Journey) -> list[str]:
    return [each.id for each in stored_activations(journey.visit, journey.entry)]


def changes(journey: Journey) -> list[str]:
    """List what was ordered of activations."""
    return [method for method, kind in journey.stack.orders() if kind == "activations"]


def test_the_new_activation_is_made_before_the_old_one_goes(larkspur: Journey) -> None:
    [old] = ids(larkspur)
    larkspur.answers_all().activates().ends()
    assert changes(larkspur) == ["POST", "DELETE"]
    assert len(ids(larkspur)) == 1 and old not in ids(larkspur)


def test_the_new_activation_uses_the_new_connection(larkspur: Journey) -> None:
    larkspur.answers_all().activates().ends()
    latest = stored_connections(larkspur.visit)[-1]
    assert latest.id in larkspur.stored().connections.values()


def test_a_refused_reconnection_leaves_the_old_one_alone(larkspur: Journey) -> None:
    before = ids(larkspur)
    larkspur.answers_all(wrong_last=True).activates()
    larkspur.tab.reaches("connect")
    assert larkspur.tab.error("API key")
    assert ids(larkspur) == before and changes(larkspur) == ["POST"]


def test_an_old_one_that_stays_is_owned_up_to(larkspur: Journey) -> None:
    larkspur.stack.fails("/activations/*", method="DELETE", status=500)
    larkspur.answers_all().activates().ends()
    larkspur.tab.sees("could not be removed")
    assert len(ids(larkspur)) == 2


def test_a_deletion_whose_answer_is_lost_is_looked_for(larkspur: Journey) -> None:
    """REL-08"""
    [old] = ids(larkspur)
    larkspur.stack.fails("/activations/*", "truncate", method="DELETE")
    larkspur.answers_all().activates().ends()
    assert old not in ids(larkspur) and "could not be removed" not in larkspur.tab.text


def test_where_one_is_allowed_the_old_one_goes_first(payroll: Journey) -> None:
    [old] = ids(payroll)
    payroll.answers_all().activates().ends()
    assert changes(payroll) == ["POST", "DELETE", "POST"]
    assert len(ids(payroll)) == 1 and old not in ids(payroll)


def test_where_one_is_allowed_and_stays_nothing_changes(payroll: Journey) -> None:
    before = ids(payroll)
    payroll.stack.fails("/activations/*", method="DELETE", status=403)
    payroll.answers_all().activates()
    payroll.tab.reaches("failed")
    payroll.tab.sees("The old activation is still in place")
    assert ids(payroll) == before


@pytest.mark.parametrize("way", [DIRECT], indirect=True)
def test_a_wrong_key_is_found_before_the_only_activation_goes(payroll: Journey) -> None:
    before = ids(payroll)
    payroll.answers_all(wrong_last=True).activates()
    payroll.tab.reaches("connect")
    assert payroll.tab.error("Password")
    assert ids(payroll) == before and changes(payroll) == ["POST"]


@pytest.mark.parametrize("way", [DIRECT], indirect=True)
def test_a_wrong_key_costs_nothing_however_often_it_was_reconnected(payroll: Journey) -> None:
    payroll.answers_all().activates().ends()
    before = ids(payroll)
    again = revisited(payroll).begins_again().answers_all(wrong_last=True).activates()
    again.tab.reaches("connect")
    assert ids(again) == before


@pytest.mark.parametrize("way", [BY_TOKEN, BY_API_KEY], indirect=True)
def test_a_wrong_key_that_is_found_too_late_is_made_up_for(payroll: Journey) -> None:
    """A host makes no connections by themselves."""
    payroll.answers_all().activates().ends()
    old = payroll.stored().connections
    again = revisited(payroll).begins_again().answers_all(wrong_last=True).activates()
    again.tab.reaches("failed")
    again.tab.sees("It is activated again.")
    assert again.stored().connections == old and len(ids(again)) == 1


def test_where_the_new_one_is_refused_the_old_one_is_restored(payroll: Journey) -> None:
    old = payroll.stored().connections
    answers = payroll.answers_all()
    makes_none_by_itself(payroll)
    refuses_the_second(payroll)
    answers.activates()
    payroll.tab.reaches("failed")
    payroll.tab.sees("What was there before is restored")
    assert payroll.stored().connections == old and len(ids(payroll)) == 1


def test_after_a_reconnection_of_this_visit_the_old_one_is_known_and_restored(
    payroll: Journey,
) -> None:
    payroll.answers_all().activates().ends()
    old = payroll.stored().connections
    payroll.tab.presses("Done")
    again = payroll.begins_again().answers_all()
    makes_none_by_itself(again)
    refuses_the_second(again)
    again.activates().tab.reaches("failed")
    again.tab.sees("What was there before is restored")
    assert again.stored().connections == old and len(ids(again)) == 1


def test_after_a_reconnection_of_another_visit_the_newest_that_fits_is_restored(
    payroll: Journey,
) -> None:
    payroll.answers_all().activates().ends()
    old = payroll.stored().connections
    again = revisited(payroll).begins_again().answers_all()
    makes_none_by_itself(again)
    refuses_the_second(again)
    again.activates().tab.reaches("failed")
    again.tab.sees("Which connection it used before is not known")
    assert again.stored().connections == old and len(ids(again)) == 1


def revisited(journey: Journey) -> Journey:
    """Come back to a new page."""
    return Journey(journey.visit, journey.visit.tab(), journey.entry)


def makes_none_by_itself(journey: Journey) -> None:
    journey.stack.fails("/hubs/*/users/*/connections", method="POST", status=403)


def refuses_the_second(journey: Journey) -> None:
    """Say first that one is active already, and then that the new one is not wanted."""
    journey.stack.fails("/activations", method="POST", status=409, times=1)
    journey.stack.fails("/activations", method="POST", status=422, times=1)


def test_where_nothing_can_be_restored_trying_again_connects_it(payroll: Journey) -> None:
    answers = payroll.answers_all()
    payroll.stack.fails("/activations", method="POST", status=409, times=1)
    payroll.stack.fails("/activations", method="POST", status=422, times=2)
    answers.activates()
    payroll.tab.reaches("failed")
    payroll.tab.sees("could not be restored")
    payroll.tab.presses("Try again")
    payroll.ends()
    assert len(ids(payroll)) == 1
