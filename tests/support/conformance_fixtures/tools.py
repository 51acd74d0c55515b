"""Fixture tools that answer in one round; names and answers are those the suite asks for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import anyio
import mcp_types as types
from mcp.shared.exceptions import MCPError

from conformance_fixtures.contents import Context, audio, embedded, image, text, told

HANDSHAKE, STATELESS = "2025-11-25", "2026-07-28"
BOTH = (HANDSHAKE, STATELESS)
STEP_SECONDS = 0.05
DIALECT = "https://json-schema.org/draft/2020-12/schema"

ToolAnswer = types.CallToolResult | types.InputRequiredResult
Tool = Callable[[Context, types.CallToolRequestParams], Awaitable[ToolAnswer]]


def no_arguments() -> dict[str, Any]:
    """The input schema of a tool without arguments."""
    return {"type": "object", "properties": {}, "additionalProperties": False}


def required_text(name: str) -> dict[str, Any]:
    """The input schema of a tool that needs one text."""
    return {"type": "object", "properties": {name: {"type": "string"}}, "required": [name]}


@dataclass(frozen=True, kw_only=True)
class FixtureTool:
    """A tool of the suite: how it answers and in which revisions the suite calls it.

    `listed_only` marks a tool whose scenario reads the listing and calls nothing.
    """

    name: str
    run: Tool
    revisions: tuple[str, ...] = BOTH
    schema: dict[str, Any] = field(default_factory=no_arguments)
    listed_only: bool = False

    def listed(self) -> types.Tool:
        """The entry in tools/list."""
        about = f"Conformance fixture {self.name}."
        return types.Tool(name=self.name, description=about, input_schema=self.schema)


def always(*content: types.ContentBlock, is_error: bool = False) -> Tool:
    """A tool that answers the same blocks to every call."""

    async def run(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
        return types.CallToolResult(content=list(content), is_error=is_error)

    return run


async def with_progress(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
    """Three reports of progress, a pause between them."""
    for done in (0, 50, 100):
        await ctx.session.report_progress(done, 100, f"{done} of 100")
        await anyio.sleep(STEP_SECONDS)
    return told("All three steps are done.")


async def with_logging(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
    """Three log messages at level info, a pause between them."""
    for said in ("Tool execution started", "Tool processing data", "Tool execution completed"):
        await ctx.session.send_log_message("info", said, related_request_id=ctx.request_id)
        await anyio.sleep(STEP_SECONDS)
    return told("Three messages were logged.")


async def sampled(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
    """What the client's model says to the prompt."""
    prompt = types.SamplingMessage(role="user", content=text((params.arguments or {})["prompt"]))
    said = await ctx.session.create_message(
        [prompt], max_tokens=100, related_request_id=ctx.request_id
    )
    return told(f"LLM response: {said.content}")


def elicited(
    properties: dict[str, Any], message: str | None = None, required: tuple[str, ...] = ()
) -> Tool:
    """A tool that asks the person by a form and tells the answer."""
    schema = {"type": "object", "properties": properties, "required": list(required)}

    async def run(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
        asked = message or (params.arguments or {})["message"]
        answer = await ctx.session.elicit_form(asked, schema, ctx.request_id)
        return told(f"User response: action={answer.action}, content={answer.content}")

    return run


async def sampling_needed(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
    """Refuses a client that did not declare sampling."""
    declared = ctx.session.client_capabilities
    if declared is None or declared.sampling is None:
        raise MCPError(
            code=types.MISSING_REQUIRED_CLIENT_CAPABILITY,
            message="This tool needs the client capability 'sampling'",
            data={"requiredCapabilities": {"sampling": {}}},
        )
    return told("The client can sample.")


async def reconnected(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
    """Closes its stream before it answers; the client fetches the rest after reconnecting."""
    if ctx.close_sse_stream is None:
        raise MCPError(code=types.INTERNAL_ERROR, message="there is no event store to resume from")
    await ctx.close_sse_stream()
    await anyio.sleep(4 * STEP_SECONDS)
    return told("Answered after the stream was closed.")


async def header_told(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
    """The argument that a header repeats."""
    return told(f"region={(params.arguments or {}).get('region')}")


FORM_OF_DEFAULTS: dict[str, Any] = {
    "name": {"type": "string", "default": "John Doe"},
    "age": {"type": "integer", "default": 30},
    "score": {"type": "number", "default": 95.5},
    "status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
    "verified": {"type": "boolean", "default": True},
}
OPTIONS = ["option1", "option2", "option3"]
TITLED = [{"const": f"value{number}", "title": f"Choice {number}"} for number in (1, 2, 3)]
FORM_OF_CHOICES: dict[str, Any] = {
    "untitledSingle": {"type": "string", "enum": OPTIONS},
    "titledSingle": {"type": "string", "oneOf": TITLED},
    "legacyEnum": {
        "type": "string",
        "enum": ["opt1", "opt2", "opt3"],
        "enumNames": ["Option One", "Option Two", "Option Three"],
    },
    "untitledMulti": {"type": "array", "items": {"type": "string", "enum": OPTIONS}},
    "titledMulti": {"type": "array", "items": {"anyOf": TITLED}},
}
FORM_OF_PERSON: dict[str, Any] = {"username": {"type": "string"}, "email": {"type": "string"}}
WHOLE_VOCABULARY: dict[str, Any] = {
    "$schema": DIALECT,
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}

TOOLS = (
    FixtureTool(name="test_simple_text", run=always(text("One simple text."))),
    FixtureTool(name="test_image_content", run=always(image())),
    FixtureTool(name="test_audio_content", run=always(audio())),
    FixtureTool(
        name="test_embedded_resource",
        run=always(embedded("test://embedded-resource", "An embedded text.")),
    ),
    FixtureTool(
        name="test_multiple_content_types",
        run=always(
            text("A text, a picture and a resource:"),
            image(),
            embedded("test://mixed-content-resource", '{"test":"data"}', "application/json"),
        ),
    ),
    FixtureTool(name="test_error_handling", run=always(text("This one fails."), is_error=True)),
    FixtureTool(name="test_tool_with_progress", run=with_progress),
    FixtureTool(name="test_tool_with_logging", run=with_logging, revisions=(HANDSHAKE,)),
    FixtureTool(
        name="test_sampling", run=sampled, revisions=(HANDSHAKE,), schema=required_text("prompt")
    ),
    FixtureTool(
        name="test_elicitation",
        run=elicited(FORM_OF_PERSON, required=("username", "email")),
        revisions=(HANDSHAKE,),
        schema=required_text("message"),
    ),
    FixtureTool(
        name="test_elicitation_sep1034_defaults",
        run=elicited(FORM_OF_DEFAULTS, "Who are you?"),
        revisions=(HANDSHAKE,),
    ),
    FixtureTool(
        name="test_elicitation_sep1330_enums",
        run=elicited(FORM_OF_CHOICES, "What do you choose?"),
        revisions=(HANDSHAKE,),
    ),
    FixtureTool(name="test_reconnection", run=reconnected, revisions=(HANDSHAKE,)),
    FixtureTool(
        name="json_schema_2020_12_tool",
        run=always(text("Only its schema matters.")),
        schema=WHOLE_VOCABULARY,
        listed_only=True,
    ),
    FixtureTool(
        name="test_x_mcp_header",
        run=header_told,
        revisions=(STATELESS,),
        schema={
            "type": "object",
            "properties": {"region": {"type": "string", "x-mcp-header": "Region"}},
        },
    ),
    FixtureTool(name="test_missing_capability", run=sampling_needed, revisions=(STATELESS,)),
    FixtureTool(name="test_logging_tool", run=with_logging, revisions=(STATELESS,)),
)
