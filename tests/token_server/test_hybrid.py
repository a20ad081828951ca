"""Hybrid mode before an API that misbehaves: what goes up, what comes down, what does neither."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import jwt
import pytest
from flask import Flask, Request, Response, request
from flask.testing import FlaskClient

from sandbox.host.serving import listen, serving, url
from token_server import Settings, User, hybrid_blueprint, token_blueprint
from token_server.calls import LARGEST_BODY

from .conftest import session_user

HUB = "01J9ZZZZZZZZZZZZZZZZZZZZZZ"
ID = "01JA0000000000000000000001"
OTHER = "01JA0000000000000000000002"
ADA = {"Sec-Fetch-Site": "same-origin", "X-Session": "user-ada"}
JSON = {"Content-Type": "application/json"}
INTEGRATIONS = f"/versori/api/embed/{HUB}/users/user-ada/integrations"
ACTIVATION = f"/versori/api/activations/{ID}"


@dataclass
class Upstream:
    """Be an API that answers as it is told and remembers what it was asked."""

    url: str = ""
    answer: Callable[[Request], Response] = lambda _request: Response("{}", 200, JSON)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self) -> Response:
        self.asked.append((request.method, request.full_path.rstrip("?")))
        self.headers = dict(request.headers)
        return self.answer(request)


@pytest.fixture(scope="module")
def serving_upstream() -> Iterator[Upstream]:
    upstream, app, listener = Upstream(), Flask("upstream"), listen(0)
    app.before_request(upstream.__call__)
    upstream.url = url(listener)
    with serving(app, listener):
        yield upstream


@pytest.fixture
def upstream(serving_upstream: Upstream) -> Upstream:
    serving_upstream.answer = Upstream.answer
    serving_upstream.asked.clear()
    return serving_upstream


@pytest.fixture
def hybrid(upstream: Upstream, settings: Settings) -> Settings:
    return replace(settings, api_url=upstream.url, hub_id=HUB)


def browser(settings: Settings) -> FlaskClient:
    host = Flask("host")
    host.register_blueprint(hybrid_blueprint(settings, session_user))
    return host.test_client()


@pytest.fixture
def client(hybrid: Settings) -> FlaskClient:
    return browser(hybrid)


def answering(status: int, text: str = "{}", **headers: str) -> Callable[[Request], Response]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _request: Response(text, status, JSON | named)


def test_a_call_carries_a_token_of_the_user_signed_for_it(
    client: FlaskClient, upstream: Upstream, hybrid: Settings
) -> None:
    """HYB-07"""
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 200
    kind, _, token = upstream.headers["Authorization"].partition(" ")
    claims = jwt.decode(token, hybrid.key.public_pem, ["RS256"])
    assert (kind, claims["sub"]) == ("JWT", "user-ada")
    assert claims["exp"] - claims["iat"] <= 90


def test_nothing_of_the_browsers_headers_goes_up(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-05"""
    smuggled = {
        "Cookie": "session=secret",
        "Authorization": "Bearer forged",
        "X-Forwarded-For": "192.0.2.1",
        "X-HTTP-Method-Override": "DELETE",
        "X-User-ID": "user-ben",
        "Accept": "text/html",
        "Connection": "Authorization",
    }
    client.get(INTEGRATIONS, headers=ADA | smuggled)
    sent = {name for name in upstream.headers if name not in ("Host", "User-Agent", "Connection")}
    assert sent == {"Accept", "Accept-Encoding", "Authorization"}
    assert "forged" not in str(upstream.headers)
    assert upstream.asked == [("GET", INTEGRATIONS.removeprefix("/versori/api"))]


def test_an_error_is_passed_on_with_retry_after_and_no_other_header(
    client: FlaskClient, upstream: Upstream
) -> None:
    """HYB-06"""
    extra = {"Set_Cookie": "a=b", "Server": "x", "X_Internal": "y", "Location": "https://e.example"}
    upstream.answer = answering(429, '{"code": "slow"}', Retry_After="7", **extra)
    said = client.get(INTEGRATIONS, headers=ADA)
    assert (said.status_code, said.json) == (429, {"code": "slow"})
    assert said.headers["Retry-After"] == "7"
    assert not {"Set-Cookie", "X-Internal", "Location", "Server"} & set(said.headers.keys())
    assert said.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(client: FlaskClient, upstream: Upstream, status: int) -> None:
    """HYB-06"""
    upstream.answer = answering(status, Location=f"{upstream.url}/elsewhere")
    said = client.get(INTEGRATIONS, headers=ADA)
    assert said.status_code == 502
    assert len(upstream.asked) == 1
    assert "Location" not in said.headers


@pytest.mark.parametrize(
    ("status", "kind", "seen", "text"),
    [
        (200, "text/html", 502, None),
        (200, "", 502, None),
        (500, "text/html", 500, ""),
        (401, "application/json", 502, None),
    ],
)
def test_what_is_no_json_is_not_passed_on(
    client: FlaskClient, upstream: Upstream, status: int, kind: str, seen: int, text: str | None
) -> None:
    """HYB-06"""
    upstream.answer = lambda _: Response("<b>canary</b>", status, {"Content-Type": kind})
    said = client.get(INTEGRATIONS, headers=ADA)
    assert said.status_code == seen
    assert "canary" not in said.text
    assert text is None or said.text == text


def test_an_endless_answer_is_cut(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-06"""
    upstream.answer = lambda _: Response(iter(lambda: b" " * 65_536, b""), 200, JSON)
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 502


def test_an_api_that_is_down_is_a_bad_gateway(hybrid: Settings) -> None:
    """HYB-06"""
    client = browser(replace(hybrid, api_url="http://127.0.0.1:9"))
    said = client.get(INTEGRATIONS, headers=ADA)
    assert said.status_code == 502
    assert said.json and said.json["code"] == "bad_gateway"


def test_one_users_cookies_do_not_go_up_with_anothers_call(
    client: FlaskClient, upstream: Upstream
) -> None:
    """HYB-05"""
    upstream.answer = answering(200, Set_Cookie="upstream=ada")
    for _ in range(2):
        client.get(INTEGRATIONS, headers=ADA)
    assert "Cookie" not in upstream.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "", "Same-Origin"])
def test_other_sites_do_not_get_through(client: FlaskClient, upstream: Upstream, site: str) -> None:
    """HYB-08"""
    said = client.get(INTEGRATIONS, headers=ADA | {"Sec-Fetch-Site": site})
    assert said.status_code == 403
    assert not upstream.asked


def test_nobody_gets_401(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-08"""
    said = client.get(INTEGRATIONS, headers={"Sec-Fetch-Site": "same-origin"})
    assert said.status_code == 401
    assert not upstream.asked


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_form_does_not_get_through(
    client: FlaskClient, upstream: Upstream, kind: str | None
) -> None:
    """HYB-08"""
    body = '{"userId": "user-ada"}'
    said = client.post("/versori/api/activations", headers=ADA, data=body, content_type=kind)
    assert said.status_code == 415
    assert not upstream.asked


def test_a_large_body_does_not_get_through(client: FlaskClient, upstream: Upstream) -> None:
    """HYB-05"""
    body = b" " * (LARGEST_BODY + 1)
    said = client.post("/versori/api/activations", headers=ADA | JSON, data=body)
    assert said.status_code == 413
    assert not upstream.asked


@pytest.mark.parametrize(
    "path",
    [
        "/versori/api/../token",
        "/versori/api/hubs/../../healthz",
        "/versori/api/%2e%2e/%2e%2e/healthz",
        f"/versori/api/hubs/{HUB}%2f..%2f..%2fhealthz",
        "/versori/api//evil.example/hubs",
        "/versori/api/http://evil.example/hubs",
        f"/versori/api/hubs/{HUB}/users/user-ben",
        f"/versori/api/hubs/{HUB}/users/user-ada%2f..%2fuser-ben",
    ],
)
def test_a_path_trick_does_not_get_through(
    client: FlaskClient, upstream: Upstream, path: str
) -> None:
    """HYB-02, HYB-03"""
    said = client.get(path, headers=ADA)
    assert said.status_code == 404
    assert not upstream.asked


def test_a_server_that_does_not_say_what_was_sent_serves_nothing(
    client: FlaskClient, upstream: Upstream
) -> None:
    """HYB-02"""
    absolute = {"REQUEST_URI": f"http://evil.example{INTEGRATIONS}"}
    said = client.get(INTEGRATIONS, headers=ADA, environ_overrides=absolute)
    assert said.status_code == 404
    assert not upstream.asked


def test_pages_of_listed_origins_read_nothing_here(client: FlaskClient) -> None:
    """HYB-08"""
    said = client.get(INTEGRATIONS, headers=ADA | {"Origin": "https://app.example.com"})
    assert "Access-Control-Allow-Origin" not in said.headers


def test_calls_are_limited_too(hybrid: Settings) -> None:
    """TOK-39"""
    client = browser(replace(hybrid, per_user=1))
    statuses = [client.get(INTEGRATIONS, headers=ADA).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_a_host_with_several_hubs_says_whose_is_which(hybrid: Settings, upstream: Upstream) -> None:
    """HYB-03"""
    host = Flask("host")
    identify = lambda request: User("user-ada", hub_id=OTHER)  # noqa: E731
    host.register_blueprint(hybrid_blueprint(hybrid, identify))
    client = host.test_client()
    assert client.get(f"/versori/api/hubs/{OTHER}", headers=ADA).status_code == 200
    assert client.get(f"/versori/api/hubs/{HUB}", headers=ADA).status_code == 404


def test_without_a_hub_nothing_is_asked(hybrid: Settings, upstream: Upstream) -> None:
    """HYB-03"""
    client = browser(replace(hybrid, hub_id=""))
    assert client.get(INTEGRATIONS, headers=ADA).status_code == 503
    assert not upstream.asked


def owning(*ids: str) -> Callable[[Request], Response]:
    """Answer as an API whose user has activations and connections with these ids."""
    rows: Any = [{"id": each} for each in ids]

    def answer(request: Request) -> Response:
        name = request.path.rpartition("/")[2]
        return Response(Flask("json").json.dumps({name: rows}), 200, JSON)

    return answer


@pytest.mark.parametrize(("ids", "status"), [((ID,), 200), ((OTHER,), 404), ((), 404)])
def test_with_the_api_key_only_ones_own_activation_is_deleted(
    hybrid: Settings, upstream: Upstream, ids: tuple[str, ...], status: int
) -> None:
    """HYB-09"""
    upstream.answer = owning(*ids)
    client = browser(replace(hybrid, api_key="an-api-key"))
    assert client.delete(ACTIVATION, headers=ADA).status_code == status
    assert ("DELETE" in [method for method, _ in upstream.asked]) == (status == 200)
    assert upstream.headers["Authorization"] == "Bearer an-api-key"


@pytest.mark.parametrize(("connection", "status"), [(ID, 200), (OTHER, 404)])
def test_with_the_api_key_only_ones_own_connection_is_used(
    hybrid: Settings, upstream: Upstream, connection: str, status: int
) -> None:
    """HYB-09"""
    upstream.answer = owning(ID)
    client = browser(replace(hybrid, api_key="an-api-key"))
    bound = [{"templateId": ID, "connectionId": connection}]
    body = {"userId": "user-ada", "integrationId": ID, "connections": bound}
    said = client.post("/versori/api/activations", headers=ADA, json=body)
    assert said.status_code == status
    assert ("POST" in [method for method, _ in upstream.asked]) == (status == 200)


@pytest.mark.parametrize(
    ("status", "seen"), [(400, 502), (403, 502), (429, 429), (500, 502), (302, 502)]
)
def test_an_end_user_that_cannot_be_made_is_told_without_the_apis_words(
    hybrid: Settings, upstream: Upstream, status: int, seen: int
) -> None:
    """TOK-54"""
    host = Flask("host")
    connect: Any = lambda user: {"name": "n", "credentials": {}, "variables": []}  # noqa: E731
    host.register_blueprint(token_blueprint(hybrid, session_user, primary_connection=connect))
    upstream.answer = answering(status, '{"message": "key k-1234 is wrong"}', Retry_After="9")
    said = host.test_client().post("/versori/end-user", headers=ADA | JSON, data="{}")
    assert said.status_code == seen
    assert "k-1234" not in said.text
    assert said.headers.get("Retry-After") == ("9" if seen == 429 else None)
