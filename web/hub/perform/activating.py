"""Carrying out what the wizard orders.

Orders that change something are sent once; if no answer tells what became of one, the API is
asked.
"""

import asyncio
from collections.abc import Sequence

from hub import api
from hub.activation.effects import (
    Activate,
    Confirm,
    EnsureEndUser,
    InitialiseConsent,
    LoadPlan,
    MakeConnection,
    Release,
)
from hub.activation.events import (
    Activated,
    Confirmed,
    ConnectionMade,
    EndUserReady,
    PlanFailed,
    PlanLoaded,
    Refused,
    Released,
    ReleaseFailed,
)
from hub.activation.looking import Look
from hub.app import Event
from hub.covering import cover, cover_paths, given_secrets
from hub.errors import HubError, Problem, ProtocolError
from hub.json_text import JSON
from hub.models import Activation, Connection, EndUser, Hub, Integration
from hub.naming import is_about_names
from hub.oauth_events import ConsentFailed, ConsentReady
from hub.perform.reach import Reach
from hub.plan import Plan
from hub.schemes import AuthorizationCode

LOOKS = (1.0, 3.0, 6.0)
"""Seconds before each look for an activation whose fate is unknown: three looks in ten seconds."""


async def load_plan(reach: Reach, effect: LoadPlan) -> Event:
    """Load the plan of an integration."""
    try:
        return PlanLoaded(effect.attempt, await _plan(reach, effect.integration_id))
    except HubError as error:
        return PlanFailed(effect.attempt, error.problem)


async def _plan(reach: Reach, integration_id: str) -> Plan:
    hub_id, user = reach.options.hub_id, await reach.user()
    end_user, integration = await asyncio.gather(
        reach.end_user(),
        reach.client.call(api.get_integration(hub_id, user, integration_id)),
    )
    connections, activations, hub = await asyncio.gather(
        _connections(reach, integration, end_user),
        reach.activations(integration_id) if end_user else _none(),
        _hub(reach, end_user),
    )
    return Plan(
        user_id=user,
        integration=integration,
        end_user=end_user,
        hub=hub,
        host_connects=reach.options.host_connects,
        loopback=bool(reach.options.image_origins),
        allows_password_grant=reach.options.allows_password_grant,
        connections=connections,
        activations=activations,
    )


async def _connections(
    reach: Reach, integration: Integration, end_user: EndUser | None
) -> dict[str, tuple[Connection, ...]]:
    if end_user is None:
        return {}
    asked = [item for item in integration.used_templates if not item.is_primary]
    return await reach.all_fitting(asked)


async def _hub(reach: Reach, end_user: EndUser | None) -> Hub | None:
    """Read the hub only if a new user has to be asked for the host's own system."""
    if end_user is not None or reach.options.host_connects:
        return None
    return await reach.client.call(api.get_hub(reach.options.hub_id))


async def ensure_end_user(reach: Reach, effect: EnsureEndUser) -> Event:
    """Have the end user exist."""
    try:
        return EndUserReady(effect.attempt, await _create_end_user(reach, effect.connection))
    except HubError as error:
        return Refused(effect.attempt, error.problem)


async def _create_end_user(reach: Reach, connection: JSON) -> EndUser:
    """Create the end user; another tab that was first is as good."""
    existing = await reach.end_user()
    if existing is not None:
        return existing
    try:
        return await _order_end_user(reach, connection)
    except HubError as error:
        if error.problem.type in ("validation", "forbidden", "token"):
            raise
        created = await reach.end_user()
        if created is None:
            raise
        return created


async def _order_end_user(reach: Reach, connection: JSON) -> EndUser:
    """Have the end user created: by the host, where it does so, or by the API."""
    if connection is None and reach.create_end_user is not None:
        await reach.create_end_user()
        created = await reach.end_user()
        if created is None:
            raise ProtocolError("the host created no end user")
        return created
    if connection is None:
        return await _order_with_host(reach, await reach.primary_connection())
    call = api.create_end_user(reach.options.hub_id, await reach.user(), connection)
    return await reach.client.call(call)


async def _order_with_host(reach: Reach, connection: JSON) -> EndUser:
    """Order it with the host's connection; nobody typed its secrets, so they are covered here."""
    call = api.create_end_user(reach.options.hub_id, await reach.user(), connection)
    try:
        return await reach.client.call(call)
    except HubError as error:
        secrets = [*given_secrets(connection)]
        raise HubError(cover_paths(cover(error.problem, secrets), secrets)) from None


async def make_connection(reach: Reach, effect: MakeConnection) -> Event:
    """Make a connection, once."""
    hub_id, user = reach.options.hub_id, await reach.user()
    call = api.create_connection(hub_id, user, effect.connector_id, effect.body)
    try:
        return ConnectionMade(effect.attempt, await reach.client.call(call))
    except HubError as error:
        return Refused(effect.attempt, error.problem)


async def activate(reach: Reach, effect: Activate) -> Event:
    """Send an activation once, and look for it where its fate is unknown."""
    try:
        if effect.looks_first and (hidden := await _hidden(reach, effect)):
            return Activated(effect.attempt, hidden)
        made = await reach.client.call(api.activate(effect.body))
        return Activated(effect.attempt, made)
    except HubError as error:
        found = await _look_for(reach, effect, _looks_after(error, effect))
        if found is not None:
            return Activated(effect.attempt, found)
        return Refused(effect.attempt, error.problem)


async def look(reach: Reach, effect: Look) -> Event:
    """Look at once, and then for as long as after a sending whose fate is unknown."""
    found = await _look_for(reach, effect, (0.0, *LOOKS))
    if found is not None:
        return Activated(effect.attempt, found)
    return Refused(effect.attempt, Problem("timeout", code="unseen"))


async def _hidden(reach: Reach, effect: Activate) -> Activation | None:
    """Find the success of an earlier sending; without a list to look at nothing is sent."""
    found = await reach.activations(effect.integration_id)
    return next((item for item in found if item.id not in effect.known), None)


async def _look_for(
    reach: Reach, effect: Activate | Look, looks: Sequence[float]
) -> Activation | None:
    """Look for an activation that was not there before the order was sent."""
    for seconds in looks:
        await reach.sleep(seconds)
        try:
            found = await reach.activations(effect.integration_id)
        except HubError:
            continue
        new = [item for item in found if item.id not in effect.known]
        if new:
            return new[0]
    return None


async def initialise_consent(reach: Reach, effect: InitialiseConsent) -> Event:
    """Ask for an authorize URL; raises TypeError for a scheme that opens no window."""
    attempt, prefix, number = effect.attempt, effect.prefix, effect.number
    scheme = effect.template.scheme
    if not isinstance(scheme, AuthorizationCode):
        raise TypeError("only an authorization code is asked for in a window")
    call = api.initialise_oauth2(
        reach.options.hub_id, effect.template.connector_id, api.consent_body(scheme)
    )
    asked_at = reach.now()
    try:
        return ConsentReady(attempt, prefix, number, await reach.client.call(call), asked_at)
    except HubError as error:
        return ConsentFailed(attempt, prefix, number, error.problem)


async def confirm(reach: Reach, effect: Confirm) -> Event:
    """See the activation in the list; if the list cannot be had, its creation is believed."""
    try:
        await reach.activations(effect.activation.integration_id)
    except HubError:
        pass
    return Confirmed(effect.attempt, effect.activation)


async def release(reach: Reach, effect: Release) -> Event:
    """Delete the activation that is to be replaced."""
    removal = await reach.remove(effect.integration_id, effect.activation.id)
    if removal.problem is None:
        return Released(effect.attempt)
    return ReleaseFailed(effect.attempt, removal.problem, removal.is_unknown)


async def _none() -> tuple[Activation, ...]:
    return ()


def _looks_after(error: HubError, effect: Activate) -> Sequence[float]:
    """Tell how often to look whether the order was carried out all the same.

    A conflict may be the success of an earlier sending, which can be seen at once. Where a name of
    a sending of unknown fate is taken, that sending may still be under way: the next one has other
    names, and would make a second activation.
    """
    problem = error.problem
    if effect.looks_first and is_about_names(problem):
        return LOOKS
    if problem.type == "conflict":
        return (0.0,)
    return LOOKS if problem.is_fate_unknown else ()
