"""Which calls go on to the API, and that nothing of what was sent goes on as it was."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from token_server.calls import ROUTES, Call, Scope, read_call
from token_server.errors import Refusal

HUB = "01J9ZZZZZZZZZZZZZZZZZZZZZZ"
ID = "01JA0000000000000000000001"
ADA = Scope(HUB, "user-ada")
USERS = f"hubs/{HUB}/users"
EMBED = f"embed/{HUB}/users/user-ada"


def read(method: str, path: str, query: str = "", body: Any = None, scope: Scope = ADA) -> Call:
    text = b"" if body is None else json.dumps(body).encode()
    return read_call(scope, method, path, query, text)


def refused(method: str, path: str, query: str = "", body: Any = None) -> int:
    with pytest.raises(Refusal) as refusal:
        read(method, path, query, body)
    return refusal.value.status


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("GET", f"hubs/{HUB}", ""),
        ("GET", f"{USERS}/user-ada", ""),
        ("GET", f"{EMBED}/integrations", "first=20&deployed=true"),
        ("GET", f"{EMBED}/integrations/{ID}", ""),
        ("GET", f"{USERS}/user-ada/connections", f"first=100&after=abc%3D&hub_connector_id={ID}"),
        ("GET", f"{EMBED}/activations", f"first=100&integration_id={ID}"),
        ("GET", f"integrations/{ID}/users/user-ada/variables", ""),
        ("DELETE", f"activations/{ID}", ""),
    ],
)
def test_what_the_hub_asks_is_asked_so(method: str, path: str, query: str) -> None:
    """HYB-01"""
    expected = f"{path}?{query}" if query else path
    assert read(method, path, query).path == expected


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "healthz",
        "hubs",
        "o/org/hubs",
        f"hubs/{HUB}/",
        f"/hubs/{HUB}",
        f"hubs//{HUB}",
        f"hubs/{HUB}/users",
        f"hubs/{HUB}/../{HUB}",
        f"hubs/{HUB}/users/user-ada/..",
        f"{EMBED}/integrations/..",
        f"{EMBED}/integrations/.",
        f"{EMBED}/integrations/%2e%2e",
        f"{EMBED}/integrations/%252e%252e",
        f"{EMBED}/integrations/..%2factivations",
        f"{EMBED}/integrations/{ID}%2f..%2f..",
        f"{EMBED}/integrations/{ID}%00",
        f"{EMBED}/integrations/{ID}%0d%0aX-Evil:1",
        f"{EMBED}/integrations/{ID};x=1",
        f"{EMBED}/integrations/{ID}\\..\\x",
        f"{EMBED}/integrations/{ID}?first=1",
        f"{EMBED}/integrations/{ID}#x",
        f"{EMBED}%2fintegrations",
        f"EMBED/{HUB}/users/user-ada/integrations",
        "http://evil.example/",
        "//evil.example/hubs",
        "@evil.example/hubs",
    ],
)
def test_a_path_that_leads_elsewhere_is_not_found(path: str) -> None:
    """HYB-02"""
    with pytest.raises(Refusal) as refusal:
        read("GET", path)
    assert refusal.value.status in (404, 405)


@pytest.mark.parametrize(
    "user", ["user-ben", "USER-ADA", "user-ada%20", "user-ada%00", "user-ad%2561", "", "user-ada."]
)
@pytest.mark.parametrize(
    "path", ["hubs/{hub}/users/{user}", "embed/{hub}/users/{user}/activations"]
)
def test_another_users_id_in_the_path_is_not_found(user: str, path: str) -> None:
    """HYB-03"""
    assert refused("GET", path.format(hub=HUB, user=user)) == 404


def test_another_hub_is_not_found() -> None:
    """HYB-03"""
    assert refused("GET", f"hubs/{ID}") == 404


@pytest.mark.parametrize("user", ["org/7", "a b", "ünï", "a%2fb", "50%", "?#&="])
def test_an_id_of_any_letters_is_asked_for_as_one_segment(user: str) -> None:
    """HYB-03"""
    from urllib.parse import quote

    path = f"hubs/{HUB}/users/{quote(user, safe='')}"
    assert read("GET", path, scope=Scope(HUB, user)).path == path


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [("POST", "activations", "userId"), ("POST", USERS, "externalId")],
)
@pytest.mark.parametrize("other", ["user-ben", None, ["user-ada"], {"$ne": ""}], ids=str)
def test_another_users_id_in_the_body_is_forbidden(
    method: str, path: str, name: str, other: object
) -> None:
    """HYB-03"""
    assert refused(method, path, body={name: other}) == 403
    assert refused(method, path, body={}) == 403


@pytest.mark.parametrize(
    "query",
    [
        "user=user-ben",
        "user_id=user-ben",
        "identifier_type=internal",
        f"integration_id={ID}",
        f"hub_connector_id={ID}",
        "first=20&first=100",
        "first=0",
        "first=1e9",
        "deployed=yes",
        "deployed=true&user=user-ben",
        "after=%0d%0aX-Evil:1",
        "first",
        "&",
        "after=" + "x" * 5000,
    ],
)
def test_a_query_that_asks_for_more_is_refused(query: str) -> None:
    """HYB-04"""
    assert refused("GET", f"{EMBED}/integrations", query) == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", f"{EMBED}/integrations", 405),
        ("HEAD", f"{EMBED}/integrations", 405),
        ("OPTIONS", "activations", 405),
        ("TRACE", f"hubs/{HUB}", 405),
        ("PATCH", f"hubs/{HUB}", 405),
        ("DELETE", f"{USERS}/user-ada", 405),
        ("GET", USERS, 405),
        ("GET", f"activations/{ID}", 405),
    ],
)
def test_a_method_that_the_hub_does_not_use_is_refused(method: str, path: str, status: int) -> None:
    """HYB-01"""
    assert refused(method, path) == status


def test_a_body_where_none_belongs_is_refused() -> None:
    """HYB-05"""
    assert refused("GET", f"hubs/{HUB}", body={}) == 400
    assert refused("DELETE", f"activations/{ID}", body={}) == 400


@given(path=st.text("/.%2eEfF5c\\adm-hubsr" + HUB[:2], max_size=60), query=st.text(max_size=20))
def test_whatever_is_asked_goes_nowhere_else(path: str, query: str) -> None:
    """HYB-02"""
    try:
        call = read("GET", path, query)
    except Refusal:
        return
    known = {route.path.partition("/")[0] for route in ROUTES}
    assert call.path.partition("/")[0] in known
    assert ".." not in call.path


def test_connections_of_a_template_and_its_connector_can_be_asked_for() -> None:
    call = read("GET", f"{USERS}/user-ada/connections", "hub_connector_id=T1%2CC1")
    assert call.path.endswith("hub_connector_id=T1%2CC1")
