"""Right and wrong credentials, and how a person hands them over: typed, uploaded, consented to."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sandbox.catalogue import Connector
from sandbox.credentials import right_credential, takes_code
from tests.full_stack.tab import Tab

Json = Any

LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "string": {"value": ("API key", "Shared secret")},
    "basic-auth": {"username": ("User name",), "password": ("Password",)},
    "oauth2-password": {"username": ("User name",), "password": ("Password",)},
    "oauth2-client": {"clientId": ("Client ID",), "clientSecret": ("Client secret",)},
    "certificate": {"certificate": ("Certificate",), "key": ("Private key",)},
}
"""How each member of a credential's data is asked for."""

UPLOADS = {
    "binary": {"valueBase64": "Shared secret from a file"},
    "certificate": {"key": "Private key from a file"},
}
"""What is handed over as a file."""


@dataclass(frozen=True)
class Given:
    """A credential as it was handed over."""

    type: str
    data: dict[str, str]


def has_no_way_in(connector: Connector) -> bool:
    """Tell whether nothing is right for a connector."""
    return right_credential(connector) is None and not takes_code(connector.auth_scheme)


def hand_over(tab: Tab, connector: Connector, wrong: bool = False) -> Given:
    """Sign in the way that the connector wants it."""
    if takes_code(connector.auth_scheme):
        decision = "expired-code" if wrong else "approve"
        return Given("oauth2-code", consent(tab, decision))
    right = right_credential(connector)
    assert right is not None
    data = {k: str(v) for k, v in right["data"].items()} | _fresh(right["type"])
    if wrong:
        data |= _spoiled(right["type"], data)
    for member, value in data.items():
        hand_over_one(tab, right["type"], member, value)
    return Given(right["type"], data)


def hand_over_one(tab: Tab, type_: str, member: str, value: str) -> None:
    """Upload what is a file, type what is asked for; the rest is none of the person's business."""
    if upload := UPLOADS.get(type_, {}).get(member):
        is_binary = member.endswith("Base64")
        tab.uploads(upload, base64.b64decode(value) if is_binary else value.encode())
    else:
        labels = LABELS.get(type_, {}).get(member, ())
        for label in [label for label in labels if tab.controls(label)]:
            tab.enters(label, value)


def wrong_label(tab: Tab, connector: Connector) -> str:
    """Name the field on which a wrong credential is refused; a consent has none."""
    right = right_credential(connector)
    if right is None:
        return ""
    if right["type"] == "binary":
        return UPLOADS["binary"]["valueBase64"]
    labels = LABELS[right["type"]][_secret(right["type"])]
    return next(label for label in labels if tab.controls(label))


def consent(tab: Tab, decision: str = "approve") -> dict[str, str]:
    """Open the provider's window, decide there, and bring its answer back."""
    tab.waits_for(lambda: _sign_in(tab) is not None, "sign-in")
    button = _sign_in(tab)
    assert button is not None
    page = requests.get(button.data["popup"], timeout=10)
    assert page.ok and "Approve" in page.text
    tab.sends("window-opened", button.data, button.form())
    answer = requests.post(page.url, data={"decision": decision}, allow_redirects=False, timeout=10)
    parts = urlsplit(urljoin(page.url, answer.headers["Location"]))
    assert f"{parts.scheme}://{parts.netloc}" == button.data["origin"]
    tab.sends("consent-answered", {"search": f"?{parts.query}"})
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def _sign_in(tab: Tab) -> Any:
    return next((e for e in tab.page.all("button") if "popup" in e.data), None)


def _fresh(type_: str) -> dict[str, str]:
    """Make what cannot be written down for good."""
    if type_ != "certificate":
        return {}
    certificate, key = a_certificate()
    return {"certificate": certificate, "key": key}


def _spoiled(type_: str, data: dict[str, str]) -> dict[str, str]:
    """Make the secret a wrong one."""
    if type_ == "binary":
        return {"valueBase64": base64.b64encode(b"too short").decode()}
    if type_ == "certificate":
        return {"key": another_key()}
    return {_secret(type_): "wrong-" + data[_secret(type_)]}


def _secret(type_: str) -> str:
    return list(LABELS[type_])[-1]


@cache
def a_certificate() -> tuple[str, str]:
    """Make a certificate in force and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tests")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(Encoding.PEM).decode(), _pem(key)


@cache
def another_key() -> str:
    """Make a key that belongs to no certificate."""
    return _pem(ec.generate_private_key(ec.SECP256R1()))


def _pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
