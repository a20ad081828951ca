"""What a form looks like to a person and to the page's script."""

import re

from hub.variables import Form, act, check, point, start, take
from hub.views.variables import view_variables
from tests.hub.variables.filling import Schema, asked, done, name_of

TEXT = {"type": "string"}
LIST = asked({"lines": {"type": "array", "items": TEXT, "title": "Lines", "description": "Hint"}})


def html(form: Form) -> str:
    return str(view_variables(form))


def ids(form: Form) -> list[str]:
    return re.findall(r' id="([^"]*)"', html(form))


def button(form: Form, action: str, title: str) -> str:
    name = name_of(form, title)
    found = re.search(
        rf'<button[^>]*data-action="{action}" data-name="{name}".*?</button>', html(form)
    )
    return re.sub(r"<[^>]*>", "", found[0]) if found else ""


def test_a_nested_group_is_a_fieldset_with_its_title_as_legend() -> None:
    schema = asked({"address": {**asked({"city": TEXT}), "title": "Address"}})
    assert re.search(r"<fieldset[^>]*><legend[^>]*>Address</legend>", html(start(schema)))


def test_buttons_say_what_they_act_on() -> None:
    form = start(LIST, {"lines": ["a", "b"]})
    assert button(form, "add", "Lines") == "Add Lines"
    assert button(form, "down", "Lines / Item 1") == "Move down Item 1"
    assert button(form, "up", "Lines / Item 2") == "Move up Item 2"
    assert button(form, "remove", "Lines / Item 2") == "Remove Item 2"


def test_buttons_carry_their_event_and_never_submit() -> None:
    shown = html(start(LIST, {"lines": ["a"]}))
    assert shown.count("<button") == shown.count('data-event="variables"')
    assert shown.count("<button") == shown.count('type="button"')


def test_an_item_at_the_end_cannot_be_moved_further() -> None:
    form = start(LIST, {"lines": ["a", "b"]})
    assert not button(form, "up", "Lines / Item 1")
    assert not button(form, "down", "Lines / Item 2")


def test_a_full_list_offers_no_more() -> None:
    schema = asked({"lines": {"type": "array", "items": TEXT, "maxItems": 1}})
    assert not button(start(schema, {"lines": ["a"]}), "add", "Lines")


def test_ids_stay_when_the_form_changes_around_them() -> None:
    """Focus and typing survive a patch of the page only if ids do."""
    before = start(asked({"a": TEXT, "b": LIST, "c": TEXT}))
    after = done(before, "add", "B / Lines")
    assert set(ids(before)) <= set(ids(after))
    assert len(ids(after)) == len(set(ids(after)))


def test_where_an_action_leads_is_on_the_page() -> None:
    form = start(LIST, {"lines": ["a", "b", "c"]})
    for action, title in [("add", "Lines"), ("down", "Lines / Item 1"), ("up", "Lines / Item 3")]:
        after = act(form, action, name_of(form, title))
        assert after.focus in ids(after)
    removed = done(form, "remove", "Lines / Item 2")
    assert removed.focus in ids(removed)


def test_a_list_is_described_by_its_hint_and_error() -> None:
    form = point(start(LIST), "lines", "Too few")
    name = name_of(form, "Lines")
    assert f'aria-describedby="{name}-error {name}-hint"' in html(form)
    assert "Too few" in html(form)


def test_an_error_of_the_whole_form_is_announced() -> None:
    assert 'role="alert"' in html(point(start(LIST), "nowhere", "Refused"))


def test_a_choice_between_schemas_reports_its_change_at_once() -> None:
    schema = asked({"auth": {"oneOf": [asked({"key": TEXT}), asked({"user": TEXT})]}})
    assert "data-live" in html(start(schema))


def test_inputs_report_their_change_only_where_conditions_depend_on_them() -> None:
    plain = asked({"a": TEXT})
    conditional: Schema = {**plain, "dependentRequired": {"a": ["b"]}}
    assert "data-live" not in html(start(plain))
    assert "data-live" in html(start(conditional))


def test_errors_stand_beside_their_inputs_until_those_change() -> None:
    form = check(start(asked({"a": TEXT}, "a")))
    assert "This is needed." in html(form)
    assert "This is needed." not in html(take(form, {name_of(form, "A"): "x"}))
