"""YAML with lines, from parser events: tags construct nothing and aliases cannot multiply.

An alias stands for what it names as long as the whole tree, written out, stays under the cap.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from career_guide.evidence.formats.tree import DEEPEST, Node
from career_guide.evidence.lines import well_formed

MOST_DOCUMENTS = 200
MOST_NODES = 150_000
_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]{0,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?"
)
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class _Unreadable(Exception):
    """The text is not YAML, or deeper or larger than is read."""


def read_yaml(text: str) -> tuple[Node, ...] | None:
    """The documents in this text, or None where it is not YAML or over the caps of the tree."""
    try:
        return tuple(_Reader().documents(text))
    except _Unreadable:
        return None


def read_yaml_document(text: str) -> Node | None:
    """The first document, or None as above or where there is none."""
    documents = read_yaml(text)
    return documents[0] if documents else None


class _Reader:
    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.stack: list[tuple[Node, str | None, int]] = []
        """Open containers, each with its anchor and the count of nodes before it."""
        self.keys: list[str | None] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.nodes = 0

    def documents(self, text: str) -> list[Node]:
        for event in _events(text):
            self.take(event)
        return self.roots

    def take(self, event: Any) -> None:
        line: int = event.start_mark.line + 1
        match event:
            case yaml.ScalarEvent():
                self.scalar(event, line)
            case yaml.AliasEvent():
                node, size = self.anchors.get(str(event.anchor), (Node(None, line), 1))
                self.put(node, size)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                node = Node({} if isinstance(event, yaml.MappingStartEvent) else [], line)
                before = self.nodes
                self.put(node, 1)
                self.stack.append((node, event.anchor, before))
                self.keys.append(None)
                if len(self.stack) > DEEPEST:
                    raise _Unreadable
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                node, anchor, before = self.stack.pop()
                self.keys.pop()
                if anchor is not None:
                    self.anchors[anchor] = (node, self.nodes - before)
            case yaml.DocumentStartEvent():
                self.anchors.clear()
                if len(self.roots) >= MOST_DOCUMENTS:
                    raise _Unreadable
            case _:
                pass

    def scalar(self, event: Any, line: int) -> None:
        text = well_formed(event.value)
        is_plain = bool(event.implicit[0])
        if self.awaits_key():
            self.keys[-1] = text
            return
        is_block = event.style in ("|", ">")
        node = Node(_resolved(text) if is_plain else text, line + 1 if is_block else line)
        self.put(node, 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, 1)

    def awaits_key(self) -> bool:
        return (
            bool(self.stack) and isinstance(self.stack[-1][0].value, dict) and self.keys[-1] is None
        )

    def put(self, node: Node, size: int) -> None:
        self.nodes += size
        if self.nodes > MOST_NODES:
            raise _Unreadable
        if not self.stack:
            self.roots.append(node)
            return
        container = self.stack[-1][0].value
        if isinstance(container, list):
            container.append(node)
        elif isinstance(container, dict):
            key = self.keys[-1]
            if key is None:  # a container or alias in place of a key
                self.keys[-1] = "?"
                return
            self.keys[-1] = None
            if key == "<<":
                self.merge(container, node)
            else:
                container[key] = node

    def merge(self, container: dict[str, Node], node: Node) -> None:
        for source in node.elements or [node]:
            for key, value in source.items:
                container.setdefault(key, value)


def _events(text: str) -> Iterator[Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise _Unreadable from None


def _resolved(text: str) -> str | float | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= 40 and _NUMBER.fullmatch(text):
        return float(text.replace("_", ""))
    return text
