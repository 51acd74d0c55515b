"""What bodies of Go code do: handlers of errors, returned errors, functions without work."""

from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.evidence import code_words as words
from career_guide.evidence.code_go_nodes import (
    dotted,
    inner_of,
    is_constant,
    listed,
    makes_error,
    names_error,
    number_of,
    statements_of,
    text_of,
)
from career_guide.evidence.code_reactions import (
    MOST_BLOCKS,
    MOST_NODES,
    STUB_STATEMENTS,
    Sign,
    Value,
    reaction,
    sign_of_assignment,
    sign_of_call,
    sign_of_result,
)
from career_guide.evidence.code_tree import Node
from career_guide.evidence.code_tree_words import tells_error, tells_undone
from career_guide.models.repository.code import Reaction

_TELLING = frozenset({"expression_statement", "return_statement"})
_READ = frozenset({"identifier"})
_CALLED = frozenset({"identifier", "field_identifier"})


@dataclass(frozen=True, slots=True)
class Check:
    """A condition about an error: its names, what it is told apart from, and if it is absence."""

    errors: frozenset[str]
    exceptions: tuple[str, ...]
    is_absence: bool


def checked(condition: Node | None, recovered: set[str]) -> Check | None:
    """What a condition asks of an error; `recovered` are variables that `recover` gave."""
    errors: set[str] = set()
    exceptions: list[str] = []
    is_absence = False
    waiting = [condition] if condition is not None else []
    for _ in range(MOST_NODES):
        if not waiting:
            break
        node = inner_of(waiting.pop(0))
        if node is None:
            continue
        if node.kind == "call_expression":
            given = node.get("arguments")
            about = given.children if given is not None else []
            if about and names_error(dotted(about[0])):
                errors.add(dotted(about[0]))
                name = dotted(node)
                told = dotted(inner_of(about[1])) if len(about) > 1 else name
                exceptions.append(told or name)
        operator = node.get("operator") if node.kind == "binary_expression" else None
        left, right = inner_of(node.get("left")), inner_of(node.get("right"))
        if operator is None or left is None or right is None:
            continue
        if operator.kind in ("&&", "||"):
            waiting += [left, right]
            continue
        name = dotted(left)
        if operator.kind not in ("!=", "==") or not (names_error(name) or name in recovered):
            continue
        if right.kind == "nil":
            errors.add(name)
            is_absence = operator.kind == "=="
        elif operator.kind == "==" and dotted(right):
            errors.add(name)
            exceptions.append(dotted(right))
    if not errors:
        return None
    return Check(frozenset(errors), tuple(dict.fromkeys(exceptions)), is_absence)


def handled(block: Node | None, errors: frozenset[str]) -> Reaction:
    """What a block does about an error."""
    statements = statements_of(block)
    return reaction(_signs(statements, set(errors), 0), _ends_raising(statements))


def returned_error(values: list[Node], results: int) -> str | None:
    """The error that a `return` of a function with so many results gives back.

    "" is one that is passed on, None is none: also the result of a function that may have failed.
    """
    last = inner_of(values[-1]) if values else None
    if last is None or len(values) != results:
        return None
    name = dotted(last)
    if last.kind == "call_expression":
        return name if makes_error(name) else None
    if last.kind == "composite_literal":
        return name
    if not name:
        return None
    return name if words.last_part(name)[:1].isupper() else ""


def is_stub(block: Node | None) -> bool:
    """Whether a function does nothing, or nothing but to say that it is not implemented."""
    statements = statements_of(block)
    if block is None or len(statements) > STUB_STATEMENTS:
        return False
    is_undone = False
    for statement in statements:
        if _is_empty_return(statement):
            continue
        if _says_undone(statement):
            is_undone = True
        elif not _only_reports(statement):
            return False
    return is_undone or all(map(_gives_nothing, statements))


def _signs(statements: list[Node], errors: set[str], depth: int) -> Iterator[Sign]:
    for statement in statements if depth < MOST_BLOCKS else ():
        kind = statement.kind
        sign: Sign | None = None
        if kind == "return_statement":
            sign = _sign_of_return(statement, errors)
        elif kind == "continue_statement" and depth:
            sign = "next"
        elif kind in ("expression_statement", "defer_statement", "go_statement"):
            sign = _sign_of_expression(statement.children[0], errors)
        elif kind in ("assignment_statement", "short_var_declaration"):
            sign = _sign_of_assignment(statement, errors)
        elif kind in ("inc_statement", "dec_statement"):
            sign = "report"
        if sign:
            yield sign
        for block in _blocks(statement):
            yield from _signs(statements_of(block), errors, depth + 1)


def _blocks(statement: Node) -> Iterator[Node]:
    if statement.kind.endswith(("_statement", "block")):
        for child in statement.children:
            if (
                child.kind == "block"
                or child.role in ("alternative", "body")
                or child.kind.endswith("_case")
            ):
                yield child


def _sign_of_return(statement: Node, errors: set[str]) -> Sign | None:
    values = listed(statement.children[0] if statement.children else None)
    if returned_error(values, len(values)) is not None and _is_error(values[-1], errors):
        return "raise"
    found = [_value(value, errors) for value in values]
    told = [value for value in found if value.tells]
    kept = told or [value for value in found if value.kind != "nothing"]
    return sign_of_result(kept[0]) if kept else None


def _is_error(node: Node, errors: set[str]) -> bool:
    name = dotted(inner_of(node))
    return name in errors or names_error(name) or makes_error(name)


def _sign_of_expression(node: Node, errors: set[str]) -> Sign | None:
    call = inner_of(node)
    if call is None or call.kind != "call_expression":
        return "fallback"
    given = call.get("arguments")
    parts = given.children if given is not None else []
    return sign_of_call(dotted(call), any(_tells(part, errors) for part in parts))


def _sign_of_assignment(statement: Node, errors: set[str]) -> Sign | None:
    targets = [dotted(target) for target in listed(statement.get("left"))]
    values = listed(statement.get("right"))
    operator = statement.get("operator")
    if operator is not None and operator.kind not in ("=", ":="):
        return "report"
    value = _value(values[0] if values else None, errors)
    is_local = statement.kind == "short_var_declaration"
    sign = sign_of_assignment(" ".join(targets), value, is_local)
    if sign == "report":
        errors.update(filter(None, targets))
    return sign


def _ends_raising(statements: list[Node], depth: int = 0) -> bool:
    if not statements or depth == MOST_BLOCKS:
        return False
    last = statements[-1]
    if last.kind == "return_statement":
        return _sign_of_return(last, set()) == "raise"
    if last.kind == "if_statement":
        branches = (last.get("consequence"), last.get("alternative"))
        return all(_ends_raising(statements_of(branch), depth + 1) for branch in branches)
    return last.kind == "expression_statement" and dotted(last.children[0]) == "panic"


def _value(node: Node | None, errors: set[str]) -> Value:
    node = inner_of(node)
    if node is None or node.kind == "nil" or number_of(node) == 0:
        return Value("nothing")
    tells = _tells(node, errors)
    if node.kind in ("interpreted_string_literal", "raw_string_literal"):
        return Value("text", tells=tells) if text_of(node) else Value("nothing")
    if node.kind == "false" or (number_of(node) or 0) < 0:
        return Value("failure")
    if node.kind in ("identifier", "selector_expression", "index_expression"):
        return Value("name", dotted(node), tells)
    if node.kind == "call_expression":
        return Value("call", dotted(node), tells)
    if node.kind in ("composite_literal", "true", "int_literal", "float_literal"):
        return Value("plain", tells=tells)
    return Value("other", tells=tells)


def _tells(node: Node, errors: set[str]) -> bool:
    return tells_error(node, errors, _READ, _whole_text, _key)


def _key(node: Node) -> str:
    return node.children[0].text if node.kind == "keyed_element" else ""


def _whole_text(node: Node) -> str:
    return text_of(node) if node.kind.endswith("string_literal") else ""


def _is_empty_return(statement: Node) -> bool:
    if statement.kind != "return_statement":
        return False
    values = listed(statement.children[0] if statement.children else None)
    return all(_value(value, set()).kind == "nothing" for value in values)


def _gives_nothing(statement: Node) -> bool:
    """Returns nothing at all or nil; a zero may be an answer."""
    values = listed(statement.children[0] if statement.children else None)
    return statement.kind == "return_statement" and all(value.kind == "nil" for value in values)


def _says_undone(statement: Node) -> bool:
    if statement.kind not in _TELLING:
        return False
    return tells_undone(statement, _CALLED, "int_literal", _whole_text)


def _only_reports(statement: Node) -> bool:
    """Prints or logs fixed words, or returns literals."""
    if statement.kind == "return_statement":
        values = listed(statement.children[0] if statement.children else None)
        return all(map(is_constant, values))
    call = inner_of(statement.children[0]) if statement.kind == "expression_statement" else None
    given = call.get("arguments") if call is not None and call.kind == "call_expression" else None
    if given is None or not words.reports(dotted(call)):
        return False
    return all(map(is_constant, given.children))
