"""Carrying out effects: the only place in which the hub's decisions touch the world.

Every effect is answered by one event, or by none. What goes wrong becomes an event too. Orders
that change something are sent once; if no answer tells what became of one, the API is asked.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from hub import api
from hub.activation.events import (
    Activate,
    Activated,
    AwaitConsent,
    Confirm,
    Confirmed,
    EndUserReady,
    EnsureEndUser,
    InitialiseConsent,
    LoadPlan,
    PlanFailed,
    PlanLoaded,
    Refused,
    Release,
    Released,
    ReleaseFailed,
    TimePassed,
    Wait,
)
from hub.app import Effect, Event, Follow, RouteChosen
from hub.catalogue import ListFailed, LoadPage, PageArrived
from hub.client import Client, is_not_found
from hub.errors import ApiError, HubError, Problem
from hub.json_text import JSON
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    Disconnect,
    Disconnected,
    DisconnectFailed,
    LoadDetails,
    Saved,
    SaveFailed,
    SaveSettings,
    TimeToUndoPassed,
    WaitToUndo,
)
from hub.manage.states import Details
from hub.models import Activation, Connection, EndUser, Hub, Integration
from hub.oauth import ConsentAged, ConsentFailed, ConsentReady
from hub.options import Options
from hub.plan import Plan
from hub.schemes import AuthorizationCode

LOOKS = (1.0, 3.0, 6.0)
"""Seconds before each look for an activation whose fate is unknown: three looks in ten seconds."""

AskHost = Callable[[], Awaitable[JSON]]
"""Ask the host for the user's connection to its own system; raise HubError."""


class Performer:
    """Carry out the effects of one hub for one user."""

    def __init__(
        self,
        options: Options,
        client: Client,
        sleep: Callable[[float], Awaitable[None]],
        primary_connection: AskHost,
        new_id: Callable[[], str],
    ) -> None:
        self._options = options
        self._client = client
        self._sleep = sleep
        self._primary_connection = primary_connection
        self._new_id = new_id

    async def perform(self, effect: Effect) -> Event | None:
        """Carry out one effect and give the event that answers it."""
        match effect:
            case LoadPage():
                return await self._load_page(effect)
            case Follow(route):
                return RouteChosen(route, self._new_id())
            case LoadPlan():
                return await self._load_plan(effect)
            case EnsureEndUser():
                return await self._ensure_end_user(effect)
            case Activate():
                return await self._activate(effect)
            case Confirm():
                return await self._confirm(effect)
            case Release():
                return await self._release(effect)
            case Wait(attempt, task, seconds):
                await self._sleep(seconds)
                return TimePassed(attempt, task)
            case InitialiseConsent():
                return await self._initialise_consent(effect)
            case AwaitConsent(attempt, prefix, number, what, seconds):
                await self._sleep(seconds)
                return ConsentAged(attempt, prefix, number, what)
            case LoadDetails():
                return await self._load_details(effect)
            case SaveSettings():
                return await self._save_settings(effect)
            case WaitToUndo(visit, activation_id, seconds):
                await self._sleep(seconds)
                return TimeToUndoPassed(visit, activation_id)
            case Disconnect():
                return await self._disconnect(effect)
            case _:
                raise TypeError(f"{type(effect).__name__} is for the page")

    async def _load_page(self, effect: LoadPage) -> Event:
        try:
            user = await self._user()
            deployed = True if self._options.deployed_only else None
            call = api.list_integrations(self._options.hub_id, user, effect.after, deployed)
            return PageArrived(effect.load, await self._client.call(call))
        except HubError as error:
            return ListFailed(effect.load, error.problem)

    async def _load_plan(self, effect: LoadPlan) -> Event:
        try:
            return PlanLoaded(effect.attempt, await self._plan(effect.integration_id))
        except HubError as error:
            return PlanFailed(effect.attempt, error.problem)

    async def _plan(self, integration_id: str) -> Plan:
        hub_id, user = self._options.hub_id, await self._user()
        end_user, integration = await asyncio.gather(
            self._end_user(),
            self._client.call(api.get_integration(hub_id, user, integration_id)),
        )
        connections, activations, hub = await asyncio.gather(
            self._connections(integration, end_user),
            self._activations(integration_id) if end_user else _none(),
            self._hub(end_user),
        )
        return Plan(
            user_id=user,
            integration=integration,
            end_user=end_user,
            hub=hub,
            host_connects=self._options.host_connects,
            loopback=bool(self._options.image_origins),
            allows_password_grant=self._options.allows_password_grant,
            connections=connections,
            activations=activations,
        )

    async def _end_user(self) -> EndUser | None:
        """Read the end user; someone who is new has none."""
        try:
            return await self._client.call(
                api.get_end_user(self._options.hub_id, await self._user())
            )
        except ApiError as error:
            if is_not_found(error):
                return None
            raise

    async def _connections(
        self, integration: Integration, end_user: EndUser | None
    ) -> dict[str, tuple[Connection, ...]]:
        if end_user is None:
            return {}
        asked = [item.id for item in integration.used_templates if not item.is_primary]
        found = await asyncio.gather(*(self._fitting(template) for template in asked))
        return dict(zip(asked, found, strict=True))

    async def _fitting(self, template: str) -> tuple[Connection, ...]:
        user = await self._user()
        return await self._client.all_pages(
            lambda after: api.list_connections(self._options.hub_id, user, template, after)
        )

    async def _activations(self, integration_id: str) -> tuple[Activation, ...]:
        user = await self._user()
        found = await self._client.all_pages(
            lambda after: api.list_activations(self._options.hub_id, user, integration_id, after)
        )
        return tuple(item for item in found if item.integration_id == integration_id)

    async def _hub(self, end_user: EndUser | None) -> Hub | None:
        """Read the hub only if a new user has to be asked for the host's own system."""
        if end_user is not None or self._options.host_connects:
            return None
        return await self._client.call(api.get_hub(self._options.hub_id))

    async def _ensure_end_user(self, effect: EnsureEndUser) -> Event:
        try:
            return EndUserReady(effect.attempt, await self._create_end_user(effect.connection))
        except HubError as error:
            return Refused(effect.attempt, error.problem)

    async def _create_end_user(self, connection: JSON) -> EndUser:
        """Create the end user; another tab that was first is as good."""
        existing = await self._end_user()
        if existing is not None:
            return existing
        if connection is None:
            connection = await self._primary_connection()
        call = api.create_end_user(self._options.hub_id, await self._user(), connection)
        try:
            return await self._client.call(call)
        except HubError as error:
            if error.problem.type in ("validation", "forbidden", "token"):
                raise
            created = await self._end_user()
            if created is None:
                raise
            return created

    async def _activate(self, effect: Activate) -> Event:
        try:
            if effect.looks_first and (hidden := await self._hidden(effect)):
                return Activated(effect.attempt, hidden)
            made = await self._client.call(api.activate(effect.body))
            return Activated(effect.attempt, made)
        except HubError as error:
            found = await self._look_for(effect, _looks_after(error))
            if found is not None:
                return Activated(effect.attempt, found)
            return Refused(effect.attempt, error.problem)

    async def _hidden(self, effect: Activate) -> Activation | None:
        """Find the success of an earlier sending; without a list to look at nothing is sent."""
        found = await self._activations(effect.integration_id)
        return next((item for item in found if item.id not in effect.known), None)

    async def _look_for(self, effect: Activate, looks: Sequence[float]) -> Activation | None:
        """Look for an activation that was not there before the order was sent."""
        for seconds in looks:
            await self._sleep(seconds)
            try:
                found = await self._activations(effect.integration_id)
            except HubError:
                continue
            new = [item for item in found if item.id not in effect.known]
            if new:
                return new[0]
        return None

    async def _initialise_consent(self, effect: InitialiseConsent) -> Event:
        attempt, prefix, number = effect.attempt, effect.prefix, effect.number
        scheme = effect.template.scheme
        if not isinstance(scheme, AuthorizationCode):
            raise TypeError("only an authorization code is asked for in a window")
        call = api.initialise_oauth2(
            self._options.hub_id, effect.template.connector_id, api.consent_body(scheme)
        )
        try:
            return ConsentReady(attempt, prefix, number, await self._client.call(call))
        except HubError as error:
            return ConsentFailed(attempt, prefix, number, error.problem)

    async def _confirm(self, effect: Confirm) -> Event:
        """See the activation in the list; if the list cannot be had, its creation is believed."""
        try:
            await self._activations(effect.activation.integration_id)
        except HubError:
            pass
        return Confirmed(effect.attempt, effect.activation)

    async def _release(self, effect: Release) -> Event:
        try:
            await self._delete(effect.activation.id)
        except HubError as error:
            if not await self._is_gone(effect.integration_id, effect.activation.id):
                return ReleaseFailed(effect.attempt, error.problem)
        return Released(effect.attempt)

    async def _is_gone(self, integration_id: str, activation_id: str) -> bool:
        try:
            left = await self._activations(integration_id)
        except HubError:
            return False
        return activation_id not in [item.id for item in left]

    async def _load_details(self, effect: LoadDetails) -> Event:
        try:
            return DetailsLoaded(effect.visit, await self._details(effect.integration_id))
        except HubError as error:
            return DetailsFailed(effect.visit, error.problem)

    async def _details(self, integration_id: str) -> Details:
        user = await self._user()
        integration, activations, variables = await asyncio.gather(
            self._client.call(api.get_integration(self._options.hub_id, user, integration_id)),
            self._activations(integration_id),
            self._variables(integration_id),
        )
        asked = [template.id for template in integration.used_templates]
        found = await asyncio.gather(*(self._fitting(template) for template in asked))
        connections = dict(zip(asked, found, strict=True))
        return Details(integration, activations, connections, variables)

    async def _variables(self, integration_id: str) -> JSON:
        """Read the variables in force; None if the API does not show them to this user."""
        try:
            return await self._client.call(api.get_variables(integration_id, await self._user()))
        except ApiError as error:
            if error.problem.type in ("forbidden", "not_found"):
                return None
            raise

    async def _save_settings(self, effect: SaveSettings) -> Event:
        call = api.update_variables(effect.activation.id, effect.variables)
        try:
            await self._client.call(call)
        except HubError as error:
            return SaveFailed(effect.visit, error.problem)
        return Saved(effect.visit)

    async def _disconnect(self, effect: Disconnect) -> Event:
        try:
            await self._delete(effect.activation.id)
        except HubError as error:
            return await self._after_failed_delete(effect, error.problem)
        return Disconnected(effect.visit, effect.activation)

    async def _delete(self, activation_id: str) -> None:
        """Delete an activation; one that is gone already is deleted."""
        try:
            await self._client.call(api.delete_activation(activation_id))
        except ApiError as error:
            if not is_not_found(error):
                raise

    async def _after_failed_delete(self, effect: Disconnect, problem: Problem) -> Event:
        """Ask the API what became of it."""
        try:
            left = await self._activations(effect.integration_id)
        except HubError:
            return DisconnectFailed(effect.visit, problem)
        if effect.activation.id in [item.id for item in left]:
            return DisconnectFailed(effect.visit, problem)
        return Disconnected(effect.visit, effect.activation)

    async def _user(self) -> str:
        return (await self._client.token()).user_id


async def _none() -> tuple[Activation, ...]:
    return ()


def _looks_after(error: HubError) -> Sequence[float]:
    """Tell how often to look whether the order was carried out all the same.

    A conflict may be the success of an earlier sending, which can be seen at once.
    """
    if error.problem.type == "conflict":
        return (0.0,)
    return LOOKS if error.problem.is_fate_unknown else ()
