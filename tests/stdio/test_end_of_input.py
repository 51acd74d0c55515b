"""At end of file: what is still answered, for how long, and how a bad end looks."""

import signal
import threading
import time
from contextlib import ExitStack

import pytest

from ends import KINDS, Ends
from wire import GUIDE, SLOW, call, encode, opening, run, slow

ANSWERS = 35
LONG = {"size": 20_000}  # together far more than pipe, socket and our own buffer hold
SHORT = {"size": 3_000}


def begin(ends: Ends) -> None:
    ends.send(*opening("legacy"))
    assert ends.read_line()["id"] == 0


def ask(ends: Ends, arguments: dict[str, int], count: int = ANSWERS) -> None:
    begin(ends)
    ends.send(*(call("legacy", n, "wait", arguments) for n in range(1, count + 1)))
    ends.end_input()


def test_a_reader_that_pauses_longer_than_the_grace_still_gets_every_answer() -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(Ends(SLOW, kind)) for kind in KINDS]
        for ends in servers:
            ask(ends, LONG)
        time.sleep(3.5)  # the pause under test, more than twice the grace
        for ends, kind in zip(servers, KINDS, strict=True):
            answers = ends.read_all()
            assert (kind, {answer["id"] for answer in answers}) == (
                kind,
                set(range(1, ANSWERS + 1)),
            )
            assert all("result" in answer for answer in answers)
            assert ends.wait()[0] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_that_takes_nothing_ends_the_server_with_a_failure_that_is_told(kind: str) -> None:
    with Ends(slow(patience=0.5), kind) as ends:
        ask(ends, LONG)
        code, errors = ends.wait()
        assert code == 1
        told = [line for line in errors.splitlines() if "stray" not in line]
        assert told == [
            "answers were lost: standard output: "
            "nobody read for 0.5 seconds after the input had ended"
        ]


@pytest.mark.parametrize("kind", ["pipe", "sockets", "one-socket"])
def test_short_answers_that_were_written_before_the_failure_are_whole_lines(kind: str) -> None:
    with Ends(slow(patience=0.5), kind) as ends:
        ask(ends, SHORT, 300)
        assert ends.wait()[0] == 1
        assert 5 < len(ends.read_all()) < 300


def test_a_reader_that_takes_a_little_now_and_then_is_waited_for() -> None:
    with Ends(slow(patience=2)) as ends:
        ask(ends, LONG)
        for _ in range(25):
            assert ends.read(4096)
            time.sleep(0.1)  # in all longer than the patience, each a twentieth of it
        assert len(ends.read_all()) == ANSWERS
        assert ends.wait()[0] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_that_leaves_while_answers_are_due_ends_the_server_cleanly(kind: str) -> None:
    with Ends(SLOW, kind) as ends:
        ask(ends, LONG)
        ends.read()
        ends.stop_reading()
        code, errors = ends.wait()
        assert code == 0
        assert "Traceback" not in errors


@pytest.mark.parametrize("kind", ["pipe", "sockets"])
def test_a_reader_that_leaves_an_idle_server_ends_it_cleanly(kind: str) -> None:
    with Ends(SLOW, kind) as ends:
        begin(ends)
        ends.stop_reading()  # the input stays open
        code, errors = ends.wait()
        assert code == 0
        assert "Traceback" not in errors


@pytest.mark.parametrize("kind", ["pipe", "terminal"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_answers_are_due_ends_the_server_cleanly(
    kind: str, number: signal.Signals
) -> None:
    with Ends(SLOW, kind) as ends:
        ask(ends, LONG)
        ends.read()
        ends.process.send_signal(number)
        code, errors = ends.wait()
        assert code == 0
        assert "Traceback" not in errors


def test_calls_are_not_refused_as_too_many_because_the_reader_is_slow() -> None:
    calls = [call("legacy", n, "wait", {"size": 10_000, "pad": "x" * 9_000}) for n in range(1, 301)]
    assert len(encode(calls)) > 2 << 20  # more than may wait in line
    with Ends(SLOW) as ends:
        begin(ends)
        sender = threading.Thread(target=lambda: (ends.send(*calls), ends.end_input()))
        sender.start()
        time.sleep(1)  # the reader is slow
        answers = ends.read_all()
        sender.join()
        assert ends.wait()[0] == 0
    assert len(answers) == 300
    assert all("result" in answer for answer in answers)


def test_calls_that_wait_their_turn_outlive_the_grace_while_the_line_moves() -> None:
    calls = [call("legacy", n, "wait", {"seconds": 0.3}) for n in range(1, 201)]
    done = run(SLOW, [*opening("legacy"), *calls])  # seven turns of 0.3 s
    assert all("result" in done.by_id()[n] for n in range(1, 201))


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_what_takes_longer_than_the_grace_is_answered_with_an_error(era: str) -> None:
    started = time.monotonic()
    calls = [call(era, n, "wait", {"seconds": 60}) for n in range(1, 41)]  # 32 at work, 8 in line
    done = run(slow(grace=1), [*opening(era), *calls])
    assert done.code == 0
    assert time.monotonic() - started < 30
    assert "result" in done.by_id()[0]
    assert all(done.by_id()[n]["error"]["code"] == -32000 for n in range(1, 41))


@pytest.mark.parametrize("kind", KINDS)
def test_input_that_ends_while_a_reader_reads_ends_the_server_without_delay(kind: str) -> None:
    with Ends(slow(grace=60, patience=600), kind) as ends:
        ask(ends, SHORT)
        assert len(ends.read_all()) == ANSWERS
        assert ends.wait()[0] == 0


def test_a_socket_that_is_both_stdin_and_stdout_serves_before_and_after_its_half_close() -> None:
    with Ends(SLOW, "one-socket") as ends:
        begin(ends)
        for n in range(1, 4):  # incoming bytes are no sign that the reader left
            ends.send(call("legacy", n, "wait", {}))
            assert ends.read_line()["id"] == n
        ends.send(call("legacy", 9, "wait", {"seconds": 0.3}))
        ends.end_input()
        assert [answer["id"] for answer in ends.read_all()] == [9]
        assert ends.wait()[0] == 0


def test_the_pipe_is_left_as_it_was_found_for_those_who_share_it() -> None:
    script = '"$@" && printf "%s" "$(head -c 200000 /dev/zero | tr "\\0" x)"'
    with Ends(["bash", "-c", script, "bash", *GUIDE]) as ends:
        ends.end_input()
        while ends.unread() < 60_000:  # the next program fills the pipe: it must block, not fail
            time.sleep(0.01)
        while ends.read():
            pass
        assert ends.seen == b"x" * 200_000
        assert ends.wait() == (0, "")


def test_every_call_of_a_long_script_is_answered() -> None:
    arguments = {"level": "senior", "market": "us-tier2"}
    calls = [call("legacy", n, "estimate_comp", arguments) for n in range(1, 2001)]
    assert len(encode(calls)) < 1 << 20  # all may wait in line
    done = run(GUIDE, [*opening("legacy"), *calls], timeout=120)
    assert set(done.by_id()) == set(range(2001))
    assert all("result" in answer for answer in done.answers)
