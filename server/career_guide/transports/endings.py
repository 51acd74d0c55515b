"""How a signal ends serving before its input does."""

import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LAST_RESORT_SECONDS = 1.0


@contextmanager
def told_by_signal(stop: Callable[[], object]) -> Iterator[None]:
    """Call `stop` on SIGINT and SIGTERM, and end the process should that not help in time.

    `stop` runs inside a signal handler. The handlers that were there before come back at the
    end, so that no moment is without one; the event loop's own would leave such a moment.
    """
    told: queue.SimpleQueue[None] = queue.SimpleQueue()  # its put may be used in a handler
    threading.Thread(target=_last_resort, args=(told,), name="signals", daemon=True).start()

    def handle(number: int, frame: object) -> None:
        told.put(None)
        stop()

    before = {n: signal.signal(n, handle) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _last_resort(told: "queue.SimpleQueue[None]") -> None:
    told.get()
    time.sleep(LAST_RESORT_SECONDS)
    os._exit(0)
