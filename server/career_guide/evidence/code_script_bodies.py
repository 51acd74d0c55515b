"""What bodies of script code do: handlers, promises, functions without work."""

import re
from collections.abc import Iterator

from career_guide.evidence import code_words as words
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
from career_guide.evidence.code_script_nodes import (
    FUNCTIONS,
    bound_names,
    dotted,
    is_bare_text,
    is_constant,
    key_of,
    number_of,
    statements_of,
    text_of,
    unwrap,
)
from career_guide.evidence.code_tree import Node, first_nodes
from career_guide.evidence.code_tree_words import tells_error, tells_undone
from career_guide.models.repository.code import Reaction

_GUARD = re.compile(r"is([A-Z]\w*(?:Error|Exception))")
_NOTHING = frozenset({"null", "undefined"})
_TELLING = frozenset({"expression_statement", "return_statement", "throw_statement"})
_READ = frozenset({"identifier", "shorthand_property_identifier"})
_CALLED = frozenset({"identifier", "property_identifier"})


def caught(node: Node) -> tuple[tuple[str, ...], Reaction]:
    """The errors that a `catch` clause tells apart, and what it does."""
    body = node.get("body")
    names = set(bound_names(node.get("parameter")))
    statements = statements_of(body)
    done = reaction(_signs(statements, names, 0), _ends_raising(statements))
    return _told_apart(body, names), done


def caught_by_promise(handler: Node) -> tuple[tuple[str, ...], Reaction]:
    """The same of the function that is given to `.catch`."""
    if handler.kind not in FUNCTIONS:
        sign = sign_of_call(dotted(handler), tells=True)
        return (), reaction([sign] if sign else [], sign == "raise")
    body = handler.get("body")
    parameters = handler.get("parameter") or handler.get("parameters")
    names = set(_parameters(parameters))
    if body is None or body.kind == "statement_block":
        statements = statements_of(body)
        done = reaction(_signs(statements, names, 0), _ends_raising(statements))
        return _told_apart(body, names), done
    found = list(_result_signs(body, names))
    return (), reaction(found, "raise" in found)


def is_stub(body: Node | None) -> bool:
    """Whether a function does nothing, or nothing but to say that it is not implemented."""
    if body is None:
        return False
    if body.kind != "statement_block":
        return _is_nothing(body) or _says_undone(body)
    kept = [s for s in body.children if not is_bare_text(s) and s.kind != "empty_statement"]
    if len(kept) > STUB_STATEMENTS:
        return False
    is_undone = False
    for statement in kept:
        if _is_empty_return(statement):
            continue
        if _says_undone(statement):
            is_undone = True
        elif not _only_reports(statement):
            return False
    return is_undone or all(map(_is_empty_return, kept))


def _parameters(node: Node | None) -> tuple[str, ...]:
    if node is None or node.kind != "formal_parameters":
        return bound_names(node)
    return tuple(name for child in node.children for name in bound_names(child))


def _told_apart(body: Node | None, errors: set[str]) -> tuple[str, ...]:
    """Types and codes that the error is compared with."""
    found: list[str] = []
    for node in first_nodes(body, MOST_NODES) if body is not None else ():
        if node.kind == "binary_expression":
            left, right = unwrap(node.get("left")), unwrap(node.get("right"))
            operator = node.get("operator")
            parts = dotted(left).split(".")
            if operator is None or parts[0] not in errors:
                continue
            if operator.kind == "instanceof":
                found.append(dotted(right))
            elif parts[-1] in ("name", "code") and operator.kind in ("==", "==="):
                found.append(text_of(right))
        elif node.kind == "call_expression":
            guard = _GUARD.fullmatch(words.last_part(dotted(node))[:100])
            given = node.get("arguments")
            if guard and given is not None and any(dotted(a) in errors for a in given.children):
                found.append(guard[1])
    return tuple(dict.fromkeys(filter(None, found)))


def _signs(statements: list[Node], errors: set[str], depth: int) -> Iterator[Sign]:
    for statement in statements if depth < MOST_BLOCKS else ():
        kind = statement.kind
        if kind == "throw_statement":
            yield "raise"
        elif kind == "return_statement":
            yield from _result_signs(statement.children[0] if statement.children else None, errors)
        elif kind == "continue_statement" and depth:
            yield "next"
        elif kind == "expression_statement":
            yield from _expression_signs(statement.children[0], errors, 0)
        elif kind in ("lexical_declaration", "variable_declaration"):
            for one in statement.of("variable_declarator"):
                yield from _assignment_signs(one.get("name"), one.get("value"), errors)
        elif kind in ("function_declaration", "class_declaration"):
            yield "fallback"
        else:
            for block in _blocks(statement):
                yield from _signs(statements_of(block), errors, depth + 1)


def _blocks(statement: Node) -> Iterator[Node]:
    """The blocks inside a statement, whatever stands around them."""
    if statement.kind == "statement_block":
        yield statement
        return
    for child in statement.children:
        if child.role in ("body", "consequence", "alternative", "handler", "finalizer"):
            if child.kind in ("switch_body", "catch_clause", "finally_clause"):
                for inner in child.children:
                    yield from inner.all("body") if child.kind == "switch_body" else [inner]
            else:
                yield child


def _expression_signs(node: Node | None, errors: set[str], depth: int) -> Iterator[Sign]:
    """The signs of an expression that stands alone."""
    node = unwrap(node)
    if node is None or depth == MOST_BLOCKS:
        return
    sign: Sign | None = None
    if node.kind in ("call_expression", "new_expression"):
        given = node.get("arguments")
        parts = given.children if given is not None else []
        sign = sign_of_call(dotted(node), any(_tells(part, errors) for part in parts))
    elif node.kind == "assignment_expression":
        yield from _assignment_signs(node.get("left"), node.get("right"), errors)
    elif node.kind in ("augmented_assignment_expression", "update_expression"):
        sign = "report"
    elif node.kind == "yield_expression":
        yield from _result_signs(node.children[0] if node.children else None, errors)
    elif node.kind in ("binary_expression", "ternary_expression"):
        for role in ("right", "consequence", "alternative"):
            yield from _expression_signs(node.get(role), errors, depth + 1)
    if sign:
        yield sign


def _assignment_signs(
    target: Node | None, value: Node | None, errors: set[str], is_local: bool = False
) -> Iterator[Sign]:
    index = target.get("index") if target is not None else None
    names = bound_names(target) or (dotted(target),)
    given = _value(value, errors)
    sign = sign_of_assignment(" ".join([*names, text_of(index)]), given, is_local)
    if sign == "report":
        errors.update(names)
    yield from [sign] if sign else []


def _result_signs(node: Node | None, errors: set[str]) -> Iterator[Sign]:
    inner = unwrap(node)
    if inner is not None and inner.kind in ("assignment_expression", "update_expression"):
        yield from _expression_signs(inner, errors, 0)
    else:
        sign = sign_of_result(_value(inner, errors))
        yield from [sign] if sign else []


def _ends_raising(statements: list[Node], depth: int = 0) -> bool:
    if not statements or depth == MOST_BLOCKS:
        return False
    last = statements[-1]
    if last.kind == "if_statement":
        branches = (last.get("consequence"), last.get("alternative"))
        return all(_ends_raising(statements_of(branch), depth + 1) for branch in branches)
    if last.kind in ("return_statement", "expression_statement") and last.children:
        inner = unwrap(last.children[0])
        is_call = inner is not None and inner.kind == "call_expression"
        return is_call and words.passes_on(dotted(inner))
    return last.kind == "throw_statement"


def _value(node: Node | None, errors: set[str]) -> Value:
    node = unwrap(node)
    if node is None or _is_nothing(node):
        return Value("nothing")
    tells = _tells(node, errors)
    if node.kind == "false" or (node.kind == "unary_expression" and number_of(node) is not None):
        return Value("failure")
    if node.kind in ("string", "template_string"):
        return Value("text" if text_of(node) else "plain", tells=tells)
    if node.kind in ("identifier", "member_expression", "subscript_expression", "this"):
        return Value("name", dotted(node), tells)
    if node.kind in ("call_expression", "new_expression"):
        return Value("call", dotted(node), tells)
    if node.kind in ("number", "true", "array", "object", "regex"):
        return Value("plain", tells=tells)
    return Value("other", tells=tells)


def _tells(node: Node, errors: set[str]) -> bool:
    return tells_error(node, errors, _READ, _whole_text, _key)


def _key(node: Node) -> str:
    return key_of(node) if node.kind == "pair" else ""


def _whole_text(node: Node) -> str:
    return text_of(node) if node.kind in ("string", "template_string") else ""


def _is_nothing(node: Node) -> bool:
    if node.kind == "unary_expression":
        operator = node.get("operator")
        return operator is not None and operator.kind == "void"
    return node.kind in _NOTHING


def _is_empty_return(statement: Node) -> bool:
    if statement.kind != "return_statement":
        return False
    value = unwrap(statement.children[0]) if statement.children else None
    return value is None or _is_nothing(value)


def _says_undone(statement: Node) -> bool:
    if statement.kind not in _TELLING and statement.role != "body":
        return False
    return tells_undone(statement, _CALLED, "number", _whole_text)


def _only_reports(statement: Node) -> bool:
    """Prints or logs fixed words, or returns a literal."""
    if not statement.children or statement.kind not in ("expression_statement", "return_statement"):
        return False
    value = unwrap(statement.children[0])
    if value is None:
        return False
    if value.kind != "call_expression":
        return statement.kind == "return_statement" and is_constant(value)
    given = value.get("arguments")
    is_fixed = given is not None and all(map(is_constant, given.children))
    return is_fixed and words.reports(dotted(value))
