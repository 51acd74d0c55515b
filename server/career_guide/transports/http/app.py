"""The hosted application: the SDK's own streamable HTTP app inside our layers, in one order.

Outermost first: count and log, health routes, Host and Origin, CORS, network rate limit,
authorisation, body, principal rate limit, requests at work, the front, the SDK. What is cheap and
needs no trust comes first, so that a flood costs little; CORS comes before every limit, so that a
page can read when to try again.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from career_guide.front.core import Front
from career_guide.transports.http.admission import Admission
from career_guide.transports.http.auth.build import auth_from
from career_guide.transports.http.bodies import Bodies
from career_guide.transports.http.guards import auth_settings, limit_settings
from career_guide.transports.http.health import Health, State
from career_guide.transports.http.hosts import KnownHosts
from career_guide.transports.http.limits.build import limits_from
from career_guide.transports.http.metrics import Metrics
from career_guide.transports.http.observe import Observe
from career_guide.transports.http.options import HttpSettings
from career_guide.transports.http.ordinary import Ordinary
from career_guide.transports.http.replies import NOT_FOUND, refuse

PATH = "/mcp"
CORS_METHODS = ("POST", "GET", "DELETE")
"""GET and DELETE so that a page sees our 405, which tells a client to do without."""
CORS_REQUEST_HEADERS = (
    "accept",
    "authorization",
    "content-type",
    "last-event-id",
    "mcp-method",
    "mcp-name",
    "mcp-protocol-version",
    "mcp-session-id",
)
CORS_ANSWER_HEADERS = ("ratelimit", "ratelimit-policy", "retry-after", "www-authenticate")
CORS_SECONDS = 600


class Hosted:
    """The application of one worker."""

    def __init__(
        self,
        server: Server[Any],
        settings: HttpSettings,
        hosts: Iterable[str],
        *,
        tools: Iterable[str],
        metrics_folder: Path | None = None,
        front: Front | None = None,
        json_only: bool = True,
    ) -> None:
        """`hosts` are the Host headers to serve; `front` answers what is ordinary, if given.

        `json_only` lets the SDK answer each request with one JSON body, which costs less than its
        streams. It would then go on working for a caller who left, so the connection cancels the
        work (`connections`). Turn it off for tools that report progress.
        """
        self.state = State()
        self.metrics = Metrics(tools, metrics_folder)
        events = self.metrics.event
        sdk = server.streamable_http_app(
            streamable_http_path=PATH,
            json_response=json_only,
            stateless_http=True,
            max_request_body_size=settings.max_body,
            # Host and Origin are checked before anything else, and more strictly (`hosts`).
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        self._manager = server.session_manager
        self._limits = limits_from(limit_settings(settings), events)
        self._auth = auth_from(auth_settings(settings), events)
        served = sdk if front is None else Ordinary(sdk, front)
        endpoint: ASGIApp = Admission(served, settings.max_concurrency, events)
        endpoint = Bodies(self._limits.principal(endpoint), settings.max_body, events)
        routes = {route.path: Router([route]) for route in self._auth.routes}
        app: ASGIApp = Routes({PATH: self._auth.wrap(endpoint), **routes})
        app = self._limits.network(app)
        if settings.allowed_origin:
            app = CORSMiddleware(
                app,
                allow_origins=settings.allowed_origin,
                allow_methods=CORS_METHODS,
                allow_headers=CORS_REQUEST_HEADERS,
                expose_headers=CORS_ANSWER_HEADERS,
                max_age=CORS_SECONDS,
            )
        app = KnownHosts(app, hosts, settings.allowed_origin, events)
        counts = None if settings.metrics == "off" else self.metrics.text
        app = Health(app, self.state, metrics=counts, token=settings.metrics_token)
        self._app: ASGIApp = Observe(app, self.metrics)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One HTTP request; there are no other kinds, the server is told."""
        await self._app(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Everything that lives as long as the worker. Raises CareerGuideError."""
        async with AsyncExitStack() as stack:
            for part in (self._limits, self._auth):
                await part.start()
                stack.push_async_callback(part.stop)
            async with self._manager.run():
                yield


class Routes:
    """Exact paths, and 404 for every other."""

    def __init__(self, routes: dict[str, ASGIApp]) -> None:
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on to the path's application."""
        app = self._routes.get(scope["path"])
        if app is None:
            await refuse(send, 404, NOT_FOUND, f"Not found: the endpoint is {PATH}")
        else:
            await app(scope, receive, send)
