"""Hours, weeks and deadlines."""

from collections.abc import Callable
from typing import Any

import pytest

from career_guide.models.ids import SKILL_IDS
from career_guide.models.next_skill import Estimate

Ask = Callable[..., dict[str, Any]]
TIER_1 = ["TypeScript", "LLM APIs", "prompt engineering", "RAG"]


# Worked by hand, 160 and 150 hours: weeks for the full path and without the language.
@pytest.mark.parametrize(
    ("hours", "full", "without_language"),
    [
        (3, 53.33, 50),
        (5, 32, 30),
        (8, 20, 18.75),
        (10, 16, 15),
        (15, 10.67, 10),
        (20, 8, 7.5),
        (40, 4, 3.75),
    ],
)
def test_weeks_of_the_path_at_some_hours_a_week(
    ask: Ask, hours: float, full: float, without_language: float
) -> None:
    assert ask(hours_per_week=hours)["estimate"]["path_calendar_weeks"] == full
    later = ask(known_skills=["Python"], hours_per_week=hours)
    assert later["estimate"]["path_calendar_weeks"] == without_language


@pytest.mark.parametrize("hours", [0.5, 1.25, 4, 7.5, 40])
def test_twice_the_hours_halve_the_weeks(ask: Ask, hours: float) -> None:
    once = ask(hours_per_week=hours)["estimate"]
    twice = ask(hours_per_week=2 * hours)["estimate"]
    for field in ("calendar_weeks", "path_calendar_weeks"):
        assert once[field] == pytest.approx(2 * twice[field], abs=0.011)
    assert once["hours"] == twice["hours"]


def test_effort_by_tier(ask: Ask) -> None:
    first = ask()["estimate"]
    assert (first["guide_weeks"], first["hours"], first["path_hours"]) == (1, 10, 160)
    second = ask(known_skills=TIER_1)["estimate"]
    assert (second["guide_weeks"], second["hours"], second["path_hours"]) == (1.5, 15, 120)


def test_the_hours_of_a_guide_week_can_be_changed(ask: Ask) -> None:
    estimate = ask(guide_week_hours=7.5, hours_per_week=5)["estimate"]
    assert (estimate["hours"], estimate["path_hours"]) == (7.5, 120)
    assert (estimate["calendar_weeks"], estimate["path_calendar_weeks"]) == (1.5, 24)


# 160 hours at 10 a week are 112 days; 90 % of 124 days are 111.6, of 125 days 112.5.
@pytest.mark.parametrize(
    ("deadline", "verdict"),
    [
        ("2027-01-29", "not_feasible"),  # 111 days
        ("2027-01-30", "tight"),  # 112 days
        ("2027-02-11", "tight"),  # 124 days
        ("2027-02-12", "fits"),  # 125 days
    ],
)
def test_the_verdict_changes_at_the_exact_day(ask: Ask, deadline: str, verdict: str) -> None:
    result = ask(hours_per_week=10, today="2026-10-10", deadline=deadline)
    assert result["schedule"]["verdict"] == verdict
    assert result["schedule"]["earliest_finish"] == "2027-01-30"


def test_a_deadline_that_fits_needs_no_cuts(ask: Ask) -> None:
    schedule = ask(hours_per_week=20, today="2026-10-10", deadline="2027-02-12")["schedule"]
    assert schedule["cut_order"] == []
    assert len(schedule["fits_prefix"]) == 12


def test_no_more_is_cut_than_needed(ask: Ask) -> None:
    # 14 weeks of 10 hours: 140 of 160, so 30 hours must go, two skills of tier 3.
    schedule = ask(hours_per_week=10, today="2026-10-10", deadline="2027-01-16")["schedule"]
    assert schedule["cut_order"] == ["fine-tuning", "multi-agent"]
    assert schedule["hours_needed_per_week"] == 11.5
    assert schedule["fits_prefix"][-1] == "multi-agent"


def test_a_focus_and_what_it_needs_are_cut_last(ask: Ask) -> None:
    # 6 weeks of 10 hours after tier 1: 60 of 120, so four skills of tiers 2 and 3 must go.
    terms = {"hours_per_week": 10, "today": "2026-10-10", "deadline": "2026-11-21"}
    plain = ask(known_skills=TIER_1, **terms)["schedule"]["cut_order"]
    assert plain == ["fine-tuning", "multi-agent", "mcp", "production-deployment"]
    agents = ask(known_skills=TIER_1, focus="agents", **terms)["schedule"]["cut_order"]
    assert agents == ["fine-tuning", "production-deployment", "observability", "multi-agent"]


def test_without_hours_a_deadline_says_what_it_takes(ask: Ask) -> None:
    result = ask(today="2026-10-10", deadline="2026-12-19")  # 10 weeks
    schedule = result["schedule"]
    assert schedule["verdict"] is None
    assert schedule["hours_needed_per_week"] == 16
    assert schedule["earliest_finish"] is None
    assert schedule["fits_prefix"] == []
    assert "16 hours a week" in result["summary"]


def test_without_a_deadline_hours_say_when_it_is_done(ask: Ask) -> None:
    schedule = ask(hours_per_week=10)["schedule"]
    assert schedule["verdict"] is None
    assert schedule["hours_needed_per_week"] is None
    assert schedule["earliest_finish"] == "2027-01-30"


def test_a_deadline_of_today_leaves_no_time_and_is_no_error(ask: Ask) -> None:
    schedule = ask(hours_per_week=10, deadline="2026-10-10")["schedule"]
    assert schedule["verdict"] == "not_feasible"
    assert schedule["hours_needed_per_week"] is None
    assert schedule["fits_prefix"] == []


@pytest.mark.parametrize(
    ("hours", "code"), [(2.9, "few_hours"), (3, None), (40, None), (40.5, "many_hours")]
)
def test_unusual_hours_draw_a_warning(ask: Ask, hours: float, code: str | None) -> None:
    result = ask(hours_per_week=hours)
    assert [warning["code"] for warning in result["warnings"]] == ([code] if code else [])
    used = {assumption["id"] for assumption in result["assumptions"]}
    assert ("hours-warnings" in used) == (code is not None)


@pytest.mark.parametrize("terms", [{"hours_per_week": 10}, {}], ids=["with hours", "without"])
def test_a_deadline_of_today_is_said_plainly(ask: Ask, terms: dict[str, Any]) -> None:
    said = ask(deadline="2026-10-10", **terms)["summary"]
    assert said.endswith(
        "The deadline, 2026-10-10, is today: no time is left for any of the 12 remaining skills."
    )
    last = ask(known_skills=list(SKILL_IDS[:11]), deadline="2026-10-10", **terms)["summary"]
    assert last.endswith("The deadline, 2026-10-10, is today: no time is left for the last skill.")


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("2026-10-11", "By 2026-10-11 none of the 12 remaining skills fits; for all that takes"),
        ("2026-10-17", "By 2026-10-17 only 1 of 12 remaining skills fits; for all that takes"),
        ("2026-10-24", "By 2026-10-24 only 2 of 12 remaining skills fit; for all that takes"),
    ],
)
def test_the_summary_counts_the_skills_that_fit(ask: Ask, deadline: str, said: str) -> None:
    assert said in ask(hours_per_week=10, deadline=deadline)["summary"]


def test_the_hours_of_a_skill_stay_whole_where_topics_are_credited(ask: Ask) -> None:
    part, nothing = ask(known_skills=["Python", "OpenAI APIs"]), ask(known_skills=["Python"])
    assert len(part["remaining_topics"]) < len(nothing["remaining_topics"])
    assert part["estimate"]["hours"] == nothing["estimate"]["hours"] == 10
    described = Estimate.model_fields["hours"].description
    assert described == "Study hours for the whole skill, credited topics included."
