"""Skills however they are written, and the homonyms and traps that must credit none."""

import pytest

from career_guide.domain.matching.matcher import match_phrases
from career_guide.models.content.catalog import Catalog
from career_guide.models.matching import PhraseMatch


def one(catalog: Catalog, phrase: str) -> PhraseMatch:
    return match_phrases(catalog, [phrase])[0]


def skills(match: PhraseMatch) -> set[str]:
    return {hit.skill_id for hit in match.hits}


SKILLS = {
    "lang-chain": {"basic-rag", "agent-architecture"},
    "LangChain": {"basic-rag", "agent-architecture"},
    "pg vector": {"basic-rag"},
    "Evals!": {"evaluation"},
    "func calling": {"tool-calling"},
    "tool_use": {"tool-calling"},
    "tool calls": {"tool-calling"},
    "LLM as a judge": {"evaluation"},
    "Retrieval-Augmented Generation (RAG)": {"basic-rag"},
    "retreival augmented generation": {"basic-rag"},
    "promt engineering": {"prompt-engineering"},
    "TypeScipt": {"typescript-python"},
    "python3": {"typescript-python"},
    "Python 3.12": {"typescript-python"},
    "TS": {"typescript-python"},
    "ReAct pattern": {"agent-architecture"},
    "LoRA fine-tuning": {"fine-tuning"},
    "multi agent orchestration": {"multi-agent"},
    "Langfuse tracing": {"observability"},
    "langfuze": {"observability"},
    "RAGAS": {"evaluation"},
    "rags": {"basic-rag"},
    "Crew AI": {"multi-agent"},
    "vector DBs": {"basic-rag"},
    "Pinecone / Weaviate": {"basic-rag"},
    "Agentic AI": {"agent-architecture"},
    "observabilty": {"observability"},
    "evalution": {"evaluation"},
    "llm api's": {"llm-apis"},
    "prompt caching": {"production-deployment"},
    "A/B testing prompts": {"production-deployment"},
    "OpenAI function calling": {"tool-calling", "llm-apis"},
    "structured outputs with OpenAI": {"prompt-engineering", "llm-apis"},
}


@pytest.mark.parametrize(("phrase", "expected"), SKILLS.items(), ids=list(SKILLS))
def test_a_skill_is_recognised_however_it_is_written(
    catalog: Catalog, phrase: str, expected: set[str]
) -> None:
    assert skills(one(catalog, phrase)) == expected


OUTCOMES = {
    "strength": ["GCP", "Java", "JavaScript", "React", "Kubernetes", "Go", "C++", "COBOL", "R"],
    "off_roadmap": ["PyTorch", "attention mechanisms", "MLOps", "ML", "machine learning"],
    "needs_confirmation": ["LLMs"],
    "unmatched": ["underwater basket weaving", "asdf", "elevation", ""],
}


@pytest.mark.parametrize(
    ("outcome", "phrase"), [(outcome, p) for outcome, ps in OUTCOMES.items() for p in ps]
)
def test_what_is_no_roadmap_skill_credits_none(catalog: Catalog, outcome: str, phrase: str) -> None:
    match = one(catalog, phrase)
    assert (match.outcome, match.hits) == (outcome, ())


@pytest.mark.parametrize(
    "phrase",
    ["Ray", "GCP certified", "rag rugs", "estate agent", "property evaluation", "command prompt"],
)
def test_homonyms_credit_no_skill(catalog: Catalog, phrase: str) -> None:
    assert one(catalog, phrase).hits == ()


@pytest.mark.parametrize(
    ("phrase", "level"),
    [("never used RAG", "none"), ("no python", "none"), ("want to learn agents", "none")],
)
def test_denials_and_wishes_are_no_claims(catalog: Catalog, phrase: str, level: str) -> None:
    assert {hit.claimed_level for hit in one(catalog, phrase).hits} <= {level}


def test_a_phrase_may_name_a_skill_and_a_strength(catalog: Catalog) -> None:
    match = one(catalog, "Python and Docker")
    assert skills(match) == {"typescript-python"}
    assert match.strengths == ("Docker",)


@pytest.mark.parametrize(
    "phrase", ["🧨" * 40, "a" * 5000, "/" * 2000, "rag " * 500, "\u202eGAR", "((((((", "٣", "\x00"]
)
def test_odd_text_is_read_and_never_an_error(catalog: Catalog, phrase: str) -> None:
    assert one(catalog, phrase).phrase == phrase


def test_each_phrase_is_read_by_itself_and_in_order(catalog: Catalog) -> None:
    phrases = ["Python", "RAG", "Docker", "asdf"]
    together = match_phrases(catalog, phrases)
    assert [match.phrase for match in together] == phrases
    assert together == tuple(one(catalog, phrase) for phrase in phrases)
