"""Connections that cannot be held open for nothing: limits that uvicorn has no settings for.

uvicorn waits for ever for the rest of a request, and for a reader who takes no answer; it bounds
neither headers nor connections. Here a sweep, some times a second, closes what is overdue: it
costs a request nothing, unlike a timer for each. A connection that ends cancels its work.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from career_guide.transports.http.replies import INVALID_REQUEST, error_body

MAX_HEAD = 32 * 1024
"""Bytes of request line and headers."""
MAX_HEADERS = 100
UPGRADE = re.compile(rb"\r\nupgrade:", re.I)
LINGER_SECONDS = 1.0
"""How long a draining server waits for a request that may be on its way, on a silent connection."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one worker allows its connections. Times in seconds."""

    connections: int
    receive: float
    """For a whole request to arrive, and for an answer to be taken."""
    idle: float


class HeadTooLarge(Exception):
    """The request line and headers break a bound."""


class Connection(HttpToolsProtocol):
    """uvicorn's protocol, with deadlines that `sweep` enforces."""

    def __init__(
        self, *args: Any, limits: Limits, events: Callable[[str], None], **named: Any
    ) -> None:
        super().__init__(*args, **named)
        self._limits, self._events = limits, events
        self._arriving: float | None = None  # since when an incomplete request arrives
        self._silent = 0.0  # since when there is no request
        self._stalled: float | None = None  # since when an answer is not taken
        self._in_head, self._head = True, 0
        self._trailers = 0
        self._refused = self._draining = False
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new connection owes a request from now on."""
        super().connection_made(transport)
        self._arriving = self._silent = self.loop.time()
        if len(self.connections) > self._limits.connections:
            self._make_room()

    def _make_room(self) -> None:
        """Close the connection that has had no whole request for the longest time."""
        waiting = [c for c in self.connections if isinstance(c, Connection) and not c.answering]
        oldest = min(waiting, key=lambda c: c._arriving or c._silent, default=self)
        self._events("connections_full")
        oldest.transport.abort()

    @property
    def answering(self) -> bool:
        """Whether a request that came whole has no whole answer yet."""
        if self.pipeline:
            return True
        return (
            self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body
        )

    def data_received(self, data: bytes) -> None:
        """Parse what came."""
        if self._refused:
            return
        if self._arriving is None:
            self._arriving = self.loop.time()
        if self._in_head:
            self._head += len(data)
            if b"pgrade" in data:
                data = _without_upgrade(data)
        super().data_received(data)
        if self._in_head and self._head > MAX_HEAD:
            self._refuse_head()

    def on_message_begin(self) -> None:
        """A request starts, also right behind another one."""
        if self._arriving is None:
            self._arriving = self.loop.time()
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header. White space behind its value is no part of it; the parser leaves it.

        What stands behind a body (trailers) is no header: it would pass for one, unchecked.
        Raises HeadTooLarge, which ends the parsing, for too many or too long ones of either.
        """
        if self._in_head:
            super().on_header(name, value.strip(b" \t"))
            crowded = len(self.headers) > MAX_HEADERS
        else:
            self._trailers += len(name) + len(value) + 4
            crowded = self._trailers > MAX_HEAD
        if crowded:
            self._refuse_head()
            raise HeadTooLarge

    def on_headers_complete(self) -> None:
        """Start the request. Raises HeadTooLarge, which ends the parsing."""
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > MAX_HEAD:
            self._refuse_head()
            raise HeadTooLarge
        self._in_head = False
        super().on_headers_complete()
        if self._draining:
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._arriving = None
        self._in_head, self._head, self._trailers = True, 0, 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._silent = self.loop.time()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The caller does not take its answer."""
        self._stalled = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """The caller reads again."""
        self._stalled = None
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel what is at work for a caller who left."""
        super().connection_lost(exc)
        self._refused = True
        self.pipeline.clear()
        if self._task is not None:
            self._task.cancel()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._task = self.loop.create_task(cycle.run_asgi(app))
        self._task.add_done_callback(self.tasks.discard)
        self.tasks.add(self._task)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP."""
        self._refuse(b"400 Bad Request", "Invalid HTTP request")

    def _refuse_head(self) -> None:
        self._events("refused:head_size")
        self._refuse(b"431 Request Header Fields Too Large", "Request headers too large")

    def _refuse(self, status: bytes, message: str) -> None:
        """Answer what never became a whole request, behind the answers that are still due."""
        if self._refused:
            return
        self._refused = True
        if self.answering:
            self.cycle.keep_alive = False
            return
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            body = error_body(INVALID_REQUEST, message)
            self.transport.write(
                b"HTTP/1.1 %b\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
                b"connection: close\r\n\r\n%b" % (status, len(body), body)
            )
        self.transport.close()

    def shutdown(self) -> None:
        """Begin to drain: the next answer is the last one, and silence is soon over.

        A silent connection is not closed at once, since a request may be on its way.
        """
        self._draining = True
        self._silent = self.loop.time()
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.keep_alive = False

    def sweep(self, now: float) -> None:
        """Close the connection if it is overdue."""
        patience = self._limits.receive
        if self.transport.is_closing():
            if now - max(self._silent, self._arriving or 0.0) > patience:
                self.transport.abort()
        elif self._stalled is not None:
            if now - self._stalled > patience:
                self._events("timeout:send")
                self.transport.abort()
        elif self.answering:
            if self._arriving is not None and self.flow.read_paused:  # it is we who do not read
                self._arriving = now
        elif self._draining and self._in_head and not self._head:
            if now - self._silent > LINGER_SECONDS:
                self.transport.close()
        elif self._arriving is not None:
            if now - self._arriving > patience:
                self._events("timeout:receive")
                self._refuse(b"408 Request Timeout", "Request did not arrive in time")
        elif now - self._silent > self._limits.idle:
            self.transport.close()


def _without_upgrade(data: bytes) -> bytes:
    """The same bytes with an Upgrade header renamed: we stay with HTTP/1.1, as a server may.

    httptools drops the body of a request that offers an upgrade, as Java's client does by default.
    """
    head, end, rest = data.partition(b"\r\n\r\n")
    return UPGRADE.sub(b"\r\nx-not-upgraded:", head) + end + rest
