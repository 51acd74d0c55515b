"""Concrete syntax trees of script and Go source, built within bounds that no text can exceed."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal

import tree_sitter

Grammar = Literal["typescript", "tsx", "javascript", "go"]

STEPS_A_BYTE = 0.015
"""Ordinary code takes about 0.007 progress reports a byte, and ten microseconds each; broken text
takes any number, and up to 200 microseconds each."""
FREE_STEPS = 500
MOST_NODES = 300_000
MENDED_UP_TO = 1 << 17
"""Bytes up to which a text with errors is parsed to its end."""


class Source:
    """The bytes of a file and where its lines start."""

    __slots__ = ("_starts", "content")

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._starts = [0]
        at = content.find(b"\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = content.find(b"\n", at + 1)

    def line(self, offset: int) -> int:
        """The line of this byte, from 1."""
        return bisect_right(self._starts, offset)


class Node:
    """A named node, or a token that has a role; comments are left out.

    `role` is the name of the field of its parent, "" for none. `is_told`: a comment that
    documents stands directly before it.
    """

    __slots__ = ("children", "end", "is_told", "kind", "role", "source", "start")

    def __init__(self, kind: str, role: str, start: int, end: int, source: Source) -> None:
        self.kind = kind
        self.role = role
        self.start = start
        self.end = end
        self.source = source
        self.is_told = False
        self.children: list[Node] = []

    @property
    def text(self) -> str:
        """Its source text."""
        return self.source.content[self.start : self.end].decode("utf-8", "replace")

    @property
    def line(self) -> int:
        """The line where it starts."""
        return self.source.line(self.start)

    @property
    def end_line(self) -> int:
        """The line where it ends."""
        return self.source.line(max(self.start, self.end - 1))

    def get(self, role: str) -> "Node | None":
        """The first child with this role."""
        for child in self.children:
            if child.role == role:
                return child
        return None

    def all(self, role: str) -> list["Node"]:
        """The children with this role."""
        return [child for child in self.children if child.role == role]

    def of(self, *kinds: str) -> list["Node"]:
        """The children of these kinds."""
        return [child for child in self.children if child.kind in kinds]


def parse_tree(text: str, grammar: Grammar, comment: bytes) -> Node | None:
    """The tree of a text without syntax errors, else None; `comment` starts one that documents."""
    # The Go grammar wants a line end after the last declaration.
    content = text.encode("utf-8", "replace") + b"\n"
    tree = _parsed(content, grammar)
    if tree is None and b"&" in content and b"</" in content and len(content) <= MENDED_UP_TO:
        broken = _parsed(content, grammar, with_errors=True)
        content = _mended(content, broken) if broken is not None else content
        tree = _parsed(content, grammar)
    if tree is None or tree.root_node.descendant_count > MOST_NODES:
        return None
    return _built(tree, Source(content), comment)


def first_nodes(root: Node, most: int) -> Iterator[Node]:
    """The nodes of a tree from the outside in, at most so many."""
    waiting = [root]
    for node in waiting:
        yield node
        if len(waiting) < most:
            waiting.extend(node.children)


def _parsed(content: bytes, grammar: Grammar, with_errors: bool = False) -> tree_sitter.Tree | None:
    """The tree; None where it takes too long or has errors, unless they are wanted."""
    most = FREE_STEPS + int(STEPS_A_BYTE * len(content))
    steps = 0

    def read(offset: int, _: tree_sitter.Point) -> memoryview:
        return view[offset:]

    def is_enough(_: int, __: bool) -> bool:
        nonlocal steps
        steps += 1
        return steps > most

    view = memoryview(content)
    try:
        parser = tree_sitter.Parser(_language(grammar))
        tree = parser.parse(read, progress_callback=is_enough)
    except ValueError:  # the parse was stopped
        return None
    return None if tree.root_node.has_error and not with_errors else tree


@cache
def _language(grammar: Grammar) -> tree_sitter.Language:
    if grammar == "go":
        import tree_sitter_go

        return tree_sitter.Language(tree_sitter_go.language())
    if grammar == "javascript":
        import tree_sitter_javascript

        return tree_sitter.Language(tree_sitter_javascript.language())
    import tree_sitter_typescript

    dialect = "language_tsx" if grammar == "tsx" else "language_typescript"
    return tree_sitter.Language(getattr(tree_sitter_typescript, dialect)())


def _mended(content: bytes, tree: tree_sitter.Tree) -> bytes:
    """Blanks each lone `&` in the text of an element: it is valid, and the grammar rejects it."""
    mended = bytearray(content)
    waiting = [tree.root_node]
    for node in waiting:
        start, end = node.start_byte, node.end_byte
        if node.is_error and content.startswith(b"&", start):
            mended[start:end] = content[start:end].replace(b"&", b" ")
        elif node.has_error and len(waiting) < MOST_NODES:
            waiting.extend(node.children)
    return bytes(mended)


def _built(tree: tree_sitter.Tree, source: Source, comment: bytes) -> Node:
    cursor = tree.walk()
    found = tree.root_node
    root = Node(found.type, "", found.start_byte, found.end_byte, source)
    parents = [root]
    last_comment = -1
    """Where the last comment that documents ends; -1 when something else came after it."""
    if not cursor.goto_first_child():
        return root
    while True:
        at = cursor.node
        assert at is not None
        role = cursor.field_name or ""
        start, end = at.start_byte, at.end_byte
        if at.is_extra and at.type == "comment":
            is_document = source.content.startswith(comment, start)
            last_comment = end if is_document else -1
        elif at.is_named or role:
            node = Node(at.type, role, start, end, source)
            if last_comment >= 0:
                node.is_told = source.line(last_comment) + 1 >= source.line(start)
                last_comment = -1
            parents[-1].children.append(node)
            if cursor.goto_first_child():
                parents.append(node)
                continue
        while not cursor.goto_next_sibling():
            parents.pop()
            cursor.goto_parent()
            if not parents:
                return root
