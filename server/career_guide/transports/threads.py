"""Files, terminals, devices and everything on Windows, through daemon threads.

An event loop cannot wait for a file, and a terminal made non-blocking would stay so for its
other users. A thread that hangs in such a descriptor does not hold up the end of the process.
"""

import asyncio
import os
import queue
import select
import threading
from collections.abc import Callable
from typing import Any

from career_guide.transports.channels import Sink
from career_guide.transports.failures import is_hangup
from career_guide.transports.unsent import CHUNK


class _ToLoop:
    """Calls from a thread into the loop; quiet once that has closed."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()

    def __call__(self, callback: Callable[..., object], *arguments: Any) -> None:
        try:
            self._loop.call_soon_threadsafe(callback, *arguments)
        except RuntimeError:  # the loop has closed: nobody wants to know
            return


class ThreadSource:
    """Reads any descriptor, two chunks ahead."""

    def __init__(self, fd: int) -> None:
        self.failure: OSError | None = None
        self._tell = _ToLoop()
        self._chunks: asyncio.Queue[bytes] = asyncio.Queue()
        self._room = threading.Semaphore(2)
        threading.Thread(target=self._pump, args=(fd,), name="stdin", daemon=True).start()

    def _pump(self, fd: int) -> None:
        terminal = os.isatty(fd)
        data = b"-"
        while data:
            self._room.acquire()
            try:
                data = os.read(fd, CHUNK)
            except BlockingIOError:  # another user of the terminal made it so
                select.select([fd], [], [])
                self._room.release()
                continue
            except OSError as error:
                if not is_hangup(error, terminal=terminal):
                    self.failure = error
                data = b""
            self._tell(self._chunks.put_nowait, data)
        os.close(fd)

    async def read(self) -> bytes:
        """The next bytes; empty at end of file."""
        data = await self._chunks.get()
        self._room.release()
        return data

    def close(self) -> None:
        """The thread closes the descriptor at end of file, else the process does."""


class ThreadSink(Sink):
    """Writes any descriptor, one line after the other."""

    def __init__(self, fd: int) -> None:
        super().__init__()
        self._tell = _ToLoop()
        self._closed = False
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._pump, args=(fd,), name="stdout", daemon=True).start()

    def _pump(self, fd: int) -> None:
        terminal = os.isatty(fd)
        try:
            while (line := self._lines.get()) is not None:
                self._write(fd, line)
            os.close(fd)  # a network file system tells only now that it is full
        except OSError as error:
            self._tell(self.fail, None if is_hangup(error, terminal=terminal) else error)
        else:
            self._tell(self._close)

    def _write(self, fd: int, line: bytes) -> None:
        left = memoryview(line)
        while left:
            try:
                size = os.write(fd, left)
            except BlockingIOError:  # another user of the terminal made it so
                select.select([], [fd], [])
                continue
            left = left[size:]
            self._tell(self._left, size)

    def _close(self) -> None:
        self._closed = True
        self._moved.set()

    def put(self, line: bytes) -> None:
        """Take one whole line for the thread."""
        if not self.lost.is_set():
            self._entered(len(line))
            self._lines.put(line)

    async def end(self) -> None:
        """Wait until every line is written and the descriptor is closed, or writing failed."""
        await self._drained()
        self.close()
        while not self._closed and not self.lost.is_set():
            await self._movement()

    def close(self) -> None:
        """Let the thread close the descriptor once it has written what it holds."""
        self._lines.put(None)
