"""Authorisation as an app wears it: by an issuer's tokens, by a list of tokens, or not at all."""

from typing import Protocol

from mcp.server.auth.middleware.auth_context import AuthContextMiddleware
from mcp.server.auth.middleware.bearer_auth import BearerAuthBackend
from mcp.server.auth.provider import TokenVerifier
from mcp.server.auth.routes import build_resource_metadata_url, create_protected_resource_routes
from mcp.server.auth.settings import AuthSettings as SdkSettings
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp

from career_guide.transports.http.auth.access_tokens import JwtVerifier
from career_guide.transports.http.auth.challenge import Challenge, OneToken, unavailable
from career_guide.transports.http.auth.events import Events
from career_guide.transports.http.auth.keys import Keys
from career_guide.transports.http.auth.settings import AuthSettings
from career_guide.transports.http.auth.static_tokens import StaticVerifier

WELL_KNOWN = "/.well-known/oauth-protected-resource"


class Auth(Protocol):
    """What the app composes: a layer, open routes, and a life."""

    @property
    def routes(self) -> list[Route]:
        """Routes that anybody may read."""
        ...

    def wrap(self, app: ASGIApp) -> ASGIApp:
        """The app behind the layer."""
        ...

    async def start(self) -> None:
        """Get ready."""
        ...

    async def stop(self) -> None:
        """Let go."""
        ...


def auth_from(settings: AuthSettings, events: Events) -> Auth:
    """The authorisation that the settings describe."""
    if settings.mode == "oauth":
        return OAuth(settings, events)
    if settings.mode == "tokens":
        return StaticTokens(settings, events)
    return Nobody()


class Nobody:
    """No authorisation, by explicit choice."""

    routes: list[Route] = []  # noqa: RUF012 - never changed

    def wrap(self, app: ASGIApp) -> ASGIApp:
        """The app as it is."""
        return app

    async def start(self) -> None:
        """Nothing to get ready."""

    async def stop(self) -> None:
        """Nothing to let go of."""


class StaticTokens:
    """Bearer tokens from a list."""

    def __init__(self, settings: AuthSettings, events: Events) -> None:
        self._settings, self._events = settings, events
        entries = settings.static_tokens()
        self._verifier = StaticVerifier(entries, settings.resource, events)
        self.routes: list[Route] = []

    def wrap(self, app: ASGIApp) -> ASGIApp:
        """The app for the owners of listed tokens."""
        challenge = Challenge(app, self._settings.scopes, None, self._events)
        return _bearer(challenge, BearerAuthBackend(self._verifier), self._events)

    async def start(self) -> None:
        """Nothing to get ready."""

    async def stop(self) -> None:
        """Nothing to let go of."""


class OAuth:
    """Bearer tokens of an issuer, for our canonical URI."""

    def __init__(self, settings: AuthSettings, events: Events) -> None:
        self._events = events
        # Strings, because the SDK keeps their spelling, and issuers compare letter by letter.
        self._sdk = SdkSettings.model_validate(
            {
                "issuer_url": settings.issuer,
                "resource_server_url": settings.resource,
                "required_scopes": [*settings.scopes],
                "validate_token_resource": True,
            }
        )
        self._keys = Keys(settings, events)
        assert self._sdk.resource_server_url is not None
        self._resource = self._sdk.resource_server_url
        self._verifier: TokenVerifier = JwtVerifier(
            settings, str(self._resource), self._keys, events
        )
        self._scopes = settings.scopes

    @property
    def routes(self) -> list[Route]:
        """The document of RFC 9728, at its own path and at the root, where clients look next."""
        own = create_protected_resource_routes(
            self._resource, [self._sdk.issuer_url], [*self._scopes] or None
        )
        if own[0].path == WELL_KNOWN:
            return own
        return [*own, Route(WELL_KNOWN, own[0].endpoint, methods=["GET", "OPTIONS"])]

    def wrap(self, app: ASGIApp) -> ASGIApp:
        """The app for whoever brings a token that counts."""
        metadata_url = str(build_resource_metadata_url(self._resource))
        challenge = Challenge(app, self._scopes, metadata_url, self._events)
        backend = BearerAuthBackend(self._verifier, resource_server_url=self._resource)
        return _bearer(challenge, backend, self._events)

    async def start(self) -> None:
        """Fetch the issuer's keys."""
        await self._keys.start()

    async def stop(self) -> None:
        """Stop keeping them fresh."""
        await self._keys.stop()


def _bearer(app: ASGIApp, backend: BearerAuthBackend, events: Events) -> ASGIApp:
    known = AuthContextMiddleware(app)
    return OneToken(AuthenticationMiddleware(known, backend, on_error=unavailable), events)
