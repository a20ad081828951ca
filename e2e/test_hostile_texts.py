"""Hostile texts in the answers of the API: a real browser makes nothing of them but text."""

from collections.abc import Iterator, Sequence
from itertools import cycle, repeat
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.backstage import Backstage
from e2e.pages import HostPage
from sandbox.demo import Demo
from tests.hub import replies
from tests.hub.payloads import PAYLOADS
from tests.hub.replies import filled

TAMELY = tuple(f"Acme {number}" for number in range(len(PAYLOADS)))
TURN = 60
"""Payloads from which on a screen is filled with them once more."""

LISTEN = "() => { window.siren = () => { window.sang = true } }"
NODES = """() => {
  const all = [...document.querySelectorAll("#vh-root *")];
  return [all.length, all.reduce((sum, { attributes }) => sum + attributes.length, 0)];
}"""


@pytest.fixture
def listening(ada: HostPage, demo: Demo) -> Iterator[HostPage]:
    """Listen for the siren in both documents; it may not sing, and nobody may be sent for it."""
    documents = [ada.page.main_frame, ada.frame()]
    for document in documents:
        document.evaluate(LISTEN)
    yield ada
    assert not [document.url for document in documents if document.evaluate("window.sang")]
    urls = {r.url for r in ada.watch.requests if not r.url.startswith(demo.api_url)}
    assert not [url for url in urls if "siren" in url or url.endswith("/x")]


def _listing(words: Sequence[str]) -> Any:
    """Make a list in which every payload is somebody's name, description, image and id."""
    return {"integrations": [filled(replies.SUMMARY, repeat(word)) for word in words]}


def _nodes_of_the_list(host: HostPage, backstage: Backstage, words: Sequence[str]) -> list[int]:
    backstage.answer("/embed/*/integrations", _listing(words))
    host.call("refresh")
    expect(host.hub.cards.filter(has_text=words[0]).first).to_be_visible()
    expect(host.hub.cards).to_have_count(len(words))
    backstage.recover()
    return _nodes(host)


def _nodes(host: HostPage) -> list[int]:
    """Count the elements and the attributes that the hub has drawn."""
    nodes: list[int] = host.frame().evaluate(NODES)
    return nodes


def test_a_list_of_hostile_texts_is_a_list(listening: HostPage, backstage: Backstage) -> None:
    """HUB-03: no dialog, no siren, no request; as many nodes as with harmless words."""
    tame = _nodes_of_the_list(listening, backstage, TAMELY)
    assert _nodes_of_the_list(listening, backstage, PAYLOADS) == tame


def _nodes_of_the_wizard(
    host: HostPage, backstage: Backstage, words: Sequence[str]
) -> list[list[int]]:
    """Go through a wizard all of whose texts are hostile, and back to what is refused."""
    _speak(backstage, cycle(words))
    wizard = host.hub.connect("Pingboard Status")
    wizard.expect_ready_to_start()
    counts = [_nodes(host)]
    wizard.start().choose("New connection")
    wizard.dialog.locator("#vh-c0-value").fill("ping-1234")
    counts.append(_nodes(host))
    wizard.go_on()
    wizard.expect_stage("configure")
    wizard.dialog.get_by_role("textbox").first.fill("something")
    counts.append(_nodes(host))
    wizard.go_on()
    wizard.expect_stage("review")
    counts.append(_nodes(host))
    wizard.activate()
    wizard.expect_stage("connect")
    counts.append(_nodes(host))
    backstage.recover()
    host.call("close")
    wizard.question.get_by_role("button", name="Leave").click()
    wizard.expect_closed()
    return counts


def _speak(backstage: Backstage, words: Iterator[str]) -> None:
    """Let every answer that a wizard asks for say these words."""
    integration = replies.integration(replies.SCHEMES[1], replies.SCHEMA)
    answers = {
        "/embed/*/integrations/*": integration,
        "/embed/*/activations": replies.ACTIVATIONS,
        "/hubs/*/users/*/connections": replies.CONNECTIONS,
        "/hubs/*/users/*": replies.USER,
    }
    for path, reply in answers.items():
        backstage.answer(path, filled(reply, words))
    backstage.answer("/activations", filled(replies.REFUSAL, words), status=409)


def test_a_wizard_of_hostile_texts_is_a_wizard(listening: HostPage, backstage: Backstage) -> None:
    """HUB-03: every stage, with every answer that it shows."""
    listening.watch.expect(409, "/activations")
    tame = _nodes_of_the_wizard(listening, backstage, TAMELY)
    for place in range(0, len(PAYLOADS), TURN):
        words = PAYLOADS[place:] + PAYLOADS[:place]
        assert _nodes_of_the_wizard(listening, backstage, words) == tame
