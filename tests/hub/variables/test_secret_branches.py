"""A place that is secret in one branch and open in another: what was a secret is never open."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.variables import Form, act, answer, draft, restore, secrets, start, take
from hub.variables.gather import gather
from hub.variables.nodes import Absent
from hub.views.variables import view_variables
from tests.hub.variables.branches import (
    CANARY,
    MAKERS,
    PAIRS,
    PIN,
    SCHEMAS,
    SECRET,
    TEXT,
    chosen,
    holds_no_secret,
    pin_of,
    revealing,
    switched,
    typed,
    with_everything,
)
from tests.hub.variables.filling import Schema, asked, done, filled

DECISIONS = frozenset({"choice", "choices", "switch"})
CASES = [(MAKERS[maker], *PAIRS[pair]) for maker in MAKERS for pair in PAIRS]
NAMES = [f"{maker}-{pair}" for maker in MAKERS for pair in PAIRS]
in_every_case = pytest.mark.parametrize(("maker", "secret", "open_"), CASES, ids=NAMES)


@in_every_case
def test_what_was_typed_as_a_secret_is_not_open_in_another_branch(
    maker: Any, secret: Schema, open_: Schema
) -> None:
    """HUB-21, HUB-24"""
    form = typed(maker(secret, open_))
    assert CANARY in repr(secrets(form)) or PIN in repr(secrets(form))
    assert holds_no_secret(form)
    form = with_everything(switched(form, "open"))
    assert holds_no_secret(form) and CANARY not in repr(gather(form.root).body)
    back = restore(start(maker(secret, open_)), draft(form))
    assert back and holds_no_secret(back)


@in_every_case
def test_what_was_stored_as_a_secret_is_not_open_in_another_branch(
    maker: Any, secret: Schema, open_: Schema
) -> None:
    """HUB-21, HUB-24"""
    stored: Any = gather(typed(maker(secret, open_)).root).body
    assert CANARY in repr(stored) or PIN in repr(stored)
    form = start(maker(secret, open_), stored)
    assert holds_no_secret(form) and secrets(form)
    form = with_everything(switched(form, "open"))
    assert holds_no_secret(form) and CANARY not in repr(gather(form.root).body)


@in_every_case
def test_a_secret_is_known_again_in_its_own_branch(
    maker: Any, secret: Schema, open_: Schema
) -> None:
    form = typed(maker(secret, open_))
    assert secrets(switched(switched(form, "open"), "masked")) == secrets(form)
    stored: Any = gather(form.root).body
    form = start(maker(secret, open_), stored)
    assert secrets(switched(switched(form, "open"), "masked")) == secrets(form)


@in_every_case
def test_a_masked_input_is_another_one_than_the_open_one(
    maker: Any, secret: Schema, open_: Schema
) -> None:
    """HUB-24: the page keeps what was typed in an input of the same name."""
    form = typed(maker(secret, open_))
    later = with_everything(switched(form, "open"))
    opened = {stop.name for stop in later.stops() if stop.field and not stop.field.is_secret}
    assert not opened & secrets(form).keys()


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_what_was_typed_in_the_open_is_still_there_after_a_look_at_the_other_branch(
    maker: Any,
) -> None:
    form = switched(start(maker(SECRET, TEXT)), "open")
    form = take(form, {pin_of(form): "mine"})
    again = switched(revealing(switched(form, "masked")), "open")
    assert answer(again) == answer(form) == {"auth": {"by": "open", "pin": "mine"}}


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_what_was_stored_in_the_open_is_still_there_after_a_look_at_the_other_branch(
    maker: Any,
) -> None:
    stored: Any = {"auth": {"by": "open", "pin": "mine"}}
    form = start(maker(SECRET, TEXT), stored)
    assert answer(switched(switched(form, "masked"), "open")) == answer(form) == stored


def test_an_open_input_begins_with_its_default_where_a_secret_was_stored() -> None:
    schema = chosen(SECRET, {**TEXT, "default": "mine"})
    form = switched(start(schema, {"auth": {"by": "masked", "pin": CANARY}}), "open")
    assert answer(form) == {"auth": {"by": "open", "pin": "mine"}}


def test_a_default_is_no_secret_of_anybody() -> None:
    secret = {**asked({"pin": SECRET}), "default": {"pin": "a"}}
    schema = chosen(secret, {**asked({"pin": TEXT}), "default": {"pin": "b"}})
    form = switched(switched(start(schema), "masked"), "open")
    assert answer(form) == {"auth": {"by": "open", "pin": {"pin": "b"}}}


def test_items_that_move_take_their_secrets_along() -> None:
    """HUB-24"""
    schema = asked({"hooks": {"type": "array", "items": chosen(SECRET, TEXT)}})
    form = done(done(start(schema), "add", "Hooks"), "add", "Hooks")
    ways = [stop.name for stop in form.stops() if stop.field and stop.label == "Auth"]
    form = revealing(take(form, dict(zip(ways, "01", strict=True))))
    assert CANARY in repr(answer(form)) and holds_no_secret(form)
    for action, title in (("down", "Hooks / Item 1"), ("remove", "Hooks / Item 2")):
        form = done(form, action, title)
        assert holds_no_secret(form)
    assert holds_no_secret(done(form, "add", "Hooks")) and CANARY not in repr(answer(form))


def test_a_secret_may_decide_whether_it_is_one() -> None:
    """HUB-24"""
    said = asked({"pin": {"minLength": 3}}, "pin")
    either = {"if": said, "then": asked({"pin": TEXT}), "else": asked({"pin": SECRET})}
    form = filled(start(asked({"more": TEXT}, **either)), {"Pin": CANARY})
    assert holds_no_secret(form)


@given(SCHEMAS, st.data())
def test_whatever_is_switched_in_any_order_no_secret_is_open(
    schema: Schema, data: st.DataObject
) -> None:
    """HUB-21, HUB-24"""
    form = played(data, start(schema))
    stored: Any = gather(form.root).body
    played(data, start(schema, stored))


def untouched(form: Form) -> Form:
    """Give the form as it was before anyone entered anything."""
    return start(form.document.root, None if isinstance(form.seed, Absent) else form.seed)


def played(data: st.DataObject, form: Form) -> Form:
    """Choose, type and press at random; look after every step."""
    for _round in range(data.draw(st.integers(1, 8))):
        form = moved(data, revealing(form))
        assert holds_no_secret(form)
        back = restore(untouched(form), draft(form))
        assert back and holds_no_secret(back)
    return form


def moved(data: st.DataObject, form: Form) -> Form:
    """Make one decision, or press one button that is there."""
    decisions = [s.field for s in form.stops() if s.field and s.field.kind in DECISIONS]
    shown = str(view_variables(form))
    buttons = [
        (action, stop.name)
        for stop in form.stops()
        for action in ("add", "remove", "up", "down")
        if f'id="{stop.name}-{action}"' in shown
    ]
    pressed = data.draw(st.sampled_from(buttons) | st.none() if buttons else st.none())
    if pressed:
        return act(form, *pressed)
    item = data.draw(st.sampled_from(decisions))
    return take(form, {item.name: data.draw(st.sampled_from(["0", "1"]))})


UNTAGGED: dict[str, tuple[Schema, Schema]] = {
    **PAIRS,
    "a text that an expression is for": ({**SECRET, "pattern": "^c"}, {**TEXT, "pattern": "^c"}),
}
EQUAL = ["a text", "items", "a list", "rows", "names and values", "a group", "anything"]


@pytest.mark.parametrize("pair", [*EQUAL, "a text that an expression is for"])
def test_what_may_have_been_stored_as_a_secret_is_masked_to_begin_with(pair: str) -> None:
    """HUB-21, HUB-24"""
    secret, open_ = UNTAGGED[pair]
    stored: Any = gather(typed(chosen(secret, open_)).root).body
    pin = stored["auth"]["pin"]
    ways = [asked({"pin": open_}, title="open"), asked({"pin": secret}, title="masked")]
    form = start(asked({"auth": {"anyOf": ways}}, "auth"), {"auth": {"pin": pin}})
    assert holds_no_secret(form) and CANARY in repr(secrets(form))
    assert holds_no_secret(switched(form, "open"))


def test_a_branch_that_masks_nothing_of_what_was_stored_is_no_likelier() -> None:
    ways = [asked({"url": TEXT}, title="open"), asked({"pin": SECRET}, title="masked")]
    form = start(asked({"auth": {"anyOf": ways}}, "auth"), {"auth": {"url": "mine"}})
    assert "Url" in [stop.label for stop in form.stops()]
