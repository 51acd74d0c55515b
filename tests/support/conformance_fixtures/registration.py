"""Adds the suite's fixtures to a server that our own factory built, by the SDK's public API.

Every handler of the server stays: a name of the suite is answered here, any other goes on to the
handler that was there. `Reached` counts the calls, so that a scenario that passes without having
met its fixture is found out.
"""

import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity
from mcp.server.subscriptions import (
    InMemorySubscriptionBus,
    ListenHandler,
    PromptsListChanged,
    ServerEvent,
    ToolsListChanged,
)

from conformance_fixtures import rounds, tools
from conformance_fixtures.contents import PICTURE, Context, embedded, image, text, told
from conformance_fixtures.tools import BOTH, HANDSHAKE, STATELESS, FixtureTool, ToolAnswer

TEMPLATE = re.compile(r"test://template/([^/]+)/data")
TEMPLATE_NAME = "test://template/{id}/data"
WATCHED = "test://watched-resource"
RESOURCES = ("test://static-text", "test://static-binary", WATCHED)
PromptAnswer = types.GetPromptResult | types.InputRequiredResult
Prompt = Callable[[Context, types.GetPromptRequestParams], Awaitable[PromptAnswer]]


class Reached:
    """How often each fixture was called, and which ones a run must have called."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.expected: set[str] = set()

    def missed(self) -> list[str]:
        """Fixtures that no scenario called."""
        return sorted(self.expected - self.calls.keys())


def messages(*content: types.ContentBlock) -> Prompt:
    """A prompt of the person's messages, one a block; arguments stand in place of {name}."""

    async def get(ctx: Context, params: types.GetPromptRequestParams) -> PromptAnswer:
        filled = json.dumps([block.model_dump(mode="json", by_alias=True) for block in content])
        for name, value in (params.arguments or {}).items():
            filled = filled.replace("{" + name + "}", json.dumps(value)[1:-1])
        said = [{"role": "user", "content": block} for block in json.loads(filled)]
        return types.GetPromptResult.model_validate({"messages": said})

    return get


PROMPTS: dict[str, tuple[Prompt, tuple[str, ...], tuple[str, ...]]] = {
    "test_simple_prompt": (messages(text("A simple prompt.")), (), BOTH),
    "test_prompt_with_arguments": (messages(text("{arg1}, {arg2}")), ("arg1", "arg2"), BOTH),
    "test_prompt_with_embedded_resource": (
        messages(embedded("{resourceUri}", "An embedded text."), text("Process the text above.")),
        ("resourceUri",),
        BOTH,
    ),
    "test_prompt_with_image": (messages(image(), text("Describe the picture above.")), (), BOTH),
    "test_input_required_result_prompt": (rounds.asking_prompt, (), (STATELESS,)),
}


def announcing(bus: InMemorySubscriptionBus, event: ServerEvent) -> tools.Tool:
    """A tool that tells every listener of this change."""

    async def run(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
        await bus.publish(event)
        return told("Announced.")

    return run


def register(server: Server[Any], revision: str) -> Reached:
    """Every fixture that the suite uses in this revision; what was reached is counted."""
    reached = Reached()
    bus = InMemorySubscriptionBus()
    changes = (
        FixtureTool(
            name="test_trigger_tool_change",
            run=announcing(bus, ToolsListChanged()),
            revisions=(STATELESS,),
        ),
        FixtureTool(
            name="test_trigger_prompt_change",
            run=announcing(bus, PromptsListChanged()),
            revisions=(STATELESS,),
        ),
    )
    every = (*tools.TOOLS, *rounds.TOOLS, *changes)
    _add_tools(server, [tool for tool in every if revision in tool.revisions], reached)
    _add_resources(server, reached)
    _add_prompts(server, revision, reached)
    if revision == HANDSHAKE:
        _add_handshake_requests(server, reached)
    else:
        server.add_request_handler(
            "subscriptions/listen",
            types.SubscriptionsListenRequestParams,
            _counted("subscriptions/listen", ListenHandler(bus), reached),
        )
        security = RequestStateSecurity.ephemeral()
        server.middleware.append(RequestStateBoundary(security, default_audience=server.name))
    return reached


def _counted(name: str, handler: Any, reached: Reached) -> Any:
    """The same handler, its calls counted under a name that must be reached."""
    reached.expected.add(name)

    async def counted(ctx: Context, params: Any) -> Any:
        reached.calls[name] += 1
        return await handler(ctx, params)

    return counted


def _replaced(server: Server[Any], method: str, around: Callable[[Any], Any]) -> None:
    """Put a handler around the one the server has for a method."""
    entry = server.get_request_handler(method)
    if entry is None:
        raise LookupError(f"the server has no handler for {method}")
    server.add_request_handler(method, entry.params_type, around(entry.handler))


def _listed_before(server: Server[Any], method: str, key: str, fixtures: list[Any]) -> None:
    """The fixtures stand before the server's own entries, on the first page."""

    def around(handler: Any) -> Any:
        async def listed(ctx: Context, params: types.PaginatedRequestParams | None) -> Any:
            page = await handler(ctx, params)
            if params is not None and params.cursor is not None:
                return page
            return page.model_copy(update={key: [*fixtures, *getattr(page, key)]})

        return listed

    _replaced(server, method, around)


def _add_tools(server: Server[Any], fixtures: list[FixtureTool], reached: Reached) -> None:
    named = {tool.name: tool for tool in fixtures}
    reached.expected |= {tool.name for tool in fixtures if not tool.listed_only}
    _listed_before(server, "tools/list", "tools", [tool.listed() for tool in fixtures])
    known = server.get_tool_input_schema or {}.get
    server.get_tool_input_schema = lambda name: named[name].schema if name in named else known(name)

    def around(handler: Any) -> Any:
        async def called(ctx: Context, params: types.CallToolRequestParams) -> ToolAnswer:
            if params.name not in named:
                return await handler(ctx, params)  # type: ignore[no-any-return]
            reached.calls[params.name] += 1
            return await named[params.name].run(ctx, params)

        return called

    _replaced(server, "tools/call", around)


def _add_resources(server: Server[Any], reached: Reached) -> None:
    reached.expected |= {*RESOURCES, TEMPLATE_NAME} - {WATCHED}
    entries = [types.Resource(uri=uri, name=uri, description="A fixture.") for uri in RESOURCES]
    template = types.ResourceTemplate(uri_template=TEMPLATE_NAME, name="fixture-template")
    _listed_before(server, "resources/list", "resources", entries)
    _listed_before(server, "resources/templates/list", "resource_templates", [template])

    def around(handler: Any) -> Any:
        async def read(ctx: Context, params: types.ReadResourceRequestParams) -> Any:
            filled = TEMPLATE.fullmatch(params.uri)
            if params.uri not in RESOURCES and filled is None:
                return await handler(ctx, params)
            reached.calls[TEMPLATE_NAME if filled else params.uri] += 1
            return types.ReadResourceResult(contents=[_contents(params.uri, filled)])

        return read

    _replaced(server, "resources/read", around)


def _contents(uri: str, filled: re.Match[str] | None) -> Any:
    if filled is not None:
        said = json.dumps({"id": filled[1], "templateTest": True})
        return types.TextResourceContents(uri=uri, mime_type="application/json", text=said)
    if uri == "test://static-binary":
        return types.BlobResourceContents(uri=uri, mime_type="image/png", blob=PICTURE)
    return types.TextResourceContents(uri=uri, mime_type="text/plain", text="A fixed text.")


def _add_prompts(server: Server[Any], revision: str, reached: Reached) -> None:
    named = {name: entry for name, entry in PROMPTS.items() if revision in entry[2]}
    reached.expected |= named.keys()
    listed = [
        types.Prompt(
            name=name,
            description="A fixture.",
            arguments=[types.PromptArgument(name=word, required=True) for word in words],
        )
        for name, (_, words, _) in named.items()
    ]
    _listed_before(server, "prompts/list", "prompts", listed)

    def around(handler: Any) -> Any:
        async def got(ctx: Context, params: types.GetPromptRequestParams) -> PromptAnswer:
            if params.name not in named:
                return await handler(ctx, params)  # type: ignore[no-any-return]
            reached.calls[params.name] += 1
            return await named[params.name][0](ctx, params)

        return got

    _replaced(server, "prompts/get", around)


def _add_handshake_requests(server: Server[Any], reached: Reached) -> None:
    """Requests that only the older revision has: log level and resource subscriptions."""

    async def done(ctx: Context, params: Any) -> types.EmptyResult:
        return types.EmptyResult()

    for method, params in (
        ("logging/setLevel", types.SetLevelRequestParams),
        ("resources/subscribe", types.SubscribeRequestParams),
        ("resources/unsubscribe", types.UnsubscribeRequestParams),
    ):
        server.add_request_handler(method, params, _counted(method, done, reached))
