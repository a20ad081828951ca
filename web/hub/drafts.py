"""Answers that survive a reload: what was typed, without any secret, for one user's session."""

from dataclasses import dataclass, field, replace

from hub import steps as connecting
from hub import variables as configuring
from hub.activation.answers import first_lacking, has_unsent_answers
from hub.activation.looking import Sent, sent_by, take_up
from hub.activation.outcome import stage_name
from hub.activation.states import Configure, Connect, Overview, Review, Stage, Wizard
from hub.errors import ProtocolError
from hub.fields import Value, Values
from hub.json_text import JSON, Reader, read_json, write_json
from hub.pem import holds_key
from hub.steps import Step


@dataclass(frozen=True)
class Draft:
    """The open answers of one wizard."""

    user_id: str
    integration_id: str
    place: str = ""
    """The stage that was shown, by what it is about: which stages there are may change."""
    values: Values = field(default_factory=dict, repr=False)
    """What was answered for connections, by what each is for."""
    variables: JSON = field(default=None, repr=False)
    activation_id: str = ""
    """The activation that was to be replaced; empty where the integration was to be connected."""
    sent: Sent | None = None
    """The activation that was sent with these answers, unless it is known what became of it."""


def draft_of(wizard: Wizard) -> Draft | None:
    """Take the open answers out of a wizard; None if there is nothing to keep."""
    if wizard.plan is None:
        return None
    values = {
        _key(step, name): value
        for step in wizard.steps
        for name, value in _open_values(step).items()
    }
    variables = configuring.draft(wizard.form) if wizard.form is not None else None
    return Draft(
        wizard.plan.user_id,
        wizard.summary.id,
        _place_of(wizard, wizard.stage),
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
    steps = tuple(_filled(step, draft.values) for step in wizard.steps)
    form = configuring.restore(wizard.form, draft.variables) if wizard.form else None
    filled = replace(wizard, steps=steps, form=form or wizard.form)
    if draft.sent is not None:
        return take_up(filled, draft.sent)
    stage = _place(filled, draft.place, are_settings_lost=form is None)
    was_answered = _place_of(filled, stage) != draft.place or has_unsent_answers(filled)
    return replace(filled, stage=stage, is_resumed=was_answered and _lacks_secret(filled, stage))


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
            "sent": _write_sent(draft.sent) if draft.sent else None,
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
            read.optional_text("place"),
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
    return Sent(read.identifier("attempt"), tuple(known), read.value("restores") is True)


def _write_sent(sent: Sent) -> JSON:
    return {"attempt": sent.attempt, "known": [*sent.known], "restores": sent.restores}


def _belongs(wizard: Wizard, draft: Draft) -> bool:
    same_user = wizard.plan is not None and wizard.plan.user_id == draft.user_id
    same_thing = wizard.summary.id == draft.integration_id
    return same_user and same_thing and _replaced(wizard) == draft.activation_id


def _replaced(wizard: Wizard) -> str:
    reconnect = wizard.reconnect
    return reconnect.old.id if reconnect and not reconnect.is_lost else ""


def _open_values(step: Step) -> dict[str, Value]:
    # Many a certificate's file holds its key as well.
    open_fields = [
        item for item in step.fields if not (item.is_secret or holds_key(str(item.value)))
    ]
    return {item.name: item.value for item in open_fields} | {f"{step.prefix}-use": step.choice}


def _filled(step: Step, kept: Values) -> Step:
    keys = {name: _key(step, name) for name in _open_values(step)}
    return connecting.take(step, {name: kept[key] for name, key in keys.items() if key in kept})


def _key(step: Step, name: str) -> str:
    """Name what is kept by its connection: after a reload it may be asked for at another place."""
    return f"{step.about}/{name.removeprefix(step.prefix + '-')}"


def _lacks_secret(wizard: Wizard, stage: Stage) -> bool:
    """Tell whether a stage lacks what a reload does not keep."""
    match stage:
        case Connect(index):
            step = wizard.steps[index]
            is_blank = any(item.is_secret and item.is_blank for item in step.secrets)
            return step.is_new and (is_blank or step.needs_consent)
        case Configure():
            return first_lacking(wizard, (stage,)) is not None
        case _:
            return False


def _place_of(wizard: Wizard, stage: Stage) -> str:
    match stage:
        case Connect(index):
            return f"connect {wizard.steps[index].about}"
        case Overview() | Configure():
            return stage_name(stage)
        case _:
            return stage_name(Review())


def _place(wizard: Wizard, place: str, are_settings_lost: bool) -> Stage:
    """Go back to where it was left, or to the first step that lacks what was not kept."""
    stages = wizard.stages
    places = [_place_of(wizard, stage) for stage in stages]
    passed = stages[: places.index(place) + 1 if place in places else 1]
    lost = (Configure(),) if are_settings_lost and Configure() in passed else ()
    lacking = [each for each in (first_lacking(wizard, passed), *lost) if each]
    return min(lacking, key=stages.index) if lacking else passed[-1]
