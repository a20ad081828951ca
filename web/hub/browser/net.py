"""Sending requests from the worker with the browser's own fetch."""

import asyncio
from collections.abc import Mapping

from js import navigator
from pyodide.http import pyfetch

from hub.errors import Problem, TransportError
from hub.json_text import write_json
from hub.options import Options
from hub.wire import Request, Response

TOKEN_SECONDS = 10.0


class Net:
    """Speak HTTP for one hub. Tokens go to the API's origin only, and never along a redirect."""

    def __init__(self, options: Options) -> None:
        self._options = options

    async def send(self, request: Request, token: str) -> Response:
        """Send a request to the API; raise TransportError if no answer came."""
        headers = {"Authorization": f"JWT {token}", "Accept": "application/json"}
        fetching = {
            "method": request.method,
            "credentials": "same-origin",
            "redirect": "error",
            "cache": "no-store",
            "referrerPolicy": "no-referrer",
        }
        if request.body is not None:
            headers["Content-Type"] = "application/json"
            fetching["body"] = write_json(request.body)
        url = request.url(self._options.api_url)
        return await _fetch(url, request.seconds, {**fetching, "headers": headers})

    async def ask_own_host(self, url: str) -> Response:
        """Post to the host's own endpoint, with the session of the person who is signed in."""
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "X-Requested-With": "versori-hub",
        }
        fetching = {
            "method": "POST",
            "credentials": "same-origin",
            "redirect": "error",
            "cache": "no-store",
            "body": "{}",
        }
        return await _fetch(url, TOKEN_SECONDS, {**fetching, "headers": headers})


async def _fetch(url: str, seconds: float, fetching: Mapping[str, object]) -> Response:
    try:
        return await asyncio.wait_for(_fetch_whole(url, fetching), seconds)
    except TimeoutError:
        raise TransportError(Problem("timeout")) from None
    except OSError:
        # The browser says the same for a refused connection, a wrong name, CORS and CSP.
        online = bool(getattr(navigator, "onLine", True))
        raise TransportError(Problem("network" if online else "offline")) from None


async def _fetch_whole(url: str, fetching: Mapping[str, object]) -> Response:
    answer = await pyfetch(url, **fetching)
    text = await answer.text()
    return Response(answer.status, text, {k.lower(): v for k, v in answer.headers.items()})
