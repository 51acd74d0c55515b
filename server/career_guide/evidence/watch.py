"""Telling a caller how far a reading is, and stopping it when asked."""

from collections.abc import Callable
from dataclasses import dataclass

from career_guide.errors import ReadingStopped

Progress = Callable[[int, int, str], None]
"""Called as (done, total, phase); `total` is 0 where it is not known.

The phases, in this order and where they apply: folders, sizes, files, commits, changes, work tree,
untracked, parsing.
"""
_STEP = 64


@dataclass(frozen=True, slots=True)
class Watch:
    """Two optional callbacks, called at every step and every 64th step."""

    progress: Progress | None = None
    stop: Callable[[], bool] | None = None

    def step(self, done: int, total: int, phase: str) -> None:
        """One step is done. Raises ReadingStopped when the caller wants no more."""
        if self.stop is not None and self.stop():
            raise ReadingStopped
        if self.progress is not None and (done % _STEP == 0 or done == total):
            self.progress(done, total, phase)
