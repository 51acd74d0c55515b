"""With the front and without it, the same input gets the same answers, byte for byte."""

import logging
import os
import random
from typing import Any

import pytest

from both_ways import by_front, differences, failing
from sequences import CALLS, CAPABILITIES, CLIENTS, CURSORS, IDS, TOKENS, URIS, sequence
from wire import INITIALIZED, MODERN, encode, initialize, request

CHUNK = 100
CHUNKS = 20 if os.environ.get("CAREER_GUIDE_CI") else 5
"""All two thousand in CI; a quarter of them for whoever waits for the suite."""
FRESH = random.SystemRandom().randrange(1 << 40)
ERAS = pytest.mark.parametrize("era", ["legacy", "modern"])


@pytest.fixture(autouse=True)
def quiet() -> Any:
    """The SDK warns about much of this."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def hold(seeds: range) -> None:
    for seed in seeds:
        lines = sequence(seed)
        assert (seed, *differences(lines)) == (seed, [], []), lines


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_generated_sequences_get_the_same_answers(chunk: int) -> None:
    hold(range(chunk * CHUNK, (chunk + 1) * CHUNK))


def test_sequences_that_were_never_tried_get_the_same_answers() -> None:
    print(f"seeds from {FRESH}")
    hold(range(FRESH, FRESH + 2 * CHUNK))


def test_the_generated_sequences_reach_both_the_front_and_the_sdk() -> None:
    taken = [(by_front(lines)[1], len(lines)) for lines in map(sequence, range(CHUNK))]
    alone = sum(count == size for count, size in taken)
    at_once = sum(count == 0 for count, _ in taken)
    assert alone > CHUNK / 6
    assert 0 < at_once < CHUNK / 2
    assert CHUNK - alone - at_once > CHUNK / 3


def connection(era: str, *requests: dict[str, Any]) -> list[bytes]:
    opening = [initialize("start"), INITIALIZED] if era == "legacy" else []
    if era == "modern":
        for message in requests:
            message["params"].setdefault("_meta", MODERN)
    return encode([*opening, *requests]).splitlines()


def same(lines: list[bytes]) -> int:
    """Checks that both ways agree; how many lines the front took alone."""
    assert differences(lines) == ([], [])
    return by_front(lines)[1]


@ERAS
@pytest.mark.parametrize("number", range(len(CALLS)))
def test_every_call_valid_or_not_gets_the_same_answer(era: str, number: int) -> None:
    name, arguments = CALLS[number]
    lines = connection(era, request(1, "tools/call", name=name, arguments=arguments))
    taken = same(lines)
    known = isinstance(arguments, dict) and name in {name for name, _ in CALLS[:16]}
    waits = "repository" in str(arguments)
    assert (taken == len(lines)) == (known and not waits)


@ERAS
@pytest.mark.parametrize("number", range(len(IDS)))
def test_every_id_comes_back_as_the_sdk_writes_it(era: str, number: int) -> None:
    same(connection(era, request(IDS[number], "tools/list")))
    same(connection(era, request(IDS[number], "tools/call", name="next_skill", arguments={})))


@ERAS
def test_a_tool_that_fails_inside_is_told_in_the_same_way(era: str) -> None:
    lines = connection(era, request(1, "tools/call", name="next_skill", arguments={}))
    (answer,) = [line for line in by_front(lines, failing)[0] if b'"id":1,' in line]
    assert b"internal_error" in answer
    assert b"clock" not in answer
    assert differences(lines, failing) == ([], [])


@ERAS
def test_a_call_without_arguments_is_the_same(era: str) -> None:
    lines = connection(era, request(1, "tools/call", name="next_skill"))
    assert same(lines) == len(lines)


@ERAS
def test_cursors_and_addresses_are_the_same(era: str) -> None:
    for cursor in CURSORS:
        for method in ("tools/list", "resources/list"):
            same(connection(era, request(1, method, cursor=cursor)))
    for uri in URIS:
        same(connection(era, request(1, "resources/read", uri=uri)))


def test_whoever_opens_the_modern_era_is_judged_the_same() -> None:
    version, client, capabilities = MODERN
    metas: list[Any] = [{**MODERN, client: value} for value in CLIENTS]
    metas += [{**MODERN, capabilities: value} for value in CAPABILITIES]
    metas += [{**MODERN, version: value} for value in ("2025-11-25", "2027-01-01", 5, None)]
    metas += [{**MODERN, "progressToken": token} for token in TOKENS]
    metas += [{key: MODERN[key] for key in MODERN if key != left} for left in MODERN]
    metas += [None, [], {}, "x"]
    for meta in metas:
        same(encode([request(1, "tools/list", _meta=meta)]).splitlines())


def test_whoever_opens_a_legacy_era_is_judged_the_same() -> None:
    for name, values in (
        ("clientInfo", CLIENTS),
        ("capabilities", CAPABILITIES),
        ("protocolVersion", ["2024-11-05", "2026-07-28", "", None, 5]),
        ("_meta", [{}, None, {"progressToken": 1}]),
        ("more", [1]),
    ):
        for value in values:
            message = initialize()
            message["params"][name] = value
            same(encode([message, request(1, "tools/list")]).splitlines())


def test_the_second_initialize_ends_what_the_front_knows() -> None:
    lines = encode(
        [
            initialize(1, "2025-11-25"),
            request(2, "tools/list"),
            initialize(3, "2024-11-05"),
            request(4, "tools/list"),
            initialize(5, "1999-01-01"),
            request(6, "ping"),
        ]
    ).splitlines()
    assert same(lines) == 2


def test_the_era_is_locked_for_the_sdk_too() -> None:
    strange = request("other", "prompts/get", name="nope")
    for first, other in (
        (request(1, "tools/list", _meta=MODERN), initialize(2)),
        (request(1, "tools/list", _meta=MODERN), request(2, "tools/list")),
        (initialize(1), request(2, "tools/list", _meta=MODERN)),
    ):
        lines = encode([first, strange, other, strange]).splitlines()
        assert same(lines) == 1


def test_an_id_may_be_used_again_by_what_the_sdk_answers() -> None:
    lines = encode([initialize(1), request(1, "prompts/get", name="mock_interview")]).splitlines()
    assert same(lines) == 1


def test_a_request_before_initialize_is_refused_by_the_sdk() -> None:
    for method in ("tools/list", "ping", "tools/call"):
        assert same(encode([request(1, method), initialize(2)]).splitlines()) == 0
