"""Credentials that look right and are not: certificates, keys and signing secrets."""

from base64 import b64encode
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from tests.sandbox.client import ADA, Api

NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
KEY = ec.generate_private_key(ec.SECP256R1())
OTHER_KEY = ec.generate_private_key(ec.SECP256R1())


def certificate(days: int, since: int = -30) -> str:
    """Return a certificate that ends so many days from now."""
    now = datetime.now()
    builder = x509.CertificateBuilder().subject_name(NAME).issuer_name(NAME).serial_number(1)
    builder = builder.not_valid_before(now + timedelta(days=since)).public_key(KEY.public_key())
    signed = builder.not_valid_after(now + timedelta(days=days)).sign(KEY, SHA256())
    return signed.public_bytes(Encoding.PEM).decode()


def pem(key: ec.EllipticCurvePrivateKey, passphrase: bytes = b"") -> str:
    encryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption).decode()


def refusal(api: Api, name: str, data: dict[str, str]) -> dict[str, str]:
    """Return the last part of each field at fault, with its message."""
    body = api.activation(ADA, name)
    body["connections"][0]["credentials"]["action"][0]["credential"]["data"] = data
    answer: Any = api.post("/activations", body).json
    return {
        fault["field"].rpartition(".")[2]: fault["message"] for fault in answer.get("fields", [])
    }


RIGHT = {"certificate": certificate(30), "key": pem(KEY), "ca": ""}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, {}),
        ({"ca": certificate(30)}, {}),
        ({"certificate": certificate(-1)}, {"certificate": "This has expired."}),
        ({"certificate": certificate(9, since=2)}, {"certificate": "This is not valid yet."}),
        ({"key": pem(OTHER_KEY)}, {"key": "This does not belong to the certificate."}),
        (
            {"key": pem(KEY, b"secret")},
            {"key": "This is not an unencrypted PEM private key."},
        ),
        (
            {"certificate": pem(KEY), "key": certificate(30)},
            {
                "certificate": "This is not a PEM certificate.",
                "key": "This is not an unencrypted PEM private key.",
            },
        ),
        ({"ca": "x"}, {"ca": "This is not a PEM certificate."}),
    ],
)
def test_a_certificate_is_looked_into(
    ada: Api, changed: dict[str, str], expected: dict[str, str]
) -> None:
    assert refusal(ada, "Ironbank", RIGHT | changed) == expected


@pytest.mark.parametrize(
    ("secret", "message"),
    [
        (b64encode(b"x" * 32).decode(), None),
        (b64encode(b"x" * 31).decode(), "This must hold 32 bytes."),
        ("not base64!", "This is not base64."),
        ("", "This must hold 32 bytes."),
    ],
)
def test_a_binary_secret_has_its_length(ada: Api, secret: str, message: str | None) -> None:
    assert refusal(ada, "Sealpost", {"valueBase64": secret}).get("valueBase64") == message


def test_where_nothing_is_to_be_given_nothing_is_taken(ada: Api) -> None:
    assert [*refusal(ada, "Open Holidays", {"value": "canary"})] == ["value"]
    assert refusal(ada, "Open Holidays", {}) == {}


def test_a_refusal_names_the_system_and_not_the_secret(ada: Api) -> None:
    said = refusal(ada, "Parcelwise", {"value": "canary-secret"})
    assert said == {"value": "This was not accepted by Parcelwise."}
