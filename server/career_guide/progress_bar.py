"""A bar on a terminal while a repository is read; nothing where no person watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from career_guide.evidence.watch import Watch

WIDTH = 24
CLEAR = "\r\033[K"


@contextmanager
def watching(terminal: TextIO) -> Iterator[Watch]:
    """A watch that draws on `terminal`, and leaves its line empty in the end."""
    if not terminal.isatty():
        yield Watch()
        return

    def draw(done: int, total: int, phase: str) -> None:
        filled = WIDTH * done // total if total else 0
        bar = "#" * filled + "." * (WIDTH - filled) if total else ""
        terminal.write(f"{CLEAR}{phase} {bar} {done}{f' of {total}' if total else ''}")
        terminal.flush()

    try:
        yield Watch(draw)
    finally:
        terminal.write(CLEAR)
        terminal.flush()
