"""Credentials: what each scheme asks for, what it refuses, and what is made of the answers."""

from dataclasses import replace
from typing import Any

import pytest

from hub.credentials import (
    FILE,
    check_credential,
    credential,
    credential_fields,
    is_supported,
)
from hub.fields import Field, Values, checked, with_values
from hub.schemes import NoAuth, Password, Unsupported, parse_scheme
from tests.hub.builders import (
    API_KEY,
    BASIC,
    CERTIFICATE,
    CLIENT,
    CODE,
    HMAC,
    NONE,
    PASSWORD,
    UNKNOWN,
)

Scheme = dict[str, Any]
TYPED = [API_KEY, BASIC, CLIENT, PASSWORD, HMAC, CERTIFICATE]


def fields(scheme: Scheme) -> tuple[Field, ...]:
    return credential_fields(parse_scheme(scheme), "vh-c0")


def check(scheme: Scheme, values: Values) -> dict[str, str]:
    filled = checked(with_values(fields(scheme), values))
    found = check_credential(parse_scheme(scheme), filled, "vh-c0")
    return {item.name: item.error for item in found if item.error}


@pytest.mark.parametrize(
    ("scheme", "asked"),
    [
        (NONE, []),
        (API_KEY, ["value:secret"]),
        (BASIC, ["username:text", "password:secret"]),
        (PASSWORD, ["username:text", "password:secret"]),
        (CLIENT, ["clientId:text", "clientSecret:secret"]),
        (HMAC, ["value:secret", "value-file:file"]),
        (CODE, []),
        (UNKNOWN, []),
    ],
)
def test_each_scheme_asks_for_its_own(scheme: Scheme, asked: list[str]) -> None:
    """HUB-24, HUB-32"""
    names = [f"{item.name.removeprefix('vh-c0-')}:{item.kind}" for item in fields(scheme)]
    assert names == asked


def test_the_key_of_a_certificate_is_a_secret_and_the_certificate_is_not() -> None:
    """HUB-24"""
    secret = [item.name for item in fields(CERTIFICATE) if item.is_masked]
    assert secret == ["vh-c0-key"]


@pytest.mark.parametrize("scheme", TYPED)
def test_every_field_has_words_and_a_name_of_the_hubs_own(scheme: Scheme) -> None:
    """HUB-08"""
    assert all(item.label and item.name.startswith("vh-c0-") for item in fields(scheme))


@pytest.mark.parametrize("scheme", TYPED)
def test_what_is_left_blank_is_asked_for(scheme: Scheme) -> None:
    required = {item.name for item in fields(scheme) if item.required}
    assert set(check(scheme, {})) == required != set()


@pytest.mark.parametrize("scheme", [API_KEY, BASIC, PASSWORD, CLIENT])
@pytest.mark.parametrize("mark", ["\r", "\n", "\0", "\r\nX-Admin: true"])
def test_a_secret_that_would_break_a_header_is_refused(scheme: Scheme, mark: str) -> None:
    """HUB-35"""
    typed = {item.name: f"a{mark}b" for item in fields(scheme)}
    assert set(check(scheme, typed)) == set(typed)


@pytest.mark.parametrize("scheme", TYPED)
@pytest.mark.parametrize("mark", ["\ud83d", "\udc00", "\0"])
def test_a_character_that_no_api_could_read_is_said_at_its_field(scheme: Scheme, mark: str) -> None:
    """HUB-35"""
    typed = {item.name: f"a{mark}" for item in fields(scheme) if item.kind != "file"}
    found = check(scheme, typed)
    assert found.keys() == typed.keys() and all("damaged" in said for said in found.values())


@pytest.mark.parametrize(
    "secret",
    [" spaced ", "pässwörd", "e\u0301", "日本", "a:b", "\t", "\U0001f98a", "\ufeff\u2028\u200b"],
)
def test_a_secret_is_sent_exactly_as_it_was_typed(secret: str) -> None:
    """HUB-35"""
    (filled,) = with_values(fields(API_KEY), {"vh-c0-value": secret})
    assert check(API_KEY, {"vh-c0-value": secret}) == {}
    assert credential(parse_scheme(API_KEY), {"value": str(filled.value)})["data"] == {
        "value": secret
    }


@pytest.mark.parametrize(
    ("scheme", "values", "made"),
    [
        (NONE, {}, {"type": "none", "data": {}}),
        (API_KEY, {"value": "k"}, {"type": "string", "data": {"value": "k"}}),
        (
            BASIC,
            {"username": "ada", "password": "p"},
            {"type": "basic-auth", "data": {"username": "ada", "password": "p"}},
        ),
        (
            PASSWORD,
            {"username": "ada", "password": "p"},
            {"type": "oauth2-password", "data": {"username": "ada", "password": "p"}},
        ),
        (HMAC, {"value": "s"}, {"type": "string", "data": {"value": "s"}}),
        (
            HMAC,
            {"value": "", "value" + FILE: "AAE="},
            {"type": "binary", "data": {"valueBase64": "AAE="}},
        ),
        (
            CODE,
            {"code": "c", "state": "s"},
            {"type": "oauth2-code", "data": {"code": "c", "state": "s"}},
        ),
    ],
)
def test_the_answers_make_the_credential_that_the_api_wants(
    scheme: Scheme, values: dict[str, str], made: Any
) -> None:
    """HUB-41"""
    assert credential(parse_scheme(scheme), values) == made


def test_the_token_address_and_scopes_of_a_client_are_those_of_its_scheme() -> None:
    """HUB-29"""
    values = {"clientId": "i", "clientSecret": "s", "tokenUrl": "https://evil.example"}
    data = credential(parse_scheme(CLIENT), values)["data"]
    assert (data["tokenUrl"], data["scopes"]) == ("https://idp.example/token", ["read"])


@pytest.mark.parametrize(
    ("scheme", "data"),
    [
        ({"additionalTokenParams": "audience=a"}, {"additionalParams": "audience=a"}),
        (
            {"mtlsEnabled": True, "mtlsCredentialId": "CR1"},
            {"mTLSEnabled": True, "mTLSCredentialId": "CR1"},
        ),
        ({"mtlsEnabled": True}, {"mTLSEnabled": True}),
        ({"mtlsEnabled": False, "additionalTokenParams": ""}, {}),
    ],
)
def test_what_a_scheme_says_of_its_clients_is_part_of_the_credential(
    scheme: Scheme, data: Scheme
) -> None:
    """HUB-41"""
    values = {"clientId": "i", "clientSecret": "s"}
    plain = credential(parse_scheme(CLIENT), values)["data"]
    assert credential(parse_scheme(CLIENT | scheme), values)["data"] == plain | data


def test_a_file_stands_in_for_a_shared_secret_that_was_not_typed() -> None:
    """HUB-34"""
    assert check(HMAC, {"vh-c0-value" + FILE: "AAE="}) == {}


@pytest.mark.parametrize("scheme", [NONE, *TYPED, CODE])
def test_every_scheme_of_the_api_is_supported(scheme: Scheme) -> None:
    """HUB-32"""
    assert is_supported(parse_scheme(scheme))


def test_an_unknown_scheme_is_not_supported() -> None:
    """HUB-32"""
    assert not is_supported(Unsupported("carrier-pigeon"))
    with pytest.raises(ValueError, match="not supported"):
        credential(Unsupported("carrier-pigeon"), {})


def test_a_host_may_switch_the_password_grant_off() -> None:
    """HUB-33"""
    assert not is_supported(Password(), allows_password_grant=False)
    assert is_supported(NoAuth(), allows_password_grant=False)


def test_a_field_that_is_wrong_already_keeps_its_first_error() -> None:
    (item,) = fields(API_KEY)
    wrong = [replace(item, value="a\nb", error="Too long.")]
    (kept,) = check_credential(parse_scheme(API_KEY), wrong, "vh-c0")
    assert kept.error == "Too long."
