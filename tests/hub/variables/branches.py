"""Schemas of a place that is secret in one branch and open in another, and how to fill them in."""

import json

from hypothesis import strategies as st

from hub.fields import Field, Value
from hub.variables import Form, act, draft, start, summary, take
from hub.views.variables import view_variables
from tests.hub.variables.filling import Schema, asked, filled

CANARY = "canary-271828"
PIN = "2718281828"
TEXT: Schema = {"type": "string"}
SECRET: Schema = {**TEXT, "writeOnly": True}
WHOLE: Schema = {"type": "integer"}
ANY: Schema = {"type": "object"}
KINDS: Schema = {"enum": ["masked", "open"]}
ROWS: Schema = {"type": "object", "additionalProperties": TEXT}
PAIR: Schema = asked({"pin": TEXT})


def masked(schema: Schema) -> Schema:
    return {**schema, "writeOnly": True}


def listed(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def chosen(secret: Schema, open_: Schema, keyword: str = "oneOf") -> Schema:
    """Ask for the same member in two branches that are chosen between."""
    said = {"masked": secret, "open": open_}
    ways = [asked({"by": {"const": by}, "pin": pin}, "by", title=by) for by, pin in said.items()]
    return asked({"auth": {keyword: ways}}, "auth")


def met(secret: Schema, open_: Schema) -> Schema:
    """Ask for the same member under a condition and without it."""
    kind = asked({"by": {"const": "masked"}}, "by")
    either = {"if": kind, "then": asked({"pin": secret}), "else": asked({"pin": open_})}
    return asked({"auth": {**asked({"by": KINDS}, "by"), **either}}, "auth")


MAKERS = {
    "oneOf": chosen,
    "anyOf": lambda secret, open_: chosen(secret, open_, "anyOf"),
    "if": met,
}
PAIRS: dict[str, tuple[Schema, Schema]] = {
    "a text": (SECRET, TEXT),
    "a password": ({**TEXT, "format": "password"}, {**TEXT, "format": "email"}),
    "a whole number": (masked(WHOLE), WHOLE),
    "a number and a text": (masked(WHOLE), TEXT),
    "anything": (masked({}), {}),
    "an object of any shape": (masked(ANY), ANY),
    "items": (listed(SECRET), listed(TEXT)),
    "a list": (masked(listed(TEXT)), listed(TEXT)),
    "items and anything": (listed(SECRET), {}),
    "items and a tuple": (listed(SECRET), {"type": "array", "prefixItems": [TEXT, TEXT]}),
    "rows": ({**ROWS, "additionalProperties": SECRET}, ROWS),
    "names and values": (masked(ROWS), ROWS),
    "rows and a group": (masked(ROWS), PAIR),
    "a group and rows": (asked({"pin": SECRET}), ROWS),
    "a group": (masked(PAIR), PAIR),
    "a group and anything": (masked(PAIR), ANY),
    "a group that may be null": (
        {**asked({"pin": SECRET}, "pin"), "type": ["object", "null"]},
        {**asked({"pin": TEXT}, "pin"), "type": ["object", "null"]},
    ),
    "a text that may be null": (masked({"type": ["string", "null"]}), {"type": ["string", "null"]}),
    "several types": (masked({"type": ["string", "integer"]}), {"type": ["string", "integer"]}),
}
SCHEMAS = st.builds(
    lambda maker, pair: maker(*pair),
    st.sampled_from([*MAKERS.values()]),
    st.sampled_from([*PAIRS.values()]),
)


def told(form: Form) -> str:
    """Write out what is shown, reviewed, kept in the open, or stands in an open input."""
    inputs = [stop.field for stop in form.stops() if stop.field]
    opened = [item.value for item in inputs if not item.is_secret]
    return f"{view_variables(form)}{summary(form)}{json.dumps(draft(form))}{opened}{form!r}"


def holds_no_secret(form: Form) -> bool:
    said = told(form)
    return CANARY not in said and PIN not in said


def switched(form: Form, by: str) -> Form:
    """Choose a branch, or the value that a condition asks about."""
    title = next(
        stop.title
        for stop in form.stops()
        if stop.field and by in [option.label for option in stop.field.options]
    )
    return filled(form, {title: "01"[by == "open"]})


def typed_in(item: Field) -> Value:
    """Give a canary of the right kind."""
    match item.kind:
        case "integer" | "number":
            return PIN
        case "json":
            return json.dumps({"pin": CANARY})
        case _:
            return CANARY


def revealing(form: Form) -> Form:
    """Type a canary into every input that is masked."""
    inputs = [stop.field for stop in form.stops() if stop.field and stop.field.is_masked]
    return take(form, {item.name: typed_in(item) for item in inputs})


def with_everything(form: Form) -> Form:
    """Add what can be added, choose what is left to choose, and name what has no name."""
    for _round in range(3):
        for stop in list(form.stops()):
            if stop.field and stop.field.kind == "choice" and stop.field.is_blank:
                form = take(form, {stop.name: "0"})
            elif stop.field and stop.field.kind == "text" and stop.label == "Name":
                form = take(form, {stop.name: "user7"})
            elif f'id="{stop.name}-add"' in str(view_variables(form)):
                form = act(form, "add", stop.name)
    return form


def typed(schema: Schema) -> Form:
    """Start in the masked branch and type canaries wherever it asks."""
    return revealing(with_everything(switched(start(schema), "masked")))


def pin_of(form: Form) -> str:
    """Find the input that is masked in one branch and open in the other."""
    return next(stop.name for stop in form.stops() if stop.field and stop.label == "Pin")
