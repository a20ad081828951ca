"""Everything on one machine: `python -m sandbox.demo`.

The demo host listens on a port, the sandbox API on the next one; both on the loopback address
only. The host's signing key is made once and kept; the sandbox is told its public half.
"""

import argparse
import logging
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask

import sandbox
import token_server
from sandbox.catalogue import CatalogueError, load_catalogue
from sandbox.host import HostSettings, create_host, guide
from sandbox.host.serving import PortTaken, listen, serving, url
from sandbox.settings import DEFAULT_CATALOGUE, IN_MEMORY, Settings
from sandbox.settings import SigningKey as RegisteredKey
from token_server import KeyRefused, SigningKey
from token_server.sources import read_private_file

WEB = Path(__file__).parents[1] / "web"
"""Where the hub's own package is, for the first view."""

API_PATH = "/api/embedded/v1"
KEY_ID = "northwind-demo"
KEY_FILE = "signing-key.pem"
KEY_BITS = 2048
MISUSED = 2
ENDING_PORT = 65535
PATIENCE = 1.5  # seconds: about as long as Python takes to start in the browser
CALLS = 3_000  # a minute: one person reloads often, and tests open many browsers at once


@dataclass(frozen=True)
class Demo:
    """Be a running demo: both applications and where they answer."""

    host_url: str
    api_url: str
    host: Flask
    api: Flask


@contextmanager
def running_demo(
    *,
    bundle: Path,
    port: int = 0,
    state_dir: Path | None = None,
    data: str = IN_MEMORY,
    catalogue: Path = DEFAULT_CATALOGUE,
    verbose: bool = False,
    hybrid: bool = False,
    first_view: float = PATIENCE,
    primary_connection_in_browser: bool = False,
) -> Iterator[Demo]:
    """Serve the demo inside the block; raise PortTaken, KeyRefused or CatalogueError.

    Port 0 means two free ports, any other one itself and the next. Without a directory for its
    state, the signing key lives in memory only.
    """
    with ExitStack() as stack:
        host_listener = stack.enter_context(listen(port))
        api_listener = stack.enter_context(listen(port and port + 1))
        key = SigningKey.from_pem(KEY_ID, kept_key(state_dir) if state_dir else new_key())
        registered = RegisteredKey(KEY_ID, key.public_pem)
        api = sandbox.create_app(
            Settings(catalogue=catalogue, data=data, signing_keys=(registered,))
        )
        api_url = url(api_listener) + API_PATH
        settings = host_settings(
            catalogue,
            key,
            api_url,
            bundle,
            hybrid=hybrid,
            first_view=first_view,
            primary_connection_in_browser=primary_connection_in_browser,
        )
        host = create_host(settings)
        demo = Demo(url(host_listener), api_url, host, api)
        stack.callback(api.extensions["sandbox"].store.close)
        stack.enter_context(serving(api, api_listener, verbose=verbose))
        stack.enter_context(serving(host, host_listener, verbose=verbose))
        yield demo


def host_settings(
    path: Path,
    key: SigningKey,
    api_url: str,
    bundle: Path,
    *,
    hybrid: bool = False,
    first_view: float = PATIENCE,
    primary_connection_in_browser: bool = False,
) -> HostSettings:
    """Tell the demo host what it needs of the sandbox's catalogue."""
    catalogue = load_catalogue(path)
    return HostSettings(
        token=token_server.Settings(
            key,
            api_url=api_url,
            per_user=CALLS,
            per_address=CALLS,
            first_view=first_view,
            hybrid=hybrid,
            primary_connection_in_browser=primary_connection_in_browser,
        ),
        bundle=bundle,
        api_url=api_url,
        people=guide.people(catalogue),
        primary_connection=guide.primary_connection(catalogue),
        hints=guide.hints(catalogue),
    )


def new_key() -> bytes:
    """Make a signing key, as PKCS#8 PEM."""
    key = rsa.generate_private_key(65537, KEY_BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def kept_key(state_dir: Path) -> bytes:
    """Read the signing key of earlier runs, or make it at the first one."""
    path = state_dir / KEY_FILE
    state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}")
        with open(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(new_key())
        unfinished.replace(path)
    return read_private_file(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM; return 2 where something stands in the way."""
    sys.path.append(str(WEB))
    options = _options(arguments)
    stopped = _stop_signals()
    if options.verbose:
        logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        with running_demo(**vars(options)) as demo:
            print(f"Ready: {demo.host_url}/", flush=True)
            stopped.wait()
    except (PortTaken, KeyRefused, CatalogueError, sqlite3.Error, OSError) as error:
        print(_problem(error, options), file=sys.stderr)
        return MISUSED
    return 0


def _problem(error: Exception, options: argparse.Namespace) -> str:
    """Say what stands in the way, and a way out."""
    match error:
        case PortTaken(port=port):
            way_out = f"choose another pair of ports, for example --port {_another(options.port)}"
            return f"Port {port} is in use: stop what listens there, or {way_out}."
        case KeyRefused():
            path = options.state_dir / KEY_FILE
            return f"{path}: {error}. Delete it, and a new key is made."
        case sqlite3.Error():
            return f"{options.data}: {error}. Choose another file with --data."
        case _:
            return str(error)


def _another(port: int) -> int:
    return port + 100 if port + 101 < ENDING_PORT else port - 100


def _stop_signals() -> threading.Event:
    """Turn Ctrl-C and SIGTERM into an event, so that stopping is the same from anywhere."""
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopped


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description=__doc__)
    parser.add_argument("--port", type=_port, default=8000, help="the host's; the API's is next")
    parser.add_argument("--bundle", type=Path, default=Path("dist"), help="the built hub")
    parser.add_argument("--state-dir", type=Path, default=Path(".dev"), help="keeps the key")
    parser.add_argument("--data", default=IN_MEMORY, help="keeps the sandbox's data in a file")
    parser.add_argument("--catalogue", type=Path, default=DEFAULT_CATALOGUE, help="another one")
    parser.add_argument(
        "--hybrid", action="store_true", help="the browser asks the host, the host asks the API"
    )
    parser.add_argument(
        "--no-first-view",
        dest="first_view",
        action="store_const",
        const=0.0,
        default=PATIENCE,
        help="leave drawing the list to the browser alone",
    )
    parser.add_argument("--verbose", action="store_true", help="log every request")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    """Read a port that leaves room for the next one."""
    if not text.isdecimal() or int(text) >= ENDING_PORT:
        raise argparse.ArgumentTypeError(f"choose a port from 1 to {ENDING_PORT - 1}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
