"""Calls for the client's tests, with their answers and failures."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest

from hub import api
from hub.errors import HubError, Problem, ProblemType, TransportError
from hub.wire import Call, Response
from tests.hub.worlds import FakeWorld

T = TypeVar("T")

OK = Response(200, '{"id":"H","name":"Main"}')
MADE = Response(200, '{"id":"A1","integration":{"id":"I1"}}')
READ = api.get_hub("H")
MAKE: Call[Any] = api.activate({"userId": "user-ada"})
REPLACE = api.update_variables("A1", {})
DELETE = api.delete_activation("A1")


def lost(kind: ProblemType = "network") -> TransportError:
    return TransportError(Problem(kind))


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def failing(world: FakeWorld, call: Call[Any] = READ) -> HubError:
    with pytest.raises(HubError) as failed:
        run(world.client().call(call))
    return failed.value
