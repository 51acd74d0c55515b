"""A small SDK server behind our transport, with handlers that wait: what the guide's never do.

Its argument, if any, is a JSON object of the transport's settings. With the front on, the first
stage of the server stands before it and answers what does not wait.
"""

import json
import sys
import time
from typing import Any

import anyio
import mcp_types as types
from mcp.server.lowlevel import Server

from career_guide.front import ordinary
from career_guide.front.session import Session
from career_guide.settings import from_environment
from career_guide.transports.descriptors import claim
from career_guide.transports.failures import ChannelFailed
from career_guide.transports.handover import Handover
from career_guide.transports.instant import Instant, can_serve
from career_guide.transports.stdio import stdio_transport

STATIC: dict[str, Any] = {
    "initialize": {
        "protocolVersion": "2025-11-25",
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "slow", "version": "1"},
    },
    "server/discover": {"supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}}},
    "tools/list": {"tools": [{"name": "wait", "inputSchema": {"type": "object"}}]},
    "ping": {},
}
WAITS = {"seconds", "block", "print"}


def text_of(arguments: dict[str, Any]) -> str:
    return "x" * arguments["size"] if "size" in arguments else json.dumps(arguments)


async def call_tool(ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
    arguments = params.arguments or {}
    if arguments.get("print"):
        print("stray output of a handler", flush=True)
    if arguments.get("block"):
        time.sleep(float(arguments["block"]))
    await anyio.sleep(float(arguments.get("seconds", 0)))
    return types.CallToolResult(content=[types.TextContent(type="text", text=text_of(arguments))])


async def list_tools(ctx: Any, params: Any) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[types.Tool(name="wait", input_schema={"type": "object"})])


class Front:
    """Answers the calls that do not wait, and what is static."""

    def answer(self, message: dict[str, Any], version: str) -> bytes | None:
        if not ordinary.can_be_answered(message):
            return None
        if call := ordinary.called(message, version):
            arguments = call[1] or {}
            if WAITS & arguments.keys():
                return None
            result: Any = {"content": [{"type": "text", "text": text_of(arguments)}]}
        else:
            asked = ordinary.asked(message, version)
            result = STATIC.get(asked[0]) if asked else None
            if result is None:
                return None
        return json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}).encode()


async def main(begun: Handover | None) -> None:
    server: Server[Any] = Server(
        "slow", version="1", on_call_tool=call_tool, on_list_tools=list_tools
    )
    async with stdio_transport(WIRE, begun, **SETTINGS) as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


SETTINGS = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
FRONTED = from_environment().front and can_serve(0, 1)
WIRE = claim()
print("stray output at import time")
try:
    begun = None
    if FRONTED:
        patience = {name: SETTINGS[name] for name in SETTINGS if name == "patience"}
        begun = Instant(WIRE, Session(Front()), **patience).run()
    if begun is not None or not FRONTED:
        anyio.run(main, begun)
except ChannelFailed as problem:
    sys.exit(str(problem))
