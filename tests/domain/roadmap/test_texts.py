"""A whole text instead of a list: sentences stay whole, plain lists are taken apart."""

from collections.abc import Callable
from typing import Any

import pytest

from career_guide.domain.matching.normalise import READ_AT_MOST
from career_guide.models.phrases import SENTENCE_LIMIT, phrases_of

Ask = Callable[..., dict[str, Any]]


def ids(rows: list[dict[str, Any]]) -> set[str]:
    return {row["skill_id"] for row in rows}


@pytest.mark.parametrize(
    ("text", "claimed", "mentioned"),
    [
        ("I want to learn RAG, agents", set(), {"basic-rag", "agent-architecture"}),
        ("I never used RAG, agents or MCP", set(), {"basic-rag", "agent-architecture", "mcp"}),
        ("next: RAG, agents", set(), {"basic-rag", "agent-architecture"}),
        ("learning RAG, agents", set(), {"basic-rag", "agent-architecture"}),
        ("My colleague built RAG, evals. I know MCP", {"mcp"}, {"basic-rag", "evaluation"}),
        ("RAG, agents are what I want to learn", set(), {"basic-rag", "agent-architecture"}),
        ("I know RAG, never touched agents, MCP", {"basic-rag"}, {"agent-architecture", "mcp"}),
        (
            "I have worked with retrieval augmented generation and evaluation for two years in a "
            "team of five, and would like to learn agents, MCP",
            {"basic-rag", "evaluation"},
            {"agent-architecture", "mcp"},
        ),
    ],
)
def test_a_sentence_means_what_it_says_as_a_whole(
    ask: Ask, text: str, claimed: set[str], mentioned: set[str]
) -> None:
    result = ask(known_skills=text)
    assert ids(result["matched"]) == claimed
    assert ids(result["mentioned"]) == mentioned


def test_a_plain_list_is_read_by_its_members(ask: Ask) -> None:
    result = ask(known_skills="Python (FastAPI, Django), RAG; MCP\nDocker")
    assert [row["phrase"] for row in result["matched"]] == [
        "MCP",
        "Python (FastAPI, Django)",
        "RAG",
    ]


def test_long_sentences_are_read_to_their_end_and_shown_cut(ask: Ask) -> None:
    assert SENTENCE_LIMIT == READ_AT_MOST
    text = "I want to learn " + "something new about the work of other people and " * 4 + "evals"
    assert 80 < len(text) <= SENTENCE_LIMIT
    result = ask(known_skills=text)
    assert ids(result["mentioned"]) == {"evaluation"}
    (row,) = result["mentioned"]
    assert len(row["phrase"]) <= 80
    assert row["phrase"].endswith("…")


def test_no_phrase_of_a_text_is_longer_than_what_is_read() -> None:
    for text in ("to learn " * 400, "no RAG, " * 400, "x" * 999, "RAG, " * 50):
        assert max(map(len, phrases_of(text))) <= SENTENCE_LIMIT


@pytest.mark.parametrize(
    ("lower", "is_known"),
    [({"skill": "TypeScript", "level": "none"}, True), ({"skill": "ts", "level": "aware"}, True)],
)
def test_two_languages_in_one_phrase_stand_or_fall_by_themselves(
    ask: Ask, lower: dict[str, str], is_known: bool
) -> None:
    result = ask(known_skills=["TypeScript / Python", lower])
    assert (result["skill"]["id"] == "llm-apis") is is_known
    row = next(row for row in result["matched"] if row["phrase"] == "TypeScript / Python")
    assert (row["level"], row["topics"]) == ("working", ["python", "typescript"])
    both = ask(known_skills=["TypeScript / Python", lower, {"skill": "Python", "level": "none"}])
    assert both["skill"]["id"] == "typescript-python"
