"""Over HTTP, too, the front answers as the SDK does: the same requests, with it and without it."""

import json
import logging
import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

import anyio
import pytest
from starlette.types import Message

from both_ways import deps, prepared
from career_guide.app import build
from career_guide.front.core import Front
from career_guide.resources.registry import resources
from career_guide.tools.registry import TABLE, all_tools
from career_guide.transports.http.app import Hosted
from career_guide.transports.http.options import settings_from
from hosting import headers_for, message_for
from sequences import sequence

HOST = "127.0.0.1:8000"
UNLIMITED = {f"limit_{budget}": "off" for budget in ("network", "reads", "computing")}
LEGACY = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
FRESH = random.SystemRandom().randrange(1 << 40)
REFERENCE = re.compile(r'(reference(?:\\?": ?\\?"| ))[0-9a-f]{8}')

Request = tuple[bytes, dict[str, str]]
Answer = tuple[int, str | None, Any]


class Counted(Front):
    """The front, and how many requests it answered."""

    answered = 0

    def answer(self, message: Any, version: str) -> bytes | None:
        found = super().answer(message, version)
        self.answered += found is not None
        return found


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """The SDK warns about much of this."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def application(front: Front | None) -> Hosted:
    settings = settings_from({"auth": "none", **UNLIMITED}, {})
    return Hosted(build(deps()), settings, (HOST,), tools=list(TABLE), front=front)


async def post(app: Hosted, request: Request) -> Answer:
    body, headers = request
    rows = [(b"host", HOST.encode()), (b"content-length", str(len(body)).encode())]
    rows += [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": "/mcp",
        "raw_path": b"/mcp",
        "root_path": "",
        "query_string": b"",
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50_000),
        "headers": rows,
    }
    sent: list[Message] = []
    given = False

    async def receive() -> Message:
        nonlocal given
        if given:
            await anyio.sleep_forever()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    answered = dict(sent[0]["headers"])
    data = b"".join(message.get("body", b"") for message in sent[1:])
    assert answered.get(b"content-length", b"0") == str(len(data)).encode()
    kind = answered.get(b"content-type")
    text = REFERENCE.sub(r"\1", data.decode())
    pairs = json.loads(text, object_pairs_hook=list) if text else None  # their order counts
    return sent[0]["status"], kind.decode() if kind else None, pairs


def compare(requests: Iterable[Request]) -> tuple[int, int]:
    """How many requests there were, and how many the front answered; all answers are the same."""
    front = Counted(prepared(), deps)

    async def both() -> int:
        count = 0
        with_front, without = application(front), application(None)
        async with with_front.running(), without.running():
            for request in requests:
                count += 1
                assert await post(with_front, request) == await post(without, request), request
        return count

    return anyio.run(both), front.answered


def as_request(message: dict[str, Any], version: str, **more: str) -> Request:
    era = "legacy" if version in LEGACY else "modern"
    headers = headers_for(era, message, mcp_protocol_version=version, **more)
    return json.dumps(message).encode(), headers


def versions() -> Iterator[tuple[str, str]]:
    yield "2026-07-28", "modern"
    for version in LEGACY:
        yield version, "legacy"


def test_everything_prepared_is_the_same_in_every_version() -> None:
    def requests() -> Iterator[Request]:
        for version, era in versions():
            for method in ("tools/list", "prompts/list", "resources/list", "ping"):
                yield as_request(message_for(era, method, method), version)
            yield as_request(message_for(era, 1, "resources/templates/list"), version)
            yield as_request(message_for(era, 2, "resources/list", cursor="page-2"), version)
            for uri in resources(deps().catalog):
                yield as_request(message_for(era, 3, "resources/read", uri=uri), version)
        yield as_request(message_for("modern", 4, "server/discover"), "2026-07-28")

    count, answered = compare(requests())
    assert answered == count - 1  # ping is gone in the modern era


def test_calls_are_the_same_valid_or_not() -> None:
    def requests() -> Iterator[Request]:
        for version, era in versions():
            for tool in all_tools():
                for arguments in (tool.example, {}, {"nothing": 1}, {"detail": 7}, [], None, "x"):
                    params = {"name": tool.name, "arguments": arguments}
                    yield as_request(message_for(era, 1, "tools/call", **params), version)
            for name in ("next_skil", "", 5):
                params = {"name": name, "arguments": {}}
                message = message_for(era, 1, "tools/call", **params)
                yield as_request(message, version, mcp_name=str(name))

    count, answered = compare(requests())
    assert count / 2 < answered < count


ODD = [
    {"mcp-protocol-version": "2025-11-25"},
    {"mcp-protocol-version": "2026-07-28 "},
    {"mcp-protocol-version": "1999-01-01"},
    {"mcp-protocol-version": ""},
    {"mcp-method": "tools/list"},
    {"mcp-method": "TOOLS/CALL"},
    {"mcp-method": ""},
    {"mcp-name": "next_skill"},
    {"mcp-name": "Estimate_comp"},
    {"mcp-name": "=?base64?ZXN0aW1hdGVfY29tcA==?="},
    {"mcp-name": "\xe9"},
    {"mcp-session-id": "abc"},
    {"mcp-param-level": "senior"},
    {"mcp-anything": "1"},
    {"accept": "application/json"},
    {"accept": "application/json;q=0"},
    {"accept": "*/*"},
    {"accept": "text/event-stream"},
    {"accept": "text/html"},
    {"accept": ""},
    {"last-event-id": "1"},
]


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_odd_and_missing_headers_are_the_same(era: str) -> None:
    call = message_for(era, 1, "tools/call", name="estimate_comp", arguments={"level": "senior"})
    listed = message_for(era, 2, "tools/list")

    def requests() -> Iterator[Request]:
        for message in (call, listed):
            body, headers = json.dumps(message).encode(), headers_for(era, message)
            for odd in ODD:
                yield body, headers | odd
            for name in headers:
                yield body, {key: value for key, value in headers.items() if key != name}

    count, answered = compare(requests())
    assert 0 < answered < count / 2


@pytest.mark.parametrize("seeds", [range(60), range(FRESH, FRESH + 20)], ids=["fixed", "fresh"])
def test_generated_messages_are_the_same(seeds: range) -> None:
    print(f"seeds from {seeds.start}")

    def requests() -> Iterator[Request]:
        for seed in seeds:
            chance = random.Random(seed)
            for line in sequence(seed):
                yield line, headers(line, chance)

    count, answered = compare(requests())
    assert count > 5 * len(seeds)
    assert answered > len(seeds) / 2


def headers(line: bytes, chance: random.Random) -> dict[str, str]:
    """What a client would send with the line, mostly."""
    try:
        message = json.loads(line)
        found = headers_for("modern" if b"protocolVersion" in line else "legacy", message)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        found = headers_for("legacy", {})
    found = {name: value for name, value in found.items() if is_plain(value)}
    return found | (chance.choice(ODD) if chance.random() < 0.2 else {})


def is_plain(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isprintable()
