"""The plan: which connections are asked for, and the body that the answers make."""

from typing import Any

import pytest

from hub.models import Connection, EndUser, Hub
from hub.plan import Plan, account_connection, activation_body, bind, make_steps
from hub.steps import NEW, Step, take
from tests.hub.builders import (
    API_KEY,
    NONE,
    a_plan,
    a_primary_template,
    a_template,
    a_user,
)

ATTEMPT = "01JATTEMPT000000000ABCDEF"
NEW_USER = None
KNOWN = a_user()
WITHOUT_PRIMARY = a_user(primary=None)


def asked(plan: Plan) -> list[str]:
    return [f"{step.template.name}{'!' * step.is_account}" for step in make_steps(plan)]


def a_hub() -> Hub:
    return Hub("H", "Main", a_primary_template())


@pytest.mark.parametrize(
    ("templates", "user", "changes", "expected"),
    [
        (("Acme",), KNOWN, {}, ["Acme"]),
        (("Acme",), NEW_USER, {}, ["Northwind!", "Acme"]),
        (("Acme",), NEW_USER, {"host_connects": True}, ["Acme"]),
        (("Northwind", "Acme"), KNOWN, {}, ["Acme"]),
        (("Northwind", "Acme"), WITHOUT_PRIMARY, {}, ["Northwind", "Acme"]),
        (("Northwind", "Acme"), NEW_USER, {}, ["Northwind!", "Acme"]),
        (("Northwind", "Acme"), NEW_USER, {"host_connects": True}, ["Acme"]),
        (("Northwind",), KNOWN, {}, []),
        (("Northwind",), NEW_USER, {}, ["Northwind!"]),
        (("Northwind",), NEW_USER, {"host_connects": True}, []),
    ],
)
def test_only_what_is_not_known_is_asked_for(
    templates: tuple[str, ...],
    user: EndUser | None,
    changes: dict[str, Any],
    expected: list[str],
) -> None:
    made = [a_primary_template() if name == "Northwind" else a_template() for name in templates]
    assert asked(a_plan(*made, end_user=user, hub=a_hub(), **changes)) == expected


def test_a_template_that_is_not_used_is_not_asked_for() -> None:
    unused = a_template(name="Bolt", is_used=False)
    assert asked(a_plan(a_template(), unused, end_user=KNOWN)) == ["Acme"]


def test_the_steps_keep_their_names_apart() -> None:
    """HUB-08"""
    steps = make_steps(a_plan(a_template(), a_template(name="Bolt"), end_user=KNOWN))
    assert [step.prefix for step in steps] == ["vh-c0", "vh-c1"]


def test_the_other_steps_keep_their_names_once_the_account_is_there() -> None:
    before = make_steps(a_plan(a_primary_template(), a_template(), end_user=NEW_USER))
    after = make_steps(a_plan(a_primary_template(), a_template(), end_user=KNOWN))
    assert [step.prefix for step in before] == ["vh-ca", *(step.prefix for step in after)]


def test_reusable_connections_go_to_the_template_that_they_fit() -> None:
    connections = {"T-Bolt": (Connection("CON-1", "Mine"),)}
    plan = a_plan(a_template(), a_template(name="Bolt"), end_user=KNOWN, connections=connections)
    assert [step.choice for step in make_steps(plan)] == ["new", "CON-1"]


def typed(plan: Plan) -> tuple[Step, ...]:
    return tuple(take(step, {f"{step.prefix}-value": "k"}) for step in make_steps(plan))


def body(plan: Plan, variables: Any = None) -> Any:
    user = plan.end_user or KNOWN
    return activation_body(plan, typed(plan), user, variables or {}, ATTEMPT)


def test_no_connection_is_proposed_for_two_of_one_system() -> None:
    first, second = a_template(name="From"), a_template(name="To")
    mine, other = Connection("CON-1", "Mine"), Connection("CON-2", "Other")
    for fitting, proposed in [((mine,), ["CON-1", NEW]), ((mine, other), ["CON-1", "CON-2"])]:
        connections = {first.id: fitting, second.id: fitting}
        steps = make_steps(a_plan(first, second, end_user=a_user(), connections=connections))
        assert [step.choice for step in steps] == proposed


def test_the_body_is_an_activation_as_the_api_wants_it() -> None:
    """HUB-41"""
    made = body(a_plan(end_user=KNOWN), {"region": "eu"})
    (connection,) = made.pop("connections")
    assert made == {
        "userId": "user-ada",
        "integrationId": "I-Acme",
        "dynamicVariables": {"region": "eu"},
        "variables": [],
    }
    assert connection == {
        "templateId": "T-Acme",
        "name": "Acme ABCDEF-0",
        "credentials": {
            "action": [
                {
                    "authSchemeConfig": API_KEY,
                    "credential": {
                        "name": "Acme ABCDEF-0",
                        "type": "string",
                        "data": {"value": "k"},
                    },
                }
            ]
        },
        "variables": [],
    }


def test_a_reused_connection_is_bound_by_its_id() -> None:
    plan = a_plan(end_user=KNOWN, connections={"T-Acme": (Connection("CON-1", "Mine"),)})
    assert body(plan)["connections"] == [{"templateId": "T-Acme", "connectionId": "CON-1"}]


def test_the_primary_connection_is_bound_without_being_asked_for() -> None:
    plan = a_plan(a_primary_template(), a_template(NONE), end_user=KNOWN)
    first, second = body(plan)["connections"]
    assert first == {"templateId": "T-Northwind", "connectionId": "CON-primary"}
    assert second["templateId"] == "T-Acme"


def test_the_connections_come_in_the_order_of_the_templates() -> None:
    plan = a_plan(a_template(name="Bolt"), a_primary_template(), a_template(), end_user=KNOWN)
    templates = [entry["templateId"] for entry in body(plan)["connections"]]
    assert templates == ["T-Bolt", "T-Northwind", "T-Acme"]


def test_each_connection_of_the_body_leads_back_to_its_step() -> None:
    """HUB-39"""
    plan = a_plan(a_primary_template(), a_template(), end_user=KNOWN)
    steps = typed(plan)
    assert bind(plan, steps, KNOWN) == [
        {"templateId": "T-Northwind", "connectionId": "CON-primary"},
        steps[0],
    ]


def test_a_new_user_is_created_with_the_connection_they_were_asked_for() -> None:
    steps = typed(a_plan(end_user=NEW_USER, hub=a_hub()))
    assert account_connection(steps, ATTEMPT)["name"] == "Northwind ABCDEF-a"


def test_the_connection_of_a_new_user_is_not_sent_twice() -> None:
    plan = a_plan(a_primary_template(), a_template(), end_user=NEW_USER)
    made = activation_body(plan, typed(plan), KNOWN, {}, ATTEMPT)
    assert made["connections"][0] == {
        "templateId": "T-Northwind",
        "connectionId": "CON-primary",
    }


def test_the_host_supplies_what_is_not_asked_for() -> None:
    assert account_connection(make_steps(a_plan(host_connects=True)), ATTEMPT) is None
