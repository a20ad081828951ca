"""HTTP as the checks see it: a question, an answer, or none."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hub.json_text import JSON


class NoAnswer(Exception):
    """Nothing came back; the message says why, as far as it is known."""


@dataclass(frozen=True)
class Question:
    """A request; `follows` says whether it goes where a redirect leads."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: str = ""
    follows: bool = False


@dataclass(frozen=True)
class Answer:
    """A response; names of headers are in lower case, `url` is where it came from in the end."""

    status: int
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str:
        """Give a header's value; nothing if it was not sent."""
        return self.headers.get(name, "")

    @property
    def type(self) -> str:
        """Give the media type without its parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """Read the body as text."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> JSON:
        """Read the body as JSON; None for what is no JSON."""
        try:
            value: JSON = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return value


Ask = Callable[[Question], Answer]
"""Send a question; raise NoAnswer."""
