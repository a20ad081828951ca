"""The token server as its environment describes it, for `python -m token_server` and gunicorn."""

import logging
from collections.abc import Mapping
from functools import partial
from importlib import import_module

from flask import Flask

from token_server import events
from token_server.app import create_app
from token_server.errors import SettingsRefused
from token_server.hooks import Hooks, Identify, nobody
from token_server.rotation import Keys
from token_server.settings import Settings
from token_server.sources import read_pair

IDENTIFY = "VERSORI_IDENTIFY"


def log_to_stderr() -> None:
    """Write events where a service's output is collected."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")


def application(environ: Mapping[str, str]) -> Flask:
    """Make the application that an environment describes; raise SettingsRefused for all of it."""
    problems: list[str] = []
    hooks = Hooks()
    try:
        hooks = Hooks(identify_hook(environ.get(IDENTIFY, "")))
    except SettingsRefused as refused:
        problems += refused.problems
    settings = _settings(environ, problems)
    events.key_loaded(settings.key)
    return create_app(settings, hooks, Keys(settings.key, partial(read_pair, environ)))


def identify_hook(name: str) -> Identify:
    """Find the host's function by `module:function`; no name means that nobody is known."""
    if not name:
        return nobody
    module, _, function = name.partition(":")
    try:
        found: Identify = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError, TypeError):
        raise SettingsRefused([f"{IDENTIFY} names no function that can be imported"]) from None
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
