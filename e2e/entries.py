"""A bundle whose entry has some more lines; it is told that its entry differs."""

import json

from playwright.sync_api import Route

from devtools.bundle.build import integrity
from e2e.visits import Visit


def change_the_entry(visit: Visit, more: str, *, first: bool = False) -> None:
    """Let every hub of a visit have these lines at the end of its entry, or at its start."""
    source = visit.context.request.get(f"{visit.demo.host_url}/hub/main.py").text()
    changed = f"{more}\n{source}" if first else f"{source}\n{more}"

    def entry(route: Route) -> None:
        route.fulfill(body=changed, content_type="text/x-python")

    def manifest(route: Route) -> None:
        told = route.fetch().json()
        told["files"]["main.py"] = integrity(changed.encode())
        route.fulfill(body=json.dumps(told), content_type="application/json")

    visit.context.route("**/hub/main.py", entry)
    visit.context.route("**/hub/manifest.json", manifest)
