"""The token server as its environment describes it, for `python -m token_server` and gunicorn."""

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from flask import Flask

from token_server import events, scale
from token_server.app import create_app
from token_server.errors import SettingsRefused
from token_server.hooks import Hooks, everyone, nobody
from token_server.rotation import Keys
from token_server.settings import LOOPBACK, Settings
from token_server.sources import read_pair

IDENTIFY = "VERSORI_IDENTIFY"
AUTHORIZE = "VERSORI_AUTHORIZE"
PRIMARY_CONNECTION = "VERSORI_PRIMARY_CONNECTION"
DEBUGGED = "FLASK_DEBUG is for this machine only: unset it, or bind to 127.0.0.1"
ON_THIS_MACHINE = (*LOOPBACK, "unix")


def application(environ: Mapping[str, str], found: Sequence[str] = ()) -> Flask:
    """Make the application that an environment describes.

    Raise SettingsRefused with all that is wrong with it, and what was found elsewhere.
    """
    problems = [*found, *scale.problems(environ)]
    hooks = Hooks(
        _named(environ, IDENTIFY, problems) or nobody,
        _named(environ, AUTHORIZE, problems) or everyone,
        _named(environ, PRIMARY_CONNECTION, problems),
    )
    if is_debugged_by_anybody(environ):
        problems.append(DEBUGGED)
    settings = _settings(environ, problems)
    events.key_loaded(settings.key)
    return create_app(settings, hooks, Keys(settings.key, partial(read_pair, environ)))


def is_debugged_by_anybody(environ: Mapping[str, str]) -> bool:
    """Tell whether Flask would debug a server that other machines reach."""
    host = (environ.get("VERSORI_BIND") or f"{LOOPBACK[0]}:").rpartition(":")[0]
    debugged = environ.get("FLASK_DEBUG", "").lower() not in ("", "0", "false", "no")
    return debugged and host not in ON_THIS_MACHINE


def _named(environ: Mapping[str, str], name: str, problems: list[str]) -> Any:
    """Find the host's function that a variable names as `module:function`, if it is set."""
    module, _, function = environ.get(name, "").partition(":")
    if not module and not function:
        return None
    try:
        found = getattr(import_module(module), function, None)
    except Exception as error:  # the module is the host's own, and its errors' texts are as well
        reason = type(error).__name__
        problems.append(f"{name} names no function that can be imported ({reason})")
        return None
    if not callable(found):
        problems.append(f"{name} names no function that can be imported")
        return None
    return found


def _settings(environ: Mapping[str, str], problems: list[str]) -> Settings:
    """Read the settings; problems found elsewhere are raised along with theirs."""
    try:
        settings = Settings.from_environment(environ)
    except SettingsRefused as refused:
        raise SettingsRefused([*refused.problems, *problems]) from None
    if problems:
        raise SettingsRefused(problems)
    return settings
