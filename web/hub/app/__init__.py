"""The hub as a whole: the list, and the one screen that may stand in its place.

    List --ConnectChosen--> Wizard --Closed--> List
         --ManageChosen---> Manage --Closed--> List

The wizard asks before it loses answers; while an order is under way neither screen can be left.
"""

from hub.app.clocks import is_over as is_over
from hub.app.events import Closed as Closed
from hub.app.events import ConnectChosen as ConnectChosen
from hub.app.events import Crashed as Crashed
from hub.app.events import Effect as Effect
from hub.app.events import Event as Event
from hub.app.events import Follow as Follow
from hub.app.events import ImageFailed as ImageFailed
from hub.app.events import Left as Left
from hub.app.events import ManageChosen as ManageChosen
from hub.app.events import OptionsChanged as OptionsChanged
from hub.app.events import Outdated as Outdated
from hub.app.events import ReconnectChosen as ReconnectChosen
from hub.app.events import Recovered as Recovered
from hub.app.events import RouteChosen as RouteChosen
from hub.app.events import Started as Started
from hub.app.states import LEAVE_TITLE as LEAVE_TITLE
from hub.app.states import App as App
from hub.app.states import card_id as card_id
from hub.app.update import start as start
from hub.app.update import update as update
