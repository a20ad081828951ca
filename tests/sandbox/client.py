"""What the sandbox's tests say about it: who calls, and what a right request looks like."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from sandbox import World
from sandbox.api import BASE
from sandbox.catalogue import Connector, IntegrationEntry, TemplateEntry
from sandbox.credentials import right_credential, takes_code

Json = dict[str, Any]
ADA, BEN, CLEO = "user-ada", "user-ben", "user-cleo"


@dataclass(frozen=True)
class Api:
    """The API as one caller sees it."""

    app: Flask
    authorization: str

    @property
    def world(self) -> World:
        world: World = self.app.extensions["sandbox"]
        return world

    @property
    def hub_id(self) -> str:
        return self.world.catalogue.hubs[0].id

    @property
    def organisation_id(self) -> str:
        return self.world.catalogue.organisations[0].id

    def ask(self, method: str, path: str, body: Any = None, **query: str) -> TestResponse:
        headers = {"Authorization": self.authorization}
        sent: Json = {} if body is None else {"json": body}
        sent |= {"query_string": query} if query else {}
        return self.app.test_client().open(BASE + path, method=method, headers=headers, **sent)

    def get(self, path: str, **query: str) -> TestResponse:
        return self.ask("GET", path, **query)

    def post(self, path: str, body: Any) -> TestResponse:
        return self.ask("POST", path, body)

    def integration(self, name: str) -> IntegrationEntry:
        entries = self.world.catalogue.integrations()
        return next(entry for entry in entries if entry.name.startswith(name))

    def activation(self, user_id: str, name: str) -> Json:
        """Say all that it takes to activate an integration, but for the primary connection."""
        integration = self.integration(name)
        body = {
            "userId": user_id,
            "integrationId": integration.id,
            "connections": [
                self.new_connection(template, f"Connection {at}")
                for at, template in enumerate(self.to_fill(integration))
            ],
            "dynamicVariables": integration.example_variables,
        }
        return deepcopy(body)

    def to_fill(self, integration: IntegrationEntry) -> list[TemplateEntry]:
        primary = self.world.catalogue.hubs[0].primary_connector_id
        return [
            template
            for template in integration.templates
            if template.is_used and template.connector_id != primary
        ]

    def connector(self, template: TemplateEntry) -> Connector:
        return self.world.catalogue.connectors[template.connector_id]

    def new_connection(self, template: TemplateEntry, name: str) -> Json:
        connector = self.connector(template)
        credential = self.consented(connector) or right_credential(connector)
        return {"templateId": template.id, **connection(connector, credential or {}, name)}

    def consented(self, connector: Connector) -> Json | None:
        """Walk through the provider's consent page, where that is the way in."""
        if not takes_code(connector.auth_scheme):
            return None
        return {"type": "oauth2-code", "data": self.consent(connector, "approve")}

    def consent(self, connector: Connector, decision: str) -> dict[str, str]:
        url = self.start_consent(connector)
        answer = self.app.test_client().post(url, data={"decision": decision})
        query = parse_qs(urlsplit(answer.headers["Location"]).query)
        return {name: values[0] for name, values in query.items()}

    def start_consent(self, connector: Connector, **changed: Any) -> str:
        path = f"/embed/{self.hub_id}/connector/{connector.id}/oauth2/initialise"
        response = self.post(path, initialisation(connector) | changed)
        assert response.status_code == 200, response.json
        return str(response.json["url"] if response.json else "")


def initialisation(connector: Connector) -> Json:
    scheme, grant = connector.auth_scheme, connector.auth_scheme["grant"]
    return {
        "credential": {"id": grant["credentialId"], "organisationId": grant["organisationId"]},
        "authorizeUrl": f"http://localhost{scheme['authorizeUrl']}",
        "clientId": grant["clientId"],
        "scopes": scheme["defaultScopes"],
    }


def connection(connector: Connector, credential: Json, name: str) -> Json:
    return {
        "name": name,
        "variables": [
            {"name": variable["name"], "value": variable["value"] or "demo"}
            for variable in connector.variables
        ],
        "credentials": {
            "action": [
                {
                    "authSchemeConfig": connector.auth_scheme,
                    "credential": {"name": name, **credential},
                }
            ]
        },
    }


def fields(response: TestResponse) -> list[str]:
    """Return the paths that a refusal names."""
    return [fault["field"] for fault in (response.json or {}).get("fields", [])]
