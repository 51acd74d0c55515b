"""The floor: a hand-written JSON-RPC loop over the standard library that says hello.

Usage: python -I -S floor.py
"""

import json
import sys
from typing import Any

MODERN = "2026-07-28"
SERVER = {"name": "floor", "version": "1"}
TEXT = "hello " * 1365
STAMP = "io.modelcontextprotocol/serverInfo"
PAGE = {"uri": "hello://page", "name": "page", "mimeType": "text/plain"}
TOOL = {
    "name": "echo",
    "description": "Says a text, repeated up to a size.",
    "inputSchema": {
        "type": "object",
        "properties": {"text": {"type": "string"}, "size": {"type": "integer"}},
        "required": ["text", "size"],
    },
}
CAPABILITIES: dict[str, Any] = {"tools": {}, "resources": {}}
CACHING = {"ttlMs": 0, "cacheScope": "private"}


def answer(method: str, params: dict[str, Any]) -> dict[str, Any] | None:
    """The result of one request; None for a method that is not known."""
    if method == "tools/call":
        arguments = params["arguments"]
        text, size = arguments["text"], arguments["size"]
        said = (text * (size // len(text) + 1))[:size]
        return {"content": [{"type": "text", "text": said}], "isError": False}
    if method == "tools/list":
        return {"tools": [TOOL]}
    if method == "resources/list":
        return {"resources": [PAGE]}
    if method == "resources/read":
        return {"contents": [{"uri": PAGE["uri"], "mimeType": "text/plain", "text": TEXT}]}
    if method == "initialize":
        version = params["protocolVersion"]
        return {"protocolVersion": version, "capabilities": CAPABILITIES, "serverInfo": SERVER}
    if method == "server/discover":
        return {"supportedVersions": [MODERN], "capabilities": CAPABILITIES, "serverInfo": SERVER}
    return None


def main() -> None:
    """Answer every line until end of file."""
    lines, out = sys.stdin.buffer, sys.stdout.buffer
    for line in lines:
        message = json.loads(line)
        if "id" not in message:
            continue
        params = message.get("params", {})
        result = answer(message["method"], params)
        reply: dict[str, Any] = {"jsonrpc": "2.0", "id": message["id"]}
        if result is None:
            reply["error"] = {"code": -32601, "message": "Method not found"}
        else:
            if "_meta" in params:
                result |= {"resultType": "complete", "_meta": {STAMP: SERVER}}
                if message["method"] != "tools/call":
                    result |= CACHING
            reply["result"] = result
        out.write(json.dumps(reply).encode() + b"\n")
        out.flush()


if __name__ == "__main__":
    main()
