"""The call proposed for later: it is accepted and goes on where this answer stops."""

from collections.abc import Callable
from random import Random
from typing import Any, get_args

import pytest

from career_guide.models.ids import SKILL_IDS
from career_guide.models.matching import StatedLevel
from career_guide.models.next_skill import Focus

Ask = Callable[..., dict[str, Any]]


def follow_up(result: dict[str, Any]) -> dict[str, Any]:
    """Arguments of the proposed second question."""
    calls = [a["arguments"] for a in result["next_actions"] if a["tool"] == "next_skill"]
    assert len(calls) == 1
    found: dict[str, Any] = calls[0]
    return found


def test_a_given_start_date_goes_along_with_its_deadline(ask: Ask) -> None:
    dates = {"today": "2026-01-05", "deadline": "2026-06-01"}
    result = ask(known_skills=["Python"], hours_per_week=8, **dates)
    again = follow_up(result)
    assert {name: again[name] for name in dates} == dates
    assert ask(**again)["path"] == result["path"][1:]


def test_no_start_date_is_invented(ask: Ask) -> None:
    assert "today" not in follow_up(ask(known_skills=["Python"], deadline="2027-06-01"))


def test_skills_said_to_be_unknown_are_not_presumed_later(ask: Ask) -> None:
    result = ask(
        known_skills=[
            "python", "llm apis", "MCP", "LangChain",
            {"skill": "prompt engineering", "level": "none"},
            {"skill": "tool calling", "level": "none"},
        ]
    )  # fmt: skip
    again = follow_up(result)
    assert {"skill": "tool-calling", "level": "none"} in again["known_skills"]
    assert {"skill": "prompt-engineering"} in again["known_skills"]
    assert "tool-calling" in result["path"][1:]
    assert ask(**again)["path"] == result["path"][1:]


def test_skills_read_about_or_known_in_part_stay_familiar(ask: Ask) -> None:
    result = ask(known_skills=["Python", "pgvector", {"skill": "observability", "level": "aware"}])
    rows = follow_up(result)["known_skills"]
    assert {"skill": "basic-rag", "level": "aware"} in rows
    assert {"skill": "observability", "level": "aware"} in rows


def test_a_wish_to_learn_stays_an_open_skill(ask: Ask) -> None:
    result = ask(known_skills=["Python", "want to learn tool calling", "MCP"])
    assert "tool-calling" in result["path"]
    assert ask(**follow_up(result))["path"] == result["path"][1:]


PARTS = ["LangChain", "pgvector", "OpenAI APIs", "never used RAG", "want to learn agents", "Django"]


@pytest.mark.parametrize("focus", get_args(Focus))
def test_following_up_walks_the_path_that_was_promised(ask: Ask, focus: Focus) -> None:
    draw = Random(11)
    for _ in range(25):
        named: list[Any] = [
            {"skill": skill, "level": draw.choice(get_args(StatedLevel))}
            for skill in draw.sample(SKILL_IDS, draw.randint(0, 7))
        ]
        named += draw.sample(PARTS, 2)
        case: dict[str, Any] = {"known_skills": named, "focus": focus}
        case |= {"exclude": draw.sample(SKILL_IDS, 1)} if draw.random() < 0.3 else {}
        case |= {"background": "software_engineer"} if draw.random() < 0.3 else {}
        result = ask(**case)
        if result["path"]:
            assert ask(**follow_up(result))["path"] == result["path"][1:], case
