"""What is wrong, reviewed or chosen is named as the person sees it named, and only once."""

from hub.variables import JSON, start
from tests.hub.variables.filling import Schema, asked, done, titles, wrong_now
from tests.hub.variables.test_offers import offered

TEXT: Schema = {"type": "string"}
KEY: Schema = {**TEXT, "title": "Key", "minLength": 1}


def listed(item: Schema) -> Schema:
    return asked({"l": {"type": "array", "items": item}})


def test_a_group_in_a_list_is_named_once() -> None:
    assert titles(done(start(listed(asked({"k": TEXT}))), "add", "L")) == ["L / Item 1 / K"]
    assert titles(done(start(listed({"type": ["string", "integer"]})), "add", "L")) == [
        "L / Item 1",
        "L / Item 1",
    ]


def test_items_with_the_same_title_are_told_apart() -> None:
    form = done(done(start(listed(KEY)), "add", "L"), "add", "L")
    assert list(wrong_now(form)) == ["L / Item 1 / Key", "L / Item 2 / Key"]


def test_a_way_is_called_by_the_titles_of_what_it_asks_for() -> None:
    named: Schema = {"iban": {**TEXT, "title": "IBAN"}, "mail": {**TEXT, "title": "E-mail"}}
    ways: list[JSON] = [asked({name: schema}, name) for name, schema in named.items()]
    assert offered({"oneOf": ways}) == ["IBAN", "E-mail"]
    demands: list[Schema] = [{"required": ["iban"]}, {"required": ["mail"]}]
    assert offered(asked(named, anyOf=demands)) == ["IBAN", "E-mail"]
