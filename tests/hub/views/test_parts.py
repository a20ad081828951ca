"""The small parts: which images are shown, and what is made of an odd name."""

import pytest

from hub.views.parts import LONGEST_NAME, LONGEST_URL, hue, logo, monogram, plain, safe_image_url
from tests.hub.html import Html

LOOPBACK = ("http://127.0.0.1:8001",)
GOOD = "https://img.example/acme.svg"


@pytest.mark.parametrize("url", [GOOD, "https://img.example:8443/a?b=c", "HTTPS://img.example/a"])
def test_an_image_over_https_is_shown(url: str) -> None:
    """HUB-04"""
    assert safe_image_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "data:image/svg+xml,<svg>",
        "blob:https://img.example/1",
        "file:///etc/passwd",
        "http://img.example/a.svg",
        "//img.example/a.svg",
        "/a.svg",
        "a.svg",
        "https:",
        "https://",
        "https:///a.svg",
        "https://user@img.example/a.svg",
        "https://user:word@img.example/a.svg",
        "https://@img.example/a.svg",
        "https://img.example/a b.svg",
        "https://img.example/\na.svg",
        "\x01https://img.example/a.svg",
        "https://[::1/a.svg",
        "https://img.example/" + "a" * LONGEST_URL,
    ],
)
def test_any_other_image_is_replaced_by_a_monogram(url: str) -> None:
    """HUB-04"""
    page = Html(str(logo("Acme", url, LOOPBACK, ())))
    assert page.find("img") == [] and page.said == "A"


def test_an_image_of_the_sandbox_is_shown_to_its_own_hub_only() -> None:
    """HUB-04"""
    url = "http://127.0.0.1:8001/images/a.svg"
    assert safe_image_url(url, LOOPBACK) == url
    assert safe_image_url(url) == safe_image_url(url, ("http://127.0.0.1:8002",)) == ""


def test_an_image_tells_its_host_nothing_and_keeps_its_box() -> None:
    """HUB-05"""
    (image,) = Html(str(logo('A"cme', GOOD, (), ()))).find("img")
    wanted = {"referrerpolicy": "no-referrer", "loading": "lazy", "decoding": "async"}
    assert wanted.items() <= image.attributes.items()
    assert (image.attributes["alt"], image.attributes["width"]) == ('A"cme', "40")


def test_an_image_that_failed_is_not_shown_again() -> None:
    """HUB-05"""
    assert Html(str(logo("Acme", GOOD, (), {GOOD}))).find("img") == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Acme", "A"), ("acme corp ltd", "AC"), ("(odd) name", "ON"), ("", "•"), ("--- !", "•")],
)
def test_a_monogram_takes_the_first_letters(name: str, letters: str) -> None:
    assert monogram(name) == letters


def test_a_name_keeps_its_colour() -> None:
    assert hue("Crème") == hue("Cre\u0300me")


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c"])
def test_a_name_turns_no_sentence_around(mark: str) -> None:
    """HUB-07"""
    assert plain(f"{mark}Acme{mark}") == "Acme"


def test_an_endless_name_is_cut() -> None:
    """HUB-07"""
    assert len(plain("A" * 100_000)) == LONGEST_NAME
