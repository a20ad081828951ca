"""The hub's bundle under `/hub/`, as a host would serve it: types, caching, the document's CSP."""

from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

# The API that a bundle is built for, unless it is told another one.
PLATFORM = "https://platform.versori.com"

BUILD = "python3 dev.py build"

# Not left to the machine's own table: a browser runs neither scripts nor WebAssembly of a
# wrong type.
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".zip": "application/zip",
}

# These change only with a new release of what they come from; everything else is asked for anew.
LASTING = ("pyodide/", "pyscript/")
LASTING_CACHE = "public, max-age=3600"
ASKED_ANEW = "no-cache"

FILE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def document_policy(api_origin: str, *, hybrid: bool = False) -> str:
    """Write the CSP of the hub's own document: Python in a worker, the API, and nothing else."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "worker-src blob:",
            _connections(api_origin, hybrid),
            "style-src 'self'",
            f"img-src 'self' https: data:{_plain_images(api_origin)}",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'self'",
        ]
    )


def _connections(api_origin: str, hybrid: bool) -> str:
    """Allow the API, unless the host stands before it."""
    return "connect-src 'self'" if hybrid else f"connect-src 'self' {api_origin}"


def _plain_images(api_origin: str) -> str:
    """Allow the logos of an API on plain http, as the sandbox is; https ones are allowed anyway."""
    return f" {api_origin}" if api_origin.startswith("http:") else ""


def is_built(bundle: Path) -> bool:
    """Say whether there is a bundle to serve."""
    return (bundle / "embed.js").is_file() and (bundle / "index.html").is_file()


def bundle_blueprint(bundle: Path, api_origin: str, *, hybrid: bool = False) -> Blueprint:
    """Make the routes under `/hub/`."""
    blueprint = Blueprint("hub", __name__, url_prefix="/hub")

    @blueprint.get("/")
    @blueprint.get("/<path:name>")
    def file(name: str = "index.html") -> Response:
        if not is_built(bundle):
            return _unbuilt()
        is_page = name.endswith(".html")
        response = _document(bundle, name, api_origin, hybrid) if is_page else _file(bundle, name)
        response.headers.update(FILE_HEADERS)
        return response

    return blueprint


def _file(bundle: Path, name: str) -> Response:
    response = send_from_directory(bundle.resolve(), name, mimetype=TYPES.get(Path(name).suffix))
    response.headers["Cache-Control"] = LASTING_CACHE if name.startswith(LASTING) else ASKED_ANEW
    return response


def _document(bundle: Path, name: str, api_origin: str, hybrid: bool) -> Response:
    """Serve a document for this host: the API's origin in its meta CSP, and the CSP as a header."""
    document = for_api(_read(bundle, name), api_origin, hybrid=hybrid)
    response = Response(document, mimetype="text/html")
    response.headers["Content-Security-Policy"] = document_policy(api_origin, hybrid=hybrid)
    response.headers["Cache-Control"] = ASKED_ANEW
    response.add_etag()
    response.make_conditional(request)
    return response


def _read(bundle: Path, name: str) -> str:
    try:
        return Path(safe_join(str(bundle), name) or bundle).read_text("utf-8")
    except (OSError, ValueError):  # not there, a directory, or no name that a file can have
        raise NotFound from None


def for_api(document: str, api_origin: str, *, hybrid: bool = False) -> str:
    """Replace the platform's origin in a document by the API's."""
    images = f"img-src 'self' https: data:{_plain_images(api_origin)}"
    connections = _connections(api_origin, hybrid)
    return (
        document.replace("img-src 'self' https: data:", images)
        .replace(_connections(PLATFORM, hybrid=False), connections)
        .replace(PLATFORM, api_origin)
    )


def _unbuilt() -> Response:
    text = f"The hub is not built yet. Run `{BUILD}` first, then reload this page.\n"
    headers = {"Cache-Control": "no-store"}
    return Response(text, 503, headers, mimetype="text/plain")
