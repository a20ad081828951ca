"""One connection: an existing one to reuse, or the questions for a new one."""

from collections.abc import Mapping
from dataclasses import dataclass

import htpy as h

from hub.activation.consent import problem_of
from hub.oauth import Broken, Consent, Granted, Prepared, Preparing, Waiting
from hub.schemes import AuthorizationCode, Password
from hub.steps import Step
from hub.texts import _
from hub.views.fields import view_field
from hub.views.overview import view_scopes
from hub.views.parts import button, icon, plain, waiting
from hub.views.problems import view_problem


@dataclass(frozen=True)
class Window:
    """The provider's window: what it is called, and whose answers from it are believed."""

    name: str
    callback_origin: str


def view_connect(step: Step, title: str, window: Window) -> h.Node:
    """Show the questions of one connection; `title` names its system."""
    choice = step.choice_field
    return [
        h.h3(".vh-subheading", dir="auto")[_("Connect to {name}", name=title)],
        h.p[_("This is your account in this application itself.")] if step.is_account else None,
        None if _asks_consent(step) else _view_error(step),
        view_field(choice) if choice else None,
        _view_questions(step, window) if step.is_new else None,
    ]


def _asks_consent(step: Step) -> bool:
    return step.is_new and isinstance(step.template.scheme, AuthorizationCode)


def _view_error(step: Step) -> h.Node:
    """Say what is wrong with the connection as a whole."""
    if not step.error:
        return None
    return h.p(".vh-field__error", id=step.error_name, tabindex="-1", dir="auto")[step.error]


def _view_questions(step: Step, window: Window) -> h.Node:
    name = plain(step.template.name)
    scheme = step.template.scheme
    is_consent = _asks_consent(step)
    return [
        _view_password_notice(name) if isinstance(scheme, Password) else None,
        _view_consent(step, window) if is_consent else None,
        h.p[_("{name} asks for no sign-in.", name=name)]
        if not step.secrets and not is_consent
        else None,
        [view_field(item) for item in step.secrets],
        h.h4(".vh-subheading")[_("Settings of this connection")] if step.variables else None,
        [view_field(item) for item in step.variables],
    ]


def _view_password_notice(name: str) -> h.Element:
    return h.p(".vh-note")[
        _("Your password is passed on to the integration service, which signs in to {name} with"
          " it for you.", name=name)
    ]  # fmt: skip


def _view_consent(step: Step, window: Window) -> h.Element:
    consent, scheme = step.consent, step.template.scheme
    if consent is None or not isinstance(scheme, AuthorizationCode):
        raise TypeError("only an authorization code asks for consent")
    problem = problem_of(consent)
    return h.div(".vh-consent")[
        _view_wish(scheme, plain(step.template.name)) if step.needs_consent else None,
        view_problem(problem) if problem else None,
        _view_state(step, consent, window),
        _view_error(step),
    ]


def _view_wish(scheme: AuthorizationCode, name: str) -> h.Node:
    scopes = view_scopes(scheme)
    return scopes and [h.p[_("{name} will ask you to allow this:", name=name)], scopes]


def _view_state(step: Step, consent: Consent, window: Window) -> h.Node:
    """Show how things stand; the first button has one id in all states and so keeps the focus."""
    name = plain(step.template.name)
    match consent:
        case Preparing():
            return _view_button(step, _("Getting ready…"), {"aria-disabled": "true"})
        case Prepared(url=url, state=state):
            popup = {"data-popup": url, "data-state": state, **_data_of(window)}
            return _view_button(step, _("Sign in to {name}", name=name), popup)
        case Waiting(looks_closed=looks_closed):
            return _view_waiting(step, name, looks_closed)
        case Granted():
            return h.div(".vh-done", id=step.consent_name, tabindex="-1")[
                icon("check"),
                h.p[_("You are signed in to {name}.", name=name)],
                h.button(".vh-link", type="button", data_event="cancel-consent")[
                    _("Sign in again")
                ],
            ]
        case Broken():
            return _view_button(step, _("Try again"), {"data-event": "cancel-consent"})


def _data_of(window: Window) -> Mapping[str, str]:
    return {"data-window": window.name, "data-origin": window.callback_origin}


def _view_button(step: Step, label: str, data: Mapping[str, h.Attribute]) -> h.Element:
    opens = not isinstance(step.consent, Broken)
    return h.div(".vh-actions")[
        h.button(".vh-button.vh-button--primary", {**data}, id=step.consent_name, type="button")[
            label
        ],
        opens and h.span(".vh-note")[_("A window of its own opens.")],
    ]


def _view_waiting(step: Step, name: str, looks_closed: bool) -> h.Node:
    label = _("Try again") if looks_closed else _("Cancel")
    return [
        _view_looks_closed() if looks_closed else waiting(_("Waiting for {name}…", name=name)),
        h.div(".vh-actions")[
            h.button(
                ".vh-button.vh-button--plain",
                {"data-popup-focus": True},
                id=step.consent_name,
                type="button",
            )[_("Bring it to the front")],
            button(label, "cancel-consent", primary=looks_closed),
        ],
    ]


def _view_looks_closed() -> h.Element:
    return h.p(role="status")[
        _("The window looks closed. If it is still open, finish there; otherwise start again.")
    ]
