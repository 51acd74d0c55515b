"""Counting in memory: exact in every window, and bounded however many callers there are."""

import asyncio
import os
import sys
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import limits
import pytest
from starlette.types import ASGIApp

from asked import ask, ask_often, welcome
from career_guide.transports.http.limits import memory
from career_guide.transports.http.limits.build import limits_from
from career_guide.transports.http.limits.settings import LimitSettings
from career_guide.transports.http.limits.stores import LocalStore

MEGABYTE, KILOBYTE = 1 << 20, 1 << 10
BOUND = 2_000


def network(rate: str, processes: int = 1) -> ASGIApp:
    settings = LimitSettings(network=rate, processes=processes)
    return limits_from(settings, lambda _: None).network(welcome)


class Clock:
    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    return clock


def test_requests_at_once_admit_exactly_the_rate() -> None:
    async def all_at_once() -> Counter[int]:
        app = network("50/minute")
        return Counter(await asyncio.gather(*(ask(app) for _ in range(200))))

    assert asyncio.run(all_at_once()) == Counter({200: 50, 429: 150})


def test_no_window_holds_more_than_the_rate(clock: Clock) -> None:
    app = network("10/minute")

    async def at(seconds: float, count: int) -> int:
        clock.now = began + seconds
        return (await ask_often(app, count))[200]

    async def bursts() -> list[int]:
        times = [(0, 4), (59, 20), (61, 20), (118.9, 20), (119.1, 20)]
        return [await at(seconds, count) for seconds, count in times]

    began = clock.now
    assert asyncio.run(bursts()) == [4, 6, 4, 0, 6]


def test_a_refused_request_prolongs_nothing(clock: Clock) -> None:
    app = network("1/minute")

    async def insisting() -> list[int]:
        answers = []
        for _ in range(61):
            answers.append(await ask(app))
            clock.now += 1.01
        return answers

    assert asyncio.run(insisting()) == [200] + [429] * 59 + [200]


def test_processes_that_count_alone_admit_their_share() -> None:
    assert asyncio.run(ask_often(network("50/minute", processes=4), 60)) == Counter(
        {200: 12, 429: 48}
    )


def test_a_share_is_never_nothing() -> None:
    assert asyncio.run(ask_often(network("2/minute", processes=4), 3)) == Counter({200: 1, 429: 2})


async def hits(store: LocalStore, first: int, count: int) -> None:
    rate = limits.parse("5/minute")
    for i in range(first, first + count):
        assert await store.take(rate, f"2001:db8:{i >> 16:x}:{i & 0xFFFF:x}::/64") is None


def resident_megabytes() -> float:
    return (
        int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / MEGABYTE
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is read from /proc")
def test_a_hundred_thousand_networks_take_little_memory() -> None:
    before = resident_megabytes()
    asyncio.run(hits(LocalStore(processes=1), 0, 100_000))
    assert resident_megabytes() - before < 64


def test_keys_beyond_the_bound_and_expired_keys_go(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MOST_KEYS", BOUND)
    store = LocalStore(processes=1)

    async def kilobytes_after(first: int, count: int) -> float:
        await hits(store, first, count)
        return tracemalloc.get_traced_memory()[0] / KILOBYTE

    async def story() -> list[float]:
        full = await kilobytes_after(0, BOUND)
        fuller = await kilobytes_after(BOUND, 3 * BOUND)
        clock.now += 61
        return [full, fuller, await kilobytes_after(4 * BOUND, BOUND // 2)]

    tracemalloc.start()
    try:
        full, fuller, expired = asyncio.run(story())
    finally:
        tracemalloc.stop()
    assert fuller < full * 1.5, "no more than so many keys are kept"
    assert expired < full * 0.8, "each hit takes expired keys with it"
