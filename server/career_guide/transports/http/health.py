"""Routes for those who run the server: alive, ready, and what it counts."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from career_guide.transports.http.replies import INVALID_REQUEST, JSON, NOT_FOUND, refuse, reply

PLAIN = (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")


@dataclass
class State:
    """Where a worker is between its start and its end."""

    ready: bool = False
    draining: bool = False


class Health:
    """Answers `/healthz`, `/readyz` and `/metrics` before any limit or check."""

    def __init__(
        self,
        app: ASGIApp,
        state: State,
        *,
        metrics: Callable[[], bytes] | None = None,
        token: str | None = None,
    ) -> None:
        """`metrics` None turns that route off; `token` None opens it to everybody."""
        self._app, self._state, self._metrics = app, state, metrics
        self._token = None if token is None else _digest(token.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a route of ours, or pass on."""
        path = scope["path"]
        if path not in ("/healthz", "/readyz", "/metrics"):
            await self._app(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            allow = ((b"allow", b"GET, HEAD"),)
            await refuse(send, 405, INVALID_REQUEST, "Method not allowed: GET", headers=allow)
        elif path == "/healthz":
            await reply(send, 200, b'{"status":"alive"}')
        elif path == "/readyz":
            await self._readiness(send)
        else:
            await self._counts(scope, send)

    async def _readiness(self, send: Send) -> None:
        if self._state.draining:
            await reply(send, 503, b'{"status":"draining"}')
        elif not self._state.ready:
            await reply(send, 503, b'{"status":"starting"}')
        else:
            await reply(send, 200, b'{"status":"ready"}')

    async def _counts(self, scope: Scope, send: Send) -> None:
        if self._metrics is None:
            await refuse(send, 404, NOT_FOUND, "Not found")
        elif self._token is None or self._known(scope):
            await reply(send, 200, self._metrics(), (PLAIN,))
        else:
            challenge = (b"www-authenticate", b'Bearer realm="metrics"')
            await reply(send, 401, b'{"error":"a bearer token is needed"}', (JSON, challenge))

    def _known(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        kind, _, token = given[0].partition(b" ") if len(given) == 1 else (b"", b"", b"")
        assert self._token is not None
        return kind.lower() == b"bearer" and hmac.compare_digest(
            _digest(token.strip()), self._token
        )


def _digest(token: bytes) -> bytes:
    """Equal lengths, so that comparing takes the same time for every guess."""
    return hashlib.sha256(token).digest()
