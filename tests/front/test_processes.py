"""Front and SDK in real processes: hand-over at any byte, the same answers, the same ending."""

import json
import os
from collections import Counter
from typing import Any

import pytest

from both_ways import blank
from ends import Ends
from sequences import sequence
from wire import GUIDE, INITIALIZED, MODERN, Run, call, encode, initialize, opening, request, run

PROMPT = {"name": "mock_interview", "arguments": {"kind": "coding"}}


def both(messages: list[dict[str, Any] | bytes], suffix: bytes = b"") -> tuple[Run, Run]:
    """The same input to two servers, with the front on and off."""
    runs = []
    for way in ("on", "off"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CAREER_GUIDE_FRONT", way)
            runs.append(run(GUIDE, messages, suffix=suffix))
    return runs[0], runs[1]


def is_steady(lines: list[bytes]) -> bool:
    """Whether what is in flight at which moment cannot matter."""
    ids = []
    for line in lines:
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if isinstance(message, dict):
            if message.get("method") == "notifications/cancelled":
                return False
            if "id" in message:
                ids.append(repr(message["id"]))
    return len(ids) == len(set(ids))


STEADY = [seed for seed in range(5_000, 5_200) if is_steady(sequence(seed))][:4]


@pytest.mark.parametrize("seed", STEADY)
def test_a_sequence_gets_the_same_answers_and_ending_in_a_process(seed: int) -> None:
    fronted, alone = both([*sequence(seed)])
    assert Counter(map(blank, fronted.lines)) == Counter(map(blank, alone.lines))
    assert (fronted.code, alone.code) == (0, 0)


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_input_without_its_last_newline_is_the_same(era: str) -> None:
    last = encode([call(era, 1, "estimate_comp", {"level": "senior"})]).rstrip()
    fronted, alone = both([*opening(era)], suffix=last)
    assert fronted.lines == alone.lines
    assert (fronted.code, alone.code) == (0, 0)


def stream() -> bytes:
    """Ordinary and other requests in turn, with a line that is not one."""
    listing = [request(n, "tools/list") for n in range(1, 4)]
    prompt = request("prompt", "prompts/get", **PROMPT)
    after = [request("after", "resources/list"), call("legacy", "pay", "estimate_comp", {})]
    return encode([initialize(), INITIALIZED, *listing, b"garbage", prompt, *after])


@pytest.mark.parametrize("size", [1, 7, 64, 500])
def test_bytes_that_come_in_pieces_are_handed_over_without_a_loss(size: int) -> None:
    data = stream()
    with Ends(GUIDE) as ends:
        for at in range(0, len(data), size):
            ends.send_raw(data[at : at + size])
        ends.end_input()
        ids = [answer["id"] for answer in ends.read_all()]
        assert ends.wait() == (0, "")
    assert sorted(map(str, ids)) == sorted(["0", "1", "2", "3", "None", "prompt", "after", "pay"])


@pytest.mark.parametrize("kind", ["pipe", "sockets", "one-socket"])
def test_answers_that_nobody_has_read_yet_are_handed_over_in_order(kind: str) -> None:
    lists = [request(n, "tools/list") for n in range(1, 21)]  # 380 kB: more than any pipe holds
    with Ends(GUIDE, kind) as ends:
        ends.send(*opening("legacy"), *lists, request("prompt", "prompts/get", **PROMPT))
        ends.send(request("last", "tools/list"))
        ends.end_input()
        ids = [answer["id"] for answer in ends.read_all()]
        assert ends.wait() == (0, "")
    assert ids[:21] == list(range(21))
    assert sorted(ids[21:]) == ["last", "prompt"]


def test_the_front_goes_on_after_the_sdk_has_come_but_not_for_an_id_in_flight() -> None:
    slow = call("legacy", 1, "score_project", {"projects": [{"repository": os.curdir}]})
    with Ends(GUIDE) as ends:
        ends.send(*opening("legacy"), slow, request(1, "tools/list"), request(2, "tools/list"))
        assert [ends.read_line()["id"] for _ in range(3)] == [0, 1, 2]  # 1 was refused
        assert "structuredContent" in ends.read_line()["result"]
        ends.send(request(1, "tools/list"))
        assert "tools" in ends.read_line()["result"]


def test_a_flood_of_ordinary_requests_is_answered_in_order() -> None:
    calls = [call("modern", n, "estimate_comp", {"level": "senior"}) for n in range(500)]
    reads = [
        request(n, "resources/read", uri="career://about", _meta=MODERN) for n in range(500, 1000)
    ]
    done = run(GUIDE, [*calls, *reads])
    assert [answer["id"] for answer in done.answers] == list(range(1000))
    assert done.code == 0
