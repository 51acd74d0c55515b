"""The official client over a real stdio subprocess, once for each protocol era."""

from collections.abc import AsyncIterator

import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters

from wire import GUIDE

ERAS = {"2026-07-28": "auto", "initialize": "legacy"}


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module", params=list(ERAS), ids=list(ERAS))
async def client(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[Client]:
    server = StdioServerParameters(command=GUIDE[0], args=list(GUIDE[1:]))
    async with Client(server, mode=ERAS[request.param]) as connected:
        yield connected
