"""What goes to stderr, which never holds up an answer, however slowly it is read."""

import logging
import os
import queue
import select
import threading
from contextlib import suppress

WAITING = 1000
LAST_WORDS_SECONDS = 0.5


class StderrLog(logging.Handler):
    """Writes lines from a daemon thread; drops them while too many wait or stderr is broken.

    Writes the descriptor itself: a blocked `sys.stderr` would hold a lock at exit.
    """

    def __init__(self, formatter: logging.Formatter | None = None) -> None:
        super().__init__()
        plain = logging.Formatter("%(levelname)s %(name)s: %(message)s")
        self.setFormatter(formatter or plain)
        self._lines: queue.Queue[str | threading.Event] = queue.Queue(WAITING)
        threading.Thread(target=self._pump, name="log", daemon=True).start()

    def emit(self, record: logging.LogRecord) -> None:
        """Queue one record, or drop it."""
        self.say(self.format(record))

    def say(self, line: str) -> None:
        """Queue one line for people, or drop it."""
        with suppress(queue.Full):
            self._lines.put_nowait(line)

    def finish(self, seconds: float = LAST_WORDS_SECONDS) -> None:
        """Wait until everything queued is written, but no longer than so many seconds."""
        done = threading.Event()
        with suppress(queue.Full):
            self._lines.put(done, timeout=seconds)
            done.wait(seconds)

    def _pump(self) -> None:
        while True:
            item = self._lines.get()
            if isinstance(item, threading.Event):
                item.set()
            else:
                with suppress(OSError):
                    _write((item + "\n").encode(errors="backslashreplace"))


def _write(data: bytes) -> None:
    while data:
        try:
            data = data[os.write(2, data) :]
        except BlockingIOError:  # stderr is the pipe of stdout, which does not block
            select.select([], [2], [])


def start(level: str, formatter: logging.Formatter | None = None) -> StderrLog:
    """Send all logging at `level` and above to stderr, as lines of text or as `formatter` says."""
    log = StderrLog(formatter)
    root = logging.getLogger()
    root.handlers[:] = [log]
    root.setLevel(level)
    return log
