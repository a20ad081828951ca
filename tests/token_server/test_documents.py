"""What docs/deploy.md and docs/security.md say of the token server, held against it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPLOY = (ROOT / "docs" / "deploy.md").read_text("utf-8")
SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")
SOURCE = "".join(path.read_text("utf-8") for path in (ROOT / "token_server").glob("*.py"))
TEN_MINUTES = 600  # lines


def section(title: str) -> str:
    """Give what stands below a heading."""
    return DEPLOY.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def recipe(title: str) -> list[str]:
    """Give the first code of a section, line by line."""
    code = section(title).partition("\n    ")[2].partition("\n\n")[0]
    return [line.strip() for line in code.splitlines()]


def test_every_variable_is_documented_and_no_other() -> None:
    read = {f"VERSORI_{name}" for name in re.findall(r'reader\.value\(\s*"(\w+)"', SOURCE)}
    read |= set(re.findall(r'"(VERSORI_\w+|ALLOW_GROUP_READ)"', SOURCE))
    told = set(re.findall(r"`(VERSORI_\w+|ALLOW_GROUP_READ)", section("On its own")))
    assert told == read


def test_the_ways_to_change_a_key_are_ways_that_there_are() -> None:
    """TOK-23"""
    told = section("Changing the key")
    for event in re.findall(r"`(token\.\w+)`", told):
        assert event in SOURCE
    assert {"token.key_loaded", "token.key_refused"} <= set(re.findall(r"`(token\.\w+)`", told))
    assert "**In an emergency** delete the key at Versori first." in told


def test_the_container_runs_as_nobody_special_and_compiles_nothing() -> None:
    """TOK-51"""
    lines = recipe("In a container")
    words = [line.partition(" ")[0] for line in lines]
    assert words[-1] == "CMD" and "USER" in words
    assert "USER root" not in lines and not any("apt" in line for line in lines)
    assert "--only-binary :all:" in "".join(lines) and "--require-hashes" in "".join(lines)
    assert "--read-only" in section("In a container")


def test_the_container_copies_what_there_is() -> None:
    copied = [line.split()[1] for line in recipe("In a container") if line.startswith("COPY")]
    assert [name for name in copied if not (ROOT / name).exists()] == ["our_host.py"]


def test_the_way_of_a_token_is_read_in_ten_minutes() -> None:
    start = SECURITY.partition("## Where to start reading")[2].partition("\n## ")[0]
    files = [ROOT / name for name in re.findall(r"`(token_server/\w+\.py)`", start)]
    assert len(files) == 6
    assert sum(len(path.read_text("utf-8").splitlines()) for path in files) <= TEN_MINUTES
