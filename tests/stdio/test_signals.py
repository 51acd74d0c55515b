"""SIGINT and SIGTERM, from our first line to the last."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ends import Ends
from signalled import environment
from wire import GUIDE, SLOW, call, encode, initialize, opening, request

NUMBERS = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
FIRST_STAGE = [
    "career_guide.serving",
    "career_guide.settings",
    "json",
    "career_guide.transports.instant",
    "career_guide.front.belonging",
    "career_guide.front.core",
    "career_guide.transports.descriptors",
]
"""What is imported before the first answer of the front."""
LATER_STAGES = [
    "logging",
    "career_guide.content.snapshot",
    "pydantic_core",
    "career_guide.transports.serve",
    "asyncio",
    "anyio",
    "mcp_types",
    "mcp.server.lowlevel",
    "career_guide.transports.stdio",
    "socket.__new__",  # the event loop comes up
]
"""What is imported at the start without the front, and with it for a message that needs the SDK."""
COMMAND_LINE = ["career_guide.cli", "argparse", "career_guide.transports.descriptors"]
"""What is imported before that without the front."""
POINTS = {"on": [*FIRST_STAGE, *LATER_STAGES], "off": [*COMMAND_LINE, *LATER_STAGES]}


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Programs that a shell starts in the background ignore SIGINT, and so do their children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@NUMBERS
@pytest.mark.parametrize("point", sorted({*POINTS["on"], *POINTS["off"]}))
def test_a_signal_at_any_point_of_the_start_ends_the_server_cleanly(
    front: str, point: str, number: signal.Signals, tmp_path: Path
) -> None:
    if point not in POINTS[front]:
        pytest.skip("not imported this way")
    env = environment(tmp_path, SIGNAL_AT=point, SIGNAL=int(number))
    for command in (GUIDE, (*GUIDE, "--content", "call", "serve"))[: 1 + (point == "argparse")]:
        with Ends(command, env=env) as ends:  # its input stays open: only the signal ends it
            if front == "on":
                ends.send(initialize(), request(1, "prompts/get", name="mock_interview"))
            assert ends.wait() == (0, "")


@NUMBERS
def test_a_signal_at_any_time_ends_the_server_cleanly(
    number: signal.Signals, tmp_path: Path
) -> None:
    for delay in (0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6):
        started, mark = os.pipe()
        with Ends(GUIDE, env=environment(tmp_path, MARK=mark), pass_fds=[mark]) as ends:
            os.close(mark)
            assert os.read(started, 1) == b"x"  # our first import: from here on it is ours
            os.close(started)
            time.sleep(delay)
            ends.process.send_signal(number)
            assert (delay, *ends.wait()) == (delay, 0, "")


@NUMBERS
def test_a_signal_while_the_server_ends_is_clean_too(
    number: signal.Signals, tmp_path: Path
) -> None:
    with Ends(GUIDE) as ends:
        ends.send(*opening("legacy"))
        assert ends.read_line()["id"] == 0
        ends.end_input()
        while ends.process.poll() is None:  # one signal after the other until it has ended
            ends.process.send_signal(number)
        assert ends.wait() == (0, "")


@NUMBERS
def test_a_handler_that_blocks_everything_does_not_hold_up_a_signal(
    number: signal.Signals,
) -> None:
    with Ends(SLOW) as ends:
        ends.send(*opening("legacy"))
        assert ends.read_line()["id"] == 0
        ends.send(call("legacy", 1, "wait", {"print": True, "block": 300}))
        assert ends.process.stderr
        while b"handler" not in ends.process.stderr.readline():
            pass
        ends.process.send_signal(number)
        assert ends.wait()[0] == 0


@NUMBERS
def test_a_signal_ends_a_server_between_a_silent_named_pipe_and_a_file(
    number: signal.Signals, tmp_path: Path
) -> None:
    fifo, target = tmp_path / "fifo", tmp_path / "out.jsonl"
    os.mkfifo(fifo)
    with fifo.open("r+b", buffering=0) as held, target.open("wb") as write:
        process = subprocess.Popen(SLOW, stdin=held, stdout=write, stderr=subprocess.PIPE)
        held.write(encode([initialize()]))
        while not target.read_bytes():
            time.sleep(0.01)
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"Traceback" not in errors


@pytest.mark.parametrize(
    "point", ["career_guide.cli", "argparse", "pydantic_core", "datetime", "career_guide.tools"]
)
def test_an_interrupted_command_exits_with_130_and_prints_nothing(
    point: str, tmp_path: Path
) -> None:
    env = environment(tmp_path, SIGNAL_AT=point, SIGNAL=int(signal.SIGINT))
    with Ends((*GUIDE, "call", "next_skill", '{"known_skills":["Python"]}'), env=env) as ends:
        assert ends.wait() == (130, "")
        assert ends.read_all() == []


def test_an_interrupt_while_a_command_waits_for_its_input_exits_with_130(tmp_path: Path) -> None:
    started, mark = os.pipe()
    command = (*GUIDE, "call", "next_skill", "-")
    with Ends(command, env=environment(tmp_path, MARK=mark), pass_fds=[mark]) as ends:
        os.close(mark)
        assert os.read(started, 1) == b"x"
        os.close(started)
        ends.process.send_signal(signal.SIGINT)
        assert ends.wait() == (130, "")


def test_other_commands_keep_the_default_of_sigterm(tmp_path: Path) -> None:
    env = environment(tmp_path, SIGNAL_AT="argparse", SIGNAL=int(signal.SIGTERM))
    with Ends((*GUIDE, "read", "career://method"), env=env) as ends:
        assert ends.wait() == (-signal.SIGTERM, "")
