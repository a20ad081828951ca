"""What a sandbox is started with."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

DEFAULT_CATALOGUE = Path(__file__).with_name("catalogue.json")
IN_MEMORY = ":memory:"


@dataclass(frozen=True)
class SigningKey:
    """Register one key whose tokens are believed; an empty organisation means the first one."""

    id: str
    pem: bytes = field(repr=False)
    organisation_id: str = ""


@dataclass(frozen=True)
class Settings:
    """Describe one sandbox; durations are in seconds."""

    catalogue: Path = DEFAULT_CATALOGUE
    data: str = IN_MEMORY
    signing_keys: tuple[SigningKey, ...] = ()
    development_key: RSAPrivateKey | None = field(default=None, repr=False)
    code_lifetime: int = 600
    now: Callable[[], float] = time.time
