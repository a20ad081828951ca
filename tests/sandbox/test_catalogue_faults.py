"""A catalogue file that contradicts itself is refused, with one line for each fault."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sandbox import Settings, create_app
from sandbox.catalogue import Catalogue, CatalogueError, load_catalogue
from sandbox.settings import DEFAULT_CATALOGUE

Json = Any
Spoil = Callable[[Json], object]
TEXT = DEFAULT_CATALOGUE.read_text(encoding="utf-8")


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Catalogue]:
    """Load a text as a catalogue file."""

    def load(text: str) -> Catalogue:
        file = tmp_path / "catalogue.json"
        file.write_text(text, encoding="utf-8")
        return load_catalogue(file)

    return load


def with_schema(schema: Json) -> str:
    content = json.loads(TEXT)
    content["hubs"][0]["integrations"][0]["variablesSchema"] = schema
    return json.dumps(content)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda c: c["people"][0].update(id=c["hubs"][0]["id"]), "uses the id"),
        (lambda c: c["people"][1].update(key=c["people"][0]["key"]), "uses the person's key"),
        (lambda c: c["hubs"][1].update(key=c["hubs"][0]["key"]), "uses the hub's key"),
        (lambda c: c["people"].append(c["people"][1] | {"key": "x"}), "uses the external id"),
        (
            lambda c: c["people"][0].update(activated=["0" * 26]),
            "people[0].activated[0] is no integration of the hub",
        ),
        (
            lambda c: c["connectors"][0].update(accepts={"value": 5}),
            "connectors[0].accepts.value must be text",
        ),
        (
            lambda c: c["connectors"][0].update(accepts={"bytes": 0}),
            "connectors[0].accepts.bytes must be at least 1",
        ),
    ],
)
def test_a_contradiction_is_named(
    load: Callable[[str], Catalogue], spoil: Spoil, message: str
) -> None:
    content = json.loads(TEXT)
    spoil(content)
    with pytest.raises(CatalogueError, match=re.escape(message)):
        load(json.dumps(content))


@pytest.mark.parametrize("member", ["credentialId", "organisationId", "clientId"])
def test_a_consent_that_nobody_could_start_is_a_fault_of_the_file(
    load: Callable[[str], Catalogue], member: str
) -> None:
    content = json.loads(TEXT)
    schemes = [row["authSchemeConfig"] for row in content["connectors"]]
    at = next(i for i, scheme in enumerate(schemes) if "clientId" in scheme.get("grant", {}))
    del schemes[at]["grant"][member]
    line = f"connectors[{at}].authSchemeConfig.grant.{member} is required"
    with pytest.raises(CatalogueError, match=rf"^.*catalogue\.json: {re.escape(line)}$"):
        load(json.dumps(content))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": NaN}', "NaN is no JSON"),
        ('{"a": -1e400}', "the number -1e400 is too large"),
        ('{"a": "\\ud800"}', "surrogates not allowed"),
        ("[" * 100_000, "is nested too deeply"),
        ("[" * 500 + "]" * 500, "is nested too deeply"),
    ],
)
def test_what_no_client_could_read_is_refused(
    load: Callable[[str], Catalogue], text: str, message: str
) -> None:
    with pytest.raises(CatalogueError, match=message):
        load(text)


def test_a_byte_order_mark_is_no_fault(load: Callable[[str], Catalogue]) -> None:
    assert load("\ufeff" + TEXT).hubs


@pytest.mark.parametrize(("said", "kept"), [(True, {}), (False, {"not": {}}), ({}, {})])
def test_a_boolean_schema_is_kept_as_an_object(
    load: Callable[[str], Catalogue], said: Json, kept: Json
) -> None:
    assert load(with_schema(said)).hubs[0].integrations[0].variables_schema == kept


def test_any_number_of_bytes_is_right(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.json"
    file.write_text(TEXT.replace('"bytes": 32', '"bytes": 300'), encoding="utf-8")
    world = create_app(Settings(catalogue=file)).extensions["sandbox"]
    world.store.close()
