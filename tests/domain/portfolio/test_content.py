"""The portfolio content: complete, ordered, and each kind of statement under its own basis."""

from typing import get_args

from career_guide.models.content.portfolio import RuleCode
from career_guide.models.ids import CRITERION_IDS, PROJECT_TYPES


def test_projects_and_criteria_stand_in_the_guides_order(catalog):
    assert [project.id for project in catalog.projects] == list(PROJECT_TYPES)
    assert [criterion.id for criterion in catalog.criteria] == list(CRITERION_IDS)


def test_the_hiring_ranking_orders_the_fixes(catalog):
    ranked = sorted(catalog.criteria, key=lambda criterion: criterion.fix_rank)
    assert [criterion.id for criterion in ranked] == [
        "evaluation",
        "error-handling",
        "deployed",
        "real-problem",
        "architecture-docs",
        "code-quality",
        "iteration-history",
    ]


def test_levels_0_and_2_are_the_guides_and_1_and_3_are_ours(catalog):
    for criterion in catalog.criteria:
        assert [anchor.level for anchor in criterion.anchors] == [0, 1, 2, 3]
        bases = [anchor.basis for anchor in criterion.anchors]
        assert bases == ["guide", "assumption", "guide", "assumption"]


def test_every_row_of_the_table_has_a_fact_for_each_column(catalog):
    for criterion in catalog.criteria:
        of_guide = [fact.id for fact in criterion.facts if fact.basis == "guide"]
        assert of_guide == [f"rubric-{criterion.id}-good", f"rubric-{criterion.id}-mediocre"]


def test_writing_counts_three_criteria_and_other_has_no_features(catalog):
    writing, other = catalog.project("technical-writing"), catalog.project("other")
    assert writing.criteria == ("real-problem", "evaluation", "architecture-docs")
    assert not other.features
    assert {len(p.criteria) for p in catalog.projects if p.id != "technical-writing"} == {7}


def test_every_evidence_rule_has_its_words(catalog):
    known = [rule.code for rule in catalog.scoring.evidence_rules]
    assert sorted(known) == sorted(get_args(RuleCode))


def test_the_figures_of_the_formula_are_those_of_the_design(catalog):
    scoring = catalog.scoring
    assert (scoring.core_weight_percent, scoring.feature_weight_percent) == (70, 30)
    assert (scoring.gate_cap, scoring.new_project_score) == (49, 65)
    assert [band.from_score for band in scoring.bands] == [0, 40, 65, 85]
