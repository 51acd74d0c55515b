"""What is measured over HTTP beside the hosted mode itself, each on the same uvicorn settings.

Usage: python python_http.py NAME; prints its port. NAME is `bare` (parses and echoes, no MCP),
`hello` (the SDK's MCPServer, its streams as in an ordinary server), `hosted-hello` (the same echo
in our layers), or a cut of ours: `sdk` (only the SDK's app), `uncounted` (no metrics, no request
log), `streams` (answers by the SDK's streams).
"""

import asyncio
import json
import logging
import socket
import sys
from pathlib import Path
from typing import Any

import uvicorn
from mcp.server.lowlevel import Server
from starlette.types import ASGIApp, Receive, Scope, Send

sys.path[0] = str(Path(__file__).parents[3])

from bench.front.peers import hello_lowlevel, hello_mcpserver  # noqa: E402
from bench.http.servers import LIMITS, NEVER_REACHED  # noqa: E402
from career_guide.app import build  # noqa: E402
from career_guide.content.snapshot import load_snapshot  # noqa: E402
from career_guide.deps import Deps  # noqa: E402
from career_guide.front.belonging import usable  # noqa: E402
from career_guide.front.core import Front  # noqa: E402
from career_guide.tools.registry import TABLE  # noqa: E402
from career_guide.transports.http.app import Hosted  # noqa: E402
from career_guide.transports.http.hosts import hosts_of  # noqa: E402
from career_guide.transports.http.options import settings_from  # noqa: E402
from career_guide.transports.http.server import Worker  # noqa: E402


async def bare(scope: Scope, receive: Receive, send: Send) -> None:
    """Parse a call of `echo` and answer it: the least that any server does."""
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    call = json.loads(body)
    given = call["params"]["arguments"]
    said = (given["text"] * (given["size"] // max(1, len(given["text"])) + 1))[: given["size"]]
    result = {"content": [{"type": "text", "text": said}]}
    answer = json.dumps({"jsonrpc": "2.0", "id": call["id"], "result": result}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


class Uncounted(Hosted):
    """The hosted application without its outermost layer, which counts and logs."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._app = self._app._app  # type: ignore[attr-defined]


def serve_plain(app: ASGIApp, listener: socket.socket) -> None:
    """An application under uvicorn as people start it: its fast loop and parser, no access log."""
    config = uvicorn.Config(app, access_log=False, log_level="warning", server_header=False)
    server = uvicorn.Server(config)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(server.serve([listener]))


def untraced(server: Server[Any]) -> Server[Any]:
    """The server without tracing, as the hosted mode has it where no exporter is configured."""
    server.middleware.clear()
    return server


def fronted() -> Front:
    """The front that the hosted mode has."""
    prepared, deps = usable(), Deps(catalog=load_snapshot(), reach=None)
    assert prepared
    return Front(prepared, lambda: deps)


def main(name: str) -> None:
    """Serve until a signal."""
    logging.disable(logging.INFO)
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    port = listener.getsockname()[1]
    print(port, flush=True)
    if name == "hosted-hello":
        server = untraced(hello_lowlevel.build())
    else:
        server = untraced(build(Deps(catalog=load_snapshot(), reach=None)))
    if name == "bare":
        serve_plain(bare, listener)
    elif name == "hello":
        hello = hello_mcpserver.build()
        serve_plain(hello.streamable_http_app(json_response=False, stateless_http=True), listener)
    elif name == "sdk":
        serve_plain(server.streamable_http_app(json_response=True, stateless_http=True), listener)
    else:
        kind = Uncounted if name == "uncounted" else Hosted
        settings = settings_from({"auth": "none", **dict.fromkeys(LIMITS, NEVER_REACHED)}, {})
        hosts = hosts_of("127.0.0.1", port)
        tools = list(TABLE)
        front = fronted() if name == "uncounted" else None
        hosted = kind(
            server, settings, hosts, tools=tools, front=front, json_only=name != "streams"
        )
        Worker(hosted, settings).run_on(listener)


if __name__ == "__main__":
    main(sys.argv[1])
