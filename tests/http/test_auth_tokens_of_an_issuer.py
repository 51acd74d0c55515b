"""Which access tokens count, and what a caller is told whose token does not."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admission import door, oauth
from asked import welcome
from career_guide.transports.http.auth.build import auth_from
from issuer import RESOURCE, Issuer, running_issuer

METADATA = "https://guide.example.org/.well-known/oauth-protected-resource/mcp"


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with running_issuer() as running:
        yield running


def answer(issuer: Issuer, token: str, **changes: Any) -> tuple[httpx2.Response, list[str]]:
    async def present() -> tuple[httpx2.Response, list[str]]:
        async with door(oauth(issuer, **changes)) as opened:
            response = await opened.present(token)
            return response, [e for e in opened.events if e.startswith("auth")]

    return asyncio.run(present())


def in_base64(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def unsigned(issuer: Issuer, alg: str = "none") -> str:
    return f"{in_base64({'alg': alg, 'kid': 'first'})}.{in_base64(issuer.claims())}."


def signed_with_the_public_key(issuer: Issuer) -> str:
    text = f"{in_base64({'alg': 'HS256', 'kid': 'first'})}.{in_base64(issuer.claims())}"
    mac = hmac.new(issuer.pem(), text.encode(), hashlib.sha256).digest()
    return f"{text}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def forged(issuer: Issuer) -> str:
    thief = rsa.generate_private_key(65537, 2048)
    return jwt.encode(issuer.claims(), thief, "RS256", headers={"kid": "first"})


def tampered(issuer: Issuer) -> str:
    head, _, signature = issuer.token().split(".")
    return f"{head}.{in_base64(issuer.claims(sub='root'))}.{signature}"


def own_key_in_header(issuer: Issuer) -> str:
    thief = rsa.generate_private_key(65537, 2048)
    own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(thief.public_key()))
    headers = {"jwk": own, "jku": "http://127.0.0.1:1/keys", "kid": "first"}
    return jwt.encode(issuer.claims(), thief, "RS256", headers=headers)


GOOD: list[tuple[str, dict[str, Any]]] = [
    ("plain", {}),
    ("an audience list that holds us", {"aud": ["https://other.example", RESOURCE]}),
    ("a slash after the audience", {"aud": RESOURCE + "/"}),
    ("more scopes than needed", {"scope": "a guide:read b"}),
    ("scopes as a list", {"scope": None, "scp": ["guide:read"]}),
    ("expired within the leeway", {"exp_in": -5}),
    ("valid since a moment from now", {"nbf_in": 5}),
    ("typed JWT", {"header": {"typ": "JWT"}}),
    ("typed in full", {"header": {"typ": "application/at+jwt"}}),
    ("not typed", {"header": {"typ": None}}),
]


@pytest.mark.parametrize("changes", [c for _, c in GOOD], ids=[name for name, _ in GOOD])
def test_a_token_of_the_issuer_for_us_counts(issuer: Issuer, changes: dict[str, Any]) -> None:
    response, events = answer(issuer, issuer.token(**changes))
    assert (response.status_code, response.text, events) == (200, "welcome", [])


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
def test_every_kind_of_key_counts(algorithm: str) -> None:
    with running_issuer() as fresh:
        fresh.rotate("key", algorithm=algorithm)
        assert answer(fresh, fresh.token("key"))[0].status_code == 200
        assert answer(fresh, fresh.token("key", {"kid": None}))[0].status_code == 200


BAD: dict[str, tuple[str, Callable[[Issuer], str]]] = {
    "garbage": ("malformed", lambda _: "garbage"),
    "three empty parts": ("malformed", lambda _: ".."),
    "not base64": ("malformed", lambda _: "a.b.c"),
    "no signature": ("algorithm", unsigned),
    "no signature, spelt otherwise": ("algorithm", lambda i: unsigned(i, "nOnE")),
    "the public key as a secret": ("algorithm", signed_with_the_public_key),
    "a key of somebody else": ("signature", forged),
    "a key that the token brings": ("signature", own_key_in_header),
    "changed claims": ("signature", tampered),
    "another algorithm of the key": (
        "algorithm",
        lambda i: jwt.encode(i.claims(), i.private["first"][1], "RS512", headers={"kid": "first"}),
    ),
    "another issuer": ("issuer", lambda i: i.token(iss="https://evil.example")),
    "the issuer with a slash": ("issuer", lambda i: i.token(iss=i.url + "/")),
    "no issuer": ("claims", lambda i: i.token(iss=None)),
    "another audience": ("audience", lambda i: i.token(aud="https://other.example/mcp")),
    "a longer audience": ("audience", lambda i: i.token(aud=RESOURCE + "/more")),
    "the host as audience": ("audience", lambda i: i.token(aud="https://guide.example.org")),
    "a list of other audiences": ("audience", lambda i: i.token(aud=["a", "b"])),
    "an empty audience": ("claims", lambda i: i.token(aud=[])),
    "no audience": ("claims", lambda i: i.token(aud=None)),
    "an audience of another kind": ("audience", lambda i: i.token(aud=[{}])),
    "expired": ("expired", lambda i: i.token(exp_in=-120)),
    "no expiry": ("claims", lambda i: i.token(exp=None)),
    "an expiry that is no number": ("malformed", lambda i: i.token(exp="soon")),
    "an endless expiry": ("malformed", lambda i: i.token(exp=float("inf"))),
    "not valid yet": ("not_yet_valid", lambda i: i.token(nbf_in=600)),
    "issued in the future": ("not_yet_valid", lambda i: i.token(iat_in=600)),
    "no subject": ("claims", lambda i: i.token(sub=None)),
    "an empty subject": ("claims", lambda i: i.token(sub="")),
    "a subject without end": ("claims", lambda i: i.token(sub="a" * 300)),
    "scopes of another kind": ("claims", lambda i: i.token(scope={"guide:read": 1})),
    "an identity token": ("audience", lambda i: i.token(aud="assistant")),
    "a logout token": ("type", lambda i: i.token(header={"typ": "logout+jwt"})),
    "an assertion": ("type", lambda i: i.token(header={"typ": "oauth-id-jag+jwt"})),
    "a type that is no text": ("type", lambda i: i.token(header={"typ": 7})),
    "bound to a key of the client": ("bound_token", lambda i: i.token(cnf={"jkt": "x"})),
    "an extension we do not know": (
        "malformed",
        lambda i: i.token(header={"crit": ["exp"], "exp": 1}),
    ),
    "an unknown key": ("key", lambda i: i.token(header={"kid": "another"})),
    "a key id without end": ("key", lambda i: i.token(header={"kid": "k" * 300})),
    "a deep header": (
        "malformed",
        lambda _: base64.urlsafe_b64encode(b"[" * 3000).decode() + ".e30.e30",
    ),
    "a token of 100 kB": ("malformed", lambda _: "a" * 100_000),
}


@pytest.mark.parametrize(("reason", "make"), BAD.values(), ids=BAD.keys())
def test_any_other_token_is_refused(
    issuer: Issuer, reason: str, make: Callable[[Issuer], str]
) -> None:
    token = make(issuer)
    response, events = answer(issuer, token)
    assert response.status_code == 401
    challenge = response.headers["www-authenticate"]
    assert challenge.startswith('Bearer error="invalid_token", error_description="')
    assert f'resource_metadata="{METADATA}"' in challenge
    assert 'scope="guide:read"' in challenge
    assert response.json()["error"]["code"] == 4010
    assert token not in response.text + challenge
    assert events == [f"auth_refused:{reason}"]


def test_a_strict_server_wants_the_type_of_access_tokens(issuer: Issuer) -> None:
    strict = {"require_at_jwt": True}
    assert answer(issuer, issuer.token(), **strict)[0].status_code == 200
    for typ in ("JWT", None):
        response, events = answer(issuer, issuer.token(header={"typ": typ}), **strict)
        assert (response.status_code, events) == (401, ["auth_refused:type"])


def test_a_missing_scope_is_forbidden_and_named(issuer: Issuer) -> None:
    response, events = answer(issuer, issuer.token(scope="guide:reader"))
    assert response.status_code == 403
    challenge = response.headers["www-authenticate"]
    assert challenge.startswith('Bearer error="insufficient_scope", ')
    assert 'scope="guide:read"' in challenge
    assert f'resource_metadata="{METADATA}"' in challenge
    assert response.json()["error"]["code"] == 4030
    assert events == ["auth_refused:scope"]


def talk(issuer: Issuer, *authorization: str, method: str = "POST") -> httpx2.Response:
    async def ask() -> httpx2.Response:
        async with door(oauth(issuer)) as opened:
            return await opened.ask(*authorization, method=method)

    return asyncio.run(ask())


def test_without_a_token_the_challenge_says_where_to_get_one(issuer: Issuer) -> None:
    response = talk(issuer)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == (
        f'Bearer scope="guide:read", resource_metadata="{METADATA}"'
    )


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer  {t}", "Bearer {t} {t}", "Bearer\t{t}", "{t}"],
)
def test_a_header_that_is_no_bearer_token_is_refused(issuer: Issuer, header: str) -> None:
    response = talk(issuer, header.format(t=issuer.token()))
    assert response.status_code == 401
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


@pytest.mark.parametrize("scheme", ["bearer", "BEARER"])
def test_the_scheme_is_read_in_any_case(issuer: Issuer, scheme: str) -> None:
    assert talk(issuer, f"{scheme} {issuer.token()}").status_code == 200


def test_two_headers_are_refused_even_if_both_would_do(issuer: Issuer) -> None:
    good = f"Bearer {issuer.token()}"
    assert talk(issuer, good, good).status_code == 400
    assert talk(issuer, good, "Basic YTpi").status_code == 400


def test_a_web_socket_is_closed(issuer: Issuer) -> None:
    async def connect() -> list[str]:
        sent: list[str] = []

        async def receive() -> dict[str, str]:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            sent.append(message["type"])

        scope = {"type": "websocket", "path": "/mcp", "headers": [], "query_string": b""}
        await auth_from(oauth(issuer), lambda _: None).wrap(welcome)(scope, receive, send)
        return sent

    assert asyncio.run(connect()) == ["websocket.close"]


def test_a_preflight_needs_no_token(issuer: Issuer) -> None:
    assert talk(issuer, method="OPTIONS").status_code == 200


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.lists(st.text("ab"))
HEADERS = st.dictionaries(st.sampled_from(["alg", "kid", "typ", "crit", "b64"]), VALUES)


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(headers=st.lists(HEADERS, min_size=20, max_size=20), rest=st.text("ab.=", max_size=20))
def test_no_header_of_a_token_makes_the_server_fail(
    issuer: Issuer, headers: list[dict[str, Any]], rest: str
) -> None:
    async def present() -> set[int]:
        async with door(oauth(issuer, jwks_uri=f"{issuer.url}/keys")) as opened:
            tokens = [f"{in_base64(header)}.{rest}" for header in headers]
            return {(await opened.present(token)).status_code for token in tokens}

    assert asyncio.run(present()) == {401}


OWN_PATH = METADATA.removeprefix("https://guide.example.org")


@pytest.mark.parametrize("path", [OWN_PATH, "/.well-known/oauth-protected-resource"])
def test_the_metadata_is_open_and_names_the_issuer(issuer: Issuer, path: str) -> None:
    async def read() -> httpx2.Response:
        async with door(oauth(issuer)) as opened:
            return await opened.client.get(path)

    response = asyncio.run(read())
    assert response.status_code == 200
    assert response.json() == {
        "resource": RESOURCE,
        "authorization_servers": [issuer.url],
        "scopes_supported": ["guide:read"],
        "bearer_methods_supported": ["header"],
    }
