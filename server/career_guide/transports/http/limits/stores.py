"""Where hits are counted: in this process, or in a Redis that several processes share."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from limits import RateLimitItem
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from career_guide.transports.http.limits.memory import BoundedMemory
from career_guide.transports.http.limits.settings import MEMORY, LimitSettings

log = logging.getLogger("career_guide")

T = TypeVar("T")
Events = Callable[[str], None]
FAILURES = (RedisError, OSError)  # a time-out is an OSError
AT_ONCE = 8
PROBE_EVERY_S = 0.5
PROBE_S = 1.0
START_S = 5.0
LAG_S = 0.002
ROUNDS = 4


@dataclass(frozen=True)
class Full:
    """Why a hit does not fit: the limit that was applied, and the seconds until a hit will fit."""

    limit: RateLimitItem
    wait_s: float
    is_share: bool
    """Whether the limit is only this process's share of the one that was set."""


class Store(Protocol):
    """Counts the hits of a key within a moving window, so that any window holds at most the limit.

    Measured with concurrent bursts of four processes on one Redis, all strategies of `limits`
    admit exactly the limit after an idle window. Only this one does so in every window: fixed
    windows admit twice the limit around their border, the counted estimate one and a half times.
    Hits carry the clock of the process that counts them, so machines that share a store need theirs
    in step.
    """

    async def take(self, item: RateLimitItem, *key: str) -> Full | None:
        """None where the hit fits, which then counts."""
        ...

    async def start(self) -> None:
        """Get ready to count."""
        ...

    async def stop(self) -> None:
        """Let go of connections."""
        ...


def store_from(settings: LimitSettings, events: Events) -> Store:
    """The store that the settings name."""
    local = LocalStore(settings.processes)
    return local if settings.store == MEMORY else SharedStore(settings, local, events)


class LocalStore:
    """Counts alone, and so admits only this process's share of each limit, but at least one."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._strategy = MovingWindowRateLimiter(BoundedMemory())

    async def take(self, item: RateLimitItem, *key: str) -> Full | None:
        """None where the hit fits into this process's share."""
        share = type(item)(max(1, item.amount // self._processes), item.multiples, item.namespace)
        return await _take(self._strategy, share, key, is_share=self._processes > 1)

    async def start(self) -> None:
        """Nothing to get ready."""

    async def stop(self) -> None:
        """Nothing to let go."""


class SharedStore:
    """Counts in Redis, and in this process while Redis does not answer in time.

    The first failure opens the circuit: from then on nobody waits for Redis, and a background task
    asks it, at once and then twice a second, until its answer closes the circuit again. Where it
    does not answer at once, its loss and its return are logged and told, once each.
    """

    def __init__(self, settings: LimitSettings, local: LocalStore, events: Events) -> None:
        self._timeout_s = settings.store_timeout_ms / 1000
        self._pool = ConnectionPool.from_url(
            settings.store,
            socket_timeout=START_S,
            socket_connect_timeout=START_S,
            max_connections=2 * AT_ONCE,
            retry=Retry(NoBackoff(), 0),
        )
        self._client = Redis(connection_pool=self._pool)
        storage = RedisStorage(
            f"async+{settings.store}",
            implementation="redispy",
            connection_pool=self._pool,  # type: ignore[arg-type]  # documented, though not in the type
        )
        self._strategy = MovingWindowRateLimiter(storage)
        self._local = local
        self._events = events
        self._room = asyncio.Semaphore(AT_ONCE)
        self._probing: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect, so that the first callers wait neither for that nor for an absent Redis."""
        try:
            await _within(asyncio.gather(*(self._ping() for _ in range(AT_ONCE))), START_S)
        except FAILURES as failure:
            self._tell_loss(failure)
            self._open(told=True)

    async def stop(self) -> None:
        """Stop asking, and close the connections."""
        if self._probing is not None:
            self._probing.cancel()
        with suppress(*FAILURES):
            await _within(self._pool.disconnect(), PROBE_S)

    async def take(self, item: RateLimitItem, *key: str) -> Full | None:
        """None where the hit fits, in Redis or, while that is away, in this process's share."""
        if self._probing is None:
            async with self._room:
                if self._probing is None:  # it may have opened while this one waited for room
                    try:
                        return await _within(_take(self._strategy, item, key), self._timeout_s)
                    except FAILURES:
                        self._open()
        return await self._local.take(item, *key)

    async def _ping(self) -> None:
        await self._client.ping()

    def _open(self, told: bool = False) -> None:
        if self._probing is None:
            self._probing = asyncio.create_task(self._probe(told))

    async def _probe(self, told: bool) -> None:
        """Ask until Redis answers; a moment in which it was slow is not worth telling."""
        while (failure := await self._silence()) is not None:
            if not told:
                self._tell_loss(failure)
                told = True
            await asyncio.sleep(PROBE_EVERY_S)
        self._probing = None
        if told:
            self._events("limit_store_back")
            log.warning("rate limits: Redis answers again; the processes count together")

    async def _silence(self) -> BaseException | None:
        try:
            with suppress(*FAILURES):
                await self._pool.disconnect(inuse_connections=False)
            await _within(self._ping(), PROBE_S)
        except FAILURES as failure:
            return failure
        return None

    def _tell_loss(self, failure: BaseException) -> None:
        self._events("limit_store_down")
        log.warning(
            "rate limits: Redis does not answer (%s); each process now counts alone and admits "
            "its share",
            type(failure).__name__,
        )


async def _take(
    strategy: MovingWindowRateLimiter,
    item: RateLimitItem,
    key: tuple[str, ...],
    is_share: bool = False,
) -> Full | None:
    if await strategy.hit(item, *key):
        return None
    reset, _ = await strategy.get_window_stats(item, *key)
    return Full(item, max(0.0, reset - time.time()), is_share)


async def _within(work: Awaitable[T], seconds: float) -> T:
    """The result of the work, or TimeoutError once it has been waited for so long.

    Time in which the event loop was busy elsewhere does not count: the answer may have come
    meanwhile without anybody to read it.
    """
    task = asyncio.ensure_future(work)
    task.add_done_callback(_retrieve)
    loop = asyncio.get_running_loop()
    try:
        for _ in range(ROUNDS):
            began = loop.time()
            await asyncio.wait({task}, timeout=seconds)
            if task.done():
                return task.result()
            if loop.time() - began < seconds + LAG_S:
                break
    finally:
        task.cancel()
    raise TimeoutError


def _retrieve(task: "asyncio.Future[Any]") -> None:
    if not task.cancelled():
        task.exception()
