"""A file on its way through the wizard: chosen, named by its size, taken back, looked over."""

import base64

import pytest

from hub.activation import Wizard
from hub.activation.effects import Activate
from hub.activation.events import (
    Answered,
    FileChosen,
    FileRemoved,
    Refused,
    Submitted,
    WentBack,
    WentNext,
)
from hub.activation.states import Connect, Review
from hub.app import App
from hub.errors import FieldProblem, Problem
from hub.fields import Values
from hub.glass import Fill, Focus
from hub.uploads import Upload
from hub.views.page import view
from tests.hub.builders import CERTIFICATE, HMAC, a_plan, a_template, a_user
from tests.hub.html import Html
from tests.hub.screens import OPTIONS
from tests.hub.test_pem import CERTIFICATE as CERTIFICATE_TEXT
from tests.hub.test_pem import KEYS
from tests.hub.wizards import ATTEMPT, connect, outcome, run

SECRET = base64.b64encode(b"\x00canary").decode()
HMAC_FILE, KEY_FILE = "vh-c0-value-file", "vh-c0-key-file"
CHOSEN = FileChosen(Upload(HMAC_FILE, 7, SECRET))
KEY = FileChosen(Upload(KEY_FILE, 64, base64.b64encode(KEYS[0].encode()).decode()))


def asked_for_secret() -> Wizard:
    return connect(a_plan(a_template(HMAC), end_user=a_user()))


def asked_for_certificate() -> Wizard:
    return connect(a_plan(a_template(CERTIFICATE), end_user=a_user()))


def page(wizard: Wizard) -> Html:
    return Html(str(view(App(OPTIONS, screen=wizard))))


def buttons(wizard: Wizard) -> list[str]:
    found = page(wizard).find("button", data_event="file-removed")
    return [item.attributes["data-name"] for item in found]


def test_the_review_names_a_chosen_secret_by_its_size() -> None:
    """HUB-21"""
    review = page(run(asked_for_secret(), CHOSEN, WentNext()))
    assert "Shared secret from a file a file of 7 bytes" in review.said
    assert SECRET not in review.text and "not given" not in review.said


def test_the_review_does_not_list_a_file_that_was_not_chosen() -> None:
    review = page(run(asked_for_secret(), WentNext({"vh-c0-value": "typed"})))
    assert "Shared secret ••••••••" in review.said and "file" not in review.said


def test_no_repr_of_a_wizard_shows_what_was_chosen() -> None:
    """HUB-27"""
    chosen = run(asked_for_secret(), CHOSEN)
    assert SECRET not in repr(chosen) and SECRET not in repr(CHOSEN)


def test_a_refusal_that_quotes_a_chosen_secret_is_covered() -> None:
    """HUB-27"""
    fields = (FieldProblem("connections[0].credentials.action[0].credential.data.valueBase64",
                           f"{SECRET} is too short."),)  # fmt: skip
    refused = Refused(ATTEMPT, Problem("validation", fields=fields, status=422))
    wizard = run(asked_for_secret(), CHOSEN, WentNext(), Submitted(), refused)
    assert wizard.stage == Connect(0) and SECRET not in page(wizard).text
    assert "••• is too short." in page(wizard).said


@pytest.mark.parametrize(
    ("wizard", "chosen", "name"),
    [(asked_for_secret(), CHOSEN, HMAC_FILE), (asked_for_certificate(), KEY, KEY_FILE)],
)
def test_only_a_chosen_file_can_be_removed(wizard: Wizard, chosen: FileChosen, name: str) -> None:
    assert buttons(wizard) == []
    assert buttons(run(wizard, chosen)) == [name]
    assert buttons(run(wizard, chosen, FileRemoved(name))) == []


def test_removing_a_file_empties_its_input_and_leads_to_it() -> None:
    _wizard, effects = outcome(asked_for_secret(), CHOSEN, FileRemoved(HMAC_FILE))
    assert effects == [Fill(HMAC_FILE, ""), Fill("vh-c0-value", ""), Focus(HMAC_FILE)]


def test_removing_a_file_empties_the_text_that_came_from_it() -> None:
    text: Values = {"vh-c0-key": KEYS[0]}
    wizard, effects = outcome(asked_for_certificate(), KEY, FileRemoved(KEY_FILE, text))
    assert Fill("vh-c0-key", "") in effects
    assert all(item.is_blank for item in wizard.steps[0].secrets)


def test_a_secret_that_was_typed_and_chosen_goes_no_further_until_one_is_gone() -> None:
    typed: Values = {"vh-c0-value": "typed"}
    both = run(asked_for_secret(), CHOSEN, WentNext(typed))
    assert both.stage == Connect(0) and "Keep one" in page(both).said
    assert run(both, WentNext({"vh-c0-value": ""})).stage == Review()
    assert run(both, FileRemoved(HMAC_FILE, typed), WentNext(typed)).stage == Review()


def test_what_was_typed_is_sent_once_the_file_is_removed() -> None:
    typed: Values = {"vh-c0-value": "typed"}
    removed = run(asked_for_secret(), CHOSEN, FileRemoved(HMAC_FILE), WentNext(typed))
    _wizard, effects = outcome(removed, Submitted())
    (order,) = [effect for effect in effects if isinstance(effect, Activate)]
    (action,) = order.body["connections"][0]["credentials"]["action"]
    assert action["credential"]["data"] == {"value": "typed"}


def sent_key(wizard: Wizard) -> str:
    """Give the key in the order that the review leads to."""
    _wizard, effects = outcome(wizard, Submitted())
    (order,) = [effect for effect in effects if isinstance(effect, Activate)]
    (action,) = order.body["connections"][0]["credentials"]["action"]
    return str(action["credential"]["data"]["key"])


def test_a_key_is_sent_byte_for_byte_as_its_file_holds_it() -> None:
    """HUB-21: a textarea hands every end of a line back as one newline."""
    content = KEYS[0].replace("\n", "\r\n")
    chosen = FileChosen(Upload(KEY_FILE, 64, base64.b64encode(content.encode()).decode()))
    typed: Values = {"vh-c0-certificate": CERTIFICATE_TEXT, "vh-c0-key": KEYS[0]}
    review = run(asked_for_certificate(), chosen, WentNext(typed))
    assert review.stage == Review() and sent_key(review) == content


def test_a_file_that_was_not_taken_can_be_chosen_again_once_it_is_mended() -> None:
    """HUB-34: of a file that is named already a browser does not say that it was chosen."""
    wizard, effects = outcome(asked_for_secret(), FileChosen(Upload(HMAC_FILE, 0, "")))
    assert Fill(HMAC_FILE, "") in effects
    assert Fill(HMAC_FILE, "") not in outcome(wizard, CHOSEN)[1]


def test_a_file_whose_text_was_edited_is_named_no_more_and_can_be_chosen_again() -> None:
    edited = Answered({"vh-c0-key": KEYS[0] + "\n"})
    wizard, effects = outcome(asked_for_certificate(), KEY, edited)
    assert effects == [Fill(KEY_FILE, "")]
    assert outcome(wizard, edited)[1] == []


def test_a_key_that_was_edited_is_sent_as_it_was_edited() -> None:
    edited = KEYS[0] + "\n"
    typed: Values = {"vh-c0-certificate": CERTIFICATE_TEXT, "vh-c0-key": edited}
    review = run(asked_for_certificate(), KEY, WentNext(typed))
    assert sent_key(review) == edited and buttons(run(review, WentBack())) == []


def test_no_chosen_secret_is_put_back_into_its_input() -> None:
    """A browser lets nobody write into the input of a file."""
    _wizard, effects = outcome(asked_for_secret(), CHOSEN, WentNext({"vh-c0-value": "typed"}))
    assert HMAC_FILE not in [effect.name for effect in effects if isinstance(effect, Fill)]
