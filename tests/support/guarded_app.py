"""A small app of the real SDK behind the guards, as uvicorn serves it to the tests."""

import json
import logging
import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

import mcp_types as types
from mcp.server.auth.middleware.auth_context import get_access_token
from mcp.server.lowlevel import Server
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from career_guide.transports.http.auth.build import auth_from
from career_guide.transports.http.auth.settings import AuthSettings
from career_guide.transports.http.limits.build import Limits, limits_from
from career_guide.transports.http.limits.settings import LimitSettings
from career_guide.transports.http.rpc import KEY, Rpc

SCHEMA: dict[str, Any] = {"type": "object"}


async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[types.Tool(name="echo", input_schema=SCHEMA)])


async def call_tool(_context: Any, params: Any) -> types.CallToolResult:
    """Tells whom the handler serves."""
    token = get_access_token()
    text = json.dumps(token and {"subject": token.subject, "claims": token.claims})
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)])


def sdk_app() -> ASGIApp:
    server: Server[Any] = Server("guarded", on_list_tools=list_tools, on_call_tool=call_tool)
    return server.streamable_http_app(stateless_http=True)


def read_first(app: ASGIApp) -> ASGIApp:
    """Reads the body, notes what it asks for, and hands it on."""

    async def layer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        if body:
            read = json.loads(body)
            scope[KEY] = Rpc(read.get("method"), None, read.get("id"))
        given = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return given.pop() if given else await receive()

        await app(scope, replay, send)

    return layer


def tell(path: str, what: Callable[[], Any], app: ASGIApp) -> ASGIApp:
    """A side door through which a test sees inside one process."""

    async def layer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == path:
            await JSONResponse(what())(scope, receive, send)
        else:
            await app(scope, receive, send)

    return layer


def living(
    start: Callable[[], Awaitable[None]], stop: Callable[[], Awaitable[None]], app: ASGIApp
) -> ASGIApp:
    async def layer(scope: Scope, receive: Receive, send: Send) -> None:
        async def wrapped() -> Message:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await start()
            elif message["type"] == "lifespan.shutdown":
                await stop()
            return message

        await app(scope, wrapped if scope["type"] == "lifespan" else receive, send)

    return layer


def build() -> ASGIApp:
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    options = json.loads(os.environ["GUARDED"])
    events: list[str] = []
    limits: Limits = limits_from(LimitSettings(**given_tuples(options["limits"])), events.append)
    auth = auth_from(AuthSettings(**given_tuples(options["auth"])), events.append)
    app = auth.wrap(read_first(limits.principal(sdk_app())))
    for route in auth.routes:
        app = route_to(route, app)
    app = limits.network(app)
    app = tell("/events", lambda: events, app)
    app = tell("/clock", time.monotonic, app)
    return living(limits.start, limits.stop, living(auth.start, auth.stop, app))


def given_tuples(given: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in given.items()}


def route_to(route: Route, app: ASGIApp) -> ASGIApp:
    async def layer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == route.path:
            await route.handle(scope, receive, send)
        else:
            await app(scope, receive, send)

    return layer
