"""What may happen in the provider's window, and to it."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.hub.journeys.person import TIMES, Person, best_answers

ANSWERS = (
    "?code={code}&state={state}",
    "?error=access_denied&state={state}",
    "?error=server_error&error_description=Out+of+order&state={state}",
    "?code=canary-of-somebody-else&state=sesame-of-somebody-else",
    "?code={code}&error=server_error&state={state}",
    "?code={code}&code={code}&state={state}",
    "?state={state}",
    "",
)


class Window(Person):
    """The person opens the provider's window; the provider answers, or something odd does."""

    @precondition(lambda self: self.window)
    @rule(answer=st.sampled_from(ANSWERS), times=TIMES)
    def the_provider_answers(self, answer: str, times: int) -> None:
        """Answer from the window that is open, once or twice."""
        state = self.window
        for _time in range(times):
            self.answer_from(state, answer)

    @precondition(lambda self: self.began)
    @rule(data=st.data(), answer=st.sampled_from(ANSWERS))
    def an_earlier_window_answers_late(self, data: st.DataObject, answer: str) -> None:
        """Answer from any window there ever was, as when its message was on its way."""
        state = data.draw(st.sampled_from(list(self.began)))
        self.answer_from(state, answer)

    def answer_from(self, state: str, answer: str) -> None:
        """Answer from the window of a sign-in."""
        self.answer(answer.format(code=self.api.provider.codes[state], state=state))

    @precondition(lambda self: self.window)
    @rule()
    def the_window_looks_closed(self) -> None:
        """Close the window, or hide it from this page."""
        self.send("window-closed", {})

    @precondition(lambda self: any("data-popup" in i.attributes for i in self.page.elements))
    @rule()
    def the_window_is_blocked(self) -> None:
        """Have the browser refuse to open the window."""
        self.send("window-blocked", {}, best_answers(self.page))
