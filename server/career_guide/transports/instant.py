"""The first stage of the server: reads, answers and writes without an event loop or the SDK.

A start costs an interpreter that the first answer does not need: asyncio, pydantic and the SDK
together take thirty times as long as the rest. So this loop serves a connection for as long as
every request in it is wholly ordinary (`career_guide.front`). The first that is not ends the loop,
and the SDK's transport goes on from the same byte. It keeps the rules of that transport: every
line is answered before the end of the input ends the process; a reader who is behind holds reading
up; lines are bounded; a reader who left, SIGINT or SIGTERM end it at once and cleanly.
"""

import os
import select
import signal
import sys
import time
from collections import deque

from career_guide.front.session import Session
from career_guide.transports.descriptors import Unblocked, Wire, is_file, is_pollable
from career_guide.transports.failures import (
    PATIENCE_SECONDS,
    is_hangup,
    nobody_read,
    raise_failure,
)
from career_guide.transports.frames import Lines, Unreadable, over_long, read
from career_guide.transports.handover import Handover
from career_guide.transports.unsent import CHUNK, HIGH_WATER, Unsent
from career_guide.transports.wakeup import Wakeup

AHEAD = 1 << 20
"""Bytes of whole lines that are read while the reader of the answers is behind, at most."""


LINE = 64
"""Bytes that any line takes, also an empty one and one that was too long to be kept."""


class _ReaderLeft(Exception):
    """Nobody takes answers any more."""


def _size(line: bytes | None) -> int:
    return len(line or b"") + LINE


def can_serve(read_fd: int, write_fd: int) -> bool:
    """Whether both ends are of a kind that this loop knows: pipes, sockets and regular files."""
    if sys.platform == "win32" or not hasattr(select, "poll"):
        return False
    try:
        return all(is_pollable(fd) or is_file(fd) for fd in (read_fd, write_fd))
    except OSError:  # one of them is closed
        return False


class Instant:
    """Serves one connection over `wire` until it ends or has to be handed over."""

    def __init__(self, wire: Wire, session: Session, *, patience: float = PATIENCE_SECONDS) -> None:
        self._wire = wire
        self._session = session
        self._patience = patience
        self._unblocked = [Unblocked(fd) for fd in (wire.read, wire.write) if is_pollable(fd)]
        self._poll = select.poll()
        self._poll.register(wire.write, 0)
        self._watched = (False, False)
        self._lines = Lines()
        self._unread: deque[bytes | None] = deque()
        self._unread_size = 0
        self._unsent = Unsent()
        self._ended = False
        self._moved = 0.0
        self._failure: OSError | None = None

    def run(self) -> Handover | None:
        """Serve; what there is to hand over, or None when the connection has ended.

        Raises ChannelFailed when the input cannot be read, or answers cannot be written.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        wakeup = Wakeup()
        self._poll.register(wakeup.fd, select.POLLIN)
        try:
            while self._work():
                if self._ended and not self._unread and not self._unsent:
                    self._close()
                    return None
                self._wait()
        except _ReaderLeft:
            return None
        finally:
            self._restore()
            wakeup.close()
        begun = self._session if self._session.version is not None else None
        return Handover(self._lines, self._unread, self._unsent.take(), begun)

    def _work(self) -> bool:
        """Answer the lines that are here, while the reader keeps up; False: the SDK has to."""
        while self._unread and self._unsent.size <= HIGH_WATER:
            line = self._unread[0]
            answer = self._answer(line)
            if answer is None:
                return False
            self._unread.popleft()
            self._unread_size -= _size(line)
            if answer:
                if self._ended and not self._unsent:
                    self._moved = time.monotonic()  # waiting for the reader begins now
                self._unsent.put(answer)
                self._write()
        return True

    def _answer(self, line: bytes | None) -> bytes | None:
        """The line that answers one line; empty where none is due; None: the SDK has to."""
        if line is not None and not line.strip():
            return b""
        try:
            if line is None:
                raise over_long()
            message = read(line)
        except Unreadable as problem:
            return problem.answer() + b"\n"
        return b"" if message is None else self._session.answer(message)

    def _wait(self) -> None:
        """Wait until there is something to read or room to write, and do it."""
        self._watch(
            reading=not self._ended and self._unread_size <= AHEAD, writing=bool(self._unsent)
        )
        wait = None
        if self._ended:
            wait = max(0.0, self._moved + self._patience - time.monotonic()) * 1000
        ready = dict(self._poll.poll(wait))
        if not ready and self._ended:
            raise_failure(self._failure, nobody_read(self._patience))
        writable = ready.get(self._wire.write, 0)
        if writable & ~select.POLLOUT:
            raise _ReaderLeft
        if writable:
            self._write()
        if self._wire.read in ready:
            self._read()

    def _watch(self, *, reading: bool, writing: bool) -> None:
        if (reading, writing) == self._watched:
            return
        was_reading, was_writing = self._watched
        if writing != was_writing:
            self._poll.modify(self._wire.write, select.POLLOUT if writing else 0)
        if reading != was_reading:  # not masked: the end of the input would still be told
            if reading:
                self._poll.register(self._wire.read, select.POLLIN)
            else:
                self._poll.unregister(self._wire.read)
        self._watched = reading, writing

    def _read(self) -> None:
        try:
            data = os.read(self._wire.read, CHUNK)
        except BlockingIOError:  # somebody who shares the pipe was faster
            return
        except OSError as error:
            if not is_hangup(error):
                self._failure = error
            data = b""
        if data:
            lines = self._lines.feed(data)
        else:
            lines = self._lines.rest()
            self._ended, self._moved = True, time.monotonic()
        self._unread += lines
        self._unread_size += sum(map(_size, lines))

    def _write(self) -> None:
        try:
            while self._unsent:
                self._unsent.write(self._wire.write)
                if self._ended:
                    self._moved = time.monotonic()
        except BlockingIOError:
            return
        except OSError as error:
            if is_hangup(error):
                raise _ReaderLeft from None
            raise_failure(self._failure, error)

    def _close(self) -> None:
        """End in order; a network file system tells only now that it is full."""
        self._restore()
        try:
            os.close(self._wire.write)
        except OSError as error:
            raise_failure(self._failure, error)
        raise_failure(self._failure, None)

    def _restore(self) -> None:
        for fd in self._unblocked:
            fd.restore()

    def _stop(self, number: int, frame: object) -> None:
        self._restore()
        os._exit(0)
