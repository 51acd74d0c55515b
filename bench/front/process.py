"""A server process at the other end of two pipes: asked line by line, timed, weighed."""

import contextlib
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

CHUNK = 1 << 16
"""What a pipe holds; larger buffers cost more to make than they save."""
PATIENCE_SECONDS = 60
AT_ONCE = 64
"""Requests in flight when pipelined; their bytes fit in a pipe, so writing never waits."""


class Failure(Exception):
    """A server ended, was silent too long, or answered something else than a result."""


class Process:
    """One server process; `started` is the clock in seconds just before it was spawned."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], cwd: Path) -> None:
        self.command = command
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            cwd=cwd,
            bufsize=0,
        )
        assert self.process.stdin
        assert self.process.stdout
        self.to, self.back = self.process.stdin.fileno(), self.process.stdout.fileno()
        self.watchdog = threading.Timer(PATIENCE_SECONDS, self.process.kill)
        self.watchdog.daemon = True
        self.watchdog.start()

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *exc: object) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe
            with contextlib.suppress(OSError):
                pipe.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.watchdog.cancel()

    def since_spawn_ms(self) -> float:
        """Milliseconds since just before the process was spawned."""
        return (time.perf_counter() - self.started) * 1000

    def send(self, data: bytes) -> None:
        """Write all of `data`."""
        try:
            while data:
                data = data[os.write(self.to, data) :]
        except OSError as error:
            raise Failure(f"{self.command[0]}: {error.strerror}") from None

    def ask(self, line: bytes) -> bytes:
        """The answer to one request, with its end of line."""
        self.send(line)
        answer = self._read()
        while not answer.endswith(b"\n"):
            answer += self._read()
        return answer

    def sequential(self, lines: Sequence[bytes]) -> list[float]:
        """Seconds from each request to the end of its answer; all answers are checked.

        Client and server share a core meanwhile, since they never work at the same time: to wake
        the other one up on another core takes longer than most answers.
        """
        took, answers = [], []
        with one_core(self.process.pid):
            for line in lines:
                before = time.perf_counter()
                answer = self.ask(line)
                took.append(time.perf_counter() - before)
                answers.append(answer)
        check(b"".join(answers), len(lines))
        return took

    def pipelined(self, lines: Sequence[bytes]) -> float:
        """Seconds for all requests with at most `AT_ONCE` in flight; answers are checked.

        New ones are sent when half of them are answered, so that the client costs little.
        """
        sent = answered = 0
        chunks = []
        before = time.perf_counter()
        while answered < len(lines):
            if sent - answered <= AT_ONCE // 2 and sent < len(lines):
                more = lines[sent : answered + AT_ONCE]
                self.send(b"".join(more))
                sent += len(more)
            chunk = self._read()
            answered += chunk.count(b"\n")
            chunks.append(chunk)
        took = time.perf_counter() - before
        check(b"".join(chunks), len(lines))
        return took

    def memory_mib(self) -> float | None:
        """Resident memory of the process and its children; None where the system does not tell."""
        sizes = [resident_kib(pid) for pid in tree(self.process.pid)]
        known = [size for size in sizes if size is not None]
        return sum(known) / 1024 if known else None

    def _read(self) -> bytes:
        data = os.read(self.back, CHUNK)
        if not data:
            raise Failure(f"{' '.join(self.command[-2:])} ended or was silent too long")
        return data


def result(answer: bytes) -> dict[str, Any]:
    """The result in an answer. Raises Failure where it is an error or a failed tool."""
    message: dict[str, Any] = json.loads(answer)
    found: dict[str, Any] | None = message.get("result")
    if found is None or found.get("isError"):
        raise Failure(f"no result: {answer[:300].decode()}")
    return found


def check(answers: bytes, count: int) -> None:
    """Raises Failure unless there are `count` results with different ids."""
    lines = answers.splitlines()
    ids = {json.loads(line)["id"] for line in lines}
    for line in lines:
        result(line)
    if len(lines) != count or len(ids) != count:
        raise Failure(f"{len(lines)} answers with {len(ids)} ids to {count} requests")


def run_to_exit(command: Sequence[str], environment: Mapping[str, str], cwd: Path) -> float:
    """Seconds from spawn to exit of a command that must succeed; its output is thrown away."""
    before = time.perf_counter()
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
        cwd=cwd,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    took = time.perf_counter() - before
    if done.returncode:
        raise Failure(f"{' '.join(command)}: exit code {done.returncode}")
    return took


@contextlib.contextmanager
def one_core(pid: int) -> Iterator[None]:
    """This process and the tree below `pid`, all threads, on one core; anywhere again at the end.

    Does nothing where the system cannot.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    anywhere = os.sched_getaffinity(0)
    try:
        _keep_on([0, *_threads(pid)], {min(anywhere)})
        yield
    finally:
        _keep_on([0, *_threads(pid)], anywhere)


def _keep_on(threads: Sequence[int], cores: set[int]) -> None:
    for thread in threads:
        with contextlib.suppress(OSError):  # it has ended
            os.sched_setaffinity(thread, cores)


def _threads(pid: int) -> list[int]:
    found: list[int] = []
    for process in tree(pid):
        with contextlib.suppress(OSError):
            found += [int(task.name) for task in Path(f"/proc/{process}/task").iterdir()]
    return found


def tree(pid: int) -> list[int]:
    """A process and every one below it."""
    found = [pid]
    for parent in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def resident_kib(pid: int) -> int | None:
    """Resident memory of one process; None where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) for line in lines if line.startswith("Rss:")), None)
