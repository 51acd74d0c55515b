"""Serves our server with the suite's fixtures over HTTP on a free port of loopback.

The newer revision is served by the hosted mode itself, the older one by the SDK's app with sessions
and stored events, which the hosted mode does without. The first line of output is the URL;
`/reached` beside it tells how often each fixture was called.
"""

import asyncio
import json
import socket
import sys
import warnings
from typing import Any

import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.streamable_http import EventCallback, EventMessage, EventStore
from mcp.shared.exceptions import MCPDeprecationWarning
from starlette.types import ASGIApp, Receive, Scope, Send

from career_guide.app import build
from career_guide.content.snapshot import load_snapshot
from career_guide.deps import Deps
from career_guide.transports.http.app import Hosted
from career_guide.transports.http.hosts import hosts_of
from career_guide.transports.http.options import HttpSettings
from career_guide.transports.http.server import Worker
from conformance_fixtures.registration import Reached, register
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


async def tell(reached: Reached, send: Send) -> None:
    """Answer which fixtures were called."""
    body = json.dumps({"calls": reached.calls, "missed": reached.missed()}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


def telling(app: ASGIApp, reached: Reached) -> ASGIApp:
    """The application, and `/reached` beside it."""

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == "/reached":
            await tell(reached, send)
        else:
            await app(scope, receive, send)

    return either


class HostedTelling(Hosted):
    """The hosted application, and `/reached` beside it."""

    reached = Reached()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await telling(super().__call__, self.reached)(scope, receive, send)


def serve_hosted(server: Server[Any], reached: Reached, listener: socket.socket) -> None:
    """The hosted mode as it is, but with the SDK's streams, since fixtures report progress."""
    port = listener.getsockname()[1]
    settings = HttpSettings(
        auth="none",
        allowed_origin=(f"http://127.0.0.1:{port}",),
        limit_network="off",  # the suite asks all it has in some seconds, from one address
        limit_reads="off",
        limit_computing="off",
    )
    hosts = hosts_of("127.0.0.1", port)
    hosted = HostedTelling(server, settings, hosts, tools=[], json_only=False)
    hosted.reached = reached
    Worker(hosted, settings).run_on(listener)


def serve_with_sessions(server: Server[Any], reached: Reached, listener: socket.socket) -> None:
    """The SDK's app with sessions; only transport options differ from the hosted mode."""
    app = server.streamable_http_app(event_store=KeptEvents(), retry_interval=RETRY_MS)
    config = uvicorn.Config(
        telling(app, reached), access_log=False, log_level="warning", timeout_graceful_shutdown=3
    )
    asyncio.run(uvicorn.Server(config).serve([listener]))


def main(revision: str) -> None:
    """Serve until SIGTERM."""
    warnings.simplefilter("ignore", MCPDeprecationWarning)  # the suite asks for what was deprecated
    server = build(Deps(catalog=load_snapshot()))
    reached = register(server, revision)
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/mcp", flush=True)
    serve = serve_with_sessions if revision == HANDSHAKE else serve_hosted
    serve(server, reached, listener)


if __name__ == "__main__":
    if sys.argv[1:] not in ([revision] for revision in BOTH):
        sys.exit(f"usage: conformance_server.py {' | '.join(BOTH)}")
    main(sys.argv[1])
