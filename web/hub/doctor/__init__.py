"""The doctor: looks at a host's page, its bundle, its token endpoint and the API, from outside.

    page -> the hub's document and files -> token endpoint -> API      each gives findings

The same checks run on the command line and, with the session of whoever is signed in, in the
browser. What is asked over HTTP is asked through one function, so the checks themselves do no I/O.
They speak to developers, in English.
"""

from hub.doctor.examine import examine
from hub.doctor.findings import Finding, Level
from hub.doctor.page_checks import Place
from hub.doctor.questions import Answer, Ask, NoAnswer, Question

__all__ = ["Answer", "Ask", "Finding", "Level", "NoAnswer", "Place", "Question", "examine"]
