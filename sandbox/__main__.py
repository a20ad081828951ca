"""Serve the sandbox: `python -m sandbox`. It listens on the loopback address only."""

import argparse
import logging
import socket
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from sandbox import create_app
from sandbox.catalogue import CatalogueError
from sandbox.keys import KeyFileError
from sandbox.settings import DEFAULT_CATALOGUE, IN_MEMORY, Settings, SigningKey

ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8001
MISUSED = 2
BACKLOG = 128


class CannotStart(Exception):
    """Something outside stands in the way; the text says what, in one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C; return 2 if that cannot be."""
    options = _parser().parse_args(arguments)
    try:
        server = _listen(_application(options), options.port)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return MISUSED
    if not options.verbose:
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
    print(f"Ready: http://{ADDRESS}:{server.port}/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--data", default=IN_MEMORY, metavar="FILE", help="keep everything here")
    parser.add_argument("--catalogue", type=Path, default=DEFAULT_CATALOGUE, metavar="FILE")
    parser.add_argument(
        "--signing-key",
        action="append",
        default=[],
        metavar="KEYID=PEMFILE",
        help="believe this key; either half will do, and the option may be repeated",
    )
    parser.add_argument("--verbose", action="store_true", help="log every request")
    return parser


def _application(options: argparse.Namespace) -> Flask:
    try:
        return create_app(
            Settings(
                catalogue=options.catalogue,
                data=options.data,
                signing_keys=tuple(_signing_key(text) for text in options.signing_key),
            )
        )
    except (CatalogueError, KeyFileError) as error:
        raise CannotStart(str(error)) from error
    except sqlite3.Error as error:
        raise CannotStart(f"{options.data}: {error}") from error


def _signing_key(text: str) -> SigningKey:
    key_id, separator, path = text.partition("=")
    if not (key_id and separator and path):
        raise CannotStart("--signing-key wants KEYID=PEMFILE")
    try:
        return SigningKey(key_id, Path(path).read_bytes())
    except OSError as error:
        raise CannotStart(f"{path}: {error.strerror}") from error


def _listen(app: Flask, port: int) -> BaseWSGIServer:
    if not 0 <= port <= 65535:
        raise CannotStart(f"{port} is no port; choose one from 1 to 65535.")
    try:
        listener = socket.create_server((ADDRESS, port), backlog=BACKLOG)
    except OSError as error:
        raise CannotStart(f"Port {port} is taken; choose another one with --port.") from error
    with listener:  # the server works on a copy; given a port instead, it would print and exit
        return make_server(ADDRESS, port, app, threaded=True, fd=listener.fileno())


if __name__ == "__main__":
    sys.exit(main())
