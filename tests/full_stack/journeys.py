"""Going through the wizard from the card to the end, and what the sandbox must hold after it."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.catalogue import Catalogue, Connector, HubEntry, IntegrationEntry, TemplateEntry
from sandbox.credentials import right_credential, right_variables
from sandbox.records import Activation, Connection
from tests.full_stack.answering import Answering
from tests.full_stack.credentials import Given, hand_over, has_no_way_in
from tests.full_stack.stack import Stack, Visit
from tests.full_stack.tab import Tab

Json = Any


@dataclass
class Journey:
    """One integration on its way to being connected, and everything that was handed over."""

    visit: Visit
    tab: Tab
    entry: IntegrationEntry
    given: dict[str, Given] = field(default_factory=dict)
    variables: dict[str, list[Json]] = field(default_factory=dict)

    @property
    def stack(self) -> Stack:
        """Give the sandbox it goes to."""
        return self.visit.stack

    @property
    def catalogue(self) -> Catalogue:
        """Give what there is."""
        return self.stack.world.catalogue

    @property
    def asked(self) -> list[TemplateEntry]:
        """List the connections that have to be asked for."""
        return asked_of(self.catalogue, self.entry)

    def connector(self, template: TemplateEntry) -> Connector:
        """Give the system behind a template."""
        return self.catalogue.connectors[template.connector_id]

    def begins(self) -> "Journey":
        """Open the wizard from the card."""
        self.tab.presses("Connect", self.tab.card(self.entry.id))
        self.tab.waits_for(lambda: "Getting ready" not in self.tab.text, "overview")
        return self

    def begins_again(self) -> "Journey":
        """Open the wizard that replaces what is connected."""
        self.manages().tab.presses("Reconnect")
        self.tab.waits_for(lambda: "Getting ready" not in self.tab.text, "overview")
        return self

    def manages(self) -> "Journey":
        """Open the Manage screen from the card."""
        self.tab.presses("Manage", self.tab.card(self.entry.id))
        self.tab.reaches("shown")
        return self

    def answers_all(self, wrong_last: bool = False) -> "Journey":
        """Answer everything up to the review."""
        self.goes_on()
        if account := account_of(self.catalogue, self.entry, self.visit.user):
            hand_over(self.tab, account)
            self._set(account)
            self.goes_on()
        for template in self.asked:
            self.connects(template, wrong=wrong_last and template is self.asked[-1])
            self.goes_on()
        if self.tab.stage == "configure":
            Answering(self.tab, self.entry.variables_schema).fill(self.entry.example_variables)
            self.goes_on()
        self.tab.reaches("review")
        return self

    def connects(self, template: TemplateEntry, wrong: bool = False) -> None:
        """Make a new connection for a template."""
        connector = self.connector(template)
        if self.tab.controls("Connection"):
            self.tab.enters("Connection", "New connection")
        self.given[template.id] = hand_over(self.tab, connector, wrong)
        self.variables[template.id] = self._set(connector)

    def goes_on(self) -> None:
        """Submit the stage; it must not stay where it is."""
        before = self.tab.text
        self.tab.presses("Next" if "Next" in self.tab.buttons else "Review")
        assert self.tab.text != before and self.tab.focus != "vh-summary", self.tab.text

    def activates(self) -> "Journey":
        """Accept the review."""
        self.tab.presses("Activate")
        return self

    def ends(self) -> "Journey":
        """See it through to the end."""
        self.tab.reaches("done", "failed")
        assert self.tab.stage == "done", self.tab.text
        return self

    def stored(self) -> Activation:
        """Give the latest activation that the sandbox holds."""
        return stored_activations(self.visit, self.entry)[-1]

    def absolute(self, members: Json) -> Json:
        """Put paths on the sandbox's own origin, as the API does."""
        paths = {k: v for k, v in members.items() if k.endswith("Url") and v.startswith("/")}
        return members | {name: self.stack.origin + path for name, path in paths.items()}

    def _set(self, connector: Connector) -> list[Json]:
        """Fill in the connection's own variables."""
        labels = {each["name"]: each.get("label") or each["name"] for each in connector.variables}
        values = right_variables(connector)
        for each in values:
            self.tab.enters(" ".join(labels[each["name"]].split()), each["value"])
        return values


def asked_of(catalogue: Catalogue, entry: IntegrationEntry) -> list[TemplateEntry]:
    """List the connections that an integration asks for; the host's own system is not asked for."""
    primary = hub_of(catalogue, entry).primary_connector_id
    used = [template for template in entry.templates if template.is_used]
    return [template for template in used if template.connector_id != primary]


def account_of(catalogue: Catalogue, entry: IntegrationEntry, user: str) -> Connector | None:
    """Give the host's own system if somebody is new and the host cannot connect it for them."""
    hub = hub_of(catalogue, entry)
    here = [person for person in catalogue.people if person.hub_id == hub.id and person.id]
    own = catalogue.connectors[hub.primary_connector_id]
    is_known = any(person.external_id == user for person in here)
    return None if is_known or right_credential(own) else own


def is_impossible(catalogue: Catalogue, entry: IntegrationEntry, user: str) -> bool:
    """Tell whether a connection is asked for that nobody can make."""
    asked = [catalogue.connectors[each.connector_id] for each in asked_of(catalogue, entry)]
    account = account_of(catalogue, entry, user)
    return any(has_no_way_in(each) for each in (*asked, account) if each)


def asks_for_a_secret(catalogue: Catalogue, entry: IntegrationEntry, user: str) -> bool:
    """Tell whether the last connection that is asked for can be got wrong."""
    last = [catalogue.connectors[each.connector_id] for each in asked_of(catalogue, entry)[-1:]]
    takes_anything = any(each.accepts.get("prefix") == "" for each in last)
    has_secret = any(each.auth_scheme["schemeType"] != "none" for each in last)
    return has_secret and not takes_anything and not is_impossible(catalogue, entry, user)


def hub_of(catalogue: Catalogue, entry: IntegrationEntry) -> HubEntry:
    """Find the hub that offers an integration."""
    return next(hub for hub in catalogue.hubs if entry in hub.integrations)


def entry_named(stack: Stack, name: str) -> IntegrationEntry:
    """Find an integration by the beginning of its name."""
    entries = stack.world.catalogue.integrations()
    return next(entry for entry in entries if entry.name.startswith(name))


def stored_activations(visit: Visit, entry: IntegrationEntry) -> list[Activation]:
    """List the visitor's activations of an integration."""
    records = visit.stack.world.records
    user = records.users.first(hub_id=visit.hub_id, external_id=visit.user)
    found = records.activations.all(user_id=user.id, integration_id=entry.id) if user else []
    return found


def stored_connections(visit: Visit) -> list[Connection]:
    """List the visitor's connections."""
    records = visit.stack.world.records
    user = records.users.first(hub_id=visit.hub_id, external_id=visit.user)
    return records.connections.all(user_id=user.id) if user else []
