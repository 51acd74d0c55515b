"""A server that says hello, on the SDK's `MCPServer`.

Usage: python hello_mcpserver.py
"""

from mcp.server.mcpserver import MCPServer


def build() -> MCPServer:
    """The server, for any transport."""
    server = MCPServer("hello", version="1")

    @server.tool()
    def echo(text: str, size: int) -> str:
        """Says a text, repeated up to a size."""
        return (text * (size // len(text) + 1))[:size]

    @server.resource("hello://page")
    def page() -> str:
        """A page of about 8 KB."""
        return "hello " * 1365

    return server


if __name__ == "__main__":
    build().run()
