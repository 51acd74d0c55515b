"""The last stage of the server: the SDK over our transport until the connection ends."""

import gc

import anyio

from career_guide.app import build
from career_guide.deps import Deps
from career_guide.transports.descriptors import Wire
from career_guide.transports.handover import Handover
from career_guide.transports.stdio import stdio_transport


def serve_stdio(deps: Deps, wire: Wire, begun: Handover | None = None) -> None:
    """Serve one client over `wire` until end of file, a signal or a closed output.

    Raises ChannelFailed when the input cannot be read, or answers cannot be written.
    """
    server = build(deps)
    gc.freeze()  # what start-up built lives as long as the process; collections skip it

    async def session() -> None:
        async with stdio_transport(wire, begun) as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(session)
