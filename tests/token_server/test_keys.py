"""Which signing keys are taken, and that none of them shows."""

import hashlib
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from token_server import KeyRefused, SigningKey, keys
from token_server.tokens import issue

PASSPHRASE = "open sesame"


def written(
    key: PrivateKeyTypes,
    shape: PrivateFormat = PrivateFormat.PKCS8,
    encryption: KeySerializationEncryption | None = None,
) -> bytes:
    return key.private_bytes(Encoding.PEM, shape, encryption or NoEncryption())


def locked(pem: bytes) -> bytes:
    encryption = BestAvailableEncryption(PASSPHRASE.encode())
    return written(load_pem_private_key(pem, None), encryption=encryption)


def refused(pem: bytes, passphrase: str | None = None) -> str:
    with pytest.raises(KeyRefused) as caught:
        SigningKey.from_pem("k", pem, passphrase)
    return str(caught.value)


@pytest.mark.parametrize("key_id", ["", "a b", "a/b", "a\n", "x" * 65, "ключ", "../k"])
def test_a_key_id_that_cannot_stand_in_an_issuer_is_refused(pem: bytes, key_id: str) -> None:
    """TOK-02"""
    with pytest.raises(KeyRefused, match="key id"):
        SigningKey.from_pem(key_id, pem)


def test_the_issuer_names_the_key(key: SigningKey) -> None:
    """TOK-02"""
    assert key.issuer == "https://versori.com/sk/test-key"


def test_a_thousand_tokens_parse_the_key_once(pem: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """TOK-13"""
    parsed = []

    def parse(data: bytes, password: bytes | None) -> PrivateKeyTypes:
        parsed.append(len(data))
        return load_pem_private_key(data, password)

    monkeypatch.setattr(keys, "load_pem_private_key", parse)
    key = SigningKey.from_pem("k", pem)
    for number in range(1000):
        issue(key, f"user-{number}", ttl=300)
    assert len(parsed) == 1


def test_a_short_key_is_refused() -> None:
    """TOK-15"""
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 - refused for it
    assert "1024 bits" in refused(written(short))


@pytest.mark.parametrize(
    ("bits", "taken"), [(2047, False), (2048, True), (4096, True), (4097, False)]
)
def test_a_key_has_2048_to_4096_bits(bits: int, taken: bool) -> None:
    """TOK-15"""
    if taken:
        return keys.check_size(bits)
    with pytest.raises(KeyRefused):
        keys.check_size(bits)


def test_an_encrypted_key_opens_with_its_passphrase(pem: bytes, key: SigningKey) -> None:
    """TOK-16"""
    assert SigningKey.from_pem("k", locked(pem), PASSPHRASE).public_pem == key.public_pem


def test_a_passphrase_that_is_missing_wrong_or_idle_is_named(pem: bytes) -> None:
    """TOK-16"""
    assert "no passphrase is set" in refused(locked(pem))
    assert "passphrase is wrong" in refused(locked(pem), "guess")
    assert "not encrypted" in refused(pem, PASSPHRASE)


def test_keys_of_other_kinds_are_refused_by_name(pem: bytes, key: SigningKey) -> None:
    """TOK-17"""
    curve = ec.generate_private_key(ec.SECP256R1())
    assert "a public key" in refused(key.public_pem)
    assert "another algorithm" in refused(written(curve))
    assert "elliptic-curve" in refused(written(curve, PrivateFormat.TraditionalOpenSSL))
    assert "another algorithm" in refused(written(ed25519.Ed25519PrivateKey.generate()))
    assert "a certificate" in refused(pem.replace(b"PRIVATE KEY", b"CERTIFICATE"))


def test_der_nothing_and_half_a_key_are_refused(pem: bytes) -> None:
    """TOK-17"""
    parsed = load_pem_private_key(pem, None)
    der = parsed.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    assert "not PEM" in refused(der)
    assert "empty" in refused(b" \n")
    assert "whole PEM block" in refused(pem[:900])
    assert "damaged" in refused(pem.replace(pem[200:300], b""))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pem: b"\xef\xbb\xbf" + pem,
        lambda pem: pem.replace(b"\n", b"\r\n"),
        lambda pem: pem.strip().replace(b"\n", rb"\n"),
        lambda pem: written(load_pem_private_key(pem, None), PrivateFormat.TraditionalOpenSSL),
    ],
    ids=["byte order mark", "CRLF", "escaped line ends", "PKCS#1"],
)
def test_a_key_is_read_however_it_was_saved(
    pem: bytes, key: SigningKey, spoil: Callable[[bytes], bytes]
) -> None:
    """TOK-17"""
    assert SigningKey.from_pem("k", spoil(pem)).public_pem == key.public_pem


def test_anything_beside_the_one_key_is_refused(pem: bytes) -> None:
    """TOK-18"""
    assert "more than one" in refused(pem + pem)
    assert "nothing around it" in refused(pem + b"and a note")
    assert "nothing around it" in refused(b"a note\n" + pem)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pem: pem + b"a note\n" + pem.splitlines()[-1],
        lambda pem: pem + pem.replace(b"BEGIN ", b"BEGIN\t"),
        lambda pem: pem.replace(b"-----\n", b"-----\na note, and more\n", 1),
        lambda pem: pem.replace(b"-----\n", b"-----\nComment: a note, and more\n\n", 1),
        lambda pem: pem.replace(b"\n-----END", b"\nX-Note: late\n-----END"),
    ],
    ids=["a second end", "a second key behind a tab", "a note", "a header", "a late header"],
)
def test_nothing_but_the_key_stands_inside_either(
    pem: bytes, spoil: Callable[[bytes], bytes]
) -> None:
    """TOK-18"""
    assert "one whole PEM block" in refused(spoil(pem))


def test_a_key_in_openssls_older_encryption_is_read(pem: bytes, key: SigningKey) -> None:
    """TOK-17: it has header lines before the key (RFC 1421 section 4.6)."""
    encryption = BestAvailableEncryption(PASSPHRASE.encode())
    older = written(load_pem_private_key(pem, None), PrivateFormat.TraditionalOpenSSL, encryption)
    assert b"\nDEK-Info: " in older
    for text in (older, older.replace(b"\n", b"\r\n")):
        assert SigningKey.from_pem("k", text, PASSPHRASE).public_pem == key.public_pem


def test_the_fingerprint_is_that_of_the_public_key(key: SigningKey) -> None:
    """TOK-19"""
    public = serialization.load_pem_public_key(key.public_pem)
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert key.fingerprint == hashlib.sha256(der).hexdigest()
    assert key.bits == 2048


def test_a_key_that_cannot_sign_for_itself_is_refused(
    key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-19"""
    forged = key.sign({"sub": "other"})
    monkeypatch.setattr(SigningKey, "sign", lambda self, claims: "x" + forged)
    with pytest.raises(KeyRefused, match="own signature"):
        SigningKey("k", key._private)


def test_neither_a_repr_nor_a_refusal_shows_the_key(pem: bytes, key: SigningKey) -> None:
    """TOK-20"""
    lines = pem.decode().splitlines()[1:-1]
    shown = repr(key) + refused(pem[:900]) + refused(pem + pem) + refused(pem, PASSPHRASE)
    assert not any(line in shown for line in lines)
    assert PASSPHRASE not in shown
