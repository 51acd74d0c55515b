"""Whose budget a request counts against."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from starlette.types import ASGIApp

from asked import ask, ask_often, welcome
from career_guide.transports.http.limits.build import limits_from
from career_guide.transports.http.limits.settings import LimitSettings
from career_guide.transports.http.rpc import KEY, Rpc

PROXY = "10.0.0.7"
FORWARDED = "X-Forwarded-For"


def nobody_listens(_event: str) -> None:
    pass


def network(*trusted: str, rate: str = "1/minute") -> ASGIApp:
    settings = LimitSettings(network=rate, trusted_proxies=trusted)
    return limits_from(settings, nobody_listens).network(welcome)


def statuses(app: ASGIApp, *requests: tuple[str | None, tuple[str, ...]]) -> list[int]:
    async def all_of_them() -> list[int]:
        return [
            await ask(app, client, [(FORWARDED, value) for value in forwarded])
            for client, forwarded in requests
        ]

    return asyncio.run(all_of_them())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("198.51.100.1", "198.51.100.1", id="one IPv4 address"),
        pytest.param("2001:db8::1", "2001:db8::ffff:2", id="one IPv6 /64"),
        pytest.param("198.51.100.1", "::ffff:198.51.100.1", id="IPv4 written as IPv6"),
        pytest.param("fe80::1%eth0", "fe80::1%eth1", id="one link-local /64"),
        pytest.param(None, None, id="no address at all"),
        pytest.param("", "not an address", id="no readable address"),
    ],
)
def test_requests_from_one_place_share_a_budget(first: str | None, second: str | None) -> None:
    assert statuses(network(), (first, ()), (second, ())) == [200, 429]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("198.51.100.1", "198.51.100.2", id="two IPv4 addresses"),
        pytest.param("2001:db8::1", "2001:db8:0:1::1", id="two IPv6 /64"),
        pytest.param("198.51.100.1", None, id="an address and none"),
    ],
)
def test_requests_from_two_places_have_a_budget_each(first: str, second: str | None) -> None:
    assert statuses(network(), (first, ()), (second, ())) == [200, 200]


@pytest.mark.parametrize("trusted", [(), ("10.0.0.8",), ("192.168.0.0/16", "2001:db8::/32")])
def test_a_forwarding_header_from_an_untrusted_peer_buys_nothing(trusted: tuple[str, ...]) -> None:
    forged = [(PROXY, (f"203.0.113.{i}",)) for i in range(4)]
    assert statuses(network(*trusted), *forged) == [200, 429, 429, 429]


def test_a_trusted_proxy_speaks_for_its_clients() -> None:
    requests = [(PROXY, ("203.0.113.1",)), (PROXY, ("203.0.113.2",)), (PROXY, ("203.0.113.1",))]
    assert statuses(network(PROXY), *requests) == [200, 200, 429]


@pytest.mark.parametrize(
    "forwarded",
    [
        pytest.param(("{forged}, 203.0.113.1",), id="an entry to the left"),
        pytest.param(("{forged}", "203.0.113.1"), id="a header of its own"),
        pytest.param(("{forged}, 203.0.113.1, 10.0.0.9",), id="behind a second proxy"),
        pytest.param(("{forged}, 203.0.113.1:50{i}",), id="with a port"),
        pytest.param(("{forged}:1,,203.0.113.1 ,10.0.0.9:80",), id="with odd spacing"),
        pytest.param(("unreadable{i}, 203.0.113.1",), id="an unreadable entry to the left"),
    ],
)
def test_what_a_client_writes_into_the_header_buys_nothing(forwarded: tuple[str, ...]) -> None:
    requests = [
        (PROXY, tuple(line.format(forged=f"192.0.2.{i}", i=i) for line in forwarded))
        for i in range(3)
    ]
    assert statuses(network("10.0.0.0/24"), *requests) == [200, 429, 429]


@pytest.mark.parametrize(
    "last", ["", "unknown", "203.0.113.1.5", "1", "203.0.113.1\x00", "[2001:db8::1", "_hidden", "٣"]
)
def test_an_unreadable_last_hop_counts_for_the_proxy_itself(last: str) -> None:
    requests = [(PROXY, ()), (PROXY, (f"203.0.113.9, {last}",))]
    assert statuses(network(PROXY), *requests) == [200, 429]


def test_an_ipv6_client_behind_a_proxy_counts_by_its_network() -> None:
    requests = [
        (PROXY, ("[2001:db8::1]:443",)),
        (PROXY, ("2001:db8::2",)),
        (PROXY, ("2001:db8:9::1",)),
    ]
    assert statuses(network(PROXY), *requests) == [200, 429, 200]


def test_where_every_hop_is_a_proxy_the_first_one_counts() -> None:
    requests = [(PROXY, ("10.0.0.1, 10.0.0.2",)), (PROXY, ("10.0.0.1",)), (PROXY, ("10.0.0.3",))]
    assert statuses(network("10.0.0.0/24"), *requests) == [200, 429, 200]


def user(subject: str | None, issuer: str = "https://issuer", client_id: str = "app") -> Any:
    claims = {"iss": issuer}
    token = AccessToken(token="t", client_id=client_id, scopes=[], subject=subject, claims=claims)
    return AuthenticatedUser(token)


def principal(**rates: str) -> ASGIApp:
    return limits_from(LimitSettings(**rates), nobody_listens).principal(welcome)  # type: ignore[arg-type]


def counted(app: ASGIApp, *requests: dict[str, Any]) -> list[int]:
    async def all_of_them() -> list[int]:
        return [await ask(app, **how) for how in requests]

    return asyncio.run(all_of_them())


def test_a_subject_has_one_budget_wherever_it_calls_from() -> None:
    ada, bob = user("ada"), user("bob")
    requests = [
        {"client": "198.51.100.1", "user": ada},
        {"client": "198.51.100.2", "user": ada},
        {"client": "198.51.100.2", "user": bob},
        {"client": "198.51.100.2"},
    ]
    assert counted(principal(reads="1/minute"), *requests) == [200, 429, 200, 200]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(user("ada", "https://a"), user("ada", "https://b"), id="two issuers"),
        pytest.param(user("a|b", "https://i"), user("b", "https://i|a"), id="a separator within"),
        pytest.param(user("a/b"), user("a"), id="a slash within"),
        pytest.param(user("1" * 5000 + "a"), user("1" * 5000 + "b"), id="long names"),
        pytest.param(user(None, client_id="x"), user(None, client_id="y"), id="two programs"),
    ],
)
def test_different_subjects_never_share_a_budget(one: Any, other: Any) -> None:
    requests = [{"user": one}, {"user": other}, {"user": one}]
    assert counted(principal(reads="1/minute"), *requests) == [200, 200, 429]


def test_reading_and_computing_have_a_budget_each() -> None:
    call, read = {KEY: Rpc("tools/call", "x")}, {KEY: Rpc("resources/read", "x")}
    requests = [call, read, {}, call, read]
    app = principal(reads="2/minute", computing="1/minute")
    assert counted(app, *requests) == [200, 200, 200, 429, 429]


def test_paths_methods_and_headers_do_not_change_the_budget() -> None:
    requests: list[dict[str, Any]] = [
        {"path": "/mcp"},
        {"path": "/mcp/"},
        {"path": "/MCP"},
        {"method": "GET"},
        {"method": "OPTIONS"},
        {"query_string": b"x=1"},
        {"headers": [("X-Real-IP", "203.0.113.9")]},
        {"headers": [("Forwarded", "for=203.0.113.9")]},
        {"headers": [("Mcp-Session-Id", "another")]},
    ]
    assert counted(network(), *requests) == [200] + [429] * 8


def test_health_routes_are_free() -> None:
    async def free() -> Counter[int]:
        app = network()
        return await ask_often(app, 3, path="/healthz", method="GET") + await ask_often(
            app, 3, path="/readyz", method="GET"
        )

    assert asyncio.run(free()) == Counter({200: 6})


def test_off_means_no_limit() -> None:
    assert asyncio.run(ask_often(network(rate="off"), 50)) == Counter({200: 50})


def test_several_rates_hold_together() -> None:
    assert asyncio.run(ask_often(network(rate="5/minute;3/hour"), 6)) == Counter({200: 3, 429: 3})


def test_what_happened_is_told() -> None:
    events: list[str] = []
    limits = limits_from(LimitSettings(network="1/minute", reads="1/minute"), events.append)
    asyncio.run(ask_often(limits.network(welcome), 2))
    asyncio.run(ask_often(limits.principal(welcome), 2))
    assert events == ["rate_limited:network", "rate_limited:reads"]
