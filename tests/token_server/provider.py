"""An identity provider that is slow, silent, or talks nonsense."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from flask.testing import FlaskClient

from token_server import Hooks, Settings, create_app
from token_server.id_tokens import from_id_token
from token_server.published_keys import PublishedKeys

from .conftest import TOKEN_URL
from .fakes import Clock
from .issuers import CLIENT, ISSUER, asked, id_token
from .served import FROM_HERE


class Provider:
    """Publish keys by name; count how often one is asked, and be silent, or fail."""

    def __init__(self, key: rsa.RSAPrivateKey, *names: str) -> None:
        self.key = key
        self.answer: Any = None
        self.names = names
        self.questions = 0
        self.is_heard = threading.Event()
        self.is_heard.set()
        self.clock = Clock()
        self.published = PublishedKeys(self.fetch, self.clock)

    def fetch(self) -> Any:
        self.questions += 1
        self.is_heard.wait(20)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer or {"keys": [self.spelled(name) for name in self.names]}

    def spelled(self, name: str, **more: str) -> dict[str, Any]:
        jwk = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {**jwk, "kid": name, **more}

    @contextmanager
    def silent(self) -> Iterator[None]:
        self.is_heard.clear()
        try:
            yield
        finally:
            self.is_heard.set()

    def user_of(self, name: str, algorithm: str = "RS256") -> str | None:
        """Ask whom a token names that is signed with the key of a name."""
        identify = from_id_token(ISSUER, CLIENT, "https://id.example/jwks", self.published)
        token = id_token(self.key, algorithm, header={"kid": name})
        user = identify(asked(Authorization=f"Bearer {token}"))
        assert user is None or isinstance(user, str)
        return user

    def client(self, settings: Settings) -> FlaskClient:
        identify = from_id_token(ISSUER, CLIENT, "https://id.example/jwks", self.published)
        return create_app(settings, Hooks(identify)).test_client()

    def status_of(self, client: FlaskClient, name: str) -> int:
        token = id_token(self.key, header={"kid": name})
        headers = FROM_HERE | {"Authorization": f"Bearer {token}"}
        return client.post(TOKEN_URL, headers=headers).status_code
