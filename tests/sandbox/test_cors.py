"""What other origins may do: read everything, with no cookie involved."""

import pytest
from flask import Flask

from tests.sandbox.client import Api

PATH = "/api/embedded/v1/activations"


def test_a_preflight_allows_what_the_hub_sends(app: Flask) -> None:
    asked = {
        "Origin": "http://127.0.0.1:8000",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,x-thing",
    }
    response = app.test_client().options(PATH, headers=asked)
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "x-thing" in response.headers["Access-Control-Allow-Headers"]
    assert response.headers["Access-Control-Max-Age"] == "600"
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize(
    ("path", "status"), [("/healthz", 200), ("/activations/x", 404), ("/x", 404)]
)
def test_every_answer_can_be_read(owner: Api, path: str, status: int) -> None:
    response = owner.get(path)
    assert response.status_code == status
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Expose-Headers"] == "Retry-After, X-Request-Id"


def test_each_request_has_its_own_id(owner: Api) -> None:
    assert (
        owner.get("/healthz").headers["X-Request-Id"]
        != owner.get("/healthz").headers["X-Request-Id"]
    )
