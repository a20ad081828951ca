"""Secrets of every type: typed as dots, sent exactly, and shown nowhere again."""

import re
from typing import Any

import pytest

from hub.variables import Form, answer, draft, secret_texts, secrets, start, summary
from hub.views.variables import view_variables
from tests.hub.variables.filling import Schema, asked, body, done, filled, wrong, wrong_now

WHOLE = {"type": "integer", "writeOnly": True}
NUMBER = {"type": "number", "writeOnly": True}
TEXT = {"type": "string"}
TYPED: dict[str, tuple[Schema, str]] = {
    "a whole number": (WHOLE, "7777"),
    "a number": ({"type": "number", "format": "password"}, "77.5"),
    "a number by reference": ({"allOf": [{"type": "integer"}, {"writeOnly": True}]}, "7777"),
    "a number of earlier": ({**WHOLE, "default": "seven"}, "7777"),
    "a date": ({"type": "string", "format": "date", "writeOnly": True}, "2031-07-07"),
    "an address": ({"type": "string", "format": "uri", "writeOnly": True}, "https://7777.example"),
    "anything": ({"writeOnly": True}, '{"pin": 7777}'),
    "an object of any shape": ({"type": "object", "writeOnly": True}, '{"pin": 7777}'),
}


def html(form: Form) -> str:
    return str(view_variables(form))


def input_of(form: Form, title: str) -> str:
    """Find the name of the input that is called this."""
    return next(stop.name for stop in form.stops() if stop.field and stop.title == title)


def tag(form: Form, title: str) -> str:
    """Give the start tag of an input."""
    found = re.search(rf'<(?:input|textarea)[^>]* id="{input_of(form, title)}"[^>]*>', html(form))
    return found[0] if found else ""


def is_masked(form: Form, title: str) -> bool:
    """Tell whether an input shows dots, and can be revealed."""
    shown = tag(form, title)
    masked = 'type="password"' in shown or ("<textarea" in shown and "vh-input--masked" in shown)
    return masked and f'data-reveal="{input_of(form, title)}"' in html(form)


def everywhere(form: Form) -> str:
    """Write out all that is shown or kept."""
    return html(form) + repr(summary(form)) + repr(draft(form)) + repr(form)


def kept(form: Form) -> list[Any]:
    """List the values that a draft keeps."""
    told: Any = draft(form)
    return [value for _path, value in told["values"]]


@pytest.mark.parametrize(("schema", "text"), TYPED.values(), ids=TYPED)
def test_what_is_typed_as_a_secret_is_typed_as_dots(schema: Schema, text: str) -> None:
    """HUB-21, HUB-24"""
    form = filled(start(asked({"pin": schema})), {"Pin": text})
    assert is_masked(form, "Pin") and text not in everywhere(form) and "7777" not in html(form)
    assert secrets(form) == {input_of(form, "Pin"): text}


@pytest.mark.parametrize("earlier", [7777, 7777.5, "7777", {"pin": 7777}])
def test_an_earlier_secret_of_any_type_is_not_part_of_the_html(earlier: Any) -> None:
    """HUB-21"""
    form = start(asked({"pin": WHOLE}), {"pin": earlier})
    assert "7777" not in everywhere(form) and "7777" in "".join(secrets(form).values())


def test_a_number_that_is_no_secret_stays_open() -> None:
    form = filled(start(asked({"port": {"type": "integer"}})), {"Port": "7777"})
    assert not is_masked(form, "Port") and 'value="7777"' in tag(form, "Port")


NUMBERS = ["9007199254740993", "1e400", "-0", "0.1", "+7", " 7 ", "1e3", "5e-324"]
NO_NUMBERS = ["", "1,5", "1 000", "NaN", "0x10", "-", "0.12345678901234567890123", "1e999999999"]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_secret_number_arrives_as_exactly_as_an_open_one(text: str) -> None:
    """HUB-40"""
    sent = body(asked({"n": NUMBER}), {"N": text})
    assert repr(sent) == repr(body(asked({"n": {"type": "number"}}), {"N": text})) != "None"


@pytest.mark.parametrize("type_", ["number", "integer"])
@pytest.mark.parametrize("text", [*NO_NUMBERS, "1.5"])
def test_what_is_no_number_is_refused_in_the_same_words(text: str, type_: str) -> None:
    """HUB-40"""
    said = wrong(asked({"n": {"type": type_, "writeOnly": True}}, "n"), {"N": text})
    assert said == wrong(asked({"n": {"type": type_}}, "n"), {"N": text})


def test_a_secret_that_is_chosen_is_dots_in_the_review_and_not_kept() -> None:
    """HUB-21"""
    offered = asked(
        {
            "flag": {"type": "boolean", "writeOnly": True},
            "one": {"enum": ["gold", "lead"], "writeOnly": True},
            "some": {
                "type": "array",
                "uniqueItems": True,
                "items": {"enum": ["rain", "snow"], "writeOnly": True},
            },
        }
    )
    form = filled(start(offered), {"Flag": True, "One": "0", "Some": ("0", "1")})
    assert answer(form) == {"flag": True, "one": "gold", "some": ["rain", "snow"]}
    assert {text for _label, text in summary(form)} == {"••••••••"}
    assert kept(form) == [] and "data-reveal" not in html(form)


def test_the_items_of_a_secret_list_are_masked() -> None:
    """HUB-21"""
    schema = asked({"pins": {"type": "array", "items": {"type": "integer"}, "format": "password"}})
    form = filled(done(start(schema), "add", "Pins"), {"Pins / Item 1": "7777"})
    assert answer(form) == {"pins": [7777]}
    assert is_masked(form, "Pins / Item 1") and "7777" not in everywhere(form)


def vault(**more: Any) -> Form:
    schema = asked({"vault": {"type": "object", "additionalProperties": TEXT, **more}})
    form = done(start(schema), "add", "Vault")
    entry = "Vault / Entry 1"
    return filled(form, {f"{entry} / Name": "user7", f"{entry} / Value": "7777"})


def test_names_and_values_of_a_secret_group_are_masked() -> None:
    """HUB-21"""
    form = vault(writeOnly=True)
    assert answer(form) == {"vault": {"user7": "7777"}}
    assert is_masked(form, "Vault / Entry 1 / Name") and is_masked(form, "Vault / Entry 1 / Value")
    assert not {"user7", "7777"} & set(re.findall(r"\w+", everywhere(form)))


def test_names_of_secret_values_are_open() -> None:
    """HUB-21"""
    form = vault(additionalProperties={**TEXT, "writeOnly": True})
    assert not is_masked(form, "Vault / Entry 1 / Name")
    assert kept(form) == ["user7"] and "7777" not in everywhere(form)


def test_a_secret_that_shows_only_without_another_one_is_not_kept_either() -> None:
    """HUB-21"""
    condition: Schema = {"required": ["a"], "properties": {"a": {"const": 7}}}
    either = {"else": asked({"b": NUMBER}), "then": asked({"c": NUMBER})}
    form = start({**asked({"a": WHOLE}), "if": condition, **either})
    form = filled(form, {"B": "7777", "A": "7", "C": "8888"})
    assert kept(form) == [] and answer(form) == {"a": 7, "c": 8888}


def test_what_is_wrong_inside_a_secret_is_said_without_its_names() -> None:
    """HUB-21"""
    free: Schema = {"type": "object", "additionalProperties": {"maxLength": 1}}
    schema = asked({"pin": free, "vault": {**free, "writeOnly": True}})
    form = start(schema, {"pin": 5, "vault": 5})  # no object, so it is asked for as JSON
    told = '{"user7": "long"}'
    assert wrong_now(filled(form, {"Pin": told, "Vault": told})) == {
        "Pin": "user7: Enter at most one character.",
        "Vault": "Enter at most one character.",
    }


SPELLINGS = [
    (NUMBER, "1e3", {"1e3", "1000"}),
    (NUMBER, "0.1", {"0.1"}),
    (NUMBER, "not a number", {"not a number"}),
    ({"type": "boolean", "writeOnly": True}, True, {"true"}),
    ({"enum": ["gold", 7], "writeOnly": True}, "0", {"gold"}),
    ({"writeOnly": True}, '{"a": ["b", 1.5]}', {'{"a": ["b", 1.5]}', "b", "1.5"}),
]


@pytest.mark.parametrize(("schema", "value", "spelled"), SPELLINGS)
def test_a_message_may_repeat_a_secret_in_no_spelling(
    schema: Schema, value: str | bool, spelled: set[str]
) -> None:
    """HUB-27"""
    assert set(secret_texts(filled(start(asked({"pin": schema})), {"Pin": value}))) == spelled


def test_a_secret_that_is_no_json_number_has_no_spelling() -> None:
    """HUB-40"""
    form = start(asked({"pin": NUMBER}), {"pin": float("inf")})
    assert secret_texts(form) == ["Infinity"]


def test_what_is_no_secret_may_be_repeated() -> None:
    assert secret_texts(filled(start(asked({"a": TEXT})), {"A": "7777"})) == []
