"""Answers that our layers give themselves: one JSON-RPC error as the body, never a page."""

import json
from collections.abc import Iterable
from typing import Any

from starlette.types import Send

Headers = Iterable[tuple[bytes, bytes]]
JSON = (b"content-type", b"application/json")
CLOSE = (b"connection", b"close")

INVALID_REQUEST = -32600
NOT_FOUND = -32601
HEADER_MISMATCH = -32020
"""The protocol's code for headers that contradict each other or the body."""
INTERNAL = -32603


def error_body(code: int, message: str, id: str | int | None = None, **data: Any) -> bytes:
    """A JSON-RPC error; `data` says more where there is more to say."""
    error: dict[str, Any] = {"code": code, "message": message}
    if data:
        error["data"] = data
    return json.dumps({"jsonrpc": "2.0", "id": id, "error": error}).encode()


async def reply(send: Send, status: int, body: bytes, headers: Headers = (JSON,)) -> None:
    """Send one whole answer."""
    length = (b"content-length", str(len(body)).encode())
    start = {"type": "http.response.start", "status": status, "headers": [*headers, length]}
    await send(start)
    await send({"type": "http.response.body", "body": body})


async def refuse(
    send: Send,
    status: int,
    code: int,
    message: str,
    *,
    id: str | int | None = None,
    headers: Headers = (),
    **data: Any,
) -> None:
    """Send one JSON-RPC error."""
    await reply(send, status, error_body(code, message, id, **data), (JSON, *headers))
