"""The activation of one integration: every stage of the wizard, and what leads on from it.

    Opening --PlanLoaded--> Overview --next--> Connect(0) .. Connect(n) --next--> [Configure]
       |                       ^                                                      |
       +--PlanFailed           +--------------------- back ----------------- Review <-+
            --> Unopened                                                    |      ^
                  |                                              submitted  |      | back
                  +--TriedAgain--> Opening                                  v      |
                                              Done <--Confirmed-- Activating --Refused--> Failed
                                                                            |
                             Connect(i) or Configure, with errors <--Refused, naming a field

What was sent before a reload of the page is looked for first: see `hub.activation.looking`.

A stage keeps no answers; they stay in the wizard, so that going back never loses one. Answers of
the network carry the attempt they belong to; those of an earlier attempt change nothing.
"""

from hub.activation.effects import WizardEffect as WizardEffect
from hub.activation.events import WizardEvent as WizardEvent
from hub.activation.states import Wizard as Wizard
from hub.activation.update import open_wizard as open_wizard
from hub.activation.update import update as update
