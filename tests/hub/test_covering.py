"""What the API says is shown without the secrets that it repeats."""

import pytest

from hub.covering import cover
from hub.errors import FieldProblem, Problem

KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n"


def covered(text: str, *secrets: str) -> str:
    return cover(Problem("validation", detail=text), secrets).detail


def test_a_secret_is_covered_wherever_it_is_repeated() -> None:
    """HUB-27"""
    problem = Problem("validation", "canary", "no canary", (FieldProblem("key", "bad canary"),))
    after = cover(problem, ["canary"])
    assert (after.code, after.detail, after.fields[0].message) == ("•••", "no •••", "bad •••")


def test_of_two_secrets_the_longer_one_is_covered_first() -> None:
    assert covered("no canary-bird", "canary", "canary-bird") == "no •••"


@pytest.mark.parametrize("secret", ["7", "pin", "a+b"])
def test_a_short_secret_is_covered_where_it_stands_alone(secret: str) -> None:
    text = f"{secret} is wrong, not x{secret}x"
    assert covered(text, secret) == f"••• is wrong, not x{secret}x"


def test_every_line_of_a_long_secret_is_covered() -> None:
    """HUB-27"""
    assert covered("bad line: hkiG9w0BAQEFAASC!", KEY) == "bad line: •••!"


@pytest.mark.parametrize("cut", [31, 40, 45])
def test_a_secret_that_was_cut_with_its_message_is_covered(cut: int) -> None:
    """HUB-27"""
    assert set(covered(KEY[:cut], KEY).split()) == {"•••"}


@pytest.mark.parametrize("secrets", [(), ("",), ("another",)])
def test_what_repeats_no_secret_stays_as_it_is(secrets: tuple[str, ...]) -> None:
    assert covered("Must be shorter.", *secrets) == "Must be shorter."


def test_the_repr_of_a_problem_says_nothing_that_the_api_said() -> None:
    """HUB-27: what it repeats is covered only once it is known what was sent."""
    problem = Problem("api", detail="canary", fields=(FieldProblem("key", "canary"),))
    assert "canary" not in repr(problem)
