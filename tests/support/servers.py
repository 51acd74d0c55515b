"""Real processes that tests of the hosted mode run against: Redis and uvicorn."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

HERE = Path(__file__).parent
START_S = 60
OPEN: dict[str, object] = {"limits": {}, "auth": {"mode": "none"}}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Callable[[], bool], what: str, seconds: float = START_S) -> None:
    """Wait for a state of another process, which nothing but looking again can tell."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.02)


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
        return True
    return False


class RedisServer:
    """A Redis of its own on a free port, which can be killed, frozen and started again."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("redis-server")
        if program is None:
            if os.environ.get("CAREER_GUIDE_CI") == "1":
                pytest.fail("redis-server is not installed, and CAREER_GUIDE_CI=1 needs it")
            pytest.skip("redis-server is not installed (Debian: apt-get install redis-server)")
        self._program, self._folder = program, folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir"]
        self._process = subprocess.Popen(
            [self._program, *options, str(self._folder)], stdout=subprocess.DEVNULL
        )
        until(lambda: self._says(b"PING\r\n") == b"+PONG\r\n", "Redis to answer")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def kept(self) -> list[str]:
        reply = self._says(b"KEYS *\r\n").decode()
        return [line for line in reply.split("\r\n") if line and line[0] not in "*$"]

    def require(self, password: str) -> None:
        assert self._says(f"CONFIG SET requirepass {password}\r\n".encode()) == b"+OK\r\n"

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def _says(self, command: bytes) -> bytes:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as wire:
            wire.sendall(command)
            return wire.recv(1 << 16)
        return b""


@contextmanager
def running_redis(folder: Path) -> Iterator[RedisServer]:
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()


class Served:
    """A uvicorn and the address it answers at."""

    def __init__(self, port: int, process: subprocess.Popen[str]) -> None:
        self.port, self.process = port, process
        self.url = f"http://127.0.0.1:{port}"


@contextmanager
def running_app(workers: int = 1, port: int | None = None, **options: object) -> Iterator[Served]:
    """`guarded_app` under uvicorn; the options are its limits and its authorisation."""
    with starting_app(workers, port, **options) as served:
        yield served
    assert served.process.returncode in (0, -signal.SIGTERM)


@contextmanager
def starting_app(workers: int = 1, port: int | None = None, **options: object) -> Iterator[Served]:
    port = port or free_port()
    command = [sys.executable, "-m", "uvicorn", "--factory", "guarded_app:build"]
    command += ["--port", str(port), "--workers", str(workers), "--no-proxy-headers"]
    command += ["--log-level", "warning", "--no-access-log", "--backlog", "4096"]
    process = subprocess.Popen(
        command,
        cwd=HERE,
        env=os.environ
        | {"GUARDED": json.dumps({"limits": {}, "auth": {"mode": "none"}} | options)},
        stderr=subprocess.PIPE,
        text=True,
    )
    served = Served(port, process)
    try:
        until(lambda: listens(port) or process.poll() is not None, "uvicorn to listen")
        yield served
    finally:
        process.terminate()
        process.communicate(timeout=START_S)
