"""Which rows are chosen: from level, years, market, place, or nothing at all."""

import pytest


def levels(result, part="estimates"):
    return [row["level"] for row in result[part]]


def codes(result):
    return [warning["code"] for warning in result["warnings"]]


def assumed(result):
    return [assumption["id"] for assumption in result["assumptions"]]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (0, ["junior_mid"]),
        (2.4, ["junior_mid"]),
        (2.5, ["junior_mid", "senior"]),
        (3, ["junior_mid", "senior"]),
        (3.5, ["junior_mid", "senior"]),
        (3.51, ["senior"]),
        (5, ["senior"]),
        (5.1, ["senior"]),
        (30, ["senior"]),
    ],
)
def test_years_of_ai_work_choose_the_rows(ask, years, expected):
    result = ask(years_ai_experience=years, market="us-major")
    assert levels(result) == expected
    assert result["status"] == ("estimated" if len(expected) == 1 else "needs_choice")
    assert "level-from-years" in assumed(result)


def test_above_five_years_staff_stands_beside_senior(ask):
    result = ask(years_ai_experience=8, market="us-major")
    assert (levels(result), levels(result, "alternatives")) == (["senior"], ["staff_principal"])
    assert "scope" in result["alternatives"][0]["why"]
    assert "Staff / principal may fit too" in result["summary"]


def test_a_long_engineering_career_shows_senior_beside_the_literal_row(ask):
    result = ask(years_ai_experience=1, years_engineering_total=10, market="us-major")
    assert (levels(result), levels(result, "alternatives")) == (["junior_mid"], ["senior"])
    assert "overall seniority" in result["alternatives"][0]["why"]


def test_a_short_engineering_career_shows_the_literal_row_alone(ask):
    result = ask(years_ai_experience=1, years_engineering_total=4, market="us-major")
    assert result["alternatives"] == []


def test_engineering_years_alone_choose_no_row(ask):
    result = ask(years_engineering_total=10, market="us-major")
    assert result["status"] == "needs_choice"
    assert len(result["estimates"]) == 4
    assert "How many years of AI work" in result["question"]


def test_more_ai_years_than_engineering_years_is_pointed_out(ask):
    result = ask(years_ai_experience=4, years_engineering_total=2, market="us-major")
    assert codes(result) == ["years_disagree"]


@pytest.mark.parametrize(
    ("level", "years", "warns"),
    [
        ("junior_mid", 6, True),
        ("junior_mid", 3.4, False),
        ("senior", 1, True),
        ("senior", 2.6, False),
        ("senior", 9, False),
        ("staff_principal", 1, False),
        ("manager", 20, False),
    ],
)
def test_an_explicit_level_wins_and_a_contradiction_is_a_warning(ask, level, years, warns):
    result = ask(level=level, years_ai_experience=years, market="us-major")
    assert levels(result) == [level]
    assert ("level_contradicts_years" in codes(result)) is warns
    assert "level-from-years" not in assumed(result)


def test_an_empty_call_shows_the_whole_table_and_asks(ask):
    result = ask()
    assert result["status"] == "needs_choice"
    assert levels(result) == ["junior_mid", "senior", "staff_principal", "manager"]
    assert result["hull"] == {
        "low": 140_000,
        "high": 450_000,
        "holes": [{"low": 200_000, "high": 220_000}],
    }
    assert "market_assumed" in codes(result)
    assert "baseline-major" in assumed(result)


def test_no_place_means_the_major_metro_with_a_warning(ask):
    result = ask(level="senior")
    assert [row["market"] for row in result["estimates"]] == ["us-major"]
    assert codes(result) == ["market_assumed"]
    assert result["place"] is None


def test_a_blank_location_counts_as_none(ask):
    assert ask(level="senior", location="  ") == ask(level="senior")


def test_an_explicit_market_wins_over_the_location(ask):
    result = ask(level="senior", market="uk-weu", location="Denver")
    assert [row["market"] for row in result["estimates"]] == ["uk-weu"]
    assert codes(result) == ["location_contradicts_market"]
    assert "inferred-market" not in assumed(result)


def test_a_market_and_a_location_that_agree_are_no_contradiction(ask):
    result = ask(level="senior", market="us-tier2", location="Boston")
    assert result["status"] == "estimated"
    assert codes(result) == []


def test_level_and_place_both_open_give_every_pair_and_both_questions(ask):
    result = ask(years_ai_experience=3, location="Boston")
    assert [(row["level"], row["market"]) for row in result["estimates"]] == [
        ("junior_mid", "us-major"),
        ("junior_mid", "us-tier2"),
        ("senior", "us-major"),
        ("senior", "us-tier2"),
    ]
    assert "Which level" in result["question"]
    assert "Which market" in result["question"]


def test_scaling_is_an_assumption_only_where_a_percentage_acts(ask):
    assert "market-scales-all" not in assumed(ask(level="senior", market="us-major"))
    assert "market-scales-all" in assumed(ask(level="senior", market="us-tier2"))
    salary_only = ask(level="senior", market="us-tier2", adjust="salary_only")
    assert "market-scales-all" not in assumed(salary_only)


def test_an_uncovered_place_keeps_the_other_candidate_rows_as_alternatives(ask):
    result = ask(years_ai_experience=3, location="Tokyo")
    assert result["baseline"]["level"] == "junior_mid"
    assert levels(result, "alternatives") == ["senior"]
    assert {row["market"] for row in result["alternatives"]} == {"us-major"}
    assert "Which level" in result["question"]


def test_current_pay_is_not_compared_with_a_baseline_of_another_place(ask):
    result = ask(level="senior", location="Tokyo", current_general_swe_total=180_000)
    assert result["baseline"]["expected_from_current"] == {"low": 216_000, "high": 252_000}
    assert result["baseline"]["overlap"] is None


def test_current_pay_warns_against_adding_the_premium_twice_and_of_a_step_down(ask):
    result = ask(level="senior", market="us-major", current_general_swe_total=180_000)
    assert codes(result) == ["premium_inside", "equal_level_only"]
    assert "$216,000–$252,000" in result["summary"]


@pytest.mark.parametrize(
    ("current", "said"),
    [
        (180_000, "of it $220,000–$252,000 inside this range"),
        (200_000, "all inside this range"),
        (400_000, "all outside this range"),
        (157_143, "only $220,000 of it inside this range"),
    ],
)
def test_the_summary_says_how_current_pay_meets_the_range(ask, current, said):
    result = ask(level="senior", market="us-major", current_general_swe_total=current)
    assert said in result["summary"]


def test_current_pay_that_does_not_meet_the_row_has_no_overlap(ask):
    result = ask(level="senior", market="us-major", current_general_swe_total=400_000)
    assert result["estimates"][0]["overlap"] is None
    assert "no_overlap" in codes(result)


def test_an_uncovered_place_without_a_level_shows_the_span_of_every_row_and_asks(ask):
    result = ask(location="Tokyo")
    assert result["status"] == "market_not_covered"
    assert "The level is open too" in result["summary"]
    assert "4 levels: total $140,000–$450,000" in result["summary"]
    assert "unior" not in result["summary"]
    assert "How many years of AI work" in result["question"]
    assert "The first of 4 rows" in result["baseline"]["why"]
    calls = [a["arguments"] for a in result["next_actions"]]
    assert {"level": "senior", "location": "Tokyo"} in calls
    assert ask(**calls[1])["baseline"]["total"] == {"low": 220_000, "high": 310_000}


@pytest.mark.parametrize(
    ("location", "call"),
    [
        ("Xyzzy", {"level": "senior", "market": "us-major"}),
        ("Austrlia", {"location": "Australia"}),
        ("remote from Mexico for a US company", {"market": "us-remote"}),
        ("remote worldwide", {"level": "senior", "market": "us-major"}),
    ],
)
def test_an_open_level_in_a_place_without_a_row_has_a_next_call(ask, location, call):
    result = ask(location=location)
    assert call in [a["arguments"] for a in result["next_actions"]]
    assert len(result["summary"]) <= 280


@pytest.mark.parametrize(
    ("years", "said"), [(1, "1 year of AI work lies"), (0.5, "0.5 years of AI work lie")]
)
def test_a_contradiction_agrees_in_number(ask, years, said):
    (warning,) = ask(level="senior", years_ai_experience=years, market="us-major")["warnings"]
    assert f"{said} outside its 3–5 years." in warning["text"]
