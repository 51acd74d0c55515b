"""Fixture tools and a prompt that need answers of the client first: results of several rounds."""

import json
from collections.abc import Mapping
from typing import Any

import mcp_types as types

from conformance_fixtures.contents import Context, text, told
from conformance_fixtures.tools import STATELESS, FixtureTool, Tool, ToolAnswer


def form(message: str, name: str, kind: str = "string") -> types.ElicitRequest:
    """A question to the person with one required answer."""
    schema = {"type": "object", "properties": {name: {"type": kind}}, "required": [name]}
    params = types.ElicitRequestFormParams(message=message, requested_schema=schema)
    return types.ElicitRequest(params=params)


def sampling(prompt: str) -> types.CreateMessageRequest:
    """A question to the client's model."""
    asked = types.SamplingMessage(role="user", content=text(prompt))
    params = types.CreateMessageRequestParams(messages=[asked], max_tokens=100)
    return types.CreateMessageRequest(params=params)


def one_round(requests: Mapping[str, types.InputRequest], state: str | None = None) -> Tool:
    """A tool that asks these things once and then tells what it got."""

    async def run(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
        given = params.input_responses or {}
        if not requests.keys() <= given.keys() or params.request_state != state:
            return types.InputRequiredResult(input_requests=dict(requests), request_state=state)
        answers = {name: given[name].model_dump(mode="json") for name in requests}
        return told(f"state-ok: {json.dumps(answers)}" if state else json.dumps(answers))

    return run


async def two_rounds(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
    """Asks for a name, then for a colour; the state carries the name in between."""
    given, state = params.input_responses or {}, json.loads(params.request_state or "{}")
    if "name" in state and "step2" in given:
        return told(f"{state['name']} likes {content_of(given['step2']).get('color')}.")
    if state.get("asked") and "step1" in given:
        name = content_of(given["step1"]).get("name")
        return types.InputRequiredResult(
            input_requests={"step2": form("Step 2: What is your favorite color?", "color")},
            request_state=json.dumps({"name": name}),
        )
    return types.InputRequiredResult(
        input_requests={"step1": form("Step 1: What is your name?", "name")},
        request_state=json.dumps({"asked": True}),
    )


async def by_capability(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
    """Asks only for what the client declared that it can answer."""
    declared = ctx.session.client_capabilities
    asked: dict[str, types.InputRequest] = {}
    if declared is not None and declared.sampling is not None:
        asked["greeting"] = sampling("Say hello")
    if declared is not None and declared.elicitation is not None:
        asked["user_name"] = form("What is your name?", "name")
    return types.InputRequiredResult(input_requests=asked, request_state="by-capability")


async def asking_prompt(
    ctx: Context, params: types.GetPromptRequestParams
) -> types.GetPromptResult | types.InputRequiredResult:
    """A prompt that asks for its context first."""
    given = (params.input_responses or {}).get("user_context")
    if given is None:
        asked = form("What context should the prompt use?", "context")
        return types.InputRequiredResult(input_requests={"user_context": asked})
    said = f"Use this context: {content_of(given).get('context')}"
    message = types.PromptMessage(role="user", content=text(said))
    return types.GetPromptResult(messages=[message])


def content_of(answer: types.InputResponse) -> Mapping[str, Any]:
    """What a person filled in; empty where nothing was."""
    return (answer.content or {}) if isinstance(answer, types.ElicitResult) else {}


WHO, CONFIRM = {"user_name": form("What is your name?", "name")}, form("Sure?", "ok", "boolean")
MANY: dict[str, types.InputRequest] = {
    **WHO,
    "greeting": sampling("Generate a greeting"),
    "client_roots": types.ListRootsRequest(),
}
PREFIX = "test_input_required_result_"
RUNS: dict[str, Tool] = {
    "elicitation": one_round(WHO),
    "sampling": one_round({"capital_question": sampling("What is the capital of France?")}),
    "list_roots": one_round({"client_roots": types.ListRootsRequest()}),
    "request_state": one_round({"confirm": CONFIRM}, "asked"),
    "multiple_inputs": one_round(MANY, "asked"),
    "multi_round": two_rounds,
    "tampered_state": one_round({"confirm": CONFIRM}, "asked"),
    "capabilities": by_capability,
    "streaming": one_round({"user_name": form("What is your name?", "name")}),
}
NAMES = {"streaming": "test_streaming_elicitation"}
TOOLS = tuple(
    FixtureTool(name=NAMES.get(name, PREFIX + name), run=run, revisions=(STATELESS,))
    for name, run in RUNS.items()
)
