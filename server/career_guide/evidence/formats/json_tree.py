"""JSON with lines, comments and trailing commas allowed, read without recursion."""

import json
import re

from career_guide.evidence.formats.tree import DEEPEST, MOST_NODES, Node
from career_guide.evidence.lines import well_formed

_SPACE = re.compile(r"(?:[ \t\r\n\ufeff]++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+")
_WORD = re.compile(r"[-+.0-9A-Za-z]++")
_STRINGS = json.JSONDecoder(strict=False)
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_LONGEST_NUMBER = 40


class _Unreadable(Exception):
    """The text is not JSON, or deeper or larger than is read."""


def read_json(text: str) -> Node | None:
    """The value in this text, or None where it is not JSON or over the caps of the tree."""
    try:
        return _Reader(text).read()
    except _Unreadable:
        return None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.nodes = 0

    def read(self) -> Node:
        """One value and nothing behind it; containers wait on a stack until they are closed."""
        open_nodes: list[Node] = []
        keys: list[str] = []
        while True:
            mark = self.peek()
            if mark in ("}", "]") and open_nodes:
                node = self.close(open_nodes, keys, mark)
            else:
                if open_nodes and isinstance(open_nodes[-1].value, dict):
                    keys[-1] = self.key()
                    mark = self.peek()
                node = self.value(mark)
                if open_nodes:
                    _put(open_nodes[-1], keys[-1], node)
                if isinstance(node.value, dict | list):
                    open_nodes.append(node)
                    keys.append("")
                    if len(open_nodes) > DEEPEST:
                        raise _Unreadable
                    continue
            while open_nodes:
                mark = self.peek()
                if mark == ",":
                    self.at += 1
                    break
                node = self.close(open_nodes, keys, mark)
            if not open_nodes:
                if self.peek():
                    raise _Unreadable
                return node

    def close(self, open_nodes: list[Node], keys: list[str], mark: str) -> Node:
        node = open_nodes.pop()
        keys.pop()
        if mark != ("}" if isinstance(node.value, dict) else "]"):
            raise _Unreadable
        self.at += 1
        return node

    def peek(self) -> str:
        """The next character that is no space, "" at the end."""
        hit = _SPACE.match(self.text, self.at)
        if hit and hit.end() > self.at:
            self.move(hit.end())
        return self.text[self.at : self.at + 1]

    def move(self, to: int) -> None:
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def key(self) -> str:
        if self.peek() != '"':
            raise _Unreadable
        key = self.string()
        if self.peek() != ":":
            raise _Unreadable
        self.at += 1
        return key

    def string(self) -> str:
        try:
            value, end = _STRINGS.raw_decode(self.text, self.at)
        except (ValueError, RecursionError):
            raise _Unreadable from None
        self.move(end)
        return well_formed(value) if isinstance(value, str) else ""

    def value(self, mark: str) -> Node:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _Unreadable
        line = self.line
        if mark == "{":
            self.at += 1
            return Node({}, line)
        if mark == "[":
            self.at += 1
            return Node([], line)
        if mark == '"':
            return Node(self.string(), line)
        return Node(self.word(), line)

    def word(self) -> float | bool | None:
        hit = _WORD.match(self.text, self.at)
        if not hit:
            raise _Unreadable
        self.at = hit.end()
        word = hit.group()
        if word in _WORDS:
            return _WORDS[word]
        try:
            return float(word[:_LONGEST_NUMBER])
        except ValueError:
            raise _Unreadable from None


def _put(container: Node, key: str, node: Node) -> None:
    if isinstance(container.value, dict):
        container.value[key] = node
    elif isinstance(container.value, list):
        container.value.append(node)
