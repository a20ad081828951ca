"""The situations of the Manage screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hub import variables as configuring
from hub.errors import Problem
from hub.json_text import JSON
from hub.models import Activation, Connection, Integration, IntegrationSummary

if TYPE_CHECKING:
    from hub.variables import Form


@dataclass(frozen=True)
class Details:
    """What is known about a connected integration.

    `variables` is None where the API does not show the values in force to this user.
    """

    integration: Integration
    activations: tuple[Activation, ...]
    connections: Mapping[str, tuple[Connection, ...]] = field(default_factory=dict)
    variables: JSON = field(default=None, repr=False)


@dataclass(frozen=True)
class Loading:
    """The details are on their way."""


@dataclass(frozen=True)
class Unloaded:
    """They could not be had."""

    problem: Problem


@dataclass(frozen=True)
class Shown:
    """The details are shown, with what the last order came to."""

    problem: Problem | None = None
    saved: bool = False
    is_unsure: bool = False
    """Whether it is unknown if that disconnected something."""
    is_unsaved: bool = False
    """Whether the problem is about the settings, and not about disconnecting."""
    is_unread: bool = False
    """Whether the problem is that what is left could not be read anew."""
    is_changed: bool = False
    """Whether what was to be changed was gone already, and something else is there."""


@dataclass(frozen=True)
class Saving:
    """The settings were sent."""

    activation: Activation
    variables: JSON = field(default=None, repr=False)


@dataclass(frozen=True)
class Confirming:
    """The person is asked whether they mean to disconnect."""

    activation: Activation


@dataclass(frozen=True)
class Undoing:
    """The person meant it, and has a few seconds to think again; nothing was sent."""

    activation: Activation


@dataclass(frozen=True)
class Deleting:
    """The deletion was sent."""

    activation: Activation


@dataclass(frozen=True)
class Reading:
    """What is left is on its way: its settings can be told only now, or it changed elsewhere.

    `missed` is why settings could not be saved: what they belong to may be gone.
    """

    missed: Problem | None = None
    is_changed: bool = False


@dataclass(frozen=True)
class Gone:
    """Nothing is connected any more, or nothing was when the screen was opened."""

    is_found: bool = False
    """Whether it was found so, and not made so here."""


Stage = Loading | Unloaded | Shown | Saving | Confirming | Undoing | Deleting | Reading | Gone


@dataclass(frozen=True)
class Onward:
    """Where a person wants to go from here: to another activation's settings, or to reconnect it.

    `attempt` is that of the reconnection; empty for settings.
    """

    activation_id: str
    attempt: str = ""


@dataclass(frozen=True)
class Manage:
    """One visit to what is connected for an integration."""

    summary: IntegrationSummary
    visit: int
    stage: Stage = Loading()
    details: Details | None = None
    form: Form | None = field(default=None, repr=False)
    start: Form | None = field(default=None, repr=False)
    """The form as it was before anything was typed."""
    selected: str = ""
    """The activation whose settings the form shows."""
    known: Mapping[str, JSON] = field(default_factory=dict, repr=False)
    """The settings in force by activation, as far as it is certain whose they are."""
    refused: tuple[str, ...] = ()
    """Messages of the API that belong to no field."""
    asks_to_leave: bool = False
    onward: Onward | None = None
    """Where to go once unsaved settings are given up, or the details are there."""
    has_changed: bool = False
    """Whether something was disconnected, or may have been."""

    @property
    def activations(self) -> tuple[Activation, ...]:
        """List what is connected."""
        return self.details.activations if self.details else ()

    @property
    def is_busy(self) -> bool:
        """Tell whether an order is under way, or about to be."""
        return isinstance(self.stage, Saving | Undoing | Deleting)

    @property
    def has_settings(self) -> bool:
        """Tell whether there is anything to set."""
        return self.form is not None and not configuring.is_empty(self.form)

    def find(self, activation_id: str) -> Activation | None:
        """Find an activation by its id."""
        return next((item for item in self.activations if item.id == activation_id), None)
