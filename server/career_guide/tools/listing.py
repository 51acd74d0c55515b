"""The JSON Schemas of tools as they are published: full in `schemas/`, slim in `tools/list`."""

from typing import Any

from career_guide.content.schema import trimmed
from career_guide.models.envelope import HEAD, TAIL, ordered
from career_guide.tools.base import Tool

REFUSALS = ("invalid_input", "internal_error")
ERROR_FIELDS: dict[str, Any] = {
    "errors": {
        "type": "array",
        "maxItems": 5,
        "description": "Only when refused: every wrong field.",
        "items": {
            "type": "object",
            "properties": {
                "code": {"type": "string", "description": "Stable kind of fault."},
                "field": {"type": "string", "description": "JSON pointer into the arguments."},
                "received": {"type": "string", "description": "What came, at most 60 characters."},
                "expected": {"type": "string", "description": "What is valid, with an example."},
                "did_you_mean": {"description": "Nearest valid value or argument name, or null."},
            },
        },
    },
    "example": {
        "type": "object",
        "description": "Only when refused: a complete valid call.",
        "properties": {"tool": {"type": "string"}, "arguments": {"type": "object"}},
    },
    "reference": {
        "type": "string",
        "description": "Only on an internal error: finds it in the log.",
    },
}


def input_schema(tool: Tool[Any, Any]) -> dict[str, Any]:
    """What the tool takes, described; examples only where they help most."""
    schema: dict[str, Any] = _without_null(trimmed(tool.input.model_json_schema()))
    for model in (schema, *schema.get("$defs", {}).values()):
        model.pop("description", None)  # written for readers of the code; parameters have theirs
    return schema


def output_schema(tool: Tool[Any, Any]) -> dict[str, Any]:
    """What the tool gives, described, refusals included; only summary and status are required."""
    schema: dict[str, Any] = trimmed(tool.output.model_json_schema(mode="serialization"))
    properties = schema["properties"]
    fields = {name: properties[name] for name in ordered(properties)}
    status = dict(fields["status"])
    known = status.pop("enum", None) or [status.pop("const")]
    fields["status"] = {**status, "enum": [*known, *REFUSALS]}
    schema["properties"] = {**fields, **ERROR_FIELDS}
    schema["required"] = list(HEAD)
    return _open(schema)  # type: ignore[no-any-return]


def listed_output_schema(tool: Tool[Any, Any]) -> dict[str, Any]:
    """The output schema with names, types and enums only: short enough for tools/list.

    The envelope that all results share, a type that was listed before, and objects nested deeper
    than LISTED_DEPTH stand without their names; `schemas/` has the whole.
    """
    schema = output_schema(tool)
    bare: dict[str, Any] = _bare(schema, dict(schema.get("$defs", {})), 0)
    for name in (*TAIL, "errors", "example"):
        bare["properties"][name] = {"type": bare["properties"][name]["type"]}
    bare["required"] = list(HEAD)
    return bare


def _without_null(node: Any) -> Any:
    """An optional argument is one that may be left out; null is taken too, and not advertised."""
    if isinstance(node, list):
        return [_without_null(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _without_null(value) for key, value in node.items()}
    branches = kept.get("anyOf")
    if isinstance(branches, list) and {"type": "null"} in branches and len(branches) == 2:
        rest = {key: value for key, value in kept.items() if key not in ("anyOf", "default")}
        return {**next(branch for branch in branches if branch != {"type": "null"}), **rest}
    return kept


def _open(node: Any) -> Any:
    """Result objects stay open: added fields are free, and hosts cache schemas."""
    if isinstance(node, dict):
        return {
            key: _open(value)
            for key, value in node.items()
            if not (key == "additionalProperties" and value is False)
        }
    if isinstance(node, list):
        return [_open(entry) for entry in node]
    return node


LISTED_DEPTH = 2
LISTED_CHOICES = 8


def _bare(node: Any, defs: Any, depth: int) -> dict[str, Any]:
    """Names, types and enums of a schema node, references resolved."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        node = defs[name]
        if depth < LISTED_DEPTH and node.get("type") == "object":
            defs[name] = {"type": "object"}
    if "anyOf" in node:
        return _union([_bare(branch, defs, depth) for branch in node["anyOf"]])
    if "const" in node:
        return {"enum": [node["const"]]}
    if "enum" in node:
        long = len(node["enum"]) > LISTED_CHOICES
        return {"type": "string"} if long else {"enum": node["enum"]}
    bare = {"type": node["type"]} if "type" in node else {}
    if "items" in node and (items := _bare(node["items"], defs, depth)):
        bare["items"] = items
    if "properties" in node and depth < LISTED_DEPTH:
        bare["properties"] = {
            name: _bare(value, defs, depth + 1) for name, value in node["properties"].items()
        }
    return bare


def _union(branches: list[dict[str, Any]]) -> dict[str, Any]:
    """One node for a value that may be null, or of several types."""
    merged: dict[str, Any] = {}
    types: list[str] = []
    for branch in branches:
        if "enum" in branch:
            merged["enum"] = [*merged.get("enum", []), *branch["enum"]]
        elif branch.get("type") == "null" and "enum" in merged:
            merged["enum"].append(None)
        else:
            types.append(branch.get("type", "object"))
            merged |= {key: value for key, value in branch.items() if key != "type"}
    if types and "enum" not in merged:
        merged["type"] = types if len(types) > 1 else types[0]
    return merged
