"""What Python starts, connects or writes while something else is at work."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

FORBIDDEN = (
    "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "pty.",
    "socket.connect", "socket.sendto", "socket.getaddrinfo", "os.remove", "os.rename", "os.mkdir",
    "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.utime", "os.putenv",
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_events: list[str] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _events is None:
        return
    is_writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
    if is_writing or event.startswith(FORBIDDEN):
        _events.append(f"{event} {arguments!r}")


sys.addaudithook(_listen)  # it stays for the life of the process, and is silent outside `watched`


@contextmanager
def watched() -> Iterator[list[str]]:
    """What Python starts, connects or writes meanwhile."""
    global _events
    _events = found = []
    try:
        yield found
    finally:
        _events = None
