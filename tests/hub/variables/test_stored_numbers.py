"""Numbers that the API has sent: shown as they are written, and sent back to the digit."""

from time import process_time

import pytest

from hub.json_text import read_json, write_json
from hub.variables import JSON, answer, draft, restore, secret_texts, start, summary, validate
from tests.hub.variables.filling import asked, filled, wrong_now

LONG = "0.12345678901234567890"
SCHEMAS = ['{"type":"number"}', "{}", '{"type":"array"}', '{"writeOnly":true}']
NUMBERS = [LONG, "1e400", "1E-400", "-1.5e+999999999", "9007199254740993.0"]


def sent(schema: str, stored: str, **values: str) -> str:
    """Give what is sent, by title, once a stored answer is edited."""
    form = filled(start(read_json(schema), read_json(stored)), values)
    return write_json(answer(form))


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "schema", ['{"type":"number"}', "{}", '{"type":"array"}', '{"writeOnly":true}']
)
def test_a_stored_number_that_nobody_touches_is_sent_as_it_was(schema: str, number: str) -> None:
    """HUB-40"""
    stored = f'{{"n":[{number}]}}' if "array" in schema else f'{{"n":{number}}}'
    assert sent(f'{{"properties":{{"n":{schema}}}}}', stored) == stored


def test_a_stored_number_is_kept_beside_what_is_edited() -> None:
    """HUB-40"""
    schema = '{"properties":{"n":{"type":"number"},"m":{"type":"number"}}}'
    assert sent(schema, f'{{"n":{LONG},"m":1}}', M="2") == f'{{"n":{LONG},"m":2}}'


def test_a_stored_number_inside_json_is_kept_when_the_rest_is_edited() -> None:
    """HUB-40"""
    edited = sent('{"properties":{"n":{}}}', f'{{"n":[{LONG}]}}', N=f"[{LONG}, 2]")
    assert edited == f'{{"n":[{LONG},2]}}'


def test_another_number_inside_json_that_would_be_rounded_is_refused() -> None:
    """HUB-40"""
    form = start(asked({"n": {}}), read_json(f'{{"n":[{LONG}]}}'))
    assert wrong_now(filled(form, {"N": f"[{LONG}1]"})).keys() == {"N"}


def test_a_default_is_shown_as_it_is_written() -> None:
    form = start(read_json('{"properties":{"n":{"type":"number","default":1e400}}}'))
    assert summary(form) == (("N", "1e400"),)
    assert write_json(answer(form)) == '{"n":1e400}'


def test_values_to_choose_are_offered_and_sent_as_they_are_written() -> None:
    """HUB-40"""
    schema = read_json('{"properties":{"n":{"enum":[1e400,2]}}}')
    chosen = filled(start(schema), {"N": "0"})
    assert summary(chosen) == (("N", "1e400"),)
    after_a_reload = restore(start(schema), read_json(write_json(draft(chosen))))
    assert after_a_reload is not None
    assert write_json([answer(chosen), answer(after_a_reload)]) == '[{"n":1e400},{"n":1e400}]'


def test_a_value_to_choose_is_found_by_what_it_denotes() -> None:
    form = start(read_json('{"properties":{"n":{"enum":[1e400,2]}}}'), read_json('{"n":10E399}'))
    assert summary(form) == (("N", "1e400"),)


@pytest.mark.parametrize(
    ("schema", "data", "broken"),
    [
        (f'{{"minimum":{LONG}}}', "0.1234567890123456789", []),
        (f'{{"exclusiveMinimum":{LONG}}}', "0.1234567890123456789", ["exclusiveMinimum"]),
        ('{"maximum":1e400}', "1e401", ["maximum"]),
        ('{"maximum":1e401}', "1e400", []),
        ('{"minimum":1e-400}', "0", ["minimum"]),
        ('{"const":1e400}', "10e399", []),
        ('{"const":1e400}', "1e401", ["const"]),
        ('{"uniqueItems":true}', "[1e400,10e399]", ["uniqueItems"]),
        ('{"type":"integer"}', "1e999999999", []),
        ('{"type":"integer"}', "0.99999999999999999999", ["type"]),
        ('{"multipleOf":3}', "1e999999999", ["multipleOf"]),
        ('{"multipleOf":1e-999999999}', "7", []),
        ('{"type":"string"}', "1e400", ["type"]),
    ],
)
def test_a_number_is_judged_by_what_it_denotes(schema: str, data: str, broken: list[str]) -> None:
    """HUB-40"""
    begun = process_time()
    found = validate(read_json(schema), read_json(data))
    assert [keyword for _path, keyword in found] == broken
    assert process_time() - begun < 1


def test_a_limit_is_said_as_it_is_written() -> None:
    form = start(read_json('{"properties":{"n":{"type":"number","minimum":1e400}}}'))
    assert wrong_now(filled(form, {"N": "5"})) == {"N": "Enter a number of at least 1e400."}


def test_a_secret_number_is_covered_as_it_is_written() -> None:
    """HUB-27"""
    stored: JSON = read_json('{"n":1e999999999}')
    form = start(read_json('{"properties":{"n":{"writeOnly":true}}}'), stored)
    assert "1e999999999" in secret_texts(form)
