"""Tests and assertions of script source, by the conventions of its test frameworks."""

import re
from dataclasses import dataclass
from typing import Literal

from career_guide.evidence.code_script_nodes import (
    FUNCTIONS,
    LITERALS,
    bound_names,
    dotted,
    is_constant,
    key_of,
    text_of,
    unwrap,
)
from career_guide.evidence.code_tree import Node
from career_guide.evidence.code_words import MOST_PARTS

_TEST = re.compile(
    r"(?:it|test|fit|xit|xtest|specify|xspecify|Deno\.test|QUnit\.test)"
    r"(?:\.(?:only|skip|ignore|concurrent|sequential|serial|each|for|failing|fails|todo|runIf"
    r"|skipIf|parallel|sanitize\w*))*"
)
_SUITE = re.compile(r"(?:[fx]?describe|suite|x?context|test\.describe|test\.step)(?:\..*)?")
_SKIPPED = re.compile(r"x.*|.*\.(?:skip|ignore|todo)(?:\.each)?")
_EXPECTING = frozenset({"expect", "expect.soft", "expect.poll", "expectTypeOf"})
_OF_TESTER = re.compile(
    r"is|not|(?:not)?(?:equals?|ok|like|match|regex|throws(?:Async)?|same|(?:deep|strict)\w*)"
    r"|true|false|truthy|falsy|snapshot|rejects|resolves|fail|assert",
    re.IGNORECASE,
)
_ASSERTING = re.compile(r"(?:assert|expect)(?:[A-Z_]\w*)?")
_CHECKING_COUNTS = frozenset({"expect.assertions", "expect.hasAssertions", "console.assert"})


@dataclass(frozen=True, slots=True)
class Test:
    """One `it` or `test` call: its title and function."""

    title: str
    function: Node
    is_skipped: bool


def test_of(call: Node, name: str, tester: str) -> Test | None:
    """The test that a call declares; `tester` is what the test around it is given, or ""."""
    is_subtest = bool(tester) and name == f"{tester}.test"
    given = call.get("arguments")
    if given is None or not (is_subtest or _TEST.fullmatch(name)):
        return None
    arguments = [inner for part in given.children if (inner := unwrap(part)) is not None]
    functions = [part for part in arguments if part.kind in FUNCTIONS]
    title = next((text for part in arguments if (text := text_of(part))), "")
    for settings in (part for part in arguments if part.kind == "object"):
        title = title or next((text_of(p.get("value")) for p in _members(settings, "name")), "")
        functions = functions or [
            value
            for member in _members(settings, "fn")
            if (value := member if member.kind == "method_definition" else member.get("value"))
        ]
    if not functions:
        return None
    own = functions[0].get("name")
    named = title or (own.text if own is not None and own.kind == "identifier" else "")
    return Test(named or dotted(arguments[0]), functions[0], bool(_SKIPPED.fullmatch(name)))


def is_suite(name: str) -> bool:
    """Whether a call of this name groups tests."""
    return bool(_SUITE.fullmatch(name))


def tester_of(function: Node) -> str:
    """The name under which a test gets the object that asserts."""
    parameters = function.get("parameters") or function.get("parameter")
    if parameters is None:
        return ""
    first = parameters.children[:1] if parameters.kind == "formal_parameters" else [parameters]
    names = [name for part in first for name in bound_names(part)]
    return names[0] if len(names) == 1 else ""


def asserted(
    call: Node, name: str, tester: str, asserting: set[str]
) -> Literal["real", "trivial"] | None:
    """Whether a call asserts, and whether it can fail.

    `asserting` are the names that the file imports from a library of assertions.
    """
    given = call.get("arguments")
    arguments = given.children if given is not None else []
    parts = name.split(".")
    if name in _CHECKING_COUNTS:
        return None
    if parts[0] == "expect" and len(parts) > 1:
        return "real" if parts[1] in ("fail", "unreachable") else expected(call)
    is_asserting = (
        name in asserting
        or (len(parts) > 1 and _OF_TESTER.fullmatch(parts[-1]) and parts[0] == tester)
        or "assert" in parts[:-1]
        or _ASSERTING.fullmatch(parts[-1])
        or (len(parts) > 1 and "should" in parts)
    )
    if not is_asserting or name in _EXPECTING:
        return None
    if parts[-1] in ("expect", "fail") or "should" in parts:
        return "real"
    return "trivial" if _always_holds(arguments[:2]) else "real"


def expected(chain: Node) -> Literal["real", "trivial"] | None:
    """The same of a chain that starts with `expect(...)`."""
    node: Node | None = chain
    given: list[Node] = []
    for _ in range(MOST_PARTS):
        node = unwrap(node)
        if node is None:
            return None
        if node.kind == "call_expression":
            arguments = node.get("arguments")
            given += arguments.children if arguments is not None else []
            if dotted(node.get("function")) in _EXPECTING:
                break
            node = node.get("function")
        else:
            node = node.get("object")
    else:
        return None
    if node is chain:
        return None
    return "trivial" if _always_holds(list(reversed(given))) else "real"


def _always_holds(compared: list[Node]) -> bool:
    """Whether an assertion of these values, or of the first with a message, cannot fail."""
    if not compared or not all(map(is_constant, compared)):
        return False
    first, second = compared[0], compared[1] if len(compared) == 2 else None
    if second is None or (text_of(second) and not text_of(first)):
        return first.kind not in ("false", "null", "undefined") and first.text != "0"
    literals = all(part.kind in LITERALS for part in compared)
    return not literals or first.text == second.text


def _members(settings: Node, name: str) -> list[Node]:
    return [part for part in settings.of("pair", "method_definition") if key_of(part) == name]
