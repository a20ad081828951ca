"""What a host's page asks for: what can work, and which attribute is named if it cannot."""

from typing import Any

import pytest

from hub.errors import ProtocolError
from hub.options import DEFAULT_API_URL, BadOptions, Options, origin_of, parse_options

GIVEN = {"hubId": "01J0HUB", "tokenUrl": "https://app.example/versori/token"}


def options(**changes: Any) -> Options:
    return parse_options(GIVEN | changes)


def complaint(**changes: Any) -> str:
    with pytest.raises(BadOptions) as refused:
        options(**changes)
    return str(refused.value)


def test_a_hub_id_and_a_token_url_are_enough() -> None:
    assert options().token_url == GIVEN["tokenUrl"]
    assert options().api_url == DEFAULT_API_URL


@pytest.mark.parametrize("hub_id", [None, "", " ", "a/b", "..", "a" * 65, "é", 7, "a\n"])
def test_a_hub_id_that_is_no_id_is_named(hub_id: Any) -> None:
    assert complaint(hubId=hub_id).startswith("hub-id")


def test_categories_are_names_with_their_integrations() -> None:
    (shipping,) = options(categories='{"Shipping": ["I-1", "I-2"]}').categories
    assert (shipping.name, shipping.ids) == ("Shipping", frozenset({"I-1", "I-2"}))
    assert options().categories == ()


@pytest.mark.parametrize("text", ["{", "[]", '"Shipping"', '{"A": "I-1"}', '{"A": [1]}'])
def test_categories_that_cannot_be_read_are_named(text: str) -> None:
    assert complaint(categories=text).startswith("categories")


def test_a_token_has_to_come_from_somewhere() -> None:
    assert complaint(tokenUrl="").startswith("token-url")
    assert options(tokenUrl="", givesToken=True).gives_token


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example/v1",
        "https://api.example:8443/v1",
        "http://127.0.0.1:8001/v1",
        "http://localhost:8001/v1",
        "http://[::1]:8001/v1",
    ],
)
def test_addresses_are_https_or_this_machine(url: str) -> None:
    """HUB-19"""
    assert options(apiUrl=url).api_url == url


def test_a_slash_at_the_end_of_an_address_is_dropped() -> None:
    """HUB-19"""
    assert options(apiUrl="https://api.example/v1/").api_url == "https://api.example/v1"


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example/v1",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "//api.example/v1",
        "/v1",
        "api.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://api.example",
        "https://",
        "https:///v1",
        "https://user@api.example",
        "https://user:secret@api.example",
        "https://@api.example",
        "https://api.example/v1#part",
        "https://api.example:port",
        "https://[::1",
        "https://api.example/\nv1",
        "https://api.example/ v1",
        "https://api.example\\@evil.example",
    ],
)
@pytest.mark.parametrize(
    ("member", "attribute"),
    [
        ("apiUrl", "api-url"),
        ("tokenUrl", "token-url"),
        ("primaryConnectionUrl", "primary-connection-url"),
    ],
)
def test_any_other_address_is_refused_by_its_attribute(
    url: str, member: str, attribute: str
) -> None:
    """HUB-19"""
    assert complaint(**{member: url}).startswith(attribute)


def test_a_refused_address_is_not_repeated() -> None:
    assert "secret" not in complaint(apiUrl="https://user:secret@api.example")


def test_an_integration_id_lets_only_that_one_through() -> None:
    both = options(integrationId="I1", allowedIntegrations="I2 I3")
    assert both.allowed == ("I1",)
    assert options(allowedIntegrations=" I2  I3 ").allowed == ("I2", "I3")


@pytest.mark.parametrize(("deployed", "only"), [("true", True), ("false", False), (None, False)])
def test_deployed_hides_what_is_not(deployed: Any, only: bool) -> None:
    assert options(deployed=deployed).deployed_only is only


def test_images_may_come_from_an_api_on_this_machine() -> None:
    """HUB-04"""
    assert options(apiUrl="http://127.0.0.1:8001/v1").image_origins == ("http://127.0.0.1:8001",)
    hybrid = options(apiUrl="https://app.example/api", oauth2CallbackOrigin="http://127.0.0.1:8001")
    assert hybrid.image_origins == ("http://127.0.0.1:8001",)
    assert options().image_origins == ()


@pytest.mark.parametrize(
    "given", [{"primaryConnectionUrl": "https://app.example/p"}, {"givesPrimaryConnection": True}]
)
def test_a_host_may_supply_the_primary_connection(given: dict[str, Any]) -> None:
    assert options(**given).host_connects
    assert not options().host_connects


def test_options_that_are_no_object_break_the_contract() -> None:
    with pytest.raises((BadOptions, ProtocolError)):
        parse_options("hubId")


def test_an_origin_has_no_path() -> None:
    assert origin_of("https://api.example:8443/v1?a=b") == "https://api.example:8443"


def test_the_callback_origin_is_spelled_as_browsers_do() -> None:
    """OAU-06: messages are compared with it exactly."""
    given = {"hubId": "H", "tokenUrl": "https://a.example/t"}
    options = parse_options(given | {"oauth2CallbackOrigin": "https://Auth.Example:443/back"})
    assert options.callback_origin == "https://auth.example"
