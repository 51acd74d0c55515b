"""Two replicas behind the load balancer that we ship: nginx itself, on loopback."""

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from balancer import Balancer, balanced, free_port, needs_nginx
from hosting import ERAS, Hosting, ask, drained, headers_for, hosted, message_for, raw

CALL = {"name": "estimate_comp", "arguments": {"level": "senior", "market": "us-tier2"}}
Fleet = tuple[Balancer, list[Hosting]]


@contextmanager
def running_fleet(folder: Path) -> Iterator[Fleet]:
    needs_nginx()
    port = free_port()
    flags = ("--allowed-host", f"127.0.0.1:{port}", "--metrics", "open")
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
    front, replicas = fleet
    for era in ERAS:
        for _ in range(10):
            assert ask(front, era, "tools/call", **CALL).status == 200
    shares = [calls(replica) for replica in replicas]
    assert sum(shares) == 20
    assert min(shares) > 0

    statuses: list[int] = []
    stop = threading.Event()

    def load() -> None:
        while not stop.is_set():
            statuses.append(ask(front, "modern", "tools/call", **CALL).status)

    workers = [threading.Thread(target=load) for _ in range(4)]
    for worker in workers:
        worker.start()
    while len(statuses) < 50:
        stop.wait(0.01)
    replicas[0].process.send_signal(signal.SIGKILL)
    replicas[0].process.wait()
    killed_after = len(statuses)
    while len(statuses) < killed_after + 200:
        stop.wait(0.01)
    stop.set()
    for worker in workers:
        worker.join()
    assert set(statuses) == {200}


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
