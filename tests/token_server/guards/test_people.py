"""The guards of who somebody is: the host's session, and the ids and proofs that it is made of."""

import hmac
from collections.abc import Callable
from functools import cache
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from tests.token_server.conftest import TOKEN_URL
from tests.token_server.issuers import NOW, SECRET, asked, by_issuer, id_token
from tests.token_server.served import FROM_HERE
from token_server import (
    Hooks,
    Settings,
    SettingsRefused,
    User,
    blueprint,
    callers,
    create_app,
    id_tokens,
    identity,
    secret_key,
    token_blueprint,
)
from token_server.hooks import Identify
from token_server.identity import from_session, from_signed_header, sign_header

from .guard import Guard, TakeOut, each, without

UNUSABLE: list[Any] = ["", " ", ".", "..", "x" * 256, "a\nb", "\x7f", "\ud800", None, True, b"a"]


def subject(settings: Settings, hooks: Hooks, **headers: str) -> str | None:
    """Give whose token comes back, if one does."""
    client = create_app(settings, hooks).test_client()
    said = client.post(TOKEN_URL, headers=FROM_HERE | headers, data='{"sub": "user-ben"}')
    return subject_of(said.json)


def subject_of(answer: Any) -> str | None:
    if "token" not in (answer or {}):
        return None
    claims = jwt.decode(answer["token"], options={"verify_signature": False, "verify_sub": False})
    return str(claims["sub"])


@pytest.mark.parametrize(
    "believing",
    [
        lambda request: request.headers.get("X-User-ID"),
        lambda request: request.get_json()["sub"],
    ],
    ids=["a header", "the body"],
)
def test_a_host_that_believes_the_browser_gives_tokens_of_anybody(
    settings: Settings, believing: Identify
) -> None:
    """TOK-03"""
    forged = {"X-User-ID": "user-ben"}
    assert subject(settings, Hooks(lambda request: "user-ada"), **forged) == "user-ada"
    assert subject(settings, Hooks(believing), **forged) == "user-ben"


@pytest.mark.parametrize("unusable", UNUSABLE, ids=repr)
def test_without_the_check_of_ids_a_token_names_nobody_or_somebody_else(
    settings: Settings, unusable: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-04"""
    guard = Guard[Settings](
        "usable ids",
        lambda settings: subject(settings, Hooks(lambda _: User(unusable))) is not None,
        without(callers, "external_id", lambda user: str(user.id)),
    )
    guard.matters(settings, monkeypatch)


def test_a_host_that_asks_once_gives_tokens_to_who_has_signed_out(settings: Settings) -> None:
    """TOK-37"""
    assert token_after_signing_out(settings, lambda identify: identify) is None
    assert token_after_signing_out(settings, cache) == "user-ada"


def token_after_signing_out(settings: Settings, asking: Callable[[Any], Any]) -> str | None:
    signed_in = ["user-ada"]
    identify = asking(lambda: next(iter(signed_in), None))
    client = create_app(settings, Hooks(lambda request: identify())).test_client()
    client.post(TOKEN_URL, headers=FROM_HERE)
    signed_in.clear()
    return subject_of(client.post(TOKEN_URL, headers=FROM_HERE).json)


def test_without_the_hosts_decision_a_denied_user_gets_a_token(settings: Settings) -> None:
    """TOK-38"""
    ada: Identify = lambda request: "user-ada"  # noqa: E731
    assert subject(settings, Hooks(ada, authorize=lambda user: False)) is None
    assert subject(settings, Hooks(ada)) == "user-ada"


def a_failing_decision_lets_in(settings: Settings) -> bool:
    hooks = Hooks(lambda request: "user-ada", authorize=lambda user: 1 // 0 == 0)
    return subject(settings, hooks) is not None


def open_when_it_fails(user: User, hooks: Hooks) -> bool:
    try:
        return hooks.authorize(user)
    except ZeroDivisionError:
        return True


def a_forged_session_signs_in(settings: Settings) -> bool:
    """Make a session with a key out of a tutorial."""
    host = a_host("dev")
    try:
        host.register_blueprint(token_blueprint(settings, from_session("user_id")))
    except SettingsRefused:
        return False
    client = host.test_client()
    client.set_cookie("session", session_of("dev", "user-ben"))
    return subject_of(client.post(TOKEN_URL, headers=FROM_HERE).json) == "user-ben"


def an_old_session_signs_in(settings: Settings) -> bool:
    """Forge with a key that a host has given up, and still believes."""
    host = a_host("k" * 32)
    host.register_blueprint(token_blueprint(settings, from_session("user_id")))
    host.config["SECRET_KEY_FALLBACKS"] = ["dev"]
    client = host.test_client()
    client.set_cookie("session", session_of("dev", "user-ben"))
    return subject_of(client.post(TOKEN_URL, headers=FROM_HERE).json) == "user-ben"


def a_host(session_key: str) -> Flask:
    host = Flask("host")
    host.secret_key = session_key
    return host


def session_of(session_key: str, user_id: str) -> str:
    """Give the cookie that a host with this key would give."""
    own = a_host(session_key)
    serializer = SecureCookieSessionInterface().get_signing_serializer(own)
    assert serializer
    return str(serializer.dumps({"user_id": user_id}))


def by_proxy(value: str) -> Any:
    return from_signed_header(SECRET, clock=lambda: NOW)(asked(X_Signed_User=value))


def a_forged_header_signs_in(_settings: Settings) -> bool:
    return bool(by_proxy(sign_header(b"t" * 32, "user-ben", NOW)) == "user-ben")


def an_old_header_signs_in(_settings: Settings) -> bool:
    return bool(by_proxy(sign_header(SECRET, "user-ada", NOW - 86_400)) == "user-ada")


def a_guessed_secret_signs_in(_settings: Settings) -> bool:
    """Sign with the first word of every list."""
    try:
        identify = from_signed_header(b"secret", clock=lambda: NOW)
    except ValueError:
        return False
    signed = sign_header(b"secret", "user-ben", NOW)
    return identify(asked(X_Signed_User=signed)) == "user-ben"


@cache
def issuers_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def by_id_token(**changes: Any) -> Callable[[Settings], bool]:
    """Come with an ID token that is good but for one thing."""

    def attack(_settings: Settings) -> bool:
        token = id_token(issuers_key(), **changes)
        return by_issuer(issuers_key())(asked(Authorization=f"Bearer {token}")) is not None

    return attack


def a_forged_id_token_signs_in(_settings: Settings) -> bool:
    token = id_token(rsa.generate_private_key(65537, 2048))
    return by_issuer(issuers_key())(asked(Authorization=f"Bearer {token}")) is not None


def unverified(name: str) -> TakeOut:
    """Leave out one thing that is verified of an ID token."""
    options: Any = {f"verify_{name}": False, "verify_sub": False}

    def verified(token: str, key: Any, issuer: str, audience: str) -> dict[str, Any]:
        return jwt.decode(
            token, key, id_tokens.ALGORITHMS, issuer=issuer, audience=audience, options=options
        )

    return without(id_tokens, "_verified", verified)


AT_THE_START = without(blueprint, "check_secret_key")
AT_A_REQUEST = without(secret_key.SessionKey, "check")

GUARDS: tuple[Guard[Settings], ...] = (
    Guard(
        "fails closed",
        a_failing_decision_lets_in,
        without(callers, "_authorized", open_when_it_fails),
    ),
    Guard("session keys", a_forged_session_signs_in, AT_THE_START, (AT_A_REQUEST,)),
    Guard("session keys, later", a_forged_session_signs_in, AT_A_REQUEST, (AT_THE_START,)),
    Guard(
        "older session keys",
        an_old_session_signs_in,
        without(secret_key, "_is_weak", lambda key: False),
    ),
    Guard(
        "the proxy's signature",
        a_forged_header_signs_in,
        without(hmac, "compare_digest", lambda right, given: True),
    ),
    Guard("the header's time", an_old_header_signs_in, without(identity, "FRESH", 10**9)),
    Guard("an ID token's signature", a_forged_id_token_signs_in, unverified("signature")),
    Guard("its audience", by_id_token(aud="another-client"), unverified("aud")),
    Guard("its issuer", by_id_token(iss="https://evil.example"), unverified("iss")),
    Guard("its end", by_id_token(exp=1), unverified("exp")),
    Guard(
        "its only client",
        by_id_token(aud=["northwind", "other"], azp="other"),
        without(id_tokens, "_check_use"),
    ),
    Guard("its kind", by_id_token(header={"typ": "at+jwt"}), without(id_tokens, "_check_kind")),
    Guard("what it tells of", by_id_token(events={}), without(id_tokens, "_check_use")),
    Guard("its life", by_id_token(exp=2**32), without(id_tokens, "LONGEST_LIFE", 2**32)),
    Guard("long secrets", a_guessed_secret_signs_in, without(identity, "SHORTEST_SECRET", 1)),
)


@each(GUARDS)
def test_without_it_somebody_signs_in_as_somebody_else(
    guard: Guard[Settings], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-03, TOK-21, TOK-38"""
    guard.matters(settings, monkeypatch)
