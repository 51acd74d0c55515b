"""Facts of TypeScript and JavaScript source, from its syntax tree."""

from dataclasses import replace

from career_guide.evidence import code_words as words
from career_guide.evidence.code_script_bodies import caught, caught_by_promise
from career_guide.evidence.code_script_declarations import Declarations, Scope
from career_guide.evidence.code_script_nodes import (
    FUNCTIONS,
    bound_names,
    dotted,
    is_bare_text,
    key_of,
    keys_of,
    number_of,
    text_of,
    unwrap,
)
from career_guide.evidence.code_script_tests import asserted, expected, is_suite, test_of
from career_guide.evidence.code_tree import Grammar, Node, parse_tree
from career_guide.models.repository.code import Code, Import, Language, Reaction

_OVER_ITEMS = frozenset(
    {
        "catch",
        "every",
        "filter",
        "finally",
        "find",
        "findIndex",
        "flatMap",
        "forEach",
        "from",
        "map",
        "reduce",
        "replace",
        "replaceAll",
        "some",
        "sort",
        "then",
        "toSorted",
    }
)
"""Calls whose function is a step of their own work, not something that is set up."""
_SETTING_UP = ("add", "handle", "on", "register", "resource", "prompt", "set", "tool", "use")


def parse(text: str, language: Language, path: str) -> Code:
    """Facts of script source; a dialect that does not fit gives way to the widest one."""
    dialects: tuple[Grammar, ...] = ("typescript", "tsx")
    if language == "javascript":
        dialects = ("javascript", "tsx")
    elif path.endswith("x"):
        dialects = ("tsx",)
    for dialect in dialects:
        tree = parse_tree(text, dialect, b"/**")
        if tree is not None:
            facts = _Walk(language).over(tree)
            if facts.has_tests:  # a suite may start a server, and is no way in
                facts.has_entry = False
                facts.called_at_top.clear()
            return facts.finish(text)
    return Code(language, False)


class _Walk(Declarations):
    """What runs: calls, handlers, imports, and the names that values get."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.asserting: set[str] = set()
        self.visitors |= {
            "assignment_expression": self._assignment,
            "augmented_assignment_expression": self._assignment,
            "call_expression": self._call,
            "catch_clause": self._catch,
            "export_statement": self._export,
            "expression_statement": self._expression,
            "for_in_statement": self._for_in,
            "hash_bang_line": self._hash_bang,
            "import_statement": self._import,
            "new_expression": self._call,
            "pair": self._pair,
            "throw_statement": self._throw,
            "lexical_declaration": self._declaration,
            "variable_declaration": self._declaration,
            "variable_declarator": self._declarator,
        }

    def _hash_bang(self, node: Node, scope: Scope) -> None:
        self.facts.has_entry = True

    def _declaration(self, node: Node, scope: Scope) -> None:
        for one in node.of("variable_declarator")[:1]:
            one.is_told |= node.is_told
        self._push(node.children, scope)

    def _declarator(self, node: Node, scope: Scope) -> None:
        target, value = node.get("name"), unwrap(node.get("value"))
        self._push([node.get("type")], scope)
        names = bound_names(target)
        if value is None or target is None or self._loads(value, names, scope):
            self._pattern(target, scope, is_read=False)
            return
        if target.kind == "identifier":
            self._named(value, target.text, scope, is_told=node.is_told)
        else:
            self._push([value], scope)
            self._pattern(target, scope)

    def _loads(self, value: Node, names: tuple[str, ...], scope: Scope) -> bool:
        """Whether a variable gets a module that is loaded here, which is then an import."""
        callee = value.get("function") if value.kind == "call_expression" else None
        if callee is None or (callee.kind != "import" and callee.text != "require"):
            return False
        given = value.get("arguments")
        module = text_of(given.children[0]) if given is not None and given.children else ""
        if not module:
            return False
        self._imported(Import(module, names, value.line))
        return True

    def _imported(self, found: Import) -> None:
        self.facts.imports.append(found)
        if "assert" in found.module:
            self.asserting.update(found.names)

    def _named(self, value: Node, name: str, scope: Scope, *, is_told: bool = False) -> None:
        """A value that gets a name: a function takes it, also through one that wraps it."""
        if value.kind in FUNCTIONS:
            self._open(value, name, scope, is_told=is_told)
            return
        if value.kind == "class":
            self._class(value, scope, name)
            return
        self.facts.number(name, number_of(value), value.line, scope.body)
        if value.kind == "call_expression":
            self._called(value, scope, name)
        else:
            self._push([value], scope)

    def _pair(self, node: Node, scope: Scope) -> None:
        key, value = node.get("key"), unwrap(node.get("value"))
        if value is not None:
            self._named(value, key_of(node), scope, is_told=node.is_told)
        if key is not None and key.kind in ("computed_property_name", "string"):
            self._push([key], scope)

    def _assignment(self, node: Node, scope: Scope) -> None:
        left, right = node.get("left"), unwrap(node.get("right"))
        name = dotted(left)
        parts = [part for part in name.split(".") if part not in ("prototype", "this")]
        if name == "module.exports" or name.startswith(("module.exports.", "exports.")):
            parts = [words.last_part(name).replace("exports", "default")]
            self._push(_besides_names(right), scope)
            right = right if right is not None and right.kind in FUNCTIONS else None
        if right is not None and right.kind in FUNCTIONS:
            self._open(right, ".".join(parts), scope)
        elif right is not None:
            index = left.get("index") if left is not None else None
            key = text_of(index) or words.last_part(name)
            self.facts.number(key, number_of(right), right.line, scope.body)
            self._push([right], scope)
        if left is not None and left.kind in ("member_expression", "subscript_expression"):
            self._push([left.get("object"), left.get("index")], scope)
        elif left is not None and left.kind != "identifier":
            self._pattern(left, scope)

    def _for_in(self, node: Node, scope: Scope) -> None:
        self._pattern(node.get("left"), scope)
        self._push((child for child in node.children if child.role != "left"), scope)

    def _import(self, node: Node, scope: Scope) -> None:
        source = node.get("source")
        names: list[str] = []
        for clause in node.of("import_require_clause"):
            source = clause.get("source")
        for clause in node.of("import_clause"):
            names += [child.text for child in clause.of("identifier")]
            for group in clause.of("named_imports"):
                names += [named.text for one in group.children if (named := one.get("name"))]
        self._imported(Import(text_of(source), tuple(names), node.line))

    def _export(self, node: Node, scope: Scope) -> None:
        source, declared, value = node.get("source"), node.get("declaration"), node.get("value")
        if source is not None:
            names = [
                named.text
                for clause in node.of("export_clause")
                for one in clause.children
                if (named := one.get("name"))
            ]
            self._imported(Import(text_of(source), tuple(names), node.line))
        elif declared is not None:
            declared.is_told |= node.is_told
            declared.children = [*node.of("decorator"), *declared.children]
            self._push([declared], scope)
        elif value is not None and value.kind != "identifier":
            self._named(value, "default", scope, is_told=node.is_told)

    def _expression(self, node: Node, scope: Scope) -> None:
        if is_bare_text(node):
            return
        inner = unwrap(node.children[0]) if node.children else None
        if inner is not None and inner.kind == "member_expression":
            kind = expected(inner)
            if kind is not None:
                self.facts.assertion(kind == "trivial", scope.body)
        self._push(node.children, scope)

    def _throw(self, node: Node, scope: Scope) -> None:
        self._raised(node.children[0] if node.children else None, node, scope)
        self._push(node.children, scope)

    def _raised(self, thrown: Node | None, at: Node, scope: Scope) -> None:
        made = unwrap(thrown)
        is_made = made is not None and made.kind in ("new_expression", "call_expression")
        self.facts.raised(dotted(made) if is_made else "", at.line, scope.body)

    def _catch(self, node: Node, scope: Scope) -> None:
        exceptions, done = caught(node)
        self._handler(node, exceptions, done, scope)
        self._pattern(node.get("parameter"), scope)
        self._push([node.get("body")], scope)

    def _handler(self, at: Node, exceptions: tuple[str, ...], done: Reaction, scope: Scope) -> None:
        is_broad = set(exceptions) <= {"Error"}
        self.facts.handler(at.line, exceptions, is_broad, done, scope.body)

    def _call(self, node: Node, scope: Scope) -> None:
        self._called(node, scope, "")

    def _called(self, node: Node, scope: Scope, result: str) -> None:
        """A call; `result` is the name that what it gives back gets."""
        if self._loads(node, (), scope):
            return
        callee = node.get("function") or node.get("constructor")
        given = node.get("arguments")
        is_template = given is not None and given.kind == "template_string"
        parts = [] if given is None else [given] if is_template else given.children
        arguments = [part for part in map(unwrap, parts) if part is not None]
        name, facts, body = dotted(callee), self.facts, scope.body
        line = callee.end_line if callee is not None else node.line
        facts.call(name, line, _keys(arguments), _strings(arguments), body)
        if callee is not None and callee.kind == "member_expression" and len(arguments) == 1:
            self._promise(callee, arguments[0], scope)
        if name in ("reject", "Promise.reject"):
            self._raised(arguments[0] if arguments else None, node, scope)
        kind = asserted(node, name, scope.tester, self.asserting)
        if kind is not None:
            facts.assertion(kind == "trivial", body)
        facts.started(name, body)
        test = test_of(node, name, scope.tester)
        if test is not None:
            self.tests[id(test.function)] = test
        outer = replace(scope, owner="")
        takes_function = any(part.kind in FUNCTIONS for part in arguments)
        named = (takes_function and _function_name(node, name, arguments)) or result
        is_named = words.last_part(name) not in _OVER_ITEMS and not is_suite(name)
        for part in reversed(arguments):
            is_function = part.kind in FUNCTIONS
            if is_function and (id(part) in self.tests or (named and is_named)):
                self._open(part, named, outer, is_called_by_name=named == result)
            else:
                self._push([part], outer)
        self._push([callee], outer)

    def _promise(self, callee: Node, handler: Node, scope: Scope) -> None:
        """`.catch` with a function; with a value it is something else, such as a default."""
        named = callee.get("property")
        is_function = handler.kind in FUNCTIONS or handler.kind in (
            "identifier",
            "member_expression",
        )
        if named is not None and named.text == "catch" and is_function:
            exceptions, done = caught_by_promise(handler)
            self._handler(named, exceptions, done, scope)


def _function_name(call: Node, name: str, arguments: list[Node]) -> str:
    """The name of a function that a call is given: the text beside it, such as a route or command,
    or the name beside it where the call sets something up; "" for none."""
    for part in arguments:
        if part.kind in FUNCTIONS:
            break
        text = text_of(part)
        if text:
            return text
        if words.last_part(name).startswith(_SETTING_UP) and dotted(part):
            return dotted(part)
    if words.last_part(name) in ("action", "handler"):
        callee = call.get("function")
        for _ in range(words.MOST_PARTS):  # up the chain to `.command("name")`
            callee = callee.get("object") if callee is not None else None
            if callee is None or callee.kind != "call_expression":
                break
            given, callee = callee.get("arguments"), callee.get("function")
            is_command = words.last_part(dotted(callee)) == "command"
            if is_command and given is not None and given.children:
                return text_of(given.children[0])
    return ""


def _keys(arguments: list[Node]) -> tuple[str, ...]:
    return tuple(key for part in arguments if part.kind == "object" for key in keys_of(part))


def _strings(arguments: list[Node]) -> tuple[str, ...]:
    """The texts among arguments and among the values of objects that are arguments."""
    found: list[str] = []
    for part in arguments:
        if part.kind == "object":
            found += [text_of(pair.get("value")) for pair in part.of("pair")]
        else:
            found.append(text_of(part))
    return tuple(filter(None, found))


def _besides_names(exported: Node | None) -> list[Node]:
    """What is to be looked at in a value that is exported: passing a name on is not using it."""
    if exported is None or exported.kind in FUNCTIONS or exported.kind == "identifier":
        return []
    if exported.kind != "object":
        return [exported]
    return [
        part
        for part in exported.children
        if part.kind != "shorthand_property_identifier"
        and not (part.kind == "pair" and getattr(part.get("value"), "kind", "") == "identifier")
    ]
