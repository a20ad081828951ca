"""The catalogue file: what a demo finds in it, and how a broken one is refused."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from sandbox import Settings, create_app
from sandbox.catalogue import CatalogueError, load_catalogue
from sandbox.credentials import right_credential
from sandbox.json_schema import faults
from sandbox.settings import DEFAULT_CATALOGUE

CATALOGUE = load_catalogue(DEFAULT_CATALOGUE)
MAIN = CATALOGUE.hubs[0]
SIMPLE = {"none", "api-key", "basic-auth"}


def variants() -> set[str | None]:
    """Return the grants and the places of keys."""
    schemes = [connector.auth_scheme for connector in CATALOGUE.connectors.values()]
    return {scheme.get("grant", {}).get("grantType") or scheme.get("in") for scheme in schemes}


def test_every_scheme_and_grant_is_there() -> None:
    kinds = {connector.auth_scheme["schemeType"] for connector in CATALOGUE.connectors.values()}
    assert kinds == {
        "none",
        "api-key",
        "basic-auth",
        "oauth2",
        "hmac",
        "certificate",
        "kerberos",
    }
    assert variants() >= {"authorization_code", "client_credentials", "password"}
    assert variants() >= {"header", "query", "cookie"}


def test_the_main_hub_is_large_and_some_of_it_is_not_deployed() -> None:
    assert len(MAIN.integrations) >= 34
    assert sum(not entry.is_deployed for entry in MAIN.integrations) >= 3


def test_a_dozen_integrations_are_simple() -> None:
    def is_simple(at: int) -> bool:
        entry = MAIN.integrations[at]
        kinds = {
            CATALOGUE.connectors[template.connector_id].auth_scheme["schemeType"]
            for template in entry.templates
        }
        return kinds <= SIMPLE and entry.is_deployed and not entry.variables_schema

    assert sum(map(is_simple, range(len(MAIN.integrations)))) >= 12


def test_names_are_long_foreign_and_hostile() -> None:
    names = "\n".join(entry.name for entry in MAIN.integrations)
    assert max(map(len, names.split("\n"))) > 300
    assert re.search("[\u0600-\u06ff]", names) and re.search("[\u4e00-\u9fff]", names)
    assert "🚀" in names and "<img src=x onerror=alert(1)>" in names


@pytest.mark.parametrize("entry", MAIN.integrations, ids=lambda entry: entry.name[:20])
def test_the_example_variables_are_right(entry: Any) -> None:
    assert faults(entry.variables_schema, entry.example_variables) == []


@pytest.mark.parametrize("connector", CATALOGUE.connectors.values(), ids=lambda each: each.name)
def test_the_logo_is_served(app: Flask, connector: Any) -> None:
    if connector.image:
        response = app.test_client().get(connector.image)
        assert (response.status_code, response.mimetype) == (200, "image/svg+xml")


def test_one_logo_is_gone(app: Flask) -> None:
    assert app.test_client().get("/images/gone-from-its-server.svg").status_code == 404


def test_no_secret_is_in_a_repr() -> None:
    for connector in CATALOGUE.connectors.values():
        data = (right_credential(connector) or {}).get("data", {})
        secrets = {data.get(name, "") for name in ("value", "password", "clientSecret", "key")}
        assert not any(secret and secret in repr(connector) for secret in secrets)


def without_hubs(content: Any) -> None:
    del content["hubs"]


def with_a_wrong_id(content: Any) -> None:
    content["hubs"][0]["integrations"][0]["id"] = "x"


def with_an_unknown_connector(content: Any) -> None:
    content["hubs"][0]["integrations"][0]["templates"][0]["connectorId"] = "0" * 26


def with_an_id_twice(content: Any) -> None:
    content["hubs"][1]["id"] = content["hubs"][0]["id"]


def with_a_misspelt_member(content: Any) -> None:
    content["people"][0]["extrenalId"] = "x"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_hubs, "hubs is required"),
        (with_a_wrong_id, "hubs[0].integrations[0].id is not a valid ulid"),
        (with_an_unknown_connector, "templates[0].connectorId names nothing"),
        (with_an_id_twice, "2 times"),
        (with_a_misspelt_member, "people[0].extrenalId is not allowed"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(
    tmp_path: Path, spoil: Callable[[Any], None], message: str
) -> None:
    content = json.loads(DEFAULT_CATALOGUE.read_text(encoding="utf-8"))
    spoil(content)
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(message)):
        load_catalogue(path)


def test_a_connector_that_accepts_nothing_typed_is_refused(tmp_path: Path) -> None:
    content = json.loads(DEFAULT_CATALOGUE.read_text(encoding="utf-8"))
    content["connectors"][0]["accepts"] = {}
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(CatalogueError, match="Northwind: accepts lacks"):
        create_app(Settings(catalogue=path))
