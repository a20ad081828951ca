"""The paths of servers: every notation is read, and none is too odd."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.paths import furthest, in_body, parse_path, texts

WRITTEN = [
    ("", ()),
    ("$", ()),
    ("region", ("region",)),
    (" region ", ("region",)),
    (".region", ("region",)),
    ("$.region", ("region",)),
    ("$['region']", ("region",)),
    ("lines[0].city", ("lines", "0", "city")),
    ("lines.0.city", ("lines", "0", "city")),
    ("/lines/0/city", ("lines", "0", "city")),
    ("#/lines/0/a%20city", ("lines", "0", "a city")),
    ('lines[0]["city"]', ("lines", "0", "city")),
    ("a['b.c'].d", ("a", "b.c", "d")),
    (r'a["say \"b\""]', ("a", 'say "b"')),
    ("/a~1b/c~0d/~01", ("a/b", "c~d", "~1")),
    ("/", ("",)),
    ("a..b", ("a", "", "b")),
    ("a.[0]", ("a", "0")),
    ("a[]", ("a", "")),
    ("a[*]", ("a", "*")),
    ('a["b', ("a", '["b')),
]


@pytest.mark.parametrize(("path", "steps"), WRITTEN)
def test_a_path_is_read_whichever_way_it_is_written(path: str, steps: tuple[str, ...]) -> None:
    assert texts(parse_path(path)) == steps


def test_the_body_itself_is_no_step_of_it() -> None:
    assert texts(in_body("body.region")) == texts(in_body("/body/region")) == ("region",)


@given(st.text(st.sampled_from("a.[]\"'\\/~#%$0 ")))
def test_no_path_is_too_odd_to_read(path: str) -> None:
    assert furthest([()], parse_path(path))[0] == ((),)


NAMES = st.lists(st.text(max_size=6), min_size=1, max_size=4)


@given(NAMES)
def test_names_in_quotes_and_in_pointers_are_exact(names: list[str]) -> None:
    quoted = "".join(f"[{json.dumps(name, ensure_ascii=False)}]" for name in names)
    pointer = "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names)
    if not any(control in quoted for control in (r"\n", r"\r", r"\t", r"\b", r"\f", r"\u")):
        assert texts(parse_path("a" + quoted)) == ("a", *names)
    if pointer == pointer.rstrip():
        assert texts(parse_path(pointer)) == tuple(names)


def test_between_dots_every_place_is_meant_that_reads_the_same() -> None:
    steps = parse_path("a.b")
    assert furthest([("a.b",), ("a",), ("a", "b")], steps) == ((("a.b",), ("a", "b")), True)
    assert furthest([("a.b",), ("a",)], steps) == ((("a.b",),), True)
    assert furthest([("a",)], steps) == ((("a",),), False)
    assert furthest([("a.b",), ("a",), ("a", "b")], parse_path('["a.b"]')) == ((("a.b",),), True)
    assert furthest([], steps) == (((),), False)
