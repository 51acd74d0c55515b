"""Which Host and Origin headers are served: exact lists, on every address we listen on.

A page in a browser can make a name of its own point at this machine (DNS rebinding); its Host or
Origin header then gives it away. Prefixes and wildcards let forgeries through, so none exist.
"""

import logging
from collections.abc import Callable, Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from career_guide.transports.http.option import host as well_formed
from career_guide.transports.http.replies import INVALID_REQUEST, refuse

log = logging.getLogger("career_guide.http")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_TOLD = 10
"""How many refused hosts are logged, so that forgeries do not fill the log."""


def hosts_of(address: str, port: int) -> tuple[str, ...]:
    """The Host headers of clients that connect to the address itself; loopback has three names."""
    names = LOOPBACK if address in LOOPBACK else (address.lower(),)
    shown = [f"[{name}]" if ":" in name else name for name in names]
    return tuple(f"{name}:{port}" for name in shown) + (tuple(shown) if port == 80 else ())


class KnownHosts:
    """Refuses a foreign or missing Host with 421, and a foreign Origin with 403."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: Iterable[str],
        origins: Iterable[str],
        events: Callable[[str], None],
    ) -> None:
        self._app, self._events = app, events
        self._hosts = frozenset(host.encode() for host in hosts)
        self._origins = frozenset(origin.encode() for origin in origins)
        self._told: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from where it should."""
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            self._events("refused:host")
            self._tell(hosts)
            await refuse(
                send,
                421,
                INVALID_REQUEST,
                "Host header not served here: the server names its hosts with --allowed-host",
            )
        elif len(origins) > 1 or any(origin.lower() not in self._origins for origin in origins):
            self._events("refused:origin")
            await refuse(send, 403, INVALID_REQUEST, "Origin not allowed")
        else:
            await self._app(scope, receive, send)

    def _tell(self, hosts: list[bytes]) -> None:
        """Log a host once, if it is one that could be served; only such a text is repeated."""
        try:
            (refused,) = (well_formed(host.decode("latin-1")) for host in hosts)
        except ValueError:
            return
        if refused not in self._told and len(self._told) < MOST_TOLD:
            self._told.add(refused)
            log.warning(
                "refused Host header %s with 421; if it is yours, add --allowed-host %s",
                refused,
                refused,
            )
