"""Every promise of the security pages is held by a test that names it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ID = re.compile(r"\b[A-Z]{3}-\d{2}\b")


def promised() -> set[str]:
    pages = (ROOT / "docs").glob("security*.md")
    return {each for page in pages for each in ID.findall(page.read_text())}


def docstrings() -> Iterator[str]:
    for folder in ("tests", "e2e"):
        for path in (ROOT / folder).rglob("test_*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    yield ast.get_docstring(node) or ""


def test_every_demand_on_the_token_server_is_answered() -> None:
    """Count through: what is not kept is said there as well, with the reason."""
    numbers = sorted(int(each[4:]) for each in promised() if each.startswith("TOK-"))
    assert numbers == list(range(1, 55))


def test_every_promise_is_cited_by_a_test() -> None:
    cited = {each for text in docstrings() for each in ID.findall(text)}
    assert promised()
    assert promised() - cited == set()
