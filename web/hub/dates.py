"""Days as people say them."""

import re

from hub.texts import _

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=T)")
_MONTHS = (
    "{day} January {year}",
    "{day} February {year}",
    "{day} March {year}",
    "{day} April {year}",
    "{day} May {year}",
    "{day} June {year}",
    "{day} July {year}",
    "{day} August {year}",
    "{day} September {year}",
    "{day} October {year}",
    "{day} November {year}",
    "{day} December {year}",
)


def since(timestamp: str) -> str:
    """Say since which day, by an RFC 3339 timestamp; empty if it is none."""
    match = _DAY.match(timestamp)
    if match is None:
        return ""
    year, month, day = map(int, match.groups())
    if not (1 <= month <= len(_MONTHS) and day):
        return ""
    return _("since {date}", date=_(_MONTHS[month - 1], day=day, year=year))
