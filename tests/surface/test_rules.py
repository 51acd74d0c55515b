"""Rules over every primitive, as a client sees them, in both protocol eras."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp_types import PromptReference, ResourceTemplateReference

from career_guide.content.snapshot import load_default
from career_guide.tools.registry import all_tools

pytestmark = pytest.mark.anyio
ENDINGS = ("_skill", "_project", "_comp", "_guide", "_answer", "_interview", "_study")
SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
NAME = re.compile(r"[a-z_]{3,64}")
TOOL_WORD = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
PLANNED = {
    "plan_study",
    "practice_interview",
    "grade_interview_answer",
    "save_progress",
    "get_progress",
    "forget_progress",
    "weekly_plan",
}


def nodes(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, dict):
        return [schema] + [found for value in schema.values() for found in nodes(value)]
    if isinstance(schema, list):
        return [found for value in schema for found in nodes(value)]
    return []


async def test_every_tool_is_named_titled_described_and_hinted(client: Client) -> None:
    tools = (await client.list_tools()).tools
    assert len({tool.name for tool in tools}) == len(tools) <= 12
    for tool in tools:
        assert NAME.fullmatch(tool.name)
        assert tool.title
        assert tool.description
        assert len(tool.description) <= 320
        assert set(SHOUTED.findall(tool.description)) <= {"README"}
        hints = tool.annotations
        assert hints is not None
        stated = (
            hints.read_only_hint,
            hints.destructive_hint,
            hints.idempotent_hint,
            hints.open_world_hint,
        )
        assert stated == (True, False, True, False)


async def test_every_parameter_is_described_bounded_and_closed(client: Client) -> None:
    for tool in (await client.list_tools()).tools:
        schema = tool.input_schema
        Draft202012Validator.check_schema(schema)
        assert schema["type"] == "object"
        assert not {"anyOf", "oneOf", "allOf"} & set(schema)
        for node in nodes(schema):
            for name, parameter in node.get("properties", {}).items():
                if isinstance(parameter, dict):
                    assert parameter.get("description"), f"{tool.name}: {name} is not described"
            if node.get("type") == "object" and "properties" in node:
                assert node.get("additionalProperties") is False, f"{tool.name} drops unknown names"
            if node.get("type") == "string" and "enum" not in node and "const" not in node:
                assert {"maxLength", "format", "pattern"} & set(node), (
                    f"{tool.name}: unbounded text"
                )
            if node.get("type") == "array" and "items" in node:
                assert "maxItems" in node, f"{tool.name}: unbounded list"
            assert "$ref" not in node, f"{tool.name}: some clients resolve no references"
            if isinstance(node.get("description"), str):
                assert len(node["description"]) <= 320
                assert set(SHOUTED.findall(node["description"])) <= {"README"}


async def test_output_schemas_are_objects_that_require_only_the_head(client: Client) -> None:
    for tool in (await client.list_tools()).tools:
        schema = tool.output_schema
        assert schema is not None
        Draft202012Validator.check_schema(schema)
        assert schema["type"] == "object"
        assert schema["required"] == ["summary", "status"]
        assert {"invalid_input", "internal_error"} <= set(schema["properties"]["status"]["enum"])
        assert not any(node.get("additionalProperties") is False for node in nodes(schema))
        assert not {"anyOf", "oneOf"} & set(schema)


async def test_every_documented_example_runs(client: Client) -> None:
    for tool in all_tools():
        result = await client.call_tool(tool.name, dict(tool.example))
        assert not result.is_error, result.structured_content


async def test_text_and_structured_content_say_the_same(client: Client) -> None:
    for tool in all_tools():
        result = await client.call_tool(tool.name, dict(tool.example))
        text = result.content[0].text
        assert json.loads(text) == result.structured_content
        assert text == json.dumps(
            result.structured_content, separators=(",", ":"), ensure_ascii=False
        )
        assert list(result.structured_content or {})[:2] == ["summary", "status"]
        assert len((result.structured_content or {})["summary"]) <= 280


async def test_only_registered_tools_are_named_anywhere(client: Client) -> None:
    names = {tool.name for tool in all_tools()}
    texts = [client.instructions or ""]
    for tool in (await client.list_tools()).tools:
        texts.append(tool.description or "")
        texts.append(json.dumps(tool.input_schema))
    for prompt in (await client.list_prompts()).prompts:
        texts.append(prompt.description or "")
        result = await client.get_prompt(prompt.name)
        texts += [message.content.text for message in result.messages]
    for text in texts:
        words = set(TOOL_WORD.findall(text))
        assert not PLANNED & words
        assert {word for word in words if word.endswith(ENDINGS)} <= names


async def test_instructions_are_short_and_name_every_tool(client: Client) -> None:
    text = client.instructions or ""
    assert len(text) <= 1200
    assert all(tool.name in text for tool in all_tools())


async def test_every_prompt_works_with_no_argument_and_with_one_word(client: Client) -> None:
    for prompt in (await client.list_prompts()).prompts:
        assert prompt.description
        assert NAME.fullmatch(prompt.name)
        assert all(argument.description for argument in prompt.arguments or ())
        assert not any(argument.required for argument in prompt.arguments or ())
        given: list[dict[str, str]] = [{}]
        given += [{argument.name: "senior"} for argument in prompt.arguments or ()]
        for arguments in given:
            text = (await client.get_prompt(prompt.name, arguments)).messages[0].content.text
            assert "{" not in text
            assert len(text) > 200


async def test_every_listed_resource_reads_and_is_what_the_list_says(client: Client) -> None:
    cursor, seen = None, 0
    while True:
        page = await client.list_resources(cursor=cursor)
        for entry in page.resources:
            content = (await client.read_resource(entry.uri)).contents[0]
            assert content.mime_type == entry.mime_type
            text = content.text
            assert len(text.encode()) == entry.size
            if entry.mime_type == "application/json":
                json.loads(text)
            seen += 1
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen > 100


async def test_resources_say_who_they_are_for_and_may_be_cached(client: Client) -> None:
    page = await client.list_resources()
    for entry in page.resources:
        assert entry.title
        assert entry.description
        assert entry.annotations is not None
        assert entry.annotations.audience == ["user", "assistant"]
        assert entry.annotations.last_modified
    if client.protocol_version == "2026-07-28":
        assert page.ttl_ms == 86_400_000
        assert page.cache_scope == "public"
    by_uri = {entry.uri: entry for entry in page.resources}
    for uri in ("career://roadmap", "career://rubrics", "career://salary"):
        assert by_uri[uri].annotations.priority == 0.9


async def test_templates_complete_to_resources_that_exist(client: Client) -> None:
    for template in (await client.list_resource_templates()).resource_templates:
        variable = re.findall(r"\{\+?(\w+)\}", template.uri_template)[0]
        ref = ResourceTemplateReference(type="ref/resource", uri=template.uri_template)
        found = await client.complete(ref, {"name": variable, "value": ""})
        assert found.completion.values
        for value in found.completion.values[:4]:
            uri = re.sub(r"\{\+?\w+\}", value, template.uri_template)
            assert (await client.read_resource(uri)).contents


async def test_completion_offers_what_starts_as_typed_first(client: Client) -> None:
    skill = ResourceTemplateReference(type="ref/resource", uri="career://roadmap/{skill}")
    found = await client.complete(skill, {"name": "skill", "value": "pro"})
    assert found.completion.values == ["prompt-engineering", "production-deployment"]
    kind = PromptReference(type="ref/prompt", name="mock_interview")
    found = await client.complete(kind, {"name": "kind", "value": "co"})
    assert found.completion.values == ["coding"]
    nothing = PromptReference(type="ref/prompt", name="no_such_prompt")
    assert (await client.complete(nothing, {"name": "x", "value": ""})).completion.values == []


async def test_every_page_of_the_guide_is_reachable_by_tool(client: Client) -> None:
    page = await client.list_resources()
    for entry in [r for r in page.resources if r.mime_type == "text/markdown"][:12]:
        result = await client.call_tool("read_career_guide", {"uri": entry.uri})
        assert (result.structured_content or {})["status"] == "page"


async def test_next_actions_of_every_example_are_valid_calls(client: Client) -> None:
    for tool in all_tools():
        result = await client.call_tool(tool.name, dict(tool.example))
        for action in (result.structured_content or {})["next_actions"]:
            followed = await client.call_tool(action["tool"], action["arguments"])
            assert not followed.is_error, followed.structured_content


async def test_sources_and_facts_that_results_cite_exist(client: Client) -> None:
    catalog = load_default()
    known = set(catalog.facts) | set(catalog.assumption_texts)
    for tool in all_tools():
        result = (await client.call_tool(tool.name, dict(tool.example))).structured_content or {}
        for source in result["sources"]:
            assert (await client.read_resource(source["uri"])).contents
        for row in result["basis"]:
            assert set(row["fact_ids"]) <= known, row
        for row in result["assumptions"]:
            assert row["id"] in catalog.assumption_texts
