"""Where secrets could end up during a run of the tests, and which of them have.

Texts are kept as the set of their words, so that a long run stays small and is searched once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.canaries.secrets import PATTERNS, SHORTEST, known, spellings


@dataclass
class Sinks:
    """Take whatever is written, and tell at the end what of it is secret."""

    words: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    during: str = "the start"
    is_open: bool = True

    def look_for(self, kind: str, secret: str) -> None:
        """Remember a secret; one of a few letters would be found everywhere."""
        if len(secret) >= SHORTEST and not secret.isspace():
            self.secrets[secret] = kind

    def look_for_key(self, pem: bytes) -> None:
        """Remember every line of a key."""
        for line in pem.decode().splitlines():
            if not line.startswith("-----"):
                self.look_for("a signing key", line)

    def take(self, place: str, text: str) -> None:
        """Note what was written, and where."""
        if self.is_open:
            for word in text.split():
                self.words.setdefault(word, f"{place}, in {self.during}")

    def found(self) -> list[str]:
        """Name every secret that was written, and where; not the secret itself."""
        everything = "\n".join(self.words)
        written = {*self._literals(everything), *self._patterns(everything)}
        return sorted(
            {
                f"{kind}: {place}"
                for kind, text in written
                for word, place in self.words.items()
                if text in word
            }
        )

    def _literals(self, everything: str) -> Iterator[tuple[str, str]]:
        for kind, secret in (*known(), *((kind, text) for text, kind in self.secrets.items())):
            yield from ((kind, each) for each in spellings(secret) if each in everything)

    def _patterns(self, everything: str) -> Iterator[tuple[str, str]]:
        for kind, pattern in PATTERNS.items():
            yield from ((kind, found[0]) for found in pattern.finditer(everything))


sinks = Sinks()
"""The sinks of this run: processes that tests start are reported to them as well."""
