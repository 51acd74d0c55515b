"""Every setting of the hosted mode: one list for flags, variables, validation and the README.

A setting is a flag of `serve --http` and a variable of the environment; the flag wins. The first
wrong value is refused, naming both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from career_guide.transports.http.option import (
    Option,
    SettingRefused,
    address,
    host,
    origin,
    seconds,
    text,
    token,
    whole,
    word,
)

Given = Mapping[str, str | Sequence[str]]
"""Raw values by field: text, or one text for each use of a flag that may be repeated."""

OPTIONS: tuple[Option, ...] = (
    Option(
        name="host",
        metavar="ADDRESS",
        shown="127.0.0.1",
        meaning="address to listen on",
        read=address,
    ),
    Option(
        name="port",
        metavar="PORT",
        shown="8000",
        meaning="port to listen on; 0 takes a free one",
        read=whole(0, 65_535, 8000),
    ),
    Option(
        name="workers",
        metavar="N",
        shown="1",
        meaning="processes that share the port; one that dies is replaced",
        read=whole(1, 64, 2),
    ),
    Option(
        name="allowed-host",
        metavar="HOST",
        shown="the address listened on, with its port",
        meaning="Host header that is served, exactly; needed with --host 0.0.0.0 or ::",
        read=host,
        repeatable=True,
    ),
    Option(
        name="allowed-origin",
        metavar="ORIGIN",
        shown="none",
        meaning="web origin whose pages may call (Origin header, CORS), exactly",
        read=origin,
        repeatable=True,
    ),
    Option(
        name="auth",
        metavar="MODE",
        shown="none chosen, which is refused",
        meaning="who may call: oauth (tokens of an issuer), tokens (a list), none (everybody)",
        read=word("none", "tokens", "oauth"),
    ),
    Option(
        name="public-url",
        metavar="URL",
        shown="none",
        meaning="address that clients connect to; the audience of oauth tokens",
        read=text,
    ),
    Option(
        name="auth-issuer",
        metavar="URL",
        shown="none",
        meaning="issuer of oauth tokens",
        read=text,
    ),
    Option(
        name="auth-jwks-uri",
        metavar="URL",
        shown="discovered",
        meaning="keys of the issuer, where it does not publish its metadata",
        read=text,
    ),
    Option(
        name="auth-scopes",
        metavar="SCOPE",
        shown="none",
        meaning="scope that a token must carry",
        read=text,
        repeatable=True,
    ),
    Option(
        name="auth-algorithms",
        metavar="NAME",
        shown="RS256,PS256,ES256,EdDSA",
        meaning="signature algorithm that oauth tokens may use",
        read=text,
        repeatable=True,
    ),
    Option(
        name="auth-leeway",
        metavar="SECONDS",
        shown="30",
        meaning="by how much the clocks of issuer and server may differ",
        read=whole(0, 300, 30),
    ),
    Option(
        name="auth-tokens",
        metavar="LINES",
        shown="none",
        meaning="lines that `career-guide-mcp token NAME` printed, or @FILE that holds them",
        read=text,
    ),
    Option(
        name="max-body",
        metavar="BYTES",
        shown="262144",
        meaning="bytes of one request body",
        read=whole(1024, 1 << 20, 262_144),
    ),
    Option(
        name="max-concurrency",
        metavar="N",
        shown="256",
        meaning="requests answered at a time by one worker; more get 503 with Retry-After",
        read=whole(1, 100_000, 256),
    ),
    Option(
        name="max-connections",
        metavar="N",
        shown="4096",
        meaning="connections held by one worker; beyond it the longest silent one is closed",
        read=whole(16, 100_000, 4096),
    ),
    Option(
        name="receive-timeout",
        metavar="SECONDS",
        shown="10",
        meaning="time for a whole request to arrive, and for an answer to be taken",
        read=seconds(0.1, 600, 10),
    ),
    Option(
        name="idle-timeout",
        metavar="SECONDS",
        shown="75",
        meaning="time an open connection may stay without a request",
        read=seconds(0.1, 3600, 75),
    ),
    Option(
        name="drain-delay",
        metavar="SECONDS",
        shown="0",
        meaning="time to go on accepting after SIGTERM, while /readyz already says no",
        read=seconds(0, 600, 5),
    ),
    Option(
        name="shutdown-timeout",
        metavar="SECONDS",
        shown="30",
        meaning="time for calls in flight to finish after SIGTERM",
        read=seconds(0.1, 600, 30),
    ),
    Option(
        name="limit-network",
        metavar="RATE",
        shown="600/minute",
        meaning="requests from one network (an IPv4 address, an IPv6 /64); `off` for no limit",
        read=text,
    ),
    Option(
        name="limit-reads",
        metavar="RATE",
        shown="240/minute",
        meaning="lists, pages and prompts for one caller; `off` for no limit",
        read=text,
    ),
    Option(
        name="limit-computing",
        metavar="RATE",
        shown="60/minute",
        meaning="tool calls for one caller; `off` for no limit",
        read=text,
    ),
    Option(
        name="limit-store",
        metavar="URL",
        shown="memory://",
        meaning="where requests are counted: a Redis for several workers or replicas",
        read=text,
    ),
    Option(
        name="limit-store-timeout-ms",
        metavar="MS",
        shown="50",
        meaning="how long Redis may take before a worker counts alone",
        read=whole(1, 5000, 50),
    ),
    Option(
        name="replicas",
        metavar="N",
        shown="1",
        meaning="servers that share the limits, for the share of each where Redis is away",
        read=whole(1, 1000, 2),
    ),
    Option(
        name="trusted-proxy",
        metavar="NETWORK",
        shown="none",
        meaning="proxy whose X-Forwarded-For is believed: an address or a network",
        read=text,
        repeatable=True,
    ),
    Option(
        name="metrics",
        metavar="WHO",
        shown="off",
        meaning="who may read /metrics: off (nobody), token, or open (everybody)",
        read=word("off", "open", "token"),
    ),
    Option(
        name="metrics-token",
        metavar="TOKEN",
        shown="none",
        meaning="bearer token for /metrics: at least 16 printable ASCII characters, no blanks",
        read=token,
        secret=True,
    ),
)


@dataclass(frozen=True, kw_only=True)
class HttpSettings:
    """Frozen settings of the hosted mode; fields are explained by `OPTIONS`. Times in seconds."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    allowed_host: tuple[str, ...] = ()
    allowed_origin: tuple[str, ...] = ()
    auth: str = ""
    public_url: str | None = None
    auth_issuer: str | None = None
    auth_jwks_uri: str | None = None
    auth_scopes: tuple[str, ...] = ()
    auth_algorithms: tuple[str, ...] = ("RS256", "PS256", "ES256", "EdDSA")
    auth_leeway: int = 30
    auth_tokens: str = field(default="", repr=False)
    max_body: int = 262_144
    max_concurrency: int = 256
    max_connections: int = 4096
    receive_timeout: float = 10.0
    idle_timeout: float = 75.0
    drain_delay: float = 0.0
    shutdown_timeout: float = 30.0
    limit_network: str = "600/minute"
    limit_reads: str = "240/minute"
    limit_computing: str = "60/minute"
    limit_store: str = field(default="memory://", repr=False)
    limit_store_timeout_ms: int = 50
    replicas: int = 1
    trusted_proxy: tuple[str, ...] = ()
    metrics: str = "off"
    metrics_token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.auth:
            raise SettingRefused(
                f"{label('auth')}: expected oauth, tokens, or none, which admits everybody who "
                "reaches the port, for example serve --http --auth none"
            )
        if self.host in ("0.0.0.0", "::", "") and not self.allowed_host:
            raise SettingRefused(
                f"{label('host')} {self.host}: the Host headers to serve are not known there; pass "
                f"{label('allowed_host')} for each, for example --allowed-host guide.example.org"
            )
        if self.metrics == "token" and self.metrics_token is None:
            raise SettingRefused(
                f"{label('metrics')} token: set {label('metrics_token')}, for example to the "
                "output of: openssl rand -hex 32"
            )
        if self.metrics_token is not None and self.metrics != "token":
            raise SettingRefused(
                f"{label('metrics_token')} is set, but {label('metrics')} is {self.metrics}; "
                "pass --metrics token"
            )


def label(field: str) -> str:
    """Flag and variable of a setting."""
    return next(option.label for option in OPTIONS if option.field == field)


def variables() -> tuple[str, ...]:
    """Every variable of the environment that the hosted mode reads."""
    return tuple(option.variable for option in OPTIONS)


def settings_from(flags: Given, environment: Mapping[str, str]) -> HttpSettings:
    """The settings: flags by field, over variables by name. A blank variable counts as unset.

    Raises SettingRefused.
    """
    values = {}
    for option in OPTIONS:
        given = flags.get(option.field, environment.get(option.variable, "").strip() or None)
        if given is not None:
            values[option.field] = option.value(given)
    return HttpSettings(**values)
