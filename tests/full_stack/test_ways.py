"""Each way to the API is the one that its name says."""

import asyncio

import pytest

from tests.full_stack.stack import Visit
from tests.full_stack.ways import BY_API_KEY, BY_TOKEN, DIRECT


@pytest.mark.parametrize(
    ("way", "scheme"),
    [(DIRECT, "JWT"), (BY_TOKEN, "JWT"), (BY_API_KEY, "Bearer")],
    indirect=["way"],
)
def test_each_way_carries_its_own_credential(ada: Visit, scheme: str) -> None:
    """HYB-07"""
    ada.tab()
    said = [entry.authorization.partition(" ")[0] for entry in ada.stack.world.journal.entries()]
    assert set(said) == {scheme}


@pytest.mark.parametrize("way", [BY_TOKEN, BY_API_KEY], indirect=True)
def test_through_the_host_a_browser_holds_a_word_for_a_token(ada: Visit) -> None:
    """HYB-07: the word is good for nothing at the API itself."""
    token = asyncio.run(ada.stack.browser(ada.user, ada.hub_id).token())
    assert (token.value, token.user_id) == ("session", ada.user)
