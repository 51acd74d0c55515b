"""Several workers on one port: replaced when they die or hang, drained at the end.

uvicorn's own supervisor replaces workers too, but leaves them behind when it is killed itself, and
keeps the port open while they drain, so that new callers wait for an answer that never comes.
"""

import asyncio
import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from career_guide.settings import for_child
from career_guide.transports.http.plan import Plan

log = logging.getLogger("career_guide.http")
MODULE = "career_guide.transports.http.child"
START_SECONDS = 120.0
"""How long a worker may take to become ready."""
HANG_SECONDS = 30.0
"""How long an event loop may stand still before its worker is replaced."""
PAUSES = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before another try where a replacement failed, so many times in a row."""
EXTRA_SECONDS = 5.0


@dataclass
class _Slot:
    """One place for a worker, and who holds it."""

    number: int
    process: asyncio.subprocess.Process | None = None
    failures: int = 0
    ready: asyncio.Event = field(default_factory=asyncio.Event)


class Supervisor:
    """Keeps as many workers as the plan says."""

    def __init__(self, plan: Plan, listener: socket.socket) -> None:
        self._plan, self._listener = plan, listener
        self._stop = asyncio.Event()
        self._served = False  # whether any worker ever became ready
        self._code = 0

    async def run(self, serving: Callable[[], None]) -> int:
        """Serve until a signal, or until no worker can start; returns the exit code.

        `serving` is called when every worker is ready.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop.set)
        slots = [_Slot(number) for number in range(self._plan.http.workers)]
        keepers = []
        for slot in slots:  # one first: what is wrong with the settings is said once
            keepers.append(asyncio.create_task(self._keep(slot)))
            await _first(slot.ready, self._stop)
        if not self._stop.is_set():
            serving()
        await self._stop.wait()
        self._listener.close()
        for slot in slots:
            _send(slot.process, signal.SIGTERM)
        http = self._plan.http
        patience = http.drain_delay + http.shutdown_timeout + EXTRA_SECONDS
        _, late = await asyncio.wait(keepers, timeout=patience)
        for slot in slots:
            _send(slot.process, signal.SIGKILL)
        if late:
            log.error("workers did not end in time and were killed")
            await asyncio.wait(late)
        return self._code

    async def _keep(self, slot: _Slot) -> None:
        """Have a worker in this place until the end.

        The settings are wrong only if no worker ever became ready; any other end is an accident.
        """
        while not self._stop.is_set():
            process = await self._start()
            slot.process = process
            if self._stop.is_set():
                _send(process, signal.SIGTERM)
            ready = await self._watch(process, slot)
            code = await process.wait()
            self._forget(process.pid)
            if self._stop.is_set():
                return
            ended = {"pid": process.pid, "code": code}
            if not self._served:
                log.error("no worker could start", extra={"fields": ended})
                self._code = code if code > 0 else 1
                self._stop.set()
                return
            slot.failures = 0 if ready else slot.failures + 1
            pause = PAUSES[min(slot.failures, len(PAUSES) - 1)]
            fields = {**ended, "again_in_seconds": pause}
            log.error("worker ended and is replaced", extra={"fields": fields})
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), pause)

    async def _start(self) -> asyncio.subprocess.Process:
        folder = self._plan.metrics_folder
        more = {"PROMETHEUS_MULTIPROC_DIR": str(folder)} if folder else {}
        number = self._listener.fileno()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            MODULE,
            str(number),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=(number,),
            env=for_child(**more),
        )
        assert process.stdin is not None
        process.stdin.write(pickle.dumps(self._plan))
        with suppress(ConnectionError):
            await process.stdin.drain()
        return process

    async def _watch(self, process: asyncio.subprocess.Process, slot: _Slot) -> bool:
        """Wait until a worker ends, or end it when it hangs; returns whether it ever was ready."""
        assert process.stdout is not None
        ready = False
        while True:
            try:
                patience = HANG_SECONDS if ready else START_SECONDS
                word = await asyncio.wait_for(process.stdout.read(64), patience)
            except TimeoutError:
                log.error("worker hangs and is killed", extra={"fields": {"pid": process.pid}})
                _send(process, signal.SIGKILL)
                return ready
            if not word:
                return ready
            if not ready:
                ready = self._served = True
                slot.ready.set()

    def _forget(self, pid: int) -> None:
        if self._plan.metrics_folder:
            from career_guide.transports.http.metrics import forget_worker

            forget_worker(pid, self._plan.metrics_folder)


def _send(process: asyncio.subprocess.Process | None, number: signal.Signals) -> None:
    if process is not None and process.returncode is None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, number)


async def _first(*events: asyncio.Event) -> None:
    tasks = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


def supervise(plan: Plan, listener: socket.socket, serving: Callable[[], None]) -> int:
    """Run the workers of a plan until a signal; returns the exit code."""
    return asyncio.run(_supervise(plan, listener, serving))


async def _supervise(plan: Plan, listener: socket.socket, serving: Callable[[], None]) -> int:
    return await Supervisor(plan, listener).run(serving)
