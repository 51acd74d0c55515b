"""Streams that are closed, full or left by their reader: no traceback, and exit codes that hold."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from shell import bash, cli
from wire import GUIDE

COMMANDS = (
    "call estimate_comp",
    "read career://method",
    "read career://data/roadmap.json",
    "search do I need a PhD",
    "validate",
    "schema --check",
    "tour",
    "--help",
    "call --help",
    "--version",
)
EVERY_COMMAND = pytest.mark.parametrize("command", COMMANDS)
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")


def without_a_reader(command: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Exit code and stderr of a command whose stdout nobody reads any more."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*GUIDE, *command.split()],
            stdin=subprocess.DEVNULL,
            stdout=writer,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            env={**os.environ, **(env or {})},
        )
    finally:
        os.close(writer)
    return done.returncode, done.stderr.decode()


@EVERY_COMMAND
def test_a_reader_that_left_is_no_error(command: str) -> None:
    assert without_a_reader(command) == (0, "")


def test_a_reader_that_left_is_no_error_where_output_is_not_buffered() -> None:
    for command in ("--help", "read career://method"):
        assert without_a_reader(command, {"PYTHONUNBUFFERED": "1"}) == (0, "")


def test_a_refused_call_stays_refused_when_its_reader_left() -> None:
    code, told = without_a_reader("call estimate_comp []")
    assert code == 2
    assert told.count("\n") == 1


@pytest.mark.parametrize("command", ["read career://method", "tour", "--help"])
def test_output_cut_off_by_head_is_no_error(command: str) -> None:
    done = bash(f"set -o pipefail; $GUIDE {command} | head -1")
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


@EVERY_COMMAND
def test_a_closed_stdout_is_quiet(command: str) -> None:
    assert bash(f"$GUIDE {command} >&-").stderr == ""


@EVERY_COMMAND
def test_nothing_depends_on_the_standard_streams_being_open(command: str) -> None:
    bash(f"$GUIDE {command} <&- >&- 2>&-")


def test_a_closed_stderr_sends_no_complaint_to_stdout() -> None:
    assert bash("$GUIDE no-such-command 2>&-", 2).stdout == ""
    assert bash("$GUIDE read no-such-page 2>&-", 2).stdout == ""
    assert bash("$GUIDE call estimate_comp '[]' 2>&-", 2).stdout.count("\n") == 1
    assert bash("$GUIDE read career://role 2>&-").stdout == cli("read", "career://role").stdout


@FULL
@EVERY_COMMAND
def test_a_full_device_is_told_in_one_line(command: str) -> None:
    done = bash(f"$GUIDE {command} >/dev/full", 1)
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("career-guide-mcp: the output cannot be written: ")


@FULL
def test_a_full_device_is_told_where_output_is_not_buffered() -> None:
    done = bash("$GUIDE --help >/dev/full", 1, {"PYTHONUNBUFFERED": "1"})
    assert done.stderr.count("\n") == 1


@FULL
def test_a_full_stderr_changes_no_exit_code() -> None:
    bash("$GUIDE read career://role 2>/dev/full >/dev/null")
    bash("$GUIDE read no-such-page 2>/dev/full", 2)
    bash("$GUIDE read career://role >/dev/full 2>/dev/full", 1)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for the tour's server")
def test_ctrl_c_ends_the_tour_quietly_and_its_server_too() -> None:
    process = subprocess.Popen(
        [*GUIDE, "tour"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a suite in the background would hand down that Ctrl-C is ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 30
    while not (server := children.read_text().split()):
        assert time.monotonic() < deadline, "the tour starts no server"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (130, b"")
    while not _has_ended(server[0]):
        assert time.monotonic() < deadline, "the server stays behind"
        time.sleep(0.05)


def _has_ended(process: str) -> bool:
    """Whether a process is gone, or ended and not yet waited for by whoever adopted it."""
    try:
        return "\nState:\tZ" in Path(f"/proc/{process}/status").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True
