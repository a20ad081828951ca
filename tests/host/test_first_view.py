"""The list drawn on the server: real cards and a token in one answer, or the token alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from sandbox.demo import Demo, running_demo
from sandbox.faults import Fault
from sandbox.settings import DEFAULT_CATALOGUE

from .conftest import FROM_HERE

FIRST_VIEW = "/versori/first-view"
LIST = "/embed/*/integrations"


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(bundle=tmp_path_factory.mktemp("bundle")) as running:
        yield running


@pytest.fixture
def demo(everything: Demo) -> Demo:
    everything.api.extensions["sandbox"].reset()
    return everything


def asked(demo: Demo, person: str = "ada", path: str = FIRST_VIEW, **options: Any) -> TestResponse:
    """Ask as the page of someone who is signed in does."""
    client = demo.host.test_client()
    if person:
        client.post("/sign-in", data={"person": person}, headers=FROM_HERE)
    given = {"hubId": hub_of(demo, person), "apiUrl": demo.api_url, "tokenUrl": demo.host_url}
    return client.post(path, json={"options": given | options}, headers=FROM_HERE)


def hub_of(demo: Demo, person: str) -> str:
    people: Any = demo.api.extensions["sandbox"].catalogue.people
    return next(str(each.hub_id) for each in people if each.key == (person or "ada"))


def make_fail(demo: Demo, kind: str, **how: Any) -> None:
    demo.api.extensions["sandbox"].faults.add(Fault(path=LIST, kind=kind, times=99, **how))


def test_cards_and_a_token_come_in_one_answer(demo: Demo) -> None:
    said: Any = asked(demo).json
    assert said["token"].count(".") == 2 and said["user_id"] == "user-ada"
    assert said["view"].count("data-integration-id") == len(said["state"]["integrations"]) == 40
    assert 'data-state="ready"' in said["view"]


def test_what_is_connected_is_the_callers_own(demo: Demo) -> None:
    """TOK-03"""
    connected = [
        [row["isActivated"] for row in (asked(demo, person).json or {})["state"]["integrations"]]
        for person in ("ada", "ben")
    ]
    assert [any(rows) for rows in connected] == [True, False]


def test_an_empty_hub_is_drawn_as_empty(demo: Demo) -> None:
    assert 'data-state="empty"' in (asked(demo, "cleo").json or {})["view"]


def test_the_pages_options_are_kept_to(demo: Demo) -> None:
    rows = (asked(demo).json or {})["state"]["integrations"]
    view = (asked(demo, integrationId=rows[7]["id"]).json or {})["view"]
    assert view.count("data-integration-id") == 1 and rows[7]["name"] in view


@pytest.mark.parametrize(
    "options", [{"hubId": "01J9ZZZZZZZZZZZZZZZZZZZZZZ"}, {"hubId": ""}, {"apiUrl": "javascript:1"}]
)
def test_another_hub_or_a_bad_option_gives_the_token_alone(demo: Demo, options: Any) -> None:
    """TOK-03: which hub is drawn follows from the session."""
    assert set(asked(demo, **options).json or {}) == {
        "token", "user_id", "expires_in", "expires_at"
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["status", "drop", "nonsense", "html", "empty", "truncate"])
def test_an_api_that_fails_leaves_the_token(demo: Demo, kind: str) -> None:
    make_fail(demo, kind)
    said = asked(demo)
    assert said.status_code == 200 and said.json
    assert said.json["token"] and "view" not in said.json


def test_nobody_gets_nothing(demo: Demo) -> None:
    """TOK-25"""
    said = asked(demo, "")
    assert (said.status_code, (said.json or {})["code"]) == (401, "unauthenticated")


def test_a_page_of_another_site_gets_nothing(demo: Demo) -> None:
    """TOK-26"""
    client = demo.host.test_client()
    client.post("/sign-in", data={"person": "ada"}, headers=FROM_HERE)
    said = client.post(FIRST_VIEW, json={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert said.status_code == 403


def test_it_is_answered_as_carefully_as_a_token(demo: Demo) -> None:
    """TOK-30"""
    headers = asked(demo).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_names_of_the_api_stay_text(bundle: Path, tmp_path: Path) -> None:
    """HUB-01"""
    hostile = DEFAULT_CATALOGUE.read_text().replace("Larkspur CRM", "<img src=x onerror=alert(1)>")
    (tmp_path / "catalogue.json").write_text(hostile)
    with running_demo(bundle=bundle, catalogue=tmp_path / "catalogue.json") as demo:
        view = (asked(demo).json or {})["view"]
    assert "&lt;img src=x onerror=alert(1)&gt;" in view and "<img src=x" not in view


def test_in_hybrid_mode_no_token_comes_along(bundle: Path) -> None:
    with running_demo(bundle=bundle, hybrid=True) as demo:
        said = asked(demo, path="/versori/api/first-view")
    assert said.json and said.json["token"] == "session"
    assert said.json["view"].count("data-integration-id") == 40
    assert "eyJ" not in said.text


def test_a_host_that_wants_none_has_none(bundle: Path) -> None:
    with running_demo(bundle=bundle, first_view=0) as demo:
        assert asked(demo).status_code == 404
        client = demo.host.test_client()
        client.post("/sign-in", data={"person": "ada"}, headers=FROM_HERE)
        assert "first-view" not in client.get("/integrations").text
