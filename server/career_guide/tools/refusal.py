"""Turns what pydantic found wrong into faults that teach: field, expectation, nearest value."""

import json
import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from career_guide.models.tool_input import ToolInput, clean
from career_guide.refusals import Fault
from career_guide.tools.pointers import Step, place
from career_guide.tools.synonyms import ARGUMENTS, CHOICES

MAX_FAULTS = 5
RECEIVED_LIMIT = 60
SHORTENED_LIMIT = 600
LEAST_LIKENESS = 0.6
LONGEST_NAME = 100
Json = Any

CODES = {
    "extra_forbidden": "unknown_argument",
    "missing": "missing",
    "literal_error": "not_one_of",
    "enum": "not_one_of",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "finite_number": "out_of_range",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_long": "too_many",
    "too_short": "too_few",
    "iso_date": "bad_format",
    "json_text": "bad_format",
    "string_pattern_mismatch": "bad_format",
}


def faults_of(
    error: ValidationError, model: type[ToolInput], arguments: Json, example: Mapping[str, Any]
) -> tuple[Fault, ...]:
    """At most five faults, one per field, in the order of the arguments' schema."""
    found: dict[tuple[Step, ...], Fault] = {}
    for row in error.errors(include_url=False):
        steps = _steps(row["loc"], named=row["type"] == "extra_forbidden")
        if steps not in found:
            found[steps] = _fault(row, steps, model, arguments, example)
    return tuple(found.values())[:MAX_FAULTS]


def received(value: Json) -> str:
    """`value` as short JSON, cleaned, at most 60 characters: data to show, never instructions."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=lambda other: type(other).__name__)
    except (ValueError, RecursionError):
        text = type(value).__name__
    text = clean(text.replace("\\n", " "))
    return text if len(text) <= RECEIVED_LIMIT else text[: RECEIVED_LIMIT - 1] + "…"


@lru_cache(maxsize=64)
def input_schema(model: type[ToolInput]) -> dict[str, Any]:
    """The model's JSON Schema, made once."""
    return model.model_json_schema()


def _fault(
    row: Mapping[str, Any],
    steps: tuple[Step, ...],
    model: type[ToolInput],
    arguments: Json,
    example: Mapping[str, Any],
) -> Fault:
    kind, schema = str(row["type"]), input_schema(model)
    there = place(model, arguments, steps)
    value = None if kind == "missing" else there.value
    code = CODES.get(kind, "wrong_type")
    if isinstance(value, str):
        code = {"too_many": "too_long", "too_few": "too_short"}.get(code, code)
    node, meant = _node(schema, steps, schema), None
    if kind == "extra_forbidden":
        parent = _node(schema, steps[:-1], schema)
        present = place(model, arguments, steps[:-1]).value
        names = [n for n in parent.get("properties", {}) if n not in present]
        meant = _nearest_argument(str(steps[-1]), names)
        hint = f", for example {meant}" if meant else ""
        expected = f"no argument of this name; possible: {', '.join(names) or 'none'}{hint}"
    elif kind == "value_error":
        code, expected = "not_valid", str(row["ctx"]["error"])
    elif "did_you_mean" in row.get("ctx", {}):  # the model that refused it knows best
        meant, expected = row["ctx"]["did_you_mean"], str(row["msg"])
    else:
        expected = expectation(node, schema, _value_at(example, steps, None))
        meant = _nearest_value(node, schema, value if not there.inner else row["input"], code)
    if there.inner and meant is not None and _fold(str(value)) != _fold(str(row["input"])):
        # It stands for a part of the text only, so it is told and not offered as the value.
        sample = None if code == "too_long" else meant
        expected, meant = expectation(node, schema, sample), None
    return Fault(
        code=code,
        field=there.pointer,
        received="nothing" if kind == "missing" else received(value),
        expected=there.expected(expected),
        did_you_mean=meant,
    )


def expectation(node: Mapping[str, Any], root: Mapping[str, Any], sample: Json = None) -> str:
    """What a schema node takes, in words that end in a valid value."""
    node = _plain(node, root)
    if "enum" in node:
        choices = ", ".join(str(choice) for choice in node["enum"])
        known = sample if sample in node["enum"] else node["enum"][0]
        return f"one of {choices}, for example {json.dumps(known)}"
    if "const" in node:
        return str(node["const"])
    kind = node.get("type")
    words = {
        "number": "a number",
        "integer": "a whole number",
        "string": "a date as YYYY-MM-DD" if node.get("format") == "date" else "text",
        "boolean": "true or false",
        "array": "a list",
        "object": "an object",
    }.get(str(kind), "a value")
    low = node.get("minimum", node.get("exclusiveMinimum"))
    high = node.get("maximum", node.get("exclusiveMaximum"))
    if low is not None and high is not None:
        words += f" from {_plain_number(low)} to {_plain_number(high)}"
    elif low is not None:
        words += f" of at least {_plain_number(low)}"
    elif high is not None:
        words += f" of at most {_plain_number(high)}"
    if kind == "array":
        words += _count(node.get("minItems"), node.get("maxItems"), "entries")
    if kind == "string" and node.get("format") != "date":
        words += _count(node.get("minLength"), node.get("maxLength"), "characters")
    return f"{words}, for example {_sample(node, root, sample)}"


def _nearest_argument(name: str, names: list[str]) -> str | None:
    known = ARGUMENTS.get(_fold(name), name)
    if known is None:
        return None
    meant = (known,) if isinstance(known, str) else known
    return next((own for own in meant if own in names), None) or nearest_name(name, names)


def nearest_name(name: str, names: Iterable[str]) -> str | None:
    """The most similar of `names`, ignoring case and separators, or None when none is close.

    What is far longer than any name is like none; comparing it would hold up everybody else.
    """
    if len(name) > LONGEST_NAME:
        return None
    wanted = _fold(name)
    scored = [(_likeness(wanted, _fold(known)), known) for known in names]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= LEAST_LIKENESS else None


def unknown_name(kind: str, name: str, known: Iterable[str]) -> str:
    """The sentence for a name that is not there: what came, the nearest, and all there are."""
    names = list(known)
    nearest = nearest_name(name, names)
    hint = f"; did you mean {nearest}?" if nearest else "."
    shown = clean(name[: 4 * RECEIVED_LIMIT])[:RECEIVED_LIMIT]
    return f"Unknown {kind} {shown!r}{hint} Available: {', '.join(names) or 'none'}."


def _likeness(wanted: str, known: str) -> float:
    """From 0 to 1: letters in common, or a whole word or its beginning."""
    letters = SequenceMatcher(None, wanted, known, autojunk=False).ratio()
    word = max(
        (_word_likeness(a, b) for a in wanted.split("_") for b in known.split("_")), default=0.0
    )
    return max(letters, word + letters / 10)  # letters decide between equal words


def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 0.8 if one else 0.0
    shorter, longer = sorted((one, other), key=len)
    whole = len(shorter) >= 4 and longer.startswith(shorter[:-1])
    return 0.7 if whole or (len(shorter) == 3 and longer.startswith(shorter)) else 0.0


def _nearest_value(node: Mapping[str, Any], root: Mapping[str, Any], value: Json, code: str) -> Any:
    node = _plain(node, root)
    if "enum" in node and isinstance(value, int | float) and not isinstance(value, bool):
        numbers = [choice for choice in node["enum"] if isinstance(choice, int)]
        return min(numbers, key=lambda number: abs(number - value), default=None)
    if "enum" in node and isinstance(value, str):
        choices = {str(choice): choice for choice in node["enum"]}
        meant = CHOICES.get(_fold(value))
        nearest = meant if meant in choices else nearest_name(value, choices)
        return None if nearest is None else choices[nearest]
    if code == "wrong_type" and node.get("type") in ("number", "integer"):
        return _spoken(node, value)
    if code == "out_of_range" and node.get("type") in ("number", "integer"):
        return _clamped(node, value)
    if code in ("too_long", "too_many") and isinstance(value, str | list):
        limit = node.get("maxLength" if isinstance(value, str) else "maxItems")
        if limit is not None and limit <= SHORTENED_LIMIT and isinstance(value, str):
            return clean(value)[:limit].strip()
    return None


def _spoken(node: Mapping[str, Any], value: Json) -> Any:
    """The one number in a text such as "12 hours", where it is within bounds."""
    found = re.findall(r"\d{1,9}(?:\.\d{1,6})?", value) if isinstance(value, str) else []
    if len(found) != 1 or len(value) > RECEIVED_LIMIT:
        return None
    number = float(found[0])
    if not node.get("minimum", number) <= number <= node.get("maximum", number):
        return None
    if number.is_integer():
        return int(number)
    return number if node["type"] == "number" else None


def _clamped(node: Mapping[str, Any], value: Json) -> Any:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    low, high = node.get("minimum"), node.get("maximum")
    if low is not None and number < low:
        return low
    if high is not None and number > high:
        return high
    return None


def _sample(node: Mapping[str, Any], root: Mapping[str, Any], sample: Json) -> str:
    if sample is None and node.get("examples"):
        sample = node["examples"][0]
    if sample is None:
        sample = _invented(node, root)
    text = json.dumps(sample, ensure_ascii=False)
    return text if len(text) <= 160 else json.dumps(_invented(node, root), ensure_ascii=False)


def _invented(node: Mapping[str, Any], root: Mapping[str, Any], depth: int = 0) -> Json:
    """A smallest valid value of a schema node."""
    node = _plain(node, root)
    if node.get("examples"):
        return node["examples"][0]
    if "enum" in node:
        return node["enum"][0]
    match node.get("type"):
        case "number" | "integer":
            return max(node.get("minimum", 1), min(1, node.get("maximum", 1)))
        case "string":
            return "2027-01-31" if node.get("format") == "date" else "text"
        case "boolean":
            return True
        case "array":
            count = max(int(node.get("minItems", 0)), 1 if depth == 0 else 0)
            return [_invented(node.get("items", {}), root, depth + 1)] * count
        case "object":
            properties = node.get("properties", {})
            needed = node.get("required", [])
            return {name: _invented(properties[name], root, depth + 1) for name in needed}
    return "text"


def _count(low: int | None, high: int | None, what: str) -> str:
    if low and high:
        return f" of {low} to {high} {what}"
    if high:
        return f" of at most {high} {what}"
    return f" of at least {low} {what}" if low else ""


def _plain(node: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """The node with a `$ref` followed and an optional `null` branch taken away."""
    for _ in range(8):
        if "$ref" in node:
            extra = {key: value for key, value in node.items() if key != "$ref"}
            node = {**root.get("$defs", {}).get(str(node["$ref"]).rpartition("/")[2], {}), **extra}
        elif "anyOf" in node:
            branches = [branch for branch in node["anyOf"] if branch.get("type") != "null"]
            extra = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
            node = {**(branches[0] if branches else {}), **extra}
        else:
            break
    return node


def _node(
    schema: Mapping[str, Any], steps: Iterable[str | int], root: Mapping[str, Any]
) -> Mapping[str, Any]:
    node = _plain(schema, root)
    for step in steps:
        if isinstance(step, int):
            node = _plain(node.get("items", {}), root)
        else:
            known = node.get("properties", {})
            node = _plain(known.get(step, node.get("additionalProperties") or {}), root)
    return node


def _steps(loc: tuple[str | int, ...], named: bool) -> tuple[str | int, ...]:
    """The location without what pydantic adds for unions and validators (`function-after[…]`).

    `named` keeps the last step, which is the caller's own word and may look like anything.
    """
    last = len(loc) - 1
    return tuple(
        step
        for index, step in enumerate(loc)
        if isinstance(step, int) or (named and index == last) or not re.search(r"[\[\]()]", step)
    )


def _value_at(value: Json, steps: Iterable[str | int], default: Json) -> Json:
    for step in steps:
        if isinstance(step, int):
            if not isinstance(value, list) or step >= len(value):
                return default
        elif not isinstance(value, Mapping) or step not in value:
            return default
        value = value[step]
    return value


def _fold(name: str) -> str:
    return re.sub(r"[\s_\-./]+", "_", name.strip().casefold())


def _plain_number(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)
