"""Managing what is connected: its settings, reconnecting it, disconnecting it.

    Loading --DetailsLoaded--> Shown <----------- Saved, SaveFailed ----------- Saving
       |                       |  ^ --SettingsSubmitted, all well------------------^
       +--DetailsFailed        |  |
              --> Unloaded     |  +-- DisconnectDropped, Undone, DisconnectFailed --+
                     |         |                                                    |
      Retried--------+         +--DisconnectChosen--> Confirming --Confirmed--> Undoing
                                                                                 |  TimeToUndoPassed
                                  Gone, or Shown if more is left <--Disconnected-- Deleting
                                                                                 |
       Shown <--DetailsLoaded, DetailsFailed-- Reading <--Disconnected, one left-+
         +--Retried, if it failed-----------------^

Settings that could not be saved because what they belong to may be gone lead to Reading as well,
and so does a disconnection of what another tab has replaced meanwhile.

Reconnecting opens the wizard (`hub.activation`). Where settings are unsaved it asks first, and so
does going over to the settings of another activation. Each visit has a number; answers of an
earlier visit change nothing.
"""

from hub.manage.events import ManageEffect as ManageEffect
from hub.manage.events import ManageEvent as ManageEvent
from hub.manage.events import PersonEvent as PersonEvent
from hub.manage.settings import UnexpectedManageEvent as UnexpectedManageEvent
from hub.manage.settings import absorb as absorb
from hub.manage.settings import ask as ask
from hub.manage.settings import has_unsent_answers as has_unsent_answers
from hub.manage.settings import select as select
from hub.manage.states import Manage as Manage
from hub.manage.update import open_manage as open_manage
from hub.manage.update import update as update
