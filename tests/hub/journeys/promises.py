"""What may never happen in a tab, and what always must."""

from collections import Counter

from hypothesis.stateful import invariant, rule

from hub.activation import Wizard
from hub.activation.consent import shown_step
from hub.activation.effects import AwaitConsent, Release
from hub.activation.states import Done, Failed
from hub.app import Effect
from hub.errors import Problem
from hub.manage import Manage
from hub.manage.events import Disconnect, WaitToUndo
from hub.manage.states import Shown
from hub.oauth import Granted, Waiting
from tests.hub.fake_api import USER
from tests.hub.fake_provider import STATE
from tests.hub.journeys.page import Page
from tests.hub.journeys.person import SOON
from tests.hub.journeys.tab import Clock, holds_secret

ORDERS_BY = ("activate", "try-again")
SIGN_IN = ("data-popup", "data-state")
LONGEST_DRAIN = 40


class Promises(Page):
    """A tab that is watched."""

    @invariant()
    def there_is_always_a_way_on(self) -> None:
        """Offer something to click on, or wait for what will end."""
        assert self.pending or self.offered

    @invariant()
    def what_is_waited_for_is_under_way(self) -> None:
        """Show that something is waited for only while it is."""
        waits = any("vh-waiting" in i.attributes.get("class", "") for i in self.page.elements)
        assert not waits or self.pending or any(leads_on(clock) for _due, clock in self.clocks)

    @invariant()
    def the_hub_never_fails(self) -> None:
        """Take every event for what it is."""
        assert self.app.crashed is None

    @invariant()
    def no_secret_is_shown(self) -> None:
        """Keep what was typed, and every code, out of the HTML and of every repr."""
        assert not holds_secret(self.page.text) and not holds_secret(repr(self.app))

    @invariant()
    def no_sign_in_is_shown_but_to_open_it(self) -> None:
        """Keep states out of everything but the button that opens the window."""
        texts = [
            text for item in self.page.elements for name, text in item.attributes.items()
            if name not in SIGN_IN
        ]  # fmt: skip
        assert STATE not in " ".join([*texts, *self.page.words]) and STATE not in repr(self.app)

    @invariant()
    def a_code_comes_only_with_its_own_sign_in(self) -> None:
        """Believe no answer of another window."""
        consents = [step.consent for step in self.wizard.steps] if self.wizard else []
        given = {item.state: item.code for item in consents if isinstance(item, Granted)}
        assert given.items() <= self.api.provider.codes.items()
        assert not self.api.provider.strangers

    @invariant()
    def a_window_is_open_only_while_it_is_waited_for(self) -> None:
        """Leave no window of the provider behind."""
        step = shown_step(self.wizard) if self.wizard else None
        assert not self.window or (step and isinstance(step.consent, Waiting))

    @invariant()
    def nothing_is_ordered_unasked(self) -> None:
        """Send no order without a click; what follows from one follows at most once."""
        given = Counter(order.task for order in self.orders)
        assert given["activate"] <= sum(self.clicks[name] for name in ORDERS_BY)
        assert given["replace"] <= given["activate"]
        assert given["restore"] <= given["activate-again"] <= given["free"] <= given["activate"]
        assert given["disconnect"] <= self.clicks["confirm-disconnect"]
        sent = Counter(request.method for request in self.api.log)
        assert sent["DELETE"] <= sum(given[name] for name in ("free", "replace", "disconnect"))

    @invariant()
    def nothing_is_given_up_untried(self) -> None:
        """Say that something is lost only after its restoration was ordered."""
        stage = self.wizard.stage if self.wizard else None
        is_lost = isinstance(stage, Failed) and stage.standing == "lost"
        assert not is_lost or "restore" in [order.task for order in self.orders]

    @invariant()
    def one_intent_makes_one_activation(self) -> None:
        """Make at most one activation of each intent, and one more to restore what it broke."""
        intents = {(i.integration, i.attempt) for i in self.orders if i.task.startswith("activate")}
        wanted = Counter(integration for integration, _attempt in intents)
        wanted += Counter(i.integration for i in self.orders if i.task == "restore")
        assert not Counter(self.api.made) - wanted

    @invariant()
    def nobody_connects_what_was_not_chosen(self) -> None:
        """Make no more activations than were chosen, however often the page was loaded anew."""
        wanted = self.intents + Counter(i.integration for i in self.orders if i.task == "restore")
        assert not Counter(self.api.made) - wanted

    @invariant()
    def a_user_is_created_once(self) -> None:
        """Send no second user."""
        assert set(self.api.users) <= {USER}

    @invariant()
    def what_is_said_of_the_activations_is_true(self) -> None:
        """Say only of what is there that it is there."""
        match self.app.screen:
            case Manage(stage=Shown(problem=Problem(), is_unsure=False)) as screen:
                assert {item.id for item in screen.activations} <= self.api.activations.keys()
            case Wizard() as wizard if isinstance(wizard.stage, Done):
                assert wizard.stage.activation.id in self.api.activations
                assert not wizard.stage.is_old_left or len(self.api.of(wizard.summary.id)) > 1
            case Wizard() as wizard if isinstance(wizard.stage, Failed) and wizard.reconnect:
                is_there = wizard.reconnect.old.id in self.api.activations
                left = bool(self.api.of(wizard.summary.id))
                truths = {"kept": is_there, "restored": is_there, "lost": not left}
                assert truths.get(wizard.stage.standing, True)

    @invariant()
    def no_settings_are_taken_for_those_of_another(self) -> None:
        """Show only settings as those in force that are in force there."""
        match self.app.screen:
            case Manage(stage=Shown(), known=known):
                there = known.keys() & self.api.activations.keys()
                assert {i: known[i] for i in there} == {
                    i: self.api.variables.get(i, {}) for i in there
                }

    @rule()
    def everything_ends(self) -> None:
        """Come to rest once the network is back, and find the list as things stand."""
        self.api.faults, self.api.refusals = [], 0
        self.arrive_late()
        for _turn in range(LONGEST_DRAIN):
            self.carry_out_all()
            self.pass_time(SOON)
        assert not self.pending and self.offered
        self.leave()
        if not self.app.catalogue.rows:
            self.send("refresh", {})
            self.carry_out_all()
        assert self.app.screen is None
        shown = {row.id: row.is_activated for row in self.app.catalogue.rows}
        assert shown == {id_: bool(self.api.of(id_)) for id_ in shown} != {}

    def leave(self) -> None:
        """Leave for the list; a question on the way to somewhere else leads there first."""
        for _screen in ("the one with the question", "the one beyond it"):
            self.send("leave", {})
            self.carry_out_all()

    def carry_out(self, effect: Effect) -> None:
        """Watch what a deletion deletes: the chosen one, and for a new one's sake only after it."""
        before = set(self.api.activations)
        super().carry_out(effect)
        gone = before - set(self.api.activations)
        match effect:
            case Disconnect(activation=activation):
                assert gone <= {activation.id}
            case Release(integration_id=integration, activation=activation):
                assert gone <= {activation.id}
                assert not gone or self.api.allows_one or self.api.of(integration)
            case _:
                assert not gone


def leads_on(clock: Clock) -> bool:
    """Tell whether something that is shown as waited for ends with a clock."""
    match clock:
        case WaitToUndo():
            return True
        case AwaitConsent(what=what):
            return what != "prepared"
        case _:
            return False
