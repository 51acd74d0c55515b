"""A hosted server as a process of its own, and the plain sockets to talk to it with."""

import contextlib
import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wire import GUIDE, MODERN, request

SLOW_HOST = (sys.executable, str(Path(__file__).with_name("slow_host.py")))
PATIENCE = 60.0
ERAS = ("legacy", "modern")
UNLIMITED = tuple(f"--limit-{budget}=off" for budget in ("network", "reads", "computing"))


class Hosting:
    """A running server: its address, its process and everything it logged."""

    def __init__(self, command: tuple[str, ...], env: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, **(env or {})},
        )
        self.lines: list[str] = []
        self.reading = threading.Event()
        self.reading.set()
        self._new: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            url = self.event("serving")["url"]
        except AssertionError:
            self.process.kill()
            self.process.communicate()
            raise
        self.url: str = url
        self.port = int(url.rpartition(":")[2].partition("/")[0])
        self.host = f"127.0.0.1:{self.port}"

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.reading.wait()
            self.lines.append(line.decode())
            self._new.put(line.decode())
        self._new.put(None)

    def event(self, name: str) -> dict[str, Any]:
        """The next log line of this event."""
        while (line := self._new.get(timeout=PATIENCE)) is not None:
            with contextlib.suppress(ValueError):
                found: dict[str, Any] = json.loads(line)
                if found["event"] == name:
                    return found
        raise AssertionError(f"ended without {name!r}: {''.join(self.lines)}")

    def workers(self) -> list[int]:
        """Process ids of the supervisor's children."""
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in task.read_text().split()]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def client(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        with contextlib.closing(self.client()) as connection:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            with contextlib.closing(answer):
                return answer.status, answer.read()

    def post(
        self, body: bytes, headers: dict[str, str], method: str = "POST", path: str = "/mcp"
    ) -> "Answer":
        with contextlib.closing(self.client()) as connection:
            connection.request(method, path, body, headers)
            with contextlib.closing(connection.getresponse()) as answer:
                return Answer(answer)

    def counted(self, name: str, **labels: str) -> float:
        """The sum of one metric over series that have these labels."""
        total = 0.0
        for line in self.get("/metrics")[1].decode().splitlines():
            series, _, value = line.rpartition(" ")
            if series.partition("{")[0] == name and all(
                f'{key}="{text}"' in series for key, text in labels.items()
            ):
                total += float(value)
        return total

    def terminate(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def ended(self) -> int:
        """The exit code, with every log line read."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def log(self) -> str:
        return "".join(self.lines)


class Answer:
    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status, self.headers = answer.status, answer.headers
        self.body = answer.read()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@contextlib.contextmanager
def hosted(
    *flags: str, env: dict[str, str] | None = None, command: tuple[str, ...] = GUIDE
) -> Iterator[Hosting]:
    """The guide over HTTP on a free port; ends in order unless the test ended it."""
    start = (*command, "serve", "--http", "--auth", "none", "--port", "0", *flags)
    with running(Hosting(start, env)) as server:
        yield server


@contextlib.contextmanager
def slow_host(**settings: Any) -> Iterator[Hosting]:
    """A server whose one tool waits, behind the same transport."""
    with running(Hosting((*SLOW_HOST, json.dumps(settings)))) as server:
        yield server


@contextlib.contextmanager
def running(server: Hosting) -> Iterator[Hosting]:
    try:
        yield server
    finally:
        server.reading.set()
        if server.process.poll() is None:
            server.terminate()
            try:
                server.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.process.kill()
                server.process.wait()
        server._reader.join(PATIENCE)
        assert server.process.stderr
        server.process.stderr.close()


def headers_for(era: str, message: dict[str, Any], **more: str) -> dict[str, str]:
    headers = {
        "content-type": "application/json",
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": "2025-11-25" if era == "legacy" else "2026-07-28",
    }
    if era == "modern":
        headers["mcp-method"] = message["method"]
        name = message.get("params", {}).get("name", message.get("params", {}).get("uri"))
        if name is not None:
            headers["mcp-name"] = name
    return headers | {key.replace("_", "-"): value for key, value in more.items()}


def message_for(era: str, id: Any, method: str, **params: Any) -> dict[str, Any]:
    if era == "modern":
        params["_meta"] = MODERN
    return request(id, method, **params)


def ask(server: Hosting, era: str, method: str, **params: Any) -> Answer:
    """One request on a connection of its own."""
    message = message_for(era, 1, method, **params)
    return server.post(json.dumps(message).encode(), headers_for(era, message))


def raw(
    server: Hosting, message: dict[str, Any], era: str = "modern", close: bool = False
) -> bytes:
    """The bytes of one whole HTTP request."""
    body = json.dumps(message).encode()
    lines = [b"POST /mcp HTTP/1.1", b"host: " + server.host.encode()]
    lines += [f"{name}: {value}".encode() for name, value in headers_for(era, message).items()]
    lines += [b"content-length: %d" % len(body)] + [b"connection: close"] * close
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def drained(connection: socket.socket) -> bytes:
    """Everything until the server hangs up; a reset counts as hanging up."""
    data = b""
    with contextlib.suppress(ConnectionError):
        while chunk := connection.recv(65_536):
            data += chunk
    return data


def until(condition: Any, seconds: float = PATIENCE) -> None:
    """Wait until a condition holds, which some other process brings about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)
