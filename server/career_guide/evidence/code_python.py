"""Facts of Python source, from its syntax tree; nothing of it is run."""

import ast
import re
import threading
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from career_guide.evidence import code_words as words
from career_guide.evidence.code_facts import Body, Facts, float_of
from career_guide.evidence.code_python_bodies import (
    asserted,
    dotted,
    handled,
    is_bare_text,
    is_stub,
    text_of,
    without_docstring,
)
from career_guide.evidence.code_python_newer import older
from career_guide.models.repository.code import Class, Code, Import

ROOTS = frozenset({"Exception", "BaseException"})
DECLARING = frozenset({"abstractmethod", "callback", "group", "overload"})
_MAGIC = re.compile(
    r"[ \t]*+(?:%{1,2}[a-zA-Z].*|!.*|\?{1,2}[\w.]++|[\w.]++\?{1,2}"
    r"|[\w, ]++=[ \t]*+[%!][a-zA-Z].*)[ \t]*"
)
_TEST_FILE = re.compile(r"(?:^|/)(?:test_[^/]*|[^/]*_test|tests?)\.py$")
_UNTRAVELLED = {"ctx", "op", "ops", "returns", "annotation", "type_comment", "type_ignores"}
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}
_parsing = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a node stands: the function, the class whose body it is, the errors that are bound."""

    body: Body | None = None
    owner: str = ""
    is_protocol: bool = False
    is_test_class: bool = False
    errors: frozenset[str] = frozenset()


def parse(text: str, path: str) -> Code:
    """Facts of Python source; notebooks may hold lines for IPython."""
    tree = _tree(text)
    if tree is None:
        plain = _without_magics(text) if path.endswith(".ipynb") else text
        tree = (plain is not text and _tree(plain)) or _tree(older(plain))
    if tree is None:
        return Code("python", False)
    return _Walk(path).over(tree).finish(text)


def _tree(text: str) -> ast.Module | None:
    # Filters of warnings belong to the whole process, so one thread at a time changes them.
    with _parsing, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
            return None


def _without_magics(text: str) -> str:
    """The text with every line that only IPython understands made `pass`, in the same lines."""
    lines = text.split("\n")
    is_continued = False
    for index, line in enumerate(lines):
        if is_continued:
            lines[index] = ""
        elif _MAGIC.fullmatch(line):
            lines[index] = line[: len(line) - len(line.lstrip())] + "pass"
        else:
            continue
        is_continued = line.endswith("\\")
    return "\n".join(lines)


class _Walk:
    """Goes over a tree without recursion, so that depth costs nothing."""

    def __init__(self, path: str) -> None:
        self.facts = Facts("python")
        self.is_test_file = bool(_TEST_FILE.search(path))
        self.test_classes: set[str] = set()
        self.stack: list[tuple[ast.AST, _Scope]] = []
        self.visitors: dict[type[ast.AST], Callable[..., None]] = {
            ast.AnnAssign: self._annotated,
            ast.Assert: self._assert,
            ast.Assign: self._assign,
            ast.AsyncFunctionDef: self._function,
            ast.Attribute: self._attribute,
            ast.Call: self._call,
            ast.ClassDef: self._class,
            ast.Constant: self._constant,
            ast.Dict: self._dict,
            ast.ExceptHandler: self._handler,
            ast.Expr: self._expression,
            ast.FunctionDef: self._function,
            ast.If: self._if,
            ast.Import: self._import,
            ast.ImportFrom: self._import_from,
            ast.JoinedStr: self._joined,
            ast.keyword: self._keyword,
            ast.Name: self._name,
            ast.Raise: self._raise,
            ast.Subscript: self._subscript,
        }

    def over(self, tree: ast.Module) -> Facts:
        """The facts of this tree."""
        stack, visitors, facts = self.stack, self.visitors, self.facts
        self._push(tree.body, _Scope())
        while stack:
            node, scope = stack.pop()
            if isinstance(node, ast.stmt) and not is_bare_text(node):
                facts.statement(scope.body)
            visit = visitors.get(type(node))
            if visit is None:
                self._push(_children(node), scope)
            else:
                visit(node, scope)
        return facts

    def _push(self, nodes: Sequence[ast.AST], scope: _Scope) -> None:
        self.stack.extend((node, scope) for node in reversed(nodes))

    def _annotation(self, root: ast.AST | None, scope: _Scope) -> None:
        """Types: their names are read, their texts are names too, their calls are calls."""
        waiting = [] if root is None else [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.Call):
                self._push([node], scope)
                continue
            if isinstance(node, ast.Name):
                self.facts.read(node.id)
            elif isinstance(node, ast.Attribute):
                self.facts.read(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                for word in re.findall(r"[^\W\d]\w*", node.value[:200]):
                    self.facts.read(word)
            waiting.extend(reversed(_children(node)))

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: _Scope) -> None:
        decorators = tuple(filter(None, map(dotted, node.decorator_list)))
        takes = node.args
        places = [*takes.posonlyargs, *takes.args]
        rest, more = ([one] if one else [] for one in (takes.vararg, takes.kwarg))
        named = [*places, *rest, *takes.kwonlyargs, *more]
        is_method = bool(scope.owner) and not _is(decorators, {"staticmethod"})
        if is_method and places and places[0].arg in ("self", "cls", "mcs"):
            named.remove(places[0])
        is_declared = scope.is_protocol or _is(decorators, DECLARING)
        body = self.facts.open(
            Body(
                name=f"{scope.owner}.{node.name}" if scope.owner else node.name,
                line=node.lineno,
                end_line=node.end_lineno or node.lineno,
                parent=scope.body,
                decorators=decorators,
                parameters=tuple(arg.arg for arg in named),
                is_stub=not is_declared and is_stub(node),
                is_test=self._is_test(node, decorators, scope),
                is_skipped=_is_skipped(node),
                is_documented=ast.get_docstring(node, clean=False) is not None,
                is_typed=all(arg.annotation for arg in named) and bool(named or node.returns),
            )
        )
        inner = replace(scope, body=body, owner="", is_protocol=False, is_test_class=False)
        defaults = list(zip(reversed(places), reversed(takes.defaults), strict=False))[::-1]
        for arg, value in [*defaults, *zip(takes.kwonlyargs, takes.kw_defaults, strict=True)]:
            if value is not None:
                self.facts.number(arg.arg, _number(value), value.lineno, body)
        self._push(without_docstring(node.body), inner)
        for annotation in [node.returns, *(arg.annotation for arg in reversed(named))]:
            self._annotation(annotation, scope)
        self._push([*node.decorator_list, *takes.defaults, *filter(None, takes.kw_defaults)], scope)

    def _is_test(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, decorators: tuple[str, ...], at: _Scope
    ) -> bool:
        if not node.name.startswith("test") or _is(decorators, {"fixture"}):
            return False
        if at.owner:
            return at.is_test_class
        return at.body is None and self.is_test_file

    def _class(self, node: ast.ClassDef, scope: _Scope) -> None:
        bases = tuple(filter(None, map(dotted, node.bases)))
        decorators = tuple(filter(None, map(dotted, node.decorator_list)))
        fields = []
        for statement in node.body:
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if isinstance(statement, ast.AnnAssign):
                targets = [statement.target]
            fields += [target.id for target in targets if isinstance(target, ast.Name)]
        kept = tuple(name for name in dict.fromkeys(fields) if not name.startswith("__"))
        self.facts.classes.append(Class(node.name, node.lineno, bases, decorators, kept))
        is_case = any(
            base.endswith("TestCase") or words.last_part(base) in self.test_classes
            for base in bases
        )
        is_collected = self.is_test_file and node.name.startswith("Test")
        if is_case or is_collected:
            self.test_classes.add(node.name)
        inner = replace(
            scope,
            owner=node.name,
            is_protocol=_is(bases, {"Protocol"}),
            is_test_class=is_case or is_collected,
        )
        self._push(without_docstring(node.body), inner)
        self._push([*node.decorator_list, *node.bases, *node.keywords], scope)

    def _call(self, node: ast.Call, scope: _Scope) -> None:
        facts, body = self.facts, scope.body
        name = dotted(node.func)
        keywords = tuple(keyword.arg for keyword in node.keywords if keyword.arg)
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        strings = tuple(filter(None, map(text_of, values)))
        line = node.func.end_lineno or node.lineno
        facts.call(name, line, keywords, strings, body)
        kind = asserted(node, name)
        if kind is not None:
            facts.assertion(kind == "trivial", body)
        if not scope.owner:
            facts.started(name, body)
        self._push([node.func, *node.args, *node.keywords], scope)

    def _keyword(self, node: ast.keyword, scope: _Scope) -> None:
        if node.arg:
            self.facts.number(node.arg, _number(node.value), node.value.lineno, scope.body)
        self._push([node.value], scope)

    def _assign(self, node: ast.Assign, scope: _Scope) -> None:
        value = _number(node.value)
        if value is not None:
            for target in node.targets:
                self.facts.number(_key(target), value, node.value.lineno, scope.body)
        self._push([*node.targets, node.value], scope)

    def _annotated(self, node: ast.AnnAssign, scope: _Scope) -> None:
        self._annotation(node.annotation, scope)
        self._push([node.target], scope)
        if node.value is not None:
            line = node.value.lineno
            self.facts.number(_key(node.target), _number(node.value), line, scope.body)
            self._push([node.value], scope)

    def _dict(self, node: ast.Dict, scope: _Scope) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None:
                self.facts.number(
                    text_of(key) or _key(key), _number(value), value.lineno, scope.body
                )
        pairs = zip(node.keys, node.values, strict=True)
        self._push([part for pair in pairs for part in pair if part is not None], scope)

    def _constant(self, node: ast.Constant, scope: _Scope) -> None:
        if isinstance(node.value, str):
            self.facts.string(node.value, node.lineno, scope.body)

    def _joined(self, node: ast.JoinedStr, scope: _Scope) -> None:
        self.facts.string(text_of(node), node.lineno, scope.body)
        waiting: list[ast.expr] = [node]
        inner: list[ast.expr] = []
        while waiting:
            part = waiting.pop()
            if isinstance(part, ast.JoinedStr):
                waiting.extend(reversed(part.values))
            elif isinstance(part, ast.FormattedValue):
                inner.append(part.value)
                waiting.extend([part.format_spec] if part.format_spec else [])
        self._push(inner, scope)

    def _expression(self, node: ast.Expr, scope: _Scope) -> None:
        if not is_bare_text(node):
            self._push([node.value], scope)

    def _name(self, node: ast.Name, scope: _Scope) -> None:
        if isinstance(node.ctx, ast.Load):
            self.facts.read(node.id)

    def _attribute(self, node: ast.Attribute, scope: _Scope) -> None:
        if isinstance(node.ctx, ast.Load):
            self.facts.read(node.attr)
        self._push([node.value], scope)

    def _subscript(self, node: ast.Subscript, scope: _Scope) -> None:
        if words.last_part(dotted(node.value)) == "Literal":
            self._annotation(node.value, scope)
        else:
            self._push([node.value, node.slice], scope)

    def _import(self, node: ast.Import, scope: _Scope) -> None:
        for alias in node.names:
            self.facts.imports.append(Import(alias.name, (), node.lineno))

    def _import_from(self, node: ast.ImportFrom, scope: _Scope) -> None:
        module = "." * node.level + (node.module or "")
        names = tuple(alias.name for alias in node.names)
        self.facts.imports.append(Import(module, names, node.lineno))

    def _if(self, node: ast.If, scope: _Scope) -> None:
        if scope.body is None and _is_main_guard(node.test):
            self.facts.has_entry = True
        self._push(_children(node), scope)

    def _assert(self, node: ast.Assert, scope: _Scope) -> None:
        self.facts.assertion(asserted(node, "") == "trivial", scope.body)
        self._push(_children(node), scope)

    def _raise(self, node: ast.Raise, scope: _Scope) -> None:
        name = "" if node.exc is None else dotted(node.exc)
        is_variable = isinstance(node.exc, ast.Name) and (
            name in scope.errors or name.lstrip("_")[:1].islower()
        )
        self.facts.raised("" if is_variable else name, node.lineno, scope.body)
        self._push(_children(node), scope)

    def _handler(self, node: ast.ExceptHandler, scope: _Scope) -> None:
        kinds = node.type
        parts = kinds.elts if isinstance(kinds, ast.Tuple) else [kinds] if kinds else []
        names = tuple(filter(None, map(dotted, parts)))
        is_broad = kinds is None or (bool(names) and not ROOTS.isdisjoint(names))
        self.facts.handler(node.lineno, names, is_broad, handled(node), scope.body)
        bound = scope.errors | {node.name} if node.name else scope.errors
        self._push(node.body, replace(scope, errors=bound))
        self._push(parts, scope)


def _children(node: ast.AST) -> list[ast.AST]:
    kind = type(node)
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = tuple(name for name in kind._fields if name not in _UNTRAVELLED)
    found: list[ast.AST] = []
    for name in fields:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            found.append(value)
        elif isinstance(value, list):
            found.extend(part for part in value if isinstance(part, ast.AST))
    return found


def _number(node: ast.expr) -> float | None:
    """The value of a numeric literal, also with a sign."""
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        sign = -1 if isinstance(node.op, ast.USub) else 1
        node = node.operand
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        value = float_of(node.value)  # type: ignore[arg-type]
        return None if value is None else sign * value
    return None


def _key(target: ast.expr) -> str:
    """The name under which a value is put: of a variable, an attribute or a literal key."""
    if isinstance(target, ast.Subscript):
        return text_of(target.slice)
    return words.last_part(dotted(target))


def _is(names: tuple[str, ...], wanted: set[str] | frozenset[str]) -> bool:
    return any(words.last_part(name) in wanted for name in names)


def _is_skipped(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it is a test that never runs: `skip` without a condition."""
    return _is(tuple(map(dotted, node.decorator_list)), {"skip"})


def _is_main_guard(test: ast.expr) -> bool:
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return False
    sides = [test.left, test.comparators[0]]
    names = [side.id for side in sides if isinstance(side, ast.Name)]
    return names == ["__name__"] and "__main__" in map(text_of, sides)
