"""Requests of both protocol eras as the lines that go through a pipe."""

import json
import random
from pathlib import Path
from typing import Any

from bench.front.names import MODERN

ROOT = Path(__file__).parents[2]
CLIENT = {"name": "bench", "version": "1"}
PREFIX = "io.modelcontextprotocol/"
ENVELOPE = {
    PREFIX + "protocolVersion": MODERN,
    PREFIX + "clientInfo": CLIENT,
    PREFIX + "clientCapabilities": {},
}
INITIALIZED = b'{"jsonrpc":"2.0","method":"notifications/initialized"}\n'


def line(era: str, number: int, method: str, **params: Any) -> bytes:
    """One request with its end of line."""
    if era == MODERN:
        params["_meta"] = ENVELOPE
    message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def opening(era: str) -> bytes:
    """The first request of a client, number 0."""
    if era == MODERN:
        return line(era, 0, "server/discover")
    return line(era, 0, "initialize", protocolVersion=era, capabilities={}, clientInfo=CLIENT)


def call(era: str, number: int, tool: str, arguments: dict[str, Any]) -> bytes:
    """A request to run a tool."""
    return line(era, number, "tools/call", name=tool, arguments=arguments)


def pay_questions(count: int, seed: int) -> list[dict[str, Any]]:
    """Valid arguments of `estimate_comp` that hardly ever repeat; the same for the same seed."""
    schema = json.loads((ROOT / "schemas/tools/estimate_comp.input.json").read_text("utf-8"))
    chosen = {name: schema["properties"][name]["enum"] for name in ("level", "market", "adjust")}
    draw = random.Random(seed)
    return [
        {name: draw.choice(values) for name, values in chosen.items()}
        | {"current_general_swe_total": draw.randrange(90_000, 400_000, 500)}
        for _ in range(count)
    ]


def padded_echo(era: str, number: int, size: int, length: int) -> bytes:
    """A call of a peer's `echo` that is `length` bytes long, for an answer of `size` letters."""
    bare = call(era, number, "echo", {"text": "", "size": size})
    text = "x" * max(1, length - len(bare))
    return call(era, number, "echo", {"text": text, "size": size})
