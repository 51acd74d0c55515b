"""Classes, interfaces, object types and enumerations of script source."""

from career_guide.evidence.code_script_nodes import dotted, key_of
from career_guide.evidence.code_tree import Node
from career_guide.models.repository.code import Class

_FIELDS = ("field_definition", "public_field_definition")
_MEMBERS = ("property_signature", "method_signature")
_COMBINING = ("intersection_type", "parenthesized_type")


def class_of(node: Node, name: str, decorators: tuple[str, ...]) -> Class:
    """A class with its fields, also those that parameters of its constructor make."""
    body = node.get("body")
    members = body.children if body is not None else []
    fields = [key_of(member) for member in members if member.kind in _FIELDS]
    for member in members:
        listed = member.get("parameters") if key_of(member) == "constructor" else None
        for part in listed.children if listed is not None else ():
            pattern = part.get("pattern")
            if pattern is not None and part.of("accessibility_modifier"):
                fields.append(pattern.text)
    bases = [base for heritage in node.of("class_heritage") for base in _bases(heritage)]
    return Class(name, node.line, _kept(bases), decorators, _kept(fields))


def interface_of(node: Node) -> Class | None:
    """An interface, or a type that is an object; None for any other type."""
    name = node.get("name")
    if name is None:
        return None
    body = node.get("body")
    if node.kind == "interface_declaration":
        parents = node.of("extends_type_clause", "extends_clause")
        bases = [base for clause in parents for base in _bases(clause)]
        members = body.children if body is not None else []
        return Class(name.text, node.line, _kept(bases), (), _members(members))
    waiting = [child for child in node.children if child.role == "value"]
    objects: list[Node] = []
    bases = []
    while waiting:
        part = waiting.pop()
        if part.kind in _COMBINING:
            waiting.extend(reversed(part.children))
        elif part.kind == "object_type":
            objects.append(part)
        else:
            bases.append(_type_name(part))
    if not objects:
        return None
    members = [member for part in objects for member in part.children]
    return Class(name.text, node.line, _kept(bases), (), _members(members))


def enum_of(node: Node) -> Class:
    """An enumeration with its members as fields."""
    name, body = node.get("name"), node.get("body")
    fields = [
        child.text if child.kind == "property_identifier" else key_of(child)
        for child in (body.children if body is not None else ())
    ]
    return Class(name.text if name is not None else "", node.line, (), (), _kept(fields))


def _bases(heritage: Node) -> list[str]:
    names: list[str] = []
    for child in heritage.children:
        if child.kind in ("extends_clause", "implements_clause"):
            names += _bases(child)
        elif child.kind != "type_arguments":
            names.append(dotted(child) or _type_name(child))
    return names


def _type_name(node: Node) -> str:
    """A type's name without its arguments."""
    if node.kind == "generic_type":
        node = node.get("name") or node
    if node.kind in ("type_identifier", "nested_type_identifier"):
        return node.text
    return ""


def _members(nodes: list[Node]) -> tuple[str, ...]:
    return _kept([key_of(node) for node in nodes if node.kind in _MEMBERS])


def _kept(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
