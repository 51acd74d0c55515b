"""Lines that their reader has not taken yet, written so that short ones arrive whole."""

import os
import select
from collections import deque

CHUNK = 1 << 16
"""Bytes that are read at once, at most."""
HIGH_WATER = 1 << 18
"""Bytes that a reader may be behind before nothing more is done for it."""
ATOMIC = getattr(select, "PIPE_BUF", 512)
"""A pipe takes up to so many bytes whole or not at all (POSIX `PIPE_BUF`)."""


class Unsent:
    """Whole lines, in order.

    Short lines are written so that a pipe takes each whole or not at all: whenever writing
    ends, what the reader has ends with a whole line, unless that line is longer than ATOMIC.
    """

    __slots__ = ("_lines", "_writing", "size")

    def __init__(self) -> None:
        self._lines: deque[bytes] = deque()
        self._writing = memoryview(b"")
        self.size = 0
        """Bytes that are left."""

    def __bool__(self) -> bool:
        return self.size > 0

    def put(self, line: bytes) -> None:
        """Add one line at the end."""
        self._lines.append(line)
        self.size += len(line)

    def write(self, fd: int) -> int:
        """Write what goes at once; how many bytes went. Raises what `os.write` raises."""
        if not self._writing:
            self._writing = memoryview(self._next())
        size = os.write(fd, self._writing)
        self._writing = self._writing[size:]
        self.size -= size
        return size

    def take(self) -> list[bytes]:
        """Everything that is left, a line that was begun first; nothing is left here."""
        left = [bytes(self._writing), *self._lines] if self._writing else [*self._lines]
        self._lines.clear()
        self._writing = memoryview(b"")
        self.size = 0
        return left

    def _next(self) -> bytes:
        """One long line, or as many short ones as a pipe takes whole."""
        lines = [self._lines.popleft()]
        size = len(lines[0])
        while self._lines and size + len(self._lines[0]) <= ATOMIC:
            lines.append(self._lines.popleft())
            size += len(lines[-1])
        return lines[0] if len(lines) == 1 else b"".join(lines)
