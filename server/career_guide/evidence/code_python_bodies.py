"""What bodies of Python code do: handlers, functions without work, assertions that cannot fail."""

import ast
import re
from collections.abc import Iterator
from typing import Literal

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
from career_guide.models.repository.code import Reaction

_EXPECTING = frozenset({"pytest.raises", "pytest.warns", "pytest.fail", "raises", "self.fail"})
_OF_MOCK = re.compile(r"call|await", re.IGNORECASE)
_TRACES = frozenset({"format_exc", "exc_info", "print_exc"})


def dotted(node: ast.AST | None) -> str:
    """The dotted name of an expression, through calls and subscripts; "" for none."""
    parts: list[str] = []
    for _ in range(8 * words.MOST_PARTS):
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript | ast.Await | ast.Starred | ast.NamedExpr):
            node = node.value
        else:
            break
        if len(parts) == words.MOST_PARTS:
            break
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return ".".join(reversed(parts))


def text_of(node: ast.AST | None) -> str:
    """The text of a string literal, `{}` standing for what is filled in; "" for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "{}" for part in node.values)
    return ""


def is_bare_text(node: ast.AST) -> bool:
    """Whether a statement is only a string: a docstring, or text that is commented out."""
    return isinstance(node, ast.Expr) and bool(
        isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    )


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements after the docstring."""
    return body[1:] if body and is_bare_text(body[0]) else body


def handled(node: ast.ExceptHandler) -> Reaction:
    """What an `except` does."""
    return reaction(
        _signs(node.body, {node.name} if node.name else set(), 0), _ends_raising(node.body)
    )


def is_stub(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function does nothing, or nothing but to say that it is not implemented."""
    body = [statement for statement in node.body if not is_bare_text(statement)]
    if len(body) > STUB_STATEMENTS:
        return False
    is_undone = False
    for statement in body:
        if isinstance(statement, ast.Pass) or _is_nothing(statement):
            continue
        if _says_undone(statement):
            is_undone = True
        elif not _only_reports(statement):
            return False
    return is_undone or all(isinstance(s, ast.Pass) or _is_nothing(s) for s in body)


def asserted(node: ast.Call | ast.Assert, name: str) -> Literal["real", "trivial"] | None:
    """Whether this is an assertion, and whether it can fail."""
    if isinstance(node, ast.Assert):
        return "trivial" if _always_true(node.test) else "real"
    tail = words.last_part(name)
    if name in _EXPECTING:
        return "real"
    if not tail.lstrip("_").startswith("assert"):
        return None
    if tail == "assertFalse":
        return "trivial" if node.args and _is_constant(node.args[0], truth=False) else "real"
    if tail in ("assertTrue", "assertIsNotNone", "assert_"):
        return "trivial" if node.args and _is_constant(node.args[0], truth=True) else "real"
    compared = node.args[:2]
    if len(compared) < 2 or _OF_MOCK.search(tail) or not all(map(_is_constant, compared)):
        return "real"
    return "real" if _differ(compared) else "trivial"


def _always_true(test: ast.expr) -> bool:
    if isinstance(test, ast.Tuple):
        return bool(test.elts)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return any(_is_constant(value, truth=True) for value in test.values)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        sides = [test.left, test.comparators[0]]
        if all(isinstance(side, ast.Name) for side in sides):
            is_equal = isinstance(test.ops[0], ast.Eq | ast.Is | ast.LtE | ast.GtE)
            return is_equal and len(set(map(dotted, sides))) == 1
        if isinstance(test.ops[0], ast.Eq | ast.Is) and _differ(sides):
            return False
        if isinstance(test.ops[0], ast.GtE) and isinstance(sides[1], ast.Constant):
            return dotted(sides[0]) == "len" and sides[1].value == 0
    return _is_constant(test, truth=True)


def _differ(sides: list[ast.expr]) -> bool:
    """Whether two literals are unequal, so that comparing them always fails."""
    values = [repr(side.value) for side in sides if isinstance(side, ast.Constant)]
    return len(values) == 2 and len(set(values)) == 2


def _is_constant(node: ast.expr, truth: bool | None = None) -> bool:
    """Whether it is made of literals only; `truth` asks that a single literal have this truth."""
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and truth is not None:
        node, truth = node.operand, not truth
    if isinstance(node, ast.Constant) and truth is not None:
        return bool(node.value) is truth
    made = (ast.Constant, ast.Compare, ast.BinOp, ast.BoolOp, ast.UnaryOp, ast.Tuple, ast.List)
    kinds = (*made, ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.expr_context)
    return all(isinstance(part, kinds) for part in _some(node)) and not isinstance(
        node, ast.Tuple | ast.List if truth is not None else ()
    )


def _signs(body: list[ast.stmt], errors: set[str], depth: int) -> Iterator[Sign]:
    for statement in body if depth < MOST_BLOCKS else []:
        sign: Sign | None = None
        if isinstance(statement, ast.Raise):
            sign = "report" if words.ends_program(dotted(statement.exc)) else "raise"
        elif isinstance(statement, ast.Continue) and depth:
            sign = "next"
        elif isinstance(statement, ast.Return):
            sign = sign_of_result(_value(statement.value, errors))
        elif isinstance(statement, ast.Expr):
            sign = _sign_of_expression(statement.value, errors)
        elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            sign = _sign_of_assignment(statement, errors)
        elif isinstance(statement, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef):
            sign = "fallback"
        if sign:
            yield sign
        for block in _blocks(statement):
            yield from _signs(block, errors, depth + 1)


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    for name in ("body", "orelse", "finalbody"):
        block = getattr(statement, name, None)
        if isinstance(block, list):
            yield block
    for part in [*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())]:
        yield part.body


def _sign_of_expression(value: ast.expr, errors: set[str]) -> Sign | None:
    if isinstance(value, ast.Await):
        value = value.value
    if isinstance(value, ast.Yield):
        return sign_of_result(_value(value.value, errors))
    if isinstance(value, ast.Call):
        given = [*value.args, *(keyword.value for keyword in value.keywords)]
        return sign_of_call(dotted(value.func), any(_tells(part, errors) for part in given))
    return None


def _sign_of_assignment(
    statement: ast.Assign | ast.AnnAssign | ast.AugAssign, errors: set[str]
) -> Sign | None:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    if statement.value is None:
        return None
    keys = [getattr(target, "slice", None) for target in targets]
    target = " ".join([*map(dotted, targets), *map(text_of, keys)])
    if isinstance(statement, ast.AugAssign):
        return "report"
    sign = sign_of_assignment(target, _value(statement.value, errors))
    if sign == "report":
        errors.update(map(dotted, targets))
    return sign


def _ends_raising(body: list[ast.stmt], depth: int = 0) -> bool:
    if not body or depth == MOST_BLOCKS:
        return False
    last = body[-1]
    if isinstance(last, ast.If):
        return _ends_raising(last.body, depth + 1) and _ends_raising(last.orelse, depth + 1)
    if isinstance(last, ast.With | ast.AsyncWith):
        return _ends_raising(last.body, depth + 1)
    return isinstance(last, ast.Raise) and not words.ends_program(dotted(last.exc))


def _value(node: ast.expr | None, errors: set[str]) -> Value:
    if isinstance(node, ast.Await):
        node = node.value
    if node is None or (isinstance(node, ast.Constant) and node.value is None):
        return Value("nothing")
    tells = _tells(node, errors)
    if isinstance(node, ast.Constant):
        if node.value is False:
            return Value("failure")
        is_text = isinstance(node.value, str) and bool(node.value)
        return Value("text" if is_text else "plain", tells=tells)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return Value("failure")
    if isinstance(node, ast.JoinedStr):
        return Value("text", tells=tells)
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
        return Value("name", dotted(node), tells)
    if isinstance(node, ast.Call):
        return Value("call", dotted(node.func), tells)
    if isinstance(node, ast.Tuple) and _all_failed(node.elts) and not tells:
        return Value("failure")
    if isinstance(node, ast.Tuple | ast.List | ast.Dict | ast.Set):
        return Value("plain", tells=tells)
    return Value("other", tells=tells)


def _all_failed(parts: list[ast.expr]) -> bool:
    return bool(parts) and all(
        isinstance(part, ast.Constant) and (part.value is None or part.value is False)
        for part in parts
    )


def _tells(node: ast.expr, errors: set[str]) -> bool:
    """Whether the error, a trace, a key of failure or a sentence stands in an expression."""
    for part in _some(node):
        if isinstance(part, ast.Name):
            if part.id in errors:
                return True
        elif isinstance(part, ast.Attribute):
            if part.attr in _TRACES:
                return True
        elif isinstance(part, ast.Dict):
            if any(_is_sign_of_failure(key) for key in part.keys):
                return True
        elif isinstance(part, ast.keyword):
            if part.arg and words.tells_failure(part.arg):
                return True
        elif text_of(part) and words.is_message(text_of(part)):
            return True
    return False


def _is_sign_of_failure(key: ast.expr | None) -> bool:
    return text_of(key) in ("ok", "success") or words.tells_failure(text_of(key)[:200])


def _is_nothing(statement: ast.stmt) -> bool:
    """An ellipsis, or returning nothing."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant) and statement.value.value is ...
    return isinstance(statement, ast.Return) and _value(statement.value, set()).kind == "nothing"


def _says_undone(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Raise | ast.Return | ast.Expr):
        return False
    for part in _some(statement):
        if isinstance(part, ast.Constant):
            if part.value == 501 or words.tells_undone(text_of(part)[:200]):
                return True
        elif isinstance(part, ast.Name):
            if part.id != "NotImplemented" and words.names_undone(part.id):
                return True
        elif isinstance(part, ast.Attribute) and words.names_undone(part.attr):
            return True
    return False


def _only_reports(statement: ast.stmt) -> bool:
    """Prints or logs fixed words, or returns a literal."""
    if isinstance(statement, ast.Return):
        return statement.value is not None and _is_constant(statement.value)
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    call = statement.value
    return words.reports(dotted(call.func)) and all(_is_constant(value) for value in call.args)


def _some(node: ast.AST) -> Iterator[ast.AST]:
    """The first nodes of a tree, at most `MOST_NODES`."""
    for _, part in zip(range(MOST_NODES), ast.walk(node), strict=False):
        yield part
