"""Whether schemas call anything a secret in a value that they describe."""

from hub.variables.document import JSON, Document
from hub.variables.flat import Parts, flatten


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
