"""How the API says no: one error type, one JSON shape.

ApiError
    unauthenticated  401   no credential, or one that proves nothing
    forbidden        403   a credential that does not reach so far
    not_found        404   nothing there, or nothing that the caller may know of
    invalid          400   a body or a parameter that breaks the contract
    conflict         409   a request that contradicts what is stored
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

HTTP_CODES = {
    400: "invalid_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "payload_too_large",
    415: "unsupported_media_type",
}


@dataclass(frozen=True)
class FieldError:
    """Name one field by its path and say what is wrong with it."""

    field: str
    message: str


class ApiError(Exception):
    """A refusal that the caller gets to read."""

    def __init__(
        self, status: int, code: str, message: str, fields: Iterable[FieldError] = ()
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.fields = status, code, message, tuple(fields)

    def body(self) -> dict[str, Any]:
        """Return Versori's error shape."""
        shape: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.fields:
            shape["fields"] = [
                {"field": fault.field, "message": sentence(fault.message)} for fault in self.fields
            ]
        return shape


def sentence(words: str) -> str:
    """Begin words with a capital and end them with a full stop."""
    return f"{words[:1].upper()}{words[1:]}".rstrip(".") + "."


def unauthenticated(message: str) -> ApiError:
    """Return a 401."""
    return ApiError(401, "unauthenticated", message)


def forbidden(message: str) -> ApiError:
    """Return a 403."""
    return ApiError(403, "forbidden", message)


def not_found(what: str) -> ApiError:
    """Return a 404 that names the kind of thing only."""
    return ApiError(404, "not_found", f"{what} not found.")


def invalid(*fields: FieldError, message: str = "The request is not valid.") -> ApiError:
    """Return a 400 with the fields at fault."""
    return ApiError(400, "validation", message, fields)


def conflict(message: str, *fields: FieldError) -> ApiError:
    """Return a 409."""
    return ApiError(409, "conflict", message, fields)


def install(app: Flask) -> None:
    """Make every failure of the application speak the API's shape."""
    app.register_error_handler(ApiError, _answer)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unexpected)


def _answer(error: ApiError) -> Response:
    response = jsonify(error.body())
    response.status_code = error.status
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "JWT, Bearer"
    return response


def _answer_http(error: HTTPException) -> Response:
    status = error.code or 500
    response = _answer(
        ApiError(status, HTTP_CODES.get(status, "invalid_request"), error.description or error.name)
    )
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _answer_unexpected(error: Exception) -> Response:
    logging.getLogger("sandbox").error("unexpected failure", exc_info=error)
    return _answer(ApiError(500, "internal", "The sandbox failed; its log says why."))
