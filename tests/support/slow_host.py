"""A small SDK server behind our HTTP transport, whose tool waits: what the guide's tools never do.

Its argument is a JSON object of settings. Each call tells on stderr that it began, and how it
ended.
"""

import json
import socket
import sys
from typing import Any

import anyio
import mcp_types as types
from mcp.server.lowlevel import Server

from career_guide.transports.http.app import Hosted
from career_guide.transports.http.options import HttpSettings
from career_guide.transports.http.server import Worker


def tell(event: str, **fields: Any) -> None:
    print(json.dumps({"event": event, **fields}), file=sys.stderr, flush=True)


async def call_tool(ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
    arguments = params.arguments or {}
    tell("began", name=arguments.get("name"))
    try:
        await anyio.sleep(float(arguments.get("seconds", 0)))
    except anyio.get_cancelled_exc_class():
        tell("cancelled", name=arguments.get("name"))
        raise
    tell("finished", name=arguments.get("name"))
    text = "x" * int(arguments.get("size", 4))
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)])


async def list_tools(ctx: Any, params: Any) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[types.Tool(name="wait", input_schema={"type": "object"})])


SETTINGS = json.loads(sys.argv[1])
SERVER: Server[Any] = Server("slow", version="1", on_call_tool=call_tool, on_list_tools=list_tools)
LISTENER = socket.create_server(("127.0.0.1", 0), backlog=1024)
PORT = LISTENER.getsockname()[1]
FREE = {"limit_network": "off", "limit_reads": "off", "limit_computing": "off"}
HTTP = HttpSettings(auth="none", port=PORT, metrics="open", **FREE, **SETTINGS)
HOSTED = Hosted(SERVER, HTTP, [f"127.0.0.1:{PORT}"], tools=["wait"])
Worker(
    HOSTED,
    HTTP,
    lambda word: tell("serving", url=f"http://127.0.0.1:{PORT}/mcp") if word == b"r" else None,
).run_on(LISTENER)
