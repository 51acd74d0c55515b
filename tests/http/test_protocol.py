"""Both protocol eras over HTTP, asked by the official client and by hand."""

import json
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client.client import Client

from hosting import ERAS, Hosting, ask, headers_for, hosted, message_for
from wire import INITIALIZED, initialize

MODES = {"legacy": "legacy", "modern": "auto"}


@pytest.mark.parametrize("era", ERAS)
def test_the_official_client_reads_and_calls(guide: Hosting, era: str) -> None:
    async def visit() -> tuple[Any, ...]:
        async with Client(guide.url, mode=MODES[era]) as client:
            tools = await client.list_tools()
            paid = await client.call_tool("estimate_comp", {"level": "senior"})
            page = await client.read_resource("career://roadmap")
            prompts = await client.list_prompts()
            return tools, paid, page, prompts, client.protocol_version

    tools, paid, page, prompts, version = anyio.run(visit)
    assert version == ("2025-11-25" if era == "legacy" else "2026-07-28")
    assert "score_project" in {tool.name for tool in tools.tools}
    assert paid.structured_content["status"] == "estimated"
    assert "LLM APIs" in page.contents[0].text
    assert prompts.prompts


@pytest.mark.parametrize("era", ERAS)
def test_every_answer_is_one_json_body(guide: Hosting, era: str) -> None:
    answer = ask(guide, era, "tools/call", name="estimate_comp", arguments={"level": "senior"})
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["result"]["structuredContent"]["status"] == "estimated"
    assert "mcp-session-id" not in answer.headers


def test_no_request_needs_one_before_it(guide: Hosting) -> None:
    for message in (initialize(), message_for("legacy", 1, "tools/list")):
        body = json.dumps(message).encode()
        assert guide.post(body, headers_for("legacy", message)).status == 200
    noted = guide.post(json.dumps(INITIALIZED).encode(), headers_for("legacy", INITIALIZED))
    assert noted.status == 202
    without = headers_for("legacy", {})
    del without["mcp-protocol-version"]
    answer = guide.post(json.dumps(message_for("legacy", 1, "tools/list")).encode(), without)
    assert answer.status == 200


@pytest.mark.parametrize("era", ERAS)
def test_a_description_is_scored_and_a_repository_is_not(
    guide: Hosting, era: str, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    places = (str(tmp_path), ".", "/etc", "file:///etc/passwd", "https://github.com/a/b", "~")
    for place in places:
        arguments = {"projects": [{"repository": place}]}
        result = ask(guide, era, "tools/call", name="score_project", arguments=arguments).json[
            "result"
        ]
        assert result["isError"] is True
        refused = result["structuredContent"]
        assert refused["status"] == "invalid_input"
        assert refused["errors"][0]["field"] == "/projects/0/repository"
    example = refused["errors"][0]["expected"].partition("for example ")[2]
    described = {"projects": [json.loads(example)]}
    result = ask(guide, era, "tools/call", name="score_project", arguments=described).json["result"]
    assert result["structuredContent"]["projects"][0]["repository"] is None


@pytest.mark.parametrize("era", ERAS)
def test_no_uri_leads_out_of_the_guide(guide: Hosting, era: str) -> None:
    for uri in (
        "file:///etc/passwd",
        "career://../../etc/passwd",
        "/etc/passwd",
        "http://a.example/",
    ):
        answer = ask(guide, era, "resources/read", uri=uri)
        assert answer.json["error"]["code"] == -32602, answer.body
        page = ask(guide, era, "tools/call", name="read_career_guide", arguments={"uri": uri})
        assert page.json["result"]["structuredContent"]["status"] in ("not_found", "invalid_input")


def test_a_worker_serves_content_of_ones_own(tmp_path: Path) -> None:
    content = Path(__file__).parents[2] / "content"
    with hosted("--content", str(content)) as server:
        assert ask(server, "modern", "resources/read", uri="career://roadmap").status == 200
