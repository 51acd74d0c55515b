"""An app behind our authorisation, asked without a socket."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from starlette.routing import Router

from asked import welcome
from career_guide.transports.http.auth.build import auth_from
from career_guide.transports.http.auth.settings import AuthSettings
from issuer import RESOURCE, Issuer


class Door:
    """Asks, and keeps what the guards reported."""

    def __init__(self, client: httpx2.AsyncClient, events: list[str]) -> None:
        self.client, self.events = client, events

    async def ask(self, *authorization: str, method: str = "POST") -> httpx2.Response:
        headers = [("Authorization", value) for value in authorization]
        return await self.client.request(method, "/mcp", headers=headers)

    async def present(self, token: str) -> httpx2.Response:
        return await self.ask(f"Bearer {token}")


@asynccontextmanager
async def door(settings: AuthSettings) -> AsyncIterator[Door]:
    events: list[str] = []
    auth = auth_from(settings, events.append)
    await auth.start()
    app = Router(routes=auth.routes, default=auth.wrap(welcome))
    transport = httpx2.ASGITransport(app=app)
    try:
        async with httpx2.AsyncClient(transport=transport, base_url="http://guarded") as client:
            yield Door(client, events)
    finally:
        await auth.stop()


def oauth(issuer: Issuer, **changes: Any) -> AuthSettings:
    given = {"issuer": issuer.url, "resource": RESOURCE, "scopes": ("guide:read",)} | changes
    return AuthSettings(mode="oauth", **given)


async def at(settings: AuthSettings, talk: Callable[[Door], Awaitable[None]]) -> None:
    async with door(settings) as opened:
        await talk(opened)
