"""The guards before the endpoint: where a call comes from, how, and under which name."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, Request
from werkzeug.middleware.proxy_fix import ProxyFix

from tests.token_server.conftest import TOKEN_URL, session_user
from tests.token_server.served import FROM_HERE
from token_server import Hooks, Settings, SettingsRefused, create_app, gate, token_blueprint
from token_server import app as application

from .browser import Page
from .guard import Guard, TakeOut, each, without

ADA = FROM_HERE | {"X-Session": "user-ada"}


def served(settings: Settings) -> Flask:
    return create_app(settings, Hooks(session_user))


def in_a_host(settings: Settings) -> Flask:
    """Be mounted by a host that sets no limits of its own."""
    host = Flask("host")
    host.register_blueprint(token_blueprint(settings, session_user))
    return host


def a_link_gets_a_token(settings: Settings) -> bool:
    """So a prefetch, or a server's log of what was followed, would have one as well."""
    return "eyJ" in Page(served(settings), site="same-origin").link().text


def another_page_calls(settings: Settings) -> bool:
    said = Page(served(settings)).script()
    return said is not None and said.status_code == 200


def another_pages_form_calls(settings: Settings) -> bool:
    return Page(served(settings)).form().status_code == 200


def another_page_reads_a_token(settings: Settings) -> bool:
    page = Page(served(settings))
    return "eyJ" in page.reads(page.script())


def a_look_alike_reads_a_token(settings: Settings) -> bool:
    """Use a browser that does not say which site a call comes from."""
    page = Page(served(settings), "https://app.example.com.evil.example", site=None)
    return "eyJ" in page.reads(page.script())


def ten_megabytes_are_read(settings: Settings) -> bool:
    client = in_a_host(settings).test_client()
    return client.post(TOKEN_URL, headers=ADA, data=b"x" * 10_000_000).status_code == 200


def what_was_sent_is_repeated(settings: Settings) -> bool:
    client = served(settings).test_client()
    return "evil.example" in client.get("/healthz", headers={"Host": "evil.example"}).text


def a_rebound_name_is_answered(settings: Settings) -> bool:
    """Call by a name of the attacker's that leads here: to a browser it is all one origin."""
    client = served(settings).test_client()
    return client.post(TOKEN_URL, headers=ADA | {"Host": "evil.example"}).status_code == 200


def a_forwarded_name_is_answered(settings: Settings) -> bool:
    names = {"Host": "evil.example", "X-Forwarded-Host": "localhost"}
    client = served(settings).test_client()
    return client.post(TOKEN_URL, headers=ADA | names).status_code == 200


def a_body_is_read_before_its_size(settings: Settings) -> bool:
    """Bring ten megabytes to a host whose `identify` looks for a form's field."""
    read: list[int] = []

    def identify(request: Request) -> str:
        read.append(len(request.get_data()))
        return "user-ada"

    client = create_app(replace(settings, hybrid=True), Hooks(identify)).test_client()
    client.post("/versori/api/activations", headers=FROM_HERE, data=b"x" * 10_000_000)
    return read == [10_000_000]


def listing(is_listed: Callable[[Request, frozenset[str]], bool]) -> TakeOut:
    """Compare the Origin with the list in another way."""
    return without(gate, "_listed", is_listed)


def begins_so(request: Request, allowed: frozenset[str]) -> bool:
    return request.headers.get("Origin", "").startswith(tuple(allowed))


def believing_all(application: Any, **counts: int) -> ProxyFix:
    return ProxyFix(application, **counts | {"x_host": 1})


ANY_METHOD = without(gate, "check_method")
ANY_SITE, ANY_KIND = without(gate, "check_site"), without(gate, "check_content_type")
ANY_ORIGIN = listing(lambda request, _: "Origin" in request.headers)
ANY_SIZE = without(gate, "check_length")

GUARDS: tuple[Guard[Settings], ...] = (
    Guard("POST only", a_link_gets_a_token, ANY_METHOD, (ANY_KIND,)),
    Guard("the site of a call", another_page_calls, ANY_SITE, (ANY_ORIGIN,)),
    Guard("the site of a form", another_pages_form_calls, ANY_SITE, (ANY_KIND,)),
    Guard("a link's content type", a_link_gets_a_token, ANY_KIND, (ANY_METHOD,)),
    Guard("the list of origins, asked first", another_page_calls, ANY_ORIGIN, (ANY_SITE,)),
    Guard("the list of origins, reading", another_page_reads_a_token, ANY_ORIGIN, (ANY_SITE,)),
    Guard("whole origins", a_look_alike_reads_a_token, listing(begins_so)),
    Guard("JSON only", another_pages_form_calls, ANY_KIND, (ANY_SITE,)),
    Guard("the size of a body", ten_megabytes_are_read, ANY_SIZE),
    Guard(
        "the size of a body, whoever reads it",
        a_body_is_read_before_its_size,
        without(application, "LARGEST_BODY", None),
    ),
    Guard(
        "Host over X-Forwarded-Host",
        lambda settings: a_forwarded_name_is_answered(replace(settings, proxies=1)),
        without(application, "ProxyFix", believing_all),
    ),
    Guard(
        "errors in words of our own",
        what_was_sent_is_repeated,
        without(application, "_in_shape", lambda error: error.get_response()),
    ),
)


@each(GUARDS)
def test_without_it_another_page_or_a_stranger_gets_through(
    guard: Guard[Settings], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-24, TOK-26, TOK-27, TOK-28, TOK-29, TOK-32, TOK-34, TOK-36"""
    guard.matters(settings, monkeypatch)


def an_empty_list_trusts_any_name(settings: Settings) -> bool:
    try:
        return a_rebound_name_is_answered(replace(settings, trusted_hosts=()))
    except SettingsRefused:
        return False


NAMES: tuple[Guard[Settings], ...] = (
    Guard(
        "names that are ours",
        a_rebound_name_is_answered,
        without(application, "_judged", lambda _scheme, host, *_rest: host),
    ),
    Guard(
        "a list of names that is no list",
        an_empty_list_trusts_any_name,
        without(Settings, "__post_init__"),
    ),
)


@each(NAMES)
def test_without_the_names_that_are_ours_any_name_is_answered(
    guard: Guard[Settings], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOK-33"""
    guard.matters(settings, monkeypatch)
