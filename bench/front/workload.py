"""What a server is asked in one round, and what that round measured.

Times are in milliseconds, memory in MiB.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import gettempdir

from bench.front.figures import Measured
from bench.front.names import (
    CALL,
    FIRST_CALL,
    LEGACY,
    MEMORY_CALLS,
    MEMORY_OPEN,
    OPEN,
    PIPELINED,
    READ,
    RESOURCES,
    TOOLS,
)
from bench.front.process import Process, result
from bench.front.servers import Server
from bench.front.wire import (
    INITIALIZED,
    call,
    line,
    opening,
    padded_echo,
    pay_questions,
)

LISTS = {"tools/list": TOOLS, "resources/list": RESOURCES}
PAGE_BYTES = 8192
WARM_UP = 20


@dataclass(frozen=True, kw_only=True)
class Amount:
    """How much is measured: rounds of starts, rounds of requests, requests of a kind in each."""

    starts: int
    rounds: int
    calls: int
    reads: int


def spawned(server: Server) -> Process:
    """A new process of a server, in a folder without content of ours."""
    return Process(server.command, server.environment, cwd=Path(gettempdir()))


def start(server: Server, era: str, seed: int, answer_bytes: int) -> Measured:
    """From spawn to the first answer, and on to the answer of a first tool call."""
    first = call_lines(server, era, count(1), 1, seed, answer_bytes)[0]
    with spawned(server) as process:
        opened = _opened(process, era)
        result(process.ask(first))
        called = process.since_spawn_ms()
    return {OPEN: [opened], FIRST_CALL: [called]}


def steady(server: Server, era: str, amount: Amount, seed: int, answer_bytes: int) -> Measured:
    """Lists, reads and calls of one running server, and its memory before and after."""
    numbers = count(1)
    with spawned(server) as process:
        _opened(process, era)
        at_rest = process.memory_mib()
        uri = page_near(process, era, numbers)
        lists = {name: _repeated(era, numbers, name, amount.reads) for name in LISTS}
        pages = _repeated(era, numbers, "resources/read", amount.reads, uri=uri)
        letters = _letters(process, server, era, numbers, answer_bytes)
        warm, one_by_one, together = (
            call_lines(server, era, numbers, calls, seed + index, letters)
            for index, calls in enumerate((WARM_UP, amount.calls, amount.calls))
        )
        measured = {metric: process.sequential(lists[name]) for name, metric in LISTS.items()}
        measured[READ] = process.sequential(pages) if uri else measured[TOOLS]
        process.sequential(warm)
        measured[CALL] = process.sequential(one_by_one)
        took = process.pipelined(together)
        busy = process.memory_mib()
    found = {name: [seconds * 1000 for seconds in times] for name, times in measured.items()}
    found[PIPELINED] = [len(together) / took]
    for name, size in ((MEMORY_OPEN, at_rest), (MEMORY_CALLS, busy)):
        found |= {name: [size]} if size is not None else {}
    return found


def answer_size(server: Server, era: str) -> int:
    """The usual bytes of one answer of a server to a call, which `echo` is then asked for."""
    with spawned(server) as process:
        _opened(process, era)
        lines = call_lines(server, era, count(1), 24, 0, 0)
        return int(median(len(process.ask(line)) for line in lines))


def call_lines(
    server: Server, era: str, numbers: Iterator[int], calls: int, seed: int, letters: int
) -> list[bytes]:
    """Calls of a server's tool; those of `echo` are each as long as one of ours."""
    lines = []
    for arguments in pay_questions(calls, seed):
        number = next(numbers)
        ours = call(era, number, "estimate_comp", arguments)
        if server.says == "echo":
            lines.append(padded_echo(era, number, letters, len(ours)))
        elif server.says == "get_current_time":
            lines.append(call(era, number, "get_current_time", {"timezone": "UTC"}))
        else:
            lines.append(ours)
    return lines


def page_near(process: Process, era: str, numbers: Iterator[int]) -> str | None:
    """The resource nearest to `PAGE_BYTES`, or the first where sizes are not told, if any."""
    listed = result(process.ask(line(era, next(numbers), "resources/list")))["resources"]
    nearest = min(listed, key=lambda page: abs(page.get("size", 0) - PAGE_BYTES), default=None)
    return nearest and str(nearest["uri"])


def _letters(
    process: Process, server: Server, era: str, numbers: Iterator[int], wanted: int
) -> int:
    """How many letters `echo` must say so that its answer has `wanted` bytes."""
    if server.says != "echo":
        return 0
    asked = (0, 1000)
    empty, longer = (
        len(process.ask(padded_echo(era, next(numbers), letters, 0))) for letters in asked
    )
    return max(0, round((wanted - empty) / ((longer - empty) / asked[1])))


def _opened(process: Process, era: str) -> float:
    """Open the connection; milliseconds since the process was spawned."""
    answer = process.ask(opening(era))
    took = process.since_spawn_ms()
    result(answer)
    if era == LEGACY:
        process.send(INITIALIZED)
    return took


def _repeated(
    era: str, numbers: Iterator[int], method: str, times: int, **params: object
) -> list[bytes]:
    return [line(era, next(numbers), method, **params) for _ in range(times)]
