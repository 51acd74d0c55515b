"""Every setting of the hosted mode: one list for flags, variables, validation and the README.

A setting is a flag of `serve --http` and a variable of the environment; the flag wins. Reading
them never fails half way: the first wrong value is refused, naming flag and variable.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from career_guide.errors import CareerGuideError

PREFIX = "CAREER_GUIDE_HTTP_"
Given = Mapping[str, str | Sequence[str]]
"""Raw values by field: text, or one text for each use of a flag that may be repeated."""


class SettingRefused(CareerGuideError):
    """A setting that cannot be used; one line that says what to pass."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One setting: how it is written, read and explained."""

    name: str
    """Its name as a flag, without dashes."""
    metavar: str
    shown: str
    """The default as people read it."""
    meaning: str
    read: Callable[[str], Any]
    """The value of a text; raises ValueError with what was expected and an example."""
    repeatable: bool = False
    secret: bool = False
    """Read from the environment only, since every user of a machine can see command lines."""

    @property
    def field(self) -> str:
        """Its name in `HttpSettings`."""
        return self.name.replace("-", "_")

    @property
    def flag(self) -> str:
        """The flag, empty for a secret."""
        return "" if self.secret else f"--{self.name}"

    @property
    def variable(self) -> str:
        """The variable of the environment."""
        return PREFIX + self.field.upper()

    @property
    def label(self) -> str:
        """Flag and variable, as messages name them."""
        return f"{self.flag} ({self.variable})" if self.flag else self.variable

    def value(self, given: str | Sequence[str]) -> Any:
        """The value, a tuple where it is repeatable. Raises SettingRefused."""
        texts = given.split(",") if isinstance(given, str) and self.repeatable else given
        try:
            if isinstance(texts, str):
                return self.read(texts.strip())
            return tuple(dict.fromkeys(self.read(text.strip()) for text in texts if text.strip()))
        except ValueError as error:
            raise SettingRefused(f"{self.label}: expected {error}") from None


def _whole(low: int, high: int, example: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low} to {high}, for example {example}")
        return int(text)

    return read


def _seconds(low: float, high: float, example: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", text) or not low <= float(text) <= high:
            raise ValueError(f"seconds from {low:g} to {high:g}, for example {example:g}")
        return float(text)

    return read


def _word(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"one of {', '.join(words)}, for example {words[-1]}")
        return text

    return read


def _address(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:_-]{1,253}", text):
        raise ValueError("an address or host name to listen on, for example 127.0.0.1")
    return text


def _host(text: str) -> str:
    if not re.fullmatch(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?", text):
        raise ValueError(
            "a Host header without wildcards, for example guide.example.org or 192.0.2.7:8000"
        )
    return text.lower()


def _origin(text: str) -> str:
    if not re.fullmatch(r"https?://[^/?#@\s*,]{1,260}", text, re.ASCII):
        raise ValueError(
            "an origin: scheme, host, and port where it has one, for example https://app.example.org"
        )
    return text.lower()


def _text(text: str) -> str:
    return text


def _token(text: str) -> str:
    if not 16 <= len(text) <= 512 or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("at least 16 printable ASCII characters without blanks")
    return text


OPTIONS: tuple[Option, ...] = (
    Option(
        name="host",
        metavar="ADDRESS",
        shown="127.0.0.1",
        meaning="address to listen on",
        read=_address,
    ),
    Option(
        name="port",
        metavar="PORT",
        shown="8000",
        meaning="port to listen on; 0 takes a free one",
        read=_whole(0, 65_535, 8000),
    ),
    Option(
        name="workers",
        metavar="N",
        shown="1",
        meaning="processes that share the port; one that dies is replaced",
        read=_whole(1, 64, 2),
    ),
    Option(
        name="allowed-host",
        metavar="HOST",
        shown="the address listened on, with its port",
        meaning="Host header that is served, exactly; needed with --host 0.0.0.0 or ::",
        read=_host,
        repeatable=True,
    ),
    Option(
        name="allowed-origin",
        metavar="ORIGIN",
        shown="none",
        meaning="web origin whose pages may call (Origin header, CORS), exactly",
        read=_origin,
        repeatable=True,
    ),
    Option(
        name="max-body",
        metavar="BYTES",
        shown="262144",
        meaning="bytes of one request body",
        read=_whole(1024, 1 << 20, 262_144),
    ),
    Option(
        name="max-concurrency",
        metavar="N",
        shown="256",
        meaning="requests answered at a time by one worker; more get 503 with Retry-After",
        read=_whole(1, 100_000, 256),
    ),
    Option(
        name="max-connections",
        metavar="N",
        shown="4096",
        meaning="connections held by one worker; beyond it the longest silent one is closed",
        read=_whole(16, 100_000, 4096),
    ),
    Option(
        name="receive-timeout",
        metavar="SECONDS",
        shown="10",
        meaning="time for a whole request to arrive, and for an answer to be taken",
        read=_seconds(0.1, 600, 10),
    ),
    Option(
        name="idle-timeout",
        metavar="SECONDS",
        shown="75",
        meaning="time an open connection may stay without a request",
        read=_seconds(0.1, 3600, 75),
    ),
    Option(
        name="drain-delay",
        metavar="SECONDS",
        shown="0",
        meaning="time to go on accepting after SIGTERM, while /readyz already says no",
        read=_seconds(0, 600, 5),
    ),
    Option(
        name="shutdown-timeout",
        metavar="SECONDS",
        shown="30",
        meaning="time for calls in flight to finish after SIGTERM",
        read=_seconds(0.1, 600, 30),
    ),
    Option(
        name="limit-network",
        metavar="RATE",
        shown="600/minute",
        meaning="requests from one network (an IPv4 address, an IPv6 /64); `off` for no limit",
        read=_text,
    ),
    Option(
        name="limit-reads",
        metavar="RATE",
        shown="240/minute",
        meaning="lists, pages and prompts for one caller; `off` for no limit",
        read=_text,
    ),
    Option(
        name="limit-computing",
        metavar="RATE",
        shown="60/minute",
        meaning="tool calls for one caller; `off` for no limit",
        read=_text,
    ),
    Option(
        name="limit-store",
        metavar="URL",
        shown="memory://",
        meaning="where requests are counted: a Redis for several workers or replicas",
        read=_text,
    ),
    Option(
        name="limit-store-timeout-ms",
        metavar="MS",
        shown="50",
        meaning="how long Redis may take before a worker counts alone",
        read=_whole(1, 5000, 50),
    ),
    Option(
        name="replicas",
        metavar="N",
        shown="1",
        meaning="servers that share the limits, for the share of each where Redis is away",
        read=_whole(1, 1000, 2),
    ),
    Option(
        name="trusted-proxy",
        metavar="NETWORK",
        shown="none",
        meaning="proxy whose X-Forwarded-For is believed: an address or a network",
        read=_text,
        repeatable=True,
    ),
    Option(
        name="metrics",
        metavar="WHO",
        shown="off",
        meaning="who may read /metrics: off (nobody), token, or open (everybody)",
        read=_word("off", "open", "token"),
    ),
    Option(
        name="metrics-token",
        metavar="TOKEN",
        shown="none",
        meaning="bearer token for /metrics, with --metrics token",
        read=_token,
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
