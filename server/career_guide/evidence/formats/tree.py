"""Values of JSON, YAML and TOML files as one tree whose nodes know their lines."""

from collections.abc import Iterator
from dataclasses import dataclass

Scalar = str | float | bool | None
MOST_NODES = 400_000
DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Node:
    """One value; a missing one is null, so that paths can be asked for without checks.

    `line` is where a value starts; for a block of text, where its first line stands.
    """

    value: "Scalar | list[Node] | dict[str, Node]"
    line: int

    def get(self, *path: str) -> "Node":
        """The value below these keys, or null."""
        node = self
        for key in path:
            value = node.value
            node = value.get(key, _missing(node)) if isinstance(value, dict) else _missing(node)
        return node

    def first(self, *keys: str) -> "Node":
        """The first of these keys that has a value."""
        return next((node for key in keys if (node := self.get(key)).value is not None), NOTHING)

    @property
    def text(self) -> str:
        """The text on one trimmed line, "" for anything else than a text or number."""
        if isinstance(self.value, str):
            return self.value.strip()
        if isinstance(self.value, float):
            return f"{self.value:g}"
        return ""

    @property
    def is_true(self) -> bool:
        """Whether it is the value true."""
        return self.value is True

    @property
    def items(self) -> "list[tuple[str, Node]]":
        """Keys and values, none for anything else than a mapping."""
        return list(self.value.items()) if isinstance(self.value, dict) else []

    @property
    def elements(self) -> "list[Node]":
        """The elements of a list; none for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def texts(self) -> "list[Node]":
        """The node itself where it is a text, the texts of a list, else none."""
        several = self.elements or [self]
        return [node for node in several if isinstance(node.value, str)]

    def walk(self) -> "Iterator[tuple[str, Node]]":
        """Every value below this one with its nearest key, in the order of the file."""
        waiting: list[tuple[str, Node]] = [("", self)]
        while waiting:
            key, node = waiting.pop()
            yield key, node
            if isinstance(node.value, dict):
                waiting.extend(reversed(node.value.items()))
            elif isinstance(node.value, list):
                waiting.extend((key, element) for element in reversed(node.value))


def _missing(node: Node) -> Node:
    return Node(None, node.line)


NOTHING = Node(None, 1)
