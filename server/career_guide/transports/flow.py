"""Which requests are in flight, and what waits for its turn."""

import asyncio

from career_guide.transports.frames import INVALID_REQUEST, Message, Unreadable

MAX_CALLS = 32
MAX_WAITING_BYTES = 1 << 20
MAX_OTHER = 256
BUSY = 4290
"""Application code outside JSON-RPC's reserved range: too many calls waiting, try again."""


class Flow:
    """Every request that was taken in and has no answer yet."""

    def __init__(self) -> None:
        self._calls: dict[str | int, None] = {}
        self._other: dict[str | int, None] = {}
        self._waiting: dict[str | int, tuple[Message, int]] = {}  # in the order of arrival
        self._waiting_bytes = 0
        self._changed = asyncio.Event()

    def __contains__(self, id: object) -> bool:
        return id in self._calls or id in self._other or id in self._waiting

    @property
    def line(self) -> bool:
        """Whether a call waits for its turn."""
        return bool(self._waiting)

    def crowded(self, message: Message) -> bool:
        """Whether a request that is no tool call has to wait until another finishes."""
        return message["method"] != "tools/call" and len(self._other) >= MAX_OTHER

    def overflows(self, message: Message, size: int) -> bool:
        """Whether a tool call would find the line full."""
        return (
            message["method"] == "tools/call"
            and len(self._calls) >= MAX_CALLS
            and self._waiting_bytes + size > MAX_WAITING_BYTES
        )

    def unanswered(self) -> list[str | int]:
        """Ids of what is in flight or waiting, oldest first of each kind."""
        return [*self._other, *self._calls, *self._waiting]

    def admit(self, message: Message, size: int) -> bool:
        """Whether a request may go on now; a tool call beyond the bound is put in line.

        Raises Unreadable for an id in flight, and when the line is full.
        """
        id = message["id"]
        if id in self:
            raise Unreadable(INVALID_REQUEST, "Invalid Request: id already in flight", id)
        if message["method"] != "tools/call":
            self._other[id] = None
            return True
        if len(self._calls) < MAX_CALLS and not self._waiting:
            self._calls[id] = None
            return True
        if self.overflows(message, size):
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
        self._calls[id] = None
        return message

    def finish(self, id: str | int | None) -> None:
        """An answer is on its way out, or the request was cancelled and needs none."""
        if id is None:
            return
        self._calls.pop(id, None)
        self._other.pop(id, None)
        if id in self._waiting:
            self._waiting_bytes -= self._waiting.pop(id)[1]
        self._changed.set()

    async def changed(self) -> None:
        """Wait until a request finishes."""
        self._changed.clear()
        await self._changed.wait()

    async def idle(self) -> None:
        """Wait until nothing is in flight or waiting."""
        while self._calls or self._other or self._waiting:
            await self.changed()
