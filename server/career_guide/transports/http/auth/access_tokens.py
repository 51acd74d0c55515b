"""Access tokens that the issuer signed for this server."""

from typing import Any

import jwt
from mcp.server.auth.provider import AccessToken, TokenVerifier

from career_guide.transports.http.auth.events import Events
from career_guide.transports.http.auth.keys import Keys
from career_guide.transports.http.auth.settings import AuthSettings

TYPES = frozenset({"at+jwt", "application/at+jwt"})
"""RFC 9068, section 2.1."""
UNTYPED = ""
COMMON_TYPES = TYPES | {"jwt", UNTYPED}
MOST_ID, MOST_SCOPES = 256, 64
REASONS: tuple[tuple[type[jwt.PyJWTError], str], ...] = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "not_yet_valid"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.InvalidAlgorithmError, "algorithm"),
    (jwt.InvalidSignatureError, "signature"),
    (jwt.MissingRequiredClaimError, "claims"),
)


class Refused(Exception):
    """A token that does not count; the text is a word for counting."""


class JwtVerifier(TokenVerifier):
    """Judges a JWT by issuer, signature, times and audience, as RFC 8725 and RFC 9068 say."""

    def __init__(self, settings: AuthSettings, resource: str, keys: Keys, events: Events) -> None:
        self._settings, self._keys, self._events = settings, keys, events
        self._resource = resource
        self._audience = {resource.rstrip("/"), resource.rstrip("/") + "/"}
        self._types = TYPES if settings.require_at_jwt else COMMON_TYPES

    async def verify_token(self, token: str) -> AccessToken | None:
        """What the token grants, or None; raises KeysUnavailable where it cannot be judged."""
        try:
            claims = await self._claims(token)
            return AccessToken(
                token=token,
                client_id=_text(claims.get("client_id") or claims.get("azp") or claims["sub"]),
                subject=_text(claims["sub"]),
                scopes=_scopes(claims),
                expires_at=int(claims["exp"]) + self._settings.leeway_s,
                resource=self._resource,
                claims={"iss": claims["iss"]},
            )
        except Refused as refused:
            self._events(f"auth_refused:{refused}")
        except jwt.PyJWTError as error:
            reason = next((word for kind, word in REASONS if isinstance(error, kind)), "malformed")
            self._events(f"auth_refused:{reason}")
        except (ValueError, TypeError, OverflowError, RecursionError):
            self._events("auth_refused:malformed")
        return None

    async def _claims(self, token: str) -> dict[str, Any]:
        header = jwt.get_unverified_header(token)
        algorithm, kid = header.get("alg"), header.get("kid")
        if algorithm not in self._settings.algorithms:
            raise Refused("algorithm")
        if str(header.get("typ", UNTYPED)).lower() not in self._types:
            raise Refused("type")
        if kid is not None and (not isinstance(kid, str) or len(kid) > MOST_ID):
            raise Refused("key")
        key = await self._keys.find(kid)
        if key is None:
            raise Refused("key")
        if algorithm not in key.algorithms:
            raise Refused("algorithm")
        claims: dict[str, Any] = jwt.decode(
            token,
            key.public,
            algorithms=[algorithm],
            audience=self._audience,
            issuer=self._settings.issuer,
            leeway=self._settings.leeway_s,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )
        if "cnf" in claims:
            raise Refused("bound_token")  # it counts only with a proof, which we do not check
        return claims


def _text(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MOST_ID:
        raise Refused("claims")
    return value


def _scopes(claims: dict[str, Any]) -> list[str]:
    given = claims.get("scope", claims.get("scp", ""))
    scopes = given.split() if isinstance(given, str) else given
    if not isinstance(scopes, list) or not all(isinstance(scope, str) for scope in scopes):
        raise Refused("claims")
    return scopes[:MOST_SCOPES]
