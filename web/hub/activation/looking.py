"""An activation that was sent before the page was loaded anew, and is looked for since.

    look --Activated--> Done, or replace where it is a reconnection
      +--Refused, not seen--> Failed, unseen --TriedAgain--> look
                                   +--WentBack--> the first stage that lacks something

It goes on under the names it was sent with: where it arrives late all the same, a second sending
is refused for them.
"""

from dataclasses import dataclass, replace

from hub.activation.states import Activating, Wizard

SENDING = ("activate", "activate-again", "restore", "confirm", "replace")
"""Tasks from which on an activation may exist, or come to exist."""


@dataclass(frozen=True)
class Sent:
    """What is known of a sending: its attempt, and the activations that were there before it."""

    attempt: str
    known: tuple[str, ...] = ()
    restores: bool = False
    """Whether it was to put back what stood before."""


@dataclass(frozen=True)
class Look:
    """Look for what was sent, for as long as it may be under way; answered as Activate is."""

    attempt: str
    integration_id: str
    known: tuple[str, ...] = ()


def sent_by(wizard: Wizard) -> Sent | None:
    """Tell what was sent and may exist, or come to exist, without anybody having seen it."""
    task = wizard.stage.task if isinstance(wizard.stage, Activating) else ""
    if wizard.plan is None or not (wizard.is_unsure or task in SENDING):
        return None
    known = tuple(item.id for item in wizard.plan.activations)
    return Sent(wizard.attempt, known, restores=wizard.is_restoring or task == "restore")


def take_up(wizard: Wizard, sent: Sent) -> Wizard:
    """Go on from a sending: what has appeared since then is not known yet."""
    if wizard.plan is None:
        return wizard
    before = tuple(item for item in wizard.plan.activations if item.id in sent.known)
    plan = replace(wizard.plan, activations=before)
    end_user = wizard.plan.end_user
    return replace(
        wizard,
        attempt=sent.attempt,
        plan=plan,
        end_user=end_user,
        is_unsure=True,
        is_restoring=sent.restores,
    )


def look_for(wizard: Wizard) -> Look:
    """Order the look."""
    known = wizard.plan.activations if wizard.plan else ()
    return Look(wizard.attempt, wizard.summary.id, tuple(item.id for item in known))
