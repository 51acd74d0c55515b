"""Authorisation on an app of the SDK under uvicorn."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import pytest

from calls import computing, message, post
from career_guide.transports.http.auth.static_tokens import make_token
from issuer import RESOURCE, Issuer, running_issuer
from servers import Served, running_app

TOKEN, ENTRY = make_token("team")


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with running_issuer() as running:
        yield running


@pytest.fixture(scope="module")
def served(issuer: Issuer) -> Iterator[Served]:
    auth = {"mode": "oauth", "issuer": issuer.url, "resource": RESOURCE, "scopes": ["guide:read"]}
    limits = {"network": "off", "reads": "3/hour"}
    with running_app(auth=auth, limits=limits) as app:
        yield app


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def text_of(response: httpx2.Response) -> object:
    data = next(line for line in response.text.splitlines() if line.startswith("data: "))
    return json.loads(json.loads(data[6:])["result"]["content"][0]["text"])


def test_the_handler_knows_whom_it_serves(served: Served, issuer: Issuer) -> None:
    response = post(served.url, computing(), **bearer(issuer.token(sub="grace")))
    assert text_of(response) == {"subject": "grace", "claims": {"iss": issuer.url}}


def test_a_client_finds_the_issuer_from_the_challenge(served: Served, issuer: Issuer) -> None:
    refused = post(served.url, message())
    assert refused.status_code == 401
    url = refused.headers["www-authenticate"].partition('resource_metadata="')[2].partition('"')[0]
    metadata = httpx2.get(served.url + urlsplit(url).path, trust_env=False).json()
    assert metadata["resource"] == RESOURCE
    assert metadata["authorization_servers"] == [issuer.url]


def test_a_token_in_the_address_is_not_read(served: Served, issuer: Issuer) -> None:
    url = f"{served.url}/mcp?access_token={issuer.token()}"
    assert httpx2.post(url, json=message(), trust_env=False).status_code == 401


def test_nothing_of_a_message_is_looked_at_before_the_token(served: Served) -> None:
    response = httpx2.post(f"{served.url}/mcp", content=b"{" * 1000, trust_env=False)
    assert response.status_code == 401


def test_a_token_of_a_hundred_kilobytes_is_no_server_error(served: Served) -> None:
    parts = urlsplit(served.url)
    with socket.create_connection((parts.hostname, parts.port), 10) as wire:
        wire.sendall(b"POST /mcp HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + b"a" * 100_000)
        wire.sendall(b"\r\nContent-Length: 0\r\n\r\n")
        assert wire.recv(100).split(b" ")[1] in (b"400", b"401", b"431")


def test_subjects_have_a_budget_each(served: Served, issuer: Issuer) -> None:
    def ask(subject: str, count: int) -> list[int]:
        token = issuer.token(sub=subject)
        return [post(served.url, message(), **bearer(token)).status_code for _ in range(count)]

    assert ask("ada", 4) == [200, 200, 200, 429]
    assert ask("bob", 1) == [200]


def test_a_listed_token_opens_the_server() -> None:
    with running_app(auth={"mode": "tokens", "tokens": ENTRY.line}) as served:
        assert post(served.url, message()).status_code == 401
        response = post(served.url, computing(), **bearer(TOKEN))
    assert text_of(response) == {"subject": "team", "claims": {"iss": "tokens"}}
