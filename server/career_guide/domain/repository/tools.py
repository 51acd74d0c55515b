"""Tools that code offers to a model, whichever library it uses, by name and place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from career_guide.domain.repository.identifiers import listed, tail, words
from career_guide.domain.repository.live import Live, Seen, said_at
from career_guide.domain.repository.searching import Spot
from career_guide.models.repository.code import Call

DECORATORS = frozenset({"tool", "function_tool", "tool_plain", "ai_function", "kernel_function"})
REGISTERING = listed(
    "add_tool AddTool addTool createTool defineTool DynamicStructuredTool DynamicTool "
    "from_function FunctionTool NewTool register_tool RegisterTool registerAppTool registerTool "
    "StructuredTool Tool"
)
SERVERS = listed("agent app mcp server srv")
"""Words of what a method called `tool` must belong to, many other things have such a method;
a function of that name is the kit's own."""
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
_ASSIGNED = re.compile(
    r"^[ \t]{0,80}(?:export[ ])?(?:(?:const|let|var|final)[ ])?([A-Za-z_]\w{1,80})"
    r"(?:\s?:\s?[\w.\[\]]{1,40}|[ ]string)?\s{0,40}=\s{0,4}[\"'`]([\w./-]{2,80})[\"'`][,;]?\s{0,4}$"
)
_FIRST = re.compile(r"\(\s{0,4}(?:name\s?=\s?)?([A-Za-z_][\w.]{1,80})\s{0,4}[,)]")


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
    registering = [seen for seen in code.calls if _is_registering(seen.fact)]
    constants = _constants(code) if registering else {}
    for seen in registering:
        name = next(iter(seen.fact.strings), "")
        if not _NAME.fullmatch(name):
            name = constants.get(_first_name(code, seen), "")
            if name:
                yield ToolSeen(name, seen.spot)
        else:
            yield ToolSeen(name, said_at(code, seen, (name,)))


def _is_registering(call: Call) -> bool:
    owner, _, name = call.name.rpartition(".")
    of_server = not owner or bool(SERVERS & set(words(tail(owner))))
    return name in REGISTERING or (name == "tool" and of_server)


def _first_name(code: Live, seen: Seen[Call]) -> str:
    """The name that stands first among what is given to a call, on its line."""
    line = code.lines[seen.file.path][seen.fact.line - 1][:LINE_LIMIT]
    _, _, given = line.partition(tail(seen.fact.name))
    found = _FIRST.match(given)
    return tail(found[1]) if found else ""


def _constants(code: Live) -> Mapping[str, str]:
    """Texts of names that stand for one text, by the name."""
    found: dict[str, str] = {}
    for lines in code.lines.values():
        for line in lines:
            if len(line) <= LINE_LIMIT and (hit := _ASSIGNED.match(line)):
                found.setdefault(hit[1], hit[2])
    return found


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
