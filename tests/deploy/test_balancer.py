"""Two replicas behind the load balancer that we ship: nginx itself, on loopback."""

import http.client
import json
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from balancer import Balancer, balanced, needs_nginx
from hosting import ERAS, Hosting, ask, drained, headers_for, hosted, message_for, raw, until
from servers import free_port, running_redis

CALL = {"name": "estimate_comp", "arguments": {"level": "senior", "market": "us-tier2"}}
ROOM = tuple(f"--limit-{what}=60000/minute" for what in ("network", "reads", "computing"))
Fleet = tuple[Balancer, list[Hosting]]


@contextmanager
def running_fleet(folder: Path, *limits: str) -> Iterator[Fleet]:
    needs_nginx()
    port = free_port()
    flags = ("--allowed-host", f"127.0.0.1:{port}", "--metrics", "open", *(limits or ROOM))
    times = {"client_header_timeout": "1s", "client_body_timeout": "1s"}
    with ExitStack() as running:
        replicas = [running.enter_context(hosted(*flags)) for _ in range(2)]
        yield running.enter_context(balanced(port, replicas, folder, **times)), replicas


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """Replicas of one test, which ends one of them."""
    with running_fleet(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Replicas that stay."""
    with running_fleet(tmp_path_factory.mktemp("nginx")) as running:
        yield running


def calls(replica: Hosting) -> float:
    return replica.counted("career_guide_http_requests_total", tool="estimate_comp")


def test_calls_are_spread_and_a_killed_replica_is_not_noticed(fleet: Fleet) -> None:
    """No balancer mends an answer whose replica is killed between its head and its body.

    That may cut one answer of each connection, which its client then asks for again; tools only
    read.
    """
    front, replicas = fleet
    for era in ERAS:
        for _ in range(10):
            assert ask(front, era, "tools/call", **CALL).status == 200
    shares = [calls(replica) for replica in replicas]
    assert sum(shares) == 20
    assert min(shares) > 0

    statuses: list[int] = []
    cut: list[http.client.IncompleteRead] = []
    stop = threading.Event()

    def load() -> None:
        while not stop.is_set():
            try:
                statuses.append(ask(front, "modern", "tools/call", **CALL).status)
            except http.client.IncompleteRead as answer:
                cut.append(answer)

    callers = [threading.Thread(target=load) for _ in range(4)]
    for caller in callers:
        caller.start()
    try:
        until(lambda: len(statuses) >= 50)
        assert cut == []
        replicas[0].process.send_signal(signal.SIGKILL)
        replicas[0].process.wait()
        killed_after = len(statuses)
        until(lambda: len(statuses) >= killed_after + 200)
    finally:
        stop.set()
        for caller in callers:
            caller.join()
    assert set(statuses) == {200}
    assert len(cut) <= len(callers)


def test_a_replica_that_drains_loses_no_call(fleet: Fleet) -> None:
    front, replicas = fleet
    statuses: list[int] = []
    ended = threading.Event()

    def load() -> None:
        while not ended.is_set():
            statuses.append(ask(front, "legacy", "tools/call", **CALL).status)

    worker = threading.Thread(target=load)
    worker.start()
    replicas[1].terminate()
    assert replicas[1].ended() == 0
    ended.set()
    worker.join()
    assert set(statuses) == {200}


@pytest.mark.parametrize("half", [60, -5], ids=["head", "body"])
def test_a_slow_sender_is_cut_off_before_a_replica_hears_of_it(steady: Fleet, half: int) -> None:
    front, replicas = steady
    before = [calls(replica) for replica in replicas]
    whole = raw(front, message_for("modern", 1, "tools/call", **CALL))
    with front.connect() as connection:
        connection.sendall(whole[:half])
        answer = drained(connection)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 408 ")
    assert [calls(replica) for replica in replicas] == before


def test_only_the_endpoint_and_the_health_route_are_public(steady: Fleet) -> None:
    front, _ = steady
    assert front.get("/healthz")[0] == 200
    assert [front.get(path)[0] for path in ("/metrics", "/readyz", "/", "/mcp/x")] == [404] * 4


def test_a_body_over_the_limit_is_refused_at_the_front(steady: Fleet) -> None:
    front, _ = steady
    message: dict[str, Any] = message_for("modern", 1, "tools/list")
    body = json.dumps(message).encode().ljust(256 * 1024 + 1)
    assert front.post(body, headers_for("modern", message)).status == 413


def test_a_foreign_host_is_refused_behind_the_balancer_too(steady: Fleet) -> None:
    front, _ = steady
    message = message_for("modern", 1, "tools/list")
    headers = headers_for("modern", message, host="evil.example.com")
    assert front.post(json.dumps(message).encode(), headers).status == 421


def test_both_replicas_count_together_by_the_address_that_the_balancer_saw(tmp_path: Path) -> None:
    with running_redis(tmp_path) as redis:
        limits = ("--limit-computing", "10/minute", "--limit-store", redis.url)
        shared = (*limits, "--replicas", "2", "--trusted-proxy", "127.0.0.1")
        with running_fleet(tmp_path, *shared) as (front, _):
            statuses = [called_from("127.0.0.2", front, forged=n) for n in range(15)]
            assert statuses == [200] * 10 + [429] * 5
            assert called_from("127.0.0.3", front, forged=0) == 200


def called_from(address: str, front: Balancer, forged: int) -> int:
    """The status of a call from an address, which claims to come from another one."""
    message = message_for("modern", 1, "tools/call", **CALL)
    headers = headers_for("modern", message, x_forwarded_for=f"198.51.100.{forged}")
    connection = http.client.HTTPConnection("127.0.0.1", front.port, 30, (address, 0))
    with closing(connection) as caller:
        caller.request("POST", "/mcp", json.dumps(message), headers)
        with closing(caller.getresponse()) as answer:
            return answer.status
