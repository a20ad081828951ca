"""A whole host in one file: who is signed in, the token endpoint, the bundle, a page with the hub.

`README.md` says how to start it, against Versori or against the sandbox.
"""

import os
from pathlib import Path

from flask import Flask, Request, Response, send_from_directory, session

from token_server import Settings, User, token_blueprint

BUNDLE = Path(os.environ.get("HUB_BUNDLE", "dist")).resolve()
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Integrations</title>
<script type="module" src="/hub/embed.js"></script>
<versori-hub hub-id="{hub_id}" token-url="/versori/token"></versori-hub>
"""

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
settings = Settings.from_environment(os.environ)


def identify(_request: Request) -> User | None:
    """Say who is signed in: for you, whatever your application knows of its session."""
    return User(session["user_id"], session["name"]) if "user_id" in session else None


app.register_blueprint(token_blueprint(settings, identify))


@app.get("/hub/<path:name>")
def hub(name: str) -> Response:
    """Serve the bundle."""
    return send_from_directory(BUNDLE, name)


@app.get("/")
def page() -> str:
    """Show the page with the hub; everybody is signed in as Ada here."""
    session.update(user_id="user-ada", name="Ada")
    return PAGE.format(hub_id=settings.hub_id)
