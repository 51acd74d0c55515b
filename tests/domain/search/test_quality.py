"""Search answers what the guide answers and says so when it does not, on labelled questions."""

from collections.abc import Callable
from types import ModuleType

import pytest

from benches import BENCH, load_bench
from career_guide.deps import Deps
from career_guide.models.content.base import Fact
from career_guide.models.content.catalog import Catalog
from career_guide.tools.boundary import invoke
from career_guide.tools.guide import SEARCH_CAREER_GUIDE

FILES = BENCH / "search"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return load_bench("search")


@pytest.mark.parametrize(
    ("file", "in_three", "false"),
    [
        ("questions.yaml", 0.99, 0.03),
        ("unseen_one.yaml", 0.96, 0.10),
        ("unseen_two.yaml", 0.96, 0.10),
        ("unseen_three.yaml", 0.97, 0.10),
        ("unseen_four.yaml", 0.92, 0.10),
    ],
)
def test_labelled_questions_are_answered_in_the_first_three(
    bench: ModuleType, catalog: Catalog, file: str, in_three: float, false: float
) -> None:
    score = bench.evaluate(bench.ours(catalog), bench.load(FILES / file))
    assert score.in_three >= in_three, score.misses
    assert score.false <= false, score.misses


def test_it_finds_far_more_than_plain_bm25(bench: ModuleType, catalog: Catalog) -> None:
    questions = bench.load(FILES / "unseen_one.yaml")
    mine = bench.evaluate(bench.ours(catalog), questions)
    peer = bench.evaluate(bench.bm25(catalog), questions)
    assert mine.in_three > 1.5 * peer.in_three
    assert mine.false < 0.2 * peer.false


def test_every_label_names_facts_that_exist(bench: ModuleType, catalog: Catalog) -> None:
    for file in bench.FILES:
        for row in bench.load(FILES / file):
            assert set(row["facts"]) <= set(catalog.facts), row


def test_every_fact_is_found_by_a_way_of_asking_for_it(bench: ModuleType, catalog: Catalog) -> None:
    search = bench.ours(catalog)
    answers = facts_that_answer(catalog)
    lost = [key for key, fact in answers.items() if not asked_for(search, fact)]
    assert len(lost) <= 0.02 * len(answers), lost


def test_what_the_guide_leaves_open_is_told_when_asked_for(catalog: Catalog) -> None:
    deps = Deps(catalog=catalog)
    gaps = [fact for gap in catalog.gaps.entries for fact in gap.facts]
    told = 0
    for fact in gaps:
        result = invoke(SEARCH_CAREER_GUIDE, {"query": fact.asks[0]}, deps).payload
        rows = [*result["left_open"], *result["results"]]
        told += fact.id in [row["fact_id"] for row in rows]
    assert told >= 0.9 * len(gaps)


def facts_that_answer(catalog: Catalog) -> dict[str, Fact]:
    """Facts of the guide, derived or added; not gaps, and not assumptions of ours."""
    gaps = {fact.id for gap in catalog.gaps.entries for fact in gap.facts}
    return {
        key: fact
        for key, fact in catalog.facts.items()
        if key not in gaps and fact.basis != "assumption"
    }


def asked_for(search: Callable[[str], list[str]], fact: Fact) -> bool:
    return any(fact.id in search(ask)[:3] for ask in fact.asks[:2])
