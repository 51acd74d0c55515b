"""What the transport asks of the two ends of its wire, and what both kinds of sink share."""

import asyncio
from abc import ABC, abstractmethod
from typing import Protocol

import anyio

from career_guide.transports.unsent import HIGH_WATER


class Source(Protocol):
    """Where bytes come from."""

    failure: OSError | None
    """Why reading ended, when it was neither end of file nor a peer that left."""

    async def read(self) -> bytes:
        """The next bytes; empty at the end."""

    def close(self) -> None:
        """Let go of the descriptor."""


class Sink(ABC):
    """Where lines go, in order; keeps what the reader has not taken yet."""

    def __init__(self) -> None:
        self.lost = asyncio.Event()
        """Set once nothing more can be written."""
        self.failure: OSError | None = None
        """Why, when it was not the reader who left."""
        self._pending = 0
        self._moved = asyncio.Event()

    @property
    def full(self) -> bool:
        """Whether the reader is behind by more than HIGH_WATER bytes."""
        return self._pending > HIGH_WATER and not self.lost.is_set()

    @abstractmethod
    def put(self, line: bytes) -> None:
        """Take one whole line, never waiting; `room` tells when it is wise."""

    @abstractmethod
    async def end(self) -> None:
        """Wait until every line has left, or nobody reads any more."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the descriptor."""

    async def room(self) -> None:
        """Wait while the sink is full."""
        while self.full:
            await self._movement()

    async def stalled(self, seconds: float) -> None:
        """Wait until lines are due and not one byte has left for so many seconds."""
        while True:
            with anyio.move_on_after(seconds):
                await self._movement()
                continue
            if self._pending:
                return

    def fail(self, failure: OSError | None) -> None:
        """Nothing more can be written; None when the reader left, which is no failure.

        Only the first reason counts.
        """
        if not self.lost.is_set():
            self.failure = failure
        self.lost.set()
        self._moved.set()

    async def _drained(self) -> None:
        while self._pending and not self.lost.is_set():
            await self._movement()

    async def _movement(self) -> None:
        self._moved.clear()
        await self._moved.wait()

    def _entered(self, size: int) -> None:
        if not self._pending:
            self._moved.set()  # waiting for the reader begins now
        self._pending += size

    def _left(self, size: int) -> None:
        self._pending -= size
        self._moved.set()
