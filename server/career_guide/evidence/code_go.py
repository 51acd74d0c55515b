"""Facts of Go source, from its syntax tree."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from career_guide.evidence import code_words as words
from career_guide.evidence.code_facts import Body, Facts
from career_guide.evidence.code_go_bodies import checked, handled, is_stub, returned_error
from career_guide.evidence.code_go_nodes import (
    dotted,
    inner_of,
    is_struct,
    key_of,
    listed,
    number_of,
    pairs_of,
    text_of,
)
from career_guide.evidence.code_go_tests import (
    SPECIFICATION,
    TEST,
    asserted,
    is_skipped,
    tester_of,
)
from career_guide.evidence.code_go_types import (
    class_of,
    parameters_of,
    receiver_of,
    results_of,
)
from career_guide.evidence.code_tree import Node, parse_tree
from career_guide.models.repository.code import Code, Import

_DECLARATIONS = frozenset(
    {
        "const_declaration",
        "function_declaration",
        "import_declaration",
        "method_declaration",
        "short_var_declaration",
        "type_declaration",
        "var_declaration",
    }
)
_PARTS = frozenset({"initializer", "update", "communication"})
_OF_TWO = frozenset({"Cut", "CutPrefix", "CutSuffix", "LookupEnv", "Load", "Lookup", "Deadline"})
"""Calls whose last result tells whether there was something, and is no error."""
_SETTING_UP = ("Add", "Handle", "On", "Register", "Tool", "Use")


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a node stands: the function, how many results it gives, the last one an error."""

    body: Body | None = None
    results: int = 0
    is_failing: bool = False
    tester: str = ""


def parse(text: str, path: str) -> Code:
    """Facts of Go source."""
    tree = parse_tree(text, "go", b"/")
    return Code("go", False) if tree is None else _Walk(path).over(tree).finish(text)


class _Walk:
    """Goes over a tree without recursion, so that depth costs nothing."""

    def __init__(self, path: str) -> None:
        self.facts = Facts("go")
        self.is_test_file = path.endswith("_test.go")
        self.is_program = False
        self.recovered: set[str] = set()
        self.declared: dict[str, str] = {}
        """Types of variables that are declared with one, for `errors.As`."""
        self.stack: list[tuple[Node, _Scope]] = []
        self.visitors: dict[str, Callable[[Node, _Scope], None]] = {
            "assignment_statement": self._assignment,
            "call_expression": self._call,
            "composite_literal": self._literal,
            "const_spec": self._variable,
            "expression_case": self._case,
            "field_declaration": self._field,
            "func_literal": self._anonymous,
            "function_declaration": self._function,
            "identifier": self._read,
            "if_statement": self._if,
            "import_spec": self._import,
            "interpreted_string_literal": self._text,
            "keyed_element": self._keyed,
            "method_declaration": self._function,
            "package_clause": self._package,
            "parameter_declaration": self._types_only,
            "range_clause": self._range,
            "raw_string_literal": self._text,
            "return_statement": self._return,
            "selector_expression": self._selector,
            "short_var_declaration": self._assignment,
            "type_alias": self._types_only,
            "type_conversion_expression": self._call,
            "type_identifier": self._read,
            "type_spec": self._type,
            "var_spec": self._variable,
            "variadic_parameter_declaration": self._types_only,
        }

    def over(self, tree: Node) -> Facts:
        """The facts of this tree."""
        stack, visitors, facts = self.stack, self.visitors, self.facts
        self._push(tree.children, _Scope())
        while stack:
            node, scope = stack.pop()
            kind = node.kind
            is_statement = kind in _DECLARATIONS or kind.endswith("_statement")
            if is_statement and node.role not in _PARTS and kind != "empty_statement":
                facts.statement(scope.body)
            visit = visitors.get(kind)
            if visit is not None:
                visit(node, scope)
            elif node.children:
                self._push(node.children, scope)
        return facts

    def _push(self, nodes: Iterable[Node | None], scope: _Scope) -> None:
        kept = [(node, scope) for node in nodes if node is not None]
        self.stack.extend(reversed(kept))

    def _read(self, node: Node, scope: _Scope) -> None:
        self.facts.read(node.text)

    def _text(self, node: Node, scope: _Scope) -> None:
        self.facts.string(text_of(node), node.line, scope.body)

    def _package(self, node: Node, scope: _Scope) -> None:
        self.is_program = any(child.text == "main" for child in node.children)

    def _types_only(self, node: Node, scope: _Scope) -> None:
        self._push((child for child in node.children if child.role != "name"), scope)

    def _selector(self, node: Node, scope: _Scope) -> None:
        field = node.get("field")
        if field is not None:
            self.facts.read(field.text)
        self._push([node.get("operand")], scope)

    def _import(self, node: Node, scope: _Scope) -> None:
        named = node.get("name")
        names = ("*",) if named is not None and named.kind == "dot" else ()
        self.facts.imports.append(Import(text_of(node.get("path")), names, node.line))

    def _function(self, node: Node, scope: _Scope) -> None:
        named, receiver = node.get("name"), node.get("receiver")
        name = named.text if named is not None else ""
        owner, own = receiver_of(receiver)
        tester = tester_of(node)
        is_suite = bool(owner) and name.startswith("Test") and not parameters_of(node)
        is_test = bool(TEST.fullmatch(name)) and (is_suite or (bool(tester) and not owner))
        if name == "main" and self.is_program and not owner:
            self.facts.has_entry = True
        is_test = is_test and self.is_test_file
        full = f"{owner}.{name}" if owner else name
        self._open(node, full, scope, tester=tester or own, is_test=is_test)
        self._push([receiver], scope)

    def _open(
        self,
        node: Node,
        name: str,
        scope: _Scope,
        *,
        tester: str = "",
        is_test: bool = False,
        is_called_by_name: bool = True,
    ) -> None:
        """Adds a function and goes on inside it."""
        block = node.get("body")
        body = self.facts.open(
            Body(
                name=name,
                line=node.line,
                end_line=node.end_line,
                parent=scope.body,
                parameters=parameters_of(node),
                is_called_by_name=is_called_by_name,
                is_stub=is_stub(block),
                is_test=is_test,
                is_skipped=is_test and is_skipped(block, tester),
                is_documented=node.is_told,
                is_typed=True,
            )
        )
        self._inside(node, replace(scope, body=body, tester=tester or scope.tester))

    def _inside(self, node: Node, scope: _Scope) -> None:
        kinds = results_of(node)
        inner = replace(scope, results=len(kinds), is_failing=kinds[-1:] == ["error"])
        self._push([node.get("parameters"), node.get("result"), node.get("body")], inner)

    def _anonymous(self, node: Node, scope: _Scope) -> None:
        """A function without a name belongs to the one around it."""
        self._inside(node, replace(scope, tester=tester_of(node) or scope.tester))

    def _type(self, node: Node, scope: _Scope) -> None:
        found = class_of(node)
        if found is not None:
            self.facts.classes.append(found)
        self._types_only(node, scope)

    def _field(self, node: Node, scope: _Scope) -> None:
        """A field's tag speaks to a library and is no text."""
        self._push([node.get("type")], scope)

    def _variable(self, node: Node, scope: _Scope) -> None:
        names, values = node.all("name"), listed(node.get("value"))
        made = node.get("type")
        targets = [name for name in names if name.kind == "identifier"]
        if made is not None:
            self.declared.update((name.text, dotted(made)) for name in targets)
        self._given(targets, values, scope)
        self._push([made], scope)

    def _assignment(self, node: Node, scope: _Scope) -> None:
        targets, values = listed(node.get("left")), listed(node.get("right"))
        call = inner_of(values[0]) if len(values) == 1 else None
        if call is not None and call.kind == "call_expression":
            name = words.last_part(dotted(call))
            if name == "recover":
                self.recovered.update(target.text for target in targets)
            if targets and targets[-1].text == "_" and name not in _OF_TWO:
                self.facts.handler(node.line, (), True, "ignored", scope.body)
        self._given(targets, values, scope)
        for target in targets:
            if target.kind != "identifier":
                parts = (c for c in target.children if c.kind != "field_identifier")
                self._push(parts, scope)

    def _given(self, targets: list[Node], values: list[Node], scope: _Scope) -> None:
        """Names that get values: functions take them, numbers stand under them."""
        rest: list[Node] = []
        for target, value in zip(targets, values, strict=False):
            made = inner_of(value)
            if made is None:
                continue
            key = text_of(target.get("index")) or words.last_part(dotted(target))
            if made.kind == "func_literal":
                self._open(made, dotted(target), scope, is_called_by_name=True)
            else:
                self.facts.number(key, number_of(made), made.line, scope.body)
                rest.append(made)
        self._push([*rest, *values[len(targets) :]], scope)

    def _range(self, node: Node, scope: _Scope) -> None:
        self._push([node.get("right")], scope)

    def _literal(self, node: Node, scope: _Scope) -> None:
        """A struct with named fields is what a call with keywords is elsewhere."""
        pairs = pairs_of(node)
        if pairs and is_struct(node):
            keywords = tuple(filter(None, (key_of(key) for key, _ in pairs)))
            strings = tuple(filter(None, (text_of(value) for _, value in pairs)))
            self.facts.call(dotted(node), node.line, keywords, strings, scope.body)
        made = node.get("type")
        if made is not None and made.kind == "map_type":
            self._push([key for key, _ in pairs if key.kind == "identifier"], scope)
        self._push(node.children, scope)

    def _keyed(self, node: Node, scope: _Scope) -> None:
        key, value = inner_of(node.children[0]), inner_of(node.children[-1])
        if key is None or value is None:
            return
        if value.kind == "func_literal":
            self._open(value, key_of(key), scope, is_called_by_name=False)
        else:
            self.facts.number(key_of(key), number_of(value), value.line, scope.body)
            self._push([value], scope)
        if key.kind != "identifier":
            self._push([key], scope)

    def _call(self, node: Node, scope: _Scope) -> None:
        """A call; one with type arguments looks like a conversion to the grammar."""
        callee = node.get("function") or node.get("type")
        given = node.get("arguments")
        parts = given.children if given is not None else node.all("operand")
        arguments = [part for part in map(inner_of, parts) if part is not None]
        name, facts = dotted(callee), self.facts
        line = callee.end_line if callee is not None else node.line
        keywords, strings = _given_to(arguments)
        facts.call(name, line, keywords, strings, scope.body)
        if name == "panic":
            facts.raised(name, line, scope.body)
        kind = asserted(name, arguments, scope.tester)
        if kind:
            facts.assertion(kind == "trivial", scope.body)
        named = _function_name(name, arguments, scope.tester)
        is_specified = name in SPECIFICATION and self.is_test_file
        for part in reversed(arguments):
            if part.kind == "func_literal" and named:
                self._open(part, named, scope, is_test=is_specified, is_called_by_name=False)
            else:
                self._push([part], scope)
        self._push([callee], scope)

    def _return(self, node: Node, scope: _Scope) -> None:
        values = listed(node.children[0] if node.children else None)
        if scope.is_failing:
            name = returned_error(values, scope.results)
            if name is not None:
                self.facts.raised(name, node.line, scope.body)
        self._push(values, scope)

    def _if(self, node: Node, scope: _Scope) -> None:
        first = node.get("initializer")
        values = listed(first.get("right")) if first is not None else []
        if first is not None and values and dotted(values[0]) == "recover":
            self.recovered.update(target.text for target in listed(first.get("left")))
        check = checked(node.get("condition"), self.recovered)
        block = node.get("alternative" if check is not None and check.is_absence else "consequence")
        if check is not None and block is not None:
            self._handler(block, check.errors, check.exceptions, node.line, scope)
        self._push(node.children, scope)

    def _case(self, node: Node, scope: _Scope) -> None:
        """`case errors.Is(err, io.EOF):` handles an error as well."""
        for value in listed(node.get("value")):
            check = checked(value, self.recovered)
            if check is not None and not check.is_absence:
                self._handler(node, check.errors, check.exceptions, node.line, scope)
        self._push(node.children, scope)

    def _handler(
        self,
        block: Node,
        errors: frozenset[str],
        exceptions: tuple[str, ...],
        line: int,
        scope: _Scope,
    ) -> None:
        told = tuple(self.declared.get(name, name) for name in exceptions)
        self.facts.handler(line, told, not told, handled(block, errors), scope.body)


def _function_name(name: str, arguments: list[Node], tester: str) -> str:
    """The name of a function that a call is given: the text or name beside it; "" for none."""
    if tester and name == f"{tester}.Run":
        return ""
    for part in arguments:
        if part.kind == "func_literal":
            break
        if text_of(part):
            return text_of(part)
        if words.last_part(name).startswith(_SETTING_UP) and dotted(part):
            return dotted(part)
    return ""


def _given_to(arguments: list[Node]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of the structs and literal texts among arguments."""
    keywords: list[str] = []
    strings: list[str] = []
    for part in arguments:
        if part.kind == "composite_literal":
            pairs = pairs_of(part)
            keywords += [key_of(key) for key, _ in pairs]
            strings += [text_of(value) for _, value in pairs]
        else:
            strings.append(text_of(part))
    return tuple(filter(None, keywords)), tuple(filter(None, strings))
