"""The standard streams as a command can rely on them: open, UTF-8, and never a traceback.

A stream that was closed takes what it is given to nowhere. A stream that fails remembers why and
takes nothing more, so that every command ends in order and its exit code is decided in one place.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

PROGRAM = "career-guide-mcp"


class Output(io.TextIOBase):
    """A standard stream whose failure is a value: `failure` holds the first one."""

    def __init__(self, inner: "TextIO") -> None:
        self._inner = inner
        self.failure: OSError | None = None

    def write(self, text: str) -> int:
        """Write `text`, or leave it where the stream has failed."""
        if self.failure is None:
            try:
                self._inner.write(text)
            except OSError as error:
                self._give_up(error)
        return len(text)

    def flush(self) -> None:
        """Hand over what is buffered."""
        if self.failure is None:
            try:
                self._inner.flush()
            except OSError as error:
                self._give_up(error)

    def isatty(self) -> bool:
        """Whether a person reads along."""
        return self._inner.isatty()

    def fileno(self) -> int:
        """The descriptor, which child processes write to."""
        return self._inner.fileno()

    def _give_up(self, error: OSError) -> None:
        self.failure = error
        # What is still buffered needs somewhere to go when the interpreter ends.
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self._inner.fileno())
        os.close(null)


@contextmanager
def standard_streams() -> Iterator[Output]:
    """Put both outputs in order while a command runs; gives standard output."""
    _open_missing()
    before = sys.stdin, sys.stdout, sys.stderr
    output, errors = Output(_utf8(sys.stdout, 1)), Output(_utf8(sys.stderr, 2))
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lives as long as we
    sys.stdout, sys.stderr = output, errors
    try:
        yield output
    finally:
        output.flush()
        errors.flush()
        sys.stdin, sys.stdout, sys.stderr = before


def _open_missing() -> None:
    """Open the null device where a standard descriptor is closed.

    Else the next file or pipe that is opened would take its number, and be written to.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            os.set_inheritable(number, True)


def _utf8(stream: "TextIO | None", number: int) -> "TextIO":
    if stream is None:  # it was closed when the interpreter started
        return open(number, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def tell(text: str) -> None:
    """Say `text` to people, on one line of standard error."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    sys.stderr.write(f"{PROGRAM}: {line}\n")
