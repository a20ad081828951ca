"""The two screens that may stand in the list's place: the wizard, and managing a connection."""

import re
from dataclasses import dataclass

from playwright.sync_api import FrameLocator, Locator, Page, expect

LONGEST_WAY = 15
"""Presses of the tabulator key that lead from anywhere in the wizard to anywhere else."""

NEXT = re.compile("^(Next|Review)$")


@dataclass(frozen=True)
class WizardPage:
    """The way through connecting one integration."""

    frame: FrameLocator

    @property
    def dialog(self) -> Locator:
        """Find the wizard."""
        return self.frame.get_by_role("dialog")

    @property
    def summary(self) -> Locator:
        """Find the summary of errors."""
        return self.dialog.get_by_role("alert")

    @property
    def question(self) -> Locator:
        """Find the question whether to leave."""
        return self.dialog.get_by_role("alertdialog")

    def field(self, label: str) -> Locator:
        """Find an input by its label."""
        return self.dialog.get_by_role("textbox", name=label)

    def fill(self, label: str, text: str) -> None:
        """Type into a field."""
        self.field(label).fill(text)

    def choose(self, label: str) -> None:
        """Choose one of several options."""
        self.dialog.get_by_role("radio", name=label).check()

    def press(self, label: str) -> None:
        """Press one of the wizard's buttons."""
        self.dialog.get_by_role("button", name=label, exact=True).click()

    def press_by_key(self, label: str) -> None:
        """Press one of the wizard's buttons without a pointer."""
        button = self.dialog.get_by_role("button", name=label, exact=True)
        self.tab_to(button)
        button.press("Enter")

    def tab_to(self, target: Locator) -> None:
        """Reach an element with the tabulator key, from wherever the focus is in the wizard."""
        expect(self.dialog.locator(":focus")).to_have_count(1)
        for _ in range(LONGEST_WAY):
            if target.evaluate("(element) => element === document.activeElement"):
                return
            self.dialog.locator(":focus").press("Tab")
        expect(target).to_be_focused()

    def go_on(self) -> None:
        """Go to the next stage."""
        self.dialog.get_by_role("button", name=NEXT).click()

    def start(self) -> "WizardPage":
        """Leave the overview for the first question."""
        self.expect_stage("overview")
        self.go_on()
        return self

    def activate(self) -> None:
        """Agree to the review."""
        self.expect_stage("review")
        self.press("Activate")

    def close(self) -> None:
        """Press the cross."""
        self.press("Close")

    def expect_stage(self, stage: str) -> None:
        """See the wizard in one of its public stages, ready to be used."""
        expect(self.frame.locator("[data-stage]")).to_have_attribute("data-stage", stage)

    def expect_ready_to_start(self) -> None:
        """See everything that the overview says, with nothing left to load."""
        self.expect_stage("overview")
        expect(self.dialog.get_by_role("button", name=NEXT)).to_be_visible()

    def expect_done(self) -> None:
        """See that it is connected."""
        self.expect_stage("done")
        expect(self.dialog.get_by_role("heading")).to_contain_text("is connected")

    def expect_closed(self) -> None:
        """See the list again."""
        expect(self.dialog).to_have_count(0)


@dataclass(frozen=True)
class ManagePage:
    """What is connected for one integration."""

    frame: FrameLocator

    @property
    def dialog(self) -> Locator:
        """Find the screen."""
        return self.frame.get_by_role("dialog")

    @property
    def confirmation(self) -> Locator:
        """Find the question whether it is meant."""
        return self.frame.get_by_role("alertdialog")

    def press(self, label: str) -> None:
        """Press one of the screen's buttons."""
        self.dialog.get_by_role("button", name=label, exact=True).first.click()

    def answer(self, label: str) -> None:
        """Answer the question."""
        self.confirmation.get_by_role("button", name=label, exact=True).click()

    def expect_shown(self) -> None:
        """See what is connected, ready to be managed."""
        button = self.dialog.get_by_role("button", name="Disconnect", exact=True)
        expect(button.first).to_be_visible()

    def field(self, label: str) -> Locator:
        """Find one of the settings by its label."""
        return self.dialog.get_by_role("textbox", name=label)

    def activation(self, number: int) -> Locator:
        """Find one of several activations, counted from one."""
        return self.dialog.get_by_role("listitem").nth(number - 1)

    def reconnect(self) -> WizardPage:
        """Begin to replace the activation by a new one."""
        self.press("Reconnect")
        return WizardPage(self.frame)

    def expect_gone(self) -> None:
        """See that nothing is connected any more."""
        expect(self.dialog).to_contain_text("is disconnected")


@dataclass(frozen=True)
class ConsentWindow:
    """The provider's window, where someone consents or does not."""

    page: Page

    def press(self, label: str) -> None:
        """Press one of its buttons; the window may be gone with it."""
        self.page.get_by_role("button", name=label, exact=True).click(no_wait_after=True)

    def go_wrong(self, way: str) -> None:
        """Let the provider fail in one of the ways that it offers."""
        self.page.get_by_label("Or let it go wrong").select_option(label=way)
        self.press("Send this answer")

    def expect_closed(self) -> None:
        """See the window close, or find it closed."""
        if not self.page.is_closed():
            self.page.wait_for_event("close")
