"""The wizard on the page: its stage by name, its words, and what it never shows."""

from dataclasses import replace

import pytest

from hub.activation.events import WentNext
from hub.activation.states import Reconnect
from hub.app import App
from hub.errors import Problem, ProblemType
from hub.oauth import Granted
from hub.schemes import parse_scheme
from hub.views.overview import view_scopes
from hub.views.page import view
from hub.views.parts import step_title
from hub.views.problems import LONGEST_DETAIL
from hub.wording import error_object, words
from tests.hub import wizards
from tests.hub.builders import (
    CODE,
    NONE,
    UNKNOWN,
    a_plan,
    a_template,
    a_user,
    a_variable,
    an_activation,
)
from tests.hub.html import Html
from tests.hub.screens import KINDS, OPTIONS, a_problem, screens

HELD = {"configure", "review", "creating_account", "activating", "confirming", "failed", "looking"}
STAYING = "Stay signed in, so that the integration works while you are away"


def page(name: str) -> Html:
    return Html(str(view(screens()[name])))


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("opening", "overview"),
        ("overview", "overview"),
        ("connect", "connect"),
        ("configure", "configure"),
        ("review", "review"),
        ("activating", "activating"),
        ("done", "done"),
        ("failed", "failed"),
    ],
)
def test_the_stage_has_a_public_name(name: str, stage: str) -> None:
    assert len(page(name).find("section", data_stage=stage)) == 1


@pytest.mark.parametrize("name", ["activating", "creating_account", "confirming"])
def test_what_is_under_way_can_be_neither_closed_nor_sent_again(name: str) -> None:
    """REL-10, HUB-42"""
    assert page(name).events == set()


def test_the_review_shows_secrets_as_dots() -> None:
    """HUB-21"""
    review = page("review")
    assert "••••••••" in review.said and "canary" not in review.text


def test_the_review_says_that_someone_has_signed_in_and_what_else_they_answered() -> None:
    template = a_template(CODE, variables=(a_variable("host", value="acme.example"),))
    asked = wizards.connect(a_plan(template, end_user=a_user()))
    signed_in = replace(asked.steps[0], consent=Granted(1, "canary", "canary"))
    review = wizards.run(replace(asked, steps=(signed_in,)), WentNext())
    said = Html(str(view(App(OPTIONS, screen=review)))).said
    assert "Sign-in Signed in host acme.example" in said and "canary" not in said


def test_the_review_says_that_no_sign_in_is_needed() -> None:
    review = wizards.run(wizards.connect(a_plan(a_template(NONE), end_user=a_user())), WentNext())
    assert "Sign-in no sign-in" in Html(str(view(App(OPTIONS, screen=review)))).said


def test_an_unknown_scheme_is_named_and_leads_nowhere() -> None:
    """HUB-32"""
    integration = a_plan(a_template(UNKNOWN, "Pigeon"), end_user=a_user())
    unknown = Html(str(view(App(OPTIONS, screen=wizards.overview(integration)))))
    assert "Not supported yet" in unknown.said and "Pigeon" in unknown.said
    assert unknown.events == {"close", "next"} and not unknown.find("button", type="submit")
    assert "Back to the list" in unknown.said


def test_a_consent_that_lacks_its_client_is_said_to_be_incomplete_before_anyone_signs_in() -> None:
    """HUB-32"""
    scheme = {**CODE, "grant": {"grantType": "authorization_code"}}
    wizard = wizards.overview(a_plan(a_template(scheme, "Pigeon"), end_user=a_user()))
    shown = Html(str(view(App(OPTIONS, screen=wizard))))
    assert "Pigeon : a sign-in that is not completely set up" in shown.said
    assert shown.events == {"close", "next"} and not shown.find("button", type="submit")


def test_two_systems_of_the_same_name_are_told_apart() -> None:
    wizard = wizards.overview(a_plan(a_template(NONE, "Shop"), a_template(NONE, "Shop", id="T-2")))
    names = [step_title(wizard.steps, index) for index in range(2)]
    assert names == ["Shop 1", "Shop 2"]


def test_the_overview_says_what_the_consent_will_be_about() -> None:
    said = page("overview-code").words
    assert {"read"} == set(CODE["defaultScopes"]) & set(said)
    assert STAYING in said


def test_what_a_provider_says_of_staying_signed_in_goes_before_our_own_words() -> None:
    """OAU-18"""
    scopes = [{"name": "offline_access", "description": "Act for you at night"}]
    scheme = {**CODE, "scopes": scopes, "defaultScopes": ["offline_access"]}
    said = Html(str(view_scopes(parse_scheme(scheme)))).words
    assert said == ["Act for you at night"]


def test_what_was_granted_is_not_asked_for_any_more() -> None:
    asked, granted = page("consent-prepared").said, page("consent-granted").said
    assert "will ask you to allow this" in asked
    assert "will ask you to allow this" not in granted


@pytest.mark.parametrize("code", ["server_error", "temporarily_unavailable"])
def test_a_fault_of_the_provider_is_not_taken_for_a_refusal(code: str) -> None:
    """RFC 6749 section 4.1.2.1"""
    message, _remedy = words(Problem("oauth_denied", code))
    assert message == "The other system could not finish the sign-in."


def test_a_reconnection_says_where_the_settings_in_force_cannot_be_shown() -> None:
    unknown = "The settings in force cannot be shown here."
    for variables, is_said in [(None, True), ({"region": "eu"}, False)]:
        again = Reconnect(an_activation(), variables)
        wizard = replace(wizards.configure(), reconnect=again)
        assert (unknown in Html(str(view(App(OPTIONS, screen=wizard)))).said) is is_said


def test_what_is_wrong_with_a_connection_as_a_whole_is_said_above_its_questions() -> None:
    """HUB-39"""
    whole = Html(str(view(App(OPTIONS, screen=wizards.run(
        wizards.activating(), wizards.refused("connections[0].templateId", message="It is gone.")
    )))))  # fmt: skip
    assert [said.attributes["id"] for said in whole.find("p", class_="vh-field__error")] == [
        "vh-c0-whole"
    ]
    assert whole.find("button", data_focus="vh-c0-value")


@pytest.mark.parametrize("name", ["refused", "wrongly-configured"])
def test_every_wrong_field_can_be_reached_from_the_summary(name: str) -> None:
    """HUB-39, HUB-43"""
    wrong = page(name)
    (summary,) = wrong.find("div", id="vh-summary")
    assert summary.attributes["role"] == "alert"
    assert [b for b in wrong.find("button") if b.attributes.get("data-focus")]


@pytest.mark.parametrize("name", ["leaving", "manage-leaving"])
def test_the_question_about_leaving_hides_what_lies_below(name: str) -> None:
    asking = page(name)
    assert asking.events >= {"leave", "stay"}
    assert [e for e in asking.find("div") if "hidden" in e.attributes]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leaving", "Nothing was sent."),
        ("leaving-unsure", "What was sent may still come through"),
        ("leaving-an-account", "Your account is created, and stays."),
    ],
)
def test_the_question_about_leaving_says_what_stays(name: str, said: str) -> None:
    assert said in page(name).text


@pytest.mark.parametrize("kind", KINDS)
def test_every_problem_has_words_of_its_own(kind: ProblemType) -> None:
    """REL-22, REL-23"""
    message, remedy = words(a_problem("word", kind))
    assert message.endswith((".", "?")) and remedy.endswith((".", "?"))


def test_a_problem_shows_its_reference_and_no_endless_words() -> None:
    """REL-22"""
    long = Html(str(view(screens("A" * 5_000)["failed-api"])))
    assert f"Reference for support: {'A' * 64}" in long.said
    assert not [word for word in long.words if len(word) > LONGEST_DETAIL and "A" * 999 in word]


@pytest.mark.parametrize("stage", wizards.STAGES)
def test_the_page_asks_before_it_is_left_with_answers_or_amid_an_order(stage: str) -> None:
    """Nothing but the answers counts: the review has no form, and a failure keeps them."""
    page = str(view(App(OPTIONS, screen=wizards.STAGES[stage]())))
    assert ("data-hold" in page) == (stage in HELD)


def test_the_host_is_told_of_a_problem_in_full() -> None:
    told = error_object(a_problem("word"), "review")
    assert set(told) == {
        "type", "code", "message", "remedy", "stage", "fields", "correlationId", "retryable",
    }  # fmt: skip
