"""What is refused before the protocol sees it: hosts, origins, types, sizes, shapes of bodies."""

import json
import random
import socket
from typing import Any

import pytest

from hosting import ERAS, Hosting, ask, drained, headers_for, message_for, raw

LIMIT = 262_144
ORIGIN = "https://app.example.org"
LIST = message_for("modern", 1, "tools/list")
BODY = json.dumps(LIST).encode()


def code_of(answer: Any) -> int:
    assert answer.headers["content-type"] == "application/json"
    body = answer.json
    assert body["jsonrpc"] == "2.0"
    code: int = body["error"]["code"]
    return code


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.example",
        "localhost:{port}@evil.example",
        "localhost.:{port}",
        "",
    ],
)
def test_a_foreign_host_is_refused(guide: Hosting, host: str) -> None:
    answer = guide.post(BODY, headers_for("modern", LIST, host=host.format(port=guide.port)))
    assert (answer.status, code_of(answer)) == (421, -32600)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "[::1]", "127.0.0.1"])
def test_the_names_of_this_machine_are_served(guide: Hosting, host: str) -> None:
    answer = guide.post(BODY, headers_for("modern", LIST, host=f"{host}:{guide.port}"))
    assert answer.status == 200


def test_a_missing_or_second_host_is_refused(guide: Hosting) -> None:
    for head in (
        b"GET /mcp HTTP/1.0\r\n\r\n",
        raw(guide, LIST).replace(b"\r\n", b"\r\nhost: a\r\n", 1),
    ):
        with guide.connect() as connection:
            connection.sendall(head)
            assert connection.recv(65_536).startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://app.example.org",
        "https://app.example.org:1",
        "https://app.example.org.evil.example",
        "https://app.example.org@evil.example",
        "null",
        "",
    ],
)
def test_a_foreign_origin_is_refused(guide: Hosting, origin: str) -> None:
    answer = guide.post(BODY, headers_for("modern", LIST, origin=origin))
    assert (answer.status, code_of(answer)) == (403, -32600)
    assert "access-control-allow-origin" not in answer.headers


def test_a_page_of_a_listed_origin_may_call(guide: Hosting) -> None:
    answer = guide.post(BODY, headers_for("modern", LIST, origin=ORIGIN))
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    asked = {
        "origin": ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,mcp-protocol-version",
    }
    preflight = guide.post(b"", asked, method="OPTIONS")
    assert preflight.status == 200
    assert preflight.headers["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-credentials" not in preflight.headers
    foreign = guide.post(b"", {**asked, "origin": "https://evil.example"}, method="OPTIONS")
    assert foreign.status == 403


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/jsonp",
        "application/json5",
        "text/json",
        "application/json, text/plain",
        "application/json; charset=utf-16",
        "multipart/form-data; boundary=application/json",
        "",
    ],
)
def test_any_other_content_type_is_refused(guide: Hosting, kind: str) -> None:
    answer = guide.post(BODY, headers_for("modern", LIST, content_type=kind))
    assert (answer.status, code_of(answer)) == (415, -32600)


def test_json_in_utf_8_may_say_so(guide: Hosting) -> None:
    for kind in ("application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'):
        assert guide.post(BODY, headers_for("modern", LIST, content_type=kind)).status == 200


def test_a_packed_body_is_refused(guide: Hosting) -> None:
    answer = guide.post(BODY, headers_for("modern", LIST, content_encoding="gzip"))
    assert (answer.status, code_of(answer)) == (415, -32600)


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        (b"", -32700, "invalid JSON"),
        (b"{not json", -32700, "invalid JSON"),
        (BODY + BODY, -32700, "invalid JSON"),
        (b"\xff" + BODY, -32700, "not UTF-8"),
        (BODY.decode().encode("utf-16"), -32700, "not UTF-8"),
        (b"[" * 4000 + b"]" * 4000, -32700, "nesting deeper than 64"),
        (b'{"a":' * 4000, -32700, "nesting deeper than 64"),
        (b'{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}', -32700, "duplicate key"),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":NaN}}', -32700, "no JSON"),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":1e999}}', -32700, "out of range"),
        (b'{"a":"' + b'\\",' * 80_000 + b"[" * 70, -32700, "invalid JSON"),
        (b'{"a":[' + b"{}," * 80_000 + b"{}]}", -32600, "more than 10000 values"),
        (b"[" + BODY + b"]", -32600, "no batch"),
        (b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600, "id must be"),
        (b'{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600, "jsonrpc must be"),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}', -32600, "params must be"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_body_that_is_no_message_is_refused(
    guide: Hosting, era: str, body: bytes, code: int, said: str
) -> None:
    answer = guide.post(body, headers_for(era, LIST))
    assert (answer.status, code_of(answer)) == (400, code)
    assert said in answer.json["error"]["message"]


def test_a_body_is_taken_up_to_the_limit_and_not_a_byte_beyond(guide: Hosting) -> None:
    headers = headers_for("modern", LIST)
    assert guide.post(BODY.ljust(LIMIT), headers).status == 200
    answer = guide.post(BODY.ljust(LIMIT + 1), headers)
    assert (answer.status, code_of(answer)) == (413, -32600)


def test_a_body_is_refused_by_its_declared_length_before_it_comes(guide: Hosting) -> None:
    head, _, _ = raw(guide, LIST).partition(b"content-length")
    for length in (b"262145", b"99999999999999999999"):
        with guide.connect() as connection:
            connection.sendall(head + b"content-length: " + length + b"\r\n\r\n")
            assert connection.recv(65_536)[:13] in (b"HTTP/1.1 413 ", b"HTTP/1.1 400 ")


def test_a_body_without_a_length_is_bounded_all_the_same(guide: Hosting) -> None:
    head, _, _ = raw(guide, LIST).partition(b"content-length")
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    with guide.connect() as connection:
        connection.sendall(head + b"transfer-encoding: chunked\r\n\r\n" + chunk * 4 + b"1\r\n \r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "extra",
    [
        b"transfer-encoding: chunked\r\n",
        b"content-length: 5\r\n",
        b"content-length: -1\r\n",
        b"broken header\r\n",
        b"transfer-encoding : chunked\r\n",
    ],
    ids=str,
)
def test_a_request_with_two_readings_is_refused_and_hung_up_on(
    guide: Hosting, extra: bytes
) -> None:
    request = raw(guide, LIST).replace(b"\r\n", b"\r\n" + extra, 1)
    with guide.connect() as connection:
        connection.sendall(request)
        assert drained(connection).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "extra",
    [
        b"x-long: " + b"a" * 40_000 + b"\r\n",
        b"".join(b"x-%d: a\r\n" % n for n in range(120)),
        b"x-" + b"n" * 40_000 + b": a\r\n",
    ],
    ids=["long value", "many", "long name"],
)
def test_a_head_that_is_too_large_is_refused(guide: Hosting, extra: bytes) -> None:
    with guide.connect() as connection:
        connection.sendall(raw(guide, LIST).replace(b"\r\n", b"\r\n" + extra, 1))
        assert connection.recv(65_536).startswith(b"HTTP/1.1 431 ")


def test_an_offer_to_upgrade_is_passed_over(guide: Hosting) -> None:
    offer = b"\r\nconnection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAM\r\n"
    with guide.connect() as connection:
        connection.sendall(raw(guide, LIST).replace(b"\r\n", offer, 1))
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")


def test_a_head_without_end_is_refused(guide: Hosting) -> None:
    with guide.connect() as connection:
        connection.sendall(b"POST /mcp HTTP/1.1\r\nx: ")
        connection.sendall(b"a" * 300_000)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("name", ["mcp-protocol-version", "mcp-method", "mcp-session-id"])
def test_a_header_of_the_protocol_that_comes_twice_is_refused(guide: Hosting, name: str) -> None:
    twice = f"{name}: 2025-11-25\r\n{name}: tools/list\r\n".encode()
    for era in ERAS:
        request = raw(guide, message_for(era, 7, "tools/list"), era, close=True)
        with guide.connect() as connection:
            connection.sendall(request.replace(b"\r\n", b"\r\n" + twice, 1))
            answer = drained(connection)
        assert answer.startswith(b"HTTP/1.1 400 ")
        body = json.loads(answer.partition(b"\r\n\r\n")[2])
        assert (body["id"], body["error"]["code"]) == (7, -32020)


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"mcp_method": "tools/call"}, 400, -32020),
        ({"mcp_protocol_version": "2027-01-01"}, 400, -32022),
        ({"mcp_protocol_version": "nonsense"}, 400, -32022),
    ],
    ids=str,
)
def test_headers_that_contradict_the_body_are_refused(
    guide: Hosting, more: dict[str, str], status: int, code: int
) -> None:
    answer = guide.post(BODY, headers_for("modern", LIST, **more))
    assert answer.status == status
    assert answer.json["error"]["code"] in (code, -32020)


def test_a_tool_that_is_not_the_one_of_the_header_is_refused(guide: Hosting) -> None:
    message = message_for("modern", 1, "tools/call", name="next_skill", arguments={})
    headers = headers_for("modern", message, mcp_name="estimate_comp")
    answer = guide.post(json.dumps(message).encode(), headers)
    assert (answer.status, answer.json["error"]["code"]) == (400, -32020)


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"])
def test_only_posts_are_taken(guide: Hosting, method: str) -> None:
    answer = guide.post(b"", {"accept": "text/event-stream"}, method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/", "/mcp/", "/MCP", "//mcp", "/mcp/..%2f", "/etc/passwd"])
def test_there_is_one_endpoint(guide: Hosting, path: str) -> None:
    assert guide.post(BODY, headers_for("modern", LIST), path=path).status == 404


def test_nothing_of_this_machine_is_in_a_refusal(guide: Hosting) -> None:
    secret = "sk-live-0123456789"
    message = message_for("modern", 1, f"no/{secret}")
    headers = headers_for("modern", message, authorization=f"Bearer {secret}")
    refused = guide.post(json.dumps(message).encode(), headers)
    assert refused.json["error"]["code"] == -32601
    for answer in (refused, guide.post(b"{" + secret.encode(), headers_for("modern", LIST))):
        assert secret.encode() not in answer.body.replace(f"no/{secret}".encode(), b"")
        assert b"Traceback" not in answer.body
        assert b"/server/" not in answer.body
    ask(guide, "modern", "tools/call", name=secret, arguments={"level": secret})
    ask(guide, "modern", "resources/read", uri=f"career://{secret}")
    guide.get(f"/{secret}?key={secret}", authorization=secret)
    assert secret not in guide.log()


@pytest.mark.parametrize("space", [" ", "\t", "  \t "])
def test_white_space_behind_a_header_value_is_no_part_of_it(guide: Hosting, space: str) -> None:
    call = {"name": "estimate_comp", "arguments": {"level": "senior", "market": "us-tier2"}}
    message = message_for("modern", 1, "tools/call", **call)
    headers = headers_for("modern", message)
    headers["mcp-name"] += space
    answer = guide.post(json.dumps(message).encode(), headers)
    assert answer.status == 200
    assert "estimates" in answer.json["result"]["structuredContent"]


def test_mutated_bodies_and_heads_never_make_the_server_fail(guide: Hosting) -> None:
    chance = random.Random(20261127)
    whole = raw(
        guide,
        message_for("legacy", 1, "tools/call", name="next_skill", arguments={}),
        "legacy",
        close=True,
    )
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        with guide.connect() as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            answer = drained(connection)
        assert not answer.startswith(b"HTTP/1.1 5"), (bytes(data), answer)
    assert ask(guide, "legacy", "tools/list").status == 200


def chunked(server: Hosting, head: bytes, trailers: bytes) -> bytes:
    body = json.dumps(message_for("modern", 1, "tools/list")).encode()
    with server.connect() as connection:
        connection.sendall(
            b"POST /mcp HTTP/1.1\r\nconnection: close\r\ntransfer-encoding: chunked\r\n"
            + head
            + b"\r\n%x\r\n%b\r\n0\r\n%b\r\n" % (len(body), body, trailers)
        )
        return drained(connection)


def test_what_stands_behind_a_body_is_no_header(guide: Hosting) -> None:
    lines = headers_for("modern", message_for("modern", 1, "tools/list"))
    headers = b"".join(f"{name}: {value}\r\n".encode() for name, value in lines.items())
    host = f"host: {guide.host}\r\n".encode()
    assert chunked(guide, host + headers, b"x-sum: 1\r\n").startswith(b"HTTP/1.1 200 ")
    assert chunked(guide, headers, host).startswith(b"HTTP/1.1 4")
    assert chunked(guide, host, headers).startswith(b"HTTP/1.1 415 ")


def test_what_stands_behind_a_body_is_bounded(guide: Hosting) -> None:
    host = f"host: {guide.host}\r\ncontent-type: application/json\r\n".encode()
    assert b"200 OK" not in chunked(guide, host, b"x: y\r\n" * 20_000)[:20]


def test_too_many_headers_are_refused_before_their_head_ends(guide: Hosting) -> None:
    with guide.connect() as connection:
        connection.sendall(b"POST /mcp HTTP/1.1\r\n" + b"a: b\r\n" * 103)
        assert drained(connection).startswith(b"HTTP/1.1 431 ")


def test_a_name_that_is_like_none_for_its_length_holds_nobody_up(guide: Hosting) -> None:
    long = ("ab-" * 20_000)[:60_000]
    for method, params in (
        ("resources/read", {"uri": f"career://{long}"}),
        ("prompts/get", {"name": long}),
        ("tools/call", {"name": long, "arguments": {}}),
    ):
        message = message_for("legacy", 1, method, **params)
        answer = guide.post(json.dumps(message).encode(), headers_for("legacy", message))
        assert answer.json["error"]["code"] == -32602
        assert len(answer.body) < 4000
