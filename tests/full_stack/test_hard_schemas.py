"""What other teams' schemas ask for can be answered, and arrives as it was answered."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ulid import ULID

from sandbox.json_schema import faults
from sandbox.settings import DEFAULT_CATALOGUE
from tests.full_stack.answers import holds
from tests.full_stack.conftest import STRANGER, renewed
from tests.full_stack.hard_schemas import HARD, Json
from tests.full_stack.journeys import Journey, entry_named
from tests.full_stack.stack import Stack, Visit
from tests.full_stack.ways import DIRECT


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a catalogue with an integration for each schema and nothing to connect."""
    content = json.loads(DEFAULT_CATALOGUE.read_text(encoding="utf-8"))
    content["hubs"] = [content["hubs"][0] | {"integrations": [*map(integration, HARD)]}]
    file = tmp_path_factory.mktemp("hard") / "catalogue.json"
    file.write_text(json.dumps(content | {"people": []}), encoding="utf-8")
    return file


def integration(name: str) -> Json:
    schema, answers = HARD[name]
    return {
        "id": str(ULID()),
        "boardId": str(ULID()),
        "name": name,
        "templates": [],
        "variablesSchema": schema,
        "exampleVariables": answers,
    }


@pytest.fixture
def stack(stacks: Callable[[Path], Stack], catalogue: Path) -> Stack:
    """Give the sandbox of the hard schemas."""
    return renewed(stacks(catalogue), DIRECT)


@pytest.mark.parametrize("name", HARD)
def test_the_answers_arrive_as_they_were_given(
    stack: Stack, visits: Callable[[Stack, str, str], Visit], name: str
) -> None:
    visit = visits(stack, STRANGER, stack.world.catalogue.hubs[0].id)
    entry = entry_named(stack, name)
    journey = Journey(visit, visit.tab(integrationId=entry.id), entry).begins()
    stored = journey.answers_all().activates().ends().stored().variables
    assert holds(stored, entry.example_variables)
    assert not faults(entry.variables_schema, stored)
