"""Carrying out what the Manage screen orders."""

import asyncio

from hub import api
from hub.app import Event
from hub.errors import ApiError, HubError
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
)
from hub.manage.states import Details
from hub.perform.reach import Reach


async def load_details(reach: Reach, effect: LoadDetails) -> Event:
    """Load what is connected, and what may be changed."""
    try:
        return DetailsLoaded(effect.visit, await _details(reach, effect.integration_id))
    except HubError as error:
        return DetailsFailed(effect.visit, error.problem)


async def _details(reach: Reach, integration_id: str) -> Details:
    user = await reach.user()
    integration, activations, variables = await asyncio.gather(
        reach.client.call(api.get_integration(reach.options.hub_id, user, integration_id)),
        reach.activations(integration_id),
        _variables(reach, integration_id),
    )
    connections = await reach.all_fitting(integration.used_templates)
    return Details(integration, activations, connections, variables)


async def _variables(reach: Reach, integration_id: str) -> JSON:
    """Read the variables in force; None if the API does not show them to this user."""
    try:
        return await reach.client.call(api.get_variables(integration_id, await reach.user()))
    except ApiError as error:
        if error.problem.type in ("forbidden", "not_found"):
            return None
        raise


async def save_settings(reach: Reach, effect: SaveSettings) -> Event:
    """Put new settings in the place of the old ones."""
    call = api.update_variables(effect.activation.id, effect.variables)
    try:
        await reach.client.call(call)
    except HubError as error:
        return SaveFailed(effect.visit, error.problem)
    return Saved(effect.visit)


async def disconnect(reach: Reach, effect: Disconnect) -> Event:
    """Delete an activation."""
    removal = await reach.remove(effect.integration_id, effect.activation.id)
    if removal.problem is None:
        return Disconnected(effect.visit, effect.activation, removal.left)
    return DisconnectFailed(effect.visit, removal.problem, removal.is_unknown)
