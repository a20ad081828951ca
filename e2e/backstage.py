"""The sandbox behind the browser: what it offers, what it received, and how to make it fail."""

import json
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import Route

from sandbox import World
from sandbox.api import BASE
from sandbox.faults import Fault
from sandbox.journal import Entry
from sandbox.records import Activation, Json

ALWAYS = 1_000
HELD = 60.0
"""Seconds after which a journey has failed for other reasons."""


@dataclass(frozen=True)
class Backstage:
    """The world of one running sandbox."""

    world: World

    def fail(self, path: str, kind: str, *, times: int = ALWAYS, **how: Any) -> None:
        """Let the requests of a path go wrong; `path` is a glob below the API's base."""
        self.world.faults.add(Fault(path=path, kind=kind, times=times, **how))

    def hold(self, path: str, method: str = "", times: int = 1) -> None:
        """Let requests of a path wait until everything goes well again."""
        self.fail(path, "slow", times=times, method=method, seconds=HELD)

    def expect_held(self) -> None:
        """See every request come that is to be held."""
        assert self.world.faults.have_happened(HELD)

    def answer(self, path: str, reply: Json, status: int = 200) -> None:
        """Let the requests of a path be answered with something else."""
        self.fail(path, "status", status=status, body=json.dumps(reply))

    def recover(self) -> None:
        """Let everything go well again."""
        self.world.faults.clear()

    def reset(self) -> None:
        """Go back to what the catalogue says."""
        self.world.reset()

    def sent(self, method: str, path: str = "") -> list[Entry]:
        """List what the API received by a method, below a path, oldest first."""
        entries = self.world.journal.entries()
        return [e for e in entries if e.method == method and e.path.startswith(BASE + path)]

    def user_exists(self, external_id: str) -> bool:
        """Tell whether somebody is an end user."""
        return bool(self.world.records.users.all(external_id=external_id))

    def is_connected(self, external_id: str, integration: str) -> bool:
        """Tell whether somebody has an activation of an integration."""
        users = self.world.records.users.all(external_id=external_id)
        id_ = integration_id(self.world, integration)
        return any(
            self.world.records.activations.all(user_id=u.id, integration_id=id_) for u in users
        )

    def disconnect(self, external_id: str, integration: str) -> None:
        """Take somebody's activations of an integration away, but not their connections."""
        (user,) = self.world.records.users.all(external_id=external_id)
        id_ = integration_id(self.world, integration)
        with self.world.store.transaction():
            self.world.records.activations.remove(user_id=user.id, integration_id=id_)

    def activations(self, external_id: str, integration: str) -> list[Activation]:
        """List somebody's activations of an integration, oldest first."""
        (user,) = self.world.records.users.all(external_id=external_id)
        id_ = integration_id(self.world, integration)
        return self.world.records.activations.all(user_id=user.id, integration_id=id_)

    def activate_again(self, external_id: str, integration: str) -> Activation:
        """Give somebody a second activation, with the same connections."""
        (first,) = self.activations(external_id, integration)
        with self.world.store.transaction():
            return self.world.records.activations.add(replace(first, id=self.world.new_id()))

    def change_settings(self, external_id: str, integration: str, variables: Json) -> None:
        """Give somebody's activation other settings."""
        (first,) = self.activations(external_id, integration)
        with self.world.store.transaction():
            self.world.records.activations.replace(replace(first, variables=variables))

    def let_settings_be_read(self) -> None:
        """Show end users the settings in force, as the API may or may not."""
        self.world.switches.allow_reading_variables = True

    def credential_types(self, external_id: str) -> list[str]:
        """List the types of the credentials that somebody's connections hold."""
        (user,) = self.world.records.users.all(external_id=external_id)
        connections = self.world.records.connections.all(user_id=user.id)
        return [each["credential"]["type"] for c in connections for each in c.credentials["action"]]

    def unused_codes(self) -> int:
        """Count the authorization codes that were given and not exchanged."""
        return len(self.world.records.codes.all())

    @staticmethod
    def lose_the_answer(route: Route) -> None:
        """Let the API carry out what changes something, and lose its answer."""
        if route.request.method == "GET":
            route.continue_()
        else:
            route.fetch()
            route.abort("connectionreset")


def integration_id(world: World, name: str) -> str:
    """Look an integration's id up by its name."""
    return next(each.id for each in world.catalogue.integrations() if each.name == name)
