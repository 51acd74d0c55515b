"""Places, years, parts of the guide, what is left open, and next calls that work."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from career_guide.domain.pages.registry import pages
from career_guide.domain.search.answer import SECTIONS, search
from career_guide.models.content.catalog import Catalog
from career_guide.models.search_career_guide import (
    SEARCH_KINDS,
    SearchCareerGuideInput,
    SearchCareerGuideResult,
)
from career_guide.tools.registry import all_tools

ROOT = Path(__file__).parents[3]
QUESTIONS = ROOT / "bench" / "search" / "questions.yaml"
TELL = """
import hashlib, json, sys
from pathlib import Path
from career_guide.content.loader import load
from career_guide.domain.search.answer import search
from career_guide.models.search_career_guide import SearchCareerGuideInput
catalog = load(Path(sys.argv[1]))
found = [search(catalog, SearchCareerGuideInput(query=q)).model_dump_json() for q in sys.argv[2:]]
print(hashlib.sha256("".join(found).encode()).hexdigest())
"""


def ask(catalog: Catalog, query: str, **more: Any) -> SearchCareerGuideResult:
    return search(catalog, SearchCareerGuideInput(query=query, **more))


def facts(result: SearchCareerGuideResult) -> list[str]:
    return [row.fact_id for row in result.results]


@pytest.mark.parametrize(
    ("query", "fact"),
    [
        ("pay in Toronto", "market-ca-au-percent"),
        ("what do they pay in Warsaw", "market-in-eeu-percent"),
        ("denver salary compared with the coast", "market-us-tier2-percent"),
        ("wfh pay in america", "market-us-remote-percent"),
    ],
)
def test_a_place_leads_to_its_market(catalog: Catalog, query: str, fact: str) -> None:
    assert fact in facts(ask(catalog, query))[:3]


@pytest.mark.parametrize(
    "place", ["Toronto", "Denver", "Berlin", "Madrid", "Seattle", "Prague", "Sydney", "Ireland"]
)
@pytest.mark.parametrize("wording", ["salary in {}", "what can I make in {}", "{} pay range"])
def test_pay_in_every_covered_place_is_answered(catalog: Catalog, wording: str, place: str) -> None:
    found = facts(ask(catalog, wording.format(place)))[:3]
    assert any(fact.startswith("market-") for fact in found)


@pytest.mark.parametrize("place", ["Toronto", "Denver", "Berlin", "Seattle"])
@pytest.mark.parametrize("wording", ["tax on salary in {}", "nurse pay in {}", "visa for {}"])
def test_other_matters_of_a_covered_place_are_not(
    catalog: Catalog, wording: str, place: str
) -> None:
    assert ask(catalog, wording.format(place)).status == "no_match"


def test_a_place_that_we_put_into_a_market_is_told_as_our_assumption(catalog: Catalog) -> None:
    def assumed(query: str) -> set[str]:
        return {used.id for used in ask(catalog, query).assumptions}

    assert "inferred-market" in assumed("salary in Toronto")
    assert "inferred-market" not in assumed("salary in Denver")
    assert {"baseline-major", "market-scales-all"} <= assumed("senior salary in London")


@pytest.mark.parametrize(
    ("query", "fact"),
    [
        ("2 years of ai experience, what pay", "pay-junior-total"),
        ("four years in ai, salary", "pay-senior-total"),
    ],
)
def test_years_of_experience_lead_to_their_pay_level(
    catalog: Catalog, query: str, fact: str
) -> None:
    assert fact in facts(ask(catalog, query))[:3]


@pytest.mark.parametrize(
    ("query", "fact"),
    [
        ("observabilty", "skill-observability-topics"),
        ("slary of a senoir ai enginer", "pay-senior-salary"),
        ("lang chain or not", "learn-rag-framework-first"),
        ("pg vector", "skill-basic-rag-stores"),
        ("finetuning needed", "skill-fine-tuning-optional"),
    ],
)
def test_typing_errors_and_joined_words_do_no_harm(catalog: Catalog, query: str, fact: str) -> None:
    assert fact in facts(ask(catalog, query))[:3]


@pytest.mark.parametrize(
    "name", ["python", "ragas", "interview", "langfuse", "salary", "blog", "fine-tuning", "London"]
)
def test_the_bare_name_of_a_topic_is_answered(catalog: Catalog, name: str) -> None:
    assert ask(catalog, name).status == "found"


@pytest.mark.parametrize("kind", SEARCH_KINDS)
def test_kind_keeps_to_one_part_of_the_guide(catalog: Catalog, kind: Any) -> None:
    sections = {fact.id: item.section for item in catalog.items() for fact in item.facts}
    result = ask(catalog, "what should I know about evaluation and learning", kind=kind)
    assert {sections[fact] for fact in facts(result)} <= {SECTIONS[kind]}


@pytest.mark.parametrize(
    ("query", "fact"),
    [
        ("salary in Tokyo", "gap-uncovered-markets"),
        ("does the total include a bonus", "gap-no-bonus"),
        ("how many hours is one week of the plan worth", "assume-guide-week-hours"),
    ],
)
def test_what_is_left_open_is_said_and_is_no_answer(
    catalog: Catalog, query: str, fact: str
) -> None:
    result = ask(catalog, query)
    assert result.status == "no_match"
    assert result.results == ()
    assert result.left_open[0].fact_id == fact
    assert catalog.facts[fact].text[:60] in result.summary


def test_a_left_out_topic_is_named_in_our_words(catalog: Catalog) -> None:
    result = ask(catalog, "which visa do I need")
    assert result.summary.startswith("The guide leaves out visas")


def test_every_answer_is_whole_short_and_leads_on(catalog: Catalog) -> None:
    tools = {tool.name: tool for tool in all_tools()}
    known = pages(catalog)
    for row in yaml.safe_load(QUESTIONS.read_text("utf-8")):
        result = ask(catalog, row["q"])
        assert len(result.summary) <= 280
        for snippet in (*result.results, *result.left_open):
            assert len(snippet.snippet) <= 240
            assert snippet.uri in known
            assert snippet.heading
            assert snippet.fact_id in known[snippet.uri].fact_ids
        assert result.next_actions
        for action in result.next_actions:
            tools[action.tool].input.model_validate(action.arguments)
        assert {topic.uri for topic in result.topics} <= set(known)
        assert bool(result.topics) == (result.status == "no_match") == (not result.results)


def test_the_order_of_hashes_never_shows() -> None:
    queries = ["do I need a PhD", "pay in denver", "which laptop", "agent ideas", "good readme"]
    told = {
        subprocess.run(  # the same command in two processes
            [sys.executable, "-c", TELL, str(ROOT / "content"), *queries],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "server")},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


@pytest.mark.parametrize("query", ["???", "—", "🧨"])
def test_a_query_without_words_is_no_match(catalog: Catalog, query: str) -> None:
    assert ask(catalog, query).status == "no_match"
