"""Forms from schemas that the catalogue does not hold: hostile patterns, secret numbers."""

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import WizardPage
from sandbox.records import Json

NAME = "Pingboard Status"
LONG = "a" * 4_000
WRONG_FORM = "This does not have the expected form."
SCHEMA = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "title": "Code", "pattern": "^[a-z]+$"},
        "nested": {"type": "string", "title": "Nested", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"},
        "rows": {"type": "string", "title": "Rows", "pattern": "a*a*a*a*a*a*b"},
        "both": {
            "type": "string",
            "title": "Both",
            "allOf": [{"pattern": "[A-Z]"}, {"pattern": "[0-9]"}],
        },
        "day": {"type": "string", "title": "Day", "format": "date", "pattern": "-01$"},
        "headers": {
            "type": "object",
            "title": "Headers",
            "patternProperties": {"^x-": {"type": "string"}},
            "additionalProperties": False,
        },
        "pin": {"type": "integer", "title": "Pin", "writeOnly": True},
    },
}


@pytest.fixture
def wizard(ada: HostPage, backstage: Backstage) -> WizardPage:
    """Be asked for the settings of an integration that needs nothing else."""
    backstage.answer(f"/embed/*/integrations/{ada.ids[NAME]}", _integration(ada.ids[NAME]))
    wizard = ada.hub.connect(NAME).start()
    wizard.expect_stage("connect")
    wizard.go_on()
    wizard.expect_stage("configure")
    return wizard


def _integration(id_: str) -> Json:
    scheme = {"id": "01JQ3W5V7X9Y1Z3A5B7C9D1E3F", "description": "", "schemeType": "none"}
    template = {
        "id": "01JQ3W5V7X9Y1Z3A5B7C9D1E3G",
        "connectorId": "01JQ3W5V7X9Y1Z3A5B7C9D1E3H",
        "name": NAME,
        "authSchemeConfig": scheme,
        "isUsed": True,
        "isPrimary": False,
        "variables": [],
    }
    shown = {"id": id_, "name": NAME, "description": "", "imageUrl": "", "isDeployed": True}
    return {**shown, "connectionTemplates": [template], "variablesSchema": SCHEMA}


@pytest.mark.parametrize("label", ["Nested", "Rows"])
def test_a_pattern_that_takes_for_ever_holds_nothing_up(wizard: WizardPage, label: str) -> None:
    """HUB-38: whatever is typed, the page hears the next click."""
    wizard.fill(label, LONG)
    wizard.field(label).press_sequentially("!?")
    wizard.press("Show")
    expect(wizard.dialog.get_by_role("button", name="Show")).to_have_attribute(
        "aria-pressed", "true"
    )
    wizard.go_on()
    wizard.expect_stage("review")


def test_a_pattern_is_matched_on_what_can_be_matched_at_once(wizard: WizardPage) -> None:
    """HUB-38"""
    wizard.fill("Code", "4711")
    wizard.go_on()
    expect(wizard.summary).to_contain_text("expected form")
    wizard.fill("Code", LONG)
    wizard.go_on()
    wizard.expect_stage("review")


def test_every_pattern_is_matched_and_told_beside_its_field(wizard: WizardPage) -> None:
    """HUB-38"""
    wizard.fill("Both", "A")
    wizard.field("Day").fill("2026-02-28")
    wizard.go_on()
    for label in ("Both", "Day"):
        expect(wizard.field(label)).to_have_accessible_description(WRONG_FORM)
    wizard.fill("Both", "A1")
    wizard.field("Day").fill("2026-02-01")
    wizard.go_on()
    wizard.expect_stage("review")


def test_a_name_that_no_pattern_allows_is_refused_beside_it(wizard: WizardPage) -> None:
    """HUB-38"""
    wizard.press("Add Headers")
    wizard.fill("Name", "bad")
    wizard.fill("Value", "v")
    wizard.go_on()
    name = wizard.field("Name")
    expect(name).to_have_accessible_description("This name is not possible here.")
    name.fill("x-good")
    wizard.go_on()
    wizard.expect_stage("review")
    expect(wizard.dialog).to_contain_text("x-good")


def test_a_secret_number_is_dots_until_it_is_shown(wizard: WizardPage) -> None:
    """HUB-21, HUB-24"""
    pin = wizard.field("Pin")
    pin.fill("4711471147114711471")
    expect(pin).to_have_attribute("type", "password")
    wizard.press("Show")
    expect(pin).to_have_attribute("type", "text")
    wizard.go_on()
    wizard.expect_stage("review")
    expect(wizard.dialog).to_contain_text("••••••••")
    expect(wizard.dialog).not_to_contain_text("4711")


def test_a_secret_that_is_no_number_is_told_and_kept(wizard: WizardPage) -> None:
    """HUB-39"""
    wizard.fill("Pin", "47x11")
    wizard.go_on()
    expect(wizard.summary).to_contain_text("Enter a number.")
    expect(wizard.summary).not_to_contain_text("47x11")
    expect(wizard.field("Pin")).to_have_value("47x11")
