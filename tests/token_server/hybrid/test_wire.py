"""Hybrid mode attacked byte by byte: paths and queries, by the servers that are documented.

Whatever is sent, the API is asked nothing at all, or the one thing that the caller may ask.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.token_server.served import GUNICORN, Served

from .upstream import HUB, INTEGRATIONS, Upstream
from .wire import OWN, exchange, get


def test_the_right_call_gets_through(server: Served, upstream: Upstream) -> None:
    """HYB-01: so what is refused below is refused for what is wrong with it."""
    assert exchange(server, get(INTEGRATIONS)) == [200]
    assert upstream.asked == [OWN]


@pytest.mark.parametrize(
    "path",
    [
        f"/versori/api/embed/{HUB}/users/user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ben/../user-ada/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada/../user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada%2f..%2fuser-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada/%2e%2e/user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada/%252e%252e/user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada%252f..%252fuser-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada;x=1/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada/integrations;x=1",
        f"/versori/api/embed/{HUB}/users/user-ada\\..\\user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada%00/integrations",
        f"/versori/api/embed/{HUB}/users/%c0%ae%c0%ae/user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-%ff%fe/integrations",
        f"/versori/api/embed/{HUB}/users/user-ada%0d%0aX-Session:%20user-ben/integrations",
        f"/versori/api/embed/{HUB}/users/user-ad%EF%BD%81/integrations",
        f"/versori/api/embed/{HUB}/users/USER-ADA/integrations",
        f"/versori/api/embed/{HUB}//users/user-ada/integrations",
        f"/versori/api/../api/embed/{HUB}/users/user-ada/integrations/../../healthz",
        "/versori/api/http://evil.example/hubs",
        "/versori/api/%68ttp:%2f%2fevil.example",
        "/versori/api//evil.example/hubs",
        "/versori/api/@evil.example/hubs",
        f"{INTEGRATIONS}?first=20&first=100",
        f"{INTEGRATIONS}?first=20&%66irst=100",
        f"{INTEGRATIONS}?user_id=user-ben",
        f"{INTEGRATIONS}?after=x%0d%0aX-Evil:%201",
        f"{INTEGRATIONS}?after=x&First=1",
        f"{INTEGRATIONS}?first=20;user_id=user-ben",
        f"{INTEGRATIONS}?deployed=true?user_id=user-ben",
    ],
)
def test_a_trick_with_the_path_or_the_query_asks_nothing(
    server: Served, upstream: Upstream, path: str
) -> None:
    """HYB-02, HYB-03, HYB-04"""
    [status] = exchange(server, get(path))
    assert 400 <= status < 500
    assert upstream.asked == []


@pytest.mark.parametrize(
    "path",
    [
        f"http://127.0.0.1{INTEGRATIONS}",
        f"http://evil.example{INTEGRATIONS}",
        f"//evil.example{INTEGRATIONS}",
        INTEGRATIONS.replace("users", "%75sers"),
        INTEGRATIONS.replace("/users/", "%2fusers/"),
        INTEGRATIONS.replace("/versori", "//versori"),
        INTEGRATIONS.replace("/api", "/%61pi"),
        f"{INTEGRATIONS}#/../..",
    ],
)
def test_another_spelling_asks_nothing_else(server: Served, upstream: Upstream, path: str) -> None:
    """HYB-02: what a server does not tell (granian: another server's name) means the same."""
    exchange(server, get(path))
    assert upstream.asked in ([], [OWN])


@pytest.mark.parametrize(
    "path",
    [
        INTEGRATIONS.replace("users", "%75sers"),
        INTEGRATIONS.replace("/users/", "%2fusers/"),
        INTEGRATIONS.replace("/users/", "%2Fusers%2F"),
        INTEGRATIONS.replace("/api", "/%61pi"),
    ],
)
def test_only_one_spelling_is_right(server: Served, upstream: Upstream, path: str) -> None:
    """HYB-02"""
    assert exchange(server, get(path)) == [404]
    assert upstream.asked == []


@pytest.mark.parametrize("server", [GUNICORN], ids=["gunicorn"], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        f"http://127.0.0.1{INTEGRATIONS}",
        f"http://evil.example{INTEGRATIONS}",
        f"https://evil.example{INTEGRATIONS}",
        f"{INTEGRATIONS}#x",
    ],
)
def test_an_absolute_address_is_no_call_where_hybrid_mode_is_usually_served(
    server: Served, upstream: Upstream, path: str
) -> None:
    """HYB-02: granian does not tell, so it serves hybrid mode only if it is asked to."""
    assert exchange(server, get(path)) == [404]
    assert upstream.asked == []


CLIMBED = f"/versori/api/embed/{HUB}/users/user-ben/../user-ada/integrations"


@given(encoded=st.sets(st.integers(1, len(INTEGRATIONS) - 1), min_size=1))
@settings(max_examples=25, deadline=None)
def test_no_spelling_lets_in_what_is_refused_as_it_stands(
    server: Served, serving_upstream: Upstream, encoded: set[int]
) -> None:
    """HYB-02, HYB-03: a user's own name may be spelled in two ways, and nothing else."""
    serving_upstream.asked.clear()
    for path in (INTEGRATIONS.replace("ada", "ben"), CLIMBED):
        assert 200 not in exchange(server, get(respelled(path, encoded)))
    assert serving_upstream.asked == []
    is_right = encoded <= set(range(AT_USER, AT_USER + len("user-ada")))
    assert exchange(server, get(respelled(INTEGRATIONS, encoded))) == [200 if is_right else 404]


AT_USER = INTEGRATIONS.index("user-ada")


def test_a_user_may_be_spelled_in_numbers(server: Served, upstream: Upstream) -> None:
    """HYB-02"""
    spelled = respelled(INTEGRATIONS, {AT_USER, AT_USER + 4})
    assert exchange(server, get(spelled)) == [200]
    assert upstream.asked == [OWN]


def respelled(path: str, encoded: set[int]) -> str:
    """Write some characters, by their places, as their numbers."""
    spelled = (f"%{ord(each):02x}" if at in encoded else each for at, each in enumerate(path))
    return "".join(spelled)
