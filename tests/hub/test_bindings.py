"""What is known and what is likely of the connections that an activation has."""

from hub.bindings import bound_by, known, likeliest, made_for
from hub.models import Connection
from tests.hub.builders import a_template

ONE, TWO = (a_template(id=f"T-{number}") for number in (1, 2))
PLACES = (ONE, TWO)


def named(*names: str) -> tuple[Connection, ...]:
    return tuple(
        Connection(f"CON-{n}", name, f"2026-11-0{n}T00:00:00Z") for n, name in enumerate(names, 1)
    )


def fitting(*names: str) -> dict[str, tuple[Connection, ...]]:
    """Have connections that fit both places, as those of one system do."""
    return dict.fromkeys(("T-1", "T-2"), named(*names))


def likely(*names: str) -> list[str]:
    found = [likeliest(template, PLACES, fitting(*names)) for template in PLACES]
    return [each.id for each in found if each]


def test_an_order_tells_what_it_binds() -> None:
    connections = [
        {"templateId": "T-1", "connectionId": "CON-1"},
        {"templateId": "T-2", "name": "Acme 000001-0", "credentials": {}, "variables": []},
    ]
    assert bound_by({"connections": connections}) == {"T-1": "CON-1", "T-2": "Acme 000001-0"}


def test_of_several_that_fit_none_is_known() -> None:
    assert known(ONE, fitting("Acme 000001-0", "Acme 000001-1"), {}) is None


def test_what_was_bound_and_is_not_there_any_more_is_not_known() -> None:
    assert known(ONE, fitting("Acme 000001-0"), {"T-1": "CON-7"}) is None


def test_each_of_two_places_of_one_system_has_the_newest_that_was_made_for_it() -> None:
    names = ("Acme 000001-0", "Acme 000001-1", "Acme 000002-0", "Acme 000002-1-2")
    assert likely(*names) == ["CON-3", "CON-4"]


def test_a_place_for_which_none_was_made_has_the_newest_that_fits() -> None:
    assert likely("Acme 000001-0", "Of the host") == ["CON-1", "CON-2"]


def test_somebody_new_was_asked_for_the_account_first() -> None:
    assert made_for(PLACES, fitting("Acme 000001-1", "Acme 000001-2")) == {
        "CON-1": "T-1",
        "CON-2": "T-2",
    }


def test_names_that_are_not_of_the_hub_tell_nothing() -> None:
    names = ("Acme", "Acme 1-0", "Acme abcdef-0", "Acme 000001-7", "")
    assert made_for(PLACES, fitting(*names)) == {}


def test_what_was_made_for_a_place_has_to_fit_there() -> None:
    other = a_template(name="Bolt", id="T-3")
    found = {"T-1": named("Acme 000001-0", "Acme 000001-1"), "T-3": ()}
    assert made_for((ONE, other), found) == {"CON-1": "T-1"}
