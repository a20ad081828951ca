"""The consent of the step that is shown: its machine, wired to the wizard."""

from collections.abc import Sequence
from dataclasses import replace

from hub import oauth, oauth_events
from hub.activation.effects import AwaitConsent, InitialiseConsent, WizardEffect
from hub.activation.outcome import stage_name
from hub.activation.states import Connect, Wizard
from hub.errors import Problem
from hub.glass import Announce, CloseWindow, Focus, Tell
from hub.oauth import Broken, Consent, Granted, Prepared, Preparing, Waiting
from hub.oauth_events import ConsentAged, ConsentCancelled, ConsentEffect, ConsentEvent
from hub.schemes import AuthorizationCode
from hub.steps import Step
from hub.texts import _
from hub.wording import error_object, words

Outcome = tuple[Wizard, list[WizardEffect]]


def arrive(wizard: Wizard) -> Outcome:
    """Ask for a fresh authorize URL when a step that needs one comes into view."""
    step = shown_step(wizard)
    if step is None or not step.needs_consent or step.consent is None:
        return wizard, []
    told = step.consent.told if isinstance(step.consent, Preparing | Prepared) else None
    consent, orders = oauth.begin(step.consent.number + 1, told)
    return _with_consent(wizard, step, consent), _effects(wizard, step, orders)


def depart(wizard: Wizard) -> list[WizardEffect]:
    """Close the provider's window when its step goes out of view."""
    step = shown_step(wizard)
    if step is None or step.consent is None:
        return []
    return _effects(wizard, step, oauth.leave(step.consent))


def update(wizard: Wizard, event: ConsentEvent) -> Outcome:
    """Let an event happen to the consent of the step that is shown; others are late."""
    step = shown_step(wizard)
    if step is None or getattr(event, "prefix", step.prefix) != step.prefix:
        return wizard, []
    scheme = step.template.scheme
    if step.consent is None or not isinstance(scheme, AuthorizationCode):
        return wizard, []
    if not step.is_new and isinstance(event, ConsentAged) and event.what == "prepared":
        return wizard, []  # a fresh one is asked for when a new connection is chosen again
    loopback = wizard.plan is not None and wizard.plan.loopback
    consent, orders = oauth.update(step.consent, event, scheme, loopback)
    changed = _with_consent(wizard, step, consent)
    gave_up = consent != step.consent and isinstance(event, ConsentCancelled)
    focus = [Focus(step.consent_name)] if gave_up else []
    return changed, [*_effects(wizard, step, orders), *_report(wizard, step, consent), *focus]


def awaits(wizard: Wizard, clock: AwaitConsent) -> bool:
    """Tell whether a clock can still change something when it runs out."""
    step = shown_step(wizard)
    if step is None or (wizard.attempt, step.prefix) != (clock.attempt, clock.prefix):
        return False
    if step.consent is None or not (step.is_new or clock.what != "prepared"):
        return False
    return oauth.awaits(step.consent, clock.number, clock.what)


def shown_step(wizard: Wizard) -> Step | None:
    """Give the step that is in view."""
    match wizard.stage:
        case Connect(index):
            return wizard.steps[index]
        case _:
            return None


def window_name(wizard: Wizard) -> str:
    """Name the window that all attempts use: another hub of the page would find it by its name."""
    return f"versori-hub-consent-{wizard.attempt}"


def problem_of(consent: Consent) -> Problem | None:
    """Give what went wrong with the attempt before, or with this one."""
    match consent:
        case Broken(problem=problem):
            return problem
        case Preparing(told=told) | Prepared(told=told):
            return told
        case _:
            return None


def _report(wizard: Wizard, step: Step, consent: Consent) -> list[WizardEffect]:
    """Say what changed to people who cannot see it, and what failed to the host."""
    if consent == step.consent:
        return []
    if isinstance(consent, Granted):
        return [Announce(_("Signed in.")), Focus(step.consent_name)]
    problem = problem_of(consent)
    if problem is None or (step.consent and problem == problem_of(step.consent)):
        return []
    told = Tell("error", error_object(problem, stage_name(wizard.stage)))
    return [told, Announce(" ".join(words(problem)))]


def _effects(wizard: Wizard, step: Step, orders: Sequence[ConsentEffect]) -> list[WizardEffect]:
    return [_effect(wizard, step, order) for order in orders]


def _effect(wizard: Wizard, step: Step, order: ConsentEffect) -> WizardEffect:
    match order:
        case oauth_events.Prepare(number):
            return InitialiseConsent(wizard.attempt, step.prefix, number, step.template)
        case oauth_events.SetClock(number, what, seconds):
            return AwaitConsent(wizard.attempt, step.prefix, number, what, seconds)
        case oauth_events.CloseWindow():
            return CloseWindow()


def _with_consent(wizard: Wizard, step: Step, consent: Consent) -> Wizard:
    # What was refused, or is missing, stays said until the window opens again.
    is_answered = isinstance(consent, Waiting | Granted)
    changed = replace(step, consent=consent, error="" if is_answered else step.error)
    steps = tuple(changed if item is step else item for item in wizard.steps)
    return replace(wizard, steps=steps)
