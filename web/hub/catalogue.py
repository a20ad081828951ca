"""The list of integrations: how it is loaded, searched and filtered.

    Loading --PageArrived, more to come--> Loading
       |    --PageArrived, the last------> Ready
       +------ListFailed-----------------> Failed

    Ready, Failed --ListRequested--> Loading, with what was loaded before still in place

Each load has a number. Answers that carry an older one are late and change nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub.categories import Category
from hub.errors import Problem
from hub.glass import Announce, Fill, Focus, GlassEffect, Tell
from hub.models import IntegrationSummary, Page
from hub.selection import Filter, arranged, passes
from hub.texts import counted

SEARCH_FROM = 6
"""Integrations from which on there is a search box."""

MOST_ROWS = 10_000
MOST_PAGES = 1_000

SEARCH_INPUT = "vh-search"
CATEGORY_INPUT = "vh-category"


@dataclass(frozen=True)
class Loading:
    """Pages are on their way. `cursors` are the pages asked for so far."""

    arrived: tuple[IntegrationSummary, ...] = ()
    cursors: tuple[str, ...] = ()
    quietly: bool = False
    """Nobody asked for it: a failure leaves the list as it was."""


@dataclass(frozen=True)
class Ready:
    """Everything is there."""


@dataclass(frozen=True)
class Failed:
    """The load ended early."""

    problem: Problem


@dataclass(frozen=True)
class Catalogue:
    """The list as it stands."""

    status: Loading | Ready | Failed = Loading()
    load: int = 0
    integrations: tuple[IntegrationSummary, ...] = ()
    skipped: int = 0
    search: str = ""
    filter: Filter = "all"
    allowed: tuple[str, ...] = ()
    """Ids that the host lets through; empty lets all through."""
    categories: tuple[Category, ...] = ()
    category: Category | None = None
    """The one that was chosen."""

    def find(self, integration_id: str) -> IntegrationSummary | None:
        """Find an integration by its id."""
        return next((row for row in self.rows if row.id == integration_id), None)

    @property
    def loaded(self) -> tuple[IntegrationSummary, ...]:
        """List what is known: while the first load runs, what has arrived of it."""
        arrived = self.status.arrived if isinstance(self.status, Loading) else ()
        return self.integrations or arrived

    @property
    def rows(self) -> tuple[IntegrationSummary, ...]:
        """List what is known and may be shown."""
        return tuple(row for row in self.loaded if not self.allowed or row.id in self.allowed)


@dataclass(frozen=True)
class ListRequested:
    """Someone wants the list anew, or nobody does and it may have changed."""

    quietly: bool = False


@dataclass(frozen=True)
class PageArrived:
    """One page of a load is there."""

    load: int
    page: Page[IntegrationSummary]


@dataclass(frozen=True)
class ListFailed:
    """One page of a load could not be had."""

    load: int
    problem: Problem


@dataclass(frozen=True)
class Searched:
    """The text in the search box changed."""

    text: str


@dataclass(frozen=True)
class SearchCleared:
    """The search is to be forgotten, and so is the filter."""


@dataclass(frozen=True)
class Filtered:
    """One of the three filters was chosen."""

    filter: Filter


@dataclass(frozen=True)
class Categorised:
    """One of the host's categories was chosen, by its place in the list; -1 for none of them."""

    place: int


CatalogueEvent = (
    ListRequested | PageArrived | ListFailed | Searched | SearchCleared | Filtered | Categorised
)


@dataclass(frozen=True)
class LoadPage:
    """Read one page of the list; answered by PageArrived or ListFailed."""

    load: int
    after: str = ""


CatalogueEffect = LoadPage | GlassEffect


def update(state: Catalogue, event: CatalogueEvent) -> tuple[Catalogue, list[CatalogueEffect]]:
    """Decide what follows from an event."""
    match event:
        case ListRequested(quietly):
            load = state.load + 1
            return replace(state, status=Loading(quietly=quietly), load=load), [LoadPage(load)]
        case PageArrived(load=load) | ListFailed(load=load) if load != state.load:
            return state, []
        case PageArrived(page=page):
            return _take_page(state, page)
        case ListFailed(problem=problem):
            return _fail(state, problem), []
        case Searched(text):
            found = replace(state, search=text)
            return found, [_announce_count(found)]
        case SearchCleared():
            cleared = replace(state, search="", filter="all", category=None)
            empty = [Fill(SEARCH_INPUT), Fill(CATEGORY_INPUT)]
            return cleared, [*empty, Focus(SEARCH_INPUT), _announce_count(cleared)]
        case Filtered(choice):
            filtered = replace(state, filter=choice)
            return filtered, [_announce_count(filtered)]
        case Categorised(place):
            chosen = replace(state, category=_category_at(state, place))
            return chosen, [_announce_count(chosen)]


def _category_at(state: Catalogue, place: int) -> Category | None:
    return state.categories[place] if 0 <= place < len(state.categories) else None


def mark(state: Catalogue, integration_id: str, is_activated: bool) -> Catalogue:
    """Set whether an integration is connected, ahead of the next load."""
    rows = tuple(
        replace(row, is_activated=is_activated) if row.id == integration_id else row
        for row in state.integrations
    )
    return replace(state, integrations=rows)


def shown(state: Catalogue) -> tuple[IntegrationSummary, ...]:
    """List what matches search and filter, connected ones first, then by name."""
    return arranged(state.rows, state.filter, state.category, state.search)


def count(state: Catalogue, choice: Filter) -> int:
    """Count the integrations that a filter lets through."""
    return sum(passes(row, choice) for row in state.rows)


def _take_page(
    state: Catalogue, page: Page[IntegrationSummary]
) -> tuple[Catalogue, list[CatalogueEffect]]:
    if not isinstance(state.status, Loading):
        return state, []
    arrived = (*state.status.arrived, *page.rows)
    skipped = page.skipped + (state.skipped if state.status.cursors else 0)
    cursors = (*state.status.cursors, page.next)
    is_bounded = len(arrived) < MOST_ROWS and len(cursors) < MOST_PAGES
    if page.next and page.next not in state.status.cursors and is_bounded:
        loading = replace(state.status, arrived=arrived, cursors=cursors)
        going = replace(state, status=loading, skipped=skipped)
        return going, [LoadPage(state.load, page.next)]
    done = replace(state, status=Ready(), integrations=_unique(arrived), skipped=skipped)
    return done, [Tell("counts", counts(done))]


def counts(state: Catalogue) -> dict[str, object]:
    """Count what the host's page may want to show beside its own navigation."""
    return {"total": len(state.rows), "connected": count(state, "connected")}


def _fail(state: Catalogue, problem: Problem) -> Catalogue:
    """Keep what was loaded before, or else what this load brought before it failed."""
    if isinstance(state.status, Loading) and state.status.quietly:
        return replace(state, status=Ready())
    return replace(state, status=Failed(problem), integrations=_unique(state.rows))


def _unique(rows: Sequence[IntegrationSummary]) -> tuple[IntegrationSummary, ...]:
    return tuple({row.id: row for row in rows}.values())


def _announce_count(state: Catalogue) -> Announce:
    return Announce(counted("{count} integration", "{count} integrations", len(shown(state))))
