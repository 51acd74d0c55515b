"""The summary of a refused call: whole sentences within the limit, none in the caller's words."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

from career_guide.models.envelope import SUMMARY_LIMIT
from career_guide.models.tool_input import ToolInput
from career_guide.refusals import Fault
from career_guide.tools.pointers import IN_JSON
from career_guide.tools.refusal import input_schema

LEAD = "Not accepted."
EXAMPLE = re.compile("[,;] for example ")
HINTED = 2
"""The form of a fault that holds only its place and the nearest valid value."""
OWN_WORDS = frozenset({"too_long"})
"""Codes whose suggestion is made of what the caller wrote."""


def not_accepted(faults: Sequence[Fault], model: type[ToolInput]) -> str:
    """What is wrong: nearest values first, then what is expected, for the first faults first.

    Every sentence is whole: hints are left out before they are cut, and faults that find no place
    are counted.
    """
    known = _names(input_schema(model))
    forms = [_forms(fault, _spoken(fault, known)) for fault in faults]
    for count in range(len(forms), 0, -1):
        more = len(forms) - count
        end = [f"{more} more in errors."] if more else []
        said = [options[-1] for options in forms[:count]]
        if _length([LEAD, *said, *end]) > SUMMARY_LIMIT:
            continue
        for first in (HINTED, 0):
            for at, options in enumerate(forms[:count]):
                others = [LEAD, *said[:at], *said[at + 1 :], *end]
                said[at] = next(
                    form for form in options[first:] if _length([*others, form]) <= SUMMARY_LIMIT
                )
        return " ".join([LEAD, *said, *end])
    return f"{LEAD} See errors."


def _forms(fault: Fault, name: str) -> tuple[str, ...]:
    """The fault as a sentence, from the longest to the shortest form."""
    meant, is_own = fault.did_you_mean, fault.code in OWN_WORDS
    hint = "" if meant is None or is_own else json.dumps(meant, ensure_ascii=False)
    # Before IN_JSON stands a place that may be made of the caller's keys.
    expected = fault.expected.rpartition(IN_JSON)[2]
    short = EXAMPLE.split(expected)[0]
    wrong = name if fault.code == "unknown_argument" else f"{name} is not valid"
    return (
        _asking(f"{name}: expected {expected}", hint),
        _asking(f"{name}: expected {short}", hint),
        _asking(wrong, hint),
        _asking(wrong, ""),
    )


def _asking(said: str, hint: str) -> str:
    if hint:
        return f"{said}; did you mean {hint}?"
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _spoken(fault: Fault, known: frozenset[str]) -> str:
    """The place of a fault; keys of the caller's choosing are not repeated."""
    if fault.code == "unknown_argument":
        return "Unknown argument"
    steps = fault.field.split("/")[1:]
    named = list(takewhile(lambda step: step in known or step.isdecimal(), steps))
    where = ".".join(named) or "arguments"
    is_inside = len(named) < len(steps) or IN_JSON in fault.expected
    return f"An entry of {where}" if is_inside else where


def _names(schema: Mapping[str, Any]) -> frozenset[str]:
    """Every argument name of a schema, nested ones included."""
    models: Iterable[Mapping[str, Any]] = (schema, *schema.get("$defs", {}).values())
    return frozenset(name for model in models for name in model.get("properties", {}))


def _length(sentences: Iterable[str]) -> int:
    return len(" ".join(sentences))
