"""Unknown names and bad cursors are protocol errors that say what is possible."""

import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS

pytestmark = pytest.mark.anyio


async def test_an_unknown_tool_is_refused_with_the_nearest_name(client: Client) -> None:
    with pytest.raises(MCPError) as caught:
        await client.call_tool("estimate_pay", {})
    assert caught.value.error.code == INVALID_PARAMS
    assert "estimate_comp" in caught.value.error.message
    assert caught.value.error.data["available"][0] == "next_skill"


async def test_an_unknown_prompt_and_an_unknown_argument_are_refused(client: Client) -> None:
    with pytest.raises(MCPError) as caught:
        await client.get_prompt("mock_intervew")
    assert caught.value.error.code == INVALID_PARAMS
    assert "mock_interview" in caught.value.error.message
    with pytest.raises(MCPError) as caught:
        await client.get_prompt("mock_interview", {"sort": "coding"})
    assert caught.value.error.code == INVALID_PARAMS
    assert "kind" in caught.value.error.message


async def test_an_unknown_resource_is_refused_with_the_nearest_uri(client: Client) -> None:
    for uri in ("career://roadmp", "career://roadmap/basic-rga", "file:///etc/passwd", "x"):
        with pytest.raises(MCPError) as caught:
            await client.read_resource(uri)
        assert caught.value.error.code == INVALID_PARAMS
        assert "root" not in caught.value.error.message
    with pytest.raises(MCPError, match=r"did you mean career://roadmap\?"):
        await client.read_resource("career://roadmp")


async def test_a_cursor_we_did_not_give_is_refused(client: Client) -> None:
    for method in (
        client.list_tools,
        client.list_prompts,
        client.list_resources,
        client.list_resource_templates,
    ):
        for cursor in ("page-1", "page-99", "x", "-1"):
            with pytest.raises(MCPError) as caught:
                await method(cursor=cursor)
            assert caught.value.error.code == INVALID_PARAMS
