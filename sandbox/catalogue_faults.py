"""What contradicts itself in a catalogue file whose shape is right."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.errors import FieldError
from sandbox.json_values import below

Json = dict[str, Any]


def contradictions(content: Json) -> list[FieldError]:
    """Find references that lead nowhere, and what is there twice though it names one thing."""
    return [*_dangling(content), *_repeated(content)]


def _dangling(content: Json) -> Iterator[FieldError]:
    connectors, hubs = _ids(content["connectors"]), _ids(content["hubs"])
    yield from _references(content, "hubs", "organisationId", _ids(content["organisations"]))
    yield from _references(content, "hubs", "primaryConnectorId", connectors)
    yield from _references(content, "people", "hubId", hubs)
    for at, hub in enumerate(content["hubs"]):
        for index, integration in enumerate(hub.get("integrations", ())):
            path = f"hubs[{at}].integrations[{index}]"
            yield from _references(integration, "templates", "connectorId", connectors, path)
    yield from _activated(content)


def _activated(content: Json) -> Iterator[FieldError]:
    offered = {hub["id"]: _ids(hub.get("integrations", ())) for hub in content["hubs"]}
    for at, person in enumerate(content["people"]):
        for index, id in enumerate(person.get("activated", ())):
            if id not in offered.get(person["hubId"], ()):
                yield FieldError(f"people[{at}].activated[{index}]", "is no integration of the hub")


def _ids(rows: Iterable[Json]) -> set[str]:
    return {row["id"] for row in rows}


def _references(
    holder: Json, rows: str, key: str, known: set[str], path: str = ""
) -> Iterator[FieldError]:
    for at, row in enumerate(holder.get(rows, ())):
        if row[key] not in known:
            yield FieldError(f"{below(path, rows)}[{at}].{key}", "names nothing in this file")


def _repeated(content: Json) -> Iterator[FieldError]:
    hubs, people = content["hubs"], content["people"]
    integrations = [entry for hub in hubs for entry in hub.get("integrations", ())]
    templates = [template for entry in integrations for template in entry["templates"]]
    users = [person for person in people if "id" in person]
    lists = (content["organisations"], content["connectors"], hubs, integrations, templates, users)
    yield from _twice("the id {}", (row["id"] for rows in lists for row in rows))
    yield from _twice("the hub's key {}", (hub["key"] for hub in hubs))
    yield from _twice("the person's key {}", (person["key"] for person in people))
    named = (f"{person['externalId']} in the hub {person['hubId']}" for person in people)
    yield from _twice("the external id {}", named)


def _twice(words: str, names: Iterable[str]) -> Iterator[FieldError]:
    for name, times in Counter(names).items():
        if times > 1:
            yield FieldError("", f"uses {words.format(name)} {times} times")
