"""Sandboxes that listen, and the people who visit their hubs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import pytest

from sandbox.catalogue import IntegrationEntry, load_catalogue
from sandbox.settings import DEFAULT_CATALOGUE
from tests.full_stack.stack import Stack, Visit, running_stack

Visiting: TypeAlias = Callable[[str], Visit]
STRANGER = "user-stranger"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Repeat a test for every deployed integration, and for everyone who does not have it yet."""
    if "entry" not in metafunc.fixturenames:
        return
    cases = list(_cases(_catalogue(metafunc.config)))
    ids = [f"{user}-{entry.id}" for user, entry in cases]
    metafunc.parametrize(("user", "entry"), cases, ids=ids)


def _catalogue(config: pytest.Config) -> Path:
    return Path(config.getoption("--catalogue", default=None) or DEFAULT_CATALOGUE)


def _cases(path: Path) -> Iterator[tuple[str, IntegrationEntry]]:
    catalogue = load_catalogue(path)
    for hub in catalogue.hubs:
        people = [person for person in catalogue.people if person.hub_id == hub.id]
        users = {person.external_id: person.activated for person in people} or {STRANGER: ()}
        for entry in hub.integrations:
            for user in [user for user in users if entry.id not in users[user]]:
                if entry.is_deployed:
                    yield user, entry


@pytest.fixture(scope="session")
def stacks() -> Iterator[Callable[[Path], Stack]]:
    """Serve each catalogue once."""
    running: dict[Path, Stack] = {}
    with ExitStack() as open_stacks:

        def stack_of(path: Path) -> Stack:
            if path not in running:
                running[path] = open_stacks.enter_context(running_stack(path))
            return running[path]

        yield stack_of


@pytest.fixture
def stack(stacks: Callable[[Path], Stack]) -> Stack:
    """Give the sandbox of the demo, as new."""
    return renewed(stacks(DEFAULT_CATALOGUE))


@pytest.fixture
def chosen_stack(stacks: Callable[[Path], Stack], request: pytest.FixtureRequest) -> Stack:
    """Give the sandbox of the catalogue that was asked for, as new."""
    return renewed(stacks(_catalogue(request.config)))


def renewed(stack: Stack) -> Stack:
    """Let a sandbox forget what it was told."""
    stack.world.reset()
    stack.received.clear()
    return stack


@pytest.fixture
def visits() -> Iterator[Callable[[Stack, str, str], Visit]]:
    """Let people visit; they leave at the end."""
    open_visits: list[Visit] = []

    def visit(stack: Stack, user: str, hub_id: str) -> Visit:
        open_visits.append(Visit(stack, user, hub_id))
        return open_visits[-1]

    yield visit
    for each in open_visits:
        each.ends()


@pytest.fixture
def visiting(stack: Stack, visits: Callable[[Stack, str, str], Visit]) -> Visiting:
    """Let people of the demo visit its main hub."""
    return lambda user: visits(stack, user, stack.world.catalogue.hubs[0].id)


@pytest.fixture
def ada(visiting: Visiting) -> Visit:
    """Visit as Ada, who has three integrations already."""
    return visiting("user-ada")


@pytest.fixture
def ben(visiting: Visiting) -> Visit:
    """Visit as Ben, who is new."""
    return visiting("user-ben")
