"""Northwind's pages: signing in and out, and the four that its navigation names."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as BaseResponse

from sandbox.host import guard, samples
from sandbox.host.bundle import BUILD, is_built
from sandbox.host.look import APPEARANCE
from sandbox.host.sessions import COOKIE, Sessions
from sandbox.host.settings import HostSettings, Person

SEE_OTHER = 303


class Desk:
    """Know who is asking, and show a page to them or the way to sign in."""

    def __init__(self, settings: HostSettings, sessions: Sessions) -> None:
        self.settings = settings
        self.sessions = sessions

    def person(self) -> Person | None:
        """Say who is asking."""
        key = self.sessions.person(request.cookies.get(COOKIE))
        return self.settings.person(key) if key else None

    def page(self, template: str, **values: Any) -> BaseResponse:
        """Render a page for the person who is signed in."""
        person = self.person()
        if person is None:
            return redirect(url_for("pages.sign_in"), SEE_OTHER)
        return Response(render_template(template, person=person, **values))


def pages_blueprint(desk: Desk) -> Blueprint:
    """Make the routes of every page."""
    blueprint = Blueprint("pages", __name__)
    _add_signing(blueprint, desk)
    _add_pages(blueprint, desk)
    return blueprint


def _add_signing(blueprint: Blueprint, desk: Desk) -> None:
    settings, sessions = desk.settings, desk.sessions

    @blueprint.get("/")
    def sign_in() -> BaseResponse:
        if desk.person():
            return redirect(url_for("pages.integrations"), SEE_OTHER)
        return Response(render_template("sign_in.html", people=settings.people))

    @blueprint.post("/sign-in")
    def begin() -> BaseResponse:
        guard.check_own_form(request)
        person = settings.person(request.form.get("person", ""))
        if person is None:
            raise BadRequest("Nobody by that name works here.")
        sessions.end(request.cookies.get(COOKIE))
        response = redirect(url_for("pages.welcome"), SEE_OTHER)
        _set_cookie(response, sessions.begin(person.key), sessions.life)
        return response

    @blueprint.get("/welcome")
    def welcome() -> BaseResponse:
        """Go on to the hub, or say why the browser came back without its cookie."""
        if desk.person():
            return redirect(url_for("pages.integrations"), SEE_OTHER)
        return Response(render_template("no_cookie.html"))

    @blueprint.post("/sign-out")
    def sign_out() -> BaseResponse:
        guard.check_own_form(request)
        sessions.end(request.cookies.get(COOKIE))
        response = redirect(url_for("pages.sign_in"), SEE_OTHER)
        response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax")
        return response


def _set_cookie(response: BaseResponse, session_id: str, life: int) -> None:
    response.set_cookie(
        COOKIE, session_id, max_age=life, secure=True, httponly=True, samesite="Lax", path="/"
    )


def _add_pages(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get("/overview")
    def overview() -> BaseResponse:
        return desk.page(
            "overview.html", figures=samples.FIGURES, week=samples.WEEK, entries=samples.ENTRIES
        )

    @blueprint.get("/orders")
    def orders() -> BaseResponse:
        status = request.args.get("status")
        chosen = status if status in samples.STATUSES else None
        return desk.page(
            "orders.html",
            orders=samples.orders(chosen),
            statuses=samples.STATUSES,
            chosen=chosen,
        )

    @blueprint.get("/integrations")
    def integrations() -> BaseResponse:
        return desk.page(
            "integrations.html",
            api_url=desk.settings.api_url,
            api_origin=desk.settings.api_origin,
            hybrid=desk.settings.hybrid,
            first_view=desk.settings.token.first_view,
            appearance=APPEARANCE,
            hints_for=desk.settings.hints_for,
            connects=desk.settings.connects,
            built=is_built(desk.settings.bundle),
            build=BUILD,
        )

    @blueprint.get("/settings")
    def settings() -> BaseResponse:
        return desk.page("settings.html", company=samples.COMPANY, people=desk.settings.people)
