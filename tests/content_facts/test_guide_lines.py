"""Every line of the guide is said by our facts, and every guide fact comes from a line."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from career_guide.models.content.catalog import Catalog


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    path = Path(__file__).with_name("guide_lines.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def test_every_line_of_the_guide_is_placed_exactly_once(table: dict[str, Any]) -> None:
    placed = sorted([*table["lines"], *table["without_content"]])
    assert placed == list(range(1, table["last"] + 1))


def test_every_line_with_content_has_a_fact_of_the_guide(
    table: dict[str, Any], catalog: Catalog
) -> None:
    unsaid = [
        line
        for line, fact_ids in table["lines"].items()
        if not any(f in catalog.facts and catalog.facts[f].basis == "guide" for f in fact_ids)
    ]
    assert unsaid == []


def test_every_fact_named_for_a_line_exists(table: dict[str, Any], catalog: Catalog) -> None:
    named = {fact_id for fact_ids in table["lines"].values() for fact_id in fact_ids}
    assert named - set(catalog.facts) == set()


def test_every_guide_fact_comes_from_a_line(table: dict[str, Any], catalog: Catalog) -> None:
    named = {fact_id for fact_ids in table["lines"].values() for fact_id in fact_ids}
    of_the_guide = {fact.id for fact in catalog.facts.values() if fact.basis == "guide"}
    assert of_the_guide - named == set()


def test_only_guide_facts_are_named_for_a_line(table: dict[str, Any], catalog: Catalog) -> None:
    named = {fact_id for fact_ids in table["lines"].values() for fact_id in fact_ids}
    assert {f for f in named & set(catalog.facts) if catalog.facts[f].basis != "guide"} == set()


def test_fact_ids_are_unique_over_all_content(catalog: Catalog) -> None:
    stated = [fact.id for item in catalog.items() for fact in item.facts]
    stated += [entry.fact.id for entry in catalog.assumptions.entries if entry.fact]
    stated += [fact.id for gap in catalog.gaps.entries for fact in gap.facts]
    assert len(stated) == len(set(stated)) == len(catalog.facts)


def test_facts_of_assumptions_and_gaps_never_pass_for_the_guide(catalog: Catalog) -> None:
    assumed = [entry.fact for entry in catalog.assumptions.entries if entry.fact]
    assert {fact.basis for fact in assumed} == {"assumption"}
    assert {fact.basis for gap in catalog.gaps.entries for fact in gap.facts} == {"editorial"}


def test_probes_and_signals_name_facts_of_their_own_basis(catalog: Catalog) -> None:
    for question in catalog.questions:
        for group in question.look_for:
            assert all(catalog.facts[probe.fact].basis == "guide" for probe in group.probes)
        for signal in question.signals:
            if signal.basis == "guide":
                assert catalog.facts[signal.fact].basis == "guide"
            if signal.basis == "assumption":
                assert catalog.facts[signal.fact].basis == "assumption"


def test_the_interview_bank_has_the_guides_numbers_of_questions_and_probes(
    catalog: Catalog,
) -> None:
    by_component = [question.component for question in catalog.questions]
    counts = {c.id: by_component.count(c.id) for c in catalog.components}
    assert counts == {"system-design": 1, "coding": 4, "behavioural": 4}
    design = catalog.question("customer-support-design")
    assert [len(group.probes) for group in design.look_for] == [4, 3, 3, 3]
    assert [s.kind for s in design.signals].count("strong") == 7


def test_every_assumption_that_a_gap_names_exists(catalog: Catalog) -> None:
    named = {name for gap in catalog.gaps.entries for name in gap.assumptions}
    assert named <= set(catalog.assumption_texts)


def test_every_recommendation_names_a_fact_of_its_topic(catalog: Catalog) -> None:
    for topic in catalog.resources:
        own = {fact.id for fact in topic.facts}
        assert {entry.fact for entry in topic.recommendations} <= own
