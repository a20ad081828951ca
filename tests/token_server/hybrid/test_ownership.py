"""With the key that opens everything, only what is one's own is touched."""

from dataclasses import replace

import pytest

from token_server import Settings

from .upstream import ACTIVATION, ADA, ID, OTHER, Upstream, browser, owning


@pytest.mark.parametrize(("ids", "status"), [((ID,), 200), ((OTHER,), 404), ((), 404)])
def test_with_the_api_key_only_ones_own_activation_is_deleted(
    hybrid: Settings, upstream: Upstream, ids: tuple[str, ...], status: int
) -> None:
    """HYB-09"""
    upstream.answer = owning(*ids)
    client = browser(replace(hybrid, api_key="an-api-key"))
    assert client.delete(ACTIVATION, headers=ADA).status_code == status
    assert ("DELETE" in [method for method, _ in upstream.asked]) == (status == 200)
    assert upstream.headers["Authorization"] == "Bearer an-api-key"


@pytest.mark.parametrize(("connection", "status"), [(ID, 200), (OTHER, 404)])
def test_with_the_api_key_only_ones_own_connection_is_used(
    hybrid: Settings, upstream: Upstream, connection: str, status: int
) -> None:
    """HYB-09"""
    upstream.answer = owning(ID)
    client = browser(replace(hybrid, api_key="an-api-key"))
    bound = [{"templateId": ID, "connectionId": connection}]
    body = {"userId": "user-ada", "integrationId": ID, "connections": bound}
    said = client.post("/versori/api/activations", headers=ADA, json=body)
    assert said.status_code == status
    assert ("POST" in [method for method, _ in upstream.asked]) == (status == 200)
