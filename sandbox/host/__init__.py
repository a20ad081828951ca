"""The demo host: a small believable application that embeds the hub as any host would."""

from sandbox.host.app import create_host
from sandbox.host.settings import Hint, HostSettings, Person

__all__ = ["Hint", "HostSettings", "Person", "create_host"]
