"""How many requests are admitted, from whom, and where they are counted."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

import limits

from career_guide.transports.http.flags import refuse

OFF = "off"
MEMORY = "memory://"
REDIS_SCHEMES = ("redis", "rediss")
MOST = 100_000

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, kw_only=True)
class LimitSettings:
    """Frozen settings of the rate limits; raises CareerGuideError where one cannot be obeyed.

    Rates are limit strings such as `60/minute` or `60/minute;1000/day`; `off` means no limit.
    `processes` counts every process that shares the budgets: replicas × workers. A process that
    counts alone, because the store is its own memory or Redis is away, admits its share of a rate.
    `trusted_proxies` are the addresses or networks whose X-Forwarded-For is believed.
    """

    network: str = "600/minute"
    reads: str = "240/minute"
    computing: str = "60/minute"
    store: str = MEMORY
    store_timeout_ms: int = 50
    trusted_proxies: tuple[str, ...] = ()
    processes: int = 1
    exempt_paths: frozenset[str] = frozenset({"/healthz", "/readyz", "/metrics"})

    def __post_init__(self) -> None:
        for flag, rate in (
            ("--limit-network", self.network),
            ("--limit-reads", self.reads),
            ("--limit-computing", self.computing),
        ):
            items(flag, rate)
        networks(self.trusted_proxies)
        if self.store != MEMORY:
            _check_store(self.store)
        if not 1 <= self.store_timeout_ms <= 5000:
            raise refuse("--limit-store-timeout-ms", "milliseconds from 1 to 5000, for example 50")
        if self.processes < 1:
            raise refuse("--replicas", "a whole number from 1, for example 2")


def items(flag: str, rate: str) -> list[limits.RateLimitItem]:
    """The limits that a limit string names, none for `off`; raises CareerGuideError."""
    if rate.strip().lower() == OFF:
        return []
    try:
        found = limits.parse_many(rate)
    except ValueError:
        found = []
    if not found or not all(1 <= item.amount <= MOST for item in found):
        raise refuse(flag, f"requests per period, at most {MOST}, or off, for example 60/minute")
    return found


def networks(trusted: tuple[str, ...]) -> tuple[Network, ...]:
    """The networks whose forwarding header is believed; raises CareerGuideError."""
    try:
        found = tuple(ipaddress.ip_network(entry.strip()) for entry in trusted)
    except ValueError:
        found = (ipaddress.ip_network("0.0.0.0/0"),)
    if any(network.prefixlen == 0 for network in found):
        raise refuse(
            "--trusted-proxy",
            "exact addresses or networks, not everything, for example 10.0.0.7,192.168.4.0/24",
        )
    return found


def _check_store(store: str) -> None:
    try:
        parts = urlsplit(store)
        usable = parts.scheme in REDIS_SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise refuse(
            "--limit-store", "memory:// or the URL of a Redis, for example redis://redis:6379/0"
        )
