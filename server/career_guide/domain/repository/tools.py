"""Tools that code offers to a model, whichever library it uses, by name and place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.identifiers import listed, tail
from career_guide.domain.repository.live import Live
from career_guide.domain.repository.searching import Spot

DECORATORS = frozenset({"tool", "function_tool", "tool_plain", "ai_function", "kernel_function"})
REGISTERING = listed(
    "add_tool AddTool addTool createTool defineTool DynamicStructuredTool DynamicTool "
    "from_function FunctionTool NewTool register_tool RegisterTool registerTool StructuredTool "
    "Tool"
)
ON_A_SERVER = frozenset({"tool"})
SCHEMAS = ("inputSchema", "input_schema", "parameters", "InputSchema", "args_schema")
NAMING = listed("Name name get_name getName")
RUNNING = listed("call execute handle handler invoke run")
DESCRIBING = listed("description getdescription get_description inputschema input_schema schema")
NEAR = 12
"""Lines between the name of a tool and its schema in a literal."""
LINE_LIMIT = 400
_NAMED = re.compile(
    r"^[ \t{\[(]{0,80}[\"']?[nN]ame[\"']?\s{0,4}[:=]\s{0,4}"
    r"[\"'`]([\w.-]{2,80})[\"'`](?:[,;].{0,400})?$"
)
_NAME = re.compile(r"[\w./-]{2,80}")
_RETURNED = re.compile(r"\breturn\s{1,4}[\"'`]([\w.-]{2,80})[\"'`]")


@dataclass(frozen=True, slots=True, eq=False)
class ToolSeen:
    """One tool and where it is defined."""

    name: str
    spot: Spot


def tools(code: Live) -> tuple[ToolSeen, ...]:
    """Every tool once: by decorator, registration, class, or a literal with a name and a schema."""
    found: dict[str, ToolSeen] = {}
    for tool in (*_decorated(code), *_registered(code), *_literal(code), *_by_method(code)):
        found.setdefault(tool.name, tool)
    return tuple(found.values())


def _decorated(code: Live) -> Iterator[ToolSeen]:
    for seen in code.functions:
        if any(tail(name) in DECORATORS for name in seen.fact.decorators):
            yield ToolSeen(tail(seen.fact.name), seen.spot)


def _registered(code: Live) -> Iterator[ToolSeen]:
    for seen in code.calls:
        name = tail(seen.fact.name)
        is_own_server = name in ON_A_SERVER  # `server.tool("x", …)`, or a kit's `tool("x", …)`
        if name not in REGISTERING and not is_own_server:
            continue
        names = [text for text in seen.fact.strings[:1] if _NAME.fullmatch(text)]
        yield from (ToolSeen(text, seen.spot) for text in names)


def _by_method(code: Live) -> Iterator[ToolSeen]:
    """Types with a method that returns the tool's name beside one that runs it."""
    methods: dict[tuple[str, str], set[str]] = {}
    for seen in code.functions:
        owner, _, name = seen.fact.name.rpartition(".")
        methods.setdefault((seen.file.path, owner), set()).add(name.lower())
    for seen in code.functions:
        owner, _, name = seen.fact.name.rpartition(".")
        beside = methods[seen.file.path, owner]
        if not owner or name not in NAMING or not (beside & RUNNING and beside & DESCRIBING):
            continue
        lines = code.lines[seen.file.path][seen.fact.line - 1 : seen.fact.end_line]
        hit = next((hit for hit in map(_RETURNED.search, lines) if hit), None)
        if hit:
            yield ToolSeen(hit[1], seen.spot)


def _literal(code: Live) -> Iterator[ToolSeen]:
    for file in code.files:
        if file.text is None or not any(sign in file.text for sign in SCHEMAS):
            continue
        lines = code.lines[file.path]
        for number, line in enumerate(lines, start=1):
            if len(line) > LINE_LIMIT:
                continue
            named = _NAMED.match(line)
            near = lines[number - 1 : number + NEAR]
            if named and any(sign in text for text in near for sign in SCHEMAS):
                yield ToolSeen(named[1], Spot(file, number))
