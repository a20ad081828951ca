"""Whatever is sent, the sandbox answers, in its own shape, and never with a 5xx."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from sandbox.api import routes
from tests.sandbox.client import ADA, Api

ROUTES = routes()
texts = st.text(max_size=12)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
)
fuzzed = settings(
    max_examples=settings().max_examples * 3 // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check(response: TestResponse) -> None:
    assert response.status_code < 500, response.get_data()
    assert response.headers["X-Request-Id"]
    if response.status_code >= 400:
        assert response.json and {"code", "message"} <= response.json.keys()


def ids(api: Api) -> st.SearchStrategy[str]:
    world = api.world
    known = [api.hub_id, api.organisation_id, ADA, *world.catalogue.connectors]
    known += [template.id for template in world.records.templates.all()]
    known += [entry.id for entry in world.records.integrations.all()]
    known += [entry.id for entry in world.records.activations.all()]
    return st.sampled_from(known) | st.text(min_size=1, max_size=30)


PLACEHOLDER = re.compile("<(.+?)>")


def fill(path: str, chosen: dict[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: quote(chosen[found[1]], safe=""), path)


def spoiled(draw: st.DrawFn, value: Any) -> Any:
    """Replace parts of a right body by anything."""
    if draw(st.integers(0, 9)) == 0:
        return draw(values)
    if isinstance(value, dict):
        return {name: spoiled(draw, member) for name, member in value.items()}
    if isinstance(value, list):
        return [spoiled(draw, member) for member in value]
    return value


@fuzzed
@given(data=st.data())
def test_any_body_on_any_route_is_answered(ada: Api, owner: Api, data: st.DataObject) -> None:
    route = data.draw(st.sampled_from(ROUTES))
    chosen = {name: data.draw(ids(ada)) for name in PLACEHOLDER.findall(route.path)}
    query = data.draw(
        st.dictionaries(
            st.sampled_from(["first", "after", "before", "search", "deployed", "identifier_type"]),
            texts,
            max_size=3,
        )
    )
    caller = data.draw(st.sampled_from([ada, owner]))
    check(caller.ask(route.method, fill(route.path, chosen), data.draw(values), **query))


@fuzzed
@given(data=st.data())
def test_a_spoiled_activation_is_answered(ada: Api, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["Granite", "Tallybook", "Ironbank", "Sealpost", "Rulebook"]))
    right = ada.activation(ADA, name)
    check(ada.post("/activations", data.draw(st.composite(lambda draw: spoiled(draw, right))())))


@fuzzed
@given(schema=values, variables=st.dictionaries(texts, values, max_size=3))
def test_any_schema_can_be_lived_with(owner: Api, schema: Any, variables: Any) -> None:
    activation = owner.world.records.activations.all()[0]
    path = f"/integrations/{activation.integration_id}"
    check(owner.ask("PATCH", path, {"variablesSchema": {"properties": schema, "not": schema}}))
    body = {"dynamicVariables": variables}
    check(owner.ask("PUT", f"/activations/{activation.id}/variables", body))


@fuzzed
@given(
    body=st.binary(max_size=60), kind=st.sampled_from(["application/json", "text/plain", "", "x"])
)
def test_any_bytes_are_answered(app: Flask, body: bytes, kind: str) -> None:
    headers = {"Authorization": "Bearer sandbox-api-key", "Content-Type": kind}
    check(app.test_client().post("/api/embedded/v1/activations", data=body, headers=headers))


@fuzzed
@given(header=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0")))
def test_any_authorization_is_answered(app: Flask, header: str) -> None:
    for prefix in ("", "JWT ", "Bearer "):
        headers = {"Authorization": prefix + header}
        check(app.test_client().post("/api/embedded/v1/activations", headers=headers))


@fuzzed
@given(body=values, path=st.sampled_from(["token", "faults", "settings", "deployments"]))
def test_any_lever_can_be_pulled(app: Flask, body: Any, path: str) -> None:
    for method in ("POST", "PUT"):
        check(app.test_client().open(f"/__sandbox/{path}", method=method, json=body))


@fuzzed
@given(
    query=st.dictionaries(st.sampled_from(["state", "redirect_uri", "response_type"]), texts),
    decision=texts,
    provider=st.text(min_size=1, max_size=9),
)
def test_any_visitor_of_the_provider_is_answered(
    app: Flask, query: dict[str, str], decision: str, provider: str
) -> None:
    path = f"/oauth/{quote(provider, safe='')}/authorize"
    browser = app.test_client()
    assert browser.get(path, query_string=query).status_code < 500
    posted = browser.post(path, query_string=query, data={"decision": decision})
    assert posted.status_code < 500


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 60 + b"]" * 60,
        b'{"userId": 1e400}',
        b'{"userId": NaN}',
        b'{"userId": "\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"userId": ' + b"9" * 5000 + b"}",
        b"\xff\xfe",
        b"",
    ],
)
def test_a_body_that_is_no_sane_json_is_a_400(app: Flask, body: bytes) -> None:
    headers = {"Authorization": "Bearer sandbox-api-key", "Content-Type": "application/json"}
    response = app.test_client().post("/api/embedded/v1/hubs", data=body, headers=headers)
    assert response.status_code == 400
    check(response)


def test_a_date_that_no_calendar_has_is_ignored(app: Flask) -> None:
    headers = {"If-Modified-Since": "Fri, 31 Dec 99999999999 23:59:59 GMT"}
    with app.test_client().get("/static/callback.js", headers=headers) as response:
        assert response.status_code == 200
