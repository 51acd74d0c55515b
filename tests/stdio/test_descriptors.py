"""Standard descriptors that are closed, full, unreadable or shared."""

import contextlib
import json
import os
import pty
import socket
import subprocess
import sys
import tty
from itertools import chain, combinations
from pathlib import Path

import pytest

from ends import KINDS, Ends
from wire import GUIDE, SLOW, call, encode, initialize, opening, request, run

CLOSING = {0: "<&-", 1: ">&-", 2: "2>&-"}
COMBINATIONS = list(chain.from_iterable(combinations(CLOSING, n) for n in range(4)))
FULL = Path("/dev/full")
on_linux = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")


def talking(level: str) -> dict[str, str]:
    return {**os.environ, "CAREER_GUIDE_LOG_LEVEL": level}


def shell(redirections: str) -> list[str]:
    """The guide's server, started by a shell with redirections."""
    return ["bash", "-c", f'exec "$@" {redirections}', "bash", *GUIDE]


@pytest.mark.parametrize("closed", COMBINATIONS, ids=str)
def test_closed_descriptors_keep_everything_but_protocol_off_the_wire(
    closed: tuple[int, ...],
) -> None:
    ours, theirs = socket.socketpair()  # stdin and stdout, so that a misled log would show
    redirections = " ".join(CLOSING[fd] for fd in closed)
    with ours, theirs:
        process = subprocess.Popen(
            shell(redirections),
            stdin=theirs,
            stdout=theirs,
            stderr=subprocess.PIPE,
            env=talking("DEBUG"),
        )
        theirs.close()
        with contextlib.suppress(OSError):  # with stdin and stdout closed nobody is there
            ours.sendall(encode([*opening("legacy"), request(1, "tools/list"), b"garbage"]))
            ours.shutdown(socket.SHUT_WR)
        _, errors = process.communicate(timeout=60)
        seen = b""
        with contextlib.suppress(OSError):
            while data := ours.recv(1 << 16):
                seen += data
    assert process.returncode == 0
    assert b"Traceback" not in errors
    ids = [json.loads(line)["id"] for line in seen.splitlines()]
    assert sorted(ids, key=repr) == ([] if {0, 1} & set(closed) else [0, 1, None])


@pytest.mark.parametrize("redirections", ["", "2>&-"])
def test_the_hint_for_people_never_reaches_stdout(redirections: str) -> None:
    parent, child = pty.openpty()
    tty.setraw(child)
    process = subprocess.Popen(
        shell(redirections), stdin=child, stdout=child, stderr=subprocess.PIPE, env=talking("DEBUG")
    )
    try:
        os.write(parent, encode([initialize()]))
        seen = b""
        while not seen.endswith(b"\n"):
            seen += os.read(parent, 1 << 16)
        assert json.loads(seen)["id"] == 0
        process.terminate()
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0
        assert (b"waiting for JSON-RPC" in errors) == (not redirections)
    finally:
        process.kill()
        process.wait()
        os.close(child)
        os.close(parent)


@on_linux
@pytest.mark.parametrize("input_ends", [True, False])
def test_a_full_device_as_stdout_is_a_failure_that_is_told(input_ends: bool) -> None:
    with FULL.open("wb") as full:
        process = subprocess.Popen(
            GUIDE, stdin=subprocess.PIPE, stdout=full, stderr=subprocess.PIPE
        )
    assert process.stdin
    process.stdin.write(encode([initialize()]))
    process.stdin.flush()
    if input_ends:
        process.stdin.close()
    assert process.wait(60) == 1
    assert process.stderr
    with process.stderr:
        told = process.stderr.read().decode()
    process.stdin.close()
    why = os.strerror(28)
    assert told == f"career-guide-mcp: answers were lost: standard output: {why}\n"


def test_a_file_that_may_not_grow_is_a_failure_that_is_told(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    lists = [request(n, "tools/list") for n in range(1, 9)]
    limited = f'ulimit -f 8 && exec "$@" >"{target}"'
    done = run(("bash", "-c", limited, "bash", *GUIDE), [*opening("legacy"), *lists])
    assert done.code == 1
    assert done.stderr.count("\n") == 1
    assert "answers were lost: standard output: " in done.stderr


def test_a_stdin_that_cannot_be_read_is_a_failure_that_is_told(tmp_path: Path) -> None:
    write_only = f'exec "$@" 0>"{tmp_path}/file"'
    done = run(("bash", "-c", write_only, "bash", *GUIDE), [])
    assert (done.code, done.lines) == (1, [])
    assert done.stderr.startswith("career-guide-mcp: standard input: ")
    assert done.stderr.count("\n") == 1


@on_linux
@pytest.mark.parametrize("redirections", ["2>/dev/full", "2> >(exec <&-)", "2>&-", "2>&1"])
def test_a_stderr_that_takes_nothing_costs_no_answer(redirections: str) -> None:
    command = shell(redirections)
    done = subprocess.run(
        command,
        input=encode([*opening("legacy"), request(1, "tools/list")]),
        capture_output=True,
        timeout=60,
        check=False,
        env=talking("DEBUG" if "&1" not in command[2] else "ERROR"),
    )
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [0, 1]
    assert done.stderr == b""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_open_at_the_end(kind: str) -> None:
    for command in (SLOW, GUIDE):
        strict = (command[0], "-X", "dev", "-W", "error", *command[1:])
        with Ends(strict, kind) as ends:
            ends.send(*opening("legacy"), request(1, "tools/list"))
            ends.end_input()
            assert [answer["id"] for answer in ends.read_all()] == [0, 1]
            code, errors = ends.wait()
        assert code == 0
        assert "Warning" not in errors
        assert "Exception ignored" not in errors


def test_a_terminal_that_another_program_made_non_blocking_is_waited_for() -> None:
    parent, child = pty.openpty()
    tty.setraw(child)
    os.set_blocking(child, False)
    process = subprocess.Popen(SLOW, stdin=child, stdout=child, stderr=subprocess.PIPE)
    try:
        os.write(parent, encode([initialize(), call("legacy", 1, "wait", {"size": 100_000})]))
        seen = b""
        while seen.count(b"\n") < 2:
            seen += os.read(parent, 1 << 16)
        assert [json.loads(line)["id"] for line in seen.splitlines()] == [0, 1]
        process.terminate()
        process.communicate(timeout=60)
        assert process.returncode == 0
    finally:
        process.kill()
        process.wait()
        os.close(child)
        os.close(parent)


def test_a_handler_that_writes_to_the_standard_descriptors_does_not_reach_the_wire() -> None:
    code = (
        "import os, subprocess, sys\n"
        "from career_guide.transports.descriptors import claim\n"
        "wire = claim()\n"
        "print('printed', flush=True)\n"
        "os.write(1, b'written\\n')\n"
        "subprocess.run([sys.executable, '-c', 'print(\"child\", input(\"?\"))'])\n"
        "os.write(wire.write, b'protocol\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"for us\n", capture_output=True, timeout=60, check=True
    )
    assert done.stdout == b"protocol\n"
    assert {b"printed", b"written"} <= set(done.stderr.splitlines())
    assert b"for us" not in done.stderr
