"""Functions, classes and what they declare in script source, and how a tree of it is walked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from career_guide.evidence.code_facts import Body, Facts
from career_guide.evidence.code_script_bodies import is_stub
from career_guide.evidence.code_script_nodes import (
    FUNCTIONS,
    bound_names,
    dotted,
    is_bare_text,
    key_of,
    number_of,
    text_of,
    unwrap,
)
from career_guide.evidence.code_script_tests import Test, tester_of
from career_guide.evidence.code_script_types import class_of, enum_of, interface_of
from career_guide.evidence.code_tree import Node
from career_guide.models.repository.code import Language

_STATEMENTS = frozenset(
    {
        "abstract_class_declaration",
        "class_declaration",
        "enum_declaration",
        "field_definition",
        "function_declaration",
        "generator_function_declaration",
        "interface_declaration",
        "lexical_declaration",
        "method_definition",
        "public_field_definition",
        "type_alias_declaration",
        "variable_declaration",
    }
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a node stands: the function, the class whose body it is, what its test is given."""

    body: Body | None = None
    owner: str = ""
    tester: str = ""


class Declarations:
    """Goes over a tree without recursion, so that depth costs nothing."""

    def __init__(self, language: Language) -> None:
        self.facts = Facts(language)
        self.is_typed = language == "typescript"
        self.tests: dict[int, Test] = {}
        """Functions that are tests, by identity, until they are met."""
        self.stack: list[tuple[Node, Scope]] = []
        self.visitors: dict[str, Callable[..., None]] = {
            "abstract_class_declaration": self._class,
            "arrow_function": self._anonymous,
            "class": self._class,
            "class_declaration": self._class,
            "enum_declaration": self._enum,
            "field_definition": self._field,
            "function_declaration": self._declared,
            "function_expression": self._anonymous,
            "function_signature": self._types_only,
            "generator_function": self._anonymous,
            "generator_function_declaration": self._declared,
            "identifier": self._read,
            "index_signature": self._types_only,
            "interface_declaration": self._interface,
            "jsx_closing_element": self._nothing,
            "jsx_opening_element": self._element,
            "jsx_self_closing_element": self._element,
            "literal_type": self._nothing,
            "member_expression": self._member,
            "method_definition": self._method,
            "optional_parameter": self._parameter,
            "public_field_definition": self._field,
            "required_parameter": self._parameter,
            "shorthand_property_identifier": self._read,
            "string": self._text,
            "template_string": self._text,
            "type_alias_declaration": self._interface,
            "type_identifier": self._read,
            "type_parameter": self._types_only,
        }

    def over(self, tree: Node) -> Facts:
        """The facts of this tree."""
        stack, visitors, facts = self.stack, self.visitors, self.facts
        self._push(tree.children, Scope())
        while stack:
            node, scope = stack.pop()
            if _counts(node):
                facts.statement(scope.body)
            visit = visitors.get(node.kind)
            if visit is not None:
                visit(node, scope)
            elif node.children:
                self._push(node.children, scope)
        return facts

    def _push(self, nodes: Iterable[Node | None], scope: Scope) -> None:
        kept = [(node, scope) for node in nodes if node is not None]
        self.stack.extend(reversed(kept))

    def _nothing(self, node: Node, scope: Scope) -> None:
        """What is neither read nor a text: types that are literals, closing tags."""

    def _read(self, node: Node, scope: Scope) -> None:
        self.facts.read(node.text)

    def _text(self, node: Node, scope: Scope) -> None:
        self.facts.string(text_of(node), node.line, scope.body)
        self._push(node.of("template_substitution"), scope)

    def _types_only(self, node: Node, scope: Scope) -> None:
        """Declares a name and runs nothing: only its types are read."""
        self._push((child for child in node.children if child.role != "name"), scope)

    def _element(self, node: Node, scope: Scope) -> None:
        named = node.get("name")
        is_component = named is not None and not named.text[:1].islower()
        children = node.children if is_component else [c for c in node.children if c is not named]
        self._push(children, scope)

    def _member(self, node: Node, scope: Scope) -> None:
        named = node.get("property")
        if named is not None:
            self.facts.read(named.text)
        self._push([node.get("object")], scope)

    def _pattern(self, pattern: Node | None, scope: Scope, *, is_read: bool = True) -> None:
        """What a pattern takes from a value is read, its defaults have names."""
        waiting = [] if pattern is None else [pattern]
        while waiting:
            node = waiting.pop()
            if node.kind in ("assignment_pattern", "object_assignment_pattern"):
                names, right = bound_names(node.get("left")), node.get("right")
                if len(names) == 1 and right is not None:
                    self.facts.number(names[0], number_of(right), right.line, scope.body)
                self._push([right], scope)
                waiting.extend(node.all("left"))
            elif node.kind == "computed_property_name":
                self._push(node.children, scope)
            elif node.kind in ("shorthand_property_identifier_pattern", "property_identifier"):
                if is_read:
                    self.facts.read(node.text)
            elif node.kind in ("member_expression", "subscript_expression"):
                self._push([node], scope)
            else:
                waiting.extend(reversed(node.children))

    def _parameter(self, node: Node, scope: Scope) -> None:
        pattern, value = node.get("pattern"), node.get("value")
        names = bound_names(pattern)
        if len(names) == 1 and value is not None:
            self.facts.number(names[0], number_of(value), value.line, scope.body)
        self._pattern(pattern, scope)
        self._push((child for child in node.children if child.role != "pattern"), scope)

    def _open(
        self,
        node: Node,
        name: str,
        scope: Scope,
        *,
        is_told: bool = False,
        decorators: tuple[str, ...] = (),
        is_called_by_name: bool = True,
    ) -> None:
        """Adds a function and goes on inside it; one that is known as a test gets its title."""
        test = self.tests.pop(id(node), None)
        block = node.get("body")
        listed = node.get("parameters") or node.get("parameter")
        parameters = listed.children if listed is not None and listed.role == "parameters" else []
        if listed is not None and not parameters and listed.role == "parameter":
            parameters = [listed]
        makes_fields = any(part.of("accessibility_modifier") for part in parameters)
        body = self.facts.open(
            Body(
                name=name if test is None else test.title,
                line=node.line,
                end_line=node.end_line,
                parent=scope.body,
                decorators=decorators,
                is_called_by_name=is_called_by_name,
                parameters=tuple(n for part in parameters for n in bound_names(part)),
                is_stub=not makes_fields and is_stub(block),
                is_test=test is not None,
                is_skipped=test is not None and test.is_skipped,
                is_documented=is_told or node.is_told,
                is_typed=self.is_typed and all(part.get("type") for part in parameters),
            )
        )
        if block is not None and block.kind != "statement_block":
            self.facts.statement(body)
        tester = tester_of(node) if test is not None else scope.tester
        inner = replace(scope, body=body, owner="", tester=tester)
        self._push([block], inner)
        self._parameters(parameters, inner)
        self._push([node.get("return_type"), node.get("type_parameters")], scope)

    def _parameters(self, parameters: list[Node], scope: Scope) -> None:
        for part in reversed(parameters):
            if part.kind in ("required_parameter", "optional_parameter"):
                self._push([part], scope)
            else:
                self._pattern(part, scope)

    def _anonymous(self, node: Node, scope: Scope) -> None:
        """A function without a name belongs to the one around it."""
        listed = node.get("parameters") or node.get("parameter")
        self._push([node.get("body")], scope)
        if listed is not None:
            of_one = listed.role == "parameter"
            self._parameters([listed] if of_one else listed.children, scope)

    def _declared(self, node: Node, scope: Scope) -> None:
        named = node.get("name")
        self._open(node, named.text if named is not None else "", scope)

    def _method(self, node: Node, scope: Scope) -> None:
        name = key_of(node)
        decorators = node.of("decorator")
        self._open(
            node,
            f"{scope.owner}.{name}" if scope.owner else name,
            scope,
            is_told=any(one.is_told for one in decorators),
            decorators=decorator_names(decorators),
        )
        self._push([*decorators, *node.of("computed_property_name")], replace(scope, owner=""))

    def _class(self, node: Node, scope: Scope, name: str = "") -> None:
        named = node.get("name")
        name = named.text if named is not None else name
        decorators = node.of("decorator")
        self.facts.classes.append(class_of(node, name, decorator_names(decorators)))
        inner, outer = replace(scope, owner=name), replace(scope, owner="")
        body = node.get("body")
        waiting: list[Node] = []
        members: list[Node] = []
        for child in body.children if body is not None else ():
            if child.kind == "decorator":
                waiting.append(child)
                continue
            child.children = [*waiting, *child.children]
            members.append(child)
            waiting = []
        self._push(members, inner)
        self._push([*decorators, *node.of("class_heritage")], outer)

    def _field(self, node: Node, scope: Scope) -> None:
        name, value = key_of(node), unwrap(node.get("value"))
        outer = replace(scope, owner="")
        rest = [child for child in node.children if child.role not in ("name", "property", "value")]
        if value is not None and value.kind in FUNCTIONS:
            full = f"{scope.owner}.{name}" if scope.owner else name
            self._open(value, full, outer, is_told=node.is_told)
        elif value is not None:
            self.facts.number(name, number_of(value), value.line, scope.body)
            rest.append(value)
        self._push(rest, outer)

    def _enum(self, node: Node, scope: Scope) -> None:
        self.facts.classes.append(enum_of(node))
        body = node.get("body")
        for member in body.of("enum_assignment") if body is not None else ():
            value = member.get("value")
            if value is not None:
                self.facts.number(key_of(member), number_of(value), value.line, scope.body)
                self._push([value], scope)

    def _interface(self, node: Node, scope: Scope) -> None:
        found = interface_of(node)
        if found is not None:
            self.facts.classes.append(found)
        self._types_only(node, scope)


def decorator_names(decorators: list[Node]) -> tuple[str, ...]:
    """The dotted names of decorators."""
    names = (dotted(child) for one in decorators for child in one.children)
    return tuple(filter(None, names))


def _counts(node: Node) -> bool:
    """Whether a node is a statement: no block, no directive, and one with its `export`."""
    kind = node.kind
    if kind in _STATEMENTS:
        return node.role != "initializer"
    if not kind.endswith("_statement") or kind == "empty_statement":
        return False
    if kind == "export_statement":
        return node.get("declaration") is None
    return not is_bare_text(node)
