"""Whether a body keeps to its schema, by fastjsonschema.

The library compiles the translation of a schema once and answers for every body after that. What
it accepts is sent. Where it finds a fault, the judge tells the place and the reason; the judge also
stands alone for a schema without a translation and for numbers of too many digits. By the tests
both say the same, of generated schemas and of the JSON-Schema-Test-Suite; should they ever differ,
nothing is certain, and the server decides.
"""

from functools import lru_cache, partial

import fastjsonschema

from hub.variables.cases import Mismatches, Verdict
from hub.variables.document import JSON, Document
from hub.variables.draft7 import Untranslatable
from hub.variables.exact import is_exact
from hub.variables.formats import formed
from hub.variables.translation import Translation, translated

_TOO_DEEP = (RecursionError, SyntaxError)
"""What the library fails with, and Python, which refuses code that is nested too deeply."""


class Validation:
    """A compiled schema."""

    def __init__(self, translation: Translation) -> None:
        self._mismatched: Mismatches = frozenset()
        rules = {
            name: partial(self._allows, keyword, expected)
            for name, (keyword, expected) in translation.rules.items()
        }
        self._run = fastjsonschema.compile(
            translation.schema, formats=rules, use_default=False, detailed_exceptions=False
        )

    def holds(self, body: JSON, mismatched: Mismatches = frozenset()) -> bool:
        """Tell whether a body keeps to the schema, as far as the page has seen of expressions."""
        self._mismatched = mismatched
        try:
            self._run(body)
        except fastjsonschema.JsonSchemaException:
            return False
        finally:
            self._mismatched = frozenset()  # what was typed is not kept
        return True

    def _allows(self, keyword: str, expected: str, text: str) -> bool:
        if keyword == "pattern":
            return (expected, text) not in self._mismatched
        return formed(text, expected) is not Verdict.BROKEN


@lru_cache(maxsize=4)
def compiled(document: Document) -> Validation | None:
    """Compile a document; None if it says what the library does not judge exactly."""
    try:
        return Validation(translated(document))
    except (Untranslatable, fastjsonschema.JsonSchemaDefinitionException, *_TOO_DEEP):
        return None


def is_valid(document: Document, body: JSON, mismatched: Mismatches = frozenset()) -> bool | None:
    """Tell whether a body keeps to a document; None if only the judge can tell."""
    validation = compiled(document)
    if validation is None or not is_exact(body):
        return None
    return validation.holds(body, mismatched)
