"""The example host: it runs as it is, and the README quotes it as it is."""

import runpy
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sandbox.demo import new_key

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "host.py"
HUB = "01JDB530XRYAM2CDSV4XV1N710"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Start the example as the README says, with a bundle of one file."""
    (tmp_path / "embed.js").write_text("// the element")
    key = tmp_path / "key.pem"
    key.write_bytes(new_key())
    key.chmod(0o600)
    for name, value in {
        "VERSORI_SIGNING_KEY_ID": "my-key",
        "VERSORI_SIGNING_KEY_FILE": str(key),
        "VERSORI_HUB_ID": HUB,
        "SECRET_KEY": "canary" * 8,
        "HUB_BUNDLE": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    found: FlaskClient = runpy.run_path(str(EXAMPLE))["app"].test_client()
    return found


def test_the_examples_page_holds_the_hub_and_the_bundle_is_served(client: FlaskClient) -> None:
    assert f'<versori-hub hub-id="{HUB}" token-url="/versori/token">' in client.get("/").text
    with client.get("/hub/embed.js") as served:
        assert served.get_data(as_text=True) == "// the element"


def test_the_example_gives_a_token_to_whoever_is_signed_in(client: FlaskClient) -> None:
    ask = {"Sec-Fetch-Site": "same-origin", "X-Requested-With": "versori-hub"}
    assert client.post("/versori/token", json={}, headers=ask).status_code == 401
    client.get("/")
    answer = client.post("/versori/token", json={}, headers=ask)
    assert (answer.status_code, answer.json and answer.json["user_id"]) == (200, "user-ada")


def test_the_readme_quotes_the_example_word_for_word() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = readme[readme.index("    from token_server import") : readme.index("The environment")]
    example = EXAMPLE.read_text(encoding="utf-8").splitlines()
    lines = [line.removeprefix("    ") for line in quoted.splitlines()]
    assert [line for line in lines if line not in example] == []
