"""JSON documents of the issuer, fetched with everything about them bounded."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

import httpx2

from career_guide.transports.http.auth.settings import is_safe

TIMEOUT_S = 5.0
MOST_BYTES = 256 * 1024


class Unfetched(Exception):
    """The document could not be had; the text names no address."""


async def fetch(url: str) -> dict[str, Any]:
    """The JSON object at a URL; raises Unfetched.

    At most five seconds and 256 KiB; no redirect is followed, since it could lead anywhere.
    """
    if not is_safe(url):
        raise Unfetched("its address is neither https nor on this machine")
    body = b""
    try:
        async with (
            asyncio.timeout(TIMEOUT_S),
            httpx2.AsyncClient(timeout=TIMEOUT_S, follow_redirects=False) as client,
            client.stream("GET", url, headers={"Accept": "application/json"}) as answer,
        ):
            if answer.status_code != httpx2.codes.OK:
                raise Unfetched(f"it answered {answer.status_code}")
            async for part in answer.aiter_bytes():
                body += part
                if len(body) > MOST_BYTES:
                    raise Unfetched(f"it is larger than {MOST_BYTES} bytes")
    except TimeoutError:
        raise Unfetched("it took too long") from None
    except httpx2.HTTPError as error:
        raise Unfetched(type(error).__name__) from None
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise Unfetched("it is not JSON") from None
    if not isinstance(document, dict):
        raise Unfetched("it is not a JSON object")
    return document


async def discover_jwks_uri(issuer: str) -> str:
    """Where the issuer keeps its keys; raises Unfetched.

    Asked in the order that the protocol prescribes to clients: RFC 8414, then OpenID Connect, with
    the path of the issuer inserted and then appended. The document must name the issuer exactly,
    or somebody else's keys would be believed.
    """
    reasons = []
    for url in _metadata_urls(issuer):
        try:
            metadata = await fetch(url)
        except Unfetched as unfetched:
            reasons.append(str(unfetched))
            continue
        jwks_uri = metadata.get("jwks_uri")
        if metadata.get("issuer") != issuer:
            reasons.append("it names another issuer")
        elif not isinstance(jwks_uri, str) or not is_safe(jwks_uri):
            reasons.append("it names no safe jwks_uri")
        else:
            return jwks_uri
    raise Unfetched("discovery failed: " + "; ".join(reasons))


def _metadata_urls(issuer: str) -> list[str]:
    parts = urlsplit(issuer)
    host, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    inserted = [
        f"{host}/.well-known/oauth-authorization-server{path}",
        f"{host}/.well-known/openid-configuration{path}",
    ]
    return [*inserted, f"{host}{path}/.well-known/openid-configuration"] if path else inserted
