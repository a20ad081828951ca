"""What the API says, parsed: strict about ids, lenient about the rest, blind to credentials."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import ProtocolError
from hub.json_text import JSON, read_json
from hub.models import (
    Activation,
    Connection,
    ConnectionTemplate,
    ConnectionVariable,
    EndUser,
    Hub,
    Integration,
    IntegrationSummary,
    parse_page,
)
from hub.schemes import ApiKey, Unsupported
from tests.hub.builders import API_KEY

ROW = {
    "id": "I1",
    "name": "Acme",
    "description": "Sends invoices",
    "imageUrl": "https://img.example/acme.svg",
    "isDeployed": True,
    "isActivated": True,
}
TEMPLATE = {"id": "T1", "connectorId": "C1", "name": "Acme", "authSchemeConfig": API_KEY}


def test_a_row_of_the_list_is_read() -> None:
    assert IntegrationSummary.parse(ROW) == IntegrationSummary(
        "I1", "Acme", "Sends invoices", "https://img.example/acme.svg", True, True
    )


@pytest.mark.parametrize("broken", [{"id": None}, {"id": 7}, {"id": ""}, {"name": None}])
def test_a_row_without_id_or_name_breaks_the_contract(broken: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        IntegrationSummary.parse(ROW | broken)


@pytest.mark.parametrize("member", ["description", "imageUrl", "isActivated"])
@pytest.mark.parametrize("odd", [None, 1, [], {"a": 1}])
def test_a_row_with_an_odd_detail_is_still_shown(member: str, odd: JSON) -> None:
    """REL-19"""
    assert IntegrationSummary.parse(ROW | {member: odd}).name == "Acme"


def test_an_integration_that_does_not_say_that_it_is_deployed_is_not() -> None:
    """REL-20"""
    assert not IntegrationSummary.parse({"id": "I1", "name": "Acme"}).is_deployed


def test_a_template_is_read() -> None:
    template = ConnectionTemplate.parse(TEMPLATE | {"isUsed": False, "isPrimary": True})
    assert (template.id, template.connector_id, template.name) == ("T1", "C1", "Acme")
    assert (template.is_used, template.is_primary) == (False, True)
    assert isinstance(template.scheme, ApiKey)


def test_a_scheme_is_kept_exactly_as_it_came() -> None:
    """HUB-29"""
    assert ConnectionTemplate.parse(TEMPLATE).scheme_config == API_KEY


@pytest.mark.parametrize("member", ["id", "connectorId"])
def test_a_template_without_an_id_breaks_the_contract(member: str) -> None:
    with pytest.raises(ProtocolError):
        Integration.parse(ROW | {"connectionTemplates": [TEMPLATE | {member: ""}]})


def test_a_template_of_an_unknown_scheme_is_kept_as_unsupported() -> None:
    """HUB-32"""
    template = ConnectionTemplate.parse(TEMPLATE | {"authSchemeConfig": None})
    assert isinstance(template.scheme, Unsupported)


def test_only_used_templates_are_bound() -> None:
    unused = TEMPLATE | {"id": "T2", "isUsed": False}
    integration = Integration.parse(ROW | {"connectionTemplates": [TEMPLATE, unused]})
    assert [template.id for template in integration.used_templates] == ["T1"]


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), ("eu", "eu"), (8080, "8080"), (True, "true"), ([1], "[1]")]
)
def test_the_default_of_a_connection_variable_becomes_text(value: JSON, text: str) -> None:
    assert ConnectionVariable.parse({"name": "host", "value": value}).value == text


def test_a_default_number_is_shown_as_it_is_written() -> None:
    """HUB-40"""
    variable = ConnectionVariable.parse(read_json('{"name":"limit","value":1e400}'))
    assert variable.value == "1e400"


def test_the_credentials_of_a_connection_are_dropped_unread() -> None:
    """HUB-28"""
    credential = {"credential": {"data": {"value": "canary"}}}
    data = {"id": "CON1", "name": "Mine", "credentials": {"action": [credential]}}
    assert "canary" not in repr(Connection.parse(data))


def test_the_primary_connection_of_an_end_user_is_cut_down_to_id_and_name() -> None:
    """HUB-28"""
    primary = {"id": "CON1", "name": "Northwind", "credentials": "canary"}
    user = EndUser.parse({"externalId": "user-ada", "primaryConnection": primary})
    assert user == EndUser("user-ada", "", Connection("CON1", "Northwind"))


@pytest.mark.parametrize("primary", [None, {}])
def test_an_end_user_may_have_no_primary_connection(primary: JSON) -> None:
    user = EndUser.parse({"externalId": "user-ada", "primaryConnection": primary})
    assert user.primary_connection is None


def test_an_activation_names_its_integration() -> None:
    assert Activation.parse({"id": "A1", "integration": {"id": "I1"}}) == Activation("A1", "I1")


@pytest.mark.parametrize("data", [{"id": "A1"}, {"id": "A1", "integration": {}}, None])
def test_an_activation_of_nothing_breaks_the_contract(data: JSON) -> None:
    with pytest.raises(ProtocolError):
        Activation.parse(data)


def test_the_primary_connector_of_a_hub_is_read_as_a_template() -> None:
    connector = {key: value for key, value in TEMPLATE.items() if key != "id"}
    hub = Hub.parse({"id": "H1", "name": "Main", "primaryConnector": connector})
    assert hub.primary_connector is not None
    assert hub.primary_connector.is_primary and hub.primary_connector.name == "Acme"


def test_a_page_says_where_it_goes_on() -> None:
    data = {"integrations": [ROW], "next": "c2", "totalCount": 41}
    page = parse_page(data, "integrations", IntegrationSummary.parse)
    assert (len(page.rows), page.next, page.total, page.skipped) == (1, "c2", 41, 0)


@pytest.mark.parametrize("bad", [None, 1, "row", [], {}, {"id": 1, "name": "x"}])
def test_a_bad_row_is_left_out_and_counted(bad: JSON) -> None:
    """REL-19"""
    page = parse_page({"integrations": [bad, ROW]}, "integrations", IntegrationSummary.parse)
    assert ([row.name for row in page.rows], page.skipped) == (["Acme"], 1)


@pytest.mark.parametrize("data", [None, [], {}, {"integrations": {}}, {"integrations": None}])
def test_a_page_without_rows_breaks_the_contract(data: JSON) -> None:
    with pytest.raises(ProtocolError):
        parse_page(data, "integrations", IntegrationSummary.parse)


ANYTHING: st.SearchStrategy[JSON] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ROW, *TEMPLATE, "value"]), inner)
    ),
    max_leaves=8,
)


@given(ANYTHING)
def test_any_answer_is_read_or_breaks_the_contract(data: JSON) -> None:
    for model in (Activation, Connection, EndUser, Hub, Integration, ConnectionVariable):
        try:
            model.parse(data)
        except ProtocolError:
            continue
