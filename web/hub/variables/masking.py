"""Whether schemas call anything a secret in a value that they describe."""

from hub.variables.document import JSON, Document, Located
from hub.variables.flat import Parts, flatten, is_secret


def masks(document: Document, parts: Parts, value: JSON) -> bool:
    """Tell whether a value is a secret, or has one inside, as far as no choice decides it."""
    flat = flatten(document, parts)
    if flat.is_secret:
        return value not in (None, "", [], {})
    match value:
        case dict():
            return any(
                masks(document, flat.properties.get(name, flat.additional), inner)
                for name, inner in value.items()
            )
        case list():
            rows = [*flat.prefix, *[flat.items] * len(value)]
            return any(masks(document, *each) for each in zip(rows, value, strict=False))
        case _:
            return False


def may_mask(document: Document, parts: Parts) -> bool:
    """Tell whether schemas, or what they refer to, call anything at all a secret."""
    pending, seen = list(parts), set[int]()
    while pending:
        top = pending.pop()
        if id(top.schema) in seen:
            continue
        seen.add(id(top.schema))
        for at in document.schemas(top):
            if is_secret(at):
                return True
            pending += _referred(document, at)
    return False


def _referred(document: Document, at: Located) -> Parts:
    target = document.resolve(at, at.keywords.get("$ref"))
    return (target,) if target else ()
