"""Has the SDK answer everything that never changes, and keeps its answers as a file."""

import json
import re
from typing import Any

from mcp.server.lowlevel import Server
from pydantic_core import to_json

from career_guide.app import build
from career_guide.content.snapshot import Snapshot
from career_guide.deps import Deps
from career_guide.front import code, ordinary
from career_guide.front.packing import Results, envelope, pack, seal
from career_guide.tools.boundary import invoke
from career_guide.tools.registry import all_tools
from career_guide.transports.rehearsal import answers

CLIENT = {"name": "prepared", "version": "1"}
META = {
    ordinary.VERSION_KEY: ordinary.MODERN,
    ordinary.CLIENT_KEY: CLIENT,
    ordinary.CAPABILITIES_KEY: {},
}
_RESULT = re.compile(rb'\{"jsonrpc":"2\.0","id":\d+,"result":(.*)\}\n', re.S)
Asked = tuple[str, str, dict[str, Any]]
"""Method, value and parameters of one request."""


def prepare(snapshot: Snapshot) -> bytes:
    """The file of prepared answers for this content."""
    deps = Deps(catalog=snapshot.catalog)
    server = build(deps)
    results: dict[str, Any] = {}
    envelopes: dict[str, Any] = {}
    for version in (*reversed(ordinary.LEGACY), ordinary.MODERN):
        results[version], envelopes[version] = _version(server, deps, version)
    rest = pack(
        _checked(results),
        envelopes,
        content=snapshot.catalog.digest,
        sources=snapshot.sources,
        listing=snapshot.listing,
    )
    return seal(rest, code.record())


def _version(
    server: Server[Any], deps: Deps, version: str
) -> tuple[dict[str, dict[str, bytes]], list[list[str]]]:
    """Every static result in one version, and the envelopes of its calls."""
    found: dict[str, dict[str, bytes]] = {}
    asked: list[Asked] = [("server/discover", "", {}), ("ping", "", {})]
    asked += [(method, "", {}) for method in sorted(ordinary.LISTS)]
    while asked:
        got = _ask(server, version, asked)
        asked = []
        for (method, value, _), body in got:
            found.setdefault(method, {})[value] = body
            result = json.loads(body)
            if cursor := result.get("nextCursor"):
                asked.append((method, cursor, {"cursor": cursor}))
            for entry in result.get("resources", ()):
                asked.append(("resources/read", entry["uri"], {"uri": entry["uri"]}))
    return found, [_envelope(server, deps, version, valid) for valid in (True, False)]


def _ask(server: Server[Any], version: str, asked: list[Asked]) -> list[tuple[Asked, bytes]]:
    """What the SDK answers with a result, in the order of what is asked."""
    modern = version == ordinary.MODERN
    opening: Asked = (
        "initialize",
        "",
        {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT},
    )
    rows = asked if modern else [opening, *asked]
    meta = {"_meta": META} if modern else {}
    lines = [
        {"jsonrpc": "2.0", "id": id, "method": method, "params": {**params, **meta}}
        for id, (method, _, params) in enumerate(rows)
    ]
    data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    found = {}
    for line in answers(server, [data]):
        if match := _RESULT.fullmatch(line):
            found[json.loads(line)["id"]] = match[1]
    return [(row, found[id]) for id, row in enumerate(rows) if id in found]


def _envelope(server: Server[Any], deps: Deps, version: str, valid: bool) -> list[str]:
    tool = all_tools()[0]
    arguments = dict(tool.example) if valid else {"no such argument": 1}
    reply = invoke(tool, arguments, deps)
    asked: Asked = ("tools/call", "", {"name": tool.name, "arguments": arguments})
    body = _ask(server, version, [asked])[-1][1]
    return envelope(body, to_json(reply.text), to_json(reply.payload))


def _checked(results: Results) -> Results:
    """The same. Raises ValueError where a version answered less than every client needs."""
    for version, methods in results.items():
        opening = "server/discover" if version == ordinary.MODERN else "initialize"
        missing = {opening, "resources/read", *ordinary.LISTS} - methods.keys()
        if missing:
            raise ValueError(f"{version}: the SDK gave no result for {', '.join(sorted(missing))}")
    return results
