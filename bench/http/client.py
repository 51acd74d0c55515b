"""A client that costs little: prepared requests over connections that stay open, answers counted.

Each connection sends the next request as soon as its answer is whole (a closed loop), so at most
that many requests are in flight.
"""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

HEAD_END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked\r\n", re.IGNORECASE)
LAST_CHUNK = b"0\r\n\r\n"
PATIENCE_SECONDS = 20


@dataclass
class Load:
    """What came back: seconds of each answer, and how many were no result."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    took: float = 0.0
    cpu_seconds: float = 0.0
    """Processor time of the server, which the caller adds."""
    sample: bytes = b""

    @property
    def per_second(self) -> float:
        """Answers in a second."""
        return len(self.seconds) / self.took

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of processor time for an answer; other work on the machine adds none."""
        return self.cpu_seconds * 1000 / len(self.seconds)


class _Connection(asyncio.Protocol):
    """One connection's loop of requests until its time is over."""

    def __init__(self, requests: "cycle[bytes]", load: Load) -> None:
        self._requests, self._load, self._until = requests, load, 0.0
        self._buffer, self._wanted = b"", -1
        self._asked = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def begin(self, until: float) -> None:
        """Ask until then."""
        self._until = until
        self._ask()

    def _ask(self) -> None:
        self._buffer, self._wanted = b"", -1
        self._asked = time.perf_counter()
        self._transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._wanted < 0 and (end := self._buffer.find(HEAD_END)) >= 0:
            head = self._buffer[: end + 4]
            if found := LENGTH.search(head):
                self._wanted = len(head) + int(found[1])
            elif CHUNKED.search(head):
                self._wanted = 0
        if self._wanted < 0 or len(self._buffer) < self._wanted:
            return
        if self._wanted == 0 and not self._buffer.endswith(LAST_CHUNK):
            return
        self._answered()

    def _answered(self) -> None:
        now = time.perf_counter()
        self._load.seconds.append(now - self._asked)
        if not is_result(self._buffer):
            self._load.errors += 1
            self._load.sample = self._buffer
        if now < self._until:
            self._ask()
        elif not self.done.done():
            self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self._load.errors += 1
            self.done.set_result(None)


def is_result(answer: bytes) -> bool:
    """Whether an HTTP answer is 200 with a JSON-RPC result that is no tool's error."""
    return (
        answer.startswith(b"HTTP/1.1 200 ")
        and b'"result"' in answer
        and b'"isError":true' not in answer
    )


async def load(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Load:
    """Ask for so many seconds over so many connections."""
    found = Load()
    loop = asyncio.get_running_loop()
    shared = cycle(requests)
    opened = [
        await loop.create_connection(lambda: _Connection(shared, found), "127.0.0.1", port)
        for _ in range(connections)
    ]
    began = time.perf_counter()
    for _, connection in opened:
        connection.begin(began + seconds)
    async with asyncio.timeout(seconds + PATIENCE_SECONDS):
        for _, connection in opened:
            await connection.done
    found.took = time.perf_counter() - began
    for transport, _ in opened:
        transport.close()
    return found


async def ask(port: int, request: bytes) -> bytes:
    """The whole answer to one request on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    async with asyncio.timeout(PATIENCE_SECONDS):
        head = await reader.readuntil(HEAD_END)
        length = LENGTH.search(head)
        body = await (
            reader.readexactly(int(length[1])) if length else reader.readuntil(LAST_CHUNK)
        )
    writer.close()
    return head + body
