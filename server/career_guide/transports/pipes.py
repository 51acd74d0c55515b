"""Pipes and sockets, through the event loop.

Not asyncio's own pipe transports: on a socket that is both stdin and stdout the write side of
those takes incoming bytes, or the end of the input, for a reader that left.
"""

import asyncio
import os
import select
from collections import deque

from career_guide.transports.channels import CHUNK, Sink, is_hangup

ATOMIC = getattr(select, "PIPE_BUF", 512)
"""A pipe takes up to so many bytes whole or not at all (POSIX `PIPE_BUF`)."""


class _Unblocked:
    """A descriptor that does not block until it is closed.

    The flag belongs to everybody who shares the pipe, so it is put back.
    """

    def __init__(self, fd: int) -> None:
        self.number = fd
        self._was_blocking = os.get_blocking(fd)
        os.set_blocking(fd, False)

    def close(self) -> None:
        if self._was_blocking:
            os.set_blocking(self.number, True)
        os.close(self.number)


class PipeSource:
    """Reads when bytes are asked for; an unread pipe holds its writer back."""

    def __init__(self, fd: int) -> None:
        self.failure: OSError | None = None
        self._fd = _Unblocked(fd)
        self._loop = asyncio.get_running_loop()

    async def read(self) -> bytes:
        """The next bytes; empty at end of file, or when the peer left."""
        while True:
            await self._readable()
            try:
                return os.read(self._fd.number, CHUNK)
            except BlockingIOError:  # somebody who shares the pipe was faster
                continue
            except OSError as error:
                if not is_hangup(error):
                    self.failure = error
                return b""

    async def _readable(self) -> None:
        ready = asyncio.Event()
        self._loop.add_reader(self._fd.number, ready.set)
        try:
            await ready.wait()
        finally:
            self._loop.remove_reader(self._fd.number)

    def close(self) -> None:
        """Let go of the descriptor."""
        self._fd.close()


class PipeSink(Sink):
    """Writes at once what the pipe takes, and the rest when it has room.

    Short lines are written so that a pipe takes each whole or not at all: whenever writing
    ends, what the reader has ends with a whole line, unless that line is longer than ATOMIC.
    """

    def __init__(self, fd: int) -> None:
        super().__init__()
        self._fd = _Unblocked(fd)
        self._loop = asyncio.get_running_loop()
        self._lines: deque[bytes] = deque()
        self._writing = memoryview(b"")
        self._blocked = False
        self._loop.add_reader(fd, self._look)

    def _look(self) -> None:
        """The reader left, or bytes came that are not for this side."""
        self._loop.remove_reader(self._fd.number)
        events = select.poll()
        events.register(self._fd.number, 0)  # errors and hang-ups only
        if events.poll(0):
            self.fail(None)

    def put(self, line: bytes) -> None:
        """Take one whole line; what the pipe does not take now is kept."""
        if self.lost.is_set():
            return
        self._entered(len(line))
        self._lines.append(line)
        if not self._blocked:
            self._write()

    def _write(self) -> None:
        try:
            while self._writing or self._lines:
                if not self._writing:
                    self._writing = memoryview(self._next())
                size = os.write(self._fd.number, self._writing)
                self._writing = self._writing[size:]
                self._left(size)
        except BlockingIOError:
            if not self._blocked:
                self._blocked = True
                self._loop.add_writer(self._fd.number, self._write)
            return
        except OSError as error:
            self.fail(None if is_hangup(error) else error)
        self._unblock()

    def _next(self) -> bytes:
        """One long line, or as many short ones as a pipe takes whole."""
        lines = [self._lines.popleft()]
        size = len(lines[0])
        while self._lines and size + len(self._lines[0]) <= ATOMIC:
            lines.append(self._lines.popleft())
            size += len(lines[-1])
        return lines[0] if len(lines) == 1 else b"".join(lines)

    def _unblock(self) -> None:
        if self._blocked:
            self._blocked = False
            self._loop.remove_writer(self._fd.number)

    async def end(self) -> None:
        """Wait until every line has left, or the reader has."""
        await self._drained()

    def close(self) -> None:
        """Let go of the descriptor."""
        self._loop.remove_reader(self._fd.number)
        self._unblock()
        self._fd.close()
