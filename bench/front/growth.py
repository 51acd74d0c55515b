"""How the server grows with its content: as it is, and with ten times the facts.

Both are copies of the package in `build/bench`, compiled by the package's own command and then
cut off from their YAML, as a wheel is.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import yaml

from bench.front.bigger_content import write_bigger
from bench.front.figures import Measured
from bench.front.install import BUILD
from bench.front.names import (
    CALL,
    FIRST_CALL,
    MANY,
    MODERN,
    ONCE,
    OPEN,
    READ,
    RESOURCES,
    SEARCH,
    TIMES,
)
from bench.front.process import Failure, result
from bench.front.servers import Server, plain_environment
from bench.front.wire import ROOT, call, line, opening, pay_questions
from bench.front.workload import spawned

COPIES = ((ONCE, 1), (MANY, TIMES))
QUESTIONS = ROOT / "bench" / "search" / "questions.yaml"
PAGE = "career://interview/rag-pipeline"
COMPILE = """
from career_guide.content import folder, loader, snapshot, yaml_reader
folder.MAX_ENTRIES = 10**6
loader.MAX_TOTAL_BYTES = snapshot.MAX_TOTAL_BYTES = 10**9
loader.MAX_BYTES = yaml_reader.MAX_BYTES = 10**9
yaml_reader.MAX_VALUES = 10**9
from career_guide.cli import run
raise SystemExit(run(["schema", "--write"]))
"""
"""Writes what is generated, without the bounds that keep a stranger's content folder small."""


def servers(ours: Server) -> list[Server]:
    """Ours, started in the same way, over the content as it is and over the bigger one."""
    return [
        Server(
            name=name,
            command=ours.command,
            says=ours.says,
            extra={"PYTHONPATH": str(package(times))},
        )
        for name, times in COPIES
    ]


def package(times: int) -> Path:
    """A folder to import the package from, with `times` the facts; made anew when ours changed."""
    folder = BUILD / f"content-{times}"
    wanted = _digest()
    done = folder / "done.txt"
    if done.is_file() and done.read_text("utf-8") == wanted:
        return folder / "server"
    print(f"compiling content × {times} …", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("server", "schemas"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    write_bigger(folder / "content", times)
    environment = plain_environment() | {"PYTHONPATH": str(folder / "server")}
    for command in (("-c", COMPILE), ("-m", "compileall", "-q", "server")):
        made = subprocess.run(
            [sys.executable, *command],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
        )
        if made.returncode:
            raise Failure(made.stderr.decode() or made.stdout.decode())
    shutil.rmtree(folder / "content")
    os.remove(folder / "pyproject.toml")
    done.write_text(wanted, encoding="utf-8")
    return folder / "server"


def content_bytes() -> dict[str, int]:
    """Size of what each copy carries beside its code, by name."""
    data = {name: package(times) / "career_guide" / "_data" for name, times in COPIES}
    return {
        name: sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        for name, folder in data.items()
    }


def grow(server: Server, times: int, seed: int) -> Measured:
    """Start, a list of pages, a page, calls and searches of one process, each kind `times`."""
    numbers = count(2)
    asked = [row["q"] for row in yaml.safe_load(QUESTIONS.read_text("utf-8")) if row["facts"]]
    searches = [
        call(MODERN, next(numbers), "search_career_guide", {"query": query})
        for query in asked[:: max(1, len(asked) // times)][:times]
    ]
    first = call(MODERN, 1, "estimate_comp", {"level": "senior", "market": "us-tier2"})
    kinds = {
        RESOURCES: [line(MODERN, next(numbers), "resources/list") for _ in range(times)],
        READ: [line(MODERN, next(numbers), "resources/read", uri=PAGE) for _ in range(times)],
        CALL: [
            call(MODERN, next(numbers), "estimate_comp", arguments)
            for arguments in pay_questions(times, seed)
        ],
        SEARCH: searches,
    }
    with spawned(server) as process:
        result(process.ask(opening(MODERN)))
        opened = process.since_spawn_ms()
        result(process.ask(first))
        called = process.since_spawn_ms()
        process.sequential(searches[:1])  # what is built at the first search is no search
        steady = {metric: process.sequential(lines) for metric, lines in kinds.items()}
    found = {metric: [seconds * 1000 for seconds in took] for metric, took in steady.items()}
    return {OPEN: [opened], FIRST_CALL: [called], **found}


def _digest() -> str:
    digest = hashlib.sha256(COMPILE.encode())
    files = [*(ROOT / "server").rglob("*.py"), *(ROOT / "content").rglob("*.yaml")]
    for file in sorted((*files, Path(__file__), Path(__file__).with_name("bigger_content.py"))):
        digest.update(f"{file}\0".encode() + file.read_bytes())
    return digest.hexdigest()
