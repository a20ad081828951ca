"""Managing what is connected: its settings, reconnecting it, disconnecting it.

    Loading --DetailsLoaded--> Shown <----------- Saved, SaveFailed ----------- Saving
       |                       |  ^ --SettingsSubmitted, all well------------------^
       +--DetailsFailed        |  |
              --> Unloaded     |  +-- DisconnectDropped, Undone, DisconnectFailed --+
                     |         |                                                    |
      Retried--------+         +--DisconnectChosen--> Confirming --Confirmed--> Undoing
                                                                                 |  TimeToUndoPassed
                                  Gone, or Shown if more is left <--Disconnected-- Deleting

Reconnecting opens the wizard (`hub.activation`). Each visit has a number; answers of an earlier
visit change nothing.
"""

from hub.manage.events import ManageEffect as ManageEffect
from hub.manage.events import ManageEvent as ManageEvent
from hub.manage.events import PersonEvent as PersonEvent
from hub.manage.states import Manage as Manage
from hub.manage.update import absorb as absorb
from hub.manage.update import has_unsent_answers as has_unsent_answers
from hub.manage.update import open_manage as open_manage
from hub.manage.update import update as update
