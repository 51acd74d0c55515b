"""JSON-RPC over standard input and output, as scripts and assistants can rely on it.

Stands in for the SDK's own stdio transport, which drops answers at end of file, never answers
an unreadable line, and bounds neither lines nor requests. The pair of streams it yields is the
SDK's contract, so both protocol eras, cancellation and progress stay the SDK's. Its rules:

- every request whose id can be read gets one answer; an unreadable line gets one error;
- at end of file the requests in flight are answered first, for at most `DRAIN_SECONDS`;
- 32 tool calls at work, further ones wait in order while their lines fit in 1 MiB; 256 other
  requests, then reading stops; a slow reader of stdout slows reading too;
- SIGINT, SIGTERM and a closed stdout end the server cleanly.
"""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import anyio
import mcp_types as types
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.shared.message import SessionMessage

from career_guide.transports.channels import Sink, Source, Wire, open_sink, open_source
from career_guide.transports.frames import (
    INVALID_REQUEST,
    Lines,
    Message,
    Unreadable,
    over_long,
    read,
)

DRAIN_SECONDS = 1.5
MAX_CALLS = 32
MAX_WAITING_BYTES = 1 << 20
MAX_OTHER = 256
BUSY = 4290
"""Application code outside JSON-RPC's reserved range: too many calls waiting, try again."""

Incoming = MemoryObjectSendStream[SessionMessage | Exception]
Outgoing = MemoryObjectReceiveStream[SessionMessage]
Streams = tuple[
    MemoryObjectReceiveStream[SessionMessage | Exception], MemoryObjectSendStream[SessionMessage]
]


class Flow:
    """Which requests are in flight, and what waits for its turn."""

    def __init__(self) -> None:
        self._calls: set[str | int] = set()
        self._other: set[str | int] = set()
        self._waiting: dict[str | int, tuple[Message, int]] = {}  # in the order of arrival
        self._waiting_bytes = 0
        self._changed = asyncio.Event()

    def __contains__(self, id: object) -> bool:
        return id in self._calls or id in self._other or id in self._waiting

    def admit(self, message: Message, size: int) -> bool:
        """Whether a request may go on now; a tool call beyond the bound is put in line.

        Raises Unreadable for an id in flight, and when the line is full.
        """
        id = message["id"]
        if id in self:
            raise Unreadable(INVALID_REQUEST, "Invalid Request: id already in flight", id)
        if message["method"] != "tools/call":
            self._other.add(id)
            return True
        if len(self._calls) < MAX_CALLS:
            self._calls.add(id)
            return True
        if self._waiting_bytes + size > MAX_WAITING_BYTES:
            raise Unreadable(BUSY, "Server busy: too many calls waiting, try again", id)
        self._waiting[id] = (message, size)
        self._waiting_bytes += size
        return False

    def next_call(self) -> Message | None:
        """The first waiting call, now in flight, when there is room for one."""
        if not self._waiting or len(self._calls) >= MAX_CALLS:
            return None
        id = next(iter(self._waiting))
        message, size = self._waiting.pop(id)
        self._waiting_bytes -= size
        self._calls.add(id)
        return message

    def finish(self, id: str | int | None) -> None:
        """An answer went out, or the request was cancelled and needs none."""
        if id is None:
            return
        self._calls.discard(id)
        self._other.discard(id)
        if id in self._waiting:
            self._waiting_bytes -= self._waiting.pop(id)[1]
        self._changed.set()

    async def changed(self) -> None:
        """Wait until a request finishes."""
        self._changed.clear()
        await self._changed.wait()

    async def room(self) -> None:
        """Wait until another request that is no tool call may come in."""
        while len(self._other) >= MAX_OTHER:
            await self.changed()

    async def idle(self) -> None:
        """Wait until nothing is in flight or waiting."""
        while self._calls or self._other or self._waiting:
            await self.changed()


@asynccontextmanager
async def stdio_transport(wire: Wire) -> AsyncIterator[Streams]:
    """The SDK's stream pair over `wire`; ends with the input, a closed output or a signal."""
    source, sink = await open_source(wire.read), await open_sink(wire.write)
    to_server, server_reads = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    server_writes, from_server = anyio.create_memory_object_stream[SessionMessage](64)
    flow = Flow()
    stop = asyncio.Event()
    _on_signals(stop)
    async with anyio.create_task_group() as tasks:

        async def end_when_told() -> None:
            lost = asyncio.ensure_future(sink.lost.wait())
            told = asyncio.ensure_future(stop.wait())
            try:
                await asyncio.wait({lost, told}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                lost.cancel()
                told.cancel()
            tasks.cancel_scope.cancel()

        tasks.start_soon(end_when_told)
        tasks.start_soon(_receive, source, sink, to_server, flow)
        tasks.start_soon(_release, to_server, flow)
        tasks.start_soon(_send, from_server, sink, flow)
        yield server_reads, server_writes
        with anyio.move_on_after(DRAIN_SECONDS):
            await sink.flush()
        tasks.cancel_scope.cancel()


def _on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows' loops have no signal handlers; a plain one wakes the loop instead.
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


async def _receive(source: Source, sink: Sink, to_server: Incoming, flow: Flow) -> None:
    lines = Lines()
    async with to_server:
        with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
            while data := await source.read():
                for line in lines.feed(data):
                    await _take(line, sink, to_server, flow)
            for line in lines.rest():
                await _take(line, sink, to_server, flow)
            with anyio.move_on_after(DRAIN_SECONDS):
                await flow.idle()


async def _take(line: bytes | None, sink: Sink, to_server: Incoming, flow: Flow) -> None:
    if line is not None and not line.strip():
        return
    try:
        if line is None:
            raise over_long()
        message = read(line)
        if message is None:
            return
        if "id" in message:
            await flow.room()
            if not flow.admit(message, len(line)):
                return
        elif message["method"] == "notifications/cancelled":
            flow.finish(_cancelled_id(message))
        await to_server.send(_for_server(message))
    except Unreadable as problem:
        await sink.write(problem.answer() + b"\n")


async def _release(to_server: Incoming, flow: Flow) -> None:
    """Send waiting calls on when there is room; a task of its own, so that no answer waits."""
    with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
        while True:
            while (message := flow.next_call()) is not None:
                await to_server.send(_for_server(message))
            await flow.changed()


def _cancelled_id(message: Message) -> str | int | None:
    id: Any = message.get("params", {}).get("requestId")
    return id if type(id) in (str, int) else None


def _for_server(message: Message) -> SessionMessage:
    return SessionMessage(types.jsonrpc_message_adapter.validate_python(message, by_name=False))


async def _send(from_server: Outgoing, sink: Sink, flow: Flow) -> None:
    async with from_server:
        async for item in from_server:
            message = item.message
            line = message.model_dump_json(by_alias=True, exclude_unset=True)
            await sink.write(line.encode() + b"\n")
            if isinstance(message, types.JSONRPCResponse | types.JSONRPCError):
                flow.finish(message.id)
