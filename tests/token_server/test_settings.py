"""What the environment may say, and that all that is wrong with it is said at once."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from token_server import Settings, SettingsRefused, SigningKey

from .test_keys import written


@pytest.fixture
def environ(pem: bytes) -> dict[str, str]:
    return {"VERSORI_SIGNING_KEY_ID": "test-key", "VERSORI_SIGNING_KEY": pem.decode()}


def problems(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsRefused) as caught:
        Settings.from_environment(environ)
    return caught.value.problems


def test_a_key_and_its_id_are_enough(environ: dict[str, str]) -> None:
    settings = Settings.from_environment(environ)
    assert settings.key.key_id == "test-key"
    assert settings.token_ttl == 300
    assert settings.api_url == "https://platform.versori.com/api/embedded/v1"
    assert not settings.allowed_origins


def test_everything_can_be_set(environ: dict[str, str]) -> None:
    settings = Settings.from_environment(
        environ
        | {
            "VERSORI_TOKEN_TTL": "60",
            "VERSORI_ALLOWED_ORIGINS": "https://a.example, https://b.example:8443",
            "VERSORI_TRUSTED_HOSTS": "tokens.example .example.com",
            "VERSORI_HUB_ID": "01J9ZZZZZZZZZZZZZZZZZZZZZZ",
            "VERSORI_API_URL": "http://127.0.0.1:8001/api/",
            "VERSORI_API_KEY": "an-api-key",
            "VERSORI_LIMIT_PER_USER": "60",
            "VERSORI_PROXIES": "2",
            "VERSORI_HYBRID": "1",
        }
    )
    assert settings.token_ttl == 60
    assert settings.allowed_origins == {"https://a.example", "https://b.example:8443"}
    assert settings.trusted_hosts == ("tokens.example", ".example.com")
    assert settings.api_url == "http://127.0.0.1:8001/api"
    assert (settings.per_user, settings.proxies, settings.hybrid) == (60, 2, True)


def test_an_empty_environment_is_told_both_that_it_lacks() -> None:
    assert problems({}) == (
        "VERSORI_SIGNING_KEY_ID is not set",
        "set VERSORI_SIGNING_KEY_FILE to a PEM file, or VERSORI_SIGNING_KEY to its text",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VERSORI_TOKEN_TTL", "0"),
        ("VERSORI_TOKEN_TTL", "-5"),
        ("VERSORI_TOKEN_TTL", "3601"),
        ("VERSORI_TOKEN_TTL", "5m"),
        ("VERSORI_TOKEN_TTL", "1e3"),
        ("VERSORI_LIMIT_PER_USER", "0"),
        ("VERSORI_LIMIT_PER_ADDRESS", "many"),
        ("VERSORI_LIMIT_STORE", "redis"),
        ("VERSORI_PROXIES", "6"),
        ("VERSORI_PROXIES", "*"),
        ("VERSORI_HYBRID", "yes"),
        ("VERSORI_ALLOWED_ORIGINS", "*"),
        ("VERSORI_ALLOWED_ORIGINS", "null"),
        ("VERSORI_ALLOWED_ORIGINS", "app.example.com"),
        ("VERSORI_ALLOWED_ORIGINS", "http://app.example.com"),
        ("VERSORI_ALLOWED_ORIGINS", "https://app.example.com/"),
        ("VERSORI_ALLOWED_ORIGINS", "https://user@app.example.com"),
        ("VERSORI_ALLOWED_ORIGINS", "https://bücher.example"),
        ("VERSORI_ALLOWED_ORIGINS", "https://app.example.com:"),
        ("VERSORI_ALLOWED_ORIGINS", "https://app.example.com:0443"),
        ("VERSORI_ALLOWED_ORIGINS", "https://app.example.com:70000"),
        ("VERSORI_ALLOWED_ORIGINS", ","),
        ("VERSORI_TRUSTED_HOSTS", "https://app.example.com"),
        ("VERSORI_TRUSTED_HOSTS", ","),
        ("VERSORI_TRUSTED_HOSTS", " , ,"),
        ("VERSORI_HUB_ID", "my-hub"),
        ("VERSORI_API_URL", "http://platform.example"),
        ("VERSORI_API_URL", "https://platform.example?x=1"),
        ("VERSORI_API_URL", "https://[broken"),
        ("VERSORI_API_KEY", "ключ"),
    ],
)
def test_a_value_that_cannot_be_used_is_one_line(
    environ: dict[str, str], name: str, value: str
) -> None:
    (problem,) = problems(environ | {name: value})
    assert problem.startswith(f"{name} ")
    assert "\n" not in problem


@pytest.mark.parametrize("value", ["https://App.Example.com", "https://app.example.com:443"])
def test_an_origin_is_spelled_as_browsers_spell_it(environ: dict[str, str], value: str) -> None:
    """TOK-28: letter by letter nothing else would ever be the same."""
    settings = Settings.from_environment(environ | {"VERSORI_ALLOWED_ORIGINS": value})
    assert settings.allowed_origins == {"https://app.example.com"}


@pytest.mark.parametrize("value", ["", " "])
def test_a_list_that_is_not_set_is_the_usual_one(environ: dict[str, str], value: str) -> None:
    """TOK-33"""
    settings = Settings.from_environment(environ | {"VERSORI_TRUSTED_HOSTS": value})
    assert settings.trusted_hosts == ("127.0.0.1", "localhost", "[::1]")


def test_no_list_of_hosts_trusts_nobody_and_so_is_refused(environ: dict[str, str]) -> None:
    """TOK-33"""
    with pytest.raises(SettingsRefused, match="no host is trusted"):
        replace(Settings.from_environment(environ), trusted_hosts=())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("token_ttl", 1.5),
        ("token_ttl", True),
        ("token_ttl", "300"),
        ("token_ttl", float("nan")),
        ("per_user", 0),
        ("per_address", 2.5),
        ("proxies", -1),
        ("proxies", True),
        ("allowed_origins", {"null"}),
        ("allowed_origins", {"*"}),
        ("allowed_origins", {"https://app.example.com", ""}),
        ("allowed_origins", {"https://app.example.com/"}),
        ("allowed_origins", {"https://App.example.com"}),
        ("allowed_origins", {"https://a.example https://b.example"}),
        ("allowed_origins", "https://app.example.com"),
    ],
)
def test_code_sets_nothing_that_the_environment_may_not_say(
    key: SigningKey, name: str, value: Any
) -> None:
    """TOK-05, TOK-28: of a text that is no list, each part would be listed."""
    with pytest.raises(SettingsRefused) as refused:
        Settings(key, **{name: value})
    (problem,) = refused.value.problems
    assert problem.startswith(f"{name} ")


def test_what_code_sets_is_told_of_all_at_once(key: SigningKey) -> None:
    """TOK-16"""
    with pytest.raises(SettingsRefused) as refused:
        Settings(key, token_ttl=0, trusted_hosts=(), per_user=0)
    assert len(refused.value.problems) == 3


@pytest.mark.parametrize("value", ["nope://:canary@store", "redis://store:port"])
def test_a_store_that_cannot_be_used_is_told_with_all_else(
    environ: dict[str, str], value: str
) -> None:
    """TOK-16, TOK-40"""
    found = problems(environ | {"VERSORI_LIMIT_STORE": value, "VERSORI_TOKEN_TTL": "0"})
    assert [line.split()[0].rstrip(":") for line in found] == [
        "VERSORI_TOKEN_TTL",
        "VERSORI_LIMIT_STORE",
    ]
    assert "canary" not in "".join(found)


@pytest.mark.parametrize("name", ["VERSORI_SIGNING_KEY_ID", "VERSORI_SIGNING_KEY_ID_FILE"])
def test_an_id_that_is_no_use_is_told_of_by_its_own_name(
    environ: dict[str, str], tmp_path: Path, name: str
) -> None:
    """TOK-02, TOK-16"""
    (tmp_path / "id").write_text("bad id")
    del environ["VERSORI_SIGNING_KEY_ID"]
    value = "bad id" if name == "VERSORI_SIGNING_KEY_ID" else str(tmp_path / "id")
    (problem,) = problems(environ | {name: value})
    assert problem.startswith(f"{name}: the key id is")


def test_neither_half_of_a_bad_pair_hides_the_other() -> None:
    """TOK-16"""
    curve = written(ec.generate_private_key(ec.SECP256R1())).decode()
    found = problems({"VERSORI_SIGNING_KEY_ID": "bad id", "VERSORI_SIGNING_KEY": curve})
    assert [line.partition(":")[0] for line in found] == [
        "VERSORI_SIGNING_KEY_ID",
        "VERSORI_SIGNING_KEY",
    ]


def test_every_problem_is_told_at_once(environ: dict[str, str]) -> None:
    found = problems({"VERSORI_SIGNING_KEY": "x", "VERSORI_TOKEN_TTL": "0", "VERSORI_HUB_ID": "y"})
    assert [line.split()[0].rstrip(":") for line in found] == [
        "VERSORI_SIGNING_KEY_ID",
        "VERSORI_SIGNING_KEY",
        "VERSORI_TOKEN_TTL",
        "VERSORI_HUB_ID",
    ]


def test_settings_show_no_secret(environ: dict[str, str], pem: bytes) -> None:
    """TOK-20"""
    secrets = {"VERSORI_API_KEY": "canary-api", "VERSORI_LOG_SALT": "canary-salt"}
    shown = repr(Settings.from_environment(environ | secrets))
    assert "canary" not in shown
    assert pem.decode().splitlines()[3] not in shown


def test_a_problem_shows_no_key(environ: dict[str, str], pem: bytes) -> None:
    """TOK-16 TOK-20"""
    spoilt = environ | {"VERSORI_SIGNING_KEY": pem.decode()[:900]}
    assert pem.decode().splitlines()[3] not in "".join(problems(spoilt))
