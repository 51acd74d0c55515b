"""Generated sequences of messages, right and wrong ones, as lines of input."""

import json
from random import Random
from typing import Any

from both_ways import OVER_LONG
from wire import MODERN, initialize, request

VERSIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
CLIENTS: list[Any] = [
    {"name": "a", "version": "1"},
    {"name": "a", "version": "1", "title": "A", "description": "b", "websiteUrl": "no address"},
    {"name": "a", "version": "1", "more": {"x": [1]}},
    {"name": "a", "version": "1", "icons": []},
    {"name": "a", "version": "1", "title": None},
    {"name": "a", "version": 1},
    {"name": "a"},
    None,
    [],
    "a",
]
CAPABILITIES: list[Any] = [
    {},
    {"roots": {"listChanged": True}},
    {"roots": {}, "sampling": {}, "elicitation": {"form": {}, "url": {}}},
    {"sampling": {"tools": {}, "context": {}}, "experimental": {"a": {"b": 1}}},
    {"extensions": {"io.modelcontextprotocol/ui": {"mimeTypes": ["text/html"]}}},
    {"tools": True, "prompts": 1, "logging": None, "odd": [1.5, {"a": None}]},
    {"roots": {"listChanged": "yes"}},
    {"roots": {"listChanged": None, "more": 1}},
    {"roots": None},
    {"roots": []},
    {"sampling": True},
    {"sampling": {"tools": None}},
    {"elicitation": {"form": {"a": 1}}},
    {"experimental": {"a": 1}},
    {"extensions": {"a": None}},
    {"tasks": {}},
    {"tasks": {"list": {}, "requests": {"sampling": 1}}},
    None,
    [],
]
TOKENS: list[Any] = [1, "a", 0, -(2**53), "", 1.5, None, True, [], {}]
CURSORS: list[Any] = ["page-2", "page-2", "page-9", "", "page-02", 2, None, [], {}]
URIS: list[Any] = [
    "career://about",
    "career://roadmap",
    "career://data/salary.json",
    "career://roadmap/evaluation",
    "career://salary#premium",
    "career://nowhere",
    "career://about ",
    "CAREER://about",
    "",
    None,
    5,
    [],
]
CALLS: list[tuple[Any, Any]] = [
    ("estimate_comp", {"level": "senior", "market": "us-tier2"}),
    ("estimate_comp", {"level": "senior", "location": "Zürich 😀"}),
    ("estimate_comp", {"level": "boss"}),
    ("estimate_comp", {"years_ai_experience": 3}),
    ("estimate_comp", {"years_ai_experience": 2.5, "detail": "concise"}),
    ("estimate_comp", {"current_general_swe_total": 1e300}),
    ("next_skill", {"known_skills": ["Python", "RAG"]}),
    ("next_skill", {"known_skills": "RAG", "hours_per_week": "7", "unknown": 1}),
    ("next_skill", {}),
    ("score_project", {"projects": [{"title": "A", "type": "domain-rag", "criteria": []}]}),
    ("score_project", {"projects": [{"repository": "nowhere"}]}),
    ("score_project", {"projects": []}),
    ("search_career_guide", {"query": "do I need a PhD"}),
    ("search_career_guide", {"query": ""}),
    ("search_career_guide", {"query": 'x\u0000\u007f\u2028"\\'}),
    ("read_career_guide", {"uri": "career://roadmap", "offset": 100}),
    ("read_career_guide", {"uri": "mistakes"}),
    ("read_career_guide", {"uri": 5}),
    ("no_such_tool", {}),
    ("", {}),
    (None, {}),
    (5, {}),
    ("estimate_comp", None),
    ("estimate_comp", []),
    ("estimate_comp", "level"),
]
IDS: list[Any] = [
    0,
    -1,
    2**53,
    2**53 - 1,
    10**19,
    10**20,
    -(10**18),
    "",
    "a",
    'quote" and \\',
    "caf\u00e9",
    "\u007f",
    "tab\t",
    "x" * 64,
    "x" * 65,
    "x" * 257,
    "1",
    1.0,
    1.5,
    None,
    True,
    [],
    {},
]
NOTES: list[tuple[str, Any]] = [
    ("notifications/initialized", {}),
    ("notifications/initialized", None),
    ("notifications/initialized", {"_meta": {}}),
    ("notifications/initialized", {"_meta": 5}),
    ("notifications/initialized", {"x": 1}),
    ("notifications/cancelled", {"requestId": 1}),
    ("notifications/cancelled", {"requestId": "1", "reason": "late"}),
    ("notifications/cancelled", {"requestId": None}),
    ("notifications/cancelled", {}),
    ("notifications/progress", {"progressToken": 1, "progress": 1}),
    ("notifications/roots/list_changed", {}),
    ("notifications/no_such", {}),
    ("tools/list", {}),
    ("initialize", {}),
]
OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("prompts/get", {"name": "mock_interview", "arguments": {"kind": "coding"}}),
    ("prompts/get", {"name": "nope"}),
    ("completion/complete", {"ref": {"type": "ref/prompt", "name": "mock_interview"}}),
    ("logging/setLevel", {"level": "info"}),
    ("resources/subscribe", {"uri": "career://about"}),
    ("server/discover", {}),
    ("ping", {}),
    ("resources/list page-2", {}),
    ("resources/read career://about", {}),
    ("no/such", {}),
    ("tools/call", {}),
]
GARBAGE = [
    b"",
    b"  ",
    b"\r",
    b"garbage",
    b"[]",
    b"42",
    b"null",
    b"\xff\xfe{}",
    b"[" * 200,
    b'{"jsonrpc":"2.0","id":7,"method":"ping"',
    b'[{"jsonrpc":"2.0","id":7,"method":"ping"}]',
    b'{"jsonrpc":"2.0","id":7,"id":8,"method":"ping"}',
    b'{"jsonrpc":"2.0","id":7,"method":"ping","params":{"x":NaN}}',
    b'{"jsonrpc":"2.0","id":7,"method":"ping","params":{"x":1e999}}',
    b'{"jsonrpc":"2.0","id":7,"method":"ping","params":{"x":"\\ud800"}}',
    b'{"jsonrpc":"2.0","id":"\\ud800","method":"ping"}',
    b'{"jsonrpc":"2.0","id":7,"method":"ping","params":[]}',
    b'{"jsonrpc":"2.0","id":7,"method":"ping","params":null}',
    b'{"jsonrpc":"1.0","id":7,"method":"ping"}',
    b'{"jsonrpc":"2.0","id":7,"method":5}',
    b'{"jsonrpc":"2.0","id":7,"result":{}}',
    b'{"jsonrpc":"2.0","id":7,"method":"ping","result":{}}',
    b'\xef\xbb\xbf{"jsonrpc":"2.0","id":7,"method":"ping"}',
]
LISTS = ["tools/list", "prompts/list", "resources/list", "resources/templates/list"]


class Generator:
    """One sequence, mostly of one era and mostly sensible, so that it gets somewhere."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0
        self.modern = random.random() < 0.5
        self.wild = random.choice([0.0, 0.02, 0.1, 0.3])
        self.calm = random.random() < 0.5

    def lines(self) -> list[bytes]:
        found = self._opening()
        found += [self._line() for _ in range(self.random.randrange(1, 14))]
        return found

    def _odd(self) -> bool:
        return self.random.random() < self.wild

    def _opening(self) -> list[bytes]:
        if self.modern or self._odd():
            return [self._line() for _ in range(self._odd())]
        first = [self._encode(self._initialize())]
        if not self._odd():
            first.append(self._encode({"jsonrpc": "2.0", "method": "notifications/initialized"}))
        return first

    def _line(self) -> bytes:
        if self._odd():
            return OVER_LONG if self.random.random() < 0.01 else self.random.choice(GARBAGE)
        if self._odd():
            method, params = self.random.choice(NOTES)
            note = {"jsonrpc": "2.0", "method": method}
            return self._encode(note if params is None else {**note, "params": params})
        if self.random.random() < self.wild / 4:
            return self._encode(self._initialize())
        return self._encode(self._request())

    def _initialize(self) -> dict[str, Any]:
        message = initialize(self._id(), self.random.choice(VERSIONS))
        params = message["params"]
        if self.random.random() < 0.5:
            params["capabilities"] = self.random.choice(CAPABILITIES[:6])
            params["clientInfo"] = self.random.choice(CLIENTS[:2])
        if self._odd():
            params["protocolVersion"] = self.random.choice(["2026-07-28", "1999-01-01", 5, None])
        if self._odd():
            params["capabilities"] = self.random.choice(CAPABILITIES)
        if self._odd():
            params["clientInfo"] = self.random.choice(CLIENTS)
        if self._odd():
            params.pop(self.random.choice(list(params)))
        if self._odd():
            params["_meta"] = self._meta(self.random.random() < 0.5)
        return message

    def _request(self) -> dict[str, Any]:
        method, params = self._asked()
        message = request(self._id(), method, **params)
        modern = self.modern != self._odd()
        if modern or self._odd() or self.random.random() < self.wild:
            message["params"]["_meta"] = self._meta(modern)
        if self._odd():
            message["params"][self.random.choice(["more", "cursor", "task", "uri", "name"])] = (
                self.random.choice([None, 1, "x", {}])
            )
        if not message["params"] and self.random.random() < 0.5:
            del message["params"]
        if self._odd():
            message[self.random.choice(["more", "error", "result"])] = self.random.choice([1, {}])
        return message

    def _asked(self) -> tuple[str, dict[str, Any]]:
        kind = self.random.random()
        if kind < 0.3:
            if self.calm:
                also = ("server/discover" if self.modern else "ping", {})
                return self.random.choice([("resources/list", {"cursor": "page-2"}), also])
            cursor = {"cursor": self.random.choice(CURSORS)} if self.random.random() < 0.3 else {}
            return self.random.choice(LISTS), cursor
        if kind < 0.5:
            return "resources/read", {"uri": self.random.choice(URIS[: 4 if self.calm else None])}
        if kind < 0.9 or self.calm:
            name, arguments = self.random.choice(CALLS[: 10 if self.calm else None])
            params: dict[str, Any] = {"name": name}
            if arguments is not None or self.random.random() < 0.5:
                params["arguments"] = arguments
            return "tools/call", params
        method, params = self.random.choice(OTHERS)
        return method, dict(params)

    def _meta(self, modern: bool) -> Any:
        meta: dict[str, Any] = dict(MODERN) if modern else {}
        names = list(MODERN)
        if self.random.random() < 0.1:
            meta["progressToken"] = self.random.choice(TOKENS[:5])
        if modern and self.random.random() < 0.3:
            meta[names[1]] = self.random.choice(CLIENTS[:2])
            meta[names[2]] = self.random.choice(CAPABILITIES[:6])
        if self._odd():
            odd: dict[str, list[Any]] = {
                names[0]: ["2025-11-25", "2099-01-01", 5, None],
                names[1]: CLIENTS,
                names[2]: CAPABILITIES,
                "progressToken": TOKENS,
                "io.modelcontextprotocol/logLevel": ["info", "loud", 5],
                "example.org/more": [{}, 1],
            }
            key = self.random.choice(list(odd))
            meta[key] = self.random.choice(odd[key])
        if self._odd():
            meta.pop(self.random.choice(names), None)
        if self.random.random() < self.wild / 5:
            return self.random.choice([None, [], 5])
        return meta

    def _id(self) -> Any:
        self.count += 1
        if self._odd():
            return self.random.choice(IDS)
        if self._odd():
            return self.random.randrange(self.count)
        return self.count

    def _encode(self, message: dict[str, Any]) -> bytes:
        text = json.dumps(message, ensure_ascii=self.random.random() < 0.5)
        return text.encode() + (b"\r" if self._odd() else b"")


def sequence(seed: int) -> list[bytes]:
    """The lines of one sequence; the same for the same seed."""
    return Generator(Random(seed)).lines()
