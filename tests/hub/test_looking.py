"""What was sent before the page was loaded anew: it is looked for, and not sent twice."""

from dataclasses import replace
from typing import Any

import pytest

from hub.activation import Wizard
from hub.activation.effects import Activate
from hub.activation.events import (
    Activated,
    EndUserReady,
    PlanFailed,
    PlanLoaded,
    Refused,
    Submitted,
    TriedAgain,
    WentBack,
    WentNext,
)
from hub.activation.looking import Look, Sent
from hub.activation.states import Activating, Connect, Done, Failed, Overview
from hub.app import App, Closed, ConnectChosen, Left, ManageChosen, RouteChosen
from hub.catalogue import LoadPage
from hub.drafts import Draft, draft_of, read_draft, write_draft
from hub.glass import Remember, Tell
from hub.manage import Manage
from hub.plan import Plan
from hub.routes import Aim, Route
from tests.hub import wizards
from tests.hub.builders import a_plan, a_template, a_user, an_activation
from tests.hub.fake_api import FakeApi
from tests.hub.hubs import a_hub, outcome, run
from tests.hub.test_perform import in_world
from tests.hub.wizards import ATTEMPT, KEY, NETWORK, UNSEEN, refused
from tests.hub.worlds import FakeWorld

SENT = Sent("01JEARLIER", ("A-7",))
AGAIN = "01JAGAIN"
OLDER, NEWER = an_activation(7), an_activation(8)


def kept(effects: list[Any]) -> Draft | None:
    """Give the last that the page is to keep."""
    return read_draft([each.text for each in effects if isinstance(each, Remember)][-1])


def plan(*activations: Any) -> Plan:
    return a_plan(a_template(), end_user=a_user(), activations=activations)


def reloaded(aim: Aim = "connect", **changes: Any) -> App:
    """Load the page anew after everything was sent, where its address leads."""
    draft = replace(Draft("user-ada", "I-Acme", place="review", sent=SENT), **changes)
    return run(replace(a_hub(), draft=draft), RouteChosen(Route("I-Acme", aim), AGAIN))


def looking(*activations: Any) -> tuple[App, list[Any]]:
    return outcome(reloaded(), PlanLoaded(AGAIN, plan(*activations)))


def wizard_of(app: App) -> Wizard:
    assert isinstance(app.screen, Wizard)
    return app.screen


def test_the_page_keeps_that_an_activation_was_sent_and_what_was_there_before() -> None:
    """REL-14"""
    app = a_hub(wizards.review(plan(OLDER)))
    draft = kept(outcome(app, Submitted())[1])
    assert draft is not None and draft.sent == Sent(ATTEMPT, ("A-7",))
    assert read_draft(write_draft(draft)) == draft


def test_what_follows_the_creation_of_the_user_is_kept_as_sent_too() -> None:
    """REL-11, REL-14"""
    app = a_hub(wizards.review(a_plan(a_template(), end_user=None, host_connects=True)))
    app, effects = outcome(app, Submitted())
    assert (draft := kept(effects)) and draft.sent is None
    draft = kept(outcome(app, EndUserReady(ATTEMPT, a_user()))[1])
    assert draft is not None and draft.sent == Sent(ATTEMPT)


@pytest.mark.parametrize(
    ("answer", "sent"), [(refused("displayName"), None), (Refused(ATTEMPT, NETWORK), Sent(ATTEMPT))]
)
def test_what_was_refused_is_not_taken_for_sent_but_what_got_no_answer_is(
    answer: Refused, sent: Sent | None
) -> None:
    draft = kept(outcome(a_hub(wizards.activating()), answer)[1])
    assert draft is not None and draft.sent == sent


def test_after_a_reload_it_is_looked_for_under_the_names_it_was_sent_with() -> None:
    """REL-06, REL-14"""
    app, effects = looking(OLDER, NEWER)
    assert wizard_of(app).stage == Activating("look")
    assert Look(SENT.attempt, "I-Acme", SENT.known) in effects


@pytest.mark.parametrize("restores", [False, True])
def test_what_was_put_back_is_not_taken_for_what_is_new(restores: bool) -> None:
    """REL-14: a reload may cut off a reconnection while it restores what stood before."""
    sent = replace(SENT, restores=restores)
    draft = read_draft(write_draft(Draft("user-ada", "I-Acme", sent=sent)))
    assert draft is not None and draft.sent == sent
    app = run(reloaded(sent=sent), PlanLoaded(AGAIN, plan(OLDER)))
    again = draft_of(wizard_of(app))
    assert again is not None and again.sent == sent
    found = run(app, Activated(SENT.attempt, NEWER))
    assert wizard_of(found).stage == Done(NEWER, is_restored=restores)


def test_what_has_come_through_is_told_to_the_host() -> None:
    _app, effects = outcome(looking(OLDER)[0], Activated(SENT.attempt, NEWER))
    assert Tell("connect", {"integrationId": "I-Acme", "activationId": "A-8"}) in effects
    assert Remember("") in effects


def test_what_has_not_shown_up_is_looked_for_again_and_not_sent() -> None:
    """REL-06"""
    app = run(looking(OLDER)[0], Refused(SENT.attempt, UNSEEN))
    assert wizard_of(app).stage == Failed(UNSEEN, "unseen")
    app, effects = outcome(app, TriedAgain())
    assert wizard_of(app).stage == Activating("look")
    assert not [effect for effect in effects if isinstance(effect, Activate)]


def test_before_another_is_sent_the_secret_is_asked_for_and_the_first_is_looked_for() -> None:
    """REL-06, REL-14"""
    app = run(looking(OLDER)[0], Refused(SENT.attempt, UNSEEN), WentBack())
    assert wizard_of(app).stage == Connect(0)
    _app, effects = outcome(app, WentNext(KEY), Submitted())
    (order,) = [effect for effect in effects if isinstance(effect, Activate)]
    assert order.looks_first
    assert (order.attempt, order.known) == (SENT.attempt, SENT.known)


def test_a_second_reload_looks_again() -> None:
    """REL-14"""
    app = run(looking(OLDER)[0], Refused(SENT.attempt, UNSEEN), WentBack())
    draft = draft_of(wizard_of(app))
    assert draft is not None and draft.sent == SENT


@pytest.mark.parametrize("changes", [{"user_id": "user-ben"}, {"activation_id": "A-7"}])
def test_what_somebody_else_has_sent_or_for_something_else_is_not_looked_for(changes: Any) -> None:
    app = run(reloaded(**changes), PlanLoaded(AGAIN, plan()))
    assert wizard_of(app).stage == Overview()


@pytest.mark.parametrize("aim", ["open", "connect", "manage"])
def test_the_address_of_what_was_sent_leads_to_the_look_for_it(aim: Aim) -> None:
    assert isinstance(reloaded(aim).screen, Wizard)


@pytest.mark.parametrize("aim", ["open", "connect", "manage"])
def test_the_address_of_what_is_connected_by_now_leads_to_managing_it(aim: Aim) -> None:
    """REL-14"""
    app = run(a_hub(is_activated=True), RouteChosen(Route("I-Acme", aim), AGAIN))
    assert isinstance(app.screen, Manage)


@pytest.mark.parametrize("events", [[Left()], [PlanFailed(AGAIN, NETWORK), Closed({})]])
def test_one_who_leaves_before_anybody_has_looked_finds_it_kept(events: list[Any]) -> None:
    """REL-14"""
    app, effects = outcome(reloaded(), *events)
    assert (draft := kept(effects)) and draft == app.draft and draft.sent == SENT
    assert [effect for effect in effects if isinstance(effect, LoadPage)]
    again = run(app, ConnectChosen("I-Acme", AGAIN), PlanLoaded(AGAIN, plan()))
    assert wizard_of(again).stage == Activating("look")


def test_one_who_manages_something_else_finds_it_kept_as_well() -> None:
    app = replace(a_hub(), draft=Draft("user-ada", "I-Acme", sent=SENT))
    assert run(app, ManageChosen("I-Bolt"), Left()).draft == app.draft


def test_it_is_forgotten_once_it_was_looked_for_and_left() -> None:
    app, effects = outcome(looking(OLDER)[0], Refused(SENT.attempt, UNSEEN), Left())
    assert app.draft is None and Remember("") in effects


def test_it_is_seen_at_once_if_it_is_there() -> None:
    """REL-06"""
    api = FakeApi().with_user().with_activation("cask")
    world = FakeWorld(api)
    event = in_world(world, Look("1", "cask", ("A7",)))
    assert isinstance(event, Activated) and sum(world.slept) == 0


def test_it_is_looked_for_during_ten_seconds() -> None:
    """REL-06"""
    world = FakeWorld(FakeApi().with_user().with_activation("cask"))
    event = in_world(world, Look("1", "cask", ("A1",)))
    assert event == Refused("1", UNSEEN) and sum(world.slept) == 10
