"""Pipes and sockets, through the event loop.

Not asyncio's own pipe transports: on a socket that is both stdin and stdout the write side of
those takes incoming bytes, or the end of the input, for a reader that left.
"""

import asyncio
import os
import select

from career_guide.transports.channels import Sink
from career_guide.transports.descriptors import Unblocked
from career_guide.transports.failures import is_hangup
from career_guide.transports.unsent import CHUNK, Unsent


class PipeSource:
    """Reads when bytes are asked for; an unread pipe holds its writer back."""

    def __init__(self, fd: int) -> None:
        self.failure: OSError | None = None
        self._fd = Unblocked(fd)
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
    """Writes at once what the pipe takes, and the rest when it has room."""

    def __init__(self, fd: int) -> None:
        super().__init__()
        self._fd = Unblocked(fd)
        self._loop = asyncio.get_running_loop()
        self._lines = Unsent()
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
        self._lines.put(line)
        if not self._blocked:
            self._write()

    def _write(self) -> None:
        try:
            while self._lines:
                self._left(self._lines.write(self._fd.number))
        except BlockingIOError:
            if not self._blocked:
                self._blocked = True
                self._loop.add_writer(self._fd.number, self._write)
            return
        except OSError as error:
            self.fail(None if is_hangup(error) else error)
        self._unblock()

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
