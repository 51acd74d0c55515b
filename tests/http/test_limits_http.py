"""What a caller meets who asks too often, on an app of the SDK under uvicorn."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from calls import computing, message, post, posts
from servers import Served, running_app

LIMITS = {
    "network": "9/hour",
    "reads": "5/hour",
    "computing": "2/hour",
    "trusted_proxies": ["127.0.0.1"],
}


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with running_app(limits=LIMITS) as app:
        yield app


def client(number: int) -> dict[str, str]:
    """As whom a test calls: every test has a network of its own."""
    return {"X-Forwarded-For": f"203.0.113.{number}"}


def test_each_budget_admits_exactly_its_rate(served: Served) -> None:
    assert posts(served.url, 6, message(), **client(1)) == Counter({200: 5, 429: 1})
    assert posts(served.url, 3, computing(), **client(1)) == Counter({200: 2, 429: 1})
    assert posts(served.url, 5, message(), **client(2)) == Counter({200: 5})


def test_the_network_budget_bounds_everything_together(served: Served) -> None:
    assert posts(served.url, 9, message("no/such/method"), **client(3))[429] == 4
    refused = post(served.url, computing(), **client(3))
    assert refused.status_code == 429
    assert refused.json()["error"]["data"]["budget"] == "network"


def test_a_refusal_tells_when_to_come_back(served: Served) -> None:
    posts(served.url, 2, computing(), **client(4))
    refused = post(served.url, computing(id_=77), **client(4))
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/json"
    wait = int(refused.headers["retry-after"])
    assert 3500 <= wait <= 3600
    assert refused.headers["ratelimit-policy"] == '"computing";q=2;w=3600'
    assert re.fullmatch(rf'"computing";r=0;t={wait}', refused.headers["ratelimit"])
    error = refused.json()["error"]
    assert refused.json() == {"jsonrpc": "2.0", "id": 77, "error": error}
    assert error["code"] == 4291
    assert error["data"] == {"budget": "computing", "retryAfterSeconds": wait}
    assert f"Try again in {wait} s." in error["message"]


def test_where_processes_count_alone_a_refusal_names_the_share_that_was_applied() -> None:
    with running_app(limits={"computing": "6/hour", "processes": 3}) as app:
        assert posts(app.url, 2, computing()) == Counter({200: 2})
        refused = post(app.url, computing())
    assert refused.headers["ratelimit-policy"] == '"computing";q=2;w=3600'
    told = "the computing budget is 2 per 1 hour, this process's share. Try again"
    assert told in refused.json()["error"]["message"]


def test_a_refusal_before_the_message_is_read_names_no_request(served: Served) -> None:
    answers = [post(served.url, message(id_=5), **client(5)) for _ in range(10)]
    assert [answer.json()["id"] for answer in answers[5:]] == [5, 5, 5, 5, None]
