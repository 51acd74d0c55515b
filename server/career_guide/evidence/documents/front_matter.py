"""The block of keys and values that some documents begin with, in YAML or TOML."""

from career_guide.evidence.formats.toml_tree import read_toml
from career_guide.evidence.formats.tree import Node
from career_guide.evidence.formats.yaml_tree import read_yaml_document

MOST_LINES = 200
MOST_KEYS = 50
VALUE_CHARACTERS = 400


def front_matter(rows: list[str]) -> tuple[tuple[tuple[str, str], ...], int]:
    """The keys with their values, and how many lines the block takes; none and 0 without one."""
    if not rows or rows[0].rstrip() not in ("---", "+++"):
        return (), 0
    mark = rows[0].rstrip()
    ends = (at for at, row in enumerate(rows[1:MOST_LINES], 1) if row.rstrip() == mark)
    end = next(ends, 0)
    if not end:
        return (), 0
    text = "\n".join(rows[1:end])
    tree = read_yaml_document(text) if mark == "---" else read_toml(text)
    pairs = _pairs(tree) if tree else _loose(rows[1:end])
    if not pairs and text.strip():
        return (), 0  # two rules with prose between them
    return tuple(pairs[:MOST_KEYS]), end + 1


def _pairs(tree: Node) -> list[tuple[str, str]]:
    return [(key, _value(node)) for key, node in tree.items]


def _value(node: Node) -> str:
    if isinstance(node.value, bool):
        return "true" if node.value else "false"
    parts = [one.text for one in node.elements] or [node.text]
    return ", ".join(part for part in parts if part)[:VALUE_CHARACTERS]


def _loose(rows: list[str]) -> list[tuple[str, str]]:
    """Keys and values of a block that is no valid YAML, such as a title with a bare colon."""
    found = []
    for row in rows:
        key, colon, value = row.partition(":")
        if (
            colon
            and key.strip().replace("_", "").replace("-", "").isalnum()
            and key[0] not in " \t"
        ):
            found.append((key.strip(), value.strip().strip("\"'")[:VALUE_CHARACTERS]))
    return found
