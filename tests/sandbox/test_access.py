"""Who reaches what."""

from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.sandbox.client import ADA, BEN, Api

FOR_THE_OWNER = [
    ("GET", "/o/{organisation}/hubs"),
    ("POST", "/hubs"),
    ("PATCH", "/hubs/{hub}"),
    ("DELETE", "/hubs/{hub}"),
    ("GET", "/hubs/{hub}/users"),
    ("POST", "/hubs/{hub}/integrations"),
    ("GET", "/hubs/{hub}/integrations"),
    ("GET", "/integrations/{integration}"),
    ("PATCH", "/integrations/{integration}"),
    ("DELETE", "/integrations/{integration}"),
    ("GET", "/integrations/{integration}/connection-templates"),
    ("POST", "/integrations/{integration}/connection-templates"),
    ("PUT", "/integrations/{integration}/metadata"),
    ("GET", "/integrations/{integration}/users/user-ada/variables"),
    ("PUT", "/integrations/{integration}/users/user-ada/variables"),
]

OF_SOMEBODY_ELSE = [
    ("GET", "/hubs/{hub}/users/user-ada"),
    ("DELETE", "/hubs/{hub}/users/user-ada"),
    ("GET", "/hubs/{hub}/users/user-ada/connections"),
    ("POST", "/hubs/{hub}/users/user-ada/connections"),
    ("GET", "/hubs/{hub}/users/{ada}?identifier_type=internal"),
    ("GET", "/hubs/{hub}/users/01JDB53FJGHNR79N5W459ECDER?identifier_type=internal"),
    ("GET", "/embed/{hub}/users/user-ada/integrations"),
    ("GET", "/embed/{hub}/users/user-ada/integrations/{integration}"),
    ("GET", "/embed/{hub}/users/user-ada/activations"),
    ("GET", "/connection-templates/{template}/users/user-ada"),
    ("GET", "/activations/{activation}"),
    ("DELETE", "/activations/{activation}"),
    ("PUT", "/activations/{activation}/variables"),
]

BY_ID = [
    "/hubs/{hub}",
    "/integrations/{integration}",
    "/activations/{activation}",
    "/connection-templates/{template}/users/user-ada",
    "/embed/{hub}/users/user-ada/integrations",
]


def filled(api: Api, path: str) -> str:
    integration = api.integration("Larkspur")
    return path.format(
        hub=api.hub_id,
        organisation=api.organisation_id,
        integration=integration.id,
        template=integration.templates[0].id,
        ada=api.world.catalogue.people[0].id,
        activation=api.world.records.activations.all()[0].id,
    )


@pytest.mark.parametrize(("method", "path"), FOR_THE_OWNER)
def test_an_end_user_is_kept_out_of_the_organisation(ada: Api, method: str, path: str) -> None:
    assert ada.ask(method, filled(ada, path), {}).status_code == 403


@pytest.mark.parametrize(("method", "path"), OF_SOMEBODY_ELSE)
def test_an_end_user_is_kept_out_of_others(ben: Api, method: str, path: str) -> None:
    assert ben.ask(method, filled(ben, path), {"dynamicVariables": {}}).status_code == 403


@pytest.mark.parametrize("path", BY_ID)
def test_another_organisation_learns_nothing(stranger: Api, path: str) -> None:
    assert stranger.get(filled(stranger, path)).status_code == 404


def test_an_end_user_cannot_activate_for_another(ben: Api) -> None:
    assert ben.post("/activations", ben.activation(ADA, "Parcelwise")).status_code == 403


def test_an_end_user_cannot_make_another(ben: Api) -> None:
    primary = ben.new_connection(ben.integration("Larkspur").templates[0], "Northwind")
    body = {"externalId": ADA, "primaryConnection": primary}
    assert ben.post(f"/hubs/{ben.hub_id}/users", body).status_code == 403


@pytest.mark.parametrize("user_id", ["tenant/7", "a b", "auth0|5%2F", "Åsa+1", "?#&"])
def test_an_external_id_may_hold_any_character(sign_in: Callable[[str], Api], user_id: str) -> None:
    api = sign_in(user_id)
    primary = api.new_connection(api.integration("Larkspur").templates[0], "Northwind")
    body = {"externalId": user_id, "primaryConnection": primary}
    assert api.post(f"/hubs/{api.hub_id}/users", body).status_code == 201
    shown = api.get(f"/hubs/{api.hub_id}/users/{quote(user_id, safe='')}").json
    assert shown and shown["externalId"] == user_id


def test_an_end_user_makes_themselves(ben: Api) -> None:
    primary = ben.new_connection(ben.integration("Larkspur").templates[0], "Northwind")
    body = {"externalId": BEN, "primaryConnection": primary}
    assert ben.post(f"/hubs/{ben.hub_id}/users", body).status_code == 201
    assert ben.post(f"/hubs/{ben.hub_id}/users", body).status_code == 409


def test_whoever_is_no_end_user_yet_sees_what_is_on_offer(ben: Api) -> None:
    assert ben.get(f"/hubs/{ben.hub_id}/users/{BEN}").status_code == 404
    page = ben.get(f"/embed/{ben.hub_id}/users/{BEN}/integrations").json
    assert page and page["totalConnected"] == 0 and len(page["integrations"]) == 20


def test_the_empty_hub_offers_nothing(cleo: Api) -> None:
    empty = cleo.world.catalogue.hubs[1].id
    page = cleo.get(f"/embed/{empty}/users/user-cleo/integrations").json
    assert page == {"totalCount": 0, "integrations": [], "totalConnected": 0}


def test_ones_own_internal_id_works_too(ada: Api) -> None:
    internal = ada.world.catalogue.people[0].id
    path = f"/hubs/{ada.hub_id}/users/{internal}"
    assert ada.get(path, identifier_type="internal").status_code == 200
    assert ada.get(path, identifier_type="other").status_code == 400


def test_variables_can_be_opened_to_end_users(ada: Api) -> None:
    path = filled(ada, "/integrations/{integration}/users/user-ada/variables")
    ada.world.switches.allow_reading_variables = True
    assert ada.get(path).status_code == 200
