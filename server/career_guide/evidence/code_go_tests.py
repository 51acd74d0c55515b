"""Tests and assertions of Go source, by the conventions of its test frameworks."""

import re
from typing import Literal

from career_guide.evidence.code_go_nodes import dotted, is_constant, statements_of
from career_guide.evidence.code_tree import Node

TEST = re.compile(r"(?:Test|Fuzz)(?![a-z])\w*")
SPECIFICATION = frozenset({"It", "Specify"})
_FAILING = frozenset({"Error", "Errorf", "Fail", "FailNow", "Fatal", "Fatalf"})
_ASSERTING = re.compile(r"(?:[aA]ssert|[rR]equire|[eE]xpect)(?:[A-Z]\w*)?")
_LIBRARIES = frozenset({"assert", "is", "qt", "require", "should", "td"})
_SPELT_OUT = re.compile(
    r"(?:Not?|Is)?(?:Equal|Error|True|False|Nil|Zero|Len|Contains|Empty|Greater|Less|Panics|InDelta"
    r"|ElementsMatch|JSONEq|Regexp|Eventually|Fail|ErrorIs|ErrorAs|ErrorContains|Same|Subset)\w*"
)
_ALWAYS_REAL = re.compile(r"Fail|Call|Expectations")
_TESTERS = frozenset({"*testing.T", "*testing.F", "*testing.B", "testing.TB"})


def tester_of(node: Node) -> str:
    """The name of the parameter by which a test fails."""
    listing = node.get("parameters")
    for group in listing.children if listing is not None else ():
        made, named = group.get("type"), group.get("name")
        if made is not None and named is not None and made.text in _TESTERS:
            return named.text
    return ""


def is_skipped(block: Node | None, tester: str) -> bool:
    """Whether a test skips itself at once."""
    for statement in statements_of(block)[:1]:
        if statement.kind == "expression_statement" and tester:
            return dotted(statement.children[0]) in (f"{tester}.Skip", f"{tester}.SkipNow")
    return False


def asserted(name: str, arguments: list[Node], tester: str) -> Literal["real", "trivial"] | None:
    """Whether a call asserts, and whether it can fail."""
    parts = name.split(".")
    tail = parts[-1]
    is_own = len(parts) > 1 and bool(tester) and parts[0] == tester
    if is_own and tail in _FAILING:
        return "real"
    is_of_library = len(parts) == 2 and parts[0] in _LIBRARIES
    is_chain = len(parts) > 1 and parts[0] in ("Expect", "Eventually", "Consistently")
    is_suite = is_own and bool(_SPELT_OUT.fullmatch(tail))
    if not (is_of_library or is_chain or is_suite or _ASSERTING.fullmatch(tail)):
        return None
    if tail in ("New", "Expect"):
        return None
    compared = [part for part in arguments if dotted(part) != tester][:2]
    if not compared or _ALWAYS_REAL.search(tail) or not all(map(is_constant, compared)):
        return "real"
    if tail.startswith("Equal") and len(compared) == 2:
        return "real" if compared[0].text != compared[1].text else "trivial"
    return "real" if compared[0].kind == "false" and tail != "False" else "trivial"
