"""Dates of conditional requests that no calendar has: Werkzeug would fail over them."""

from flask import request
from werkzeug.http import parse_date

HEADERS = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_RANGE")


def forget_endless_dates() -> None:
    """Drop a condition whose year is out of range; an invalid one is ignored (RFC 9110 13.1.3)."""
    for name in HEADERS:
        try:
            parse_date(request.environ.get(name))
        except OverflowError:
            del request.environ[name]
