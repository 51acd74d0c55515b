"""Workers that die or are told to end, under load: what was begun is answered."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hosting import UNLIMITED, Hosting, ask, headers_for, hosted, message_for, slow_host, until
from wire import GUIDE

CALL = message_for("modern", 1, "tools/call", name="estimate_comp", arguments={"level": "senior"})
SLOW = message_for("modern", 1, "tools/call", name="wait", arguments={"seconds": 0.3})


@dataclass
class Load:
    """Callers that send one request after the other until the server takes no more."""

    server: Hosting
    message: dict[str, object]
    callers: int = 8
    answered: int = 0
    lost: list[str] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    stop: bool = False

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._call) for _ in range(self.callers)]
        for thread in self._threads:
            thread.start()

    def _call(self) -> None:
        body, headers = json.dumps(self.message).encode(), headers_for("modern", self.message)
        with contextlib.closing(self.server.client()) as connection:
            self._repeat(connection, body, headers)

    def _repeat(
        self, connection: http.client.HTTPConnection, body: bytes, headers: dict[str, str]
    ) -> None:
        while not self.stop:
            try:
                if connection.sock is None:
                    connection.connect()
            except OSError:  # refused before anything was sent: nothing was begun
                return
            try:
                connection.request("POST", "/mcp", body, headers)
                answer = connection.getresponse()
                json.loads(answer.read())
                with self._lock:
                    self.answered += 1
                    self.statuses.add(answer.status)
            except (OSError, http.client.HTTPException, ValueError) as problem:
                with self._lock:
                    self.lost.append(repr(problem))
                connection.close()

    def ended(self) -> None:
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_sigterm_under_load_loses_no_answer(workers: str) -> None:
    with hosted("--workers", workers, *UNLIMITED) as server:
        load = Load(server, CALL)
        until(lambda: load.answered > 50)
        server.terminate()
        load.ended()
        assert server.ended() == 0
    assert load.lost == []
    assert load.statuses == {200}


def test_sigterm_waits_for_calls_that_take_time() -> None:
    with slow_host() as server:
        load = Load(server, SLOW)
        until(lambda: load.answered > 8)
        server.terminate()
        load.ended()
        assert server.ended() == 0
    assert load.lost == []
    assert load.statuses == {200}


def test_a_call_that_outlasts_the_shutdown_is_told() -> None:
    with slow_host(shutdown_timeout=1) as server:
        long = message_for("modern", 1, "tools/call", name="wait", arguments={"seconds": 60})
        load = Load(server, long, callers=2)
        server.event("began")
        server.event("began")
        began = time.monotonic()
        server.terminate()
        load.ended()
        assert server.ended() == 0
        assert time.monotonic() - began < 10
    assert load.lost == []
    assert load.statuses == {503}


def test_a_worker_that_is_killed_is_replaced_while_the_other_answers() -> None:
    with hosted("--workers", "2", *UNLIMITED) as server:
        first = set(server.workers())
        assert len(first) == 2
        load = Load(server, CALL)
        until(lambda: load.answered > 50)
        os.kill(min(first), signal.SIGKILL)
        before = load.answered
        until(lambda: load.answered > before + 50)
        server.event("worker ended and is replaced")
        until(lambda: len(set(server.workers()) - first) == 1)
        load.stop = True
        load.ended()
        assert len(load.lost) <= load.callers  # each had one request at the worker that died
        assert load.statuses == {200}
        assert ask(server, "modern", "tools/list").status == 200


def test_a_worker_that_is_killed_while_it_first_starts_is_replaced(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = (*GUIDE, "serve", "--http", "--auth", "none", "--port", "0", "--workers", "2")
    with log.open("wb") as stderr:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=stderr)
    try:
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        until(lambda: len(children.read_text().split()) == 2)  # the first one is ready
        os.kill(int(children.read_text().split()[1]), signal.SIGKILL)
        until(lambda: '"serving"' in log.read_text() or server.poll() is not None)
        assert "worker ended and is replaced" in log.read_text()
        assert len(children.read_text().split()) == 2
    finally:
        server.terminate()
        assert server.wait(60) == 0


def test_a_server_whose_first_worker_cannot_start_says_so_and_ends(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = (*GUIDE, "serve", "--http", "--auth", "none", "--port", "0", "--workers", "2")
    with log.open("wb") as stderr:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=stderr)
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    until(lambda: children.read_text().split())
    os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
    assert server.wait(60) == 1
    assert "no worker could start" in log.read_text()


def test_workers_end_when_their_supervisor_is_killed() -> None:
    with hosted("--workers", "2", *UNLIMITED) as server:
        pids = server.workers()
        server.process.kill()
        server.process.wait()
        until(lambda: not any(_runs(pid) for pid in pids))
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", server.port))


def test_a_worker_that_hangs_is_stopped_too_at_the_end() -> None:
    with hosted("--workers", "2", "--shutdown-timeout", "0.5") as server:
        hanging = server.workers()[0]
        os.kill(hanging, signal.SIGSTOP)
        server.terminate()
        assert server.ended() == 0
        assert not _runs(hanging)


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
