"""The provider that the sandbox plays: where it sends people, and what its codes are good for."""

from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from sandbox.catalogue import Connector
from sandbox.oauth import DECISIONS, FAILURES
from tests.sandbox.client import ADA, Api, connection, fields, initialisation
from tests.sandbox.conftest import Clock


def provider(api: Api) -> Connector:
    return api.connector(api.to_fill(api.integration("Atlas"))[0])


def query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def activate(api: Api, data: dict[str, str], name: str = "Atlas") -> list[str]:
    template = api.to_fill(api.integration("Atlas"))[0]
    credential = {"type": "oauth2-code", "data": data}
    entry = connection(api.connector(template), credential, name) | {"templateId": template.id}
    body = api.activation(ADA, "Atlas") | {"connections": [entry]}
    return fields(api.post("/activations", body))


CODE = "connections[0].credentials.action[0].credential.data.code"
STATE = "connections[0].credentials.action[0].credential.data.state"


def test_the_url_asks_for_what_was_wanted(ada: Api) -> None:
    url = ada.start_consent(provider(ada), additionalParams="access_type=offline")
    asked = query(url)
    assert url.startswith("http://localhost/oauth/atlas/authorize?")
    assert len(asked.pop("state")) >= 32
    assert asked == {
        "response_type": "code",
        "client_id": "atlas-client",
        "redirect_uri": "http://localhost/oauth/callback",
        "scope": "calendar.events profile offline_access",
        "prompt": "login",
        "access_type": "offline",
    }


@pytest.mark.parametrize(
    ("changed", "name", "expected"),
    [
        ({"disableOfflineAccess": True}, "scope", "calendar.events profile"),
        ({"scopes": ["a", "offline_access"]}, "scope", "a offline_access"),
        ({"prompt": "consent+select_account"}, "prompt", "consent+select_account"),
        ({"additionalParams": "approval_prompt=force"}, "prompt", None),
    ],
)
def test_the_defaults_can_be_changed(
    ada: Api, changed: dict[str, Any], name: str, expected: str | None
) -> None:
    assert query(ada.start_consent(provider(ada), **changed)).get(name) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"clientId": "other"}, "clientId"),
        ({"authorizeUrl": "https://evil.example/authorize"}, "authorizeUrl"),
        ({"additionalParams": "state=mine"}, "additionalParams"),
        ({"additionalParams": "redirect_uri=https://evil.example"}, "additionalParams"),
    ],
)
def test_a_request_that_is_not_the_templates_is_refused(
    ada: Api, changed: dict[str, Any], expected: str
) -> None:
    connector = provider(ada)
    path = f"/embed/{ada.hub_id}/connector/{connector.id}/oauth2/initialise"
    response = ada.post(path, initialisation(connector) | changed)
    assert (response.status_code, fields(response)) == (400, [expected])


def test_a_code_works_once(ada: Api) -> None:
    data = ada.consent(provider(ada), "approve")
    assert activate(ada, data) == []
    assert activate(ada, data, "Again") == [CODE]


def test_a_code_expires(ada: Api, clock: Clock) -> None:
    data = ada.consent(provider(ada), "approve")
    clock.seconds += 600
    assert activate(ada, data) == [CODE]


def test_a_code_survives_a_refusal_for_another_reason(ada: Api) -> None:
    data = ada.consent(provider(ada), "approve")
    ada.post("/activations", ada.activation(ADA, "Atlas") | {"dynamicVariables": {}})
    assert activate(ada, data) == []


def test_a_code_belongs_to_its_state(ada: Api) -> None:
    first, second = (ada.consent(provider(ada), "approve") for _ in range(2))
    assert activate(ada, first | {"state": second["state"]}) == [STATE]


def test_a_code_belongs_to_its_connector(ada: Api) -> None:
    other = ada.connector(ada.to_fill(ada.integration("Tallybook"))[0])
    assert activate(ada, ada.consent(other, "approve")) == [CODE]


def test_a_code_belongs_to_its_user(ada: Api, ben: Api) -> None:
    assert activate(ada, ben.consent(provider(ben), "approve")) == [CODE]


def test_an_expired_code_can_be_asked_for(ada: Api) -> None:
    assert activate(ada, ada.consent(provider(ada), "expired-code")) == [CODE]


ANSWERS = {
    "approve": ("/oauth/callback", {"code": 1, "state": 1}),
    "deny": ("/oauth/callback", {"error": 1, "error_description": 1, "state": 1}),
    "provider-error": ("/oauth/callback", {"error": 1, "error_description": 1, "state": 1}),
    "wrong-state": ("/oauth/callback", {"code": 1, "state": 1}),
    "missing-code": ("/oauth/callback", {"state": 1}),
    "missing-state": ("/oauth/callback", {"code": 1}),
    "duplicate-code": ("/oauth/callback", {"code": 2, "state": 1}),
    "code-and-error": ("/oauth/callback", {"code": 1, "error": 1, "state": 1}),
    "expired-code": ("/oauth/callback", {"code": 1, "state": 1}),
    "never-answer": ("/oauth/callback/silent", {"code": 1, "state": 1}),
    "close-window": ("/oauth/callback/closing", {"code": 1, "state": 1}),
    "answer-twice": ("/oauth/callback/twice", {"code": 1, "state": 1}),
    "slow-answer": ("/oauth/callback/slow", {"code": 1, "state": 1}),
    "hostile-page": ("/oauth/hostile", {"state": 1}),
}


@pytest.mark.parametrize("decision", DECISIONS | FAILURES)
def test_each_button_leads_where_it_says(ada: Api, decision: str) -> None:
    url = ada.start_consent(provider(ada))
    browser = ada.app.test_client()
    answer = urlsplit(browser.post(url, data={"decision": decision}).headers["Location"])
    given = {name: len(values) for name, values in parse_qs(answer.query).items()}
    assert (answer.path, given) == ANSWERS[decision]
    assert browser.get(f"{answer.path}?{answer.query}").status_code == 200


def test_the_hostile_page_is_of_another_origin(ada: Api) -> None:
    url = ada.start_consent(provider(ada))
    answer = ada.app.test_client().post(url, data={"decision": "hostile-page"})
    assert answer.headers["Location"].startswith("http://127.0.0.1/oauth/hostile?")


@pytest.mark.parametrize(
    "changed",
    [
        ("state=", "state=x"),
        ("redirect_uri=", "redirect_uri=https%3A%2F%2Fevil.example%2F"),
        ("response_type=code", "response_type=token"),
    ],
)
def test_a_forged_request_goes_nowhere(ada: Api, changed: tuple[str, str]) -> None:
    url = ada.start_consent(provider(ada)).replace(*changed)
    browser = ada.app.test_client()
    assert browser.get(url).status_code == 400
    assert browser.post(url, data={"decision": "approve"}).status_code == 400


def test_the_pages_run_no_inline_script_and_can_be_labelled(ada: Api) -> None:
    response = ada.app.test_client().get(ada.start_consent(provider(ada)))
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "<script>" not in response.text and '<label for="failure">' in response.text
