"""The doctor's page: which page to look at, and what was found. It speaks to developers."""

from collections import Counter

import htpy as h

from hub.doctor.findings import Finding, Level
from hub.doctor.visit import Visit
from hub.views.page import ROOT
from hub.views.parts import badge, button, slow, waiting

LABELS = {
    Level.GOOD: ("Fine", "connected"),
    Level.DOUBT: ("Check", "check"),
    Level.FAULT: ("Wrong", "attention"),
}
TITLE = "vh-title"
INPUT = "vh-page"
PROBLEM = "vh-page-problem"


def view_doctor(visit: Visit) -> h.Element:
    """Show a visit as it stands."""
    state = "loading" if visit.is_looking else "ready"
    return h.main(".vh-hub", id=ROOT, lang="en", dir="ltr", aria_label="Doctor", data_state=state)[
        h.header(".vh-header")[h.h2(".vh-heading", id=TITLE, tabindex="-1")["Hub doctor"]],
        h.p(".vh-lead")[
            "Looks at a page that shows the hub, at what it loads, and at the token endpoint, with"
            " your own session. Sign in to the application first."
        ],
        _view_form(visit),
        _view_findings(visit),
        waiting("Looking…", slow()) if visit.is_looking else None,
        _view_end(visit) if visit.is_done else None,
    ]


def _view_form(visit: Visit) -> h.Element:
    described = {"aria-describedby": PROBLEM, "aria-invalid": "true"} if visit.problem else {}
    return h.form(".vh-form", data_event="examine", novalidate=True)[
        h.div(".vh-field")[
            h.label(".vh-field__label", for_=INPUT)["The page that shows the hub"],
            h.input(
                ".vh-input",
                described,
                id=INPUT,
                name="page",
                type="text",
                inputmode="url",
                spellcheck="false",
                autocomplete="off",
                value=visit.page,
                data_input="typed",
            ),
            visit.problem and h.p(".vh-field__error", id=PROBLEM, role="alert")[visit.problem],
        ],
        None if visit.is_looking else h.div(".vh-actions")[button("Look", primary=True)],
    ]


def _view_findings(visit: Visit) -> h.Node:
    if not visit.findings:
        return None
    return h.ul(".vh-findings", aria_label="Findings")[map(_view_finding, visit.findings)]


def _view_finding(finding: Finding) -> h.Element:
    label, kind = LABELS[finding.level]
    return h.li(".vh-finding", data_level=finding.level.value)[
        badge(label, kind),
        h.div[
            h.p(".vh-finding__title")[finding.title],
            finding.remedy and h.p(".vh-finding__remedy")[finding.remedy],
        ],
    ]


def _view_end(visit: Visit) -> h.Element:
    seen = Counter(finding.level for finding in visit.findings)
    wrong, unsure = seen[Level.FAULT], seen[Level.DOUBT]
    return h.p(".vh-note", role="status")[
        f"{wrong} wrong, {unsure} to check, {seen[Level.GOOD]} as they should be."
        " What takes a stranger to see: python3 dev.py doctor with the page's address."
    ]
