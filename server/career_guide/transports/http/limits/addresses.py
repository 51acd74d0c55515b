"""Whose budget a request counts against: its subject, else the network it comes from."""

import hashlib
import ipaddress
import json
from collections.abc import Callable
from functools import lru_cache

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from starlette.requests import Request

from career_guide.transports.http.limits.settings import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Key = Callable[[Request], str]
UNKNOWN = "unknown"
HEADER = "x-forwarded-for"


def client_address(request: Request, trusted: tuple[Network, ...]) -> Address | None:
    """The address that a request comes from, or None where the connection has none.

    X-Forwarded-For is read only when a trusted proxy sent it, and then from the right: each proxy
    appends the address it saw, so the last one that is no proxy of ours is the client, and
    whatever stands left of it was written by the client. A hop that is no address makes the whole
    header worthless; the sender of the connection counts then.
    """
    peer = _parse(request.client.host if request.client else "")
    if peer is None or not _within(peer, trusted):
        return peer
    hops = ",".join(request.headers.getlist(HEADER)).split(",")
    seen = peer
    for hop in reversed(hops):
        address = _parse(_without_port(hop.strip()))
        if address is None:
            return peer
        seen = address
        if not _within(address, trusted):
            break
    return seen


def by_network(trusted: tuple[Network, ...]) -> Key:
    """One key an IPv4 address and one an IPv6 /64, which is what one household or host is given."""

    def key(request: Request) -> str:
        address = client_address(request, trusted)
        if address is None:
            return UNKNOWN
        if address.version == 4:
            return str(address)
        return str(ipaddress.IPv6Network((int(address), 64), strict=False))

    return key


def by_principal(trusted: tuple[Network, ...]) -> Key:
    """One key a subject of an issuer, hashed so that the store holds no names; else the network."""
    network = by_network(trusted)

    def key(request: Request) -> str:
        user = request.scope.get("user")
        if not isinstance(user, AuthenticatedUser):
            return network(request)
        token = user.access_token
        who = [(token.claims or {}).get("iss"), token.subject or token.client_id]
        return "subject-" + hashlib.sha256(json.dumps(who).encode()).hexdigest()[:32]

    return key


def _within(address: Address, trusted: tuple[Network, ...]) -> bool:
    return any(address in network for network in trusted)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        return address.ipv4_mapped or address
    return address


def _without_port(hop: str) -> str:
    if hop.startswith("["):
        inside, closed, _ = hop[1:].partition("]")
        return inside if closed else ""
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
