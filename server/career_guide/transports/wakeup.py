"""Signals that come just before waiting begins: without this they are seen only after it.

The interpreter runs a handler between two steps of its own. One that is told while it enters the
wait for a descriptor would come too late, so a signal makes a descriptor readable as well.
"""

import os
import signal


class Wakeup:
    """A descriptor to wait for beside the others, readable once a signal came."""

    def __init__(self) -> None:
        self.fd, self._write = os.pipe()
        for fd in (self.fd, self._write):
            os.set_blocking(fd, False)
        self._before = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)

    def drain(self) -> None:
        """Make it unreadable again; the handlers have run by now."""
        os.read(self.fd, 4096)

    def close(self) -> None:
        """Let go of the descriptors."""
        signal.set_wakeup_fd(self._before)
        os.close(self.fd)
        os.close(self._write)
