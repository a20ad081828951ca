"""Every trouble on the way from the click on Activate, one by one, and what comes of it.

What the journeys meet by chance is gone through in full here: who refuses, which request is lost,
and whether the person tries again. REL-06, REL-07, REL-08, REL-21.
"""

from itertools import product
from typing import get_args

import pytest

from tests.hub.fake_api import Fault
from tests.hub.journeys.page import Fate
from tests.hub.journeys.test_journeys import Allowed, Sending, Trouble

CUTS: tuple[Fault, ...] = ("lost_before", "lost_after", "429")
TROUBLES = [Trouble(n) for n in range(4)] + [Trouble(0, c, n) for c in CUTS for n in range(4)]
INTEGRATIONS = ["cask", "edge"]
WAYS = list(product([None, *get_args(Allowed)], [False, True]))


def keep_promises(tab: Sending) -> None:
    for promise in tab.invariants:
        promise.function(tab)


def wait(tab: Sending) -> None:
    """Let everything under way come to its end."""
    while tab.pending:
        tab.carry_out(tab.pending[0])
        keep_promises(tab)


def press(tab: Sending, event: str) -> bool:
    """Click on a way on, if it is offered."""
    ways = [item for item in tab.offered if item.attributes.get("data-event") == event]
    for way in ways[:1]:
        tab.click_on(way, {})
    return bool(ways)


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
@pytest.mark.parametrize("integration", INTEGRATIONS)
def test_whatever_goes_wrong_once_all_is_well_in_the_end(
    integration: str, trouble: Trouble
) -> None:
    """REL-06, REL-07, REL-08, REL-21"""
    for (allowed, reuses), patience in product(WAYS, [0, 2]):
        tab = Sending()
        tab.send_all(integration, allowed, trouble, reuses)
        wait(tab)
        tab.let_the_network_recover()
        for _time in range(patience):
            if press(tab, "try-again"):
                wait(tab)
        keep_promises(tab)
        tab.everything_ends()


@pytest.mark.parametrize("fate", get_args(Fate))
def test_a_reload_at_any_moment_makes_no_second_activation(fate: Fate) -> None:
    """REL-06, REL-14"""
    for (allowed, reuses), orders in product(WAYS, range(4)):
        tab = Sending()
        tab.send_all("cask", allowed, Trouble(), reuses)
        for _order in range(orders):
            for effect in tab.pending[:1]:
                tab.carry_out(effect)
        tab.the_page_is_loaded_anew(fate)
        wait(tab)
        if press(tab, "back"):
            tab.come_to_the_review(reuses)
            press(tab, "activate")
            wait(tab)
            assert tab.api.of("cask")
        keep_promises(tab)
        tab.everything_ends()


def test_what_arrives_after_it_was_sent_anew_is_refused_for_its_names() -> None:
    """REL-06, REL-14"""
    tab = Sending()
    tab.send_all("cask", None, Trouble(), reuses=False)
    (order,) = tab.pending
    tab.the_page_is_loaded_anew("lost")
    wait(tab)
    press(tab, "back")
    tab.come_to_the_review(reuses=False)
    press(tab, "activate")
    wait(tab)
    tab.arrive(order)
    assert len(tab.api.posts("activations")) == 2
    keep_promises(tab)


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_one_who_goes_back_and_leaves_finds_the_truth_in_the_list(trouble: Trouble) -> None:
    """REL-06, REL-14"""
    for allowed, reuses in WAYS:
        tab = Sending()
        tab.send_all("cask", allowed, trouble, reuses)
        wait(tab)
        press(tab, "back")
        keep_promises(tab)
        tab.everything_ends()
