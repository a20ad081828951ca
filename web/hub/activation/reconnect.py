"""Reconnecting: a new activation takes the place of an old one. Make before break.

    activate --Activated--> confirm --Confirmed--> replace --Released--> Done
       |                                              +--ReleaseFailed--> Done, the old one left
       +--refused: only one is allowed--> free --ReleaseFailed--> Failed, the old one kept
                                            +--Released--> activate-again --Activated--> confirm
                                                                 +--Refused--> restore
       Failed, the old one restored <--Activated-- restore --Refused--> Failed, nothing left

Wherever no answer tells whether something was removed or made, it ends in Failed, unknown; the
next try looks before it sends.

An API that allows one activation only makes it break before make; then what stood before is
restored from the connections that were there before, if they say enough to do so.
"""

from dataclasses import replace

from hub.activation.events import Activate, Release
from hub.activation.states import Failed, Reconnect, Wizard
from hub.errors import Problem
from hub.json_text import JSON
from hub.models import Activation
from hub.paths import in_body, texts


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


def restore(wizard: Wizard, reconnect: Reconnect) -> Activate | None:
    """Order what stood before to be activated again, if it is known well enough."""
    body = _body_of_old(wizard, reconnect)
    known = tuple(item.id for item in wizard.plan.activations) if wizard.plan else ()
    return Activate(wizard.attempt, wizard.summary.id, body, known) if body else None


def take_back(wizard: Wizard, reconnect: Reconnect, restored: Activation) -> Wizard:
    """Know the restored activation for the old one, so that it is not taken for a new one."""
    plan = wizard.plan
    known = replace(plan, activations=(*plan.activations, restored)) if plan else None
    return replace(wizard, plan=known, reconnect=replace(reconnect, old=restored, is_lost=False))


def fail(wizard: Wizard, problem: Problem, standing: str) -> Wizard:
    """End in a failure that says how things stand."""
    unsure = wizard.is_unsure or standing == "unknown"
    return replace(wizard, stage=Failed(problem, standing), is_unsure=unsure)


def _body_of_old(wizard: Wizard, reconnect: Reconnect) -> JSON:
    plan = wizard.plan
    if plan is None or plan.end_user is None:
        return None
    connections = []
    for template in plan.integration.used_templates:
        primary = plan.primary_connection if template.is_primary else None
        found = (primary,) if primary else plan.connections.get(template.id, ())
        if len(found) != 1:
            return None  # which of several it was is not told: none is restored by guess
        connections.append({"templateId": template.id, "connectionId": found[0].id})
    if plan.integration.variables_schema and reconnect.variables is None:
        return None
    return {
        "userId": plan.end_user.external_id,
        "integrationId": wizard.summary.id,
        "connections": connections,
        "dynamicVariables": reconnect.variables or {},
        "variables": [],
    }
