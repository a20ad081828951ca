"""What a JSON number denotes, to the digit, whatever its size and however it is written.

A number of JSON may have any number of digits and any exponent (RFC 8259 section 6). What neither
an int nor a float is stays as it was written, and comparing takes no longer than reading: no power
of ten is ever multiplied out.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import total_ordering
from typing import Any

LONGEST_NUMBER = 4_300
"""Characters. Python makes no int of more digits, and nobody means them."""

_PARTS = re.compile(r"([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?")


@total_ordering
@dataclass(frozen=True)
class Exact:
    """A number as `sign` times 0.`digits` times ten to the `power`; the digits end in no zero."""

    sign: int
    digits: str
    power: int

    def __lt__(self, other: "Exact") -> bool:
        """Compare the signs, then where the first digits stand, then the digits."""
        if self.sign != other.sign:
            return self.sign < other.sign
        mine, others = (self.power, self.digits), (other.power, other.digits)
        return mine < others if self.sign > 0 else others < mine

    @property
    def is_whole(self) -> bool:
        """Tell whether it has no digit after the point."""
        return self.power >= len(self.digits)

    def is_multiple_of(self, step: "Exact") -> bool:
        """Tell whether it is a whole number of steps; a step is not zero."""
        if not self.sign:
            return True
        shift = (self.power - len(self.digits)) - (step.power - len(step.digits))
        if shift < 0:
            return False  # the last digit, which is no zero, stands behind all digits of a step
        whole, part = int(self.digits), int(step.digits)
        # A number has fewer factors two and five than bits: more tens than that divide no better.
        return whole * pow(10, min(shift, part.bit_length()), part) % part == 0


class WrittenNumber(float):
    """A number that no int and no float is, as it was written; as a float it is only near.

    Its repr is how it was written. It equals what was written differently for the same number.
    """

    __slots__ = ("_literal",)
    _literal: str

    def __new__(cls, literal: str) -> "WrittenNumber":
        """Keep the number as it was written."""
        made = super().__new__(cls, literal)
        made._literal = literal
        return made

    def __getnewargs__(self) -> Any:
        """Have a copy written like the original."""
        return (self._literal,)

    def __repr__(self) -> str:
        """Give the number as it was written."""
        return self._literal

    def __eq__(self, other: object) -> bool:
        """Tell whether another one denotes the same number."""
        return isinstance(other, WrittenNumber) and exact(self) == exact(other)

    def __ne__(self, other: object) -> bool:
        """Tell whether another one does not; a float would compare what is near."""
        return not self == other

    def __hash__(self) -> int:
        """Give the same for all that are equal."""
        return hash(exact(self))


def exact(number: int | float) -> Exact:
    """Give the number that its digits say, so that 0.1 is a tenth; it must be finite."""
    return denoted(repr(number))


def denoted(literal: str) -> Exact:
    """Give the number that a text denotes; raises ValueError for one that denotes none."""
    parts = _PARTS.fullmatch(literal)
    if parts is None or not (parts[2] or parts[3]):
        raise ValueError("no number")
    digits = (parts[2] + parts[3]).lstrip("0")
    power = len(digits) - len(parts[3]) + int(parts[4] or 0)
    if not digits:
        return Exact(0, "", 0)
    return Exact(-1 if parts[1] == "-" else 1, digits.rstrip("0"), power)


def read_whole(literal: str) -> int | float:
    """Read a JSON number without point and exponent; minus zero stays one."""
    return -0.0 if literal == "-0" else int(literal)


def read_fraction(literal: str) -> float:
    """Read a JSON number with a point or an exponent; raises ValueError if it is too long."""
    if len(literal) > LONGEST_NUMBER:
        raise ValueError("a number is too long")
    near = float(literal)
    if math.isfinite(near) and exact(near) == denoted(literal):
        return near
    return WrittenNumber(literal)


def written(value: Any) -> Iterator[str]:
    """Give the numbers of a JSON value that are kept as they were written."""
    match value:
        case WrittenNumber():
            yield repr(value)
        case dict():
            for inner in value.values():
                yield from written(inner)
        case list():
            for inner in value:
                yield from written(inner)
