"""How the tests fill in a form: by the titles that a person reads."""

from collections.abc import Mapping
from typing import Any

from hub.fields import Value
from hub.variables import JSON, Form, act, answer, check, errors, start, take

Schema = dict[str, Any]


def asked(properties: Schema, *required: str, **more: Any) -> Schema:
    """Describe an object with these properties."""
    return {"type": "object", "properties": properties, "required": list(required), **more}


def name_of(form: Form, title: str) -> str:
    """Find the name of the thing that is called this."""
    return next(stop.name for stop in form.stops() if stop.title == title)


def titles(form: Form) -> list[str]:
    """List what is asked for, by title."""
    return [stop.title for stop in form.stops() if stop.field]


def filled(form: Form, values: Mapping[str, Value]) -> Form:
    """Enter values one after another, as some inputs appear only after others."""
    for title, value in values.items():
        name = next(s.name for s in form.stops() if s.field and s.title == title)
        form = take(form, {name: value})
    return form


def done(form: Form, action: str, title: str) -> Form:
    """Press a button."""
    return act(form, action, name_of(form, title))


def body(schema: JSON, values: Mapping[str, Value] | None = None) -> dict[str, JSON] | None:
    """Give what is sent once the values are entered."""
    return answer(filled(start(schema), values or {}))


def wrong(schema: JSON, values: Mapping[str, Value] | None = None) -> dict[str, str]:
    """Give the messages by title once the values are entered and checked."""
    return wrong_now(filled(start(schema), values or {}))


def wrong_now(form: Form) -> dict[str, str]:
    """Give the messages by title once a form is checked."""
    return {title: message for _name, title, message in errors(check(form))}
