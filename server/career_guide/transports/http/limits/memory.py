"""Counting in the memory of one process, within bounds."""

import time

from limits.aio.storage import MemoryStorage

MOST_KEYS = 100_000
SWEPT_PER_HIT = 2


class BoundedMemory(MemoryStorage):
    """The moving windows of `limits`, with memory and work bounded under any number of keys.

    The store of `limits` looks through every key, one thread hop each, whenever a hit comes: with
    many keys that never ends. Here each hit removes at most two keys whose window is over. Windows
    of one length are kept in the order of their last hit, so those are always the first; beyond
    `MOST_KEYS` the key that has been silent longest goes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._windows: dict[int, dict[str, list[float]]] = {}

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Whether so many more hits of the key fit into a window of `expiry` seconds."""
        if amount > limit:
            return False
        now = time.time()
        windows = self._windows.setdefault(expiry, {})
        hits = windows.get(key, [])
        if len(hits) > limit - amount and hits[amount - limit - 1] >= now - expiry:
            return False
        windows.pop(key, None)
        windows[key] = hits
        hits += [now] * amount
        del hits[:-limit]
        _sweep(windows, now - expiry)
        return True

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window began, in seconds since the epoch, and how many hits it holds."""
        now = time.time()
        hits = [hit for hit in self._windows.get(expiry, {}).get(key, []) if hit >= now - expiry]
        return (hits[0], len(hits)) if hits else (now, 0)

    async def clear(self, key: str) -> None:
        """Forget a key."""
        for windows in self._windows.values():
            windows.pop(key, None)


def _sweep(windows: dict[str, list[float]], over: float) -> None:
    for _ in range(SWEPT_PER_HIT):
        oldest = next(iter(windows))
        if windows[oldest][-1] >= over and len(windows) <= MOST_KEYS:
            return
        del windows[oldest]
