"""A look at the answers while the load is on: each is a token, and of the user who asked.

They are judged when the load is over, so that judging takes no time from those who answer.
"""

import http.client
import json
import threading

import jwt

from token_server import SigningKey

PAUSE = 0.2
HEADERS = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}


class Sample:
    """Ask now and then inside the block, on a connection of its own."""

    def __init__(self, port: int, key: SigningKey) -> None:
        self._port = port
        self._key = key
        self._heard: dict[str, str] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._ask_on)

    def __enter__(self) -> "Sample":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._end.set()
        self._thread.join()

    def wrong(self) -> int:
        """Count the answers that were not the token that was asked for."""
        return sum(not self._is_right(user, text) for user, text in self._heard.items())

    def _ask_on(self) -> None:
        while not self._end.wait(PAUSE):
            user = f"sample-{len(self._heard)}"
            self._heard[user] = self._asked(user)

    def _asked(self, user: str) -> str:
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            link.request("POST", "/versori/token", "{}", {**HEADERS, "X-Session": user})
            return link.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            link.close()

    def _is_right(self, user: str, text: str) -> bool:
        try:
            claims = jwt.decode(json.loads(text)["token"], self._key.public_pem, ["RS256"])
        except (KeyError, ValueError, jwt.PyJWTError):
            return False
        return claims.get("sub") == user
