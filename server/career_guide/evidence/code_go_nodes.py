"""Reading single expressions of Go source: names, texts, numbers, errors."""

import re

from career_guide.evidence.code_facts import value_of_digits
from career_guide.evidence.code_tree import Node, first_nodes
from career_guide.evidence.code_words import MOST_PARTS, last_part

_THROUGH = {
    "call_expression": "function",
    "composite_literal": "type",
    "generic_type": "type",
    "index_expression": "operand",
    "type_assertion_expression": "operand",
    "type_conversion_expression": "type",
    "type_instantiation_expression": "type",
    "unary_expression": "operand",
}
_LITERALS = frozenset(
    {
        "binary_expression",
        "escape_sequence",
        "false",
        "float_literal",
        "int_literal",
        "interpreted_string_literal",
        "interpreted_string_literal_content",
        "nil",
        "raw_string_literal",
        "raw_string_literal_content",
        "true",
        "unary_expression",
    }
)
_ESCAPES = {r"\n": "\n", r"\t": "\t", r"\"": '"', r"\\": "\\"}
_ESCAPE = re.compile(r"\\.")
_ERROR = re.compile(r"e|err.*|Err(?:[A-Z].*)?|.*(?:Err|Error|Errs|Errors)")
_MAKING_ERRORS = re.compile(
    r"(?i).*err.*|wrapf?|new|join|with(?:stack|message)f?|.*fail.*|.*fault.*"
)


def inner_of(node: Node | None) -> Node | None:
    """The expression inside parentheses, elements of literals and addresses."""
    while node is not None and node.children:
        if node.kind in ("parenthesized_expression", "literal_element", "variadic_argument"):
            node = node.children[0]
        elif node.kind == "unary_expression" and node.children[0].kind == "&":
            node = node.children[-1]
        else:
            break
    return node


def dotted(node: Node | None) -> str:
    """The dotted name of an expression or type; "" for none."""
    parts: list[str] = []
    for _ in range(8 * MOST_PARTS):
        if node is None or len(parts) == MOST_PARTS:
            break
        if node.kind == "selector_expression":
            field = node.get("field")
            parts.append(field.text if field is not None else "")
            node = node.get("operand")
        elif node.kind == "qualified_type":
            parts.append(node.text)
            break
        elif node.kind in _THROUGH:
            node = node.get(_THROUGH[node.kind])
        elif node.kind in ("parenthesized_expression", "pointer_type", "literal_element"):
            node = node.children[0] if node.children else None
        else:
            if node.kind in ("identifier", "type_identifier"):
                parts.append(node.text)
            break
    return ".".join(reversed(parts))


def text_of(node: Node | None) -> str:
    """The text of a string literal; "" for anything else."""
    node = inner_of(node)
    if node is None or node.kind not in ("interpreted_string_literal", "raw_string_literal"):
        return ""
    text = node.text[1:-1]
    if node.kind == "raw_string_literal":
        return text
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[0], found[0][1:]), text)


def number_of(node: Node | None) -> float | None:
    """The value of a numeric literal, also with a sign."""
    node = inner_of(node)
    if node is None:
        return None
    if node.kind == "unary_expression" and node.children[0].kind in "+-":
        operand = node.get("operand")
        if operand is None or operand.kind not in ("int_literal", "float_literal"):
            return None
        value = number_of(operand)
        return -value if value is not None and node.children[0].kind == "-" else value
    if node.kind in ("int_literal", "float_literal"):
        return value_of_digits(node.text)
    return None


def is_constant(node: Node) -> bool:
    """Whether an expression is made of literals only."""
    return all(part.kind in _LITERALS or part.role == "operator" for part in first_nodes(node, 50))


def statements_of(block: Node | None) -> list[Node]:
    """The statements of a block or of a case."""
    if block is None:
        return []
    if block.kind == "if_statement":
        return [block]
    if block.kind != "block":
        return [s for child in block.of("statement_list") for s in child.children]
    return [
        inner
        for child in block.children
        for inner in (child.children if child.kind == "statement_list" else [child])
    ]


def listed(node: Node | None) -> list[Node]:
    """The expressions of a list, or the one that stands alone."""
    if node is None:
        return []
    return node.children if node.kind == "expression_list" else [node]


def pairs_of(literal: Node) -> list[tuple[Node, Node]]:
    """Keys and values of a composite literal."""
    body = literal.get("body")
    found = []
    for element in body.of("keyed_element") if body is not None else ():
        key, value = element.children[0], element.children[-1]
        found.append((inner_of(key) or key, inner_of(value) or value))
    return found


def key_of(key: Node) -> str:
    """The text of a key: a field, a constant or a string."""
    return (
        text_of(key)
        or last_part(dotted(key))
        or (key.text if key.kind[-10:] == "identifier" else "")
    )


def is_struct(literal: Node) -> bool:
    """Whether a composite literal names a type of its own: no map, slice or array."""
    made = literal.get("type")
    return made is not None and made.kind in ("type_identifier", "qualified_type", "generic_type")


def names_error(name: str) -> bool:
    """Whether a name is that of an error: `err`, `lastErr`, `ErrNotFound`, `ParseError`."""
    return bool(_ERROR.fullmatch(last_part(name)))


def makes_error(name: str) -> bool:
    """Whether a function of this name makes an error."""
    return bool(_MAKING_ERRORS.fullmatch(last_part(name)[:200]))
