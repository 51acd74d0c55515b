"""The cases that the matcher was specified by: typos, variants, pairs, strengths, traps."""

import pytest

from career_guide.domain.matching.matcher import match_phrases
from career_guide.models.content.catalog import Catalog
from career_guide.models.matching import PhraseMatch


def match(catalog: Catalog, phrase: str) -> PhraseMatch:
    return match_phrases(catalog, [phrase])[0]


def credited(catalog: Catalog, phrase: str) -> dict[str, str]:
    return {hit.skill_id: hit.coverage for hit in match(catalog, phrase).hits}


ONE_SKILL = [
    ("pg vector", "basic-rag", "part"),
    ("Evals!", "evaluation", "whole"),
    ("func calling", "tool-calling", "whole"),
    ("tool_use", "tool-calling", "whole"),
    ("tool calls", "tool-calling", "whole"),
    ("LLM as a judge", "evaluation", "part"),
    ("Retrieval-Augmented Generation (RAG)", "basic-rag", "whole"),
    ("retreival augmented generation", "basic-rag", "whole"),
    ("promt engineering", "prompt-engineering", "whole"),
    ("TypeScipt", "typescript-python", "whole"),
    ("python3", "typescript-python", "whole"),
    ("Python 3.12", "typescript-python", "whole"),
    ("pyhton", "typescript-python", "whole"),
    ("phyton", "typescript-python", "whole"),
    ("TS", "typescript-python", "whole"),
    ("ReAct pattern", "agent-architecture", "part"),
    ("LoRA fine-tuning", "fine-tuning", "whole"),
    ("multi agent orchestration", "multi-agent", "whole"),
    ("Langfuse tracing", "observability", "part"),
    ("langfuze", "observability", "part"),
    ("RAGAS", "evaluation", "part"),
    ("rags", "basic-rag", "whole"),
    ("Crew AI", "multi-agent", "part"),
    ("vector DBs", "basic-rag", "part"),
    ("Pinecone / Weaviate", "basic-rag", "part"),
    ("Agentic AI", "agent-architecture", "whole"),
    ("observabilty", "observability", "whole"),
    ("evalution", "evaluation", "whole"),
    ("llm api's", "llm-apis", "whole"),
    ("prompt caching", "production-deployment", "part"),
    ("A/B testing prompts", "production-deployment", "part"),
    ("M.C.P. server", "mcp", "whole"),
    ("ＭＣＰ　server", "mcp", "whole"),
    ("5 yrs python", "typescript-python", "whole"),
    ("finetunning llms", "fine-tuning", "whole"),
]


@pytest.mark.parametrize(("phrase", "skill", "coverage"), ONE_SKILL)
def test_a_phrase_lands_on_its_one_skill(
    catalog: Catalog, phrase: str, skill: str, coverage: str
) -> None:
    assert credited(catalog, phrase) == {skill: coverage}


TWO_SKILLS = [
    ("OpenAI function calling", {"tool-calling": "whole", "llm-apis": "part"}),
    ("structured outputs with OpenAI", {"prompt-engineering": "part", "llm-apis": "part"}),
    ("LangChain", {"basic-rag": "part", "agent-architecture": "part"}),
    ("lang-chain", {"basic-rag": "part", "agent-architecture": "part"}),
    ("RAG/agents", {"basic-rag": "whole", "agent-architecture": "whole"}),
    (
        "python, rag, mcp",
        {"typescript-python": "whole", "basic-rag": "whole", "mcp": "whole"},
    ),
]


@pytest.mark.parametrize(("phrase", "skills"), TWO_SKILLS)
def test_a_phrase_may_name_several_skills(
    catalog: Catalog, phrase: str, skills: dict[str, str]
) -> None:
    assert credited(catalog, phrase) == skills


STRENGTHS = ["GCP", "Java", "JavaScript", "javscript", "React", "Kubernetes", "k8s", "Go", "C++"]
STRENGTHS += ["COBOL", "R", "C#/.NET", "kuberentes", "postgress", "React hooks", "AWS Lambda"]
STRENGTHS += ["caching", "orchestration", "regression testing", "rate limiting", "tracing"]
STRENGTHS += ["state machines", "cost optimization", "latency monitoring", "automated test suites"]


@pytest.mark.parametrize("phrase", STRENGTHS)
def test_general_engineering_is_a_strength_and_no_skill(catalog: Catalog, phrase: str) -> None:
    found = match(catalog, phrase)
    assert found.outcome == "strength"
    assert found.strengths
    assert not found.hits


OFF_ROADMAP = ["PyTorch", "attention mechanisms", "MLOps", "ML", "machine learning", "Ray"]


@pytest.mark.parametrize("phrase", OFF_ROADMAP)
def test_what_the_roadmap_leaves_out_is_named_as_such(catalog: Catalog, phrase: str) -> None:
    found = match(catalog, phrase)
    assert found.outcome == "off_roadmap"
    assert found.off_roadmap
    assert not found.hits


def test_an_umbrella_word_asks_back_with_candidates(catalog: Catalog) -> None:
    found = match(catalog, "LLMs")
    assert found.outcome == "needs_confirmation"
    assert found.candidates[0] == "llm-apis"


@pytest.mark.parametrize(
    "phrase", ["underwater basket weaving", "asdf", "elevation", "", "…", "🚀"]
)
def test_what_names_nothing_stays_unmatched(catalog: Catalog, phrase: str) -> None:
    found = match(catalog, phrase)
    assert found.outcome == "unmatched"
    assert not found.hits
    assert not found.mentions
    assert len(found.suggestions) <= 3


def test_an_unmatched_word_gets_names_that_look_similar(catalog: Catalog) -> None:
    assert "evaluation" in match(catalog, "elevation").suggestions


def test_skills_and_strengths_of_one_phrase_are_both_kept(catalog: Catalog) -> None:
    found = match(catalog, "Python and Docker")
    assert [hit.skill_id for hit in found.hits] == ["typescript-python"]
    assert found.strengths == ("Docker",)
    assert found.outcome == "skill"


def test_parts_carry_the_sub_topics_they_cover(catalog: Catalog) -> None:
    (rag,) = match(catalog, "embeddings and pgvector").hits
    assert rag.topics == ("embedding-models", "vector-databases")
    (api,) = match(catalog, "Anthropic SDK").hits
    assert api.topics == ("message-formats", "provider-api")
    langchain = {hit.skill_id: hit.topics for hit in match(catalog, "LangChain").hits}
    assert langchain == {"basic-rag": ("retrieval",), "agent-architecture": ()}


def test_the_alias_shown_is_ours_and_is_the_one_that_matched(catalog: Catalog) -> None:
    assert match(catalog, "langsmithh").hits[0].alias == "LangSmith"


def test_answers_stand_in_input_order_and_do_not_depend_on_each_other(catalog: Catalog) -> None:
    phrases = [
        "MCP",
        "c + +",
        "mcp servers",
        "React patterns",
        "react pattern",
        "openai api",
        "g o",
    ]
    together = match_phrases(catalog, phrases)
    assert [found.phrase for found in together] == phrases
    apart = tuple(match(catalog, phrase) for phrase in reversed(phrases))
    assert together == tuple(reversed(apart))


def test_a_misspelling_about_as_near_to_two_skills_asks_back(catalog: Catalog) -> None:
    found = match(catalog, "promptfow")
    assert found.outcome == "needs_confirmation"
    assert set(found.candidates) == {"prompt-engineering", "evaluation"}


@pytest.mark.parametrize(
    ("phrase", "outcome"),
    [
        ("sprngboot", "strength"),
        ("genrativeai", "needs_confirmation"),
        ("lang chian", "skill"),
        ("promptenginering", "skill"),
        ("estateagnt", "unmatched"),
    ],
)
def test_names_written_together_or_apart_are_recognised_when_misspelt(
    catalog: Catalog, phrase: str, outcome: str
) -> None:
    assert match(catalog, phrase).outcome == outcome
