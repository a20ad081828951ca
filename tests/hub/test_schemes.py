"""The auth schemes: every one the API describes, and an honest name for every other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.json_text import JSON
from hub.schemes import (
    INCOMPLETE_CONSENT,
    ApiKey,
    AuthorizationCode,
    AuthScheme,
    BasicAuth,
    Certificate,
    ClientCredentials,
    Hmac,
    NoAuth,
    Password,
    Scope,
    Unsupported,
    parse_scheme,
)

OAUTH = {"schemeType": "oauth2", "authorizeUrl": "https://idp.example/authorize"}


CLIENT = {"clientId": "hub", "credentialId": "CR1", "organisationId": "O1"}


def oauth(grant: str, **members: JSON) -> JSON:
    return OAUTH | {"grant": {"grantType": grant}} | members


def consent(**members: JSON) -> JSON:
    return OAUTH | {"grant": {"grantType": "authorization_code"} | CLIENT | members}


@pytest.mark.parametrize(
    ("data", "scheme"),
    [
        ({"schemeType": "none"}, NoAuth()),
        ({"schemeType": "api-key", "name": "X-Key", "in": "query"}, ApiKey("X-Key", "query")),
        ({"schemeType": "basic-auth"}, BasicAuth()),
        ({"schemeType": "hmac", "name": "X-Sig", "algorithm": "sha256"}, Hmac("X-Sig", "sha256")),
        ({"schemeType": "certificate"}, Certificate()),
        (oauth("password"), Password()),
        (oauth("client_credentials", tokenUrl="https://t"), ClientCredentials("https://t")),
    ],
)
def test_each_scheme_of_the_api_is_known(data: JSON, scheme: AuthScheme) -> None:
    """HUB-32"""
    assert parse_scheme(data) == scheme


def test_the_authorization_code_grant_knows_its_client() -> None:
    """HUB-32"""
    address = "https://idp.example/authorize"
    assert parse_scheme(consent()) == AuthorizationCode(address, "hub", "CR1", "O1")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"schemeType": "carrier-pigeon"}, Unsupported("carrier-pigeon")),
        ({"schemeType": "API-KEY"}, Unsupported("API-KEY")),
        ({"schemeType": "apiKey"}, Unsupported("apiKey")),
        (oauth("authorizationCode"), Unsupported("oauth2", "authorizationCode")),
        (oauth("implicit"), Unsupported("oauth2", "implicit")),
        ({"schemeType": "oauth2"}, Unsupported("oauth2")),
        ({"schemeType": "oauth2", "grant": {}}, Unsupported("oauth2")),
        ({"schemeType": "oauth2", "grant": "password"}, Unsupported("oauth2")),
        ({"schemeType": 7}, Unsupported()),
        ({}, Unsupported()),
        (None, Unsupported()),
        ([], Unsupported()),
    ],
)
def test_what_is_unknown_is_named_and_never_guessed(data: JSON, named: Unsupported) -> None:
    """HUB-32"""
    assert parse_scheme(data) == named


@pytest.mark.parametrize("missing", [None, "", 7])
@pytest.mark.parametrize("member", ["authorizeUrl", *CLIENT])
def test_a_consent_that_could_not_be_started_is_incomplete(member: str, missing: JSON) -> None:
    """HUB-32"""
    spoiled = {member: missing}
    data = consent(**spoiled) if member in CLIENT else consent() | spoiled
    assert parse_scheme(data) == INCOMPLETE_CONSENT


SCOPES = [{"name": "read", "description": "Read orders"}, {"name": "write"}]


@pytest.mark.parametrize(
    ("members", "scopes"),
    [
        ({}, ()),
        ({"scopes": SCOPES}, (Scope("read", "Read orders"), Scope("write"))),
        ({"scopes": SCOPES, "defaultScopes": ["write"]}, (Scope("write"),)),
        ({"defaultScopes": ["admin", 7]}, (Scope("admin"),)),
        ({"scopes": SCOPES, "defaultScopes": []}, ()),
        ({"scopes": SCOPES, "defaultScopes": None}, (Scope("read", "Read orders"), Scope("write"))),
    ],
)
def test_the_scopes_asked_for_are_the_default_ones(members: JSON, scopes: tuple[Scope]) -> None:
    """OAU-18"""
    scheme = parse_scheme(consent() | members)
    assert isinstance(scheme, AuthorizationCode) and scheme.scopes == scopes


@pytest.mark.parametrize(
    ("defaults", "asked"),
    [
        ([], ["offline_access"]),
        (["read"], ["read", "offline_access"]),
        (["offline_access", "read"], ["offline_access", "read"]),
    ],
)
def test_the_user_is_asked_to_stay_signed_in_once(defaults: JSON, asked: list[str]) -> None:
    """OAU-18: the API adds the scope, unless it is there already."""
    scheme = parse_scheme(consent() | {"defaultScopes": defaults})
    assert isinstance(scheme, AuthorizationCode)
    assert [scope.name for scope in scheme.asked] == asked


def test_scopes_that_break_the_contract_make_a_consent_incomplete() -> None:
    assert parse_scheme(consent() | {"scopes": "all"}) == INCOMPLETE_CONSENT


KINDS = st.sampled_from(["none", "api-key", "basic-auth", "oauth2", "hmac", "certificate"])
MEMBERS = st.dictionaries(
    st.sampled_from(["name", "in", "grant", "scopes", "defaultScopes", "authorizeUrl"]),
    st.none() | st.text(max_size=3) | st.lists(st.none() | st.text(max_size=2), max_size=2)
    | st.fixed_dictionaries({"grantType": st.text() | st.just("password")}),
)  # fmt: skip


@given(KINDS | st.text(), MEMBERS)
def test_any_scheme_is_read_without_a_failure(kind: str, members: JSON) -> None:
    """HUB-32"""
    assert parse_scheme({"schemeType": kind} | members) is not None
