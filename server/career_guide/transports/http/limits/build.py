"""Rate limits as an app wears them: one layer for the network, one for whoever is asking."""

import secrets

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from career_guide.errors import CareerGuideError
from career_guide.transports.http.limits.addresses import Key, by_network, by_principal
from career_guide.transports.http.limits.budgets import Budget
from career_guide.transports.http.limits.middleware import RateLimit
from career_guide.transports.http.limits.settings import LimitSettings, networks
from career_guide.transports.http.limits.stores import Events, store_from
from career_guide.transports.http.rpc import KEY, Rpc

COMPUTING = "tools/call"
ADMITTED, REFUSED = 204, 429
SCRATCH_RATE = "3/minute"
SCRATCH_CLIENT = ("192.0.2.1", 0)
"""An address for documentation (RFC 5737): nobody calls from it."""


class LimitsDoNotHold(CareerGuideError):
    """The start-up self-test found that requests over a limit are admitted."""


class Limits:
    """The layers, and the store behind them."""

    def __init__(self, settings: LimitSettings, events: Events) -> None:
        self._settings, self._events = settings, events
        self._store = store_from(settings, events)
        trusted = networks(settings.trusted_proxies)
        self._network_key, self._principal_key = by_network(trusted), by_principal(trusted)

    def network(self, app: ASGIApp) -> ASGIApp:
        """The outer layer: everything that comes from one network."""
        budget = self._budget("network", self._settings.network, self._network_key)
        return RateLimit(app, lambda _: budget, self._settings.exempt_paths, self._events)

    def principal(self, app: ASGIApp) -> ASGIApp:
        """The inner layer: what one subject reads, and apart from that what it has computed."""
        reads = self._budget("reads", self._settings.reads, self._principal_key)
        computing = self._budget("computing", self._settings.computing, self._principal_key)

        def choose(scope: Scope) -> Budget:
            rpc = scope.get(KEY)
            return computing if isinstance(rpc, Rpc) and rpc.method == COMPUTING else reads

        return RateLimit(app, choose, self._settings.exempt_paths, self._events)

    async def start(self) -> None:
        """Connect and prove that the limits hold; raises LimitsDoNotHold."""
        await self._store.start()
        for key in (self._network_key, self._principal_key):
            await self._prove(key)

    async def stop(self) -> None:
        """Let go of the store."""
        await self._store.stop()

    def _budget(self, name: str, rate: str, key: Key) -> Budget:
        return Budget(name, f"--limit-{name}", rate, key, self._store)

    async def _prove(self, key: Key) -> None:
        """Send one request more than a scratch limit admits through a layer like the real ones."""
        scratch = self._budget(f"scratch-{secrets.token_hex(8)}", SCRATCH_RATE, key)
        layer = RateLimit(_welcome, lambda _: scratch, frozenset(), lambda _: None)
        statuses = [await _status(layer) for _ in range(scratch.limits[0].limit.amount + 1)]
        if statuses[0] != ADMITTED or statuses[-1] != REFUSED:
            raise LimitsDoNotHold(
                f"the rate limits do not hold: {len(statuses)} requests against {SCRATCH_RATE} "
                f"were answered {', '.join(map(str, statuses))}; expected the last one to "
                f"be refused with {REFUSED}. Check what --limit-store points to"
            )


def limits_from(settings: LimitSettings, events: Events) -> Limits:
    """The limits that the settings describe; `start` must run before they serve."""
    return Limits(settings, events)


async def _welcome(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(status_code=ADMITTED)(scope, receive, send)


async def _status(layer: RateLimit) -> int:
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "headers": [],
        "query_string": b"",
        "client": SCRATCH_CLIENT,
    }
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await layer(scope, receive, send)
    return statuses[0]
