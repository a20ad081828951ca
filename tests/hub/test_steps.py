"""One connection: reused or new, checked, refused, and made into a body."""

from dataclasses import replace
from typing import Any

import pytest

from hub.errors import FieldProblem
from hub.models import Connection
from hub.oauth import Granted, Preparing
from hub.paths import parse_path, texts
from hub.refusing import refuse
from hub.steps import (
    NEW,
    Step,
    answers_differ,
    check,
    connection_body,
    field_problem,
    make_step,
    secret_values,
    take,
)
from tests.hub.builders import API_KEY, BASIC, CODE, NONE, UNKNOWN, a_template, a_variable

MINE = Connection("CON-1", "Mine")


def a_step(scheme: dict[str, Any] = API_KEY, *names: str, **changes: Any) -> Step:
    variables = tuple(a_variable(name) for name in names)
    return make_step(a_template(scheme, variables=variables), 0, **changes)


def errors(step: Step | None) -> dict[str, str]:
    return {item.name: item.error for item in step.fields if item.error} if step else {}


def test_a_connection_that_fits_is_proposed_for_reuse() -> None:
    """REL-12"""
    step = a_step(reusable=(MINE,))
    assert (step.choice, step.is_new) == ("CON-1", False)


def test_without_one_that_fits_there_is_nothing_to_choose() -> None:
    assert a_step().choice_field is None


def test_the_choice_names_every_connection_and_a_new_one() -> None:
    field = a_step(reusable=(MINE, Connection("CON-2", ""))).choice_field
    assert field is not None
    assert [option.label for option in field.options] == [
        "Mine",
        "Unnamed connection",
        "New connection",
    ]


def test_a_scheme_that_is_not_supported_can_only_be_reused() -> None:
    """HUB-32"""
    step = a_step(UNKNOWN, reusable=(MINE,))
    assert step.is_supported and step.choice_field is not None
    assert [option.value for option in step.choice_field.options] == ["CON-1"]
    assert not a_step(UNKNOWN).is_supported


@pytest.mark.parametrize("choice", ["CON-of-someone-else", "", True, ("CON-1",)])
def test_a_choice_that_was_not_offered_is_not_taken(choice: Any) -> None:
    step = a_step(reusable=(MINE,))
    assert take(step, {"vh-c0-use": choice}).choice == "CON-1"


def test_a_new_connection_can_be_chosen() -> None:
    assert take(a_step(reusable=(MINE,)), {"vh-c0-use": NEW}).is_new


def test_a_reused_connection_has_no_errors() -> None:
    assert not check(a_step(reusable=(MINE,))).has_errors


def test_a_new_connection_without_its_secret_has_one() -> None:
    assert errors(check(a_step())) == {"vh-c0-value": "This is needed."}


def test_a_required_variable_is_asked_for_and_an_optional_one_is_not() -> None:
    template = a_template(NONE, variables=(a_variable("host", required=True), a_variable("port")))
    assert set(errors(check(make_step(template, 0)))) == {"vh-c0-v0"}


def test_a_consent_that_was_not_given_is_asked_for() -> None:
    step = check(a_step(CODE))
    assert step.has_errors and step.error == "Sign in first."
    assert not check(replace(step, consent=Granted(1, "code", "state"))).has_errors


def test_the_body_is_a_connection_as_the_api_wants_it() -> None:
    """HUB-41"""
    step = take(a_step(BASIC, "host", "port"), {
        "vh-c0-username": "ada", "vh-c0-password": "p", "vh-c0-v0": "acme.example",
    })  # fmt: skip
    data = {"username": "ada", "password": "p"}
    entry = {"name": "Mine", "type": "basic-auth", "data": data}
    assert connection_body(step, "Mine") == {
        "name": "Mine",
        "credentials": {"action": [{"authSchemeConfig": BASIC, "credential": entry}]},
        "variables": [{"name": "host", "value": "acme.example"}],
    }


@pytest.mark.parametrize(
    ("value", "kind"),
    [("a", "text"), ("a\nb", "long"), ("a\r\nb\n", "long"), ("a\n", "long"), ("a\u2028b", "text")],
)
def test_a_default_of_several_lines_is_asked_for_in_an_input_that_keeps_them(
    value: str, kind: str
) -> None:
    """HUB-35"""
    step = make_step(a_template(NONE, variables=(a_variable("host", value=value),)), 0)
    shown = {"vh-c0-v0": value.replace("\r\n", "\n")}
    assert step.variables[0].kind == kind
    assert connection_body(take(step, shown), "Mine")["variables"][0]["value"] == value


def test_a_code_becomes_part_of_the_body() -> None:
    """OAU-16"""
    step = replace(a_step(CODE), consent=Granted(1, "the-code", "the-state"))
    (entry,) = connection_body(step, "Mine")["credentials"]["action"]
    assert entry["credential"]["data"] == {"code": "the-code", "state": "the-state"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("credentials.action[0].credential.data.value", "vh-c0-value"),
        ("credentials.action[0].credential.data.other", None),
        ("credentials.action[0].credential.name", None),
        ("credentials.action[0].credential.data['value']", "vh-c0-value"),
        ("/credentials/action/0/credential/data/value", "vh-c0-value"),
        ("credentials.action.0.credential.data.value[0]", "vh-c0-value"),
        ("credentials.action[0].credential.data", None),
        ("variables[0].value", "vh-c0-v0"),
        ("variables[1].value", "vh-c0-v2"),
        ("variables[2].value", None),
        ("variables[x].value", None),
        ("connectionId", None),
        ("", None),
    ],
)
def test_a_refused_path_leads_to_its_field(path: str, name: str | None) -> None:
    """HUB-39"""
    typed = {"vh-c0-value": "k", "vh-c0-v0": "a", "vh-c0-v2": "c"}
    step = take(a_step(API_KEY, "host", "port", "zone"), typed)
    refused = refuse(step, texts(parse_path(path)), "No.")
    assert (errors(refused), refused.error) == (({name: "No."}, "") if name else ({}, "No."))


def test_all_that_is_refused_of_a_connection_as_a_whole_is_said() -> None:
    step = refuse(refuse(a_step(), ["name"], "It is taken."), ["templateId"], "It is unknown.")
    assert step.error == "It is taken. It is unknown."
    assert refuse(step, ["name"], step.error).error == step.error


def test_a_connection_to_reuse_that_is_refused_is_said_so_until_something_else_is_chosen() -> None:
    step = refuse(a_step(reusable=(MINE,)), ["connectionId"], "It is gone.")
    assert step.error == "It is gone."
    assert take(step, {"vh-c0-use": NEW}).error == "" == check(step).error


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (a_step(), "vh-c0-value"),
        (a_step(reusable=(MINE,)), "vh-c0-use"),
        (a_step(CODE), "vh-c0-consent"),
        (a_step(NONE), "vh-c0-whole"),
    ],
)
def test_what_is_wrong_as_a_whole_leads_to_what_is_asked_first(step: Step, name: str) -> None:
    assert step.first_name == name


def test_a_refused_code_asks_for_consent_again_and_keeps_the_rest() -> None:
    """OAU-17"""
    step = replace(take(a_step(CODE, "host"), {"vh-c0-v0": "a"}), consent=Granted(1, "c", "s"))
    refused = refuse(step, ["credentials", "action", "0"], "It expired.")
    assert isinstance(refused.consent, Preparing)
    assert (refused.error, refused.variables[0].value) == ("It expired.", "a")


@pytest.mark.parametrize(("message", "shown"), [(" No. ", "No."), (" ", "This was refused.")])
def test_a_refusal_without_a_message_gets_words(message: str, shown: str) -> None:
    assert field_problem(FieldProblem("userId", message)) == shown


def test_something_typed_would_be_lost_by_leaving() -> None:
    fresh = a_step(API_KEY, "host")
    assert not answers_differ(fresh, fresh)
    assert answers_differ(take(fresh, {"vh-c0-v0": "a"}), fresh)
    assert answers_differ(replace(fresh, consent=Granted(1, "c", "s")), fresh)


def test_only_secrets_that_were_typed_are_filled_in_again() -> None:
    """HUB-26"""
    step = take(a_step(BASIC), {"vh-c0-username": "ada", "vh-c0-password": "canary"})
    assert secret_values(step) == {"vh-c0-password": "canary"}
    assert secret_values(a_step(BASIC)) == {}


def test_a_secret_never_shows_in_a_repr() -> None:
    """HUB-27"""
    step = take(a_step(BASIC), {"vh-c0-username": "ada", "vh-c0-password": "canary"})
    assert "canary" not in repr(step)
    assert "canary" not in repr(Granted(1, "canary", "canary"))
