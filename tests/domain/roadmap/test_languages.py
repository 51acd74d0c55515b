"""One language under several names, and two languages of which either is the skill."""

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]
LANGUAGE = "typescript-python"


def at(level: str, *phrases: str) -> list[Any]:
    return [{"skill": phrase, "level": level} for phrase in phrases]


def contradictions(result: dict[str, Any]) -> list[str]:
    return [row["text"] for row in result["warnings"] if row["code"] == "contradiction"]


@pytest.mark.parametrize(
    ("named", "level"),
    [
        (["Python", "python", "Py", *at("aware", "python")], "aware"),
        ([*at("working", "Python 3"), *at("none", "Python")], "none"),
        ([*at("working", "py"), *at("none", "Python 3")], "none"),
        ([*at("working", "TS"), *at("aware", "TypeScript")], "aware"),
        ([*at("working", "tsx"), "never used TypeScript"], "none"),
        ([*at("working", "Python"), *at("none", "TypeScript or Python")], "none"),
        ([*at("working", "Python"), *at("aware", "Py"), *at("none", "TypeScript")], "aware"),
    ],
)
def test_names_of_one_language_share_the_lower_level_and_that_is_told(
    ask: Ask, named: list[Any], level: str
) -> None:
    result = ask(known_skills=named)
    assert (result["skill"]["id"], result["skill"]["level"]) == (LANGUAGE, level)
    assert contradictions(result) == [
        f"TypeScript or Python was given at {level} and working; the lower level counts."
    ]


@pytest.mark.parametrize(
    "named",
    [
        [*at("working", "TypeScript"), *at("none", "Python")],
        [*at("working", "TypeScript", "Python"), *at("none", "Py")],
        [*at("working", "Python and TypeScript"), *at("none", "Python 3")],
        [*at("working", "py", "Python 3", "python")],
        ["Py", *at("working", "Python")],
    ],
)
def test_one_language_is_enough_and_nothing_is_said_to_count_that_does_not(
    ask: Ask, named: list[Any]
) -> None:
    result = ask(known_skills=named)
    assert result["skill"]["id"] == "llm-apis"
    assert contradictions(result) == []
