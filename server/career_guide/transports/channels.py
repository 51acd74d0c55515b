"""How bytes come in and go out: asyncio pipes where the system allows, threads elsewhere.

Pipes and sockets go through asyncio. Regular files, terminals, character devices and Windows
get a daemon thread that reads or writes under the same contract, because epoll refuses files
and a terminal made non-blocking would stay so for its other users.
"""

import asyncio
import os
import queue
import stat
import sys
import threading
from dataclasses import dataclass
from typing import Protocol

CHUNK = 1 << 16
HIGH_WATER = 1 << 18


@dataclass(frozen=True)
class Wire:
    """Private copies of standard input and output; nothing else can write to them."""

    read: int
    write: int


def claim() -> Wire:
    """Take stdin and stdout for the protocol; stray prints and children go to stderr from here on.

    Call it before anything that might print is imported. A closed descriptor reads as empty.
    """
    wire = Wire(_copy(0, os.O_RDONLY), _copy(1, os.O_WRONLY))
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    try:
        os.dup2(2, 1)
    except OSError:  # stderr is closed: stray output has nowhere to go
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.close(null)
    return wire


def _copy(fd: int, flags: int) -> int:
    try:
        return os.dup(fd)
    except OSError:
        return os.open(os.devnull, flags)


class Source(Protocol):
    """Where bytes come from."""

    async def read(self) -> bytes:
        """The next bytes; empty at end of file."""


class Sink(Protocol):
    """Where bytes go; `lost` is set once nobody reads them any more."""

    lost: asyncio.Event

    async def write(self, data: bytes) -> None:
        """Hand over one whole message; waits while the reader is slow."""

    async def flush(self) -> None:
        """Wait until everything handed over has left, or the reader is gone."""


async def open_source(fd: int) -> Source:
    """The right source for a descriptor."""
    return await PipeSource.open(fd) if _pollable(fd) else ThreadSource(fd)


async def open_sink(fd: int) -> Sink:
    """The right sink for a descriptor."""
    return await PipeSink.open(fd) if _pollable(fd) else ThreadSink(fd)


def _pollable(fd: int) -> bool:
    if sys.platform == "win32":
        return False
    mode = os.fstat(fd).st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


class PipeSource:
    """Reads a pipe or socket through the event loop."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader

    @classmethod
    async def open(cls, fd: int) -> "PipeSource":
        """Attach to the running loop."""
        reader = asyncio.StreamReader(limit=CHUNK)
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(fd, "rb", 0)
        )
        return cls(reader)

    async def read(self) -> bytes:
        """The next bytes; empty at end of file or when the peer reset the connection."""
        try:
            return await self._reader.read(CHUNK)
        except OSError:
            return b""


class PipeSink(asyncio.BaseProtocol):
    """Writes a pipe or socket through the event loop."""

    def __init__(self) -> None:
        self.lost = asyncio.Event()
        self._free = asyncio.Event()
        self._free.set()
        self._transport: asyncio.WriteTransport | None = None

    @classmethod
    async def open(cls, fd: int) -> "PipeSink":
        """Attach to the running loop."""
        transport, sink = await asyncio.get_running_loop().connect_write_pipe(
            cls, os.fdopen(fd, "wb", 0)
        )
        transport.set_write_buffer_limits(high=HIGH_WATER)
        sink._transport = transport
        return sink

    def pause_writing(self) -> None:
        """The buffer is full."""
        self._free.clear()

    def resume_writing(self) -> None:
        """The buffer has room again."""
        self._free.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody reads any more."""
        self._free.set()
        self.lost.set()

    async def write(self, data: bytes) -> None:
        """Hand over one whole message; waits while the buffer is full."""
        await self._free.wait()
        if self._transport is not None and not self.lost.is_set():
            self._transport.write(data)

    async def flush(self) -> None:
        """Wait until the buffer is empty or the reader is gone."""
        if self._transport is None:
            return
        self._transport.set_write_buffer_limits(high=0)  # resume_writing now means empty
        if self._transport.get_write_buffer_size():
            await self._free.wait()


class ThreadSource:
    """Reads any descriptor in a daemon thread, one chunk ahead."""

    def __init__(self, fd: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._chunks: asyncio.Queue[bytes] = asyncio.Queue()
        self._room = threading.Semaphore(2)
        threading.Thread(target=self._pump, args=(fd,), name="stdin", daemon=True).start()

    def _pump(self, fd: int) -> None:
        data = b"-"
        while data:
            self._room.acquire()
            try:
                data = os.read(fd, CHUNK)
            except OSError:
                data = b""
            try:
                self._loop.call_soon_threadsafe(self._chunks.put_nowait, data)
            except RuntimeError:  # the loop has closed: nobody wants the bytes
                return

    async def read(self) -> bytes:
        """The next bytes; empty at end of file."""
        data = await self._chunks.get()
        self._room.release()
        return data


class ThreadSink:
    """Writes any descriptor in a daemon thread; at most HIGH_WATER bytes wait."""

    def __init__(self, fd: int) -> None:
        self.lost = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._pending = 0
        self._changed = asyncio.Event()
        self._messages: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._pump, args=(fd,), name="stdout", daemon=True).start()

    def _pump(self, fd: int) -> None:
        while True:
            data = memoryview(self._messages.get())
            size = len(data)
            failed = False
            try:
                while data:
                    data = data[os.write(fd, data) :]
            except OSError:
                failed = True
            try:
                self._loop.call_soon_threadsafe(self._sent, size, failed)
            except RuntimeError:  # the loop has closed
                return
            if failed:
                return

    def _sent(self, size: int, failed: bool) -> None:
        self._pending -= size
        if failed:
            self.lost.set()
        self._changed.set()

    async def write(self, data: bytes) -> None:
        """Hand over one whole message; waits while too many bytes are pending."""
        while self._pending > HIGH_WATER and not self.lost.is_set():
            self._changed.clear()
            await self._changed.wait()
        if not self.lost.is_set():
            self._pending += len(data)
            self._messages.put(data)

    async def flush(self) -> None:
        """Wait until everything is written or writing failed."""
        while self._pending and not self.lost.is_set():
            self._changed.clear()
            await self._changed.wait()
