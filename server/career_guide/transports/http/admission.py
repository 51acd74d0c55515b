"""How many requests are answered at a time; a request counts only once it has arrived whole."""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from career_guide.transports.flow import BUSY
from career_guide.transports.http.replies import refuse
from career_guide.transports.http.rpc import KEY

RETRY_SECONDS = 1


class Admission:
    """Answers 503 with Retry-After while too many requests are at work."""

    def __init__(self, app: ASGIApp, limit: int, events: Callable[[str], None]) -> None:
        self._app, self._limit, self._events = app, limit, events
        self._at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request that there is room for."""
        if self._at_work >= self._limit:
            self._events("busy:requests")
            await refuse(
                send,
                503,
                BUSY,
                "Server busy: too many requests at work; try again",
                id=scope[KEY].id,
                headers=((b"retry-after", str(RETRY_SECONDS).encode()),),
                retryAfterSeconds=RETRY_SECONDS,
            )
            return
        self._at_work += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._at_work -= 1
