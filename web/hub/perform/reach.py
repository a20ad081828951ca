"""What carrying out effects has at hand, and the questions that several of them ask."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from hub import api
from hub.client import Client, is_not_found
from hub.errors import ApiError, HubError, Problem
from hub.json_text import JSON
from hub.models import Activation, Connection, ConnectionTemplate, EndUser
from hub.options import Options

AskHost = Callable[[], Awaitable[JSON]]
"""Ask the host for something of the person who is signed in; raise HubError."""


@dataclass(frozen=True)
class Removal:
    """What came of a deletion: nothing wrong, or why it failed and whether it may have.

    `left` are the other activations, where they had to be asked for.
    """

    problem: Problem | None = None
    is_unknown: bool = False
    left: tuple[Activation, ...] | None = None


@dataclass(frozen=True)
class Reach:
    """The world, as far as one hub of one user reaches into it."""

    options: Options
    client: Client
    sleep: Callable[[float], Awaitable[None]]
    now: Callable[[], float]
    """The day's clock, which goes on while the machine sleeps."""
    primary_connection: AskHost
    create_end_user: AskHost | None = None
    """Ask the host to create the end user, where it does so itself."""

    async def user(self) -> str:
        """Give the external id of the person who is signed in."""
        return (await self.client.token()).user_id

    async def end_user(self) -> EndUser | None:
        """Read the end user; someone who is new has none."""
        try:
            return await self.client.call(api.get_end_user(self.options.hub_id, await self.user()))
        except ApiError as error:
            if is_not_found(error):
                return None
            raise

    async def activations(self, integration_id: str) -> tuple[Activation, ...]:
        """List the user's activations of an integration."""
        user = await self.user()
        found = await self.client.all_pages(
            lambda after: api.list_activations(self.options.hub_id, user, integration_id, after)
        )
        return tuple(item for item in found if item.integration_id == integration_id)

    async def all_fitting(
        self, templates: Sequence[ConnectionTemplate]
    ) -> dict[str, tuple[Connection, ...]]:
        """List what fits each of several templates, by the template's id."""
        found = await asyncio.gather(*map(self.fitting, templates))
        return {item.id: fitting for item, fitting in zip(templates, found, strict=True)}

    async def fitting(self, template: ConnectionTemplate) -> tuple[Connection, ...]:
        """List what fits a template; the API calls it and its connector a hub connector alike."""
        user, wanted = await self.user(), f"{template.id},{template.connector_id}"
        return await self.client.all_pages(
            lambda after: api.list_connections(self.options.hub_id, user, wanted, after)
        )

    async def remove(self, integration_id: str, activation_id: str) -> Removal:
        """Delete an activation; where no answer tells what became of it, ask."""
        try:
            await self.client.call(api.delete_activation(activation_id))
        except HubError as error:
            return await self._fate(integration_id, activation_id, error)
        return Removal()

    async def _fate(self, integration_id: str, activation_id: str, error: HubError) -> Removal:
        is_gone = is_not_found(error)
        try:
            found = await self.activations(integration_id)
        except HubError:
            is_unknown = error.problem.is_fate_unknown
            return Removal() if is_gone else Removal(error.problem, is_unknown)
        left = tuple(item for item in found if item.id != activation_id)
        return Removal(left=left) if is_gone or left == found else Removal(error.problem)
