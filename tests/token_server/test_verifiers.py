"""Whoever verifies a token takes the endpoint's own, and none of its altered variants.

PyJWT signs. jose and the openssl command know nothing of it, so a fault of its own cannot hide.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import requests

import sandbox
from devtools.node import ensure_node
from sandbox.api import BASE
from sandbox.host.serving import listen, serving, url
from token_server import Hooks, Settings, create_app

from .conftest import TOKEN_URL
from .served import FROM_HERE, ROOT
from .variants import VARIANTS, Genuine, Variant, decoded

each_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)

OpenSSL: TypeAlias = Callable[[str], str]
Status: TypeAlias = Callable[[str], int]


@pytest.fixture(scope="module")
def genuine(settings: Settings, pem: bytes) -> Genuine:
    """Ask the endpoint for a token."""
    client = create_app(settings, Hooks(lambda request: "user-ada")).test_client()
    said = client.post(TOKEN_URL, headers=FROM_HERE).json or {}
    return Genuine(said["token"], pem, settings.key.public_pem)


@pytest.fixture(scope="module")
def jose(genuine: Genuine, settings: Settings) -> dict[str, Any]:
    """Let jose judge them all, by their names: starting Node.js is what takes time."""
    assert (ROOT / "web" / "node_modules" / "jose").is_dir(), "run `python3 dev.py build` first"
    made = {variant.name: variant.make(genuine) for variant in VARIANTS} | {"": genuine.token}
    asked = {
        "publicPem": genuine.public_pem.decode(),
        "issuer": settings.key.issuer,
        "tokens": list(made.values()),
    }
    command = [ensure_node(ROOT).node, str(Path(__file__).with_name("verify.mjs"))]
    done = subprocess.run(command, input=json.dumps(asked).encode(), stdout=-1, check=True)
    return dict(zip(made, json.loads(done.stdout), strict=True))


@pytest.fixture(scope="module")
def openssl(genuine: Genuine, tmp_path_factory: pytest.TempPathFactory) -> OpenSSL:
    """Verify the signature of a token."""
    program, folder = shutil.which("openssl"), tmp_path_factory.mktemp("openssl")
    assert program, "openssl has to be on the PATH"
    (folder / "key.pem").write_bytes(genuine.public_pem)

    def verify(token: str) -> str:
        message, _, signature = token.rpartition(".")
        (folder / "signature").write_bytes(decoded(signature))
        command = [program, "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature"]
        done = subprocess.run(command, input=message.encode(), cwd=folder, capture_output=True)
        return done.stdout.decode().strip()

    return verify


@pytest.fixture(scope="module")
def api(genuine: Genuine) -> Iterator[Status]:
    """Serve a sandbox that believes the key, and ask it as Ada with a token."""
    keys = (sandbox.SigningKey("test-key", genuine.public_pem),)
    app, listener = sandbox.create_app(sandbox.Settings(signing_keys=keys)), listen(0)
    hub = app.extensions["sandbox"].catalogue.hubs[0].id
    address = f"{url(listener)}{BASE}/hubs/{hub}/users/user-ada"

    def status(token: str) -> int:
        return requests.get(
            address, headers={"Authorization": f"JWT {token}"}, timeout=10
        ).status_code

    with serving(app, listener):
        yield status


def test_jose_verifies_the_endpoints_token(jose: dict[str, Any], genuine: Genuine) -> None:
    """TOK-10, TOK-01"""
    header = {"alg": "RS256", "typ": "JWT"}
    assert jose[""] == {"says": "verified", "header": header, "claims": genuine.claims}


@each_variant
def test_jose_refuses_it_altered(jose: dict[str, Any], variant: Variant) -> None:
    """TOK-10"""
    assert jose[variant.name] == {"says": variant.jose_says}


def test_openssl_verifies_the_endpoints_token(openssl: OpenSSL, genuine: Genuine) -> None:
    """TOK-10"""
    assert openssl(genuine.token) == "Verified OK"


@each_variant
def test_openssl_tells_whether_the_signature_is_good(
    openssl: OpenSSL, genuine: Genuine, variant: Variant
) -> None:
    """TOK-10: where it is, the claims or the header are all that the others refuse it for."""
    verified = openssl(variant.make(genuine)) == "Verified OK"
    assert verified == variant.signature_is_good


def test_the_sandbox_believes_the_endpoints_token(api: Status, genuine: Genuine) -> None:
    """TOK-10"""
    assert api(genuine.token) == 200


@each_variant
def test_the_sandbox_refuses_it_altered(api: Status, genuine: Genuine, variant: Variant) -> None:
    """TOK-10"""
    assert api(variant.make(genuine)) == 401
