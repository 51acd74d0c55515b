"""What people name, and what they are told to learn next (cases N1 to N13)."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from career_guide.models.ids import SKILL_IDS

Ask = Callable[..., dict[str, Any]]
BALANCED = [
    "typescript-python", "llm-apis", "prompt-engineering", "basic-rag", "tool-calling",
    "evaluation", "agent-architecture", "observability", "mcp", "multi-agent",
    "production-deployment", "fine-tuning",
]  # fmt: skip
TIER_1 = ["TypeScript", "LLM APIs", "prompt engineering", "RAG"]


def codes(result: dict[str, Any]) -> list[str]:
    return [warning["code"] for warning in result["warnings"]]


def used(result: dict[str, Any]) -> set[str]:
    return {assumption["id"] for assumption in result["assumptions"]}


def test_n1_an_empty_call_says_where_to_start_and_the_whole_path(ask: Ask) -> None:
    result = ask()
    assert result["status"] == "recommend"
    assert result["skill"]["id"] == "typescript-python"
    assert result["path"] == BALANCED
    assert result["progress"]["known"] == 0
    assert result["schedule"] is None


def test_n2_with_a_language_the_next_is_llm_apis(ask: Ask) -> None:
    assert ask(known_skills=["TypeScript"])["skill"]["id"] == "llm-apis"


def test_n3_after_tier_1_row_order_breaks_the_tie_of_tool_calling_and_evaluation(ask: Ask) -> None:
    result = ask(known_skills=TIER_1)
    assert result["skill"]["id"] == "tool-calling"
    assert len(result["because"]) == 4
    assert "each open the way to 3 skills" in result["because"][2]
    assert "stands before it" in result["because"][3]


def test_n4_evaluation_opens_more_than_agent_architecture(ask: Ask) -> None:
    result = ask(known_skills=[*TIER_1, "tool calling"])
    assert result["skill"]["id"] == "evaluation"
    assert "opens the way to 3 skills" in result["because"][-1]
    assert "Agent architecture 1" in result["because"][-1]


def test_n5_a_framework_and_a_store_leave_the_other_topics_of_rag(ask: Ask) -> None:
    result = ask(known_skills=["Python", "LLM APIs", "prompting", "LangChain", "pgvector"])
    assert (result["skill"]["id"], result["skill"]["level"]) == ("basic-rag", "aware")
    assert result["remaining_topics"] == ["embedding-models", "chunking"]
    credited = [topic["id"] for topic in result["topics"] if topic["credited"]]
    assert credited == ["vector-databases", "retrieval"]
    assert "subtopic-75" in used(result)
    assert "2 of its 4 topics" in result["summary"]


def test_n6_nothing_is_left_when_all_twelve_are_known(ask: Ask) -> None:
    result = ask(known_skills=list(SKILL_IDS))
    assert result["status"] == "complete"
    assert result["skill"] is None
    assert result["path"] == []
    assert result["progress"]["known"] == 12
    tools = [action["tool"] for action in result["next_actions"]]
    assert tools == ["score_project", "read_career_guide", "estimate_comp"]


def test_n7_a_later_skill_alone_presumes_what_it_builds_on(ask: Ask) -> None:
    result = ask(known_skills=[{"skill": "MCP", "level": "proficient"}])
    assert [entry["skill_id"] for entry in result["presumed"]] == [
        "llm-apis", "prompt-engineering", "typescript-python", "tool-calling",
    ]  # fmt: skip
    assert result["skill"]["id"] == "basic-rag"
    assert "presumed" in codes(result)


def test_n8_a_production_focus_reorders_tier_2(ask: Ask) -> None:
    result = ask(known_skills=TIER_1, focus="production")
    assert result["path"][:5] == [
        "evaluation", "observability", "tool-calling", "agent-architecture",
        "production-deployment",
    ]  # fmt: skip
    assert "focus-sets" in used(result)
    assert any("focus production" in reason for reason in result["because"])


def test_n9_four_weeks_of_five_hours_hold_two_skills(ask: Ask) -> None:
    result = ask(hours_per_week=5, today="2026-10-10", deadline="2026-11-07")
    schedule = result["schedule"]
    assert schedule["verdict"] == "not_feasible"
    assert schedule["fits_prefix"] == ["typescript-python", "llm-apis"]
    assert schedule["hours_needed_per_week"] == 40
    assert schedule["earliest_finish"] == "2027-05-22"
    assert schedule["cut_order"][:4] == [
        "fine-tuning", "multi-agent", "mcp", "production-deployment",
    ]  # fmt: skip
    assert not set(schedule["cut_order"]) & set(BALANCED[:4])
    assert "2026-11-07" in result["summary"]


def test_n10_an_unknown_phrase_is_reported_and_costs_nothing(ask: Ask) -> None:
    result = ask(known_skills=["underwater basket weaving"])
    assert [row["phrase"] for row in result["unmatched"]] == ["underwater basket weaving"]
    assert result["path"] == BALANCED


def test_n11_the_lower_of_two_levels_counts(ask: Ask) -> None:
    result = ask(
        known_skills=[
            {"skill": "evals", "level": "working"},
            {"skill": "evaluation", "level": "none"},
        ]
    )
    assert "evaluation" in result["path"]
    assert "contradiction" in codes(result)
    assert {row["level"] for row in result["matched"]} == {"none"}


def test_n12_engineering_assets_are_strengths(ask: Ask) -> None:
    result = ask(known_skills=["Java", "Docker", "Postgres"])
    assert {row["phrase"] for row in result["strengths"]} == {"Java", "Docker", "Postgres"}
    assert result["skill"]["id"] == "typescript-python"
    assert result["matched"] == []


def test_n13_an_mcp_focus_reaches_mcp_first_in_tier_3(ask: Ask) -> None:
    path = ask(known_skills=TIER_1, focus="mcp")["path"]
    assert path[:2] == ["tool-calling", "evaluation"]
    assert path[4] == "mcp"


def test_the_demo_of_a_senior_backend_engineer(ask: Ask) -> None:
    result = ask(
        known_skills=["Python", "OpenAI APIs"], background="software_engineer", hours_per_week=6
    )
    assert result["skill"]["id"] == "llm-apis"
    assert result["remaining_topics"] == ["streaming", "token-management"]
    assert [t["id"] for t in result["topics"] if t["credited"]] == [
        "provider-api", "message-formats",
    ]  # fmt: skip
    assert result["estimate"]["hours"] == 10
    assert result["estimate"]["calendar_weeks"] == 1.67
    assert result["estimate"]["path_calendar_weeks"] == 25


SENTENCE = "senior backend engineer, knows Python and OpenAI APIs, 6 hours a week"


@pytest.mark.parametrize("known", [SENTENCE, [SENTENCE]], ids=["plain text", "one phrase"])
def test_a_whole_sentence_is_read_for_skills_strengths_and_hours(ask: Ask, known: Any) -> None:
    result = ask(known_skills=known)
    assert result["skill"]["id"] == "llm-apis"
    assert {row["skill_id"] for row in result["matched"]} == {"typescript-python", "llm-apis"}
    assert result["strengths"]
    assert result["unmatched"] == []
    assert result["estimate"]["path_calendar_weeks"] == 25
    assert "hours_from_text" in codes(result)


def test_hours_given_as_a_number_outweigh_those_in_the_text(ask: Ask) -> None:
    result = ask(known_skills="Python, 6 hours a week", hours_per_week=12)
    assert result["estimate"]["calendar_weeks"] == 0.83
    assert "hours_from_text" not in codes(result)


def test_a_text_is_split_at_commas_semicolons_and_lines(ask: Ask) -> None:
    result = ask(known_skills="Python; RAG\nDocker")
    assert {row["skill_id"] for row in result["matched"]} == {"typescript-python", "basic-rag"}
    assert [row["phrase"] for row in result["strengths"]] == ["Docker"]


def test_blank_phrases_are_no_claims(ask: Ask) -> None:
    assert ask(known_skills=["", "  "]) == ask()


@pytest.mark.parametrize("skill", SKILL_IDS)
def test_every_skill_id_and_title_names_its_skill(ask: Ask, catalog: Any, skill: str) -> None:
    title = catalog.skill(skill).title
    for phrase in (skill, title, title.upper(), title.split(" (")[0]):
        rows = ask(known_skills=[phrase])["matched"]
        assert [(row["skill_id"], row["coverage"]) for row in rows] == [(skill, "whole")], phrase


def test_what_is_wished_for_or_denied_is_mentioned_and_not_credited(ask: Ask) -> None:
    result = ask(known_skills=["Python", "want to learn agents", "never used RAG"])
    assert [(row["skill_id"], row["level"]) for row in result["mentioned"]] == [
        ("basic-rag", "none"),
        ("agent-architecture", "none"),
    ]
    assert [row["skill_id"] for row in result["matched"]] == ["typescript-python"]
    assert result["progress"]["known"] == 1


def test_a_level_given_beside_a_denial_does_not_lift_it(ask: Ask) -> None:
    result = ask(known_skills=[{"skill": "never used RAG", "level": "working"}])
    assert result["progress"]["known"] == 0
    assert result["mentioned"][0]["level"] == "none"


def test_either_language_is_the_whole_skill_and_the_other_may_be_missing(ask: Ask) -> None:
    result = ask(
        known_skills=[
            {"skill": "Python", "level": "proficient"},
            {"skill": "TypeScript", "level": "none"},
        ]
    )
    assert result["skill"]["id"] == "llm-apis"
    assert codes(result) == []


def test_a_level_left_out_is_reported_as_assumed(ask: Ask) -> None:
    result = ask(known_skills=["RAG", {"skill": "Python", "level": "proficient"}])
    rows = {row["phrase"]: row for row in result["matched"]}
    assert (rows["RAG"]["level"], rows["RAG"]["level_assumed"]) == ("working", True)
    assert (rows["Python"]["level"], rows["Python"]["level_assumed"]) == ("proficient", False)
    assert "level-default" in used(result)


def test_no_assumption_on_levels_when_every_level_is_given(ask: Ask) -> None:
    assert "level-default" not in used(ask(known_skills=[{"skill": "RAG", "level": "working"}]))


def test_aware_is_not_known(ask: Ask) -> None:
    result = ask(known_skills=[{"skill": "Python", "level": "aware"}])
    assert (result["skill"]["id"], result["skill"]["level"]) == ("typescript-python", "aware")


def test_three_of_four_topics_make_the_skill_known_at_the_level_they_share(ask: Ask) -> None:
    parts = ["embeddings", "chunking", "pgvector"]
    known = [{"skill": part, "level": "working"} for part in parts]
    result = ask(known_skills=["Python", "LLM APIs", "prompting", *known])
    assert "basic-rag" not in result["path"]
    weaker = [{"skill": part, "level": "aware"} for part in parts]
    result = ask(known_skills=["Python", "LLM APIs", "prompting", *weaker])
    assert (result["skill"]["id"], result["skill"]["level"]) == ("basic-rag", "aware")
    assert len(result["remaining_topics"]) == 4


def test_a_prerequisite_given_at_none_is_not_presumed(ask: Ask) -> None:
    result = ask(
        known_skills=[
            {"skill": "MCP", "level": "proficient"},
            {"skill": "prompt engineering", "level": "none"},
        ]
    )
    assert result["skill"]["id"] == "prompt-engineering"
    assert "prompt-engineering" not in [entry["skill_id"] for entry in result["presumed"]]
    assert "contradiction" in codes(result)


def test_knowing_part_of_a_prerequisite_does_not_hinder_presuming_it(ask: Ask) -> None:
    result = ask(known_skills=["OpenAI APIs", {"skill": "MCP", "level": "working"}])
    assert "llm-apis" in [entry["skill_id"] for entry in result["presumed"]]
    assert "contradiction" not in codes(result)


def test_javascript_counts_as_a_language_for_software_engineers_only(ask: Ask) -> None:
    engineer = ask(known_skills=["JavaScript"], background="software_engineer")
    assert engineer["skill"]["id"] == "llm-apis"
    assert [entry["skill_id"] for entry in engineer["presumed"]] == ["typescript-python"]
    assert "language-from-background" in used(engineer)
    other = ask(known_skills=["JavaScript"])
    assert other["skill"]["id"] == "typescript-python"
    assert "confirm_language" in codes(other)


def test_an_engineer_without_a_named_language_is_asked_for_it(ask: Ask) -> None:
    result = ask(known_skills=["Java", "Docker"], background="software_engineer")
    assert result["skill"]["id"] == "typescript-python"
    assert "confirm_language" in codes(result)


def test_every_background_gets_a_fact_of_the_guide_as_advice(ask: Ask, catalog: Any) -> None:
    for background in ("none", "junior_dev", "software_engineer", "data_ml", "other"):
        result = ask(background=background)
        rows = {row["field"]: row for row in result["basis"]}
        fact = catalog.facts[rows["advice"]["fact_ids"][0]]
        assert (result["advice"], fact.basis) == (fact.text, "guide")
    assert ask()["advice"] is None


def test_order_and_repetition_of_the_named_skills_change_nothing(call: Any) -> None:
    named: list[Any] = ["Python", {"skill": "evals", "level": "aware"}, "Docker", "zzyzx"]
    replies = {call(known_skills=list(order)).text for order in permutations(named)}
    replies.add(call(known_skills=[*named, "Python"]).text)
    assert len(replies) == 1


def test_order_of_the_exclusions_changes_nothing(call: Any) -> None:
    replies = {
        call(exclude=list(order)).text for order in permutations(["mcp", "evaluation", "basic-rag"])
    }
    assert len(replies) == 1


def test_excluding_a_skill_takes_those_that_need_it_along(ask: Ask) -> None:
    result = ask(known_skills=TIER_1, exclude=["evaluation"])
    assert result["path"] == ["tool-calling", "agent-architecture", "observability", "mcp"]
    assert codes(result) == ["excluded_dependents"]


def test_excluding_a_required_skill_draws_a_warning(ask: Ask) -> None:
    result = ask(known_skills=["Python"], exclude=["basic-rag"])
    assert result["skill"]["id"] == "llm-apis"
    assert codes(result) == ["excluded_tier_1"]


def test_excluding_everything_that_could_come_next_asks_for_confirmation(ask: Ask) -> None:
    result = ask(exclude=["typescript-python"])
    assert result["status"] == "needs_confirmation"
    assert (result["skill"], result["path"]) == (None, [])
    again = result["next_actions"][0]
    assert again["tool"] == "next_skill"
    assert "exclude" not in again["arguments"]
    assert ask(**again["arguments"])["status"] == "recommend"


def test_what_is_left_out_on_purpose_does_not_hinder_completion(ask: Ask) -> None:
    known = [skill for skill in SKILL_IDS if skill != "fine-tuning"]
    result = ask(known_skills=known, exclude=["fine-tuning"])
    assert result["status"] == "complete"
    assert "11 of 12" in result["summary"]


def test_excluding_what_is_known_changes_nothing(ask: Ask) -> None:
    assert ask(known_skills=TIER_1, exclude=["basic-rag"])["warnings"] == []


def test_a_focus_that_cannot_act_yet_says_when_it_will(ask: Ask) -> None:
    result = ask(focus="agents")
    assert result["skill"]["id"] == "typescript-python"
    assert codes(result) == ["focus_later"]
    assert "number 5" in result["warnings"][0]["text"]


def test_what_is_familiar_wins_among_equals_and_says_so(ask: Ask) -> None:
    familiar = {"skill": "production-deployment", "level": "aware"}
    result = ask(known_skills=[*SKILL_IDS[:8], familiar])
    assert result["skill"]["id"] == "production-deployment"
    assert result["because"] == [
        "Part of Production deployment is familiar, so it is the quicker win [your input]."
    ]
    assert result["alternatives"][0]["why_not"] == "Nothing of it is familiar yet."


def test_a_low_level_for_the_whole_outweighs_the_parts_that_were_named(ask: Ask) -> None:
    parts = [{"skill": p, "level": "working"} for p in ("embeddings", "chunking", "pgvector")]
    result = ask(known_skills=["prompting", {"skill": "RAG", "level": "aware"}, *parts])
    assert (result["skill"]["id"], result["skill"]["level"]) == ("basic-rag", "aware")
    assert result["remaining_topics"] == ["retrieval"]
    assert "contradiction" in codes(result)


def test_the_last_skill_is_the_only_one_left(ask: Ask) -> None:
    result = ask(known_skills=list(SKILL_IDS[:11]))
    assert result["because"] == ["It is the only skill left on the path."]
    assert result["alternatives"] == []


def test_helpful_but_not_required_skills_are_named_when_they_are_missing(ask: Ask) -> None:
    result = ask(known_skills=[*TIER_1, "tool calling"], focus="agents")
    assert result["skill"]["id"] == "agent-architecture"
    assert [entry["id"] for entry in result["helpful_before"]] == ["evaluation"]


def test_each_alternative_says_where_it_lost(ask: Ask) -> None:
    rows = {row["id"]: row["why_not"] for row in ask(known_skills=TIER_1)["alternatives"]}
    assert list(rows) == ["evaluation", "observability"]
    assert "later" in rows["evaluation"]
    assert "1 skill" in rows["observability"]
    first = ask()["alternatives"]
    assert [row["id"] for row in first] == ["llm-apis", "prompt-engineering"]
    assert first[0]["why_not"].startswith("Needs TypeScript or Python first.")


def test_a_concise_answer_keeps_the_decision_and_drops_what_the_page_says(ask: Ask) -> None:
    full, concise = ask(known_skills=["Python"]), ask(known_skills=["Python"], detail="concise")
    for field in (
        "summary",
        "because",
        "path",
        "estimate",
        "build",
        "remaining_topics",
        "schedule",
    ):
        assert concise[field] == full[field]
    for field in ("id", "title", "tier", "level", "project"):
        assert concise["skill"][field] == full["skill"][field]
    for field in ("topics", "done_when", "resources", "alternatives", "sources"):
        assert full[field]
        assert not concise[field]
    assert list(concise) == list(full)
    assert list(concise["skill"]) == list(full["skill"])


def test_a_concise_answer_still_names_every_assumption(ask: Ask) -> None:
    full, concise = ask(known_skills=["Python"]), ask(known_skills=["Python"], detail="concise")
    told = {row["id"] for row in concise["assumptions"]}
    told |= {
        id for row in concise["basis"] if row["kind"] == "assumption" for id in row["fact_ids"]
    }
    assert {row["id"] for row in full["assumptions"]} <= told
    assert all(row["text"] for row in concise["assumptions"])
