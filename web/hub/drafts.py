"""Answers that survive a reload: what was typed, without any secret, for one user's session."""

from dataclasses import dataclass, field, replace

from hub import steps as connecting
from hub import variables as configuring
from hub.activation.answers import first_lacking
from hub.activation.looking import Sent, sent_by, take_up
from hub.activation.states import Stage, Wizard
from hub.errors import ProtocolError
from hub.fields import Values
from hub.json_text import JSON, Reader, read_json, write_json
from hub.steps import Step


@dataclass(frozen=True)
class Draft:
    """The open answers of one wizard."""

    user_id: str
    integration_id: str
    place: int = 0
    values: Values = field(default_factory=dict, repr=False)
    variables: JSON = field(default=None, repr=False)
    activation_id: str = ""
    """The activation that was to be replaced; empty where the integration was to be connected."""
    sent: Sent | None = None
    """The activation that was sent with these answers, unless it is known what became of it."""


def draft_of(wizard: Wizard) -> Draft | None:
    """Take the open answers out of a wizard; None if there is nothing to keep."""
    if wizard.plan is None:
        return None
    places = {stage: place for place, stage in enumerate(wizard.stages)}
    values = {name: value for step in wizard.steps for name, value in _open_values(step).items()}
    variables = configuring.draft(wizard.form) if wizard.form is not None else None
    return Draft(
        wizard.plan.user_id,
        wizard.summary.id,
        places.get(wizard.stage, len(places) - 1),
        values,
        variables,
        _replaced(wizard),
        sent_by(wizard),
    )


def resume(wizard: Wizard, draft: Draft) -> Wizard:
    """Put a draft's answers into a wizard whose plan is there, and go to where it was left.

    Where they were sent already, that has to be looked for first: the stage is left as it is.
    """
    if wizard.plan is None or not _belongs(wizard, draft):
        return wizard
    steps = tuple(connecting.take(step, draft.values) for step in wizard.steps)
    form = wizard.form
    schema = wizard.plan.integration.variables_schema
    if form is not None and draft.variables is not None and not _holds_secrets(wizard):
        form = configuring.restore(schema, draft.variables)
    filled = replace(wizard, steps=steps, form=form)
    if draft.sent is not None:
        return take_up(filled, draft.sent)
    return replace(filled, stage=_place(filled, draft.place))


def write_draft(draft: Draft) -> str:
    """Write a draft as the page keeps it."""
    values = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in draft.values.items()
    }
    return write_json(
        {
            "user": draft.user_id,
            "integration": draft.integration_id,
            "place": draft.place,
            "values": values,
            "variables": draft.variables,
            "activation": draft.activation_id,
            "sent": {"attempt": draft.sent.attempt, "known": [*draft.sent.known]}
            if draft.sent
            else None,
        }
    )


def read_draft(text: str) -> Draft | None:
    """Read what the page kept; what cannot be read is forgotten."""
    try:
        read = Reader(read_json(text))
        values = read.value("values")
        return Draft(
            read.identifier("user"),
            read.identifier("integration"),
            max(0, read.number("place") or 0),
            {
                name: tuple(value) if isinstance(value, list) else value
                for name, value in (values if isinstance(values, dict) else {}).items()
                if isinstance(value, str | bool | list)
            },
            read.value("variables"),
            read.optional_text("activation"),
            _read_sent(read.child("sent")) if read.value("sent") else None,
        )
    except ProtocolError:
        return None


def _read_sent(read: Reader) -> Sent:
    known = [item for item in read.items("known") if isinstance(item, str)]
    return Sent(read.identifier("attempt"), tuple(known))


def _belongs(wizard: Wizard, draft: Draft) -> bool:
    same_user = wizard.plan is not None and wizard.plan.user_id == draft.user_id
    same_thing = wizard.summary.id == draft.integration_id
    return same_user and same_thing and _replaced(wizard) == draft.activation_id


def _replaced(wizard: Wizard) -> str:
    reconnect = wizard.reconnect
    return reconnect.old.id if reconnect and not reconnect.is_lost else ""


def _holds_secrets(wizard: Wizard) -> bool:
    """Tell whether settings in force hold secrets, which a draft in their place would leave out."""
    is_known = wizard.reconnect is not None and wizard.form is not None
    return is_known and wizard.form is not None and bool(configuring.secret_texts(wizard.form))


def _open_values(step: Step) -> dict[str, str | bool | tuple[str, ...]]:
    open_fields = [item for item in step.fields if not item.is_secret]
    return {item.name: item.value for item in open_fields} | {f"{step.prefix}-use": step.choice}


def _place(wizard: Wizard, place: int) -> Stage:
    """Go back to where it was left, or to the first step that lacks what was not kept."""
    stages = wizard.stages
    passed = stages[: place + 1]
    return first_lacking(wizard, passed) or passed[-1]
