"""The doctor: the demo is well, by its page with a session and by the command line without one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.axe import expect_accessible
from e2e.visits import Visit
from sandbox.demo import Demo

ROOT = Path(__file__).parent.parent
ON_THE_WAY = "Sent without compression"  # the demo is on this machine only


def open_doctor(visit: Visit) -> Page:
    page = visit.context.new_page()
    page.goto(f"{visit.demo.host_url}/hub/doctor.html")
    expect(page.get_by_role("button", name="Look")).to_be_visible(timeout=60_000)
    return page


def look_at(page: Page, address: str) -> None:
    page.get_by_label("The page that shows the hub").fill(address)
    page.get_by_role("button", name="Look").click()


def wrong_and_unsure(page: Page) -> list[str]:
    """Wait for the end; give what is not fine."""
    expect(page.get_by_role("status").filter(has_text="as they should be")).to_be_visible()
    found = page.get_by_role("listitem").filter(has_not_text="Fine")
    return found.locator(".vh-finding__title").all_inner_texts()


def test_whoever_is_signed_in_sees_that_tokens_are_given_and_taken(visit: Visit) -> None:
    visit.sign_in("Ada")
    page = open_doctor(visit)
    look_at(page, "/integrations")
    assert [title.partition(":")[0] for title in wrong_and_unsure(page)] == [ON_THE_WAY]
    expect(page.get_by_text("The API takes the token")).to_be_visible()
    expect_accessible(page, page.main_frame)


def test_whoever_is_not_signed_in_is_told_so(visit: Visit) -> None:
    visit.watch.expect(401, "/versori/token")
    page = open_doctor(visit)
    look_at(page, f"{visit.demo.host_url}/integrations")
    assert "You are not signed in" in wrong_and_unsure(page)


def test_a_page_of_another_origin_is_not_asked(visit: Visit) -> None:
    page = open_doctor(visit)
    look_at(page, "https://app.example.com/integrations")
    expect(page.get_by_role("alert")).to_have_text(
        f"Give a page of {visit.demo.host_url}: others hide their answers from this one."
    )
    expect_accessible(page, page.main_frame)
    assert "app.example.com" not in visit.watch.hosts()


@pytest.mark.parametrize(
    ("path", "status", "end"),
    [
        ("/", 0, "0 wrong, 2 to check, 9 as they should be."),
        ("/hub/index.html", 0, "0 wrong, 2 to check, 9 as they should be."),
    ],
)
def test_the_command_line_sees_what_a_stranger_does(
    demo: Demo, path: str, status: int, end: str
) -> None:
    done = doctor(f"{demo.host_url}{path}")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (status, end)
    assert "Another site's page is refused: 403" in done.stdout


def test_the_command_line_ends_with_1_where_something_is_wrong(demo: Demo) -> None:
    done = doctor(demo.host_url, "--token-url", f"{demo.host_url}/nowhere")
    assert done.returncode == 1
    assert f"wrong  There is no token endpoint at {demo.host_url}/nowhere" in done.stdout


@pytest.mark.parametrize("address", ["", "nonsense", "ftp://example.com", "http://[", "http://a:b"])
def test_what_is_no_address_ends_with_2_and_a_line(address: str) -> None:
    done = doctor(address)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{address!r} is no http or https URL" in done.stderr


def doctor(*arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "web")}
    command = [sys.executable, "-m", "hub.doctor", *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
