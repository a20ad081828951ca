"""One running sandbox: what it was started with and what it has been told since."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from ulid import ULID

from sandbox.catalogue import Catalogue, CatalogueError, load_catalogue
from sandbox.credentials import check_accepts
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.keys import Keyring
from sandbox.records import Records
from sandbox.seed import seed
from sandbox.settings import Settings
from sandbox.store import Store


@dataclass
class Switches:
    """What can be changed while it runs."""

    allow_reading_variables: bool = False


@dataclass
class World:
    """Everything that a request may need."""

    settings: Settings
    catalogue: Catalogue
    keys: Keyring
    store: Store
    records: Records
    switches: Switches = field(default_factory=Switches)
    faults: Faults = field(default_factory=Faults)
    journal: Journal = field(default_factory=Journal)

    def now(self) -> float:
        """Return the time in seconds since the epoch."""
        return self.settings.now()

    def timestamp(self) -> str:
        """Return the time as the API writes it."""
        return timestamp(self.now())

    def new_id(self) -> str:
        """Return a fresh ULID."""
        return str(ULID())

    def reset(self) -> None:
        """Go back to what the catalogue says."""
        with self.store.transaction():
            self.records.clear()
            seed(self.records, self.catalogue, self.timestamp())
        self.switches = Switches()
        self.faults.clear()
        self.journal.clear()


def timestamp(seconds: float) -> str:
    """Write a time as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def open_world(settings: Settings) -> World:
    """Load the catalogue, open the store and fill it if it is new."""
    catalogue = load_catalogue(settings.catalogue)
    check_accepts(catalogue)
    store = Store(settings.data)
    with store.transaction():
        records = Records(store)
    keys = Keyring(catalogue.organisations[0].id, settings.signing_keys, settings.development_key)
    world = World(settings, catalogue, keys, store, records)
    if not records.hubs.all():
        world.reset()
    check_connectors(records, catalogue)
    return world


def check_connectors(records: Records, catalogue: Catalogue) -> None:
    """Raise CatalogueError if what was kept belongs to another catalogue."""
    kept = {hub.connector_id for hub in records.hubs.all()}
    kept |= {template.connector_id for template in records.templates.all()}
    if not kept <= catalogue.connectors.keys():
        raise CatalogueError("The data file was made with another catalogue; use another file.")
