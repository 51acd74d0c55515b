"""What happens between the wire and the SDK: requests in, answers out, in bounded numbers."""

from contextlib import suppress
from typing import Any

import anyio
import anyio.lowlevel
import mcp_types as types
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.shared.message import SessionMessage

from career_guide.transports.channels import Sink, Source
from career_guide.transports.flow import MAX_CALLS, MAX_OTHER, Flow
from career_guide.transports.frames import Message, Unreadable, over_long, read
from career_guide.transports.handover import Handover

Incoming = MemoryObjectReceiveStream[SessionMessage | Exception]
Outgoing = MemoryObjectSendStream[SessionMessage]
UNSENT = MAX_CALLS + MAX_OTHER + 64
"""Room for an answer to everything in flight and some notifications: a handler that waits to
hand over its answer would lose it when the grace ends."""
ANSWER = types.JSONRPCResponse | types.JSONRPCError


class Exchange:
    """Both directions of one connection; `incoming` and `outgoing` are the SDK's ends.

    Where the front has begun the connection, the SDK is told first what decided its era, and its
    answer to that is dropped, since the client has it. The front then goes on answering what is
    wholly ordinary.
    """

    def __init__(self, sink: Sink, begun: Handover | None = None) -> None:
        self._sink = sink
        self._flow = Flow()
        self._begun = begun or Handover()
        self._session = self._begun.session
        self._repeated: str | int | None = None
        self._caught_up = anyio.Event()
        self._to_server, self.incoming = anyio.create_memory_object_stream[
            SessionMessage | Exception
        ](0)
        self.outgoing, self._from_server = anyio.create_memory_object_stream[SessionMessage](UNSENT)

    async def receive(self, source: Source) -> None:
        """Take in every line until the end of `source`, or until the SDK has ended."""
        lines = self._begun.lines
        with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
            await self._catch_up()
            for line in self._begun.unread:
                await self._take(line)
            while data := await source.read():
                for line in lines.feed(data):
                    await self._take(line)
            for line in lines.rest():
                await self._take(line)

    async def answered(self) -> None:
        """Wait until everything that came in has its answer."""
        await self._flow.idle()

    async def finish(self, grace: float) -> None:
        """Wait for the answers to all that came in, then end the SDK's input.

        While calls wait in line, their turn is waited for as long as the line moves within
        every `grace` seconds, not counting a reader that holds it up. What is in flight once
        nobody waits has `grace` seconds in all.
        """
        async with self._to_server:
            while self._flow.line:
                with anyio.move_on_after(grace):
                    await self._flow.changed()
                    continue
                if not self._held_up:
                    return
                await self._sink.room()
            with anyio.move_on_after(grace):
                await self.answered()

    async def release(self) -> None:
        """Send waiting calls on when there is room; runs aside, so that no answer waits."""
        with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
            while True:
                while (message := self._flow.next_call()) is not None:
                    await self._hand_over(message)
                await self._flow.changed()

    async def send(self) -> None:
        """Write what the SDK gives, until it has ended; nothing for a cancelled request."""
        async with self._from_server:
            async for item in self._from_server:
                await self._sink.room()
                message = item.message
                id = message.id if isinstance(message, ANSWER) else None
                if id is not None and id == self._repeated:
                    self._repeated = None
                    self._caught_up.set()
                    continue
                if id is not None and id not in self._flow:
                    continue
                line = message.model_dump_json(by_alias=True, exclude_unset=True)
                self._sink.put(line.encode() + b"\n")
                self._flow.finish(id)

    def cut_off(self) -> None:
        """Answer what the SDK never saw or never answered with its own error for that."""
        for id in self._flow.unanswered():
            self._sink.put(_error(Unreadable(types.CONNECTION_CLOSED, "Connection closed", id)))

    def close(self) -> None:
        """Close every stream that is still open."""
        for stream in (self._to_server, self.incoming, self.outgoing, self._from_server):
            stream.close()

    @property
    def _held_up(self) -> bool:
        """Whether answers that are ready wait for the reader."""
        return self._sink.full or bool(self._from_server.statistics().current_buffer_used)

    async def _catch_up(self) -> None:
        """Tell the SDK what the front has settled with the client; nothing else comes between."""
        for message in self._session.replay if self._session else ():
            self._repeated = message.get("id")
            await self._hand_over(message)
            if self._repeated is not None:
                await self._caught_up.wait()

    async def _take(self, line: bytes | None) -> None:
        if line is not None and not line.strip():
            return
        try:
            if line is None:
                raise over_long()
            message = read(line)
            if message is None:
                return
            if "id" in message:
                if await self._answered_by_front(message):
                    return
                await self._room(message, len(line))
                if not self._flow.admit(message, len(line)):
                    return
            elif message["method"] == "notifications/cancelled":
                id = _cancelled_id(message)
                if id not in self._flow:  # the SDK would take "1" for 1, and never answer 1
                    return
                self._flow.finish(id)
            await self._hand_over(message)
        except Unreadable as problem:
            await self._sink.room()
            self._sink.put(_error(problem))

    async def _answered_by_front(self, message: Message) -> bool:
        if self._session is None or message["id"] in self._flow:
            return False
        answer = self._session.answer(message)
        if answer is None:
            return False
        await self._sink.room()
        self._sink.put(answer)
        await anyio.lowlevel.checkpoint()  # many of them in a row hold up nobody else
        return True

    async def _room(self, message: Message, size: int) -> None:
        """Hold back requests beyond the bounds; tool calls only where the reader is the cause."""
        while self._flow.crowded(message) or (
            self._flow.overflows(message, size) and self._held_up
        ):
            if self._sink.full:
                await self._sink.room()
            else:
                await self._flow.changed()

    async def _hand_over(self, message: Message) -> None:
        parsed = types.jsonrpc_message_adapter.validate_python(message, by_name=False)
        await self._to_server.send(SessionMessage(parsed))


def _error(problem: Unreadable) -> bytes:
    return problem.answer() + b"\n"


def _cancelled_id(message: Message) -> str | int | None:
    id: Any = message.get("params", {}).get("requestId")
    return id if type(id) in (str, int) else None
