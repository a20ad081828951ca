"""How a Content Security Policy is read."""

import pytest

from hub.doctor.policies import policies

OWN = "https://app.example.com"


@pytest.mark.parametrize(
    ("policy", "url", "allowed"),
    [
        ("", f"{OWN}/a.js", True),
        ("img-src 'none'", f"{OWN}/a.js", True),
        ("default-src 'none'", f"{OWN}/a.js", False),
        ("default-src 'none'; script-src 'self'", f"{OWN}/a.js", True),
        ("script-src 'self'; script-src 'none'", f"{OWN}/a.js", True),
        ("script-src 'self'; script-src-elem 'none'", f"{OWN}/a.js", False),
        ("SCRIPT-SRC 'self'", f"{OWN}:443/a.js", True),
        ("script-src 'self'", "https://cdn.example.com/a.js", False),
        ("script-src https:", "https://cdn.example.com/a.js", True),
        ("script-src *", "https://cdn.example.com/a.js", True),
        ("script-src cdn.example.com", "https://cdn.example.com/a.js", True),
        ("script-src http://cdn.example.com", "https://cdn.example.com/a.js", True),
        ("script-src https://cdn.example.com", "http://cdn.example.com/a.js", False),
        ("script-src *.example.com", "https://cdn.example.com/a.js", True),
        ("script-src *.example.com", "https://example.com/a.js", False),
        ("script-src *.example.com", "https://badexample.com/a.js", False),
        ("script-src cdn.example.com/hub/", "https://cdn.example.com/hub/a.js", True),
        ("script-src cdn.example.com/hub/", "https://cdn.example.com/a.js", False),
        ("script-src cdn.example.com/a.js", "https://cdn.example.com/a.js", True),
        ("script-src cdn.example.com/b.js", "https://cdn.example.com/a.js", False),
        ("script-src cdn.example.com:8443", "https://cdn.example.com/a.js", False),
        ("script-src cdn.example.com:*", "https://cdn.example.com:8443/a.js", True),
        ("script-src cdn.example.com", "https://cdn.example.com:8443/a.js", False),
        ("script-src cdn.example.com:443", "https://cdn.example.com/a.js", True),
        ("script-src 'self', script-src 'none'", f"{OWN}/a.js", False),
        ("script-src 'unsafe-inline'", f"{OWN}/a.js", False),
    ],
)
def test_a_policy_allows_what_it_lists(policy: str, url: str, allowed: bool) -> None:
    assert all(each.allows("script-src", url) for each in policies([policy], OWN)) is allowed


def test_a_nonce_lets_its_script_in() -> None:
    (policy,) = policies(["script-src 'nonce-abc' 'strict-dynamic'"], OWN)
    assert policy.allows("script-src", f"{OWN}/a.js", "abc")
    assert not policy.allows("script-src", f"{OWN}/a.js", "other")
    assert not policy.allows("script-src", f"{OWN}/a.js")
