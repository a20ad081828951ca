"""Sandboxes that listen, and the people who visit their hubs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sandbox.catalogue import Catalogue, IntegrationEntry, load_catalogue
from sandbox.settings import DEFAULT_CATALOGUE
from tests.full_stack.journeys import asks_for_a_secret, is_impossible
from tests.full_stack.stack import Stack, Visit, running_stack
from tests.full_stack.ways import WAYS

Visiting: TypeAlias = Callable[[str], Visit]
STRANGER = "user-stranger"
KINDS = {
    "possible": lambda *case: not is_impossible(*case),
    "secretive": asks_for_a_secret,
    "impossible": is_impossible,
}
"""The names under which a test asks for integrations."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Repeat a test for every deployed integration of the kind that it names."""
    for kind in set(KINDS) & set(metafunc.fixturenames):
        catalogue = load_catalogue(_catalogue(metafunc.config))
        cases = [case for case in _cases(catalogue) if KINDS[kind](catalogue, case[1], case[0])]
        ids = [f"{user} and {entry.name[:24]}" for user, entry in cases]
        metafunc.parametrize(("user", kind), cases, ids=ids)


def _catalogue(config: pytest.Config) -> Path:
    return Path(config.getoption("--catalogue", default=None) or DEFAULT_CATALOGUE)


def _cases(catalogue: Catalogue) -> Iterator[tuple[str, IntegrationEntry]]:
    """Let those who are new connect everything, and the others one integration of each scheme.

    The hubs of other organisations are left out: the sandbox's own tokens are not theirs.
    """
    for hub in catalogue.hubs:
        if hub.organisation_id != catalogue.organisations[0].id:
            continue
        people = [person for person in catalogue.people if person.hub_id == hub.id]
        for user in [each.external_id for each in people if not each.id] or [STRANGER]:
            yield from ((user, entry) for entry in hub.integrations if entry.is_deployed)
        for person in [each for each in people if each.id]:
            new = [e for e in hub.integrations if e.is_deployed and e.id not in person.activated]
            firsts = {_schemes(catalogue, entry): entry for entry in reversed(new)}
            yield from ((person.external_id, entry) for entry in firsts.values())


def _schemes(catalogue: Catalogue, entry: IntegrationEntry) -> tuple[str, ...]:
    """Name the schemes and grants that an integration asks for."""
    schemes = [catalogue.connectors[each.connector_id].auth_scheme for each in entry.templates]
    return tuple(f"{each['schemeType']} {_grant(each)}" for each in schemes)


def _grant(scheme: dict[str, Any]) -> str:
    grant = scheme.get("grant")
    return str(grant.get("grantType", "") if isinstance(grant, dict) else grant or "")


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


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """Go each way to the API."""
    return str(request.param)


@pytest.fixture
def stack(stacks: Callable[[Path], Stack], way: str) -> Stack:
    """Give the sandbox of the demo, as new."""
    return renewed(stacks(DEFAULT_CATALOGUE), way)


@pytest.fixture
def chosen_stack(
    stacks: Callable[[Path], Stack], way: str, request: pytest.FixtureRequest
) -> Stack:
    """Give the sandbox of the catalogue that was asked for, as new."""
    return renewed(stacks(_catalogue(request.config)), way)


def renewed(stack: Stack, way: str) -> Stack:
    """Let a sandbox forget what it was told."""
    stack.world.reset()
    stack.received.clear()
    stack.way = way
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
