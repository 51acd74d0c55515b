"""One worker: uvicorn with our connections, told by signals to finish what it has begun."""

import asyncio
import math
import signal
import socket
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType
from typing import Any

import uvicorn

from career_guide.transports.http.app import Hosted
from career_guide.transports.http.connections import Connection, Limits
from career_guide.transports.http.options import HttpSettings
from career_guide.transports.http.plan import ALIVE, READY, Report, silent

BACKLOG = 2048
LAST_ANSWERS_SECONDS = 1.0
ALIVE_SECONDS = 1.0


class Worker(uvicorn.Server):
    """uvicorn's server, with a drain that loses no answer."""

    def __init__(self, hosted: Hosted, settings: HttpSettings, report: Report = silent) -> None:
        limits = Limits(
            connections=settings.max_connections,
            receive=settings.receive_timeout,
            idle=settings.idle_timeout,
        )
        self._hosted, self._settings, self._report = hosted, settings, report
        connection: Any = partial(Connection, limits=limits, events=hosted.metrics.event)
        super().__init__(
            uvicorn.Config(
                hosted,
                http=connection,
                ws="none",
                lifespan="off",
                loop="asyncio" if sys.platform == "win32" else "auto",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                backlog=BACKLOG,
                timeout_keep_alive=math.ceil(settings.idle_timeout),
                timeout_graceful_shutdown=math.ceil(settings.shutdown_timeout),
            )
        )
        self._told_at: float | None = None

    def run_on(self, listener: socket.socket) -> None:
        """Serve on a bound socket until a signal, then finish what was begun."""
        listener.setblocking(False)
        with asyncio.Runner(loop_factory=self.config.get_loop_factory()) as runner:
            runner.run(self._run(listener))

    async def _run(self, listener: socket.socket) -> None:
        async with self._hosted.running():
            tasks = [asyncio.create_task(self._sweep()), asyncio.create_task(self._tell_alive())]
            try:
                await self.serve([listener])
            finally:
                for task in tasks:
                    task.cancel()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept, and say so."""
        await super().startup(sockets)
        self._hosted.state.ready = True
        self._report(READY)

    def drain(self) -> None:
        """Finish what was begun, then end; new connections are taken until the delay is over."""
        self._hosted.state.draining = True
        if self._told_at is None:
            self._told_at = time.monotonic()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first signal begins to drain; a second SIGINT waits for nothing any more."""
        if self._told_at is not None and sig == signal.SIGINT:
            self.force_exit = self.should_exit = True
        self.drain()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals drain; they are not raised again at the end, since that would be no clean one."""
        before = {
            number: signal.signal(number, self.handle_exit)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def on_tick(self, counter: int) -> bool:
        """Whether to stop accepting."""
        if self._told_at is not None:
            delay = self._settings.drain_delay
            self.should_exit |= time.monotonic() - self._told_at >= delay
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop accepting, answer what was accepted, and end."""
        self._hosted.state.draining = True
        await self._close(sockets or [])
        await super().shutdown(sockets)
        if self.server_state.tasks:  # they were cancelled, and say so to their callers
            await asyncio.wait(self.server_state.tasks, timeout=LAST_ANSWERS_SECONDS)

    async def _close(self, listeners: list[socket.socket]) -> None:
        """Close the listeners, but take what was connected already: it may hold a request."""
        waiting = [client for listener in listeners for client in _accepted(listener)]
        for server in self.servers:
            server.close()
        for listener in listeners:
            listener.close()
        loop = asyncio.get_running_loop()
        for client in waiting:
            with suppress(OSError):
                await loop.connect_accepted_socket(self._connection, client)

    def _connection(self) -> asyncio.Protocol:
        made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return made

    async def _sweep(self) -> None:
        timeout = min(self._settings.receive_timeout, self._settings.idle_timeout)
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(min(1.0, max(0.05, timeout / 20)))
            connections = list(self.server_state.connections)
            self._hosted.metrics.connections.set(len(connections))
            now = loop.time()
            for connection in connections:
                if isinstance(connection, Connection):
                    connection.sweep(now)

    async def _tell_alive(self) -> None:
        while True:
            await asyncio.sleep(ALIVE_SECONDS)
            self._report(ALIVE)


def _accepted(listener: socket.socket) -> list[socket.socket]:
    """Every connection that waits to be accepted."""
    found = []
    with suppress(OSError):  # none is left
        while True:
            client, _ = listener.accept()
            client.setblocking(False)
            found.append(client)
    return found
