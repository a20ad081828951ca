"""A provider of OAuth 2.0 consents in memory: the sign-ins it knows, and the codes it gave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

STATE = "sesame-of-16-letters"
"""What every state begins with; no more than the sign-in itself may ever hold one."""

CODE = "canary-code"
"""What every code begins with; nothing but the order that uses it may ever hold one."""

AUTHORIZE = "https://idp.example/authorize"


@dataclass
class FakeProvider:
    """`codes` are by the state of the sign-in; each of them works once."""

    codes: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    strangers: list[Mapping[str, str]] = field(default_factory=list)
    """Codes that came with the state of another sign-in."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def begin(self) -> str:
        """Begin a sign-in, and say where it goes on."""
        number = next(self.numbers)
        state = f"{STATE}-{number}"
        self.codes[state] = f"{CODE}-{number}"
        return f"{AUTHORIZE}?response_type=code&client_id=hub&state={state}"

    def redeem(self, data: Mapping[str, str]) -> bool:
        """Take a code, if it belongs to its state and was not used before."""
        code = data["code"]
        if self.codes.get(data["state"]) != code:
            self.strangers.append(data)
            return False
        fresh = code not in self.used
        self.used.add(code)
        return fresh
