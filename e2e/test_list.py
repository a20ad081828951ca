"""The list of integrations: seeing it all, and finding something in it."""

import json
import re

from playwright.sync_api import expect

from e2e.pages import HostPage
from e2e.visits import Visit

CONNECTED = ["Chatterbox", "Larkspur CRM", "Shelfspace Warehouse"]


def test_the_count_of_connected_integrations_is_shown(ada: HostPage) -> None:
    expect(ada.hub.frame.get_by_text("3 connected", exact=True)).to_be_visible()


def test_search_ignores_case_and_accents(ada: HostPage) -> None:
    ada.hub.search("DÉSKHÂND")
    ada.hub.expect_cards(["Deskhand Support"])


def test_search_looks_into_descriptions(ada: HostPage) -> None:
    ada.hub.search("public holidays")
    ada.hub.expect_cards(["Open Holidays"])


def test_a_search_without_a_match_offers_to_show_all(ada: HostPage) -> None:
    ada.hub.search("nothing is called this")
    expect(ada.hub.frame.get_by_text("No integration matches")).to_be_visible()
    ada.hub.press("Show all")
    expect(ada.hub.cards).to_have_count(40)
    expect(ada.hub.search_box).to_be_focused()
    expect(ada.hub.search_box).to_have_value("")


def test_filter_chips_count_and_filter(ada: HostPage) -> None:
    expect(ada.hub.chip("All")).to_have_text("All 40")
    expect(ada.hub.chip("Not connected")).to_have_text("Not connected 37")
    ada.hub.chip("Connected").click()
    ada.hub.expect_cards(CONNECTED)
    expect(ada.hub.chip("Connected")).to_have_attribute("aria-pressed", "true")
    ada.hub.chip("All").click()
    expect(ada.hub.cards).to_have_count(40)


def test_search_and_filter_work_together(ada: HostPage) -> None:
    ada.hub.search("larkspur")
    ada.hub.chip("Not connected").click()
    expect(ada.hub.frame.get_by_text("No integration matches")).to_be_visible()


def test_an_integration_that_is_not_deployed_is_coming_soon_without_a_button(
    ada: HostPage,
) -> None:
    expect(ada.hub.card("Comet Marketplace")).to_contain_text("Coming soon")
    expect(ada.hub.action("Comet Marketplace")).to_have_count(0)


def test_an_unknown_auth_scheme_is_not_supported_and_cannot_be_started(ada: HostPage) -> None:
    """HUB-32: an unknown schemeType leads to a card that says so, never to a guessed form."""
    wizard = ada.hub.connect("Monolith Mainframe")
    expect(wizard.dialog.get_by_role("note")).to_contain_text("Not supported yet")
    expect(wizard.dialog.get_by_role("textbox")).to_have_count(0)
    expect(wizard.dialog.get_by_role("button")).to_have_text(["", "Back to the list"])
    wizard.close()
    wizard.expect_closed()


def test_markup_in_names_and_descriptions_is_shown_as_text(ada: HostPage) -> None:
    """HUB-01, HUB-03: hostile strings become text; no dialog, no element, no extra request."""
    card = ada.hub.card("<img src=x onerror=alert(1)>")
    expect(card.get_by_role("heading")).to_have_text("<img src=x onerror=alert(1)>")
    expect(card.get_by_role("paragraph")).to_contain_text("<script>alert")
    expect(card.locator("script, svg, [onerror], [onload]")).to_have_count(0)
    wizard = ada.hub.connect("<img src=x onerror=alert(1)>").start()
    expect(wizard.dialog).to_contain_text("<script>alert(1)</script>")
    expect(wizard.dialog.locator("script, svg, [onerror], [onload]")).to_have_count(0)
    assert not [each.url for each in ada.watch.requests if each.url.endswith("/x")]


def test_images_that_are_missing_or_broken_give_way_to_a_monogram(ada: HostPage) -> None:
    """HUB-05: a broken image is taken away once, and the monogram is seen."""
    for name in ("Plain Ledger", "Broken Picture Books"):
        ada.hub.card(name).scroll_into_view_if_needed()
        expect(ada.hub.card(name).get_by_role("img")).to_have_count(0)
    expect(ada.hub.card("Plain Ledger")).to_contain_text("PL")
    expect(ada.hub.card("Broken Picture Books")).to_contain_text("BP")


def test_images_tell_nothing_about_the_page_that_shows_them(ada: HostPage) -> None:
    """HUB-05: images are lazy, have a fixed box and send no referrer."""
    image = ada.hub.card("Larkspur CRM").get_by_role("img", name="Larkspur CRM")
    expect(image).to_have_attribute("referrerpolicy", "no-referrer")
    expect(image).to_have_attribute("loading", "lazy")
    expect(image).to_have_attribute("width", re.compile(r"^\d+$"))


def test_a_name_from_right_to_left_finds_its_own_direction(ada: HostPage) -> None:
    """HUB-07: names are isolated with dir=auto."""
    name = ada.hub.card("سوق الريحان").get_by_role("heading")
    expect(name).to_have_attribute("dir", "auto")
    expect(name).to_have_css("direction", "rtl")


def test_a_very_long_name_is_clipped_and_its_full_text_can_be_reached(ada: HostPage) -> None:
    """HUB-07: a long name moves no other card."""
    long = next(name for name in ada.ids if name.startswith("The Extraordinarily"))
    card = ada.hub.card(long)
    expect(card.get_by_role("heading")).to_have_attribute("title", long)
    neighbour, box = ada.hub.card("Pingboard Status").bounding_box(), card.bounding_box()
    assert box and neighbour
    assert box["width"] <= neighbour["width"] + 1


def test_no_element_gets_an_id_from_the_api(ada: HostPage) -> None:
    """HUB-08: ids of elements are the hub's own."""
    ids = ada.frame().evaluate("[...document.querySelectorAll('[id], [name]')].map(e => e.id)")
    assert not set(ids) & set(ada.ids.values())


def test_a_hub_without_integrations_says_so(visit: Visit) -> None:
    host = visit.open("Cleo", state="empty")
    expect(host.hub.frame.get_by_text("There are no integrations yet")).to_be_visible()
    host.hub.press("Look again")
    host.hub.expect_state("empty")


def test_a_page_in_german_has_a_german_hub(visit: Visit) -> None:
    host = visit.embed(locale="de-AT")
    host.hub.expect_state("ready")
    expect(host.hub.root).to_have_attribute("lang", "de")
    expect(host.element.locator("iframe")).to_have_attribute("title", "Integrationen")
    expect(host.hub.action("Pingboard Status")).to_have_text("Verbinden")
    host.hub.action("Pingboard Status").click()
    expect(host.hub.wizard().dialog.get_by_role("button", name="Weiter")).to_be_visible()


def test_a_foreign_name_turns_the_words_around_it_and_not_their_place(ada: HostPage) -> None:
    wizard = ada.hub.connect("سوق الريحان").start()
    wizard.fill("API key", "souk-1234")
    wizard.go_on()
    wizard.fill("اسم المتجر", "souk")
    wizard.go_on()
    wizard.expect_stage("review")
    name = wizard.dialog.get_by_role("heading", name="سوق الريحان", exact=True)
    expect(name).to_have_css("direction", "rtl")
    expect(name).to_have_css("text-align", "left")


def test_a_category_of_the_hosts_narrows_the_list(visit: Visit) -> None:
    ids = {each.name: each.id for each in visit.world.catalogue.integrations()}
    shipping = ["Parcelwise Shipping", "Shop, Stock and Ship"]
    sorted_by_host = {"Shipping": [ids[name] for name in shipping], "Nothing": []}
    host = visit.embed(categories=json.dumps(sorted_by_host))
    host.hub.expect_state("ready")
    chooser = host.hub.frame.get_by_role("combobox", name="Category")
    chooser.select_option("Shipping")
    host.hub.expect_cards(shipping)
    chooser.select_option("Nothing")
    host.hub.press("Show all")
    expect(host.hub.cards).to_have_count(40)
    expect(chooser).to_have_value("")
