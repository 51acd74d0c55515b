"""Words that mean a skill only in the right company, and their doubles in other trades."""

import pytest

from career_guide.domain.matching.matcher import match_phrases
from career_guide.models.content.catalog import Catalog
from career_guide.models.matching import PhraseMatch


def match(catalog: Catalog, phrase: str) -> PhraseMatch:
    return match_phrases(catalog, [phrase])[0]


def skills(catalog: Catalog, phrase: str) -> set[str]:
    return {hit.skill_id for hit in match(catalog, phrase).hits}


@pytest.mark.parametrize(
    "phrase",
    [
        "Microsoft Certified Professional (MCP)",
        "MCP certified, Windows Server 2012",
        "DPO (Data Protection Officer)",
        "RAG (red/amber/green) project dashboards",
        "RAG status reporting",
        "React frameworks like Next.js",
        "licensed estate agent",
        "call center agent monitoring",
        "SNMP agent",
        "Jenkins agents",
        "endpoint agent deployment",
        "vendor evaluation",
        "heuristic evaluation",
        "performance evaluation of staff",
        "JavaScript eval()",
        "SQL performance tuning",
        "fine-tuning Postgres queries",
        "whisky distillation",
        "prompt payment of invoices",
        "creative writing prompts",
        "Python snake handling",
        "python hunting in florida",
        "machine tool operation",
        "cold calling",
        "Serverless functions",
        "plan and execute marketing campaigns",
        "basic computer use",
        "access token management",
        "EDI message formats",
        "automated storage and retrieval systems",
        "baggage retrieval",
        "ray tracing",
        "Kafka Streams",
        "Kubernetes orchestration",
        "API rate limiting",
        "LoRa/LoRaWAN",
        "ISO/TS 16949",
        "TS/SCI with polygraph",
        "pine cone crafts",
        "rags to riches",
    ],
)
def test_a_word_of_another_trade_credits_no_skill(catalog: Catalog, phrase: str) -> None:
    assert skills(catalog, phrase) == set()


@pytest.mark.parametrize(
    ("alone", "beside", "skill"),
    [
        ("caching", "caching for our LLM calls", "production-deployment"),
        ("rate limiting", "rate limiting LLM API calls", "production-deployment"),
        ("orchestration", "LLM orchestration", "multi-agent"),
        ("regression testing", "regression testing of prompts", "evaluation"),
        ("tracing", "tracing for RAG", "observability"),
        ("state machines", "state machines for AI agents", "agent-architecture"),
    ],
)
def test_a_general_word_counts_only_beside_a_word_about_models(
    catalog: Catalog, alone: str, beside: str, skill: str
) -> None:
    assert skills(catalog, alone) == set()
    assert skill in skills(catalog, beside)


def test_a_listed_skill_lends_nothing_to_its_neighbour(catalog: Catalog) -> None:
    assert skills(catalog, "prompt engineering and regression testing") == {"prompt-engineering"}
    assert skills(catalog, "LLM caching and rate limiting") == {"production-deployment"}
    assert skills(catalog, "Redis, caching, RAG") == {"basic-rag"}


@pytest.mark.parametrize(
    ("phrase", "skill"),
    [
        ("agent evaluation", "evaluation"),
        ("evals for our agents", "evaluation"),
        ("agent tracing", "observability"),
        ("prompt engineering for agents", "prompt-engineering"),
        ("rag evaluation", "evaluation"),
    ],
)
def test_what_a_skill_is_about_is_not_claimed_itself(
    catalog: Catalog, phrase: str, skill: str
) -> None:
    assert skills(catalog, phrase) == {skill}


def test_building_something_claims_it(catalog: Catalog) -> None:
    assert skills(catalog, "wrote an agent that triages github issues") == {"agent-architecture"}
    assert skills(catalog, "insurance agent that triages claims") == set()
    assert skills(catalog, "built zorp agents") == set()
    assert skills(catalog, "built houses, agents of zorp") == set()


def test_a_chat_product_asks_back_until_a_program_calls_it(catalog: Catalog) -> None:
    assert match(catalog, "Claude").outcome == "needs_confirmation"
    assert skills(catalog, "integrated Claude into our CRM") == {"llm-apis"}
    assert skills(catalog, "shipped a support bot on gpt-4") == {"llm-apis"}
    assert match(catalog, "used chatgpt a lot").outcome == "needs_confirmation"
    assert skills(catalog, "fine tuned llama with qlora on our tickets") == {"fine-tuning"}


@pytest.mark.parametrize(
    ("near", "far"),
    [("GCP", "MCP"), ("React", "ReAct"), ("JavaScript", "TypeScript"), ("RAGAS", "RAG")],
)
def test_neighbours_in_spelling_are_never_taken_for_each_other(
    catalog: Catalog, near: str, far: str
) -> None:
    assert match(catalog, near).hits != match(catalog, far).hits


def test_words_of_a_sentence_are_not_joined_into_a_name(catalog: Catalog) -> None:
    assert skills(catalog, "used rag as a search backend") == {"basic-rag"}


@pytest.mark.parametrize(
    "word",
    [
        "evacuation",
        "valuation",
        "coaching",
        "tracking",
        "screaming",
        "bedding",
        "promoting",
        "mistrial",
    ],
)
def test_an_ordinary_word_is_no_misspelling(catalog: Catalog, word: str) -> None:
    assert skills(catalog, word) == set()


@pytest.mark.parametrize("word", ["RGA", "MPC", "evla", "pyt", "lmm"])
def test_four_letters_are_never_read_as_a_misspelling(catalog: Catalog, word: str) -> None:
    assert skills(catalog, word) == set()


@pytest.mark.parametrize(
    ("phrase", "outcome"),
    [
        ("load testing of APIs with Vegeta", "strength"),
        ("Frobnitz programming", "strength"),
        ("FooSQL", "strength"),
        ("quantile regression", "off_roadmap"),
        ("supplier relationship management", "strength"),
        ("piano tuning", "unmatched"),
        ("garden tools", "unmatched"),
    ],
)
def test_a_head_noun_tells_the_family_where_no_list_reaches(
    catalog: Catalog, phrase: str, outcome: str
) -> None:
    assert match(catalog, phrase).outcome == outcome
