"""What the SDK answers to given bytes, in this process and without a wire.

It is the served path itself (`exchange` before the SDK's server), only that bytes come from
memory: the source of the prepared answers, and of every comparison with them.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import anyio
from mcp.server.lowlevel import Server

from career_guide.transports.channels import Sink
from career_guide.transports.exchange import Exchange
from career_guide.transports.handover import Handover

GRACE_SECONDS = 60.0


def answers(
    server: Server[Any], data: Iterable[bytes], begun: Handover | None = None
) -> list[bytes]:
    """Every line that a connection gets for this input, in order.

    A piece of `data` is sent when all before it is answered.
    """
    sink = _Kept(begun.unsent if begun else ())

    async def connection() -> None:
        exchange = Exchange(sink, begun)
        sent = anyio.Event()

        async def receive() -> None:
            await exchange.receive(_Given(data, exchange.answered))
            await exchange.finish(GRACE_SECONDS)

        async def send() -> None:
            await exchange.send()
            sent.set()

        async with anyio.create_task_group() as tasks:
            for part in (receive, exchange.release, send):
                tasks.start_soon(part)
            options = server.create_initialization_options()
            await server.run(exchange.incoming, exchange.outgoing, options)
            exchange.outgoing.close()
            await sent.wait()
            exchange.cut_off()
            tasks.cancel_scope.cancel()
        exchange.close()

    anyio.run(connection)
    return sink.lines


class _Given:
    """Bytes that come piece by piece."""

    failure: OSError | None = None

    def __init__(self, data: Iterable[bytes], answered: Callable[[], Awaitable[None]]) -> None:
        self._data = iter(data)
        self._answered = answered

    async def read(self) -> bytes:
        await self._answered()
        return next(self._data, b"")

    def close(self) -> None:
        self._data = iter(())


class _Kept(Sink):
    """Keeps every line."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        super().__init__()
        self.lines = [*lines]

    def put(self, line: bytes) -> None:
        self.lines.append(line)

    async def end(self) -> None:
        return

    def close(self) -> None:
        return
