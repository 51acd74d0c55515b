"""TOML with lines; the standard reader knows none, so keys are looked up in the text."""

import re
import tomllib
from typing import Any

from career_guide.evidence.formats.tree import Node

LARGEST = 256 << 10
LONGEST_LINE = 4_096
"""Bounds on what the standard reader gets; its work grows with the square of a dotted key."""
DEEPEST = 24

_HEADER = re.compile(r"\s*\[(\[)?([^\[\]\n]+)\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\-\"']+(?:\s*\.\s*[A-Za-z0-9_\-\"']+)*)\s*=")


def read_toml(text: str) -> Node | None:
    """The table in this text, or None where it is not TOML or over the caps."""
    if len(text) > LARGEST:
        return None
    rows = text.split("\n")
    if any(len(row) > LONGEST_LINE for row in rows):
        return None
    try:
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None
    return _Located(rows).node(value, "", 1, DEEPEST)


class _Located:
    """Nodes for values, with the line of their key or, in a list, of their text."""

    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        self.lines: dict[str, int] = {}
        table = ""
        counts: dict[str, int] = {}
        for line, row in enumerate(rows, 1):
            if header := _HEADER.match(row):
                table = _plain(header.group(2))
                if header.group(1):
                    counts[table] = counts.get(table, -1) + 1
                    table = f"{table}.{counts[table]}"
                parts = table.split(".")
                for end in range(1, len(parts) + 1):
                    self.lines.setdefault(".".join(parts[:end]), line)
            elif key := _KEY.match(row):
                name = _plain(key.group(1))
                self.lines.setdefault(f"{table}.{name}" if table else name, line)

    def node(self, value: Any, path: str, line: int, deeper: int) -> Node:
        line = self.lines.get(path, line)
        if isinstance(value, dict):
            if not deeper:
                return Node(None, line)
            return Node(
                {
                    key: self.node(one, _join(path, key), line, deeper - 1)
                    for key, one in value.items()
                },
                line,
            )
        if isinstance(value, list):
            return Node(self.elements(value, path, line, deeper), line)
        if isinstance(value, bool | str):
            return Node(value, line)
        if isinstance(value, int | float):
            return Node(float(value) if abs(value) < 1e300 else 0.0, line)
        return Node(str(value), line)

    def elements(self, values: list[Any], path: str, line: int, deeper: int) -> list[Node]:
        if not deeper:
            return []
        found = []
        for at, value in enumerate(values):
            if isinstance(value, str) and value:
                line = self.next_with(value, line)
            found.append(self.node(value, _join(path, str(at)), line, deeper - 1))
        return found

    def next_with(self, text: str, line: int) -> int:
        """The line at or soon after this one that holds the text, else this one."""
        near = range(line, min(line + 3, len(self.rows) + 1))
        return next((one for one in near if text in self.rows[one - 1]), line)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _plain(name: str) -> str:
    parts = name.split(".")
    return ".".join(part.strip().strip("\"'") for part in parts)
