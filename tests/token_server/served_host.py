"""What the tests' host tells a token server that runs in processes of its own."""

import fcntl
import json
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Request
from limits.storage import Storage

from token_server import ConnectionCreate, User

PATIENCE = 20.0


def session_user(request: Request) -> str | None:
    """Say who is signed in; someone who brings a file waits until it is there."""
    if path := request.headers.get("X-Wait-For"):
        _wait_for(Path(path))
    return request.headers.get("X-Session")


def cookie_user(request: Request) -> str | None:
    """Say who is signed in, by a cookie."""
    return request.cookies.get("sess")


def body_user(request: Request) -> str | None:
    """Say who is signed in, once the body has been read."""
    return request.headers.get("X-Session") if request.get_data() else None


def reader_of_everything(request: Request) -> str | None:
    """Say that somebody is signed in where a request carries the canary of the environment."""
    return "user-ada" if "canary-8d1f" in repr(request.environ) else None


def own_connection(_user: User) -> ConnectionCreate:
    """Supply the user's connection to the host's own system."""
    return {"name": "Own", "credentials": {}, "variables": []}


def _wait_for(path: Path) -> None:
    path.with_suffix(".asked").touch()
    pause = threading.Event()
    until = time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < until:
        pause.wait(0.01)


class SharedFile(Storage):
    """Count in a file that all workers share; without its folder it is down."""

    STORAGE_SCHEME: list[str] | None = ["sharedfile"]  # noqa: RUF012 - as its base class has it

    def __init__(self, uri: str, **_options: Any) -> None:
        self._path = Path(urlsplit(uri).path)
        super().__init__(uri)

    @property
    def base_exceptions(self) -> type[Exception]:
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with self._path.open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            counts = json.loads(file.read() or "{}")
            counts[key] = counts.get(key, 0) + amount
            file.truncate(0)
            file.write(json.dumps(counts))
        used: int = counts[key]
        return used

    def get(self, key: str) -> int:
        used: int = json.loads(self._path.read_text()).get(key, 0)
        return used

    def get_expiry(self, key: str) -> float:
        return time.time() + 30

    def check(self) -> bool:
        return self._path.parent.exists()

    def reset(self) -> int | None:
        return None

    def clear(self, key: str) -> None:
        return None
