"""The order of skills, without any text: every known set, every focus."""

from itertools import combinations
from typing import get_args

import pytest

from career_guide.domain.roadmap import (
    FOCUS_SETS,
    Roadmap,
    Standing,
    next_choice,
    path,
    roadmap_of,
)
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import SKILL_IDS, SkillId
from career_guide.models.next_skill import Focus

BASE: list[SkillId] = ["typescript-python", "llm-apis", "prompt-engineering", "basic-rag"]
# Worked by hand: tiers 2 and 3 from nothing, fine-tuning last.
AFTER_BASE: dict[Focus, str] = {
    "balanced": "tool-calling evaluation agent-architecture observability mcp multi-agent "
    "production-deployment",
    "mcp": "tool-calling evaluation agent-architecture observability mcp multi-agent "
    "production-deployment",
    "agents": "tool-calling agent-architecture evaluation observability mcp multi-agent "
    "production-deployment",
    "rag": "evaluation tool-calling agent-architecture observability mcp multi-agent "
    "production-deployment",
    "evaluation": "evaluation observability tool-calling agent-architecture mcp multi-agent "
    "production-deployment",
    "production": "evaluation observability tool-calling agent-architecture "
    "production-deployment mcp multi-agent",
    "interview": "tool-calling evaluation agent-architecture observability "
    "production-deployment mcp multi-agent",
}
HARD = {
    "llm-apis": {"typescript-python"},
    "prompt-engineering": {"llm-apis"},
    "basic-rag": {"llm-apis", "prompt-engineering"},
    "typescript-python": set(),
    "tool-calling": {"llm-apis", "prompt-engineering"},
    "evaluation": {"llm-apis", "prompt-engineering"},
    "observability": {"llm-apis"},
    "agent-architecture": {"tool-calling"},
    "mcp": {"tool-calling"},
    "multi-agent": {"agent-architecture", "evaluation"},
    "production-deployment": {"evaluation", "observability"},
    "fine-tuning": {"evaluation", "prompt-engineering"},
}
SOFT = {
    "evaluation": {"basic-rag"},
    "production-deployment": {"basic-rag"},
    "fine-tuning": {"basic-rag"},
    "observability": {"tool-calling", "agent-architecture"},
    "agent-architecture": {"evaluation"},
    "multi-agent": {"observability"},
}


@pytest.fixture(scope="module")
def roadmap(catalog: Catalog) -> Roadmap:
    return roadmap_of(catalog)


def test_the_content_holds_exactly_the_hard_and_soft_edges_listed_here(catalog: Catalog) -> None:
    hard = {s.id: {edge.skill for edge in s.additions.hard} for s in catalog.skills}
    soft = {s.id: {edge.skill for edge in s.additions.soft} for s in catalog.skills}
    assert hard == HARD
    assert {skill: edges for skill, edges in soft.items() if edges} == SOFT


def test_skills_stand_in_the_order_of_the_guide(roadmap: Roadmap) -> None:
    assert roadmap.order == SKILL_IDS


@pytest.mark.parametrize("focus", get_args(Focus))
def test_the_path_from_nothing_for_each_focus(roadmap: Roadmap, focus: Focus) -> None:
    expected = [*BASE, *AFTER_BASE[focus].split(), "fine-tuning"]
    assert list(path(roadmap, Standing(frozenset(), focus=focus))) == expected


@pytest.mark.parametrize("focus", get_args(Focus))
def test_every_known_set_has_a_complete_order_that_breaks_no_hard_edge(
    roadmap: Roadmap, focus: Focus
) -> None:
    tier = {skill: roadmap.place(skill).tier for skill in SKILL_IDS}
    seen = 0
    for count in range(len(SKILL_IDS), -1, -1):
        for known in map(frozenset, combinations(SKILL_IDS, count)):
            order = path(roadmap, Standing(known, focus=focus))
            seen += 1
            assert len(order) == len(SKILL_IDS) - count
            assert known.isdisjoint(order)
            assert len(set(order)) == len(order)
            assert [tier[s] for s in order] == sorted(tier[s] for s in order)
            have: set[str] = set(known)
            for skill in order:
                assert have >= HARD[skill]
                have.add(skill)
    assert seen == 4096


@pytest.mark.parametrize("skill", SKILL_IDS)
def test_leaving_one_skill_out_leaves_out_what_needs_it_and_nothing_else(
    roadmap: Roadmap, skill: SkillId
) -> None:
    gone = roadmap.left_out({skill}, frozenset())
    expected, grown = {skill}, True
    while grown:
        more = {s for s in SKILL_IDS if HARD[s] & expected} - expected
        grown = bool(more)
        expected |= more
    assert gone == expected
    order = path(roadmap, Standing(frozenset(), left_out=gone))
    assert set(order) == set(SKILL_IDS) - expected


def test_leaving_out_a_known_skill_changes_nothing(roadmap: Roadmap) -> None:
    assert roadmap.left_out({"evaluation"}, frozenset({"evaluation"})) == frozenset()


def test_a_known_skill_in_between_shields_those_behind_it(roadmap: Roadmap) -> None:
    gone = roadmap.left_out({"tool-calling"}, frozenset({"agent-architecture"}))
    assert gone == {"tool-calling", "mcp"}


def test_an_aware_skill_wins_among_equals(roadmap: Roadmap) -> None:
    known = frozenset(SKILL_IDS[:8])
    standing = Standing(known, aware=frozenset({"production-deployment"}))
    choice = next_choice(roadmap, standing)
    assert choice is not None
    assert choice.skill == "production-deployment"
    assert [step.name for step in choice.steps] == ["aware"]


def test_awareness_never_outweighs_what_a_skill_opens(roadmap: Roadmap) -> None:
    standing = Standing(frozenset(BASE), aware=frozenset({"observability"}))
    choice = next_choice(roadmap, standing)
    assert choice is not None
    assert choice.skill == "tool-calling"


def test_each_step_of_a_choice_narrows_the_field_it_is_given(roadmap: Roadmap) -> None:
    for count in range(len(SKILL_IDS)):
        for known in map(frozenset, combinations(SKILL_IDS, count)):
            choice = next_choice(roadmap, Standing(known, focus="production"))
            assert choice is not None
            field = set(SKILL_IDS) - known
            for step in choice.steps:
                assert step.dropped
                assert set(step.kept) | set(step.dropped) == field
                field = set(step.kept)
            assert field == {choice.skill}


def test_a_focus_prefers_only_skills_that_exist(roadmap: Roadmap) -> None:
    assert set(FOCUS_SETS) == set(get_args(Focus))
    assert frozenset().union(*FOCUS_SETS.values()) <= set(roadmap.order)
