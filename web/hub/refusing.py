"""Where a refusal of the API belongs within a connection: at a field, or at the whole."""

from collections.abc import Sequence
from dataclasses import replace

from hub.fields import Field
from hub.oauth import Preparing
from hub.paths import number
from hub.steps import Step


def refuse(step: Step, path: Sequence[str], message: str) -> Step:
    """Put the API's message for a path inside the connection on its field, or on the whole."""
    is_credential = bool(path) and path[0] == "credentials"
    if step.is_new and step.consent is not None and is_credential:
        # The code works once and not for long: what else was answered is kept.
        return replace(step, error=message, consent=Preparing(step.consent.number + 1))
    name = _field_at(step, path) if step.is_new else None
    if name is None:
        said = step.error if step.error != message else ""
        return replace(step, error=f"{said} {message}".strip())
    return replace(
        step,
        secrets=_with_error(step.secrets, name, message),
        variables=_with_error(step.variables, name, message),
    )


def _field_at(step: Step, path: Sequence[str]) -> str | None:
    """Find the field of a path such as `credentials.action[0].credential.data.value`."""
    match path:
        case ("variables", place, *_):
            index = number(place)
            return None if index is None else _sent_variable(step, index)
        case (*_, "data", member) | (*_, "data", member, _):
            name = f"{step.prefix}-{member.replace('valueBase64', 'value-file')}"
            return next((item.name for item in step.secrets if item.name == name), None)
        case _:
            return None


def _sent_variable(step: Step, place: int) -> str | None:
    """Name the field of the variable that was sent as the given one; blank ones are not sent."""
    sent = [item.name for item in step.variables if item.value != ""]
    return sent[place] if place < len(sent) else None


def _with_error(fields: tuple[Field, ...], name: str, message: str) -> tuple[Field, ...]:
    return tuple(replace(item, error=message) if item.name == name else item for item in fields)
