"""Measures tools/call over HTTP beside other servers, in both eras, with 1, 16 and 64 connections.

All servers run at once, one core for them and one for the client; each round loads every server
once, in turn. Ratios are taken inside a round. The results go to `bench/results/http.json`.

Usage: python bench/http/measure.py [--quick]
"""

import argparse
import asyncio
import gc
import json
import os
import shutil
import sys
import time
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])

from bench.front import install, render
from bench.front.names import MODERN
from bench.front.wire import call, padded_echo, pay_questions
from bench.http import client, report
from bench.http.report import Cell, Figures
from bench.http.servers import (
    PEERS,
    HttpServer,
    Running,
    cores,
    python_servers,
    typescript,
)

AT_ONCE = (1, 16, 64)
QUESTIONS = 200


@dataclass(frozen=True, kw_only=True)
class Amount:
    """How much is measured: rounds, and seconds of each load."""

    rounds: int
    seconds: float
    warm_up: float


FULL = Amount(rounds=4, seconds=0.7, warm_up=0.5)
QUICK = Amount(rounds=1, seconds=0.3, warm_up=0.2)


def http_request(server: HttpServer, port: int, era: str, body: bytes) -> bytes:
    """One POST as bytes."""
    message = json.loads(body)
    headers = {
        "host": f"127.0.0.1:{port}",
        "content-type": "application/json",
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": era,
        "content-length": str(len(body)),
        **server.headers,
    }
    if era == MODERN:
        headers |= {"mcp-method": "tools/call", "mcp-name": message["params"]["name"]}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return b"POST /mcp HTTP/1.1\r\n" + lines.encode() + b"\r\n" + body


def letters(running: Running, era: str, wanted: int) -> int:
    """How many letters `echo` must say so that the answer has `wanted` bytes of body."""
    sizes = []
    for size in (0, 1000):
        body = padded_echo(era, 1, size, 0).rstrip()
        answer = asyncio.run(client.ask(running.port, _post(running, era, body)))
        sizes.append(len(answer.partition(client.HEAD_END)[2]))
    return max(0, round((wanted - sizes[0]) / ((sizes[1] - sizes[0]) / 1000)))


def _post(running: Running, era: str, body: bytes) -> bytes:
    return http_request(running.server, running.port, era, body)


def requests(running: Running, era: str, answer_bytes: int) -> list[bytes]:
    """Calls of the server's tool; those of `echo` are as long as ours, and so are its answers."""
    said = letters(running, era, answer_bytes) if running.server.says == "echo" else 0
    posts = []
    for number, arguments in enumerate(pay_questions(QUESTIONS, 0), 1):
        body = call(era, number, "estimate_comp", arguments).rstrip()
        if running.server.says == "echo":
            body = padded_echo(era, number, said, len(body) + 1).rstrip()
        posts.append(_post(running, era, body))
    return posts


def answer_size(running: Running, era: str) -> int:
    """The bytes of a usual answer of ours."""
    (arguments,) = pay_questions(1, 0)
    post = _post(running, era, call(era, 1, "estimate_comp", arguments).rstrip())
    answer = asyncio.run(client.ask(running.port, post))
    if not client.is_result(answer):
        sys.exit(f"{running.server.name} gave no result: {answer[:500]!r}")
    return len(answer.partition(client.HEAD_END)[2])


def measure(everybody: Sequence[Running], amount: Amount) -> Figures:
    """Every server under every load, in turn."""
    figures = Figures()
    ours = next(one for one in everybody if one.server.says == "estimate_comp")
    asked = {}
    for one in everybody:
        for era in one.server.eras:
            asked[one, era] = requests(one, era, answer_size(ours, era))
            _load(one, asked[one, era], max(AT_ONCE), amount.warm_up)
        figures.memory[one.server.name] = [one.memory_mib()]
    for number in range(amount.rounds):
        first = number % len(everybody)
        for at_once in AT_ONCE:
            for one in (*everybody[first:], *everybody[:first]):
                for era in one.server.eras:
                    found = _load(one, asked[one, era], at_once, amount.seconds)
                    figures.add(Cell(one.server.name, era, at_once), found)
    for one in everybody:
        figures.memory[one.server.name].append(one.memory_mib())
    return figures


def _load(one: Running, posts: Sequence[bytes], at_once: int, seconds: float) -> client.Load:
    before = one.cpu_seconds()
    found = uvloop_run(client.load(one.port, posts, at_once, seconds))
    found.cpu_seconds = one.cpu_seconds() - before
    if found.sample:
        print(f"{one.server.name}: {found.errors} errors, such as {found.sample[:300]!r}")
    return found


def uvloop_run(coroutine: Coroutine[Any, Any, client.Load]) -> client.Load:
    """Run on the fast loop where there is one, since the client must not be what limits."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(coroutine)
    return uvloop.run(coroutine)


@contextmanager
def running(servers: Sequence[HttpServer]) -> Iterator[list[Running]]:
    """Every server, started; all on one core, this process on another."""
    theirs, ours = cores()
    started: list[Running] = []
    before = os.sched_getaffinity(0) if ours is not None else set()
    try:
        if ours is not None:
            os.sched_setaffinity(0, {ours})
        for server in servers:
            started.append(Running(server, theirs))
        yield started
    finally:
        for one in started:
            one.stop()
        if before:
            os.sched_setaffinity(0, before)


def node_server() -> HttpServer | None:
    """The TypeScript peer, set up as for the benchmark over stdio; None where npm is missing."""
    stdio = install.node_server()
    if stdio is None:
        return None
    folder = Path(stdio.command[1]).parent
    script = folder / "hello_http.mjs"  # beside node_modules, where Node looks for its imports
    shutil.copyfile(PEERS / script.name, script)
    return typescript(Path(stdio.command[0]), script)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds; nothing is written")
    quick: bool = parser.parse_args().quick
    began = time.monotonic()
    install.BUILD.mkdir(parents=True, exist_ok=True)
    servers = [*python_servers(), *([node] if (node := node_server()) else [])]
    amount = QUICK if quick else FULL
    with running(servers) as everybody:
        gc.disable()  # a collection in here would count as a server's time
        figures = measure(everybody, amount)
    about = {"rounds": amount.rounds, "seconds": amount.seconds, "versions": install.versions()}
    if not quick:
        report.write(figures, about)
        print("\n".join(f"wrote {name}" for name in (report.RESULTS.name, *render.write())))
    print(report.tables(figures.rows(), figures.memory_rows()))
    print(f"Took {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()
