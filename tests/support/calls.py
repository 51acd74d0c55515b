"""Messages as a client of the hosted mode posts them."""

import asyncio
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import httpx2

HEADERS = {
    "Accept": "application/json, text/event-stream",
    "Content-Type": "application/json",
    "MCP-Protocol-Version": "2025-11-25",
}


def message(method: str = "tools/list", id_: int = 1, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": id_, "method": method, "params": params}


def computing(id_: int = 1) -> dict[str, Any]:
    return message("tools/call", id_, name="echo", arguments={})


def post(
    url: str, body: dict[str, Any], client: httpx2.Client | None = None, **headers: str
) -> httpx2.Response:
    with client_or_new(client) as http:
        return http.post(f"{url}/mcp", json=body, headers=HEADERS | headers)


def client_or_new(client: httpx2.Client | None) -> AbstractContextManager[httpx2.Client]:
    return nullcontext(client) if client else httpx2.Client(trust_env=False, timeout=30)


def posts(url: str, count: int, body: dict[str, Any], **headers: str) -> Counter[int]:
    return Counter(post(url, body, **headers).status_code for _ in range(count))


async def burst(urls: list[str], count: int, body: dict[str, Any]) -> Counter[int]:
    """So many requests to each address, all at once."""
    limits = httpx2.Limits(max_connections=64 * len(urls))
    async with httpx2.AsyncClient(
        headers=HEADERS, trust_env=False, timeout=60, limits=limits
    ) as client:
        answers = await asyncio.gather(
            *(client.post(f"{url}/mcp", json=body) for _ in range(count) for url in urls)
        )
    return Counter(answer.status_code for answer in answers)
