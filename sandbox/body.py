"""A request's JSON body: read without trust, checked by a schema."""

import json
import math
from typing import Any

from flask import Request

from sandbox.errors import ApiError, invalid
from sandbox.json_schema import faults

MAXIMUM_BYTES = 2 * 1024 * 1024
MAXIMUM_DEPTH = 48


def read_body(request: Request, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the body if it satisfies a schema of an object; raise a 4xx that says why not."""
    if request.mimetype != "application/json":
        raise ApiError(415, "unsupported_media_type", "Send the body as application/json.")
    body = parse(request.get_data())
    if problems := faults(schema, body):
        raise invalid(*problems)
    return dict(body)


def parse(text: bytes) -> Any:
    """Read JSON as RFC 8259 has it: no NaN, no lone surrogate, no bottomless nesting."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise _malformed("The body is not valid JSON.") from error
    _check_depth(value)
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("the number is too large")
    return number


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAXIMUM_DEPTH):
        level = [member for node in level for member in _members(node)]
        if not level:
            return
    raise _malformed("The body is nested too deeply.")


def _members(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return [*node, *node.values()]
    if isinstance(node, str) and any("\ud800" <= character <= "\udfff" for character in node):
        raise _malformed("The body holds a lone surrogate.")
    return node if isinstance(node, list) else []


def _malformed(message: str) -> ApiError:
    return ApiError(400, "malformed_json", message)
