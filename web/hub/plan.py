"""What activating one integration takes for one user: the plan that the wizard walks through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hub.json_text import JSON
from hub.models import Activation, Connection, ConnectionTemplate, EndUser, Hub, Integration
from hub.naming import connection_name
from hub.steps import NEW, Step, connection_body, make_step


@dataclass(frozen=True)
class Plan:
    """Everything that is known before the first question is asked.

    `end_user` is None for someone who is new. `hub` is there only if a new user has to be asked
    for their connection to the host's own system. `host_connects` says that the host supplies it.
    """

    user_id: str
    integration: Integration
    end_user: EndUser | None = None
    hub: Hub | None = None
    host_connects: bool = False
    loopback: bool = False
    """Whether providers on this machine may be reached without TLS: with a sandbox."""
    allows_password_grant: bool = True
    connections: Mapping[str, tuple[Connection, ...]] = field(default_factory=dict)
    """Reusable connections by the id of the template that they fit."""
    activations: tuple[Activation, ...] = ()

    @property
    def primary_connection(self) -> Connection | None:
        """Give the user's existing connection to the host's own system."""
        return self.end_user.primary_connection if self.end_user else None


def make_steps(plan: Plan, prefers_new: bool = False) -> tuple[Step, ...]:
    """List the connections that have to be asked for, the host's own system first.

    `prefers_new` proposes a new connection even where one can be reused.
    """
    asked = [(index, template, False) for index, template in enumerate(_to_ask(plan))]
    if account := _account_template(plan):
        asked.insert(0, (0, account, True))
    steps = tuple(
        make_step(
            template,
            index,
            plan.connections.get(template.id, ()),
            is_account,
            plan.allows_password_grant,
        )
        for index, template, is_account in asked
    )
    if not prefers_new:
        return _apart(steps)
    return tuple(replace(step, choice=NEW) if step.can_be_new else step for step in steps)


def _apart(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Propose no connection twice: two of one system are seldom meant to be the same."""
    apart: list[Step] = []
    for step in steps:
        proposed = {other.choice for other in apart}
        free = [item.id for item in step.reusable if item.id not in proposed]
        choice = free[0] if free else NEW if step.can_be_new else step.choice
        apart.append(replace(step, choice=choice))
    return tuple(apart)


def activation_body(
    plan: Plan,
    steps: Sequence[Step],
    end_user: EndUser,
    variables: JSON,
    attempt: str,
) -> JSON:
    """Make the ActivationCreate; its empty `variables` is what the API's description requires."""
    return {
        "userId": end_user.external_id,
        "integrationId": plan.integration.summary.id,
        "connections": [
            _connection(bound, attempt) if isinstance(bound, Step) else bound
            for bound in bind(plan, steps, end_user)
        ],
        "dynamicVariables": variables,
        "variables": [],
    }


def bind(plan: Plan, steps: Sequence[Step], end_user: EndUser) -> list[Step | dict[str, JSON]]:
    """List what each connection of the body is made of, in its order: a step, or what is there."""
    by_template = {step.template.id: step for step in steps if not step.is_account}
    bound: list[Step | dict[str, JSON]] = []
    for template in plan.integration.used_templates:
        step = by_template.get(template.id)
        if step is not None:
            bound.append(step)
        elif end_user.primary_connection is not None:
            bound.append(_reuse(template, end_user.primary_connection.id))
    return bound


def first_new(steps: Sequence[Step]) -> Step | None:
    """Give the first connection that is to be made together with the activation."""
    return next((step for step in steps if step.is_new and not step.is_account), None)


def account_connection(steps: Sequence[Step], attempt: str) -> JSON:
    """Make the connection with which the end user is created, or None if the host supplies it."""
    account = next((step for step in steps if step.is_account), None)
    return new_connection(account, attempt) if account else None


def new_connection(step: Step, attempt: str) -> JSON:
    """Make the connection of a step, named."""
    return connection_body(step, connection_name(step, attempt))


def _connection(step: Step, attempt: str) -> JSON:
    if not step.is_new:
        return _reuse(step.template, step.choice)
    return {"templateId": step.template.id} | new_connection(step, attempt)


def _reuse(template: ConnectionTemplate, connection_id: str) -> dict[str, JSON]:
    return {"templateId": template.id, "connectionId": connection_id}


def _to_ask(plan: Plan) -> list[ConnectionTemplate]:
    return [
        template
        for template in plan.integration.used_templates
        if not (template.is_primary and _primary_is_bound(plan))
    ]


def _primary_is_bound(plan: Plan) -> bool:
    """A new user gets their primary connection on creation; an existing one may lack it."""
    return plan.end_user is None or plan.primary_connection is not None


def _account_template(plan: Plan) -> ConnectionTemplate | None:
    """Give the template of the connection that a new user is asked for, if the host gives none."""
    if plan.end_user is not None or plan.host_connects:
        return None
    primary = [item for item in plan.integration.used_templates if item.is_primary]
    if primary:
        return primary[0]
    return plan.hub.primary_connector if plan.hub else None
