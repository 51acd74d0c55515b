"""JSON-RPC over standard input and output, as scripts and assistants can rely on it.

Stands in for the SDK's own stdio transport, which drops answers at end of file, never answers
an unreadable line, and bounds neither lines nor requests. The pair of streams it yields is the
SDK's contract, so both protocol eras, cancellation and progress stay the SDK's. Its rules:

- every request whose id can be read gets one answer; an unreadable line gets one error;
- 32 tool calls at work, further ones wait in order while their lines fit in 1 MiB; 256 other
  requests, then reading stops; a slow reader of stdout slows reading too;
- at end of file calls that wait still get their turn while the line moves; what is at work then
  has `GRACE_SECONDS`, and what takes longer is answered with an error;
- an answer is never thrown away while the reader keeps stdout open, unless it takes not one
  byte for `PATIENCE_SECONDS` after the end of the input: that fails, as a full disk does;
- SIGINT, SIGTERM and a reader that leaves end the server at once and cleanly.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import anyio

from career_guide.transports.channels import Sink, Source
from career_guide.transports.descriptors import Wire, is_pollable
from career_guide.transports.endings import told_by_signal
from career_guide.transports.exchange import Exchange, Incoming, Outgoing
from career_guide.transports.failures import (
    GRACE_SECONDS,
    PATIENCE_SECONDS,
    nobody_read,
    raise_failure,
)
from career_guide.transports.handover import Handover
from career_guide.transports.pipes import PipeSink, PipeSource
from career_guide.transports.threads import ThreadSink, ThreadSource
from career_guide.transports.wakeup import Wakeup

Streams = tuple[Incoming, Outgoing]


@asynccontextmanager
async def stdio_transport(
    wire: Wire,
    begun: Handover | None = None,
    *,
    grace: float = GRACE_SECONDS,
    patience: float = PATIENCE_SECONDS,
) -> AsyncIterator[Streams]:
    """The SDK's stream pair over `wire`; ends with the input, a reader that left, or a signal.

    `begun` is where an earlier stage has left the connection.
    Raises ChannelFailed when the input cannot be read, or answers cannot be written.
    """
    source, sink = _open(wire)
    for line in begun.unsent if begun else ():
        sink.put(line)
    exchange = Exchange(sink, begun)
    loop, stop, ended, sent = asyncio.get_running_loop(), *(asyncio.Event() for _ in range(3))
    try:
        with told_by_signal(lambda: loop.call_soon_threadsafe(stop.set)), _woken_by_signals(loop):
            async with anyio.create_task_group() as tasks:

                async def end_after(event: asyncio.Event) -> None:
                    await event.wait()
                    tasks.cancel_scope.cancel()

                async def receive() -> None:
                    await exchange.receive(source)
                    ended.set()
                    await exchange.finish(grace)

                async def send() -> None:
                    await exchange.send()
                    sent.set()

                tasks.start_soon(end_after, stop)
                tasks.start_soon(end_after, sink.lost)
                tasks.start_soon(_give_up, ended, sink, patience)
                tasks.start_soon(receive)
                tasks.start_soon(exchange.release)
                tasks.start_soon(send)
                yield exchange.incoming, exchange.outgoing
                ended.set()
                exchange.outgoing.close()
                await sent.wait()
                exchange.cut_off()
                await sink.end()
                tasks.cancel_scope.cancel()
    finally:
        exchange.close()
        source.close()
        sink.close()
    raise_failure(source.failure, sink.failure)


@contextmanager
def _woken_by_signals(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    if sys.platform == "win32":  # its loop waits for no pipe, and looks up by itself
        yield
        return
    wakeup = Wakeup()
    loop.add_reader(wakeup.fd, wakeup.drain)
    try:
        yield
    finally:
        loop.remove_reader(wakeup.fd)
        wakeup.close()


def _open(wire: Wire) -> tuple[Source, Sink]:
    return (
        PipeSource(wire.read) if is_pollable(wire.read) else ThreadSource(wire.read),
        PipeSink(wire.write) if is_pollable(wire.write) else ThreadSink(wire.write),
    )


async def _give_up(ended: asyncio.Event, sink: Sink, patience: float) -> None:
    await ended.wait()
    await sink.stalled(patience)
    sink.fail(nobody_read(patience))
