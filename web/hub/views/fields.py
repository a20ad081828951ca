"""What one field looks like: label, hint, error and the input that fits its kind.

No native validation attributes are used: the hub says what is wrong, in words, when it is asked
to. A number is a text input, so that the digits arrive exactly as they were typed. A secret has
no value in the HTML: the glass puts it into the input's property.
"""

import json
from dataclasses import astuple

import htpy as h

from hub.fields import Field, Option
from hub.texts import _

RADIO_LIMIT = 5
"""Up to this many options are all shown; more go into a list that opens."""

_INPUT_TYPES = {
    "date": "date",
    "time": "time",
    "datetime": "datetime-local",
    "file": "file",
}
# Browsers rewrite what is typed into inputs of type url and email: ask for the keyboard only.
_INPUT_MODES = {"number": "decimal", "integer": "numeric", "url": "url", "email": "email"}
_AREA_KINDS = ("long", "long-secret", "json")
_UNNATURAL_KINDS = ("json", "url", "email")
_NOT_FOR_KEEPERS: dict[str, h.Attribute] = {
    "autocomplete": "new-password",
    "data-1p-ignore": True,
    "data-lpignore": "true",
    "data-bwignore": True,
}


def view_field(field: Field) -> h.Element:
    """Show one field."""
    if field.kind == "choices" or (field.kind == "choice" and len(field.options) <= RADIO_LIMIT):
        return _view_group(field)
    if field.kind == "switch":
        return _view_switch(field)
    return h.div(class_=_block(field))[
        h.label(".vh-field__label", id=f"{field.name}-label", for_=field.name)[_words(field)],
        _hint(field),
        _error(field),
        _view_control(field),
        _view_remove(field) if field.size else None,
    ]


def _view_control(field: Field) -> h.Node:
    if field.is_masked:
        return h.div(".vh-secret")[_view_input(field), _view_reveal(field)]
    return _view_select(field) if field.kind == "choice" else _view_input(field)


def _view_input(field: Field) -> h.Element | h.VoidElement:
    shown = None if field.is_masked or field.kind == "file" else str(field.value)
    if field.kind in _AREA_KINDS:
        # The parser drops a newline that directly follows the opening tag.
        return h.textarea(_attributes(field), rows=4)[shown and "\n" + shown]
    type_ = "password" if field.is_masked else _INPUT_TYPES.get(field.kind, "text")
    return h.input(_attributes(field), type=type_, value=shown)


def _view_select(field: Field) -> h.Element:
    options = (Option("", _("Choose…")), *field.options)
    return h.select(_attributes(field), disabled=field.read_only)[
        (
            h.option(value=option.value, selected=option.value == field.value, dir="auto")[
                option.label
            ]
            for option in options
        )
    ]


def _view_reveal(field: Field) -> h.Element:
    return h.button(
        ".vh-reveal",
        {"data-reveal": field.name, "aria-pressed": "false"},
        type="button",
        aria_controls=field.name,
        aria_describedby=f"{field.name}-label",
    )[_("Show")]


def _view_remove(field: Field) -> h.Element:
    return h.div(".vh-field__after")[
        h.button(
            ".vh-button.vh-button--quiet",
            {"data-event": "file-removed", "data-name": field.name},
            type="button",
        )[_("Remove this file"), h.span(".vh-visually-hidden", dir="auto")[" ", field.label]]
    ]


def _view_switch(field: Field) -> h.Element:
    return h.div(class_=_block(field))[
        h.div(".vh-switch")[
            h.input(
                _bindings(field),
                id=field.name,
                class_="vh-switch__input",
                type="checkbox",
                role="switch",
                checked=field.value is True,
                disabled=field.read_only,
            ),
            h.label(".vh-switch__label", for_=field.name)[_text(field.label)],
        ],
        _hint(field),
        _error(field),
    ]


def _view_group(field: Field) -> h.Element:
    one = field.kind == "choice"
    options = field.options
    if one and not field.required:
        options = (*options, Option("", _("No choice")))
    return h.fieldset(
        class_=[_block(field), "vh-choice"],
        id=field.name,
        role="radiogroup" if one else None,
        aria_required="true" if one and field.required else None,
        aria_invalid="true" if one and field.error else None,
        aria_describedby=_described_by(field),
        tabindex="-1",
    )[
        h.legend(".vh-field__label")[_words(field)],
        _hint(field),
        _error(field),
        (_view_option(field, index, option) for index, option in enumerate(options)),
    ]


def _view_option(field: Field, index: int, option: Option) -> h.Element:
    one = field.kind == "choice"
    item = f"{field.name}-{index}"
    chosen = option.value == field.value if one else option.value in _chosen(field)
    return h.div(".vh-choice__option")[
        h.input(
            {"data-field": field.name, "data-live": field.live},
            id=item,
            name=field.name,
            class_="vh-choice__input",
            type="radio" if one else "checkbox",
            value=option.value,
            checked=chosen,
            disabled=field.read_only,
            aria_invalid="true" if field.error and not one else None,
            aria_describedby=f"{item}-hint" if option.hint else None,
        ),
        h.label(".vh-choice__label", for_=item)[_text(option.label)],
        option.hint and h.p(".vh-field__hint", id=f"{item}-hint", dir="auto")[option.hint],
    ]


def _attributes(field: Field) -> dict[str, h.Attribute]:
    unnatural = field.is_masked or field.kind in _UNNATURAL_KINDS
    return {
        **_bindings(field),
        **(_NOT_FOR_KEEPERS if field.is_masked else {"autocomplete": "off"}),
        "id": field.name,
        "class": ["vh-input", f"vh-input--{field.kind}", field.is_masked and "vh-input--masked"],
        "inputmode": _INPUT_MODES.get(field.kind),
        "placeholder": field.placeholder or None,
        "accept": field.accept or None,
        "data-max": str(field.maximum_length) if field.kind == "file" else None,
        "readonly": field.read_only and field.kind not in ("choice", "file"),
        "spellcheck": "false" if unnatural else None,
        "autocapitalize": "off" if unnatural else None,
        "autocorrect": "off" if unnatural else None,
        "dir": "ltr" if field.kind in ("url", "email", "json") else "auto",
    }


def _bindings(field: Field) -> dict[str, h.Attribute]:
    return {
        "name": field.name,
        "data-field": field.name,
        "data-live": field.live,
        **_matching(field),
        "aria-required": "true" if field.required and field.kind != "switch" else None,
        "aria-invalid": "true" if field.error else None,
        "aria-describedby": _described_by(field),
    }


def _matching(field: Field) -> dict[str, h.Attribute]:
    """Have the page match expressions, each on texts for which that cannot take long."""
    asked = [[key, *astuple(matching)] for key, matching in field.keyed_patterns.items()]
    return {"data-patterns": json.dumps(asked)} if asked else {}


def _words(field: Field) -> h.Node:
    # Screen readers hear aria-required; only a group of checkboxes has no such attribute.
    silent = None if field.kind == "choices" else "true"
    mark = h.span(".vh-field__required", aria_hidden=silent)[_("required")]
    return [_text(field.label), " " if field.required else None, mark if field.required else None]


def _text(label: str) -> h.Element:
    return h.span(dir="auto")[label]


def _hint(field: Field) -> h.Node:
    return field.hint and h.p(".vh-field__hint", id=f"{field.name}-hint", dir="auto")[field.hint]


def _error(field: Field) -> h.Node:
    return (
        field.error and h.p(".vh-field__error", id=f"{field.name}-error", dir="auto")[field.error]
    )


def _described_by(field: Field) -> str | None:
    ids = [f"{field.name}-error"] if field.error else []
    ids += [f"{field.name}-hint"] if field.hint else []
    return " ".join(ids) or None


def _chosen(field: Field) -> tuple[str, ...]:
    return field.value if isinstance(field.value, tuple) else ()


def _block(field: Field) -> str:
    return f"vh-field vh-field--{field.kind}" + (" vh-field--wrong" if field.error else "")
