"""What Northwind's pages hold, and how they are protected."""

import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from sandbox.host import HostSettings, create_host

from .conftest import API_URL, FROM_HERE, SignIn

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGES = ["/", "/overview", "/orders", "/integrations", "/settings", "/welcome", "/none"]


def test_the_hub_is_told_whose_it_is_and_where_to_ask(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in("ada")
    page = client.get("/integrations").text
    assert '<script type="module" src="/hub/embed.js"></script>' in page
    assert 'hub-id="hub-1"' in page
    assert f'api-url="{API_URL}"' in page
    assert 'token-url="/versori/token"' in page
    assert 'end-user-url="/versori/end-user"' in page


def test_the_hub_wears_the_colours_of_the_page(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in("ada")
    found = re.search(r"appearance='(.*?)'", client.get("/integrations").text)
    assert found
    colours = json.loads(unescape(found[1]))["variables"]
    style = client.get("/assets/northwind.css", buffered=True).text
    used = re.findall(r"#[0-9a-f]{6}", " ".join(colours.values()))
    assert len(used) == 6
    assert all(colour in style for colour in used)


def test_each_person_sees_their_own_hub(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in("ben")
    assert 'hub-id="hub-2"' in client.get("/integrations").text


def test_what_to_type_is_shown_as_text(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in("ada")
    page = client.get("/integrations").text
    assert "<code>lark_demo</code>" in page
    assert "Larkspur &lt;CRM&gt;" in page


def test_what_to_type_is_that_of_ones_own_hub(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in("ben")
    assert "Demo credentials" not in client.get("/integrations").text


def test_without_a_bundle_the_page_says_what_to_run(
    settings: HostSettings, client: FlaskClient, sign_in: SignIn
) -> None:
    (settings.bundle / "embed.js").unlink()
    sign_in("ada")
    page = client.get("/integrations").text
    assert "python3 dev.py build" in page
    assert "embed.js" not in page


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_strict_policy_and_keeps_to_it(
    client: FlaskClient, sign_in: SignIn, path: str
) -> None:
    """HUB-11"""
    if path != "/":
        sign_in("ada")
    page = client.get(path, follow_redirects=True)
    assert page.headers["Content-Security-Policy"] == STRICT
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=|javascript:", page.text)


def test_pages_are_not_kept_and_not_guessed_about(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_popups_keep_their_opener(client: FlaskClient) -> None:
    """OAU-19"""
    opener_policy = client.get("/").headers["Cross-Origin-Opener-Policy"]
    assert opener_policy == "same-origin-allow-popups"


def test_orders_can_be_narrowed_down(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in("ada")
    page = client.get("/orders?status=Late").text
    assert "2 orders, late" in page
    assert page.count('scope="row"') == 2


def test_a_status_that_is_none_shows_every_order(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in("ada")
    page = client.get("/orders?status=<b>").text
    assert "10 orders" in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/none", 404), ("GET", "/sign-in", 405)]
)
def test_a_wrong_turn_leads_back(client: FlaskClient, method: str, path: str, status: int) -> None:
    page = client.open(path, method=method)
    assert page.status_code == status
    assert "Back to Northwind" in page.text


def test_what_breaks_says_nothing_about_itself(
    settings: HostSettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("canary")

    monkeypatch.setattr(HostSettings, "person", broken)
    client = create_host(settings).test_client()
    page = client.post("/sign-in", data={"person": "ada"}, headers=FROM_HERE)
    assert page.status_code == 500
    assert "Something went wrong" in page.text
    assert "RuntimeError at broken:" in caplog.text
    assert "canary" not in page.text + caplog.text


def test_only_the_loopback_names_are_answered(client: FlaskClient) -> None:
    """TOK-33"""
    page = client.get("/", headers={"Host": "evil.example"})
    assert page.status_code == 400
    assert "Who is at the desk" not in page.text


def test_a_token_is_for_whoever_signed_in(client: FlaskClient, sign_in: SignIn) -> None:
    """TOK-03"""
    sign_in("ada")
    headers = FROM_HERE | {"Content-Type": "application/json"}
    token = client.post("/versori/token", headers=headers, data='{"sub": "user-ben"}')
    assert token.json and token.json["user_id"] == "user-ada"
    assert token.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_no_page_can_fetch_the_hosts_own_credential(client: FlaskClient, sign_in: SignIn) -> None:
    """TOK-54"""
    sign_in("ada")
    headers = FROM_HERE | {"Content-Type": "application/json"}
    assert client.post("/versori/token", headers=headers).status_code == 200
    assert client.post("/versori/primary-connection", headers=headers).status_code == 404


def test_two_hosts_share_no_session(settings: HostSettings, client: FlaskClient) -> None:
    other = create_host(settings).test_client()
    response = client.post("/sign-in", data={"person": "ada"}, headers=FROM_HERE)
    cookie = response.headers["Set-Cookie"].split(";")[0]
    assert other.get("/overview", headers={"Cookie": cookie}).status_code == 303
