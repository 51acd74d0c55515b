"""The rate limits as the hosted server wears them."""

import os
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path

import anyio
import pytest
from mcp.client.client import Client

from career_guide.transports.http.guards import limit_settings
from career_guide.transports.http.limits.settings import LimitSettings
from career_guide.transports.http.options import HttpSettings
from hosting import ERAS, Hosting, ask, hosted, running, until
from servers import listens, running_redis
from shell import ROOT, cli


def test_both_sets_of_defaults_are_one() -> None:
    assert limit_settings(HttpSettings(auth="none")) == LimitSettings()


def test_reading_and_computing_have_budgets_of_their_own_and_health_has_none() -> None:
    rates = ("--limit-reads", "4/minute", "--limit-computing", "2/minute", "--metrics", "open")
    with hosted(*rates) as server:
        called = [
            ask(server, era, "tools/call", name="estimate_comp", arguments={}) for era in ERAS * 2
        ]
        assert [answer.status for answer in called] == [200, 200, 429, 429]
        read = Counter(ask(server, "modern", "tools/list").status for _ in range(6))
        assert read == {200: 4, 429: 2}
        refused = called[-1]
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert (refused.json["id"], refused.json["error"]["code"]) == (1, 4291)
        assert {server.get("/healthz")[0] for _ in range(20)} == {200}
        until(lambda: server.counted("career_guide_events_total", event="rate_limited:reads") == 2)


def test_a_forged_forwarding_header_buys_no_new_budget() -> None:
    with hosted("--limit-network", "3/minute") as server:
        statuses = [
            server.get("/mcp", **{"x-forwarded-for": f"198.51.100.{n}"})[0] for n in range(5)
        ]
        assert statuses == [405, 405, 405, 429, 429]


def test_a_page_of_a_listed_origin_can_read_when_to_try_again() -> None:
    origin = "https://app.example.org"
    with hosted("--limit-network", "1/minute", "--allowed-origin", origin) as server:
        answers = [server.post(b"", {"origin": origin}, method="GET") for _ in range(2)]
        assert [answer.status for answer in answers] == [405, 429]
        refused = answers[-1].headers
        assert refused["access-control-allow-origin"] == origin
        assert "retry-after" in refused["access-control-expose-headers"]
        assert 1 <= int(refused["retry-after"]) <= 60
        assert server.post(b"", {"origin": "https://evil.example"}, method="GET").status == 403


def test_preflights_of_a_listed_origin_are_free_and_any_other_options_counts() -> None:
    origin = "https://app.example.org"
    asking = {"access-control-request-method": "POST"}
    with hosted("--limit-network", "2/minute", "--allowed-origin", origin) as server:

        def options(headers: dict[str, str]) -> list[int]:
            return [server.post(b"", headers, method="OPTIONS").status for _ in range(3)]

        assert options({"origin": origin, **asking}) == [200, 200, 200]
        assert options(asking) == [405, 405, 429]
        assert options({}) == options({"origin": origin}) == [429, 429, 429]
        assert options({"origin": origin, **asking}) == [200, 200, 200]


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        (["--limit-reads", "often"], "--limit-reads (CAREER_GUIDE_HTTP_LIMIT_READS)"),
        (["--limit-store", "ftp://x"], "--limit-store (CAREER_GUIDE_HTTP_LIMIT_STORE)"),
        (["--trusted-proxy", "*"], "--trusted-proxy (CAREER_GUIDE_HTTP_TRUSTED_PROXY)"),
    ],
)
def test_limits_that_cannot_be_obeyed_end_the_start(flags: list[str], named: str) -> None:
    assert named in cli("serve", "--http", "--auth", "none", *flags, code=2).stderr


def make_host(folder: Path) -> tuple[int, tuple[str, ...]]:
    """The port of the Redis, and the command that starts both."""
    with running_redis(folder) as redis:
        port = redis.port  # free again, and sure to have its program
    return port, ("make", "-s", "-C", str(ROOT), "host", "PORT=0", f"REDIS_PORT={port}")


def test_the_documented_command_serves_the_official_client(tmp_path: Path) -> None:
    redis_port, command = make_host(tmp_path)
    with running(Hosting(command, {"MAKEFLAGS": ""})) as server:

        async def visit(mode: str) -> int:
            async with Client(server.url, mode=mode) as client:
                return len((await client.list_tools()).tools)

        assert [anyio.run(visit, mode) >= 5 for mode in ("legacy", "auto")] == [True, True]
        assert listens(redis_port)
    until(lambda: not listens(redis_port))


def test_the_documented_command_ends_quietly_at_the_terminal(tmp_path: Path) -> None:
    redis_port, command = make_host(tmp_path)
    with running(Hosting(("setsid", *command), {"MAKEFLAGS": ""})) as server:
        until(lambda: listens(redis_port))
        os.killpg(server.process.pid, signal.SIGINT)  # as Ctrl-C does, to all of them at once
        server.ended()
        assert not listens(redis_port)
        assert "No such process" not in server.log()


def test_the_documented_command_serves_nothing_without_redis(tmp_path: Path) -> None:
    make = shutil.which("make")
    assert make is not None
    done = subprocess.run(
        [make, "-s", "-C", str(ROOT), "host", "PORT=0"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path)},
        timeout=60,
    )
    assert done.returncode != 0
    assert "redis-server is needed (Debian: apt-get install redis-server)" in done.stderr
    assert "serving" not in done.stderr


def test_two_workers_and_a_redis_answer_the_official_client_and_count_together(
    tmp_path: Path,
) -> None:
    with running_redis(tmp_path) as redis:
        env = {"CAREER_GUIDE_HTTP_LIMIT_STORE": redis.url}
        flags = (
            "--workers",
            "2",
            "--limit-computing",
            "20/minute",
            "--limit-store-timeout-ms=2000",
        )
        with hosted(*flags, env=env) as server:

            async def visit(mode: str) -> str:
                async with Client(server.url, mode=mode) as client:
                    result = await client.call_tool("estimate_comp", {"level": "senior"})
                    assert result.structured_content
                    return str(result.structured_content["status"])

            assert [anyio.run(visit, mode) for mode in ("legacy", "auto")] == ["estimated"] * 2
            statuses = Counter(
                ask(server, "modern", "tools/call", name="estimate_comp", arguments={}).status
                for _ in range(40)
            )
            assert statuses == {200: 18, 429: 22}
