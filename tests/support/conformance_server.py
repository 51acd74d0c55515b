"""Serves our server with the suite's fixtures over HTTP on a free port of loopback.

The first line of output is the URL; `/reached` beside it tells how often each fixture was called.
"""

import socket
import sys
import warnings
from typing import Any

import uvicorn
from mcp.server.streamable_http import EventCallback, EventMessage, EventStore
from mcp.shared.exceptions import MCPDeprecationWarning
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from career_guide.app import build
from career_guide.content.snapshot import load_snapshot
from career_guide.deps import Deps
from conformance_fixtures.registration import register
from conformance_fixtures.tools import BOTH, HANDSHAKE

RETRY_MS = 100


class KeptEvents(EventStore):
    """Every event in one list; an event's id is its place in it."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, Any]] = []

    async def store_event(self, stream_id: str, message: Any) -> str:
        self.kept.append((stream_id, message))
        return str(len(self.kept) - 1)

    async def replay_events_after(
        self, last_event_id: str, send_callback: EventCallback
    ) -> str | None:
        place = int(last_event_id) if last_event_id.isdecimal() else len(self.kept)
        if place >= len(self.kept):
            return None
        stream = self.kept[place][0]
        for number, (owner, message) in enumerate(self.kept[place + 1 :], place + 1):
            if owner == stream and message is not None:
                await send_callback(EventMessage(message, str(number)))
        return stream


def main(revision: str) -> None:
    """Serve until SIGTERM; the older revision with sessions and stored events."""
    warnings.simplefilter("ignore", MCPDeprecationWarning)  # the suite asks for what was deprecated
    server = build(Deps(catalog=load_snapshot()))
    reached = register(server, revision)

    async def tell(request: Request) -> JSONResponse:
        return JSONResponse({"calls": reached.calls, "missed": reached.missed()})

    routes = [Route("/reached", tell)]
    if revision == HANDSHAKE:
        app = server.streamable_http_app(
            event_store=KeptEvents(), retry_interval=RETRY_MS, custom_starlette_routes=routes
        )
    else:
        app = server.streamable_http_app(stateless_http=True, custom_starlette_routes=routes)
    listening = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/mcp", flush=True)
    config = uvicorn.Config(app, access_log=False, log_level="warning", timeout_graceful_shutdown=3)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    if sys.argv[1:] not in ([revision] for revision in BOTH):
        sys.exit(f"usage: conformance_server.py {' | '.join(BOTH)}")
    main(sys.argv[1])
