"""What outlives a restart, and what happens when many call at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from sandbox import Settings, create_app
from tests.sandbox.client import ADA, Api


def test_a_data_file_outlives_a_restart(tmp_path: Path, development_key: RSAPrivateKey) -> None:
    settings = Settings(data=str(tmp_path / "sandbox.db"), development_key=development_key)
    first = Api(create_app(settings), "Bearer sandbox-api-key")
    made = first.post("/activations", first.activation(ADA, "Parcelwise")).json
    first.world.store.close()
    second = Api(create_app(settings), "Bearer sandbox-api-key")
    assert made and second.get(f"/activations/{made['id']}").status_code == 200
    second.world.store.close()


def test_of_many_at_once_one_gets_the_name(ada: Api) -> None:
    body = ada.activation(ADA, "Parcelwise")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ada.post("/activations", body).status_code, range(16)))
    assert sorted(answers) == [200] + [409] * 15
