"""Who may use the hosted server, and how that is proved."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from career_guide.transports.http.auth.static_tokens import StaticToken, read_tokens
from career_guide.transports.http.flags import refuse

Mode = Literal["none", "oauth", "tokens"]
MODES = ("none", "oauth", "tokens")
ASYMMETRIC = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""Algorithms whose key for checking cannot sign: neither `none` nor the HMACs are among them."""
SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")
"""A scope token of RFC 6749, section 3.3."""
MOST_LEEWAY_S = 300


@dataclass(frozen=True, kw_only=True)
class AuthSettings:
    """Frozen settings; raises CareerGuideError where one is missing or cannot be obeyed.

    `oauth`: the tokens of `issuer` for `resource`, which is our canonical URI, the address clients
    connect to. Its keys are found by discovery, or at `jwks_uri`. `tokens`: a list that the server
    is given, one line a token, see `make_token`. `none` is for trusted networks.
    `require_at_jwt` accepts only access tokens that are typed as RFC 9068 says; many issuers type
    theirs JWT or not at all, so this is off.
    """

    mode: Mode
    resource: str | None = None
    issuer: str | None = None
    jwks_uri: str | None = None
    scopes: tuple[str, ...] = ()
    algorithms: tuple[str, ...] = ("RS256", "PS256", "ES256", "EdDSA")
    leeway_s: int = 30
    require_at_jwt: bool = False
    tokens: str = ""

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise refuse("--auth", "oauth, tokens, or none to admit everybody, for example oauth")
        if not all(SCOPE.fullmatch(scope) for scope in self.scopes):
            raise refuse("--auth-scopes", "scopes without quotes, for example guide:read")
        if self.mode == "oauth":
            self._check_oauth()
        elif self.mode == "tokens":
            if self.resource is not None:
                check_url("--public-url", self.resource)
            self.static_tokens()

    def static_tokens(self) -> tuple[StaticToken, ...]:
        """The tokens listed; raises CareerGuideError, which never repeats what it read."""
        return read_tokens(self.tokens)

    def _check_oauth(self) -> None:
        if self.resource is None:
            raise refuse("--public-url", "the address clients connect to, for example " + EXAMPLE)
        if self.issuer is None:
            raise refuse("--auth-issuer", "the issuer's URL, for example https://login.example.org")
        check_url("--public-url", self.resource)
        check_url("--auth-issuer", self.issuer)
        if self.jwks_uri is not None:
            check_url("--auth-jwks-uri", self.jwks_uri, query=True)
        if not self.algorithms or not ASYMMETRIC.issuperset(self.algorithms):
            known = ", ".join(sorted(ASYMMETRIC))
            raise refuse("--auth-algorithms", f"some of {known}, for example RS256,ES256")
        if not 0 <= self.leeway_s <= MOST_LEEWAY_S:
            raise refuse("--auth-leeway", f"seconds from 0 to {MOST_LEEWAY_S}, for example 30")


EXAMPLE = "https://guide.example.org/mcp"


def check_url(flag: str, url: str, query: bool = False) -> None:
    """Refuse what is no absolute https URL; http may lead to this machine only."""
    if not is_safe(url, query):
        raise refuse(
            flag,
            "an https URL without credentials, query or fragment (http only for this machine), "
            f"for example {EXAMPLE}",
        )


def is_safe(url: str, query: bool = True) -> bool:
    """Whether a URL is https, or http to this machine, and carries nothing it should not."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.password is not None or parts.fragment:
        return False
    if (parts.query and not query) or any(ord(c) <= 32 or ord(c) > 126 for c in url):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
