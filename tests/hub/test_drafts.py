"""Answers that survive a reload: what is kept, what never is, and whose they are."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.activation import Wizard
from hub.activation.events import Answered, PlanLoaded, WentBack, WentNext
from hub.activation.states import Configure, Connect, Overview, Reconnect, Review
from hub.drafts import Draft, draft_of, read_draft, resume, write_draft
from hub.fields import Value
from hub.json_text import read_json
from hub.plan import Plan
from hub.variables import answer, restore, start
from tests.hub.builders import (
    A_SCHEMA,
    API_KEY,
    BASIC,
    CERTIFICATE,
    CODE,
    HMAC,
    NONE,
    a_plan,
    a_template,
    a_user,
    an_activation,
)
from tests.hub.wizards import ATTEMPT, connect, opening, overview, region_name, run

SECRETS = {"vh-c0-username": "ada", "vh-c0-password": "canary"}


def a_wizard(scheme: dict[str, str] = BASIC) -> Wizard:
    return connect(the_plan(scheme))


def the_plan(scheme: dict[str, str] = BASIC) -> Plan:
    return a_plan(a_template(scheme), end_user=a_user(), schema=A_SCHEMA)


def answered() -> Wizard:
    """Answer everything up to the review."""
    wizard = run(a_wizard(), WentNext(SECRETS))
    return run(wizard, WentNext({region_name(wizard): "eu"}))


def draft() -> Draft:
    kept = draft_of(answered())
    assert kept is not None
    return kept


def test_nothing_is_kept_before_there_is_a_question() -> None:
    assert draft_of(opening()) is None


@pytest.mark.parametrize("kind", ["", "RSA ", "ENCRYPTED "])
def test_a_key_in_the_place_of_a_certificate_is_not_kept(kind: str) -> None:
    """HUB-21: many a file holds both."""
    text = f"-----BEGIN CERTIFICATE-----\nopen\n-----BEGIN {kind}PRIVATE KEY-----\ncanary"
    typed = {"vh-c0-certificate": text, "vh-c0-ca": "open"}
    kept = draft_of(run(a_wizard(CERTIFICATE), Answered(typed)))
    assert kept is not None and "canary" not in write_draft(kept)
    assert "open" in kept.values.values()


def again(wizard: Wizard, number: int = 1, **known: Any) -> Wizard:
    """Have it replace an activation."""
    return replace(wizard, reconnect=Reconnect(an_activation(number), **known))


def test_a_reconnection_is_kept_for_the_activation_that_it_replaces() -> None:
    kept = draft_of(again(answered()))
    assert kept == replace(draft(), activation_id="A-1")
    assert resume(again(overview(the_plan())), kept).stage == Connect(0)
    for other in [overview(the_plan()), again(overview(the_plan()), 2)]:
        assert resume(other, kept) == other


def reconnecting(schema: Any, in_force: Any) -> Wizard:
    """Begin to replace an activation with these settings."""
    plan = a_plan(a_template(NONE), end_user=a_user(), schema=schema)
    return run(again(opening(), variables=in_force), PlanLoaded(ATTEMPT, plan))


def test_settings_in_force_that_hold_a_secret_are_not_replaced_by_a_draft_without_it() -> None:
    schema = {"type": "object", "properties": {"pin": {"type": "string", "writeOnly": True}}}
    wizard = reconnecting(schema, {"pin": "canary"})
    kept = draft_of(wizard)
    assert kept is not None and "canary" not in write_draft(kept)
    assert resume(wizard, kept).form == wizard.form


REGION = {**A_SCHEMA, "required": []}


def reviewed(in_force: Any) -> Draft:
    """Go on to the review, and touch nothing."""
    kept = draft_of(run(reconnecting(REGION, in_force), WentNext(), WentNext(), WentNext()))
    assert kept is not None and kept.place == "review"
    return kept


def test_what_nobody_touched_is_reviewed_as_it_is_in_force_after_a_reload() -> None:
    """REL-14"""
    resumed = resume(reconnecting(REGION, {"region": "eu"}), reviewed({"region": "eu"}))
    assert resumed.stage == Review()
    assert resumed.form is not None and answer(resumed.form) == {"region": "eu"}


@pytest.mark.parametrize("by_now", [{"region": "us"}, None], ids=["others", "unknown"])
def test_settings_that_are_others_by_now_are_shown_before_the_review(by_now: Any) -> None:
    """REL-14"""
    wizard = reconnecting(REGION, by_now)
    resumed = resume(wizard, reviewed({"region": "eu"}))
    assert resumed.stage == Configure() and resumed.form == wizard.form


def test_open_answers_are_kept() -> None:
    kept = draft()
    assert kept.values == {"T-Acme/username": "ada", "T-Acme/use": "new"}
    back = restore(start(A_SCHEMA), kept.variables)
    assert back and answer(back) == {"region": "eu"}


@pytest.mark.parametrize("scheme", [API_KEY, BASIC, HMAC])
def test_no_secret_is_ever_kept(scheme: dict[str, str]) -> None:
    """REL-14, HUB-21"""
    names = ["vh-c0-value", "vh-c0-password", "vh-c0-value-file"]
    wizard = run(a_wizard(scheme), WentNext(dict.fromkeys(names, "canary")))
    kept = draft_of(wizard)
    assert kept is not None and "canary" not in write_draft(kept)


def test_a_secret_among_the_variables_is_not_kept() -> None:
    """REL-14, HUB-21"""
    pin = {"type": "string", "title": "PIN", "format": "password"}
    schema = {"type": "object", "properties": {"pin": pin}}
    wizard = connect(a_plan(a_template(NONE), end_user=a_user(), schema=schema))
    wizard = run(wizard, WentNext())
    kept = draft_of(run(wizard, WentNext({region_name(wizard): "canary"})))
    assert kept is not None and "canary" not in write_draft(kept)


def test_no_answer_is_shown_in_a_log() -> None:
    """HUB-27"""
    assert "ada" not in repr(draft()).replace("user-ada", "")


def test_a_draft_is_read_as_it_was_written() -> None:
    assert read_draft(write_draft(draft())) == draft()


def test_several_choices_are_read_as_they_were_written() -> None:
    kept = replace(draft(), values={"vh-v1": ("0", "2"), "vh-v2": True})
    assert read_draft(write_draft(kept)) == kept


UNREADABLE = ["", "null", "[]", "{", '{"user": "u"}', '{"user": 1, "integration": "i"}', "[" * 900]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_read_is_forgotten(text: str) -> None:
    assert read_draft(text) is None


@given(st.text())
def test_no_text_is_too_odd_to_read(text: str) -> None:
    assert isinstance(read_draft(text), Draft | None)


def test_after_a_reload_the_answers_are_back_but_for_the_secret() -> None:
    """REL-14"""
    resumed = resume(overview(the_plan()), draft())
    values = {item.name: item.value for item in resumed.steps[0].fields}
    assert values == {"vh-c0-username": "ada", "vh-c0-password": ""}
    assert draft_of(resumed) == replace(draft(), place="connect T-Acme")


def test_it_goes_on_at_the_first_step_that_lacks_its_secret() -> None:
    """REL-14"""
    assert resume(overview(the_plan()), draft()).stage == Connect(0)


@pytest.mark.parametrize(
    ("place", "stage"),
    [
        ("overview", Overview()),
        ("connect T-Acme", Connect(0)),
        ("configure", Configure()),
        ("review", Review()),
        ("connect T-Gone", Overview()),
        ("", Overview()),
    ],
)
def test_without_a_secret_it_goes_on_where_it_was_left(place: str, stage: object) -> None:
    resumed = resume(overview(the_plan(NONE)), replace(draft(), place=place))
    assert resumed.stage == stage


NORTHWIND = a_template(BASIC, "Northwind", is_primary=True)


def user_names_after_a_reload(before: Plan, after: Plan) -> dict[str, Value]:
    """Sign in to each system with its own name up to the review, and begin again."""
    wizard = connect(before)
    for step in wizard.steps:
        named = {"username": f"ada of {step.template.name}", "password": "canary"}
        wizard = run(wizard, WentNext({f"{step.prefix}-{m}": text for m, text in named.items()}))
    kept = draft_of(wizard)
    resumed = resume(overview(after), kept) if kept else wizard
    assert wizard.stage == Review() and resumed.stage == Connect(0)
    return {step.template.name: step.fields[0].value for step in resumed.steps}


def test_once_the_account_is_there_no_answer_stands_in_another_systems_step() -> None:
    """REL-14"""
    templates = (NORTHWIND, a_template(BASIC), a_template(BASIC, "Bolt"))
    before, after = a_plan(*templates), a_plan(*templates, end_user=a_user())
    names = {"Acme": "ada of Acme", "Bolt": "ada of Bolt"}
    assert user_names_after_a_reload(before, after) == names
    assert user_names_after_a_reload(before, before) == names | {"Northwind": "ada of Northwind"}


def test_systems_that_have_changed_their_order_keep_their_answers() -> None:
    acme, bolt = a_template(BASIC), a_template(BASIC, "Bolt")
    before, after = (a_plan(*order, end_user=a_user()) for order in [(acme, bolt), (bolt, acme)])
    names = {"Acme": "ada of Acme", "Bolt": "ada of Bolt"}
    assert user_names_after_a_reload(before, after) == names


def test_it_goes_on_at_the_same_system_although_the_account_is_no_step_any_more() -> None:
    templates = (NORTHWIND, a_template(NONE), a_template(NONE, "Bolt"))
    kept = Draft("user-ada", "I-Acme", "connect T-Bolt")
    assert resume(overview(a_plan(*templates, end_user=a_user())), kept).stage == Connect(1)


TOKEN = {
    "type": "object",
    "properties": {"region": {"type": "string"}, "token": {"type": "string", "writeOnly": True}},
    "required": ["region", "token"],
}


def test_it_goes_on_at_the_settings_if_they_lack_their_secret() -> None:
    """REL-14"""
    settings = run(connect(a_plan(a_template(NONE), end_user=a_user(), schema=TOKEN)), WentNext())
    region, token = standing(settings)
    review = run(settings, WentNext({region: "eu", token: "canary"}))
    kept = draft_of(review)
    resumed = resume(review, kept) if kept else review
    assert (review.stage, resumed.stage) == (Review(), Configure())
    assert standing(resumed) == {region: "eu", token: ""}


@pytest.mark.parametrize("scheme", [BASIC, CODE], ids=["secret", "sign-in"])
def test_it_is_said_why_a_secret_or_a_sign_in_is_asked_for_once_more(scheme: Any) -> None:
    """REL-14"""
    wizard = overview(the_plan(scheme))
    resumed = resume(wizard, Draft("user-ada", "I-Acme", "review"))
    assert resumed.stage == Connect(0) and resumed.is_resumed
    assert not run(resumed, WentBack()).is_resumed


def test_nothing_is_said_where_nothing_was_answered_or_nothing_is_lacking() -> None:
    assert not resume(
        overview(the_plan()), Draft("user-ada", "I-Acme", "connect T-Acme")
    ).is_resumed
    asks_nothing = overview(a_plan(a_template(NONE), end_user=a_user()))
    assert not resume(asks_nothing, Draft("user-ada", "I-Acme", "review")).is_resumed


def standing(wizard: Wizard) -> dict[str, Value]:
    """Tell what stands in the inputs of the settings."""
    stops = wizard.form.stops() if wizard.form else ()
    return {stop.name: stop.field.value for stop in stops if stop.field}


@pytest.mark.parametrize(("user", "integration"), [("user-ben", "I-Acme"), ("user-ada", "I-Other")])
def test_the_draft_of_someone_or_something_else_is_not_used(user: str, integration: str) -> None:
    wizard = overview(the_plan())
    other = replace(draft(), user_id=user, integration_id=integration)
    assert resume(wizard, other) == wizard


def test_a_draft_is_not_put_into_a_reconnection() -> None:
    wizard = replace(overview(the_plan()), reconnect=Reconnect(an_activation()))
    assert resume(wizard, draft()) == wizard


def test_a_number_is_kept_as_it_is_written() -> None:
    """HUB-40"""
    variables = read_json('{"n":[1e400,0.12345678901234567890]}')
    kept = read_draft(write_draft(replace(draft(), variables=variables)))
    assert kept is not None and kept.variables == variables
