"""Someone who is new: their end user comes to be once, whatever happens beside it."""

from tests.full_stack.journeys import Journey, entry_named, stored_activations
from tests.full_stack.stack import Visit


def users(visit: Visit) -> int:
    records = visit.stack.world.records
    return len(records.users.all(hub_id=visit.hub_id, external_id=visit.user))


def creations(visit: Visit) -> int:
    return visit.stack.orders().count(("POST", "hubs"))


def parcelwise(visit: Visit) -> Journey:
    return Journey(visit, visit.tab(), entry_named(visit.stack, "Parcelwise")).begins()


def test_the_host_connects_its_own_system_for_someone_new(ben: Visit) -> None:
    parcelwise(ben).answers_all().activates().ends()
    body = ben.stack.sent("POST", "/users")[0]
    assert body["externalId"] == ben.user
    assert body["primaryConnection"]["name"].startswith("Northwind")


def test_without_the_host_the_wizard_asks_for_its_own_system_first(ben: Visit) -> None:
    ben.host_connects = False
    journey = parcelwise(ben)
    journey.goes_on()
    journey.tab.sees("This is your account in this application itself.")
    journey.tab.enters("API key", "nw_mine")
    journey.answers_all().activates().ends()
    [entry] = ben.stack.sent("POST", "/users")[0]["primaryConnection"]["credentials"]["action"]
    assert entry["credential"]["data"] == {"value": "nw_mine"}


def test_an_account_that_is_there_by_now_is_not_asked_for_again(ben: Visit) -> None:
    """REL-11"""
    ben.host_connects = False
    journey = parcelwise(ben)
    journey.goes_on()
    journey.tab.enters("API key", "nw_mine")
    journey.answers_all(wrong_last=True).activates()
    journey.tab.reaches("connect")
    journey.tab.presses("Back")
    assert journey.tab.stage == "overview" and "Northwind" not in journey.tab.text
    journey.answers_all()
    journey.tab.sees("Your account in this application is connected already.")
    assert "Connect to Northwind" not in journey.tab.text and "Northwind" not in journey.tab.text
    journey.activates().ends()
    assert (users(ben), creations(ben)) == (1, 1)


def test_a_refused_key_of_the_hosts_own_system_comes_back_to_its_field(ben: Visit) -> None:
    """HUB-39"""
    ben.host_connects = False
    journey = parcelwise(ben)
    journey.goes_on()
    journey.tab.enters("API key", "wrong")
    journey.answers_all().activates()
    journey.tab.reaches("connect")
    assert journey.tab.error("API key") and journey.tab.value("API key") == "wrong"
    assert users(ben) == 0


def test_two_tabs_that_create_the_user_at_once_make_one_and_both_succeed(ben: Visit) -> None:
    """REL-11"""
    first = parcelwise(ben).answers_all()
    second = Journey(ben, ben.tab(), entry_named(ben.stack, "Open Holidays")).begins()
    second.answers_all()
    ben.stack.fails("/hubs/*/users", "slow", method="POST", seconds=1, times=2)
    first.activates()
    second.activates()
    first.ends()
    second.ends()
    assert (users(ben), creations(ben)) == (1, 2)
    assert stored_activations(ben, first.entry) and stored_activations(ben, second.entry)


def test_a_user_that_was_created_before_a_failure_is_not_created_again(ben: Visit) -> None:
    """REL-11"""
    journey = parcelwise(ben).answers_all()
    ben.stack.fails("/activations", method="POST", status=429)
    journey.activates()
    journey.tab.reaches("failed")
    journey.tab.sees("Your account was created")
    journey.tab.presses("Try again")
    journey.ends()
    assert (users(ben), creations(ben)) == (1, 1)


def test_a_lost_answer_to_the_creation_is_looked_up(ben: Visit) -> None:
    """REL-06"""
    ben.stack.fails("/hubs/*/users", "truncate", method="POST")
    parcelwise(ben).answers_all().activates().ends()
    assert (users(ben), creations(ben)) == (1, 1)


def test_a_lost_answer_to_the_activation_is_looked_for(ben: Visit) -> None:
    """REL-06"""
    ben.stack.fails("/activations", "truncate", method="POST")
    journey = parcelwise(ben).answers_all().activates()
    ben.waits_until(journey.tab, "done")
    assert len(stored_activations(ben, journey.entry)) == 1


def test_an_activation_that_never_arrived_is_sent_again_only_by_the_person(ben: Visit) -> None:
    """REL-06, REL-07"""
    ben.stack.fails("/activations", "drop", method="POST")
    journey = parcelwise(ben).answers_all().activates()
    ben.waits_until(journey.tab, "failed")
    assert len(ben.stack.sent("POST", "/activations")) == 1
    journey.tab.presses("Try again")
    journey.ends()
    assert len(stored_activations(ben, journey.entry)) == 1


def test_two_clicks_on_activate_are_one_order(ben: Visit) -> None:
    """REL-10"""
    journey = parcelwise(ben).answers_all()
    journey.tab.presses("Activate")
    journey.tab.sends("activate", {})
    journey.ends()
    assert len(ben.stack.sent("POST", "/activations")) == 1
