"""Calls that read from a disk, in a thread: they tell how far they are, and can be stopped.

Other requests go on meanwhile. A call that is cancelled stops its thread at the next step; one
that takes longer than `LONGEST_SECONDS` is ended with an error, since a result cut short by a clock
could not be repeated.
"""

import threading
from dataclasses import replace
from typing import Any, Protocol

import anyio
import anyio.from_thread
import anyio.to_thread
from anyio.lowlevel import RunVar

from career_guide.deps import Deps
from career_guide.evidence.watch import Watch
from career_guide.refusals import Fault
from career_guide.tools.base import Tool
from career_guide.tools.boundary import Reply, invoke, refused

LONGEST_SECONDS = 60
AT_ONCE = 2
MOST_REPORTS = 100


class Reporter(Protocol):
    """Tells the caller how far a call is; does nothing where no progress was asked for."""

    async def report_progress(
        self, progress: float, total: float | None = None, message: str | None = None
    ) -> None:
        """One step; `progress` only ever grows."""


class _Steps:
    """Reports of one call, thinned out, always growing; called from its thread."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._count = 0
        self._phase = ""

    def __call__(self, done: int, total: int, phase: str) -> None:
        if phase == self._phase and self._count >= MOST_REPORTS:
            return
        self._phase = phase
        self._count += 1
        said = f"{phase}: {done} of {total}" if total else f"{phase}: {done}"
        anyio.from_thread.run(self._reporter.report_progress, float(self._count), None, said)


async def invoke_aside(
    tool: Tool[Any, Any], arguments: Any, deps: Deps, reporter: Reporter
) -> Reply:
    """`invoke` in a thread of its own; at most two at once, further ones wait."""
    stopped = threading.Event()
    watched = replace(deps, watch=Watch(_Steps(reporter), stopped.is_set))
    try:
        with anyio.move_on_after(LONGEST_SECONDS):
            return await anyio.to_thread.run_sync(
                lambda: invoke(tool, arguments, watched), abandon_on_cancel=True, limiter=_limiter()
            )
    finally:
        stopped.set()
    fault = Fault(
        code="too_slow",
        field="/projects",
        received="a reading that did not end in time",
        expected=f"repositories that are read within {LONGEST_SECONDS} seconds, for example one "
        "project at a time",
    )
    return refused(tool, deps, fault)


_readings: RunVar[anyio.CapacityLimiter] = RunVar("readings")


def _limiter() -> anyio.CapacityLimiter:
    """The bound of readings at once, one for each event loop."""
    try:
        return _readings.get()
    except LookupError:
        limiter = anyio.CapacityLimiter(AT_ONCE)
        _readings.set(limiter)
        return limiter
