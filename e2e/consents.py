"""The step that asks a provider for consent, on the way to connecting Atlas Calendar."""

from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from e2e.pages import HostPage, HubPage
from e2e.screens import ConsentWindow, WizardPage

NAME = "Atlas Calendar"
SIGN_IN = f"Sign in to {NAME}"

BLOCK_WINDOWS = "() => { window.allowed = window.open; window.open = () => null; }"
ALLOW_WINDOWS = "() => { window.open = window.allowed; }"


@dataclass(frozen=True)
class ConsentStep:
    """The step in the wizard: verbs for what people do there, `expect_` for what they see."""

    host: HostPage
    wizard: WizardPage

    @classmethod
    def reach(cls, host: HostPage, hub: HubPage | None = None) -> "ConsentStep":
        """Go to the step, in the page's only hub or in one of several."""
        step = cls(host, (hub or host.hub).connect(NAME).start())
        expect(step.button).to_be_visible()
        return step

    @property
    def button(self) -> Locator:
        """Find the button that opens the provider's window."""
        return self.wizard.dialog.get_by_role("button", name=SIGN_IN, exact=True)

    def open_window(self) -> ConsentWindow:
        """Open the provider's window."""
        with self.host.page.expect_popup() as opened:
            self.button.click()
        return ConsentWindow(opened.value)

    def sign_in(self) -> None:
        """Consent, and see that it counts."""
        self.open_window().press("Approve")
        self.expect_signed_in()

    def finish(self, calendar: str = "Deliveries") -> None:
        """Answer what is asked besides, and activate."""
        self.answer(calendar)
        self.wizard.activate()

    def answer(self, calendar: str = "Deliveries") -> None:
        """Answer what is asked besides, up to the review."""
        self.wizard.go_on()
        self.wizard.expect_stage("configure")
        self.wizard.fill("Calendar name", calendar)
        self.wizard.go_on()

    def expect_signed_in(self) -> None:
        """See that the provider's consent is there."""
        expect(self.wizard.dialog.get_by_text(f"You are signed in to {NAME}.")).to_be_visible(
            timeout=10_000
        )

    def expect_waiting(self) -> None:
        """See that the window is waited for."""
        expect(self.wizard.dialog.get_by_text(f"Waiting for {NAME}…")).to_be_visible()

    def expect_said(self, *texts: str) -> None:
        """See why the attempt ended, and that another one can be made."""
        for text in texts:
            expect(self.wizard.summary).to_contain_text(text)
        expect(self.button).to_be_visible()
