"""Up to which length a text may be matched against a stranger's pattern: browsers backtrack.

The steps of a failing match are bounded from above, part by part, for a text of a given length n:

    part                    ways to match                work to try them all
    a character, a class    1                            1
    `\\1`                    1                            n
    a sequence              the product of its parts'    each part's, once for every way so far
    an alternation          the sum of its branches'     the sum of its branches'
    a lookaround            1 (it is never re-entered)   that of its inside
    x{a,b}, x*, x+, x?      sum of ways(x)^k, k = a..K   work(x) for every way but the longest

K is b, or n + 1 where there is no b: a repetition of nothing ends by itself (ECMA-262 section
22.2.2.3.1). A match may begin at every place of the text, unless `^` holds it to the first one.
What repeats a choice without an end, such as `(a+)+`, takes exponentially long: it is never tried.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

LONGEST_PATTERN = 512
LONGEST_MATCHED = 4_096
MOST_STEPS = 20_000_000
"""A few hundredths of a second in a browser."""

MOST_STEPS_OF_ALL = 5 * MOST_STEPS
"""All patterns of a form together: the page matches them in one go."""

SHARES_OF_THE_REST = 4
"""How much one item of a list leaves to the next ones, which nobody can count beforehand."""

_TOO_MUCH = MOST_STEPS + 1
_TOKEN = re.compile(
    r"(?P<back>\\[1-9]\d*|\\k<[^>]*>)"
    r"|(?P<open>\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<often>(?:[*+?]|\{\d+(?:,\d*)?\})\??)"
    r"|(?P<one>\\[pPu]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*+\]?|.)",
    re.DOTALL,
)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_WIDTHLESS = ("^", "$", "\\b", "\\B")


@dataclass(frozen=True)
class _Part:
    """What one part of a pattern takes; `is_wide` if every match of it has a character."""

    ways: int = 1
    work: int = 1
    has_choice: bool = False
    is_wide: bool = False


@dataclass
class _Group:
    """A group that is being read: its finished branches, the current one, and its last part."""

    opener: str = ""
    branches: list[_Part] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)

    def end_branch(self) -> None:
        """Put the parts of the current branch in a row."""
        ways, work = 1, 0
        for part in self.parts:
            work = _capped(work + ways * part.work)
            ways = _capped(ways * part.ways)
        has_choice = any(part.has_choice for part in self.parts)
        self.branches.append(_Part(ways, work, has_choice))
        self.parts = []

    def closed(self) -> _Part:
        """Give the group as one part of what it stands in."""
        self.end_branch()
        work = _capped(1 + sum(branch.work for branch in self.branches))
        if self.opener in _LOOKS:
            return _Part(1, work)
        ways = _capped(sum(branch.ways for branch in self.branches))
        has_choice = len(self.branches) > 1 or self.branches[0].has_choice
        return _Part(ways, work, has_choice)


@lru_cache(maxsize=512)
def longest_match(pattern: str, most: int = MOST_STEPS) -> int:
    """Give the length in characters up to which a text may be matched; 0 if none may."""
    if not pattern or len(pattern) > LONGEST_PATTERN:
        return 0
    shortest, longest = 0, LONGEST_MATCHED
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if most_steps(pattern, middle) <= most:
            shortest = middle
        else:
            longest = middle - 1
    return shortest


@dataclass
class Allowance:
    """The steps that are left to a form: shared by its patterns, and by the items of its lists."""

    patterns: int = 1
    left: int = MOST_STEPS_OF_ALL

    def grant(self, pattern: str) -> int:
        """Give the length up to which the page may match this pattern beside the others."""
        share = MOST_STEPS_OF_ALL // max(1, self.patterns)
        longest = longest_match(pattern, min(MOST_STEPS, share, self.left // SHARES_OF_THE_REST))
        self.left -= most_steps(pattern, longest) if longest else 0
        return longest


def most_steps(pattern: str, length: int) -> int:
    """Bound the steps of a match from above; what is more than MOST_STEPS is not told exactly."""
    groups = [_Group()]
    for token in _TOKEN.finditer(pattern):
        _read(groups, token, length)
    while len(groups) > 1:
        _close(groups)  # an open group is no pattern, and the browser will say so
    whole = groups[0].closed()
    is_held = pattern.startswith("^") and len(groups[0].branches) == 1
    return _capped(whole.work * (1 if is_held else length + 1))


def _read(groups: list[_Group], token: re.Match[str], length: int) -> None:
    parts, text = groups[-1].parts, token[0]
    match token.lastgroup:
        case "open":
            groups.append(_Group(text))
        case "close" if len(groups) > 1:
            _close(groups)
        case "bar":
            groups[-1].end_branch()
        case "often" if parts:
            parts.append(_repeated(parts.pop(), text, length))
        case "back":
            parts.append(_Part(1, length + 1))
        case _:
            parts.append(_Part(is_wide=text not in _WIDTHLESS))


def _close(groups: list[_Group]) -> None:
    part = groups.pop().closed()
    groups[-1].parts.append(part)


def _repeated(part: _Part, text: str, length: int) -> _Part:
    least, most = _bounds(text)
    if part.has_choice and most is None:
        return _Part(_TOO_MUCH, _TOO_MUCH, True)
    times = length + 1 if most is None else most
    times = min(times, length + 1 if part.is_wide else max(least, length + 1))
    ways, work = _several(part, min(least, times), times)
    return _Part(ways, work, has_choice=most != least or part.has_choice)


def _several(part: _Part, least: int, most: int) -> tuple[int, int]:
    """Add up the ways of a part that is repeated, and the work of trying them."""
    if part.ways == 1:
        return most - least + 1, _capped(1 + most * part.work)
    ways, work, power = 0, 1, 1
    for times in range(most + 1):
        ways += power if times >= least else 0
        work += power * part.work
        power *= part.ways
        if max(ways, work) > MOST_STEPS:
            return _TOO_MUCH, _TOO_MUCH
    return ways, work


def _bounds(text: str) -> tuple[int, int | None]:
    match text[0]:
        case "*":
            return 0, None
        case "+":
            return 1, None
        case "?":
            return 0, 1
    least, comma, most = text.rstrip("?").strip("{}").partition(",")
    return int(least), int(most) if most else None if comma else int(least)


def _capped(steps: int) -> int:
    return min(steps, _TOO_MUCH)
