"""A small SDK server behind our transport, with handlers that wait: what the guide's never do.

Its argument, if any, is a JSON object of the transport's settings.
"""

import json
import sys
import time
from typing import Any

import anyio
import mcp_types as types
from mcp.server.lowlevel import Server

from career_guide.transports.descriptors import claim
from career_guide.transports.endings import ChannelFailed
from career_guide.transports.stdio import stdio_transport


async def call_tool(ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
    arguments = params.arguments or {}
    if arguments.get("print"):
        print("stray output of a handler", flush=True)
    if arguments.get("block"):
        time.sleep(float(arguments["block"]))
    await anyio.sleep(float(arguments.get("seconds", 0)))
    text = "x" * arguments["size"] if "size" in arguments else json.dumps(arguments)
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)])


async def list_tools(ctx: Any, params: Any) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[types.Tool(name="wait", input_schema={"type": "object"})])


async def main() -> None:
    server: Server[Any] = Server(
        "slow", version="1", on_call_tool=call_tool, on_list_tools=list_tools
    )
    async with stdio_transport(WIRE, **SETTINGS) as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


SETTINGS = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
WIRE = claim()
print("stray output at import time")
try:
    anyio.run(main)
except ChannelFailed as problem:
    sys.exit(str(problem))
