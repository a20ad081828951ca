"""A visit to the doctor in the browser: which page, what was found so far, and whether that is all.

Waiting -examine-> Looking -found*-> Looking -done-> Waiting
"""

from dataclasses import dataclass, replace
from urllib.parse import urljoin

from hub.doctor.findings import Finding
from hub.options import origin_of


@dataclass(frozen=True)
class Visit:
    """What the doctor's page shows; `own` is the address of that page itself."""

    own: str
    page: str = ""
    problem: str = ""
    findings: tuple[Finding, ...] = ()
    is_looking: bool = False
    is_done: bool = False


def begin(visit: Visit, page: str) -> Visit:
    """Look at a page, if it is of the doctor's own origin.

    What a page names is asked with the session of whoever looks, so it may not be somebody else's.
    """
    address = urljoin(visit.own, page.strip())
    waiting = replace(visit, page=page, findings=(), is_done=False)
    try:
        is_own = origin_of(address) == origin_of(visit.own)
    except ValueError:
        is_own = False
    if not page.strip() or not is_own:
        problem = f"Give a page of {origin_of(visit.own)}: others hide their answers from this one."
        return replace(waiting, problem=problem)
    return replace(waiting, page=address, problem="", is_looking=True)


def found(visit: Visit, finding: Finding) -> Visit:
    """Add what was found."""
    return replace(visit, findings=(*visit.findings, finding))


def end(visit: Visit) -> Visit:
    """That was all."""
    return replace(visit, is_looking=False, is_done=True)
