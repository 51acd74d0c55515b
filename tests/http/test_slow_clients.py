"""Clients that send half a request, read no answer or leave: they cost nobody else anything."""

import contextlib
import json
import selectors
import socket
from collections.abc import Iterator

import pytest

from hosting import ERAS, Hosting, ask, drained, headers_for, message_for, raw, slow_host, until

HALF_SENT = 1000
RECEIVE_SECONDS = 1.0


@pytest.fixture(scope="module")
def server() -> Iterator[Hosting]:
    with slow_host(receive_timeout=RECEIVE_SECONDS, idle_timeout=2, max_concurrency=4) as running:
        yield running


def wait_call(era: str, name: str, seconds: float, **more: object) -> dict[str, object]:
    arguments = {"name": name, "seconds": seconds, **more}
    return message_for(era, 1, "tools/call", name="wait", arguments=arguments)


HALVES = {
    "nothing": lambda whole: b"",
    "half a request line": lambda whole: whole[:8],
    "half the headers": lambda whole: whole[:100],
    "half the body": lambda whole: whole[:-5],
    "blank lines": lambda whole: b"\r\n\r\n",
}


@pytest.mark.parametrize("half", HALVES, ids=str)
def test_a_half_sent_request_is_cut_off(server: Hosting, half: str) -> None:
    whole = raw(server, message_for("modern", 1, "tools/list"))
    with server.connect() as connection:
        connection.sendall(HALVES[half](whole))
        answer = drained(connection)
    assert answer.startswith(b"HTTP/1.1 408 ") or (answer == b"" and half in ("nothing",))


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_trickle_does_not_prolong_the_time_for_a_request(server: Hosting, part: str) -> None:
    whole = raw(server, message_for("modern", 1, "tools/list"))
    head = whole.index(b"\r\n\r\n") + 4
    start = 10 if part == "head" else head + 1
    with server.connect() as connection:
        connection.settimeout(RECEIVE_SECONDS / 10)
        connection.sendall(whole[:start])
        answer = b""
        for at in range(start, start + 100):
            with contextlib.suppress(TimeoutError):
                answer = connection.recv(65_536)
                break
            connection.sendall(whole[at : at + 1])
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_the_rest_of_a_body_that_was_refused_is_not_read_for_ever(server: Hosting) -> None:
    with server.connect() as connection:
        connection.settimeout(RECEIVE_SECONDS / 10)
        head = "POST /mcp HTTP/1.1\r\nhost: {}\r\ncontent-type: text/plain\r\ncontent-length: 99999"
        connection.sendall(head.format(server.host).encode() + b"\r\n\r\n")
        cut_off = False
        while not cut_off:
            try:
                with contextlib.suppress(TimeoutError):
                    connection.recv(65_536)
                connection.sendall(b"x")
            except ConnectionError:
                cut_off = True


def test_a_connection_that_is_silent_after_an_answer_is_closed(server: Hosting) -> None:
    with server.connect() as connection:
        connection.sendall(raw(server, message_for("modern", 1, "tools/list")))
        assert drained(connection).startswith(b"HTTP/1.1 200 ")


def test_blank_lines_do_not_keep_a_silent_connection_open(server: Hosting) -> None:
    with server.connect() as connection:
        connection.sendall(raw(server, message_for("modern", 1, "tools/list")))
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")
        connection.sendall(b"\r\n")
        assert b"HTTP/1.1 408 " in drained(connection)


def test_half_sent_requests_in_great_number_stop_nobody(server: Hosting) -> None:
    whole = raw(server, message_for("modern", 1, "tools/list"))
    with contextlib.ExitStack() as stack:
        held = [stack.enter_context(server.connect()) for _ in range(HALF_SENT)]
        for number, connection in enumerate(held):
            connection.sendall(whole[: -5 if number % 2 else 60])
        statuses = [ask(server, era, "tools/list").status for era in ERAS * 10]
        assert statuses == [200] * 20
        assert all(drained(connection).startswith(b"HTTP/1.1 408 ") for connection in held)


def test_large_bodies_that_never_end_give_way_to_one_that_arrives() -> None:
    size = 262_144
    with slow_host(receive_timeout=60, max_body=size) as server, contextlib.ExitStack() as stack:
        head = "POST /mcp HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n"
        head += "content-length: {}\r\n\r\n"
        half = head.format(server.host, size).encode() + b" " * (size - 1)
        held = [stack.enter_context(server.connect()) for _ in range(24)]
        for connection in held:
            connection.sendall(half)
        until(lambda: server.counted("career_guide_events_total", event="evicted:bodies") >= 7)
        for era in ERAS * 3:
            large = message_for(era, 1, "tools/call", name="wait", arguments={"pad": "x" * 20_000})
            answer = server.post(json.dumps(large).encode(), headers_for(era, large))
            assert (answer.status, answer.json["id"]) == (200, 1)
        with selectors.DefaultSelector() as told:
            for connection in held:
                told.register(connection, selectors.EVENT_READ, connection)
            ended = [key.data for key, _ in told.select(0)]
        assert len(ended) == server.counted("career_guide_events_total", event="evicted:bodies")
        assert all(drained(connection).startswith(b"HTTP/1.1 408 ") for connection in ended)


@pytest.mark.parametrize("era", ERAS)
def test_a_caller_who_leaves_cancels_the_work(server: Hosting, era: str) -> None:
    with server.connect() as connection:
        connection.sendall(raw(server, wait_call(era, f"left-{era}", 60), era))
        assert server.event("began")["name"] == f"left-{era}"
    assert server.event("cancelled")["name"] == f"left-{era}"
    until(lambda: server.counted("career_guide_http_requests_at_work") == 1)  # this one
    assert server.counted("career_guide_http_requests_total", status="499", tool="wait") > 0


def test_more_requests_than_allowed_at_a_time_get_503_and_are_told_when_to_retry(
    server: Hosting,
) -> None:
    with contextlib.ExitStack() as stack:
        for number in range(4):
            connection = stack.enter_context(server.connect())
            connection.sendall(raw(server, wait_call("modern", str(number), 60)))
            server.event("began")
        answer = ask(server, "modern", "tools/list")
        assert (answer.status, answer.headers["retry-after"]) == (503, "1")
        assert answer.json["error"]["code"] == 4290
        assert answer.json["id"] == 1
    until(lambda: ask(server, "modern", "tools/list").status == 200)


def test_a_caller_who_takes_no_answer_is_cut_off(server: Hosting) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", server.port))
        call = raw(server, wait_call("modern", "unread", 0, size=4_000_000))
        connection.sendall(call + call)
        until(lambda: server.counted("career_guide_events_total", event="timeout:send") > 0)


def test_pipelined_requests_are_answered_in_order(server: Hosting) -> None:
    first = message_for("modern", 1, "tools/list")
    last = message_for("modern", 2, "tools/list")
    with server.connect() as connection:
        connection.sendall(raw(server, first) + raw(server, last, close=True))
        answers = drained(connection)
    bodies = [part.partition(b"\r\n\r\n")[2] for part in answers.split(b"HTTP/1.1 200 OK")[1:]]
    assert [json.loads(body)["id"] for body in bodies] == [1, 2]


def test_beyond_its_connections_a_worker_closes_the_longest_silent_one() -> None:
    with slow_host(max_connections=16) as server, contextlib.ExitStack() as stack:
        held = [stack.enter_context(server.connect())]
        assert ask(server, "modern", "tools/list").status == 200
        held += [stack.enter_context(server.connect()) for _ in range(15)]
        assert ask(server, "modern", "tools/list").status == 200
        assert drained(held[0]) == b""
        held[-1].sendall(raw(server, message_for("modern", 1, "tools/list"), close=True))
        assert drained(held[-1]).startswith(b"HTTP/1.1 200 ")
