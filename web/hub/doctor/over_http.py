"""Asking with `requests`, on the command line and, through pyodide-http, in a browser's worker."""

import sys
import time

import requests

from hub.doctor.questions import Answer, NoAnswer, Question

PATIENCE = 20.0
"""Seconds without a word."""

IN_ALL = 120.0
"""Seconds for a whole answer."""

IN_PIECES = sys.platform != "emscripten"
"""A browser gives an answer whole."""

LARGEST = 64 * 1024 * 1024
CHUNK = 256 * 1024


def ask(question: Question, largest: int = LARGEST) -> Answer:
    """Send a question; raise NoAnswer, with the reason as far as it is known."""
    try:
        with requests.request(
            question.method,
            question.url,
            headers=dict(question.headers),
            data=question.body or None,
            timeout=PATIENCE,
            allow_redirects=question.follows,
            auth=_as_nobody,
            stream=IN_PIECES,
        ) as response:
            body = _read(response, largest)
    except (requests.RequestException, ValueError) as error:
        raise NoAnswer(_reason(error)) from None
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, response.url, headers, body)


def _as_nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave out the passwords that `requests` would find in the developer's .netrc."""
    return request


def _read(response: requests.Response, largest: int) -> bytes:
    body, end = bytearray(), time.monotonic() + IN_ALL
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > largest or time.monotonic() > end:
            raise NoAnswer("the answer has no end")
    return bytes(body)


def _reason(error: Exception) -> str:
    match error:
        case requests.exceptions.SSLError():
            return "its certificate is not trusted"
        case requests.Timeout():
            return f"nothing came within {PATIENCE:.0f} seconds"
        case requests.TooManyRedirects():
            return "it leads round in circles"
        case requests.ConnectionError():
            return "no connection"
        case _:
            return type(error).__name__
