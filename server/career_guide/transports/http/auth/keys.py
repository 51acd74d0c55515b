"""The public keys of the issuer, kept fresh without anybody waiting for them."""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from starlette.authentication import AuthenticationError

from career_guide.transports.http.auth.documents import (
    TIMEOUT_S,
    Unfetched,
    discover_jwks_uri,
    fetch,
)
from career_guide.transports.http.auth.events import Events
from career_guide.transports.http.auth.settings import AuthSettings

log = logging.getLogger("career_guide")

REFRESH_S = 300.0
RETRY_S = 15.0
ASK_AGAIN_S = 60.0
"""How long an unknown key id is not asked for again, whichever it is."""
KEPT_S = 3600.0
"""How long keys are believed that the issuer no longer confirms: about as long as tokens live."""
MOST_KEYS = 64
LEAST_RSA_BITS = 2048

PublicKey = RSAPublicKey | EllipticCurvePublicKey | Ed25519PublicKey
CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}


class KeysUnavailable(AuthenticationError):
    """No key can be had now, so that no token can be judged."""


@dataclass(frozen=True)
class Key:
    """A key and the algorithms that it may check."""

    public: PublicKey
    algorithms: frozenset[str]


class Keys:
    """The issuer's key set: refreshed in the background, and at once for a key id not seen yet.

    That second way costs the issuer at most one request a minute, however many ids are made up.
    """

    def __init__(self, settings: AuthSettings, events: Events) -> None:
        self._issuer, self._jwks_uri = settings.issuer or "", settings.jwks_uri
        self._allowed = frozenset(settings.algorithms)
        self._events = events
        self._keys: dict[str | None, Key] = {}
        self._confirmed_at = self._asked_at = float("-inf")
        self._asking: asyncio.Task[None] | None = None
        self._refreshing: asyncio.Task[None] | None = None
        self._away = False

    async def start(self) -> None:
        """Fetch the keys; where that fails, go on asking while requests are answered 503."""
        await self._ask()
        self._refreshing = asyncio.create_task(self._refresh_for_ever())

    async def stop(self) -> None:
        """Stop asking."""
        for task in (self._refreshing, self._asking):
            if task is not None:
                task.cancel()

    async def find(self, kid: str | None) -> Key | None:
        """The key of an id, or the only one where a token names none; raises KeysUnavailable."""
        if self._lookup(kid) is None and self._may_ask():
            await self._ask()
        if time.monotonic() - self._confirmed_at > KEPT_S:
            raise KeysUnavailable
        return self._lookup(kid)

    def _lookup(self, kid: str | None) -> Key | None:
        if kid is None:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(kid)

    def _may_ask(self) -> bool:
        return self._asking is not None or time.monotonic() - self._asked_at >= ASK_AGAIN_S

    async def _ask(self) -> None:
        """Fetch once for everybody who waits, to the end also where the first of them leaves."""
        if self._asking is None:
            self._asking = asyncio.create_task(self._fetch())
        await asyncio.shield(self._asking)

    async def _refresh_for_ever(self) -> None:
        while True:
            await asyncio.sleep(RETRY_S if self._away else REFRESH_S)
            await self._ask()

    async def _fetch(self) -> None:
        self._asked_at = time.monotonic()
        try:
            async with asyncio.timeout(2 * TIMEOUT_S):
                uri = self._jwks_uri or await discover_jwks_uri(self._issuer)
                self._keys = _read(await fetch(uri), self._allowed)
        except (Unfetched, TimeoutError) as reason:
            self._events("jwks_failed")
            if not self._away:
                log.warning("keys of the issuer: %s; the last ones stay for an hour", reason)
            self._away = True
        else:
            self._confirmed_at = time.monotonic()
            self._events("jwks_fetched")
            if self._away:
                log.warning("keys of the issuer: fetched again")
            self._away = False
        finally:
            self._asking = None


def _read(document: dict[str, Any], allowed: frozenset[str]) -> dict[str | None, Key]:
    entries = document.get("keys")
    if not isinstance(entries, list):
        raise Unfetched("it holds no list of keys")
    found: dict[str | None, Key] = {}
    for entry in entries[:MOST_KEYS]:
        key = _key(entry, allowed) if isinstance(entry, dict) else None
        if key is not None:
            found[entry["kid"] if isinstance(entry.get("kid"), str) else None] = key
    if not found:
        raise Unfetched("it holds no key for the algorithms allowed")
    return found


def _key(entry: dict[str, Any], allowed: frozenset[str]) -> Key | None:
    """A public key for signatures, or None for anything else, secrets above all."""
    if entry.get("use", "sig") != "sig" or "verify" not in entry.get("key_ops", ["verify"]):
        return None
    public = {name: value for name, value in entry.items() if name != "alg"}
    try:
        key = jwt.PyJWK(public).key
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    algorithms = _algorithms(key) & allowed
    if "alg" in entry:
        algorithms &= {str(entry["alg"])}
    return Key(key, algorithms) if algorithms else None


def _algorithms(key: object) -> frozenset[str]:
    match key:
        case RSAPublicKey() if key.key_size >= LEAST_RSA_BITS:
            return frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
        case EllipticCurvePublicKey():
            return frozenset({CURVES.get(key.curve.name, "")})
        case Ed25519PublicKey():
            return frozenset({"EdDSA"})
        case _:
            return frozenset()
