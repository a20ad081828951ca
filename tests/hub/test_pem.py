"""PEM text is looked at before it is sent: its kind, its size, whether it is whole."""

from collections.abc import Callable
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.pem import LONGEST_PEM, fault_in_certificate, fault_in_key


def a_block(label: str, body: str = "TUlJQg==") -> str:
    return f"-----BEGIN {label}-----\n{body}\n-----END {label}-----\n"


CERTIFICATE = a_block("CERTIFICATE")
LOCKED = a_block("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0\n\nTUlJQg==")
KEYS = [a_block(f"{kind}PRIVATE KEY") for kind in ("", "RSA ", "EC ", "DSA ")]


@pytest.mark.parametrize(
    "text",
    [
        CERTIFICATE,
        CERTIFICATE * 3,
        f"  \r\n{CERTIFICATE}",
        CERTIFICATE.replace("\n", "\r\n"),
        f"Bag Attributes: a name\n{CERTIFICATE}",
    ],
)
def test_a_certificate_or_a_chain_of_them_is_taken(text: str) -> None:
    """HUB-34"""
    assert fault_in_certificate(text) == ""


@pytest.mark.parametrize("text", KEYS)
def test_any_usual_private_key_is_taken(text: str) -> None:
    """HUB-34"""
    assert fault_in_key(text) == ""


@pytest.mark.parametrize("order", [1, -1])
def test_a_key_with_the_parameters_of_its_curve_is_taken(order: int) -> None:
    """HUB-34: as `openssl ecparam -genkey` writes it."""
    blocks = [a_block("EC PARAMETERS", "BggqhkjOPQMBBw=="), a_block("EC PRIVATE KEY")]
    assert fault_in_key("".join(blocks[::order])) == ""


WRONG: list[tuple[Callable[[str], str], str, str]] = [
    (fault_in_certificate, KEYS[0], "This is a private key"),
    (fault_in_certificate, CERTIFICATE + KEYS[0], "This is a private key"),
    (fault_in_certificate, a_block("PUBLIC KEY"), "something else (public key)"),
    (fault_in_certificate, "MIIB", "This is not PEM text"),
    (fault_in_certificate, "", "This is not PEM text"),
    (fault_in_certificate, CERTIFICATE[:-6], "The end of this PEM text is missing"),
    (fault_in_certificate, CERTIFICATE[:40], "The end of this PEM text is missing"),
    (fault_in_certificate, CERTIFICATE.replace("END CERT", "END C"), "is damaged"),
    (fault_in_certificate, "-----END CERTIFICATE-----", "This is not PEM text"),
    (fault_in_certificate, a_block("CERTIFICATE", "TU"), "damaged"),
    (fault_in_certificate, a_block("CERTIFICATE", "T*J="), "damaged"),
    (fault_in_certificate, a_block("CERTIFICATE", ""), "damaged"),
    (fault_in_certificate, CERTIFICATE + " " * LONGEST_PEM + CERTIFICATE, "too long"),
    (fault_in_certificate, "é" * LONGEST_PEM, "too long"),
    (fault_in_certificate, a_block("EC PARAMETERS") + CERTIFICATE, "(ec parameters)"),
    (fault_in_certificate, CERTIFICATE + KEYS[0][:-6], "This is a private key"),
    (fault_in_certificate, CERTIFICATE + LOCKED, "This is a private key"),
    (fault_in_certificate, LOCKED, "This is a private key"),
    (fault_in_certificate, CERTIFICATE + CERTIFICATE[:-6], "The end of this PEM text is missing"),
    (fault_in_certificate, a_block("OPENSSH PRIVATE KEY"), "(openssh private key)"),
    (fault_in_key, CERTIFICATE, "This is a certificate"),
    (fault_in_key, a_block("OPENSSH PRIVATE KEY"), "(openssh private key)"),
    (fault_in_key, a_block("EC PARAMETERS"), "something else (ec parameters)"),
    (fault_in_key, a_block("EC PARAMETERS") + KEYS[0][:-6], "The end of this PEM text is missing"),
    (fault_in_key, a_block("ENCRYPTED PRIVATE KEY"), "protected by a passphrase"),
    (fault_in_key, LOCKED, "protected by a passphrase"),
]


@pytest.mark.parametrize(("fault", "text", "words"), WRONG)
def test_what_is_wrong_is_said_in_words(fault: Callable[[str], str], text: str, words: str) -> None:
    """HUB-34"""
    assert words in fault(text)


@given(st.text(st.characters()))
def test_no_text_is_too_odd_to_look_at(text: str) -> None:
    """HUB-34"""
    assert fault_in_certificate(text) and fault_in_key(a_block("PRIVATE KEY", text)) is not None


def test_half_a_character_is_a_fault_and_no_crash() -> None:
    assert "not PEM" in fault_in_key("\ud800")


def test_a_long_text_is_looked_at_once_and_not_again_from_every_place() -> None:
    text = "-----BEGIN CERTIFICATE-----" + " " * (LONGEST_PEM - 100) + "-"
    began = monotonic()
    assert "The end of this PEM text is missing" in fault_in_certificate(text)
    assert monotonic() - began < 1
