"""What the nodes of a concrete syntax tree tell, whichever grammar it was built by."""

from collections.abc import Callable

from career_guide.evidence import code_words as words
from career_guide.evidence.code_reactions import MOST_NODES
from career_guide.evidence.code_tree import Node, first_nodes

LONGEST = 200
TextOf = Callable[[Node], str]
"""The text of a string, or the key of an element; "" for any other node."""


def tells_error(
    node: Node, errors: set[str], names: frozenset[str], text_of: TextOf, key_of: TextOf
) -> bool:
    """Whether one of these errors, a key of failure or a sentence stands in an expression."""
    for part in first_nodes(node, MOST_NODES):
        if part.kind in names:
            if part.text in errors:
                return True
        elif key := key_of(part):
            if key in ("ok", "success") or words.tells_failure(key[:LONGEST]):
                return True
        elif (text := text_of(part)) and words.is_message(text):
            return True
    return False


def tells_undone(node: Node, names: frozenset[str], number: str, text_of: TextOf) -> bool:
    """Whether a statement says that something is not implemented, or answers 501."""
    for part in first_nodes(node, MOST_NODES):
        if part.kind == number:
            if part.text == "501":
                return True
        elif part.kind in names:
            if words.names_undone(part.text):
                return True
        elif words.tells_undone(text_of(part)[:LONGEST]):
            return True
    return False
