"""Forms made from JSON Schema, and files in place of what is typed."""

import base64
import re

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from e2e.screens import WizardPage

DEEP = "Deepwell Analytics"
EITHER = "Alertly"
BANK = "Ironbank Payments"
NESTED = "Rulebook Routing"
SEAL = "Sealpost Customs"


def _form(host: HostPage, name: str, key: str) -> WizardPage:
    """Go to the form of an integration that wants an API key first."""
    wizard = host.hub.connect(name).start()
    wizard.fill("API key", key)
    wizard.go_on()
    wizard.expect_stage("configure")
    return wizard


@pytest.fixture
def deep(ada: HostPage) -> WizardPage:
    """Be at a form with groups in groups, a list and a choice of branches."""
    return _form(ada, DEEP, "dw-1")


def _button(wizard: WizardPage, label: str) -> Locator:
    return wizard.dialog.get_by_role("button", name=label, exact=True)


def _add_countries(wizard: WizardPage, *countries: str) -> None:
    for number, country in enumerate(countries, start=1):
        wizard.press("Add Countries")
        expect(wizard.field(f"Item {number}")).to_be_focused()
        wizard.fill(f"Item {number}", country)


def _expect_countries(wizard: WizardPage, *countries: str) -> None:
    items = wizard.field("Item")
    expect(items).to_have_count(len(countries))
    for number, country in enumerate(countries, start=1):
        expect(wizard.field(f"Item {number}")).to_have_value(country)


def test_an_item_that_is_added_takes_the_focus(deep: WizardPage) -> None:
    _add_countries(deep, "DE", "SE")
    _expect_countries(deep, "DE", "SE")


def test_an_item_that_is_moved_keeps_the_focus_on_its_way(deep: WizardPage) -> None:
    _add_countries(deep, "DE", "SE", "FR")
    deep.press("Move up Item 3")
    _expect_countries(deep, "DE", "FR", "SE")
    expect(_button(deep, "Move up Item 2")).to_be_focused()
    deep.press("Move up Item 2")
    _expect_countries(deep, "FR", "DE", "SE")
    expect(_button(deep, "Move down Item 1")).to_be_focused()


def test_an_item_that_is_removed_leaves_the_focus_in_its_list(deep: WizardPage) -> None:
    _add_countries(deep, "DE", "SE", "FR")
    deep.press("Remove Item 2")
    _expect_countries(deep, "DE", "FR")
    expect(_button(deep, "Add Countries")).to_be_focused()


def test_the_branch_that_is_chosen_asks_its_own_questions(deep: WizardPage) -> None:
    deep.choose("Bucket")
    expect(deep.dialog.get_by_role("group", name="Target").get_by_label("Bucket")).to_be_visible()
    expect(deep.field("Dataset")).to_have_count(0)
    expect(deep.dialog.get_by_role("radio", name="Bucket")).to_be_focused()


def test_a_deep_form_is_sent_as_the_schema_wants_it(deep: WizardPage, backstage: Backstage) -> None:
    """HUB-36: groups, a list, a branch, a default and a number, in one document."""
    deep.fill("From", "2024-01-01")
    _add_countries(deep, "DE", "SE")
    deep.fill("Dataset", "shop")
    deep.dialog.get_by_role("textbox", name=re.compile("^Table")).fill("orders")
    deep.fill("Share of rows", "0.5")
    deep.go_on()
    deep.activate()
    deep.expect_done()
    (activation,) = backstage.activations("user-ada", DEEP)
    assert activation.variables == {
        "source": {"filter": {"dates": {"from": "2024-01-01"}, "countries": ["DE", "SE"]}},
        "target": {"type": "table", "dataset": "shop", "table": "orders"},
        "sample": 0.5,
    }


def test_a_condition_may_hold_conditions(ada: HostPage, backstage: Backstage) -> None:
    """HUB-36: a schema that refers to itself is asked for as deep as someone goes."""
    wizard = _form(ada, NESTED, "rulebook-demo")
    wizard.choose("All of")
    inner = wizard.dialog.get_by_role("group", name="Conditions").get_by_role("listitem")
    inner.get_by_role("radio", name="total").check()
    inner.get_by_role("textbox", name="Is").fill("100")
    wizard.fill("Ship from", "Hamburg")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    (activation,) = backstage.activations("user-ada", NESTED)
    rule = {"kind": "rule", "field": "total", "is": "100"}
    assert activation.variables == {
        "when": {"kind": "all", "conditions": [rule]},
        "warehouse": "Hamburg",
    }


def test_what_is_wrong_deep_inside_is_named_and_led_to(deep: WizardPage) -> None:
    _add_countries(deep, "Germany")
    deep.go_on()
    expect(deep.summary).to_be_focused()
    deep.summary.get_by_role("button", name="Item 1").click()
    expect(deep.field("Item 1")).to_be_focused()
    expect(deep.field("Item 1")).to_have_attribute("aria-invalid", "true")


def test_an_answer_decides_what_else_is_required(ada: HostPage) -> None:
    wizard = _form(ada, EITHER, "alertly-demo")
    expect(wizard.field("E-mail address")).to_have_attribute("aria-required", "true")
    wizard.choose("sms")
    expect(wizard.field("Telephone number")).to_have_attribute("aria-required", "true")
    expect(wizard.field("E-mail address")).not_to_have_attribute("aria-required", "true")
    wizard.fill("Telephone number", "5550100")
    wizard.go_on()
    expect(wizard.summary).to_contain_text("Country of the number")


def _file(content: bytes, name: str = "a file") -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def _choose_file(wizard: WizardPage, label: str, content: bytes) -> None:
    wizard.dialog.get_by_label(f"{label} from a file").set_input_files(_file(content))


def _demo_pair(backstage: Backstage) -> tuple[bytes, bytes]:
    """Give the bank's demo certificate and its key, as PEM."""
    connectors = backstage.world.catalogue.connectors.values()
    accepts = next(each.accepts for each in connectors if each.name == "Ironbank")
    return accepts["certificate"].encode(), accepts["key"].encode()


def test_a_certificate_and_its_key_come_from_files(ada: HostPage, backstage: Backstage) -> None:
    certificate, key = _demo_pair(backstage)
    wizard = ada.hub.connect(BANK).start()
    _choose_file(wizard, "Certificate", certificate)
    _choose_file(wizard, "Private key", key)
    expect(wizard.field("Private key")).to_have_value(key.decode())
    wizard.go_on()
    wizard.expect_stage("configure")


def test_a_key_in_the_place_of_the_certificate_is_named(
    ada: HostPage, backstage: Backstage
) -> None:
    """HUB-34: the wrong slot is said before anything is sent."""
    _certificate, key = _demo_pair(backstage)
    wizard = ada.hub.connect(BANK).start()
    _choose_file(wizard, "Certificate", key)
    expect(wizard.field("Certificate").first).to_have_value(key.decode())
    wizard.go_on()
    wizard.expect_stage("connect")
    expect(wizard.summary).to_contain_text("private key")
    assert backstage.sent("POST") == []


def test_a_secret_of_bytes_comes_from_a_file(ada: HostPage, backstage: Backstage) -> None:
    """HUB-34: the bytes arrive as they are; the name of the file goes nowhere."""
    wizard = ada.hub.connect(SEAL).start()
    _choose_file(wizard, "Shared secret", bytes(range(224, 256)))
    expect(wizard.dialog).to_contain_text("A file of 32 bytes is chosen.")
    wizard.go_on()
    wizard.activate()
    wizard.expect_done()
    assert backstage.is_connected("user-ada", SEAL)
    assert not any("a file" in (request.post_data or "") for request in ada.watch.requests)


def test_a_chosen_secret_is_looked_over_by_its_size_and_can_be_removed_again(
    ada: HostPage, backstage: Backstage
) -> None:
    """HUB-21, HUB-34: the browser forgets the file too, and the same one can be chosen again."""
    secret = bytes(range(224, 256))
    wizard = ada.hub.connect(SEAL).start()
    _choose_file(wizard, "Shared secret", secret)
    wizard.press("Remove this file Shared secret from a file")
    chosen = wizard.dialog.get_by_label("Shared secret from a file")
    expect(chosen).to_be_focused()
    expect(chosen).to_have_value("")
    wizard.go_on()
    expect(wizard.summary).to_contain_text("This is needed.")
    _choose_file(wizard, "Shared secret", secret)
    wizard.go_on()
    wizard.expect_stage("review")
    expect(wizard.dialog).to_contain_text("a file of 32 bytes")
    assert base64.b64encode(secret).decode() not in ada.frame().content()
    wizard.activate()
    wizard.expect_done()
    assert backstage.is_connected("user-ada", SEAL)


def test_a_certificate_that_was_chosen_is_removed_with_its_text(
    ada: HostPage, backstage: Backstage
) -> None:
    certificate, _key = _demo_pair(backstage)
    wizard = ada.hub.connect(BANK).start()
    _choose_file(wizard, "Certificate", certificate)
    expect(wizard.dialog).to_contain_text(f"A file of {len(certificate)} bytes is chosen.")
    wizard.press("Remove this file Certificate from a file")
    expect(wizard.field("Certificate").first).to_have_value("")
    expect(wizard.dialog).not_to_contain_text("is chosen")


def test_a_file_that_is_too_large_is_refused_unread(ada: HostPage) -> None:
    """HUB-34: its size is looked at first."""
    wizard = ada.hub.connect(SEAL).start()
    _choose_file(wizard, "Shared secret", bytes(1024 * 1024 + 1))
    expect(wizard.dialog).to_contain_text("This file is too large; at most 1024 kB are accepted.")
    wizard.go_on()
    wizard.expect_stage("connect")
