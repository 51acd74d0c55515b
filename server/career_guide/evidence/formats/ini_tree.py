"""INI files with lines: sections of keys whose values may go on in indented lines."""

from career_guide.evidence.formats.tree import Node

MOST_ROWS = 5_000


def read_ini(text: str) -> Node:
    """Sections as mappings of keys to lists of non-empty value lines; "" is before any section.

    Nothing is invalid here: a line that is neither a section nor a key is passed over.
    """
    sections: dict[str, Node] = {"": Node({}, 1)}
    keys = sections[""].value
    values: list[Node] | None = None
    for line, row in enumerate(text.split("\n")[:MOST_ROWS], 1):
        bare = row.strip()
        if not bare or bare[0] in "#;":
            continue
        if bare[0] == "[" and "]" in bare:
            section = sections.setdefault(bare[1 : bare.index("]")].strip(), Node({}, line))
            keys, values = section.value, None
        elif row[0] in " \t" and values is not None:
            values.append(Node(bare, line))
        elif isinstance(keys, dict) and (mark := _divider(bare)) > 0:
            value = bare[mark + 1 :].strip()
            values = [Node(value, line)] if value else []
            keys[bare[:mark].strip().lower()] = Node(values, line)
    return Node(dict(sections), 1)


def _divider(row: str) -> int:
    marks = [at for at in (row.find("="), row.find(":")) if at > 0]
    return min(marks, default=-1)
