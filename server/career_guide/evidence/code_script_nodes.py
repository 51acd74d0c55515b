"""Reading single expressions of script source: names, texts, numbers, what a pattern binds."""

from career_guide.evidence.code_facts import value_of_digits
from career_guide.evidence.code_tree import Node, first_nodes
from career_guide.evidence.code_words import MOST_PARTS

FUNCTIONS = frozenset({"arrow_function", "function_expression", "generator_function", "function"})
"""Functions that are expressions."""
LITERALS = frozenset({"number", "string", "template_string", "true", "false", "null", "undefined"})
_MADE_OF_LITERALS = LITERALS | {
    "!",
    "!=",
    "!==",
    "%",
    "*",
    "**",
    "+",
    "-",
    "/",
    "<",
    "<=",
    "==",
    "===",
    ">",
    ">=",
    "array",
    "binary_expression",
    "escape_sequence",
    "object",
    "pair",
    "parenthesized_expression",
    "property_identifier",
    "string_fragment",
    "unary_expression",
}
_WRAPPERS = frozenset(
    {
        "as_expression",
        "await_expression",
        "non_null_expression",
        "parenthesized_expression",
        "satisfies_expression",
        "spread_element",
    }
)
_NAMES = frozenset({"identifier", "this", "super", "type_identifier", "undefined"})
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\0": "\0"}


def unwrap(node: Node | None) -> Node | None:
    """The expression inside parentheses, `await`, casts and spreads."""
    while node is not None and node.children:
        if node.kind in _WRAPPERS:
            node = node.children[0]
        elif node.kind == "type_assertion":
            node = node.children[-1]
        else:
            break
    return node


def dotted(node: Node | None) -> str:
    """The dotted name of an expression, through calls and subscripts; "" for none."""
    parts: list[str] = []
    for _ in range(8 * MOST_PARTS):
        node = unwrap(node)
        if node is None or len(parts) == MOST_PARTS:
            break
        if node.kind == "member_expression":
            name = node.get("property")
            parts.append(name.text if name else "")
            node = node.get("object")
        elif node.kind == "call_expression":
            node = node.get("function")
        elif node.kind == "new_expression":
            node = node.get("constructor")
        elif node.kind == "subscript_expression":
            node = node.get("object")
        else:
            if node.kind in _NAMES:
                parts.append(node.text)
            break
    return ".".join(reversed(parts))


def text_of(node: Node | None) -> str:
    """The text of a string or template, `{}` standing for what is filled in; "" for others."""
    node = unwrap(node)
    if node is None or node.kind not in ("string", "template_string"):
        return ""
    parts = []
    for child in node.children:
        if child.kind == "template_substitution":
            parts.append("{}")
        elif child.kind == "escape_sequence":
            parts.append(_ESCAPES.get(child.text, child.text[1:]))
        else:
            parts.append(child.text)
    return "".join(parts)


def number_of(node: Node | None) -> float | None:
    """The value of a numeric literal, also with a sign."""
    node = unwrap(node)
    if node is None:
        return None
    if node.kind == "unary_expression":
        operator, inner = node.get("operator"), node.get("argument")
        if operator is None or inner is None or inner.kind != "number":
            return None
        value = number_of(inner)
        if value is None or operator.kind not in "+-":
            return None
        return -value if operator.kind == "-" else value
    return value_of_digits(node.text) if node.kind == "number" else None


def bound_names(pattern: Node | None) -> tuple[str, ...]:
    """The names that a parameter or pattern gives values to."""
    names: list[str] = []
    waiting = [] if pattern is None else [pattern]
    while waiting:
        node = waiting.pop()
        if node.kind in ("identifier", "shorthand_property_identifier_pattern"):
            names.append(node.text)
        elif node.kind in ("assignment_pattern", "object_assignment_pattern"):
            waiting.extend(node.all("left"))
        elif node.kind in ("required_parameter", "optional_parameter"):
            waiting.extend(node.all("pattern"))
        elif node.kind == "pair_pattern":
            waiting.extend(node.all("value"))
        elif node.kind in ("object_pattern", "array_pattern", "rest_pattern"):
            waiting.extend(reversed(node.children))
    return tuple(names)


def key_of(pair: Node) -> str:
    """The key of a pair, method or field; "" for one that is computed."""
    key = pair.get("key") or pair.get("name") or pair.get("property")
    if key is None or key.kind == "computed_property_name":
        return ""
    return text_of(key) if key.kind == "string" else key.text


def keys_of(node: Node) -> tuple[str, ...]:
    """The keys of an object literal."""
    keys = (
        child.text if child.kind == "shorthand_property_identifier" else key_of(child)
        for child in node.children
        if child.kind in ("pair", "method_definition", "shorthand_property_identifier")
    )
    return tuple(filter(None, keys))


def is_constant(node: Node, most: int = 50) -> bool:
    """Whether an expression is made of literals only."""
    return all(part.kind in _MADE_OF_LITERALS for part in first_nodes(node, most))


def statements_of(block: Node | None) -> list[Node]:
    """The statements of a block, or the one that stands in its place."""
    if block is None:
        return []
    if block.kind == "else_clause":
        return statements_of(block.children[0]) if block.children else []
    return block.children if block.kind == "statement_block" else [block]


def is_bare_text(statement: Node) -> bool:
    """Whether a statement is only a string, such as a directive."""
    return (
        statement.kind == "expression_statement"
        and statement.children[:1] != []
        and (statement.children[0].kind == "string")
    )
