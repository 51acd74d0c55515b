"""The process's standard descriptors, and the private copies that carry the protocol.

Imports little: the server does this before its first answer.
"""

import os
import stat
import sys


class Wire:
    """Private copies of standard input and output; nothing else can write to them."""

    __slots__ = ("read", "write")

    def __init__(self, read: int, write: int) -> None:
        self.read, self.write = read, write


class Unblocked:
    """A descriptor that does not block until it is restored or closed.

    The flag belongs to everybody who shares the pipe, so it is put back.
    """

    __slots__ = ("_was_blocking", "number")

    def __init__(self, fd: int) -> None:
        self.number = fd
        self._was_blocking = os.get_blocking(fd)
        os.set_blocking(fd, False)

    def restore(self) -> None:
        """Put the flag back."""
        if self._was_blocking:
            self._was_blocking = False
            os.set_blocking(self.number, True)

    def close(self) -> None:
        """Put the flag back and let go of the descriptor."""
        self.restore()
        os.close(self.number)


def claim() -> Wire:
    """Take stdin and stdout for the protocol; stray prints and children go to stderr from here on.

    Call it before anything that might print is imported. A descriptor that came closed is the
    null device: it reads as empty and swallows what is written.
    """
    _fill_closed()
    wire = Wire(os.dup(0), os.dup(1))
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    return wire


def is_pollable(fd: int) -> bool:
    """Whether waiting for a descriptor works, and reading or writing it without blocking."""
    if sys.platform == "win32":
        return False
    mode = os.fstat(fd).st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def is_file(fd: int) -> bool:
    """Whether a descriptor is a regular file, which never makes anybody wait."""
    return stat.S_ISREG(os.fstat(fd).st_mode)


def _fill_closed() -> None:
    """Open the null device on each closed standard descriptor.

    Otherwise the next file opened gets its number, and what is meant for stderr lands there.
    Python's stream of a closed descriptor is None, for which `print` takes stdout.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)  # the lowest free number, mostly `number`
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", closefd=False)
