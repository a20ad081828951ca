"""One effect in, one event out."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from hub import api
from hub.activation.effects import (
    Activate,
    AwaitConsent,
    Confirm,
    EnsureEndUser,
    InitialiseConsent,
    LoadPlan,
    MakeConnection,
    Release,
    Wait,
)
from hub.activation.events import TimePassed
from hub.activation.looking import Look
from hub.app import Effect, Event, Follow, RouteChosen
from hub.catalogue import ListFailed, LoadPage, PageArrived
from hub.client import Client
from hub.errors import HubError
from hub.manage.events import (
    Disconnect,
    LoadDetails,
    SaveSettings,
    TimeToUndoPassed,
    WaitToUndo,
)
from hub.oauth_events import ConsentAged
from hub.options import Options
from hub.perform import activating, managing
from hub.perform.reach import AskHost, Reach


class Performer:
    """Carry out the effects of one hub for one user."""

    def __init__(
        self,
        options: Options,
        client: Client,
        sleep: Callable[[float], Awaitable[None]],
        now: Callable[[], float],
        primary_connection: AskHost,
        new_id: Callable[[], str],
        create_end_user: AskHost | None = None,
    ) -> None:
        self._reach = Reach(options, client, sleep, now, primary_connection, create_end_user)
        self._new_id = new_id

    def adopt(self, options: Options) -> None:
        """Carry out what follows by other options of the same hub."""
        self._reach = replace(self._reach, options=options)

    async def perform(self, effect: Effect) -> Event | None:
        """Carry out one effect and give the event that answers it."""
        match effect:
            case LoadPage():
                return await self._load_page(effect)
            case Follow(route):
                return RouteChosen(route, self._new_id())
            case LoadPlan():
                return await activating.load_plan(self._reach, effect)
            case EnsureEndUser():
                return await activating.ensure_end_user(self._reach, effect)
            case MakeConnection():
                return await activating.make_connection(self._reach, effect)
            case Activate():
                return await activating.activate(self._reach, effect)
            case Look():
                return await activating.look(self._reach, effect)
            case Confirm():
                return await activating.confirm(self._reach, effect)
            case Release():
                return await activating.release(self._reach, effect)
            case Wait(attempt, task, seconds):
                await self._reach.sleep(seconds)
                return TimePassed(attempt, task)
            case InitialiseConsent():
                return await activating.initialise_consent(self._reach, effect)
            case AwaitConsent(attempt, prefix, number, what, seconds):
                await self._reach.sleep(seconds)
                return ConsentAged(attempt, prefix, number, what)
            case LoadDetails():
                return await managing.load_details(self._reach, effect)
            case SaveSettings():
                return await managing.save_settings(self._reach, effect)
            case WaitToUndo(visit, activation_id, seconds):
                await self._reach.sleep(seconds)
                return TimeToUndoPassed(visit, activation_id)
            case Disconnect():
                return await managing.disconnect(self._reach, effect)
            case _:
                raise TypeError(f"{type(effect).__name__} is for the page")

    async def _load_page(self, effect: LoadPage) -> Event:
        try:
            user = await self._reach.user()
            deployed = True if self._reach.options.deployed_only else None
            call = api.list_integrations(self._reach.options.hub_id, user, effect.after, deployed)
            return PageArrived(effect.load, await self._reach.client.call(call))
        except HubError as error:
            return ListFailed(effect.load, error.problem)
