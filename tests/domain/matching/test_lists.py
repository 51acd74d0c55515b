"""Where a list is wished for or denied, all of its members are, and nothing beyond it."""

import pytest

from career_guide.domain.matching.matcher import match_phrases
from career_guide.models.content.catalog import Catalog
from career_guide.models.matching import PhraseMatch

THREE = {"basic-rag", "agent-architecture", "mcp"}


def match(catalog: Catalog, phrase: str) -> PhraseMatch:
    return match_phrases(catalog, [phrase])[0]


@pytest.mark.parametrize(
    "phrase",
    [
        "RAG, agents and MCP are what I want to learn next",
        "'RAG', 'agents' and 'MCP' are what I want to learn next",
        "RAG, agents and MCP are my goals",
        "RAG, agents, MCP - all on my list",
        "RAG, agents and MCP, all planned for next year",
        "RAG, agents and MCP are not my thing",
        "RAG, agents, MCP: all of these are goals",
        "I want to learn RAG, agents and MCP",
        "never used: RAG, agents, MCP",
    ],
)
def test_a_list_that_is_no_claim_claims_none_of_its_members(catalog: Catalog, phrase: str) -> None:
    found = match(catalog, phrase)
    assert found.hits == ()
    assert {mention.skill_id for mention in found.mentions} == THREE


@pytest.mark.parametrize(
    ("phrase", "claimed", "mentioned"),
    [
        ("I know Python, agents and MCP are next", {"typescript-python"}, THREE - {"basic-rag"}),
        ("Python. RAG, agents and MCP are my goals", {"typescript-python"}, THREE),
        ("built RAG, agents and MCP are on my list", {"basic-rag"}, THREE - {"basic-rag"}),
        ("RAG, agents and MCP are in production", THREE, set()),
        ("Python, RAG and MCP are what I know", {"typescript-python", "basic-rag", "mcp"}, set()),
        ("RAG, agents, MCP is on my list", THREE - {"mcp"}, {"mcp"}),
    ],
)
def test_the_end_of_a_list_speaks_of_the_list_only(
    catalog: Catalog, phrase: str, claimed: set[str], mentioned: set[str]
) -> None:
    found = match(catalog, phrase)
    assert {hit.skill_id for hit in found.hits} == claimed
    assert {mention.skill_id for mention in found.mentions} == mentioned


@pytest.mark.parametrize(
    "template",
    [
        "{} is what I want to learn next",
        "{} — that is the plan",
        "{} is the plan for May",
        "{} is where I want to go",
        "{} is what I'm aiming for",
        "{} is my target",
        "{} is still to come",
        "I'd like to learn {}",
    ],
)
@pytest.mark.parametrize("quoted", ["RAG", "'RAG'", '"RAG"', "“RAG”", "«RAG»", "`RAG`"])
def test_a_goal_is_seen_through_quotation_marks(
    catalog: Catalog, template: str, quoted: str
) -> None:
    found = match(catalog, template.format(quoted))
    assert found.hits == ()
    assert [mention.skill_id for mention in found.mentions] == ["basic-rag"]


@pytest.mark.parametrize(
    ("phrase", "topics"),
    [
        ("TypeScript / Python", ("python", "typescript")),
        ("TypeScript/Python", ("python", "typescript")),
        ("Python and TypeScript", ("python", "typescript")),
        ("Py, TS", ("python", "typescript")),
        ("Python", ("python",)),
        ("tsx", ("typescript",)),
        ("TypeScript, but no Python", ("typescript",)),
        ("expert in Python, basic TypeScript", ("python",)),
    ],
)
def test_one_phrase_credits_the_languages_it_names(
    catalog: Catalog, phrase: str, topics: tuple[str, ...]
) -> None:
    (hit,) = match(catalog, phrase).hits
    assert (hit.skill_id, hit.coverage, hit.topics) == ("typescript-python", "whole", topics)
