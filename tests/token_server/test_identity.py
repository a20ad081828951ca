"""Who a host says is signed in, by each of the ways that come with the server."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask, session

from token_server.identity import (
    from_flask_login,
    from_session,
    from_signed_header,
    sign_header,
)

from .issuers import NOW, SECRET, asked


@dataclass
class Account:
    """Be an account as Flask-Login sees it."""

    is_authenticated: bool = True
    is_active: bool = True

    def get_id(self) -> str:
        return "user-ada"


def by_proxy(value: str) -> Any:
    return from_signed_header(SECRET, clock=lambda: NOW)(asked(X_Signed_User=value))


def test_flasks_session_names_the_user() -> None:
    """TOK-03"""
    app = Flask("host")
    app.secret_key = "x" * 32
    with app.test_request_context():
        session["user_id"] = 7
        assert from_session("user_id")(asked()) == 7
        assert from_session("another")(asked()) is None


@pytest.mark.parametrize(
    ("account", "user"),
    [
        (Account(), "user-ada"),
        (Account(is_authenticated=False), None),
        (Account(is_active=False), None),
    ],
)
def test_flask_login_is_asked_whether_the_account_may_be_used(
    account: Account, user: str | None
) -> None:
    """TOK-37"""
    assert from_flask_login(account)(asked()) == user


@pytest.mark.parametrize("user", ["user-ada", "a.b", "ünïcode", "x" * 255])
def test_a_proxys_signed_header_names_the_user(user: str) -> None:
    """TOK-03"""
    assert by_proxy(sign_header(SECRET, user, NOW)) == user


@pytest.mark.parametrize(
    "value",
    [
        "",
        "user-ada",
        "dXNlci1hZGE.1700000000.",
        "dXNlci1hZGE.1700000000.ünïcode",
        sign_header(b"t" * 32, "user-ada", NOW),
        sign_header(SECRET, "user-ada", NOW - 61),
        sign_header(SECRET, "user-ada", NOW + 61),
        sign_header(SECRET, "user-ada", NOW).replace("dXNlci1hZGE", "dXNlci1iZW4"),
        sign_header(SECRET, "", NOW),
        sign_header(SECRET, "user-ada", 10**4000),
    ],
)
def test_a_header_that_the_proxy_did_not_sign_just_now_names_nobody(value: str) -> None:
    """TOK-03"""
    assert by_proxy(value.encode().decode("latin-1")) is None


def test_a_short_secret_is_refused() -> None:
    """TOK-21"""
    with pytest.raises(ValueError, match="32 random bytes"):
        from_signed_header(b"secret")
