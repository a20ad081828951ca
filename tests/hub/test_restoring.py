"""Restoring what was there before, where only one is allowed: what is known, and what is said."""

from typing import Any

from hub.activation import Wizard
from hub.activation.effects import Activate
from hub.activation.events import Activated
from hub.models import Connection
from hub.views.sending import view_failed
from tests.hub.builders import A_SCHEMA, an_activation
from tests.hub.html import Html
from tests.hub.test_reconnect import WAS, activating_again, standing, the_plan
from tests.hub.wizards import ATTEMPT, outcome, refused, run

REFUSED = refused("connections[1].credentials")
BACK = Activated(ATTEMPT, an_activation(3))
EARLIER = Connection("CON-2", "Acme 000001-0", "2026-11-01T00:00:00Z")
LATER = Connection("CON-3", "Acme 000002-0", "2026-11-02T00:00:00Z")


def order(wizard: Wizard) -> Any:
    """Give the body of what is sent after a refusal."""
    [sent] = [each for each in outcome(wizard, REFUSED)[1] if isinstance(each, Activate)]
    return sent.body


def restored(wizard: Wizard) -> str:
    """Give the words for a restoration."""
    after = run(wizard, REFUSED, BACK)
    assert standing(after) == "restored"
    return Html(str(view_failed(after, REFUSED.problem))).said


def connections(wizard: Wizard) -> list[str]:
    return [each["connectionId"] for each in order(wizard)["connections"]]


def test_the_only_connection_that_fits_is_known_to_be_the_one() -> None:
    assert connections(activating_again()) == ["CON-primary", "CON-1"]
    assert "What was there before is restored" in restored(activating_again())


def test_of_several_that_fit_the_newest_is_taken_and_that_is_said() -> None:
    wizard = activating_again(the_plan(EARLIER, LATER, WAS))
    assert connections(wizard) == ["CON-primary", "CON-3"]
    told = restored(wizard)
    assert "is activated again" in told and "Which connection it used before is not known" in told
    assert "What was there before is restored" not in told


def test_what_this_visit_has_connected_is_known_among_several() -> None:
    """Whether it was sent with an id or with a name of its own."""
    for told in ("CON-2", EARLIER.name):
        wizard = activating_again(the_plan(EARLIER, LATER), **{"T-Acme": told})
        assert connections(wizard) == ["CON-primary", "CON-2"]
        assert "What was there before is restored" in restored(wizard)


def test_settings_that_nobody_told_are_those_that_were_entered_and_that_is_said() -> None:
    wizard = activating_again(the_plan(schema=A_SCHEMA))
    assert order(wizard)["dynamicVariables"] == {"region": "eu"}
    assert "Its settings from before are not known" in restored(wizard)


def test_what_was_restored_is_known_the_next_time() -> None:
    after = run(activating_again(the_plan(EARLIER, LATER)), REFUSED, BACK)
    assert after.reconnect is not None and after.reconnect.bound["T-Acme"] == "CON-3"


def test_where_nothing_fits_the_api_has_the_last_word() -> None:
    wizard = activating_again(the_plan(connections={}))
    assert connections(wizard) == ["CON-primary"]
