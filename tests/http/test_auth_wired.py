"""Authorisation as the hosted server wears it: a list of tokens, or an issuer."""

import hashlib
import json
import re
from pathlib import Path

import anyio
import httpx2
import pytest
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client

from hosting import Answer, Hosting, headers_for, hosted, message_for
from shell import cli

CALL = message_for("modern", 1, "tools/call", name="estimate_comp", arguments={"level": "senior"})


def made(name: str, *scopes: str) -> tuple[str, str]:
    """A token, and the line of the server's list for it."""
    flags = [flag for scope in scopes for flag in ("--scope", scope)]
    result = json.loads(cli("token", name, *flags, "--json").stdout)
    return result["token"], result["line"]


def call(server: Hosting, token: str = "", path: str = "/mcp") -> Answer:
    given = {"authorization": f"Bearer {token}"} if token else {}
    return server.post(json.dumps(CALL).encode(), headers_for("modern", CALL, **given), path=path)


def test_a_team_with_a_list_of_tokens(tmp_path: Path) -> None:
    ada, line_of_ada = made("ada", "guide:read")
    bob, line_of_bob = made("bob", "guide:read")
    eve, line_of_eve = made("eve")
    (tmp_path / "tokens.txt").write_text("\n".join((line_of_ada, line_of_bob, line_of_eve)))
    flags = ["--auth", "tokens", "--auth-tokens", f"@{tmp_path / 'tokens.txt'}"]
    flags += ["--auth-scopes", "guide:read", "--limit-computing", "2/minute"]
    with hosted(*flags, env={"CAREER_GUIDE_LOG_LEVEL": "INFO"}) as server:
        assert call(server).status == 401
        assert call(server).headers["www-authenticate"].startswith("Bearer ")
        assert call(server, ada[:-1]).status == 401
        assert call(server, path=f"/mcp?access_token={ada}").status == 401
        assert call(server, eve).status == 403
        assert [call(server, ada).status for _ in range(3)] == [200, 200, 429]
        assert call(server, bob).status == 200
        assert server.get("/mcp")[0] == 401
        assert server.get("/readyz")[0] == 200

        async def visit() -> int:
            async with httpx2.AsyncClient(headers={"authorization": f"Bearer {bob}"}) as http:
                transport = streamable_http_client(server.url, http_client=http)
                async with Client(transport) as client:
                    return len((await client.list_tools()).tools)

        assert anyio.run(visit) >= 5
        server.terminate()
        assert server.ended() == 0
    assert not [secret for secret in (ada, bob, eve, "Bearer") if secret in server.log()]


def test_an_issuer_is_named_to_whoever_asks() -> None:
    env = {"CAREER_GUIDE_HTTP_AUTH_ISSUER": "http://127.0.0.1:9"}
    flags = ("--auth", "oauth", "--public-url", "https://guide.example.org/mcp")
    with hosted(*flags, "--auth-jwks-uri", "http://127.0.0.1:9/jwks", env=env) as server:
        refused = call(server)
        assert refused.status == 401
        assert "resource_metadata=" in refused.headers["www-authenticate"]
        status, body = server.get("/.well-known/oauth-protected-resource/mcp", host=server.host)
        assert status == 200
        assert json.loads(body)["authorization_servers"] == ["http://127.0.0.1:9"]
        assert server.get("/.well-known/oauth-protected-resource/mcp", host="evil")[0] == 421


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        (["--auth", "oauth"], "--public-url (CAREER_GUIDE_HTTP_PUBLIC_URL)"),
        (["--auth", "tokens"], "--auth-tokens (CAREER_GUIDE_HTTP_AUTH_TOKENS)"),
        (["--auth", "tokens", "--auth-tokens", "@/nowhere/tokens"], "--auth-tokens"),
        (["--auth", "off"], "--auth (CAREER_GUIDE_HTTP_AUTH)"),
    ],
    ids=str,
)
def test_authorisation_that_cannot_work_ends_the_start(flags: list[str], named: str) -> None:
    done = cli("serve", "--http", *flags, code=2)
    assert named in done.stderr
    assert "/nowhere" not in done.stderr


def test_a_token_is_for_a_name() -> None:
    assert "for example ada" in cli("token", "no name", code=2).stderr
    lines = cli("token", "ada").stdout.splitlines()
    (token,) = (line for line in lines if re.fullmatch(r"cgm_[\w-]{43}", line))
    assert f"ada sha256:{hashlib.sha256(token.encode()).hexdigest()}" in lines
    assert made("ada") != made("ada")
