"""A look at the answers while the load is on: each is a token, and of the user who asked."""

import http.client
import json
import threading

import jwt

from token_server import SigningKey

PAUSE = 0.2
HEADERS = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}


class Sample:
    """Ask now and then inside the block, on a connection of its own, and count what is wrong."""

    def __init__(self, port: int, key: SigningKey) -> None:
        self.asked = 0
        self.wrong = 0
        self._port = port
        self._key = key
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._ask_on)

    def __enter__(self) -> "Sample":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._end.set()
        self._thread.join()

    def _ask_on(self) -> None:
        while not self._end.wait(PAUSE):
            self.asked += 1
            self.wrong += not self._is_right(f"sample-{self.asked}")

    def _is_right(self, user: str) -> bool:
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            link.request("POST", "/versori/token", "{}", {**HEADERS, "X-Session": user})
            response = link.getresponse()
            token = json.loads(response.read())["token"]
            claims = jwt.decode(token, self._key.public_pem, ["RS256"])
            return response.status == 200 and claims["sub"] == user
        except (OSError, http.client.HTTPException, KeyError, ValueError, jwt.PyJWTError):
            return False
        finally:
            link.close()
