"""Forms from JSON Schema: what an integration's variables ask for.

The parts are imported when the first of them is used, since the first view needs none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.variables.actions import UnknownAction as UnknownAction
    from hub.variables.actions import act as act
    from hub.variables.carrying import carry as carry
    from hub.variables.document import JSON as JSON
    from hub.variables.document import Document as Document
    from hub.variables.drafting import draft as draft
    from hub.variables.drafting import restore as restore
    from hub.variables.form import Form as Form
    from hub.variables.form import answer as answer
    from hub.variables.form import check as check
    from hub.variables.form import errors as errors
    from hub.variables.form import is_empty as is_empty
    from hub.variables.form import point as point
    from hub.variables.form import same_answers as same_answers
    from hub.variables.form import secrets as secrets
    from hub.variables.form import start as start
    from hub.variables.form import take as take
    from hub.variables.judge import validate as validate
    from hub.variables.review import summary as summary
    from hub.variables.spotting import knows as knows
    from hub.variables.telling import secret_texts as secret_texts

_HOMES = {
    "act": "actions",
    "UnknownAction": "actions",
    "carry": "carrying",
    "JSON": "document",
    "Document": "document",
    "draft": "drafting",
    "knows": "spotting",
    "restore": "drafting",
    "secret_texts": "telling",
    "summary": "review",
    "validate": "judge",
}
"""The module of each name that is not the form's own."""


def __getattr__(name: str) -> object:
    """Import what is asked for (PEP 562)."""
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(import_module(f"hub.variables.{_HOMES.get(name, 'form')}"), name)
