"""What tasks cost, in CPU time: what other programs do on a busy machine does not count."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser

PAGE, WORKER = "CrRendererMain", "DedicatedWorker thread"
TASK = "RunTask"


@contextmanager
def longest_tasks(browser: Browser) -> Iterator[dict[str, float]]:
    """Measure the longest task of a page and of a worker, in milliseconds of CPU.

    Only processes that run a worker count: the browser draws its own menus in others.
    """
    longest: dict[str, float] = {}
    browser.start_tracing(categories=["toplevel", "disabled-by-default-devtools.timeline"])
    try:
        yield longest
    finally:
        longest |= _longest(json.loads(browser.stop_tracing())["traceEvents"])


def _longest(events: list[dict[str, Any]]) -> dict[str, float]:
    named = [event for event in events if event["name"] == "thread_name"]
    threads = {_thread(event): event["args"]["name"] for event in named}
    ours = {process for (process, _number), name in threads.items() if name == WORKER}
    tasks = [e for e in events if e["name"].endswith(TASK) and "tdur" in e and e["pid"] in ours]
    return {
        name: max(task["tdur"] / 1_000 for task in tasks if threads.get(_thread(task)) == name)
        for name in (PAGE, WORKER)
    }


def _thread(event: dict[str, Any]) -> tuple[int, int]:
    return event["pid"], event["tid"]
