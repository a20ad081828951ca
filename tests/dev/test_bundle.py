"""The static bundle, built from a tiny tree."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from devtools.bundle.api_url import DEFAULT_ORIGIN, parse_api_url
from devtools.bundle.archive import zip_bytes
from devtools.bundle.build import bundle_contents, ensure_bundle, integrity
from devtools.bundle.sizes import size_report
from devtools.problems import Problem
from tests.dev.trees import a_tree


def names_in(archive: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.namelist()


def test_the_page_goes_in_without_the_files_of_the_tools(tmp_path: Path) -> None:
    files = bundle_contents(a_tree(tmp_path))
    assert {"index.html", "shell.js"} <= files.keys()
    assert files.keys().isdisjoint({"package.json", "package-lock.json", "jsconfig.json"})


def test_the_runtime_comes_from_the_bundle_itself(tmp_path: Path) -> None:
    """Carry all that a session loads (HUB-12)."""
    files = bundle_contents(a_tree(tmp_path))
    assert {"pyscript/core.js", "pyscript/core-1.js", "pyscript/error-1.js"} <= files.keys()
    assert {"pyodide/pyodide.mjs", "pyodide/pyodide.asm.wasm"} <= files.keys()
    assert "vendor/idiomorph.esm.js" in files


def test_parts_of_pyscript_that_only_terminals_need_stay_out(tmp_path: Path) -> None:
    assert "pyscript/xterm-1.js" not in bundle_contents(a_tree(tmp_path))


def test_pyodide_learns_of_no_package_to_load_from_elsewhere(tmp_path: Path) -> None:
    lock = json.loads(bundle_contents(a_tree(tmp_path))["pyodide/pyodide-lock.json"])
    assert lock == {"info": {"python": "3.14"}, "packages": {}}


def test_the_archive_holds_sources_only(tmp_path: Path) -> None:
    assert names_in(bundle_contents(a_tree(tmp_path))["hub.zip"]) == [
        "fastjsonschema/__init__.py",
        "htpy/__init__.py",
        "hub/__init__.py",
        "hub/views/cards.py",
        "jwt/__init__.py",
        "markupsafe/__init__.py",
        "python_ulid-4.1.0.dist-info/METADATA",
        "ulid/__init__.py",
    ]


def test_what_only_the_doctor_needs_is_in_an_archive_of_its_own(tmp_path: Path) -> None:
    names = names_in(bundle_contents(a_tree(tmp_path))["doctor.zip"])
    assert {"hub/doctor/__init__.py", "hub/views/doctor.py", "requests/__init__.py"} <= set(names)
    assert "hub/__init__.py" not in names


def test_equal_sources_give_equal_archives() -> None:
    assert zip_bytes({"a.py": b"1", "b.py": b"2"}) == zip_bytes({"b.py": b"2", "a.py": b"1"})


def test_a_package_that_is_not_installed_is_named(tmp_path: Path) -> None:
    sources = a_tree(tmp_path)
    (sources.site_packages / "htpy" / "__init__.py").unlink()
    with pytest.raises(Problem, match=r"htpy is not in \.venv"):
        bundle_contents(sources)


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    sources = a_tree(tmp_path)
    (tmp_path / "web" / "index.html").unlink()
    with pytest.raises(Problem, match=r"without index\.html"):
        bundle_contents(sources)


def test_the_notices_name_what_is_shipped_and_not_the_tools(tmp_path: Path) -> None:
    notices = bundle_contents(a_tree(tmp_path))["THIRD_PARTY.txt"].decode()
    assert "@pyscript/core 0.7.31" in notices
    assert "The licence of PyScript" in notices
    assert "python-ulid 4.1.0" in notices
    assert "Mozilla Public License 2.0" in notices
    assert "TypeScript" not in notices


def test_another_api_is_written_into_page_and_policy(tmp_path: Path) -> None:
    api = parse_api_url("http://127.0.0.1:8001/api/embedded/v1/")
    files = bundle_contents(a_tree(tmp_path, api))
    assert b"'self' http://127.0.0.1:8001\"" in files["index.html"]
    assert files["shell.js"] == b'const api = "http://127.0.0.1:8001/api/embedded/v1";'
    assert DEFAULT_ORIGIN.encode() not in b"".join(files.values())


def test_logos_of_an_api_on_this_machine_may_be_shown() -> None:
    policy = b"img-src 'self' https: data:; font-src 'self'"
    here, elsewhere = map(parse_api_url, ("http://127.0.0.1:8001/v1", "https://api.example.com/v1"))
    assert b"data: http://127.0.0.1:8001;" in here.written_into(policy)
    assert elsewhere.written_into(policy) == policy


def test_the_page_says_what_its_scripts_have_to_be_like(tmp_path: Path) -> None:
    """HUB-13"""
    sources = a_tree(tmp_path)
    index = tmp_path / "web" / "index.html"
    index.write_text('<script src="shell.js"></script>', encoding="utf-8")
    files = bundle_contents(sources)
    seal = integrity(files["shell.js"])
    assert files["index.html"] == f'<script src="shell.js" integrity="{seal}"></script>'.encode()


def test_a_page_that_names_a_script_that_is_not_there_is_not_built(tmp_path: Path) -> None:
    sources = a_tree(tmp_path)
    (tmp_path / "web" / "index.html").write_text('<link href="no.css">', encoding="utf-8")
    with pytest.raises(Problem, match=r"names no\.css"):
        bundle_contents(sources)


def test_a_page_that_names_no_api_cannot_be_moved(tmp_path: Path) -> None:
    sources = a_tree(tmp_path, parse_api_url("https://api.example.com/v1"))
    (tmp_path / "web" / "index.html").write_text("<p>", encoding="utf-8")
    with pytest.raises(Problem, match="cannot move"):
        bundle_contents(sources)


def test_the_manifest_has_the_digest_and_the_size_of_every_other_file(tmp_path: Path) -> None:
    """List a SHA-384 for each file, as a browser's `integrity` takes it (HUB-13)."""
    ensure_bundle(a_tree(tmp_path), out := tmp_path / "dist")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert manifest["version"] == "1.2.3"
    assert manifest["files"].keys() == files - {"manifest.json"}
    assert manifest["files"]["shell.js"] == integrity((out / "shell.js").read_bytes())
    assert manifest["sizes"]["shell.js"] == (out / "shell.js").stat().st_size


def test_an_unchanged_bundle_is_left_as_it_is(tmp_path: Path) -> None:
    sources, out = a_tree(tmp_path), tmp_path / "dist"
    assert [ensure_bundle(sources, out), ensure_bundle(sources, out)] == [True, False]


@pytest.mark.parametrize("changed", ["web/shell.js", "web/hub/views/cards.py", "requirements.lock"])
def test_a_changed_source_is_built_again(tmp_path: Path, changed: str) -> None:
    sources, out = a_tree(tmp_path), tmp_path / "dist"
    ensure_bundle(sources, out)
    (tmp_path / changed).write_text("# changed", encoding="utf-8")
    assert ensure_bundle(sources, out)


def test_a_removed_source_leaves_the_bundle(tmp_path: Path) -> None:
    sources, out = a_tree(tmp_path), tmp_path / "dist"
    ensure_bundle(sources, out)
    (tmp_path / "web" / "shell.js").unlink()
    ensure_bundle(sources, out)
    assert not (out / "shell.js").exists()


def test_a_damaged_bundle_is_built_again(tmp_path: Path) -> None:
    sources, out = a_tree(tmp_path), tmp_path / "dist"
    ensure_bundle(sources, out)
    (out / "shell.js").write_text("", encoding="utf-8")
    assert ensure_bundle(sources, out)


def test_a_build_that_fails_keeps_the_old_bundle(tmp_path: Path) -> None:
    sources, out = a_tree(tmp_path), tmp_path / "dist"
    ensure_bundle(sources, out)
    (tmp_path / "web" / "index.html").unlink()
    with pytest.raises(Problem):
        ensure_bundle(sources, out)
    assert (out / "index.html").is_file()


def test_a_folder_with_anything_else_is_not_replaced(tmp_path: Path) -> None:
    sources = a_tree(tmp_path)
    with pytest.raises(Problem, match="other than a bundle"):
        ensure_bundle(sources, tmp_path / "web")
    assert (tmp_path / "web" / "index.html").is_file()


def test_the_report_ends_with_the_total(tmp_path: Path) -> None:
    ensure_bundle(a_tree(tmp_path), out := tmp_path / "dist")
    report = size_report(out).splitlines()
    assert report[0].split() == ["part", "raw", "kB", "gzip", "kB"]
    assert report[-1].startswith("total")


@pytest.mark.parametrize(
    "text",
    [
        "http://api.example.com/v1",
        "https://user:secret@api.example.com/v1",
        "https://api.example.com/v1?key=1",
        "https://api.example.com/'; script-src *",
        "javascript:alert(1)",
        "api.example.com",
    ],
)
def test_an_address_that_could_break_out_or_be_read_is_refused(text: str) -> None:
    with pytest.raises(Problem, match="--api-url"):
        parse_api_url(text)
