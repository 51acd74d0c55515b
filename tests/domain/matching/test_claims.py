"""Denials, wishes, hearsay, other people's work, weak and strong claims."""

import pytest

from career_guide.domain.matching.matcher import match_phrases
from career_guide.models.content.catalog import Catalog
from career_guide.models.matching import PhraseMatch

NAMES = ("RAG", "python", "fine-tuning", "agents", "evals", "MCP", "prompt engineering")


def match(catalog: Catalog, phrase: str) -> PhraseMatch:
    return match_phrases(catalog, [phrase])[0]


def skills(catalog: Catalog, phrase: str) -> dict[str, str]:
    return {hit.skill_id: hit.coverage for hit in match(catalog, phrase).hits}


NO_CLAIM = (
    "no {}",
    "never used {}",
    "i've never touched {}",
    "haven't done any {}",
    "zero experience with {}",
    "no {} experience",
    "not familiar with {}",
    "don't know {}",
    "can't do {}",
    "{}: none",
    "{} - none",
    "{}: 0/5",
    "{}: no",
    "{} (never used)",
    "{}? nope",
    "{} not yet",
    "without any {}",
    "everything but {}",
    "{} is not my thing",
    "i suck at {}",
    "unfamiliar with {}",
    "little to no {}",
    "agents ❌",
    "zero knowledge of {}",
    "want to learn {}",
    "interested in {}",
    "planning to learn {} this year",
    "hoping to pick up {} soon",
    "wish i knew {}",
    "curious about {}",
    "{} is on my list",
    "my goal is {}",
    "how do i get into {}?",
    "what is {}",
    "should i learn {}",
    "is {} worth it",
    "can you explain {}",
    "my teammate built our {}",
    "our data team does {}",
    "someone else does {}",
    "my company uses {}",
    "we have {} but i don't touch it",
    "they use {}",
    "my boss knows {}",
)


@pytest.mark.parametrize("template", NO_CLAIM)
def test_denials_wishes_questions_and_others_work_claim_nothing(
    catalog: Catalog, template: str
) -> None:
    for name in NAMES:
        found = match(catalog, template.format(name))
        assert not found.hits, found.phrase
        assert found.outcome == "unmatched", found.phrase
        assert all(hit.claimed_level == "none" for hit in found.mentions), found.phrase
        assert found.suggestions == ()


AWARE = (
    "heard of {}",
    "read about {}",
    "watched a talk on {}",
    "{} in theory",
    "currently learning {}",
    "studying {}",
    "taking a course on {}",
    "just started learning {}",
    "{} (learning)",
    "know the theory of {}",
    "{}?",
)


@pytest.mark.parametrize("template", AWARE)
def test_hearing_or_learning_of_something_asks_back(catalog: Catalog, template: str) -> None:
    for name in NAMES:
        found = match(catalog, template.format(name))
        assert not found.hits, found.phrase
        assert found.outcome == "needs_confirmation", found.phrase
        assert {hit.skill_id for hit in found.mentions} == set(found.candidates)
        assert all(hit.claimed_level == "aware" for hit in found.mentions), found.phrase


CLAIMED = (
    "i know {}",
    "did {} at work",
    "did {} at my company",
    "3 yrs {}",
    "{} (advanced)",
    "{}: 4/5",
    "{} ✅",
    "no problem with {}",
    "not just {}",
    "not bad at {}",
    "never used java but know {}",
    "java no, {} yes",
    "instead of java i use {}",
    "i prefer {} over java",
    "used {} for 2 years",
    '"{}"',
    "• {}",
    "#{}",
    "{}!!!",
    "built stuff with {}",
    "strong in {}",
)


@pytest.mark.parametrize("template", CLAIMED)
def test_plain_words_of_experience_claim_the_skill(catalog: Catalog, template: str) -> None:
    for name in NAMES:
        assert "whole" in skills(catalog, template.format(name)).values(), template.format(name)


WEAK = (
    "basic {}",
    "{} basics",
    "{} (basic)",
    "{}: beginner",
    "a bit of {}",
    "some {}",
    "dabbled in {}",
    "played with {}",
    "rusty {}",
    "{} 1/5",
    "tried {} once",
    "know the basics of {}",
    "exposure to {}",
    "{} noob",
)


@pytest.mark.parametrize("template", WEAK)
def test_a_weak_claim_is_a_part_at_level_aware(catalog: Catalog, template: str) -> None:
    for name in ("python", "evals", "MCP", "prompt engineering"):
        (hit,) = match(catalog, template.format(name)).hits
        assert (hit.coverage, hit.claimed_level) == ("part", "aware"), template.format(name)


def test_the_guides_own_name_of_a_skill_is_no_weak_claim(catalog: Catalog) -> None:
    assert skills(catalog, "basic RAG") == {"basic-rag": "whole"}


def test_only_clear_words_state_proficiency(catalog: Catalog) -> None:
    assert match(catalog, "RAG in production").hits[0].claimed_level == "proficient"
    assert match(catalog, "python expert").hits[0].claimed_level == "proficient"
    assert match(catalog, "advanced python").hits[0].claimed_level is None
    (weak,) = match(catalog, "not an expert in python").hits
    assert weak.claimed_level == "aware"


@pytest.mark.parametrize(
    ("phrase", "claimed", "denied"),
    [
        ("python but no typescript", {"typescript-python"}, set()),
        (
            "no langchain, just raw openai api calls",
            {"llm-apis"},
            {"basic-rag", "agent-architecture"},
        ),
        ("know RAG, never touched agents", {"basic-rag"}, {"agent-architecture"}),
        ("rag yes, agents no", {"basic-rag"}, {"agent-architecture"}),
        ("rather than fine-tuning we did RAG", {"basic-rag"}, {"fine-tuning"}),
        ("chose RAG over fine-tuning", {"basic-rag"}, {"fine-tuning"}),
        ("never used RAG, agents or MCP", set(), {"basic-rag", "agent-architecture", "mcp"}),
        ("no rag/agents", set(), {"basic-rag", "agent-architecture"}),
        ("never used: RAG, MCP", set(), {"basic-rag", "mcp"}),
        ("not my area: RAG, MCP", set(), {"basic-rag", "mcp"}),
        ("we use RAG at my company but i don't touch it", set(), {"basic-rag"}),
    ],
)
def test_a_denial_reaches_what_it_denies_and_no_further(
    catalog: Catalog, phrase: str, claimed: set[str], denied: set[str]
) -> None:
    found = match(catalog, phrase)
    assert {hit.skill_id for hit in found.hits} == claimed
    assert {hit.skill_id for hit in found.mentions} == denied


def test_denied_strengths_are_dropped_and_others_kept(catalog: Catalog) -> None:
    assert match(catalog, "python no, java yes").strengths == ("Java",)
    assert match(catalog, "docker yes, kubernetes no").strengths == ("Docker",)
    assert match(catalog, "no java").outcome == "unmatched"


def test_not_in_production_is_no_denial_of_the_skill(catalog: Catalog) -> None:
    (hit,) = match(catalog, "RAG (not in production)").hits
    assert hit.claimed_level == "aware"


def test_a_question_mark_behind_a_name_asks_back(catalog: Catalog) -> None:
    assert match(catalog, "python?").outcome == "needs_confirmation"


def test_an_impossible_rating_is_no_rating(catalog: Catalog) -> None:
    assert skills(catalog, "python 7/5") == {"typescript-python": "whole"}
