"""Logs that go to stderr and never hold up an answer, however slowly stderr is read."""

import logging
import os
import queue
import threading

WAITING = 1000


class StderrLog(logging.Handler):
    """Writes records from a daemon thread; drops them while too many are waiting.

    Writes the descriptor itself: a blocked `sys.stderr` would hold a lock at exit.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        self._lines: queue.Queue[bytes] = queue.Queue(WAITING)
        threading.Thread(target=self._pump, name="log", daemon=True).start()

    def emit(self, record: logging.LogRecord) -> None:
        """Queue one record, or drop it."""
        try:
            self._lines.put_nowait((self.format(record) + "\n").encode(errors="backslashreplace"))
        except queue.Full:
            return

    def _pump(self) -> None:
        while True:
            line = self._lines.get()
            try:
                os.write(2, line)
            except OSError:
                return


def start(level: str) -> None:
    """Send all logging at `level` and above to stderr."""
    root = logging.getLogger()
    root.handlers[:] = [StderrLog()]
    root.setLevel(level)
