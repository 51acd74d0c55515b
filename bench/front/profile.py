"""Where time goes: imports at start by package, and the steps of one call.

Figures are of this checkout under this interpreter; measuring imports makes them slower. Ratios
beside peers are the business of measure.py. Usage: python bench/front/profile.py [ROWS]
"""

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])  # and not this folder: cProfile imports `profile`

import cProfile
import pstats

from bench.front.names import CALL_COMMAND, MODERN
from bench.front.process import Process
from bench.front.servers import checkout
from bench.front.wire import ROOT, call, opening, pay_questions

IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +(\S+)")
QUESTION = {"level": "senior", "market": "us-tier2"}
ARGUMENTS = '{"level":"senior","market":"us-tier2"}'
CALLS = 300
Times = Mapping[str, float]
"""Milliseconds by name."""


def imports(
    arguments: Sequence[str], stdin: bytes
) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Milliseconds of a command's own import time by package and by module."""
    server = checkout()
    python, *rest = server.command
    done = subprocess.run(
        [python, "-X", "importtime", *rest, *arguments],
        input=stdin,
        capture_output=True,
        env=server.environment,
        cwd=ROOT,
        check=True,
    )
    packages: defaultdict[str, float] = defaultdict(float)
    modules: defaultdict[str, float] = defaultdict(float)
    for microseconds, module in IMPORT.findall(done.stderr.decode()):
        packages[module.partition(".")[0]] += int(microseconds) / 1000
        modules[module] += int(microseconds) / 1000
    return packages, modules


def show_imports(title: str, arguments: Sequence[str], stdin: bytes, rows: int) -> None:
    """The packages and modules that take longest to import."""
    packages, modules = imports(arguments, stdin)
    print(f"\n== Imports: {title}: {len(modules)} modules, {sum(packages.values()):.1f} ms")
    columns = zip(_longest(packages, rows), _longest(modules, rows), strict=False)
    for (package, total), (module, alone) in columns:
        print(f"{total:8.1f} ms  {package:<28} {alone:7.1f} ms  {module}")


def show_steps() -> None:
    """The steps from a cold interpreter to the text of an answer, and of a warm call."""
    sys.path.insert(0, str(ROOT / "server"))
    steps: list[tuple[str, float]] = []

    def step(title: str, work: Callable[[], object]) -> None:
        before = perf_counter()
        work()
        steps.append((title, (perf_counter() - before) * 1000))

    def import_tool() -> None:
        import career_guide.tools.boundary
        import career_guide.tools.compensation  # noqa: F401

    step("import the boundary and one tool", import_tool)
    from pydantic_core import to_json

    from career_guide.content.snapshot import load_default, load_snapshot
    from career_guide.deps import Deps
    from career_guide.models.envelope import payload
    from career_guide.tools.boundary import invoke
    from career_guide.tools.compensation import ESTIMATE_COMP

    step("load the catalog, checkout compared", load_default)
    step("load the catalog, as installed", load_snapshot)
    deps = Deps(catalog=load_default())
    tool = ESTIMATE_COMP
    step("first call", lambda: invoke(tool, QUESTION, deps))
    request = tool.input.model_validate(QUESTION)
    answer = tool.run(request, deps)
    packed = payload(answer)
    warm: dict[str, Callable[[], object]] = {
        "warm: validate": lambda: tool.input.model_validate(QUESTION),
        "warm: decide": lambda: tool.run(request, deps),
        "warm: result to values": lambda: payload(answer),
        "warm: values to text": lambda: to_json(packed),
        "warm: all of it": lambda: invoke(tool, QUESTION, deps).text,
    }
    print("\n== Steps of estimate_comp, in process")
    for title, milliseconds in steps:
        print(f"{milliseconds:10.2f} ms  {title}")
    for title, work in warm.items():
        print(f"{_usual_ms(work):10.3f} ms  {title}")
    questions = pay_questions(CALLS, 0)
    profiler = cProfile.Profile()
    profiler.runcall(lambda: [invoke(tool, question, deps).text for question in questions])
    print(f"\n== {CALLS} calls under cProfile, by own time")
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(15)


def show_pipe() -> None:
    """One call through the pipe, beside what it takes in process."""
    server = checkout()
    lines = [
        call(MODERN, number, "estimate_comp", question)
        for number, question in enumerate(pay_questions(CALLS, 0), 1)
    ]
    with Process(server.command, server.environment, cwd=ROOT) as process:
        process.ask(opening(MODERN))
        opened = process.since_spawn_ms()
        process.ask(call(MODERN, 0, "estimate_comp", QUESTION))
        called = process.since_spawn_ms()
        took = process.sequential(lines)
    print("\n== Through the pipe")
    print(f"{opened:10.1f} ms  spawn → discover answered")
    print(f"{called:10.1f} ms  spawn → first tools/call answered")
    print(f"{median(took) * 1000:10.3f} ms  one call")


def _longest(times: Times, rows: int) -> list[tuple[str, float]]:
    return sorted(times.items(), key=lambda pair: -pair[1])[:rows]


def _usual_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(CALLS):
        before = perf_counter()
        work()
        times.append(perf_counter() - before)
    return median(times) * 1000


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    first = opening(MODERN)
    show_imports("spawn → discover", (), first, rows)
    one_call = first + call(MODERN, 1, "estimate_comp", QUESTION)
    show_imports("spawn → first tools/call", (), one_call, rows)
    show_imports(f"`{CALL_COMMAND}`", (*CALL_COMMAND.split(), ARGUMENTS), b"", rows)
    show_imports("`--version`", ("--version",), b"", rows)
    show_steps()
    show_pipe()


if __name__ == "__main__":
    main()
