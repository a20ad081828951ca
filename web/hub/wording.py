"""The words for what went wrong: what happened, and what to do about it."""

from collections.abc import Callable

from hub.errors import Problem
from hub.naming import is_about_names
from hub.texts import _

WORDED_BY_CODE = ("token", "timeout", "oauth_denied", "oauth_timeout", "protocol")
"""Types whose codes are the hub's own, or a standard's; the API's codes are left alone."""


def words(problem: Problem) -> tuple[str, str]:
    """Say what happened, and what to do about it."""
    if is_about_names(problem):
        return _name()
    say = _BY_CODE.get(problem.code) if problem.type in WORDED_BY_CODE else None
    return (say or _BY_TYPE.get(problem.type, _api))()


def error_object(problem: Problem, stage: str) -> dict[str, object]:
    """Describe a problem to the host's page."""
    message, remedy = words(problem)
    return {
        "type": problem.type,
        "code": problem.code,
        "message": message,
        "remedy": remedy,
        "stage": stage,
        "fields": [{"field": item.field, "message": item.message} for item in problem.fields],
        "correlationId": problem.correlation_id,
        "retryable": problem.retryable,
    }


def _network() -> tuple[str, str]:
    return (
        _("The integrations service could not be reached."),
        _("Check your internet connection, then try again. A firewall or a browser extension"
          " may also be in the way."),
    )  # fmt: skip


def _timeout() -> tuple[str, str]:
    return (_("The integrations service took too long to answer."), _("Try again in a moment."))


def _unseen() -> tuple[str, str]:
    return (
        _("The activation was sent before this page was loaded anew, and has not shown up so far."),
        _("It may still come through: look again in a moment. To send it once more, go back; before"
          " anything is sent, it is looked for again."),
    )  # fmt: skip


def _offline() -> tuple[str, str]:
    return (_("You are offline."), _("Connect to the internet, then try again."))


def _token() -> tuple[str, str]:
    return (
        _("This application could not sign you in to your integrations."),
        _("Try again. If it happens again, tell the support of this application."),
    )


def _no_primary_connection() -> tuple[str, str]:
    return (
        _("This application could not supply your connection to itself."),
        _("Try again. If it happens again, tell the support of this application."),
    )


def _signed_out() -> tuple[str, str]:
    return (_("You are signed out."), _("Sign in again, then come back to this page."))


def _refused() -> tuple[str, str]:
    return (
        _("This application did not allow your integrations to be shown here."),
        _("Reload the page. If it happens again, tell the support of this application."),
    )


def _not_a_token() -> tuple[str, str]:
    return (
        _("This application answered with something other than a sign-in for your integrations."),
        _("You may have been signed out: reload the page and sign in again."),
    )


def _no_endpoint() -> tuple[str, str]:
    return (
        _("This application has no sign-in for integrations at the expected address."),
        _("Tell the support of this application."),
    )


def _other_user() -> tuple[str, str]:
    return (_("Someone else signed in meanwhile."), _("Reload the page to see their integrations."))


def _forbidden() -> tuple[str, str]:
    return (
        _("You are not allowed to do this."),
        _("Ask the person who manages your account, or the support of this application."),
    )


def _not_found() -> tuple[str, str]:
    return (
        _("This is not available here, or not any more."),
        _("Go back to the list; if it is empty, tell the support of this application."),
    )


def _validation() -> tuple[str, str]:
    return (_("Something in this was not accepted."), _("Change it, then try again."))


def _conflict() -> tuple[str, str]:
    return (
        _("Something with the same name exists already, or changed meanwhile."),
        _("Go back to the list to see how things stand, or try again."),
    )


def _name() -> tuple[str, str]:
    return (
        _("The name of a new connection was not accepted."),
        _("Try again: another name is used then. If it happens again, tell the support of this"
          " application."),
    )  # fmt: skip


def _rate_limit() -> tuple[str, str]:
    return (_("There were too many requests in a short time."), _("Wait a minute, then try again."))


def _api() -> tuple[str, str]:
    return (
        _("The integrations service has a problem of its own."),
        _("Try again in a moment. If it happens again, tell the support of this application."),
    )


def _protocol() -> tuple[str, str]:
    return (
        _("The integrations service gave an answer that cannot be read."),
        _("Try again. If it happens again, tell the support of this application."),
    )


def _popup_blocked() -> tuple[str, str]:
    return (
        _("The browser did not let the window open."),
        _("Allow pop-up windows for this page, then use the button once more."),
    )


def _popup_closed() -> tuple[str, str]:
    return (_("The window was closed before you had finished."), _("Start again when you like."))


def _oauth_denied() -> tuple[str, str]:
    return (
        _("The other system did not give its consent."),
        _("If you declined by mistake, start again and allow it."),
    )


def _access_denied() -> tuple[str, str]:
    return (_("You declined."), _("Nothing was connected. Start again if you change your mind."))


def _provider_fault() -> tuple[str, str]:
    return (
        _("The other system could not finish the sign-in."),
        _("Nothing was connected. Start again in a moment."),
    )


def _provider_nonsense() -> tuple[str, str]:
    return (
        _("The other system gave an answer that cannot be read."),
        _("Nothing was connected. Start again in a moment."),
    )


def _oauth_state() -> tuple[str, str]:
    return (
        _("The answer does not belong to this sign-in, so it was not used."),
        _("Start again. Use only the window that this page opens."),
    )


def _oauth_timeout() -> tuple[str, str]:
    return (_("The sign-in took too long, and was given up."), _("Start again."))


def _old_address() -> tuple[str, str]:
    return (
        _("The window was closed again: its address had grown too old."),
        _("There is a new one in a moment. Use the button once more."),
    )


def _runtime() -> tuple[str, str]:
    return (_("Something went wrong in this page itself."), _("Go on from the list, or reload."))


_Words = Callable[[], tuple[str, str]]

_BY_TYPE: dict[str, _Words] = {
    "network": _network,
    "timeout": _timeout,
    "offline": _offline,
    "token": _token,
    "forbidden": _forbidden,
    "not_found": _not_found,
    "validation": _validation,
    "conflict": _conflict,
    "rate_limit": _rate_limit,
    "api": _api,
    "protocol": _protocol,
    "popup_blocked": _popup_blocked,
    "popup_closed": _popup_closed,
    "oauth_denied": _oauth_denied,
    "oauth_state": _oauth_state,
    "oauth_timeout": _oauth_timeout,
    "runtime": _runtime,
}

_BY_CODE: dict[str, _Words] = {
    "no_primary_connection": _no_primary_connection,
    "signed_out": _signed_out,
    "refused": _refused,
    "not_a_token": _not_a_token,
    "no_endpoint": _no_endpoint,
    "other_user": _other_user,
    "unseen": _unseen,
    "access_denied": _access_denied,
    "old_address": _old_address,
    "server_error": _provider_fault,
    "temporarily_unavailable": _provider_fault,
    "too_long": _provider_nonsense,
    "duplicate_parameter": _provider_nonsense,
    "no_code": _provider_nonsense,
    "code_and_error": _provider_nonsense,
}
