"""Languages: every sentence of the hub has its translation, and nothing else has one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from hub.languages import words_for
from hub.languages.german import SENTENCES
from hub.texts import speaking
from hub.views.page import view
from tests.hub.html import Html
from tests.hub.screens import screens

HUB = Path(__file__).parents[2] / "web" / "hub"
SAID = {"_": 1, "counted": 2}
"""What says sentences, and how many of its first arguments are such."""


def sentences() -> set[str]:
    """Find every sentence that the hub can say."""
    return {
        text for path in HUB.rglob("*.py") for text in _said_in(ast.parse(path.read_text("utf-8")))
    }


def _said_in(module: ast.Module) -> Iterator[str]:
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            for argument in call.args[: SAID.get(call.func.id, 0)]:
                yield from _texts(argument, module)


def _texts(node: ast.expr, module: ast.Module) -> Iterator[str]:
    """Read the texts of an expression: a literal, or what a table of the module holds."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name):
            for value in _assigned(name, module):
                yield from _texts(value, module)
        case ast.Dict(values=values) | ast.Tuple(elts=values):
            for value in values:
                yield from _texts(value, module)
        case ast.Subscript(value=table):
            yield from _texts(table, module)
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_key, other]):
            yield from _texts(table, module)
            yield from _texts(other, module)


def _assigned(name: str, module: ast.Module) -> list[ast.expr]:
    return [
        line.value for line in module.body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == name
    ]  # fmt: skip


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _form, _conversion in Formatter().parse(text) if name}


def test_every_sentence_has_its_translation() -> None:
    assert sentences() - SENTENCES.keys() == set()


def test_nothing_is_translated_that_nobody_says() -> None:
    assert SENTENCES.keys() - sentences() == set()


def test_a_translation_fills_in_the_same_words() -> None:
    wrong = [one for one, other in SENTENCES.items() if placeholders(one) != placeholders(other)]
    assert wrong == []


@pytest.mark.parametrize("locale", ["de", "de-AT", "de_CH", "DE"])
def test_german_is_spoken_to_those_who_ask_for_it(locale: str) -> None:
    assert words_for(locale)["Back"] == "Zurück"


@pytest.mark.parametrize("locale", ["en", "en-GB", "fr", "den", "", "de\x00"])
def test_whatever_is_not_spoken_stays_english(locale: str) -> None:
    assert words_for(locale) == {}


def test_one_and_many_are_told_apart() -> None:
    ready = screens()["list-ready"]
    with speaking(SENTENCES):
        said = Html(str(view(ready))).said
    assert "2 Integrationen waren nicht lesbar" in said


def test_the_page_says_in_which_language_it_is() -> None:
    empty = screens()["list-empty"]
    with speaking(SENTENCES):
        assert Html(str(view(empty))).find("main", lang="de", dir="ltr")
    assert Html(str(view(empty))).find("main", lang="en", dir="ltr")


def test_no_screen_falls_back_into_english() -> None:
    english = [one for one, other in SENTENCES.items() if len(one) > 8 and one not in other]
    with speaking(SENTENCES):
        # Some sentences are said when a state is made: these have to be made in German as well.
        said = {name: Html(str(view(app))).said for name, app in screens.__wrapped__().items()}
    whole = {text: re.compile(rf"\b{re.escape(text)}(?!\w)") for text in english}
    assert [
        (name, text) for name in said for text in english if whole[text].search(said[name])
    ] == []


def test_what_the_page_says_before_the_hub_does_is_there_in_every_language() -> None:
    page = (HUB.parent / "index.html").read_text(encoding="utf-8")
    said = {lang: re.findall(rf'<span lang="{lang}">[^<]+</span>', page) for lang in ("en", "de")}
    assert len(said["en"]) == len(said["de"]) > 0
    body = re.sub(
        r'<span lang="..">[^<]+</span>|<(noscript|py-config).*', "", page.partition("<body>")[2]
    )
    assert Html(body).said == ""
