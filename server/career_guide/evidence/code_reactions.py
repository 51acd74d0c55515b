"""What a handler does, decided from the signs of its statements, the same for every language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from career_guide.evidence import code_words as words
from career_guide.models.repository.code import Reaction

Sign = Literal["raise", "report", "retry", "fallback", "default", "minor", "next"]
"""What one statement of a handler does; a statement that does nothing gives no sign.

`minor`: lets go of something or sets a flag, which counts where there is nothing else; `next`: a
branch goes on with the loop, which is another try where other branches raise.
"""
Kind = Literal["nothing", "failure", "text", "plain", "name", "call", "other"]
"""A value: none; one that says "it failed" (False, -1); words; another literal; a variable; ..."""

MOST_NODES = 400
"""Nodes of a statement that are looked at."""
MOST_BLOCKS = 8
"""Blocks inside blocks of a handler that are looked at."""
STUB_STATEMENTS = 4
"""Statements of a function that may still do no work."""


@dataclass(frozen=True, slots=True)
class Value:
    """An expression as far as it tells what a handler does with it.

    `name` is that of the variable or the called function; `tells` says that it holds the error or
    words about a failure.
    """

    kind: Kind
    name: str = ""
    tells: bool = False


def sign_of_result(value: Value) -> Sign | None:
    """The sign of returning or yielding this value."""
    if value.kind == "nothing":
        return None
    if value.kind == "call":
        return sign_of_call(value.name, value.tells)
    if value.tells or value.kind in ("failure", "text"):
        return "report"
    if value.kind == "name":
        return "report" if words.tells_failure(value.name) else "fallback"
    return "default" if value.kind == "plain" else "fallback"


def sign_of_call(name: str, tells: bool) -> Sign | None:
    """The sign of calling this, with the error or words about a failure among its arguments."""
    if words.passes_on(name):
        return "raise" if tells or words.last_part(name) != "next" else "fallback"
    if words.waits(name):
        return "retry"
    if words.reports(name):
        return "report"
    if words.falls_back(name):
        return "fallback"
    if words.cleans(name):
        return "minor"
    return "report" if tells or words.tells_failure(name) else "fallback"


def sign_of_assignment(target: str, value: Value, is_local: bool = False) -> Sign | None:
    """The sign of giving this name or key a value; `is_local`: nothing outside can read it."""
    if value.tells or words.tells_failure(target):
        return "report"
    if value.kind == "name" and words.tells_failure(value.name):
        return "report"
    if value.kind == "call":
        if words.tells_time(value.name) or (is_local and not words.falls_back(value.name)):
            return None
        return sign_of_call(value.name, tells=False)
    if is_local:
        return None
    return "default" if value.kind in ("plain", "text", "name") else "minor"


def reaction(signs: Iterable[Sign], ends_raising: bool) -> Reaction:
    """The reaction of a handler with these signs; `ends_raising`: every way through it raises."""
    seen = set(signs)
    tries_again = "retry" in seen or {"next", "raise"} <= seen
    if ends_raising and not tries_again:
        return "raised"
    if tries_again or {"fallback", "default"} & seen:
        return "recovered"
    if "raise" in seen:
        return "raised"
    if "report" in seen:
        return "reported"
    return "recovered" if "minor" in seen else "ignored"
