"""The API as data: addresses, bodies, and how answers and refusals are read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import api
from hub.errors import ApiError, FieldProblem, HubError, Problem, ProtocolError
from hub.wire import Call, Method, Request, Response, read_answer, retry_after

BASE = "https://api.example/api/embedded/v1"
ROW = {"id": "A1", "integration": {"id": "I1"}}


def url(call: Call[Any]) -> str:
    return call.request.url(BASE).removeprefix(BASE)


@pytest.mark.parametrize(
    ("call", "method", "address"),
    [
        (api.get_hub("H"), "GET", "/hubs/H"),
        (api.get_end_user("H", "U"), "GET", "/hubs/H/users/U"),
        (api.create_end_user("H", "U", {}), "POST", "/hubs/H/users"),
        (api.list_integrations("H", "U"), "GET", "/embed/H/users/U/integrations?first=20"),
        (api.get_integration("H", "U", "I"), "GET", "/embed/H/users/U/integrations/I"),
        (api.activate({}), "POST", "/activations"),
        (api.delete_activation("A"), "DELETE", "/activations/A"),
        (api.update_variables("A", {}), "PUT", "/activations/A/variables"),
        (api.get_variables("I", "U"), "GET", "/integrations/I/users/U/variables"),
        (
            api.list_integrations("H", "U", "c2", deployed=True),
            "GET",
            "/embed/H/users/U/integrations?first=100&after=c2&deployed=true",
        ),
        (
            api.list_connections("H", "U", "T"),
            "GET",
            "/hubs/H/users/U/connections?first=100&hub_connector_id=T",
        ),
        (
            api.list_activations("H", "U", "I", "c2"),
            "GET",
            "/embed/H/users/U/activations?first=100&after=c2&integration_id=I",
        ),
        (
            api.initialise_oauth2("H", "C", {}),
            "POST",
            "/embed/H/connector/C/oauth2/initialise",
        ),
    ],
)
def test_each_call_goes_to_its_address(call: Call[Any], method: str, address: str) -> None:
    assert (call.request.method, url(call)) == (method, address)


@pytest.mark.parametrize(
    ("user", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("ada@example.com", "ada%40example.com"),
        ("a b?c#d", "a%20b%3Fc%23d"),
        ("zoë", "zo%C3%AB"),
        ("100%", "100%25"),
        ("..%2f", "..%252f"),
    ],
)
def test_an_id_stays_one_segment_of_the_path(user: str, segment: str) -> None:
    assert url(api.get_end_user("H", user)) == f"/hubs/H/users/{segment}"


@pytest.mark.parametrize("id_", ["", ".", ".."])
def test_an_id_that_would_climb_the_path_is_never_sent(id_: str) -> None:
    """TOK-04"""
    with pytest.raises(ProtocolError):
        url(api.get_end_user("H", id_))


@given(st.text(st.characters(), min_size=1))
def test_no_id_changes_the_shape_of_an_address(id_: str) -> None:
    try:
        path = url(api.get_end_user("H", id_))
    except ProtocolError:
        return
    assert path.count("/") == 4 and not set(path) & set("?# \\")


def test_a_cursor_is_encoded_in_the_query() -> None:
    assert "after=a%26b%3D" in url(api.list_activations("H", "U", "I", "a&b="))


def test_half_a_character_does_not_break_a_query() -> None:
    """HUB-03"""
    assert url(api.list_connections("H", "U", "\ud800")).endswith("hub_connector_id=%3F")


def test_a_base_may_end_with_a_slash() -> None:
    """HUB-19"""
    assert Request("GET", ("hubs", "H")).url("https://api.example/v1/") == (
        "https://api.example/v1/hubs/H"
    )


def test_a_new_end_user_comes_with_their_primary_connection() -> None:
    call = api.create_end_user("H", "user-ben", {"name": "Mine"}, "Ben")
    assert call.request.body == {
        "externalId": "user-ben",
        "primaryConnection": {"name": "Mine"},
        "displayName": "Ben",
    }


def test_variables_are_sent_under_their_name() -> None:
    assert api.update_variables("A", {"a": 1}).request.body == {"dynamicVariables": {"a": 1}}


def test_a_secret_in_a_body_does_not_show_in_a_repr() -> None:
    """HUB-27"""
    assert "canary" not in repr(api.activate({"value": "canary"}))
    assert "canary" not in repr(Response(400, "canary"))


@pytest.mark.parametrize(("method", "seconds"), [("GET", 15), ("POST", 60), ("DELETE", 30)])
def test_each_method_has_its_patience(method: Method, seconds: float) -> None:
    """REL-16"""
    assert Request(method, ()).seconds == seconds


def test_only_reads_and_replacements_are_repeatable() -> None:
    """REL-06, REL-09"""
    methods: list[Method] = ["GET", "PUT", "POST", "DELETE"]
    assert [m for m in methods if Request(m, ()).is_repeatable] == ["GET", "PUT"]


def refusal(status: int, text: str = "", **headers: str) -> Problem:
    with pytest.raises(ApiError) as refused:
        read_answer(api.activate({}), Response(status, text, headers))
    return refused.value.problem


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, "api"),
        (304, "api"),
        (400, "validation"),
        (401, "token"),
        (403, "forbidden"),
        (404, "not_found"),
        (405, "api"),
        (408, "timeout"),
        (409, "conflict"),
        (410, "not_found"),
        (413, "validation"),
        (415, "validation"),
        (422, "validation"),
        (429, "rate_limit"),
        (500, "api"),
        (503, "api"),
    ],
)
def test_each_status_is_one_kind_of_problem(status: int, kind: str) -> None:
    assert (refusal(status).type, refusal(status).status) == (kind, status)


@pytest.mark.parametrize("text", ["", " ", "<html>Bad gateway</html>", "[]", "null", '"no"', "NaN"])
def test_a_refusal_that_is_no_error_object_is_known_by_its_status(text: str) -> None:
    assert refusal(502, text) == Problem("api", status=502)


def test_the_words_and_fields_of_a_refusal_are_kept() -> None:
    text = '{"code":"bad","message":"No.","fields":[{"field":"userId","message":"is unknown"}]}'
    problem = refusal(422, text, **{"x-request-id": "R1"})
    assert (problem.code, problem.detail, problem.correlation_id) == ("bad", "No.", "R1")
    assert problem.fields == (FieldProblem("userId", "is unknown"),)


@pytest.mark.parametrize("odd", ["null", "7", "{}", '"x"', '{"message":"no field"}'])
def test_an_odd_field_of_a_refusal_is_left_out(odd: str) -> None:
    text = '{"code":"bad","fields":[' + odd + ',{"field":"userId","message":"is unknown"}]}'
    assert [found.field for found in refusal(400, text).fields] == ["userId"]


def test_a_refused_field_without_a_message_is_still_refused() -> None:
    text = '{"fields":[{"field":"userId"}]}'
    assert refusal(400, text).fields == (FieldProblem("userId", ""),)


@pytest.mark.parametrize("fields", ["{}", '"a"', "7"])
def test_odd_fields_do_not_hide_code_and_message(fields: str) -> None:
    problem = refusal(400, '{"code":"bad","message":"No.","fields":' + fields + "}")
    assert (problem.code, problem.detail, problem.fields) == ("bad", "No.", ())


def test_endless_words_of_a_refusal_are_cut() -> None:
    """REL-22"""
    long = "x" * 10_000
    problem = refusal(400, f'{{"code":"{long}","message":"{long}"}}', **{"x-request-id": long})
    assert (len(problem.code), len(problem.detail), len(problem.correlation_id)) == (100, 300, 64)


def test_a_deletion_is_answered_by_nothing() -> None:
    assert read_answer(api.delete_activation("A1"), Response(204)) is None


@pytest.mark.parametrize("text", ["", "<html>", "[]", "{}", '{"id":"A1"}'])
def test_an_answer_that_breaks_the_contract_says_so(text: str) -> None:
    with pytest.raises(HubError) as broken:
        read_answer(api.activate({}), Response(200, text, {"x-request-id": "R1"}))
    problem = broken.value.problem
    assert (problem.type, problem.status, problem.correlation_id) == ("protocol", 200, "R1")


@pytest.mark.parametrize("text", ['{"a":1}', '{"dynamicVariables":{"a":1}}'])
def test_variables_are_read_bare_or_wrapped(text: str) -> None:
    assert read_answer(api.get_variables("I", "U"), Response(200, text)) == {"a": 1}


def test_a_page_of_connections_may_lack_its_rows() -> None:
    assert read_answer(api.list_connections("H", "U", "T"), Response(200, "{}")).rows == ()


DATE = {"date": "Mon, 23 Nov 2026 10:00:00 GMT"}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": " 0 "}, 0),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Mon, 23 Nov 2026 10:00:09 GMT"} | DATE, 9),
        ({"retry-after": "Mon, 23 Nov 2026 09:00:00 GMT"} | DATE, 0),
        ({"retry-after": "Mon, 23 Nov 2026 10:00:09 GMT"}, None),
        ({"retry-after": "Mon, 23 Nov 2026 10:00:09"} | DATE, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, str], seconds: float | None) -> None:
    """REL-04, REL-24"""
    assert retry_after(headers) == seconds
