"""Asking with `requests`, on the command line and, through pyodide-http, in a browser's worker."""

import requests

from hub.doctor.questions import Answer, NoAnswer, Question

PATIENCE = 20.0


def ask(question: Question) -> Answer:
    """Send a question; raise NoAnswer, with the reason as far as it is known."""
    try:
        response = requests.request(
            question.method,
            question.url,
            headers=dict(question.headers),
            data=question.body or None,
            timeout=PATIENCE,
            allow_redirects=question.follows,
        )
    except requests.RequestException as error:
        raise NoAnswer(_reason(error)) from None
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, response.url, headers, response.content)


def _reason(error: requests.RequestException) -> str:
    match error:
        case requests.exceptions.SSLError():
            return "its certificate is not trusted"
        case requests.Timeout():
            return f"nothing came within {PATIENCE:.0f} seconds"
        case requests.ConnectionError():
            return "no connection"
        case _:
            return type(error).__name__
