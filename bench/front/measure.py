"""Measures this server over stdio beside its peers, in both protocol eras, and writes the results.

Each round runs every server once, in turn. The results go to `bench/results/front.json`, and from
there to the chart and the README.

Usage: python bench/front/measure.py [--quick]
"""

import argparse
import datetime
import gc
import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])

from bench.front import command_line, growth, install, render, table
from bench.front.figures import Row, Samples
from bench.front.names import COMMAND_LINE, GROWTH, OURS
from bench.front.servers import Server
from bench.front.workload import Amount, answer_size, start, steady

FULL = Amount(starts=9, rounds=4, calls=1000, reads=200)
QUICK = Amount(starts=3, rounds=1, calls=1000, reads=100)


def measure(servers: Sequence[Server], ours: Server, python: str, amount: Amount) -> Samples:
    """Every server in the eras it knows, and the commands of `ours` beside the bare `python`."""
    sizes = {era: answer_size(ours, era) for era in ours.eras}
    samples = Samples()
    for server in servers:  # once unmeasured: the first start reads the files from disk
        start(server, server.eras[0], 0, sizes[server.eras[0]])
    for number in range(amount.starts):
        for server, era in _in_turn(servers, number):
            samples.add(server.name, era, start(server, era, number, sizes[era]))
        for name, measured in command_line.run(ours, python, number).items():
            samples.add(name, COMMAND_LINE, measured)
    for number in range(amount.rounds):
        for server, era in _in_turn(servers, number):
            measured = steady(server, era, amount, number, sizes[era])
            samples.add(server.name, era, measured)
    return samples


def measure_growth(samples: Samples, servers: Sequence[Server], amount: Amount) -> None:
    """Ours over its content and over the bigger one, in turn."""
    for server in servers:
        growth.grow(server, 1, 0)
    for number in range(amount.starts):
        for server in servers:
            samples.add(server.name, GROWTH, growth.grow(server, amount.reads // 2, number))


def written(rows: Sequence[Row], amount: Amount) -> str:
    """The results as text, one row a line."""
    about: dict[str, Any] = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(),
        "versions": install.versions(),
        "starts": amount.starts,
        "rounds": amount.rounds,
        "calls": amount.calls,
    }
    head = "".join(f"{json.dumps(key)}: {_json(value)},\n" for key, value in about.items())
    lines = ",\n".join(_json(row) for row in rows)
    return f'{{\n{head}"rows": [\n{lines}\n]\n}}\n'


def machine() -> str:
    """The processor, how many of them, and the system."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text("utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    release = ".".join(platform.release().split(".")[:2])
    return f"{os.cpu_count()} × {model}, {platform.system()} {release}"


def _in_turn(servers: Sequence[Server], number: int) -> list[tuple[Server, str]]:
    """Every server and era once; each round starts with another server."""
    first = number % len(servers)
    turned = [*servers[first:], *servers[:first]]
    return [(server, era) for server in turned for era in server.eras]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds; nothing is written")
    quick: bool = parser.parse_args().quick
    amount = QUICK if quick else FULL
    began = time.monotonic()
    servers = install.servers()
    ours = next(server for server in servers if server.name == OURS)
    grown = growth.servers(ours)
    gc.disable()  # a collection in here would count as a server's time
    print("measuring …", flush=True)
    samples = measure(servers, ours, servers[0].command[0], amount)
    measure_growth(samples, grown, amount)
    rows = samples.rows()
    if not quick:
        render.MEASURED.parent.mkdir(exist_ok=True)
        render.MEASURED.write_text(written(rows, amount), encoding="utf-8")
        print("\n".join(f"wrote {name}" for name in (render.MEASURED.name, *render.write())))
    for part in (table.goals(rows), table.servers(rows), table.command_line(rows)):
        print(f"\n{part}")
    sizes = growth.content_bytes()
    told = ", ".join(f"{name}: {size:,} bytes" for name, size in sizes.items())
    print(f"\n{told}\nTook {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()
