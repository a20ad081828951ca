"""The first stage: what an integration is, and what it will ask for."""

import htpy as h

from hub.activation import Wizard
from hub.activation.states import Configure
from hub.schemes import (
    INCOMPLETE_CONSENT,
    OFFLINE_ACCESS,
    ApiKey,
    AuthorizationCode,
    AuthScheme,
    BasicAuth,
    Certificate,
    ClientCredentials,
    Hmac,
    NoAuth,
    Password,
    Scope,
    Unsupported,
)
from hub.texts import _
from hub.views.parts import plain, step_title


def view_overview(wizard: Wizard) -> h.Node:
    """Say what will be asked, or why this cannot be connected here."""
    if not wizard.is_supported:
        return _view_unsupported(wizard)
    items = [_view_step(wizard, index) for index in range(len(wizard.steps))]
    if Configure() in wizard.stages:
        items.append(h.li[_("A few settings of your own")])
    if not items:
        return h.p[_("Nothing more is needed from you: look it over, then activate it.")]
    return [
        _view_reconnecting(wizard),
        h.h3(".vh-subheading")[_("What you will need")],
        h.ul(".vh-needs")[items],
        h.p(".vh-note")[_("Nothing is connected before you have seen a summary and agreed.")],
    ]


def _view_reconnecting(wizard: Wizard) -> h.Node:
    if wizard.reconnect is None:
        return None
    return h.p(".vh-lead")[
        _("You make a new connection. The present one goes on working until the new one takes its"
          " place; where only one is allowed, it stops just before.")
    ]  # fmt: skip


def needs(scheme: AuthScheme) -> str:
    """Say in words what a scheme asks for."""
    match scheme:
        case NoAuth():
            return _("no sign-in")
        case ApiKey():
            return _("an API key")
        case BasicAuth() | Password():
            return _("a user name and a password")
        case AuthorizationCode():
            return _("your consent, in a window of its own")
        case ClientCredentials():
            return _("a client ID and a client secret")
        case Hmac():
            return _("a shared secret")
        case Certificate():
            return _("a certificate and its key")
        case Unsupported() if scheme == INCOMPLETE_CONSENT:
            return _("a sign-in that is not completely set up")
        case Unsupported():
            return _("a way of signing in that is not known here")


def _view_step(wizard: Wizard, index: int) -> h.Element:
    step = wizard.steps[index]
    what = needs(step.template.scheme)
    if step.reusable:
        what = _("{what}, or a connection that you have already", what=what)
    title = step_title(wizard.steps, index)
    return h.li[h.bdi[title], ": ", what, view_scopes(step.template.scheme)]


def view_scopes(scheme: AuthScheme) -> h.Node:
    """List what the other system will ask the user to allow."""
    if not isinstance(scheme, AuthorizationCode):
        return None
    return h.ul(".vh-scopes")[(h.li(dir="auto")[_scope(scope)] for scope in scheme.asked)]


def _scope(scope: Scope) -> str:
    """Describe a scope in the provider's words, or in our own for one that is a standard."""
    if scope.name == OFFLINE_ACCESS and not scope.description:
        return _("Stay signed in, so that the integration works while you are away")
    return scope.description.strip() or scope.name


def _view_unsupported(wizard: Wizard) -> h.Element:
    missing = [step for step in wizard.steps if not step.is_supported]
    return h.div(".vh-problem", role="note")[
        h.h3(".vh-problem__title")[_("Not supported yet")],
        (
            h.p[h.bdi[plain(step.template.name)], ": ", needs(step.template.scheme)]
            for step in missing
        ),
        h.p(".vh-problem__remedy")[
            _("This cannot be connected from here yet. Nothing was changed. Ask the support of"
              " this application how to connect it.")
        ],
    ]  # fmt: skip
