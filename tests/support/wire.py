"""Raw JSON-RPC against a server process: what a script does, without a client library."""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SLOW = (sys.executable, str(Path(__file__).with_name("slow_server.py")))
GUIDE = (sys.executable, "-m", "career_guide")
MODERN = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}
INITIALIZED = {"jsonrpc": "2.0", "method": "notifications/initialized"}


def slow(**settings: float) -> tuple[str, ...]:
    """The slow server, with settings of its transport."""
    return (*SLOW, json.dumps(settings))


def request(id: Any, method: str, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": id, "method": method, "params": params}


def initialize(id: Any = 0, version: str = "2025-11-25") -> dict[str, Any]:
    client = {"name": "test", "version": "1"}
    return request(id, "initialize", protocolVersion=version, capabilities={}, clientInfo=client)


def opening(era: str) -> list[dict[str, Any]]:
    if era == "modern":
        return [request(0, "server/discover", _meta=MODERN)]
    return [initialize(), INITIALIZED]


def call(era: str, id: Any, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    message = request(id, "tools/call", name=tool, arguments=arguments)
    if era == "modern":
        message["params"]["_meta"] = MODERN
    return message


def encode(messages: Iterable[dict[str, Any] | bytes]) -> bytes:
    lines = (m if isinstance(m, bytes) else json.dumps(m).encode() for m in messages)
    return b"".join(line + b"\n" for line in lines)


class Run:
    """What a finished server process left behind."""

    def __init__(self, stdout: bytes, stderr: bytes, code: int) -> None:
        self.lines = stdout.splitlines()
        self.answers = [json.loads(line) for line in self.lines]
        self.stderr, self.code = stderr.decode(), code

    def by_id(self) -> dict[Any, dict[str, Any]]:
        ids = [answer["id"] for answer in self.answers if answer.get("id") is not None]
        assert len(ids) == len(set(map(repr, ids))), "an id was answered twice"
        return {answer["id"]: answer for answer in self.answers if answer.get("id") is not None}

    def errors_without_id(self) -> list[int]:
        return [a["error"]["code"] for a in self.answers if a.get("id") is None]


def run(
    command: tuple[str, ...],
    messages: Iterable[dict[str, Any] | bytes],
    prefix: bytes = b"",
    suffix: bytes = b"",
    timeout: float = 30,
) -> Run:
    """Send everything, close stdin, collect every answer."""
    data = prefix + encode(messages) + suffix
    done = subprocess.run(command, input=data, capture_output=True, timeout=timeout, check=False)
    return Run(done.stdout, done.stderr, done.returncode)


class Session:
    """A live process to talk to line by line."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.errors = bytearray()
        self._drainer = threading.Thread(target=self._drain, daemon=True)
        self._drainer.start()

    def _drain(self) -> None:
        assert self.process.stderr
        while data := self.process.stderr.read(4096):
            self.errors += data

    def send(self, *messages: dict[str, Any] | bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(encode(messages))
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *exc: object) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._drainer.join(5)  # a stream closed under its reader fails in the thread
        assert self.process.stderr
        self.process.stderr.close()
