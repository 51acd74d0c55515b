"""The stdio transport's promises, on a server whose handlers wait."""

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from wire import GUIDE, MODERN, SLOW, Run, Session, call, encode, initialize, opening, request, run

ERAS = pytest.mark.parametrize("era", ["legacy", "modern"])


@ERAS
def test_every_request_is_answered_before_end_of_file_ends_the_process(era: str) -> None:
    calls = [call(era, n, "wait", {"seconds": 0.3}) for n in range(1, 21)]
    done = run(SLOW, [*opening(era), *calls])
    assert done.code == 0
    assert set(done.by_id()) == set(range(21))


@ERAS
def test_more_calls_than_may_work_at_once_wait_in_order(era: str) -> None:
    calls = [call(era, n, "wait", {"seconds": 0.02, "n": n}) for n in range(1, 201)]
    done = run(SLOW, [*opening(era), *calls])
    answered = done.by_id()
    assert all("result" in answered[n] for n in range(1, 201))


@ERAS
def test_calls_beyond_the_waiting_room_are_refused_busy_and_lists_still_answer(era: str) -> None:
    padding = "x" * 60_000
    calls = [call(era, n, "wait", {"seconds": 1, "pad": padding}) for n in range(1, 101)]
    listing = request("list", "tools/list", **({"_meta": MODERN} if era == "modern" else {}))
    done = run(SLOW, [*opening(era), *calls, listing])
    answered = done.by_id()
    assert "result" in answered["list"]
    busy = [n for n in range(1, 101) if answered.get(n, {}).get("error", {}).get("code") == 4290]
    assert 40 <= len(busy) <= 60  # 32 at work, about 17 of 60 kB in line


UNREADABLE = [
    (b"garbage", -32700),
    (b'{"jsonrpc":"2.0","id":5,"method":"tools/list"', -32700),
    (b'{"a":NaN}', -32700),
    (b'{"a":1e400}', -32700),
    (b'{"a":1,"a":2}', -32700),
    (b'{"id":' + b"9" * 5000 + b"}", -32700),
    (b"\xff\xfe{}", -32700),
    (b'{"jsonrpc":"2.0","id":"caf\xe9","method":"ping"}', -32700),
    (b"[" * 100_000, -32700),
    (b"[]", -32600),
    (b'[{"jsonrpc":"2.0","id":7,"method":"ping"}]', -32600),
    (b"42", -32600),
    (b"null", -32600),
    (b'"text"', -32600),
    (b'{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600),
    (b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600),
    (b'{"jsonrpc":"2.0","id":true,"method":"ping"}', -32600),
    (b'{"jsonrpc":"2.0","id":"' + b"i" * 300 + b'","method":"ping"}', -32600),
    (b'{"jsonrpc":"2.0","id":"\\ud800","method":"ping"}', -32600),
    (b'{"jsonrpc":"2.0","id":"\\udc00","method":"ping","params":{"x":"\\ud800"}}', -32600),
    (b'\xef\xbb\xbf{"jsonrpc":"2.0","id":5,"method":"ping"}', -32700),
    (b"x" * ((1 << 20) + 1), -32700),
    (b"x" * (5 << 20), -32700),
]
BROKEN = [
    (900, b'"method":"ping"'),
    (901, b'"jsonrpc":"1.0","method":"ping"'),
    (902, b'"jsonrpc":"2.0","method":5'),
    (903, b'"jsonrpc":"2.0"'),
    (904, b'"jsonrpc":"2.0","method":"ping","params":[]'),
    (905, b'"jsonrpc":"2.0","method":"ping","params":"x"'),
    (906, b'"jsonrpc":"2.0","method":"ping","result":{}'),
    (907, b'"jsonrpc":"2.0","method":"ping","params":{"x":"\\ud800"}'),
    ("plain", b'"jsonrpc":"2.0","method":"ping","params":{"x":"\\ud800"}'),
    ("caf\u00e9\U0001f600", b'"jsonrpc":"2.0","method":"ping","params":{"\\uDFFF":1}'),
]
IGNORED = [b"", b"   ", b"\r", b'{"jsonrpc":"2.0","id":1,"result":{}}']


@pytest.fixture(scope="module")
def troubled(front: str) -> Run:
    """A process that got each of these lines, with a call behind it."""
    broken = [b'{"id":' + json.dumps(id).encode() + b"," + rest + b"}" for id, rest in BROKEN]
    lines = [*(line for line, _ in UNREADABLE), *IGNORED, *broken]
    behind = [[line, call("legacy", f"call {n}", "wait", {})] for n, line in enumerate(lines)]
    return run(SLOW, [*opening("legacy"), *(message for pair in behind for message in pair)])


@pytest.mark.parametrize(
    "n", range(len(UNREADABLE)), ids=[f"{line[:40]!r}" for line, _ in UNREADABLE]
)
def test_an_unreadable_line_gets_one_error_and_the_next_request_still_works(
    n: int, troubled: Run
) -> None:
    assert troubled.errors_without_id()[n] == UNREADABLE[n][1]
    assert "result" in troubled.by_id()[f"call {n}"]


def test_blank_lines_and_stray_responses_get_no_answer(troubled: Run) -> None:
    assert len(troubled.errors_without_id()) == len(UNREADABLE)
    assert len(troubled.answers) == 1 + 2 * (len(UNREADABLE) + len(BROKEN)) + len(IGNORED)
    assert troubled.code == 0


@pytest.mark.parametrize(("id", "rest"), BROKEN)
def test_a_broken_request_with_a_readable_id_is_refused_under_that_id(
    id: str | int, rest: bytes, troubled: Run
) -> None:
    assert troubled.by_id()[id]["error"]["code"] == -32600


def test_the_largest_allowed_line_is_answered() -> None:
    message = call("legacy", 1, "wait", {"pad": ""})
    message["params"]["arguments"]["pad"] = "x" * ((1 << 20) - len(encode([message])) + 1)
    assert len(encode([message])) == (1 << 20) + 1  # the newline does not count
    done = run(SLOW, [*opening("legacy"), message])
    assert "result" in done.by_id()[1]


def test_a_byte_order_mark_at_the_start_and_crlf_are_taken() -> None:
    data = encode([*opening("legacy"), call("legacy", 1, "wait", {})]).replace(b"\n", b"\r\n")
    done = run(SLOW, [], prefix=b"\xef\xbb\xbf" + data)
    assert set(done.by_id()) == {0, 1}


def test_the_last_line_may_lack_its_newline() -> None:
    last = encode([call("legacy", 1, "wait", {})]).rstrip()
    done = run(SLOW, opening("legacy"), suffix=last)
    assert set(done.by_id()) == {0, 1}


def test_an_id_in_flight_is_refused_and_the_first_request_is_answered() -> None:
    with Session(SLOW) as session:
        session.send(*opening("legacy"))
        session.receive()
        session.send(call("legacy", 1, "wait", {"seconds": 0.4}), call("legacy", 1, "wait", {}))
        refused, answered = session.receive(), session.receive()
    assert (refused["id"], refused["error"]["code"]) == (1, -32600)
    assert (answered["id"], "result" in answered) == (1, True)


@ERAS
def test_a_cancelled_call_is_never_answered_and_its_id_is_free_again(era: str) -> None:
    cancel = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}
    with Session(SLOW) as session:
        session.send(*opening(era))
        session.receive()
        session.send(call(era, 1, "wait", {"seconds": 30}), cancel, call(era, 2, "wait", {}))
        assert session.receive()["id"] == 2
        session.send(call(era, 1, "wait", {}))
        assert "result" in session.receive()


@ERAS
def test_a_cancellation_of_another_id_cancels_nothing(era: str) -> None:
    others: list[Any] = ["1", 2, None, {}, 1.0]
    cancels = [
        {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": id}}
        for id in others
    ]
    done = run(SLOW, [*opening(era), call(era, 1, "wait", {"seconds": 0.2}), *cancels])
    assert "result" in done.by_id()[1]


def test_nothing_but_protocol_reaches_stdout() -> None:
    done = run(SLOW, [*opening("legacy"), call("legacy", 1, "wait", {"print": True})])
    assert set(done.by_id()) == {0, 1}
    assert "stray output at import time" in done.stderr
    assert "stray output of a handler" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_the_process_cleanly(number: signal.Signals) -> None:
    with Session(SLOW) as session:
        session.send(*opening("legacy"))
        session.receive()
        session.send(call("legacy", 1, "wait", {"seconds": 30}))
        session.process.send_signal(number)
        assert session.process.wait(60) == 0
        assert "Traceback" not in session.errors.decode()


def test_a_closed_stdout_ends_the_process_cleanly() -> None:
    with Session(SLOW) as session:
        session.send(*opening("legacy"))
        session.receive()
        assert session.process.stdout
        session.process.stdout.close()
        session.send(call("legacy", 1, "wait", {}))
        assert session.process.wait(60) == 0
        assert "Traceback" not in session.errors.decode()


def test_a_reader_that_is_slow_holds_the_server_back_and_loses_nothing() -> None:
    with Session(SLOW) as session:
        session.send(*opening("legacy"))
        session.receive()
        lists = [request(n, "tools/list") for n in range(1, 3001)]
        sender = threading.Thread(target=session.send, args=lists)
        sender.start()
        time.sleep(0.5)  # nobody reads: the server must stop taking in
        grown = resident_kib(session.process.pid)
        ids = {session.receive()["id"] for _ in lists}
        sender.join()
    assert ids == set(range(1, 3001))
    assert grown < 200_000


def test_blank_lines_do_not_pile_up_while_nobody_reads() -> None:
    blank = b"\n" * (1 << 16)
    with Session(GUIDE) as session:
        session.send(*opening("legacy"))
        session.receive()
        lists = [request(n, "tools/list") for n in range(1, 60)]
        session.send(*lists)
        assert session.process.stdin
        os.set_blocking(session.process.stdin.fileno(), False)
        taken = 0
        deadline = time.monotonic() + 2  # for a server that would take all of it
        while taken < 32 << 20 and time.monotonic() < deadline:
            with contextlib.suppress(BlockingIOError):
                taken += os.write(session.process.stdin.fileno(), blank)
        grown = resident_kib(session.process.pid)
        os.set_blocking(session.process.stdin.fileno(), True)
        ids = {session.receive()["id"] for _ in lists}
    assert ids == set(range(1, 60))
    assert grown < 150_000


def resident_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    line = next(row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1])


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_files_as_stdin_and_stdout(era: str, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    calls = [call(era, n, "wait", {"seconds": 0.1}) for n in range(1, 22)]
    source.write_bytes(encode([*opening(era), *calls]))
    with source.open("rb") as read, target.open("wb") as write:
        done = subprocess.run(
            SLOW, stdin=read, stdout=write, stderr=subprocess.PIPE, timeout=30, check=False
        )
    assert done.returncode == 0
    assert len(target.read_bytes().splitlines()) == 22


def test_the_null_device_as_stdin_ends_at_once_and_as_stdout_swallows_answers() -> None:
    for stdin, stdout in ((os.devnull, subprocess.PIPE), (None, subprocess.DEVNULL)):
        process = subprocess.Popen(
            SLOW,
            stdin=subprocess.DEVNULL if stdin else subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )
        out, errors = process.communicate(None if stdin else encode([initialize()]), timeout=30)
        assert (process.returncode, out or b"") == (0, b"")
        assert b"Traceback" not in errors


def test_a_terminal_as_stdin_and_stdout() -> None:
    pty = pytest.importorskip("pty")
    parent, child = pty.openpty()
    process = subprocess.Popen(SLOW, stdin=child, stdout=child, stderr=subprocess.PIPE)
    os.close(child)
    try:
        os.write(parent, encode([initialize()]))
        seen = b""
        while b'"serverInfo"' not in seen:
            seen += os.read(parent, 65536)
        os.write(parent, b"\x04")  # end of file, typed
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(parent)
        assert process.stderr
        process.stderr.close()


def test_stderr_that_nobody_reads_blocks_no_answer() -> None:
    process = subprocess.Popen(
        SLOW, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    bad = [b"garbage"] * 3000
    out, _ = process.communicate(encode([*opening("legacy"), *bad, initialize("end")]), timeout=60)
    assert out.count(b"-32700") == 3000
