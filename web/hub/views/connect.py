"""One connection: an existing one to reuse, or the questions for a new one."""

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


def view_connect(step: Step, title: str, callback_origin: str) -> h.Node:
    """Show the questions of one connection; `title` names its system."""
    choice = step.choice_field
    return [
        h.h3(".vh-subheading", dir="auto")[_("Connect to {name}", name=title)],
        h.p[_("This is your account in this application itself.")] if step.is_account else None,
        view_field(choice) if choice else None,
        _view_questions(step, callback_origin) if step.is_new else None,
    ]


def _view_questions(step: Step, callback_origin: str) -> h.Node:
    name = plain(step.template.name)
    scheme = step.template.scheme
    is_consent = isinstance(scheme, AuthorizationCode)
    return [
        _view_password_notice(name) if isinstance(scheme, Password) else None,
        _view_consent(step, callback_origin) if is_consent else None,
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


def _view_consent(step: Step, callback_origin: str) -> h.Element:
    consent, scheme = step.consent, step.template.scheme
    if consent is None or not isinstance(scheme, AuthorizationCode):
        raise TypeError("only an authorization code asks for consent")
    problem = problem_of(consent)
    return h.div(".vh-consent")[
        _view_wish(scheme, plain(step.template.name)) if step.needs_consent else None,
        view_problem(problem) if problem else None,
        _view_state(step, consent, callback_origin),
        h.p(".vh-field__error")[step.error] if step.error else None,
    ]


def _view_wish(scheme: AuthorizationCode, name: str) -> h.Node:
    scopes = view_scopes(scheme)
    return scopes and [h.p[_("{name} will ask you to allow this:", name=name)], scopes]


def _view_state(step: Step, consent: Consent, callback_origin: str) -> h.Node:
    name = plain(step.template.name)
    match consent:
        case Preparing():
            return waiting(_("Getting ready…"))
        case Prepared(url=url, state=state):
            attributes: dict[str, h.Attribute] = {
                "data-popup": url,
                "data-origin": callback_origin,
                "data-state": state,
            }
            return h.div(".vh-actions")[
                h.button(
                    ".vh-button.vh-button--primary",
                    attributes,
                    id=step.consent_name,
                    type="button",
                )[_("Sign in to {name}", name=name)],
                h.span(".vh-note")[_("A window of its own opens.")],
            ]
        case Waiting(looks_closed=looks_closed):
            return _view_waiting(name, looks_closed)
        case Granted():
            return h.div(".vh-done", id=step.consent_name, tabindex="-1")[
                icon("check"),
                h.p[_("You are signed in to {name}.", name=name)],
                h.button(".vh-link", type="button", data_event="cancel-consent")[
                    _("Sign in again")
                ],
            ]
        case Broken():
            return h.div(".vh-actions")[button(_("Try again"), "cancel-consent", primary=True)]


def _view_waiting(name: str, looks_closed: bool) -> h.Node:
    if looks_closed:
        return [
            h.p(role="status")[
                _("The window looks closed. If it is still open, finish there; otherwise start"
                  " again.")
            ],
            h.div(".vh-actions")[
                button(_("Try again"), "cancel-consent", primary=True),
                _view_to_front(),
            ],
        ]  # fmt: skip
    return [
        waiting(_("Waiting for {name}…", name=name)),
        h.div(".vh-actions")[
            _view_to_front(),
            button(_("Cancel"), "cancel-consent"),
        ],
    ]


def _view_to_front() -> h.Element:
    return h.button(".vh-button.vh-button--plain", {"data-popup-focus": True}, type="button")[
        _("Bring it to the front")
    ]
