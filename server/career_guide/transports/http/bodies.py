"""One POST body into one JSON-RPC message: bounded, exact about its type, and checked once.

The same rules as for a line of stdio hold (`transports.frames`). What was asked for is left in
the scope for later layers, and the body is replayed to the SDK, which reads it again. Time limits
are the connection's (`connections`): here a request that is cut off looks like a caller who left.
"""

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from career_guide.models.json_text import without_strings
from career_guide.transports import frames
from career_guide.transports.flow import BUSY
from career_guide.transports.http.replies import (
    CLOSE,
    HEADER_MISMATCH,
    INVALID_REQUEST,
    JSON,
    error_body,
    refuse,
    reply,
)
from career_guide.transports.http.rpc import KEY, MESSAGE, Rpc

SMALL = 16 * 1024
"""Bytes of a body that need no room; nearly every call is smaller."""
ROOM = 4 * 1024 * 1024
"""Bytes of larger bodies that one worker holds at a time, so that memory stays bounded.

Where it is full, the body that has been arriving longest gives way: senders of half a body cannot
keep others out.
"""
MAX_VALUES = 10_000
"""Values in one message; a call has some hundreds, and building more would keep others waiting."""
MAX_NAME = 256
RETRY = (b"retry-after", b"1")


class Bodies:
    """Reads and checks the body of a POST; any other method is refused with 405."""

    def __init__(self, app: ASGIApp, limit: int, events: Callable[[str], None]) -> None:
        self._app, self._limit, self._events = app, limit, events
        self._held = 0
        self._arriving: dict[_Held, None] = {}  # incomplete bodies with room, oldest first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on one message that can be read."""
        if scope["method"] != "POST":
            await refuse(
                send,
                405,
                INVALID_REQUEST,
                "Method not allowed: POST one JSON-RPC message",
                headers=((b"allow", b"POST"),),
            )
            return
        problem = _wrong_type(scope)
        if problem:
            self._events("refused:content_type")
            await refuse(send, 415, INVALID_REQUEST, problem, headers=(CLOSE,))
            return
        held = _Held(self)
        try:
            try:
                body = await self._read(scope, receive, send, held)
            except asyncio.CancelledError:
                if not held.gave_way:
                    raise
                self._events("evicted:bodies")
                text = "Request body did not arrive in time, and others need its room"
                await refuse(send, 408, INVALID_REQUEST, text, headers=(CLOSE,))
                return
            if body is not None:
                await self._checked(body, scope, receive, send)
        finally:
            held.release()

    async def _read(
        self, scope: Scope, receive: Receive, send: Send, held: "_Held"
    ) -> bytes | None:
        """The whole body; None when it was refused, or its sender left."""
        declared = next((v for n, v in scope["headers"] if n == b"content-length"), b"0")
        if declared.isdigit() and len(declared) < 10 and int(declared) <= self._limit:
            chunks: list[bytes] = []
            size = 0
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return None
                chunk = message.get("body", b"")
                size += len(chunk)
                if size > self._limit:
                    break
                if not held.grow(size):
                    held.release()
                    self._events("busy:bodies")
                    await refuse(
                        send,
                        503,
                        BUSY,
                        "Server busy with large requests; try again",
                        headers=(RETRY, CLOSE),
                    )
                    return None
                chunks.append(chunk)
                if not message.get("more_body", False):
                    held.complete()
                    return b"".join(chunks)
            held.release()  # from here on it is answered, and may not be told to give way
        self._events("refused:body_size")
        await refuse(
            send,
            413,
            INVALID_REQUEST,
            f"Request body larger than {self._limit} bytes",
            headers=(CLOSE,),
        )
        return None

    async def _checked(self, body: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            if _crowded(body):
                text = f"Invalid Request: more than {MAX_VALUES} values in one message"
                raise frames.Unreadable(frames.INVALID_REQUEST, text)
            message = frames.read(body)
        except frames.Unreadable as error:
            self._events("refused:message")
            await reply(send, 400, error.answer())
            return
        twice = _repeated(scope)
        if twice:
            self._events("refused:headers")
            given = message.get("id") if message else None
            text = f"{twice} header appears more than once"
            await reply(send, 400, error_body(HEADER_MISMATCH, text, given), (JSON,))
            return
        scope[KEY], scope[MESSAGE] = _rpc(message), message
        sent = False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)


class _Held:
    """The room that one body takes among all."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies, self._size = bodies, 0
        self._task = asyncio.current_task()
        self._evicted = False

    def grow(self, size: int) -> bool:
        """Whether there is room for a body of `size` bytes, made by bodies that arrived longer."""
        more = max(0, size - SMALL) - self._size
        if not more:
            return True
        arriving = self._bodies._arriving
        arriving.setdefault(self)
        while self._bodies._held + more > ROOM:
            oldest = next(iter(arriving))
            if oldest is self:
                return False
            oldest._give_way()
        self._bodies._held += more
        self._size += more
        return True

    def _give_way(self) -> None:
        self.release()
        self._evicted = True
        if self._task is not None:
            self._task.cancel()

    @property
    def gave_way(self) -> bool:
        """Whether the cancellation at hand was only for the room, so that its sender is told."""
        return self._evicted and self._task is not None and not self._task.uncancel()

    def complete(self) -> None:
        """The body is whole: it keeps its room until it is answered."""
        self._bodies._arriving.pop(self, None)

    def release(self) -> None:
        """Give the room back."""
        self.complete()
        self._bodies._held -= self._size
        self._size = 0


def _wrong_type(scope: Scope) -> str | None:
    """What is wrong with Content-Type or Content-Encoding, None when both are right."""
    types = [value for name, value in scope["headers"] if name == b"content-type"]
    coded = [value for name, value in scope["headers"] if name == b"content-encoding"]
    kind, _, parameter = types[0].partition(b";") if len(types) == 1 else (b"", b"", b"")
    charset = parameter.strip().lower().replace(b'"', b"").replace(b" ", b"")
    if kind.strip().lower() != b"application/json" or charset not in (b"", b"charset=utf-8"):
        return "Content-Type must be application/json, once"
    if any(value.strip().lower() != b"identity" for value in coded):
        return "Content-Encoding is not supported: send the JSON as it is"
    return None


def _crowded(body: bytes) -> bool:
    """Whether there are too many values; looks before parsing, and at strings only if it must."""
    if _separators(body) <= MAX_VALUES:
        return False
    return _separators(without_strings(body)) > MAX_VALUES


def _separators(data: bytes) -> int:
    return data.count(b",") + data.count(b"[") + data.count(b"{")


def _repeated(scope: Scope) -> str | None:
    """A header of the protocol that came twice, so that its readers might disagree."""
    names = [name for name, _ in scope["headers"] if name.startswith(b"mcp-")]
    return next((name.decode() for name in names if names.count(name) > 1), None)


def _rpc(message: frames.Message | None) -> Rpc:
    if message is None:
        return Rpc(method=None, name=None)
    method, params = message.get("method"), message.get("params", {})
    name = params.get("name", params.get("uri"))
    known = isinstance(name, str) and len(name) <= MAX_NAME
    return Rpc(method=method, name=name if known else None, id=message.get("id"))
