"""Structs, interfaces and signatures of Go source."""

from career_guide.evidence.code_go_nodes import dotted
from career_guide.evidence.code_tree import Node
from career_guide.models.repository.code import Class


def class_of(node: Node) -> Class | None:
    """A struct or interface with what it embeds as bases; None for any other type."""
    named, made = node.get("name"), node.get("type")
    if named is None or made is None or made.kind not in ("struct_type", "interface_type"):
        return None
    bases: list[str] = []
    fields: list[str] = []
    for group in [made, *made.of("field_declaration_list")]:
        for member in group.of("field_declaration", "method_elem", "method_spec"):
            names = [name.text for name in member.all("name") if name.kind == "field_identifier"]
            fields += names
            bases += [] if names else [dotted(member.get("type"))]
        bases += [dotted(part) for union in group.of("type_elem") for part in union.children]
    return Class(named.text, node.line, tuple(filter(None, bases)), (), tuple(fields))


def receiver_of(node: Node | None) -> tuple[str, str]:
    """The type that has a method, and the name of the value in it."""
    for parameter in node.children if node is not None else ():
        named = parameter.get("name")
        return dotted(parameter.get("type")), named.text if named is not None else ""
    return "", ""


def parameters_of(node: Node) -> tuple[str, ...]:
    """The names of the parameters."""
    listing = node.get("parameters")
    groups = listing.children if listing is not None else []
    names = (name for group in groups for name in group.all("name"))
    return tuple(name.text for name in names if name.kind == "identifier")


def results_of(node: Node) -> list[str]:
    """The types of the results."""
    result = node.get("result")
    if result is None:
        return []
    if result.kind != "parameter_list":
        return [result.text]
    found: list[str] = []
    for group in result.children:
        made = group.get("type")
        count = len([name for name in group.all("name") if name.kind == "identifier"])
        found += [made.text if made is not None else ""] * max(1, count)
    return found
