"""The doctor on the command line: `python -m hub.doctor URL`."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from hub.doctor import Finding, Level, Place, examine
from hub.doctor.over_http import ask

MARKS = {Level.GOOD: "ok", Level.DOUBT: "check", Level.FAULT: "wrong"}
INDENT = " " * 7
WRONG = 1


def main(arguments: Sequence[str]) -> int:
    """Look at a page, and print what is found; return 0 if nothing is wrong, 1 if something is."""
    place = _place(arguments)
    seen = Counter[Level]()
    for finding in examine(place, ask):
        seen[finding.level] += 1
        print(line_of(finding), flush=True)
    print(summary(seen))
    return WRONG if seen[Level.FAULT] else 0


def line_of(finding: Finding) -> str:
    """Write a finding down, with what to do about it on a line of its own."""
    line = f"{MARKS[finding.level]:5}  {_printable(finding.title)}"
    return line + (f"\n{INDENT}{_printable(finding.remedy)}" if finding.remedy else "")


def summary(seen: Counter[Level]) -> str:
    """Say how it stands altogether."""
    wrong, unsure = seen[Level.FAULT], seen[Level.DOUBT]
    return f"{wrong} wrong, {unsure} to check, {seen[Level.GOOD]} as they should be."


def _place(arguments: Sequence[str]) -> Place:
    parser = argparse.ArgumentParser(prog="dev.py doctor", description="Look at a host's page.")
    parser.add_argument("url", help="the page that shows the hub")
    parser.add_argument("--embed", default="", help="where embed.js is, if the page hides it")
    parser.add_argument("--token-url", default="", help="the token endpoint, likewise")
    given = parser.parse_args(arguments)
    for url in (given.url, *filter(None, (given.embed, given.token_url))):
        if not _is_web_address(url):
            parser.error(f"{url!r} is no http or https URL")  # ends with 2
    return Place(given.url, given.embed, given.token_url)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _printable(text: str) -> str:
    """Keep what a server says from steering the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
