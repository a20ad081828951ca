"""Two tabs of one person, doing the same at the same time."""

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import WizardPage
from e2e.visits import Visit

OVERHEAR = """(name) => {
  window.overheard = [];
  new BroadcastChannel(name).onmessage = ({ data }) => window.overheard.push(data);
}"""


def _ready(host: HostPage) -> WizardPage:
    """Be one click away from activating."""
    host.hub.expect_runtime("ready")
    wizard = host.hub.connect("Pingboard Status").start()
    wizard.fill("API key", "ping-1234")
    wizard.go_on()
    wizard.expect_stage("review")
    return wizard


@pytest.mark.parametrize(
    ("attributes", "seen_by_the_browser"),
    [
        ({"primary_connection_url": "/versori/primary-connection"}, True),
        ({"primary_connection_url": "", "end_user_url": "/versori/end-user"}, False),
    ],
    ids=["created by the hub", "created by the host"],
)
def test_two_tabs_of_someone_new_create_one_end_user_and_both_succeed(
    visit: Visit, backstage: Backstage, attributes: dict[str, str], seen_by_the_browser: bool
) -> None:
    """REL-11: the one that comes second finds the end user, or is told and looks again."""
    visit.watch.expect(404, "/users/user-ben")
    if seen_by_the_browser:
        visit.watch.expect(409, "/users")
    tabs = [visit.embed("Ben", functions=None, **attributes) for _ in range(2)]
    wizards = [_ready(tab) for tab in tabs]
    backstage.hold("/hubs/*/users", "POST", times=2)
    for wizard in wizards:
        wizard.press("Activate")
    backstage.expect_held()
    backstage.recover()
    for wizard in wizards:
        wizard.expect_done()
    created = [each.status for each in backstage.sent("POST") if each.path.endswith("/users")]
    assert sorted(created) == [201, 409]
    assert len(backstage.world.records.users.all(external_id="user-ben")) == 1
    assert len(backstage.activations("user-ben", "Pingboard Status")) == 2


def test_what_is_connected_in_one_tab_shows_in_the_other(
    visit: Visit, backstage: Backstage
) -> None:
    """REL-13: at once, and the channel between them says nothing but that there is something."""
    here, there = visit.embed(), visit.embed()
    there.hub.expect_runtime("ready")
    there.frame().evaluate(OVERHEAR, f"versori-hub:{visit.attributes('Ada')['hub-id']}")
    wizard = _ready(here)
    wizard.press("Activate")
    wizard.expect_done()
    there.page.bring_to_front()
    expect(there.hub.card("Pingboard Status")).to_contain_text("Connected")
    assert there.frame().evaluate("window.overheard") == ["changed"]


def test_a_tab_that_is_looked_at_again_shows_what_changed_meanwhile(
    ada: HostPage, backstage: Backstage
) -> None:
    """REL-13: whoever changed it, and wherever."""
    ada.hub.expect_runtime("ready")
    backstage.disconnect("user-ada", "Larkspur CRM")
    ada.frame().evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    ada.hub.expect_not_connected("Larkspur CRM")


def test_a_tab_in_which_someone_is_answering_is_not_disturbed(
    ada: HostPage, backstage: Backstage
) -> None:
    """REL-13: the list is loaded anew once the wizard is left."""
    wizard = _ready(ada)
    backstage.disconnect("user-ada", "Larkspur CRM")
    ada.frame().evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    wizard.press("Back")
    wizard.expect_stage("connect")
    wizard.close()
    wizard.question.get_by_role("button", name="Leave").click()
    ada.hub.expect_not_connected("Larkspur CRM")
