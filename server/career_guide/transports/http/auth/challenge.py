"""The layers around the SDK's bearer layer: what a request must look like, and what it is told."""

import re

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from starlette.authentication import AuthenticationError
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from career_guide.transports.http.auth.events import Events
from career_guide.transports.http.replies import INVALID_REQUEST, error_body

MOST_TOKEN = 8192
BEARER = re.compile(rb"[Bb][Ee][Aa][Rr][Ee][Rr] ([A-Za-z0-9._~+/-]+=*)")
"""RFC 6750, section 2.1."""
UNAUTHORISED, FORBIDDEN, UNAVAILABLE = 4010, 4030, 5030
"""Our error codes, outside the range that JSON-RPC and MCP reserve."""
RETRY_S = 15
NOT_LISTED = "The access token is not on this server's list."
NOT_VALID = (
    "The access token is malformed, expired, not from the issuer of this server or not for this "
    "server."
)
POLICY_VIOLATION = 1008
"""How a web socket is closed, which nothing here serves."""


class Challenge:
    """Says what is needed: 401 with the metadata to read and the scope to ask for, 403 for more.

    The SDK's own layer names no scope and answers preflights 401.
    """

    def __init__(
        self, app: ASGIApp, scopes: tuple[str, ...], metadata_url: str | None, events: Events
    ) -> None:
        """`metadata_url` leads to the issuer; without one, tokens are those of a list."""
        self._app, self._scopes, self._events = app, scopes, events
        self._invalid = NOT_LISTED if metadata_url is None else NOT_VALID
        self._hints = {"scope": " ".join(scopes), "resource_metadata": metadata_url or ""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an authenticated request with the scopes pass, and a preflight, which has neither."""
        if scope["type"] == "lifespan" or scope["method"] == "OPTIONS":
            await self._app(scope, receive, send)
            return
        user = scope.get("user")
        if isinstance(user, AuthenticatedUser):
            if set(self._scopes) <= set(user.scopes):
                await self._app(scope, receive, send)
                return
            self._events("auth_refused:scope")
            needed = " ".join(self._scopes)
            answer = self._refusal(
                403,
                FORBIDDEN,
                "insufficient_scope",
                f"The access token lacks a scope of: {needed}.",
            )
        elif any(name == b"authorization" for name, _ in scope["headers"]):
            answer = self._refusal(
                401,
                UNAUTHORISED,
                "invalid_token",
                self._invalid,
            )
        else:
            self._events("auth_refused:missing")
            answer = self._refusal(
                401, UNAUTHORISED, None, "An access token is needed: Authorization: Bearer TOKEN."
            )
        await answer(scope, receive, send)

    def _refusal(self, status: int, code: int, error: str | None, told: str) -> Response:
        named = {"error": error, "error_description": told} if error else {}
        parts = [f'{key}="{value}"' for key, value in (named | self._hints).items() if value]
        header = f"Bearer {', '.join(parts)}" if parts else "Bearer"
        return refusal(status, code, told, {"WWW-Authenticate": header})


class OneToken:
    """Admits at most one Authorization header, and in it only a bearer token of bounded length.

    A header that is none of this is passed on as one that nobody can read, so it is answered 401;
    several headers are 400, since two readers could choose differently among them.
    """

    def __init__(self, app: ASGIApp, events: Events) -> None:
        self._app, self._events = app, events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the header alone: nothing is read from the query or the body."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        if scope["type"] == "http":
            given = [value for name, value in scope["headers"] if name == b"authorization"]
            if len(given) > 1:
                self._events("auth_refused:several_headers")
                text = "One Authorization header is expected, and there are several."
                await refusal(400, INVALID_REQUEST, text, {})(scope, receive, send)
                return
            if given and (len(given[0]) > MOST_TOKEN or not BEARER.fullmatch(given[0])):
                self._events("auth_refused:malformed")
                headers = [pair for pair in scope["headers"] if pair[0] != b"authorization"]
                scope = {**scope, "headers": [*headers, (b"authorization", b"unreadable")]}
        await self._app(scope, receive, send)


def unavailable(_request: HTTPConnection, _error: AuthenticationError) -> Response:
    """503: the token may be good, so its owner must not be told to fetch another."""
    text = "The issuer's keys cannot be had now, so no access token can be checked."
    return refusal(503, UNAVAILABLE, text, {"Retry-After": str(RETRY_S)})


def refusal(status: int, code: int, text: str, headers: dict[str, str]) -> Response:
    """A JSON-RPC error that belongs to no request, since none has been read yet."""
    headers = {"Cache-Control": "no-store", **headers}
    return Response(error_body(code, text), status, headers, media_type="application/json")
