"""The layer that refuses a request which is one too many."""

import math
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from career_guide.transports.http.limits.budgets import Budget, OverLimit
from career_guide.transports.http.limits.stores import Events, Full
from career_guide.transports.http.replies import error_body
from career_guide.transports.http.rpc import KEY, Rpc

CODE = 4291
"""Our error code, outside the range that JSON-RPC and MCP reserve."""


class RateLimit:
    """Counts each request against the budget chosen for it and answers 429 beyond that.

    The exempt paths are free; preflights of allowed pages are answered before they come here, and
    any other OPTIONS counts. An admitted request costs one step of the store and
    its answer no header; a refused one does not count, so that insisting prolongs nothing.
    """

    def __init__(
        self,
        app: ASGIApp,
        choose: Callable[[Scope], Budget],
        exempt_paths: frozenset[str],
        events: Events,
    ) -> None:
        self._app, self._choose, self._exempt, self._events = app, choose, exempt_paths, events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if self._is_free(scope):
            await self._app(scope, receive, send)
            return
        budget = self._choose(scope)
        try:
            await budget.charge(Request(scope))
        except OverLimit as over:
            self._events(f"rate_limited:{budget.name}")
            await _refusal(scope, budget.name, over.full)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_free(self, scope: Scope) -> bool:
        return scope["type"] != "http" or scope["path"] in self._exempt


def _refusal(scope: Scope, budget: str, full: Full) -> Response:
    """429 with Retry-After, the fields of draft-ietf-httpapi-ratelimit-headers-10, and JSON-RPC."""
    item, wait = full.limit, max(1, math.ceil(full.wait_s))
    rate = f"{item}, this process's share" if full.is_share else f"{item}"
    rpc = scope.get(KEY)
    body = error_body(
        CODE,
        f"Too many requests: the {budget} budget is {rate}. Try again in {wait} s.",
        rpc.id if isinstance(rpc, Rpc) else None,
        budget=budget,
        retryAfterSeconds=wait,
    )
    headers = {
        "Retry-After": str(wait),
        "RateLimit-Policy": f'"{budget}";q={item.amount};w={item.get_expiry()}',
        "RateLimit": f'"{budget}";r=0;t={wait}',
        "Cache-Control": "no-store",
    }
    return Response(body, 429, headers, media_type="application/json")
