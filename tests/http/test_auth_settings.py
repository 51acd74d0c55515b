"""Settings of the authorisation that cannot be obeyed are refused by name."""

import re
from typing import Any

import pytest

from career_guide.errors import CareerGuideError
from career_guide.transports.http.auth.settings import AuthSettings

GOOD: dict[str, Any] = {
    "mode": "oauth",
    "resource": "https://guide.example.org/mcp",
    "issuer": "https://login.example.org",
}
UNSAFE = [
    "guide.example.org/mcp",
    "http://guide.example.org/mcp",
    "ftp://guide.example.org/mcp",
    "https://",
    "https://user:hush@guide.example.org/mcp",
    "https://guide.example.org/mcp#part",
    "https://guide.example.org/mcp?x=1",
    "https://guide.example.org:port/mcp",
    "https://guide.example.org/a b",
    "https://guide.example.org/\x00",
    "http://127.0.0.1.evil.example/mcp",
    "http://[::1",
]


def refused(**changes: Any) -> str:
    with pytest.raises(CareerGuideError) as refusal:
        AuthSettings(**GOOD | changes)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"mode": ""}, "--auth (CAREER_GUIDE_HTTP_AUTH)"),
        ({"mode": "basic"}, "--auth (CAREER_GUIDE_HTTP_AUTH)"),
        ({"resource": None}, "--public-url (CAREER_GUIDE_HTTP_PUBLIC_URL)"),
        ({"issuer": None}, "--auth-issuer (CAREER_GUIDE_HTTP_AUTH_ISSUER)"),
        ({"scopes": ('a"b',)}, "--auth-scopes (CAREER_GUIDE_HTTP_AUTH_SCOPES)"),
        ({"scopes": ("a b",)}, "--auth-scopes (CAREER_GUIDE_HTTP_AUTH_SCOPES)"),
        ({"algorithms": ("HS256",)}, "--auth-algorithms (CAREER_GUIDE_HTTP_AUTH_ALGORITHMS)"),
        ({"algorithms": ("none",)}, "--auth-algorithms (CAREER_GUIDE_HTTP_AUTH_ALGORITHMS)"),
        ({"algorithms": ()}, "--auth-algorithms (CAREER_GUIDE_HTTP_AUTH_ALGORITHMS)"),
        ({"leeway_s": -1}, "--auth-leeway (CAREER_GUIDE_HTTP_AUTH_LEEWAY)"),
        ({"leeway_s": 3600}, "--auth-leeway (CAREER_GUIDE_HTTP_AUTH_LEEWAY)"),
        ({"mode": "tokens", "tokens": ""}, "--auth-tokens (CAREER_GUIDE_HTTP_AUTH_TOKENS)"),
    ],
)
def test_a_setting_that_cannot_be_obeyed_is_refused(changes: dict[str, Any], named: str) -> None:
    assert re.match(re.escape(f"{named}: expected ") + ".*for example", refused(**changes))


@pytest.mark.parametrize("url", UNSAFE)
def test_addresses_must_be_safe(url: str) -> None:
    for name in ("resource", "issuer", "jwks_uri"):
        if not (name == "jwks_uri" and "?" in url):
            assert "hush" not in refused(**{name: url})


@pytest.mark.parametrize("host", ["127.0.0.1:9000", "localhost:9000", "[::1]:9000"])
def test_http_is_enough_on_this_machine(host: str) -> None:
    assert AuthSettings(**GOOD | {"issuer": f"http://{host}"}).issuer == f"http://{host}"
