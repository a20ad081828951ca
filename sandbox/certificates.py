"""What is wrong with a client certificate and its key, both PEM."""

from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InternalError, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509 import Certificate, load_pem_x509_certificate

from sandbox.errors import FieldError

LONGEST_PEM = 64 * 1024
UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, InternalError)


def certificate_faults(accepts: dict[str, Any], data: dict[str, Any]) -> list[FieldError]:
    """Return the faults of a certificate, its key and its optional authority."""
    certificate = _certificate(data["certificate"])
    public_key, now = _public_half(data["key"]), datetime.now(UTC)
    found = []
    if certificate is None:
        found.append(FieldError("certificate", "is not a PEM certificate"))
    elif certificate.not_valid_after_utc < now:
        found.append(FieldError("certificate", "has expired"))
    elif certificate.not_valid_before_utc > now:
        found.append(FieldError("certificate", "is not valid yet"))
    if public_key is None:
        found.append(FieldError("key", "is not an unencrypted PEM private key"))
    elif certificate is not None and public_key != _public_key(certificate):
        found.append(FieldError("key", "does not belong to the certificate"))
    if data["ca"] and _certificate(data["ca"]) is None:
        found.append(FieldError("ca", "is not a PEM certificate"))
    return found


def _certificate(pem: str) -> Certificate | None:
    try:
        return load_pem_x509_certificate(_bytes(pem))
    except UNREADABLE:
        return None


def _public_half(pem: str) -> bytes | None:
    try:
        key = load_pem_private_key(_bytes(pem), password=None)
    except UNREADABLE:
        return None
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _public_key(certificate: Certificate) -> bytes | None:
    try:
        return certificate.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )
    except UNREADABLE:
        return None


def _bytes(pem: str) -> bytes:
    return pem.encode()[:LONGEST_PEM]
