"""The commands of dev.py: what each sets up, and what it runs then."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools import bench, checks, locks, ports
from devtools.bundle.api_url import VERSORIS_OWN, ApiAddress, parse_api_url
from devtools.bundle.build import Sources, ensure_bundle
from devtools.bundle.sizes import size_report
from devtools.environment import ensure_environment, site_packages
from devtools.node import ensure_npm_packages
from devtools.problems import Problem
from devtools.steps import say
from devtools.turns import own_turn

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist"
SETUP_FAILED = 2
INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status: 2 for anything wrong with the set-up."""
    options, rest = _parser().parse_known_args(arguments)
    try:
        return int(options.run(options, rest))
    except Problem as problem:
        print(problem.report(), file=sys.stderr)
        return SETUP_FAILED
    except KeyboardInterrupt:
        print("\nStopped. The same command carries on from here.", file=sys.stderr)
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="Work on versori-hub.")
    commands = parser.add_subparsers(required=True, metavar="command")

    # Words that are not known here go on to the demo or to pytest, so none may be cut short.
    demo = commands.add_parser(
        "demo", allow_abbrev=False, help="serve the hub in a demo host, with a sandbox API"
    )
    demo.add_argument("--port", type=int, default=8000, help="the host's; the API takes the next")
    demo.set_defaults(run=_demo)

    test = commands.add_parser(
        "test", allow_abbrev=False, help="lint, types and all tests; takes pytest's arguments"
    )
    test.set_defaults(run=_test)

    build = commands.add_parser("build", help="make the static bundle, with a size report")
    build.add_argument("--api-url", default=None, help="the Embedded API, if not Versori's own")
    build.add_argument("--out", type=Path, default=BUNDLE, help="default: dist")
    build.set_defaults(run=_build)

    measure = commands.add_parser("bench", help="run the benchmarks, or the one that is named")
    measure.add_argument("name", nargs="?")
    measure.set_defaults(run=_bench)

    doctor = commands.add_parser(
        "doctor", add_help=False, help="look at the page of a host that shows the hub"
    )
    doctor.set_defaults(run=_doctor)

    lock = commands.add_parser("lock", help="renew the lock files from the registries")
    lock.set_defaults(run=_lock)
    return parser


def _demo(options: argparse.Namespace, rest: Sequence[str]) -> int:
    ports.ensure_free(options.port)
    ready = _set_up()
    given = ["--port", str(options.port), "--bundle", "dist", "--state-dir", ".dev", *rest]
    command = [str(ready.python), "-m", "sandbox.demo", *given]
    os.chdir(ROOT)
    # In place of this process, so that Ctrl-C and exit status are the demo's own.
    os.execve(ready.python, command, _with_sources())  # noqa: S606


def _test(_: argparse.Namespace, rest: Sequence[str]) -> int:
    ready = _set_up()
    return checks.run_all(ROOT, ready.python, ready.modules, rest)


def _build(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _refuse(rest)
    api = parse_api_url(options.api_url) if options.api_url else VERSORIS_OWN
    _set_up(options.out.absolute(), api)
    say(size_report(options.out))
    return 0


def _bench(options: argparse.Namespace, rest: Sequence[str]) -> int:
    names = bench.chosen(ROOT, options.name)
    return bench.run(ROOT, _set_up().python, names, rest, _with_sources())


def _doctor(_: argparse.Namespace, rest: Sequence[str]) -> int:
    with own_turn(ROOT):
        python = ensure_environment(ROOT)
    command = [str(python), "-m", "hub.doctor", *rest]
    return subprocess.run(command, env=_with_sources(), check=False).returncode


def _lock(_: argparse.Namespace, rest: Sequence[str]) -> int:
    _refuse(rest)
    locks.renew(ROOT)
    return 0


@dataclass(frozen=True)
class Ready:
    """What every command starts from, once it is set up."""

    python: Path
    modules: Path


def _set_up(out: Path = BUNDLE, api: ApiAddress = VERSORIS_OWN) -> Ready:
    with own_turn(ROOT):
        python = ensure_environment(ROOT)
        modules = ensure_npm_packages(ROOT)
        if ensure_bundle(Sources(ROOT, modules, site_packages(ROOT), api), out):
            say(f"Built the bundle in {os.path.relpath(out)}")
    return Ready(python, modules)


def _with_sources() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "web")])}


def _refuse(rest: Sequence[str]) -> None:
    if rest:
        raise Problem(f"not understood: {' '.join(rest)}; see python3 dev.py --help")
