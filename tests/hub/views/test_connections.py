"""The connections on the Manage screen: each once, and nothing said that is not known."""

from collections.abc import Mapping

from hub.bindings import Bound
from hub.manage.states import Details
from hub.models import Activation, Connection, ConnectionTemplate, Integration
from hub.views.connections import view_connections
from tests.hub.builders import BASIC, a_template, an_activation, an_integration
from tests.hub.html import Html

HDR = [a_template(name="Hdr", id=f"T-{n}") for n in (1, 2)]
BASICS = [a_template(BASIC, "Basic", id=f"T-{n}") for n in (3, 4)]
ONE, TWO = an_activation(1), an_activation(2)
UNKNOWN = "Where several are listed, it is not known here which of them are in use."


def named(*names: str) -> tuple[Connection, ...]:
    return tuple(Connection(f"CON-{name}", name) for name in names)


def rows(
    fitting: Mapping[str, tuple[Connection, ...]],
    *templates: ConnectionTemplate,
    activations: tuple[Activation, ...] = (ONE,),
    bound: Bound | None = None,
) -> list[str]:
    """Show the connections, and give each row's words."""
    details = Details(Integration(an_integration(), templates), activations, fitting)
    shown = str(view_connections(details, {"A-1": bound or {}}))
    return [Html(f"<dt{row}").said for row in shown.split("<dt")[1:]]


def test_a_connection_stands_beside_its_system() -> None:
    assert rows({"T-1": named("Hdr 000001-0")}, HDR[0]) == ["Hdr Hdr 000001-0"]


def test_places_of_one_name_have_the_numbers_of_the_wizard_and_no_row_comes_twice() -> None:
    hdr, basic = named("Hdr 000001-0", "Hdr 000001-1"), named("Basic 000001-2", "Basic 000001-3")
    fitting = {"T-1": hdr, "T-2": hdr, "T-3": basic, "T-4": basic}
    assert rows(fitting, *HDR, *BASICS) == [
        "Hdr 1 Hdr 000001-0",
        "Hdr 2 Hdr 000001-1",
        "Basic 1 Basic 000001-2",
        "Basic 2 Basic 000001-3",
    ]


def test_the_host_s_own_system_takes_no_number_away() -> None:
    own = a_template(name="Hdr", id="T-0", connector_id="C-own", is_primary=True)
    fitting = {"T-0": named("Own"), "T-1": named("Hdr 000001-0")}
    assert rows(fitting, own, HDR[0]) == ["Hdr Own", "Hdr Hdr 000001-0"]


def test_after_a_reconnection_it_is_said_that_one_of_two_is_in_use() -> None:
    [row] = rows({"T-1": named("Hdr 000001-0", "Hdr 000002-0")}, HDR[0])
    assert row == "Hdr Hdr 000001-0 Hdr 000002-0 Where several are listed, one of them is in use."


def test_a_reconnection_of_this_visit_shows_what_is_in_use_alone() -> None:
    fitting = {"T-1": named("Hdr 000001-0", "Hdr 000002-0")}
    assert rows(fitting, HDR[0], bound={"T-1": "Hdr 000002-0"}) == ["Hdr Hdr 000002-0"]
    assert rows(fitting, HDR[0], bound={"T-1": "CON-Hdr 000001-0"}) == ["Hdr Hdr 000001-0"]


def test_of_several_activations_it_is_not_said_that_one_is_in_use() -> None:
    fitting = {"T-1": named("Hdr 000001-0", "Hdr 000002-0")}
    [row] = rows(fitting, HDR[0], activations=(ONE, TWO), bound={"T-1": "Hdr 000002-0"})
    assert UNKNOWN in row and "Hdr 000001-0" in row


def test_each_place_has_what_was_made_for_it_and_no_claim_beyond() -> None:
    hdr = named("Hdr 000001-0", "Hdr 000001-1", "Hdr 000002-0", "Hdr 000002-1")
    assert rows({"T-1": hdr, "T-2": hdr}, *HDR) == [
        "Hdr 1 Hdr 000001-0 Hdr 000002-0",
        f"Hdr 2 Hdr 000001-1 Hdr 000002-1 {UNKNOWN}",
    ]


def test_what_may_be_in_either_place_is_listed_once_for_both() -> None:
    hdr = named("Of the host", "Hdr 000001-1")
    [row] = rows({"T-1": hdr, "T-2": hdr}, *HDR)
    assert row == f"Hdr 1, Hdr 2 Of the host Hdr 000001-1 {UNKNOWN}"


def test_one_connection_for_both_places_is_one_row_without_doubt() -> None:
    hdr = named("Of the host")
    assert rows({"T-1": hdr, "T-2": hdr}, *HDR) == ["Hdr 1, Hdr 2 Of the host"]


def test_without_connections_nothing_is_listed() -> None:
    details = Details(Integration(an_integration(), (HDR[0],)), (ONE,))
    assert view_connections(details, {}) is None
