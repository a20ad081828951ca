"""The first view: a token, and the list as the hub's own code draws it, in one answer.

The page sends the options of its hub. Where the API fails, or takes longer than the settings
allow, or the page asks for another hub than the caller's, the answer is the token alone, and the
hub loads its list in the browser as it would have done anyway.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from token_server.callers import Caller
from token_server.endpoint import Admit, Answer, Reply, Service
from token_server.errors import SettingsRefused
from token_server.gate import check

TellToken: TypeAlias = Callable[[Caller], Mapping[str, str | int]]
Draw: TypeAlias = Callable[[Service, Caller], Mapping[str, Any]]

NO_HUB = "a first view needs the package hub: put the folder web on the import path (PYTHONPATH)"


LARGEST_OPTIONS = 64 * 1024
"""Bytes. A host may name every integration that it lets through, and its category."""


def admission(service: Service) -> Admit:
    """Let in what the token endpoint lets in, with the options of a hub as its body."""
    origins = service.settings.allowed_origins
    return lambda request: check(request, origins, LARGEST_OPTIONS)


def first_view(service: Service, tell_token: TellToken) -> Answer:
    """Make the answer that adds `view` and `state` to what the token endpoint says."""
    draw = _pencil()
    return lambda caller: Reply.of({**tell_token(caller), **draw(service, caller)})


def _pencil() -> Draw:
    """Import what draws, which a host that wants no first view need not have."""
    try:
        from token_server.drawing import drawn
    except ModuleNotFoundError as error:
        raise SettingsRefused([f"{NO_HUB}; {error.name} is missing"]) from None
    return drawn
