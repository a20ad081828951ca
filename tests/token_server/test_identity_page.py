"""The programs of docs/identity.md, run as they stand there."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask, Response
from flask_login import login_user
from werkzeug.test import EnvironBuilder

from sandbox.host.serving import listen, serving, url
from token_server.identity import sign_header

from .conftest import TOKEN_URL

PAGE = Path(__file__).parents[2] / "docs" / "identity.md"
SECRET = b"s" * 32
AS_THE_HUB = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}


def program(title: str, **given: Any) -> Any:
    """Run the program below a heading, and give its names."""
    part = PAGE.read_text().split(f"## {title}\n")[1].partition("\n## ")[0]
    lines = re.findall(r"^(?:    (.*)|)$", part[part.index("\n    ") :], re.MULTILINE)
    names: dict[str, Any] = {"__name__": "host", **given}
    exec("\n".join(lines), names)  # noqa: S102 - our own page
    return SimpleNamespace(**names)


@pytest.fixture(autouse=True)
def environment(pem: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_bytes(SECRET)
    for name, value in {
        "SECRET_KEY": "k" * 32,
        "VERSORI_SIGNING_KEY_ID": "key",
        "VERSORI_SIGNING_KEY": pem.decode(),
        "PROXY_SECRET_FILE": str(tmp_path / "secret"),
        "OIDC_ISSUER": "https://id.example",
        "OIDC_CLIENT_ID": "northwind",
    }.items():
        monkeypatch.setenv(name, value)


def asked(**headers: str) -> Any:
    sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return EnvironBuilder(headers=sent).get_request()


def test_the_session_gives_a_token_while_someone_is_signed_in() -> None:
    client = program("Flask's own session").app.test_client()
    assert client.post(TOKEN_URL, headers=AS_THE_HUB).status_code == 401
    with client.session_transaction() as signed_in:
        signed_in["user_id"] = "user-ada"
    assert client.post(TOKEN_URL, headers=AS_THE_HUB).json["user_id"] == "user-ada"


class Account:
    """Be an account of the host, as Flask-Login wants it."""

    is_authenticated, is_active, is_anonymous = True, True, False

    def get_id(self) -> str:
        return "user-ada"


def test_flask_login_gives_a_token_until_the_account_is_closed() -> None:
    """TOK-37"""
    account = Account()
    app: Flask = program("Flask-Login", accounts={"user-ada": account}).app
    app.add_url_rule("/in", view_func=lambda: str(login_user(account)), endpoint="in")
    client = app.test_client()
    client.get("/in")
    said: Any = client.post(TOKEN_URL, headers=AS_THE_HUB).json
    account.is_active = False
    assert said["user_id"] == "user-ada"
    assert client.post(TOKEN_URL, headers=AS_THE_HUB).status_code == 401


def test_a_signed_header_names_the_user() -> None:
    identify = program("A header that your proxy signs").identify
    signed = sign_header(SECRET, "user-ada", int(time.time()))
    assert identify(asked(X_Signed_User=signed)) == "user-ada"
    assert identify(asked(X_Signed_User=signed[:-1])) is None


@pytest.fixture(scope="module")
def provider() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture
def published(provider: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Publish the provider's keys, as its JWKS does."""
    key = jwt.algorithms.RSAAlgorithm.to_jwk(provider.public_key(), as_dict=True) | {"kid": "1"}
    app, listener = Flask("provider"), listen(0)
    app.add_url_rule("/jwks", view_func=lambda: Response(json.dumps({"keys": [key]})))
    monkeypatch.setenv("OIDC_JWKS_URL", f"{url(listener)}/jwks")
    with serving(app, listener):
        yield


@pytest.mark.usefixtures("published")
def test_an_id_token_of_the_provider_names_the_user(provider: rsa.RSAPrivateKey) -> None:
    identify = program("An OIDC ID token").identify
    now = int(time.time())
    claims = {"iss": "https://id.example", "aud": "northwind", "iat": now, "exp": now + 60}
    token = jwt.encode(claims | {"sub": "user-ada"}, provider, "RS256", headers={"kid": "1"})
    assert identify(asked(Authorization=f"Bearer {token}")) == "user-ada"
    assert identify(asked(Authorization=f"Bearer {token[:-4]}AAAA")) is None
