"""The outermost layer: counts and logs each request, and ends what nobody waits for."""

import asyncio
import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from career_guide.transports.flow import BUSY
from career_guide.transports.http.metrics import Metrics
from career_guide.transports.http.replies import CLOSE, refuse
from career_guide.transports.http.rpc import KEY

log = logging.getLogger("career_guide.http")
FAILED = 500
LEFT = 499
"""Counted for a request whose caller left before the answer; never sent."""
PATHS = ("/mcp", "/healthz", "/readyz", "/metrics")


class Observe:
    """Counts, times and logs. What fails here in spite of all, uvicorn answers with a bare 500."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run one request to its end."""
        began = time.perf_counter()
        status = FAILED

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.at_work.inc()
        try:
            await self._app(scope, receive, watched)
            status = LEFT if status == FAILED else status
        except asyncio.CancelledError:
            # The caller left, or a draining server waits no longer. The task ends here, so that
            # nothing waits for the cancellation to go further.
            if status == FAILED:
                status = LEFT
                await refuse(send, 503, BUSY, "Server is shutting down", headers=(CLOSE,))
        finally:
            self._metrics.at_work.dec()
            seconds = time.perf_counter() - began
            method, tool = self._metrics.labels(scope.get(KEY))
            self._metrics.request(method, tool, status, seconds)
            if log.isEnabledFor(logging.INFO):
                fields = {
                    "path": scope["path"] if scope["path"] in PATHS else "other",
                    "method": method,
                    "tool": tool,
                    "status": status,
                    "ms": round(seconds * 1000, 1),
                }
                log.info("request", extra={"fields": fields})
