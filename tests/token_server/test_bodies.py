"""What a body may hold on its way to the API, and that it says one thing to every reader."""

import json
from typing import Any

import pytest

from token_server.calls import Call, Scope, read_call
from token_server.errors import Refusal

HUB = "01J9ZZZZZZZZZZZZZZZZZZZZZZ"
ID = "01JA0000000000000000000001"
ADA = Scope(HUB, "user-ada")
CONSENT = f"embed/{HUB}/connector/{ID}/oauth2/initialise"


def read(method: str, path: str, body: Any) -> Call:
    return read_call(ADA, method, path, "", body if isinstance(body, bytes) else spelled(body))


def spelled(body: Any) -> bytes:
    return json.dumps(body).encode()


def refused(method: str, path: str, body: Any) -> int:
    with pytest.raises(Refusal) as refusal:
        read(method, path, body)
    return refusal.value.status


def a_connection(**changed: Any) -> dict[str, Any]:
    return {"name": "n", "credentials": {"action": [an_entry()]}, "variables": []} | changed


def an_entry(**changed: Any) -> dict[str, Any]:
    credential = {"name": "n", "type": "string", "data": {"value": "v"}}
    return {"authSchemeConfig": {"id": ID}, "credential": credential} | changed


@pytest.mark.parametrize(
    "text",
    [b"", b"null", b"[]", b"{", b"[" * 100_000, b'{"userId":"user-ada","evil":1}', b"\xff"],
    ids=lambda text: repr(text[:20]),
)
def test_a_body_that_is_not_the_calls_is_refused(text: bytes) -> None:
    """HYB-05"""
    with pytest.raises(Refusal) as refusal:
        read_call(ADA, "POST", "activations", "", text)
    assert refusal.value.status == 400


def test_a_body_is_written_anew_so_that_it_says_one_thing() -> None:
    """HYB-05"""
    twice = b'{"userId": "user-ben", "userId": "user-ada"}'
    call = read_call(ADA, "POST", "activations", "", twice)
    assert call.text == b'{"userId": "user-ada"}'


@pytest.mark.parametrize(
    "connections",
    [
        [{"templateId": "T", "ConnectionId": "OTHER"}],
        [{"templateId": "T", "connectionId": "MINE", "connectionID": "OTHER"}],
        [{"templateId": "T", "connectionId": 7}],
        [{"templateId": "T", "connectionId": "../OTHER"}],
        [{"templateId": "T"}],
        ["OTHER"],
        {"0": {"templateId": "T", "connectionId": "OTHER"}},
        None,
    ],
)
def test_a_connection_that_could_be_read_as_another_one_is_refused(connections: object) -> None:
    """HYB-09: a reader that ignores the case of letters would find what was never checked."""
    body = {"userId": "user-ada", "connections": connections}
    assert refused("POST", "activations", body=body) == 400


def test_a_number_that_json_does_not_have_is_refused() -> None:
    body = {"dynamicVariables": {"rate": float("nan")}}
    assert refused("PUT", f"activations/{ID}/variables", body=body) == 400


@pytest.mark.parametrize(
    "connection",
    [
        a_connection(credentials={"action": [an_entry(credential={"id": ID})]}),
        a_connection(credentials={"action": [{"id": ID}]}),
        a_connection(credentials={"action": [an_entry(id=ID)]}),
        a_connection(credentials={"action": ["x"]}),
        a_connection(credentials={"action": {}}),
        a_connection(credentials={"action": [], "trigger": []}),
        a_connection(credentials=[]),
        a_connection(id=ID),
        a_connection(connectorId=ID),
        {"id": ID},
        None,
    ],
)
def test_a_new_connection_is_made_of_nothing_that_exists(connection: Any) -> None:
    """HYB-09: the API lets a credential be named by its id, and it may be somebody else's."""
    user = {"externalId": "user-ada", "primaryConnection": connection}
    assert refused("POST", f"hubs/{HUB}/users", user) == 400
    entry = {"templateId": ID, **(connection or {})}
    activation = {"userId": "user-ada", "connections": [entry]}
    assert refused("POST", "activations", activation) == 400


def test_a_whole_new_connection_goes_on() -> None:
    user = {"externalId": "user-ada", "primaryConnection": a_connection()}
    assert read("POST", f"hubs/{HUB}/users", user).body == user


@pytest.mark.parametrize("integration", [["I"], {"id": "I"}, 7, "", "../I", "I\n", None], ids=repr)
def test_an_integration_is_named_by_an_id(integration: object) -> None:
    body = {"userId": "user-ada", "integrationId": integration}
    assert refused("POST", "activations", body) == 400


@pytest.mark.parametrize(
    "client", [{"id": ID}, {"id": ID, "organisationId": ID, "x": 1}, {"id": 7}, ID, None]
)
def test_an_oauth_client_is_named_by_two_ids(client: object) -> None:
    assert refused("POST", CONSENT, {"credential": client}) == 400


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "01", "1.", "+1", "0x1"])
def test_what_is_no_number_is_refused(number: str) -> None:
    """HYB-05"""
    body = f'{{"dynamicVariables": {{"rate": {number}}}}}'.encode()
    assert refused("PUT", f"activations/{ID}/variables", body) == 400


@pytest.mark.parametrize("number", ["-0", "1e999", "0.12345678901234567890", "9" * 5000])
def test_a_number_goes_on_as_it_was_written(number: str) -> None:
    """HUB-40: the settings that the hub sends in hybrid mode are those that a person gave."""
    body = f'{{"dynamicVariables": {{"rate": {number}}}}}'.encode()
    assert read("PUT", f"activations/{ID}/variables", body).text == body


@pytest.mark.parametrize("depth", [100, 5_000, 200_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_a_body_without_a_bottom_is_refused(depth: int, opening: str, closing: str) -> None:
    """HYB-05"""
    nested = f"{opening * depth}1{closing * depth}"
    body = f'{{"dynamicVariables": {nested}}}'.encode()
    assert refused("PUT", f"activations/{ID}/variables", body) == 400


@pytest.mark.parametrize("part", ["[],", '{"a":1},', f"{'[' * 50}1{']' * 50},"])
def test_a_body_of_too_many_parts_is_refused_unread(part: str) -> None:
    """HYB-05: it would take a second of everybody's time to read."""
    parts = part * (1_000_000 // len(part))
    body = f'{{"dynamicVariables": {{"a": [{parts}1]}}}}'.encode()
    assert refused("PUT", f"activations/{ID}/variables", body) == 400


def test_a_long_list_is_read() -> None:
    body = {"dynamicVariables": {"rows": [{"sku": str(number)} for number in range(5_000)]}}
    assert read("PUT", f"activations/{ID}/variables", body).body == body


@pytest.mark.parametrize(
    "name", ["UserId", "USERID", "userid", "user_id", "userId\u0000", "userId ", "user\u0406d"]
)
def test_another_spelling_of_the_users_id_is_refused(name: str) -> None:
    """HYB-03: a lax reader could take it for the right one."""
    body = {"userId": "user-ada", name: "user-ben"}
    assert refused("POST", "activations", body) == 400


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_whatever_the_encoding_was_it_is_written_in_one_that_all_read_alike(encoding: str) -> None:
    """HYB-05"""
    body = json.dumps({"userId": "user-ada", "dynamicVariables": {"x": "é"}}).encode(encoding)
    text = read("POST", "activations", body).text
    assert text == b'{"userId": "user-ada", "dynamicVariables": {"x": "\\u00e9"}}'


@pytest.mark.parametrize("text", [b'{"userId": "user-ada\xc0\xae"}', b'{"userId": "\xed\xa0\x80"}'])
def test_letters_that_are_none_are_refused(text: bytes) -> None:
    """HYB-05: overlong and broken UTF-8 is nothing that could be compared."""
    assert refused("POST", "activations", text) in (400, 403)
