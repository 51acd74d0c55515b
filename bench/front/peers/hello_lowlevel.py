"""A server that says hello, on the SDK's low-level `Server` and its own stdio transport.

Usage: python hello_lowlevel.py
"""

from typing import Any

import anyio
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

TOOL = types.Tool(
    name="echo",
    description="Says a text, repeated up to a size.",
    input_schema={
        "type": "object",
        "properties": {"text": {"type": "string"}, "size": {"type": "integer"}},
        "required": ["text", "size"],
    },
)
PAGE = types.Resource(uri="hello://page", name="page", mime_type="text/plain")


async def list_tools(ctx: Any, params: Any) -> types.ListToolsResult:
    """The one tool."""
    return types.ListToolsResult(tools=[TOOL])


async def call_tool(ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
    """The text, repeated up to the size."""
    arguments = params.arguments or {}
    text, size = arguments["text"], arguments["size"]
    said = (text * (size // len(text) + 1))[:size]
    return types.CallToolResult(content=[types.TextContent(type="text", text=said)])


async def list_resources(ctx: Any, params: Any) -> types.ListResourcesResult:
    """The one page."""
    return types.ListResourcesResult(resources=[PAGE])


async def read_resource(
    ctx: Any, params: types.ReadResourceRequestParams
) -> types.ReadResourceResult:
    """The text of the page, about 8 KB."""
    text = types.TextResourceContents(uri=PAGE.uri, mime_type=PAGE.mime_type, text="hello " * 1365)
    return types.ReadResourceResult(contents=[text])


def build() -> Server[Any]:
    """The server, for any transport."""
    return Server(
        "hello",
        version="1",
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


async def main() -> None:
    """Serve stdio until end of file."""
    server = build()
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


if __name__ == "__main__":
    anyio.run(main)
