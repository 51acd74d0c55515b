"""Worked scores: seven projects, S1 to S7, and the portfolio P1 of two of them."""

from typing import Any

import pytest

WRITING = ("real-problem", "evaluation", "architecture-docs")
AGENT = (3, 1, 2, 2, 3, 2, 3)


def points(low: float, high: float | None = None) -> dict[str, float]:
    return {"low": low, "high": low if high is None else high}


@pytest.mark.parametrize(
    ("kind", "levels", "features", "expected", "band"),
    [
        pytest.param("domain-rag", (0, 0, 0, 0, 0, 1, 0), 0, 3.33, "demo", id="S1"),
        pytest.param("domain-rag", (3,) * 7, 5, 100, "stand-out", id="S2"),
        pytest.param("workflow-agent", AGENT, 3, 71.33, "solid", id="S3"),
        pytest.param("other", (2,) * 7, None, 66.67, "solid", id="no features: the core is all"),
    ],
)
def test_known_projects_have_one_score(score, describe, kind, levels, features, expected, band):
    project = score(describe(kind, levels, features))["projects"][0]
    assert project["score"] == project["uncapped"] == points(expected)
    assert project["band"] == band
    assert project["coverage"] == 1


def test_s3_names_evaluation_as_the_first_fix_before_a_feature(score, describe):
    result = score(describe("workflow-agent", AGENT, 3))
    fix = result["projects"][0]["first_fix"]
    assert (fix["kind"], fix["id"], fix["from"], fix["to"]) == ("criterion", "evaluation", 1, 3)
    assert (fix["gain"], fix["next_step_gain"]) == (6.67, 3.33)
    gains = {feature["id"]: feature["gain"] for feature in result["projects"][0]["features"]}
    assert gains["time-saved"] == 6
    assert result["summary"] == (
        "Overall 71.33 of 100: solid. First fix: evaluation from 1 to 3 (+6.67)."
    )


def test_s4_is_capped_without_evaluation_and_shows_the_uncapped_score(score, describe):
    result = score(describe("workflow-agent", (3, 0, *AGENT[2:]), 3))
    project = result["projects"][0]
    assert project["score"] == points(49)
    assert project["uncapped"] == points(68)
    assert project["band"] == "promising"
    assert project["first_fix"]["id"] == "evaluation"
    assert project["first_fix"]["lifts_gate"]
    assert project["first_fix"]["gain"] == 29  # 78 uncapped, less the 49 of the cap
    assert "capped" in {warning["code"] for warning in result["warnings"]}


@pytest.mark.parametrize(
    ("levels", "gain"), [((0, 0, 3, 3, 3, 3, 3), 0), ((0, 0, 1, 1, 1, 0, 0), 9)]
)
def test_of_two_gates_at_zero_neither_alone_lifts_the_cap(score, describe, levels, gain):
    result = score(describe("domain-rag", levels, 5))
    fix = result["projects"][0]["first_fix"]
    assert (fix["id"], fix["gain"], fix["lifts_gate"]) == ("evaluation", gain, False)
    assert "+0)" not in result["summary"]
    gained = f" (+{gain})" if gain else ""
    assert result["summary"].endswith(
        f"First fix: evaluation from 0 to 3{gained}, then real-problem: at 0, both hold the cap."
    )


def test_a_gate_at_zero_lifts_the_cap_though_the_other_gate_is_open(score, describe):
    fix = score(describe("domain-rag", ("?", 0, 3, 3, 3, 3, 3), 5))["projects"][0]["first_fix"]
    assert (fix["id"], fix["lifts_gate"]) == ("evaluation", True)


def test_s5_is_an_interval_that_asks_for_evaluation(score, describe):
    result = score(describe("domain-rag", (2, "?", 2, "?", 3, "?", 2), None))
    project = result["projects"][0]
    assert result["status"] == "insufficient_evidence"
    assert project["score"] == points(30, 90)
    assert project["coverage"] == 0.4
    assert project["band"] is None
    assert project["question"]["id"] == "evaluation"
    assert project["question"]["text"] in result["summary"]


def test_s6_credits_little_when_nothing_is_shown(score, describe):
    result = score(describe("domain-rag", (3,) * 7, 5, evidence=False))
    project = result["projects"][0]
    assert project["score"] == points(38.33)
    assert project["band"] == "demo"
    assert {c["credited"] for c in project["criteria"]} == {1}
    assert {f["credited"] for f in project["features"]} == {"partial"}


def test_s7_rates_writing_on_three_criteria(score, describe):
    project = score(describe("technical-writing", (2, 3, 3), 3, criteria=WRITING))["projects"][0]
    assert project["score"] == points(84.72)
    assert project["band"] == "solid"
    counting = [c["id"] for c in project["criteria"] if c["counts"]]
    assert counting == list(WRITING)
    assert len(project["criteria"]) == 7


def test_p1_is_the_mean_of_four_types_and_a_new_project_is_the_next_move(score, describe):
    result = score(
        describe("workflow-agent", AGENT, 3),
        describe("technical-writing", (2, 3, 3), 3, criteria=WRITING),
    )
    portfolio = result["portfolio"]
    assert portfolio["score"] == points(39.01)
    assert portfolio["coverage"] == 0.5
    assert portfolio["missing_types"] == ["domain-rag", "mcp-server"]
    move: dict[str, Any] = portfolio["next_move"]
    assert (move["kind"], move["type"], move["gain"]) == ("new_project", "domain-rag", 16.25)
