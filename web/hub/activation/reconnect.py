"""Reconnecting: a new activation takes the place of an old one. Make before break.

    activate --Activated--> confirm --Confirmed--> replace --Released--> Done
       |                                              +--ReleaseFailed--> Done, the old one left
       +--refused: only one is allowed
             |
             v
          prepare, for each new connection --Refused--> at its field, or Failed, the old one kept
             |
             +--all made, or the API makes none by itself
             v
           free --ReleaseFailed--> Failed, the old one kept
             +--Released--> activate-again --Activated--> confirm
                                  +--Refused--> restore
       Failed, the old one restored <--Activated-- restore --Refused--> Failed, nothing left

Wherever no answer tells whether something was removed or made, it ends in Failed, unknown; the
next try looks before it sends.

An API that allows one activation only makes it break before make. So what can be refused is tried
before: the new connections are made by themselves. If the new activation is refused all the same,
what stood before is restored; what is not known of it is replaced by what is likeliest, and that
is said.
"""

from dataclasses import replace

from hub.activation.effects import Activate, MakeConnection, Release
from hub.activation.states import Failed, Guess, Reconnect, Wizard
from hub.bindings import bound_by, known, likeliest
from hub.errors import Problem
from hub.json_text import JSON
from hub.models import Activation, Connection
from hub.paths import in_body, texts
from hub.plan import Plan, first_new, new_connection

_NONE: tuple[Guess, ...] = ()
_CONNECTION: tuple[Guess, ...] = ("connection",)
_SETTINGS: tuple[Guess, ...] = ("settings",)


def may_be_only_one(problem: Problem) -> bool:
    """Tell whether an activation was refused because there is one already.

    A conflict inside one of the connections is about the name of that connection.
    """
    paths = [texts(in_body(refused.field)) for refused in problem.fields]
    in_connection = any(path[:1] == ("connections",) and len(path) > 1 for path in paths)
    return problem.type == "conflict" and not in_connection


def release(wizard: Wizard, reconnect: Reconnect) -> Release:
    """Order the old activation to be deleted."""
    return Release(wizard.attempt, wizard.summary.id, reconnect.old)


def prepare(wizard: Wizard) -> MakeConnection | None:
    """Order the next new connection to be made by itself, if one is left."""
    step = first_new(wizard.steps)
    if step is None:
        return None
    body = new_connection(step, wizard.attempt)
    return MakeConnection(wizard.attempt, step.template.connector_id, body)


def use(wizard: Wizard, made: Connection) -> Wizard:
    """Have a connection that was made by itself used in its place from now on."""
    step, reconnect = first_new(wizard.steps), wizard.reconnect
    if step is None or reconnect is None:
        return wizard
    used = replace(step, reusable=(*step.reusable, made), choice=made.id, error="")
    steps = tuple(used if item is step else item for item in wizard.steps)
    return replace(wizard, steps=steps, reconnect=replace(reconnect, is_prepared=True))


def cannot_prepare(problem: Problem) -> bool:
    """Tell whether the API makes no connection by itself for this user, whatever is in it."""
    return problem.status in (403, 404, 405, 501) and not problem.fields


def restore(wizard: Wizard, settings: JSON) -> tuple[Wizard, Activate] | None:
    """Order what stood before to be activated again; `settings` stand in for unknown ones."""
    plan, reconnect = wizard.plan, wizard.reconnect
    if plan is None or plan.end_user is None or reconnect is None:
        return None
    connections, guessed = _connections_of_old(plan, reconnect)
    is_unknown = bool(plan.integration.variables_schema) and reconnect.variables is None
    body = {
        "userId": plan.end_user.external_id,
        "integrationId": wizard.summary.id,
        "connections": connections,
        "dynamicVariables": (settings if is_unknown else reconnect.variables) or {},
        "variables": [],
    }
    guesses = (*guessed, *(_SETTINGS if is_unknown else ()))
    ids = tuple(item.id for item in plan.activations)
    restoring = replace(wizard, bound=bound_by(body), reconnect=replace(reconnect, guesses=guesses))
    return restoring, Activate(wizard.attempt, wizard.summary.id, body, ids)


def take_back(wizard: Wizard, reconnect: Reconnect, restored: Activation) -> Wizard:
    """Know the restored activation for the old one, so that it is not taken for a new one."""
    plan = wizard.plan
    more = replace(plan, activations=(*plan.activations, restored)) if plan else None
    again = replace(reconnect, old=restored, bound=wizard.bound, is_lost=False)
    return replace(wizard, plan=more, reconnect=again)


def fail(wizard: Wizard, problem: Problem, standing: str) -> Wizard:
    """End in a failure that says how things stand."""
    unsure = wizard.is_unsure or standing == "unknown"
    return replace(wizard, stage=Failed(problem, standing), is_unsure=unsure)


def _connections_of_old(
    plan: Plan, reconnect: Reconnect
) -> tuple[list[dict[str, JSON]], tuple[Guess, ...]]:
    """Tell what filled each place; what nothing fits is left to the API to refuse."""
    used = plan.integration.used_templates
    asked = plan.integration.asked_templates
    found, guesses = [], _NONE
    for template in used:
        sure = plan.primary_connection if template.is_primary else None
        sure = sure or known(template, plan.connections, reconnect.bound)
        connection = sure or likeliest(template, asked, plan.connections)
        if connection is not None:
            found.append({"templateId": template.id, "connectionId": connection.id})
            guesses = guesses if sure else _CONNECTION
    return found, guesses
