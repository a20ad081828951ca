"""Carrying out effects: the only place in which the hub's decisions touch the world.

Every effect is answered by one event, or by none. What goes wrong becomes an event too.
"""

from hub.perform.activating import LOOKS as LOOKS
from hub.perform.performer import Performer as Performer
from hub.perform.reach import AskHost as AskHost
