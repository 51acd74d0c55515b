"""Counting in a Redis that several processes share, and what happens while it is away."""

import asyncio
import concurrent.futures
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken

from asked import ask, welcome
from calls import burst, computing, message, post
from career_guide.transports.http.limits.build import limits_from
from career_guide.transports.http.limits.settings import LimitSettings
from servers import RedisServer, Served, running_app, running_redis, until

RATES = {"network": "1000/hour", "reads": "50/hour", "computing": "40/hour"}
"""Windows so long that no burst outlasts one, however slow the machine."""
REPLICAS, WORKERS = 2, 2


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with running_redis(tmp_path) as server:
        yield server


def limits(redis: RedisServer, **more: Any) -> dict[str, Any]:
    return RATES | {"store": redis.url} | more


def test_two_replicas_of_two_workers_admit_exactly_the_rate(redis: RedisServer) -> None:
    # Eleven processes on two cores: a slow answer of Redis is not what this is about.
    how = limits(redis, processes=REPLICAS * WORKERS, store_timeout_ms=5000)
    with running_app(WORKERS, limits=how) as one, running_app(WORKERS, limits=how) as other:
        for body, rate in ((computing(), 40), (message(), 50)):
            statuses = asyncio.run(burst([one.url, other.url], 60, body))
            assert statuses == Counter({200: rate, 429: 120 - rate})


class Load:
    """Callers that never stop asking, and what they were answered."""

    def __init__(self, url: str) -> None:
        self.statuses: list[int] = []
        self.slowest_s = 0.0
        self._url, self._over = url, threading.Event()

    def ask(self) -> None:
        with httpx2.Client(trust_env=False, timeout=30) as client:
            while not self._over.is_set():
                began = time.monotonic()
                status = post(self._url, message("tools/list"), client).status_code
                self.slowest_s = max(self.slowest_s, time.monotonic() - began)
                self.statuses.append(status)

    def stop(self) -> None:
        self._over.set()


@contextmanager
def under_load(served: Served) -> Iterator[Load]:
    load = Load(served.url)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        callers = [pool.submit(load.ask) for _ in range(3)]
        try:
            yield load
        finally:
            load.stop()
        for caller in callers:
            caller.result()


def events(served: Served) -> list[str]:
    told = httpx2.get(f"{served.url}/events", trust_env=False).json()
    return [event for event in told if not event.startswith("rate_limited")]


def test_a_killed_redis_is_replaced_by_local_shares_until_it_returns(redis: RedisServer) -> None:
    how = limits(redis, processes=4, reads="100000/hour", network="off", store_timeout_ms=2000)
    with running_app(limits=how) as served, under_load(served) as load:
        until(lambda: len(load.statuses) > 50, "some answers")
        redis.kill()
        until(lambda: events(served) == ["limit_store_down"], "the loss to be seen")
        burst_alone = asyncio.run(burst([served.url], 30, computing()))
        seen = len(load.statuses)
        until(lambda: len(load.statuses) > seen + 50, "answers without Redis")
        redis.start()
        until(lambda: events(served) == ["limit_store_down", "limit_store_back"], "its return")
        burst_together = asyncio.run(burst([served.url], 60, computing()))
    assert burst_alone == Counter({200: 10, 429: 20})
    assert burst_together == Counter({200: 40, 429: 20})
    assert set(load.statuses) == {200}


def test_a_frozen_redis_holds_up_neither_the_loop_nor_the_callers(redis: RedisServer) -> None:
    how = limits(redis, processes=2, reads="100000/hour", network="off")
    with running_app(limits=how) as served, under_load(served) as load:
        until(lambda: len(load.statuses) > 50, "some answers")
        load.slowest_s = 0.0
        redis.freeze()
        try:
            until(lambda: events(served)[-1:] == ["limit_store_down"], "the silence to be seen")
            seen = len(load.statuses)
            until(lambda: len(load.statuses) > seen + 100, "answers without Redis")
            slowest_s = load.slowest_s
        finally:
            redis.thaw()
        until(lambda: events(served)[-1:] == ["limit_store_back"], "its return")
    assert set(load.statuses) == {200}
    assert slowest_s < 1, "nobody waits for Redis longer than its time-out"


def test_a_server_starts_without_redis_and_finds_it_later(redis: RedisServer) -> None:
    redis.kill()
    with running_app(limits=limits(redis, processes=2)) as served:
        assert post(served.url, message()).status_code == 200
        assert events(served) == ["limit_store_down"]
        redis.start()
        until(lambda: events(served) == ["limit_store_down", "limit_store_back"], "its discovery")


def test_a_redis_that_wants_another_password_is_never_a_server_error(redis: RedisServer) -> None:
    redis.require("another")
    store = redis.url.replace("redis://", "redis://:hush@")
    with running_app(limits=limits(redis, store=store, processes=2)) as served:
        statuses = asyncio.run(burst([served.url], 40, message()))
        assert events(served) == ["limit_store_down"]
    assert statuses == Counter({200: 25, 429: 15})


def test_what_redis_keeps_names_nobody_and_expires(redis: RedisServer) -> None:
    token = AccessToken(token="secret-token", client_id="app", scopes=[], subject="ada@example.org")

    async def ask_as_ada() -> int:
        guard = limits_from(LimitSettings(store=redis.url, reads="5/second"), lambda _: None)
        await guard.start()
        status = await ask(guard.principal(welcome), user=AuthenticatedUser(token))
        assert not any("example" in key or "secret" in key for key in redis.kept())
        await guard.stop()
        return status

    assert asyncio.run(ask_as_ada()) == 200
    until(lambda: not any("reads" in key for key in redis.kept()), "the keys to expire")
