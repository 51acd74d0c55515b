"""The JSON Schemas of tools as they are published: full in `schemas/`, slim in `tools/list`."""

from typing import Any

from career_guide.content.schema import VALUES, trimmed
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
    """What the tool takes, described, each type where it is used; examples where they help most.

    Without what says nothing to a caller: null for an argument left out, and empty defaults.
    """
    schema: dict[str, Any] = trimmed(tool.input.model_json_schema())
    for model in (schema, *schema.get("$defs", {}).values()):
        model.pop("description", None)  # written for readers of the code; parameters have theirs
    defs = schema.pop("$defs", {})
    plain: dict[str, Any] = _plain(schema, defs)
    return plain


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

    The envelope that all results share, a type that was listed before and objects nested deeper
    than LISTED_DEPTH stand without their names, long choices and those of the arguments without
    their values, and what only a refused call has beside its errors is left out; `schemas/` has
    the whole.
    """
    schema = output_schema(tool)
    bare: dict[str, Any] = _Bare(schema, _choices(input_schema(tool))).of(schema, 0)
    properties = bare["properties"]
    properties["status"] = {"enum": schema["properties"]["status"]["enum"]}
    for name in (*TAIL, "errors"):
        properties[name] = {"type": properties[name]["type"]}
    del properties["example"], properties["reference"]
    bare["required"] = list(HEAD)
    return bare


def _choices(node: Any) -> list[Any]:
    """Every enum of a schema."""
    if isinstance(node, list):
        return [found for entry in node for found in _choices(entry)]
    if not isinstance(node, dict):
        return []
    own = [node["enum"]] if isinstance(node.get("enum"), list) else []
    return own + [found for value in node.values() for found in _choices(value)]


def _plain(node: Any, defs: dict[str, Any]) -> Any:
    """A schema node without references, null branches and empty defaults, the purpose first."""
    if isinstance(node, list):
        return [_plain(entry, defs) for entry in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        rest = {key: value for key, value in node.items() if key != "$ref"}
        return _plain({**defs[node["$ref"].rpartition("/")[2]], **rest}, defs)
    branches = node.get("anyOf", [])
    if {"type": "null"} in branches and len(branches) == 2:
        rest = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        (branch,) = (branch for branch in branches if branch != {"type": "null"})
        return _plain({**branch, **rest}, defs)
    first = [key for key in ("type", "description") if isinstance(node.get(key), str)]
    kept = {key: node[key] for key in (*first, *node)}
    if "default" in kept and not kept["default"]:
        del kept["default"]
    return {key: value if key in VALUES else _plain(value, defs) for key, value in kept.items()}


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
LISTED_CHOICES = 4


class _Bare:
    """Makes schema nodes bare: names, types and enums, references resolved."""

    def __init__(self, schema: dict[str, Any], told: list[Any]) -> None:
        self.defs = dict(schema.get("$defs", {}))
        self.told = told

    def of(self, node: Any, depth: int) -> dict[str, Any]:
        """The bare form of a node at a depth of nested objects."""
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            node = self.defs[name]
            if depth < LISTED_DEPTH and node.get("type") == "object":
                self.defs[name] = {"type": "object"}
        if "anyOf" in node:
            return _union([self.of(branch, depth) for branch in node["anyOf"]])
        if "const" in node:
            return {"enum": [node["const"]]}
        if "enum" in node:
            known = len(node["enum"]) > LISTED_CHOICES or node["enum"] in self.told
            return {"type": "string"} if known else {"enum": node["enum"]}
        bare = {"type": node["type"]} if "type" in node else {}
        if "items" in node and (items := self.of(node["items"], depth)):
            bare["items"] = items
        if "properties" in node and depth < LISTED_DEPTH:
            bare["properties"] = {
                name: self.of(value, depth + 1) for name, value in node["properties"].items()
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
