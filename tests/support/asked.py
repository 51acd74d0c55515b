"""Requests put straight to a layer, with any address of a client, without a socket."""

from collections import Counter
from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Headers = Iterable[tuple[str, str]]


async def welcome(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("welcome")(scope, receive, send)


async def ask(
    app: ASGIApp,
    client: str | None = "198.51.100.1",
    headers: Headers = (),
    method: str = "POST",
    path: str = "/mcp",
    **more: object,
) -> int:
    """The status that one request is answered with."""
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
        "client": (client, 40_000) if client is not None else None,
        **more,
    }
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope, receive, send)
    return statuses[0]


async def ask_often(app: ASGIApp, count: int, **how: object) -> Counter[int]:
    return Counter([await ask(app, **how) for _ in range(count)])  # type: ignore[arg-type]
