"""Laws of the arithmetic that hold for every call."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from career_guide.models.estimate_comp import EstimateCompInput
from career_guide.models.ids import LEVEL_IDS, MARKET_IDS
from career_guide.models.next_skill import NextSkillInput
from career_guide.models.read_career_guide import ReadCareerGuideInput

LADDER = ("junior_mid", "senior", "staff_principal")
PARTS = ("salary", "equity", "total", "salary_only_total", "implied_general_total")
INPUTS = {
    "estimate_comp": EstimateCompInput,
    "read_career_guide": ReadCareerGuideInput,
    "next_skill": NextSkillInput,
}

levels = st.sampled_from(LEVEL_IDS)
markets = st.sampled_from(MARKET_IDS)
adjusts = st.sampled_from(("all", "salary_only"))
amounts = st.integers(1_000, 5_000_000)
years = st.one_of(st.integers(0, 50), st.floats(0, 50).map(lambda number: round(number, 2)))
places = st.sampled_from(
    ("Denver", "Boston", "London", "Tokyo", "remote", "Remote Europe", "Xyzzy", "US", "worldwide")
)
schedules = st.lists(st.integers(1, 9), min_size=1, max_size=10).map(
    lambda parts: [round(part / sum(parts), 6) for part in parts]
)


@st.composite
def offers(draw):
    offer = {"base": draw(amounts)}
    match draw(st.sampled_from(("none", "yearly", "even", "schedule"))):
        case "yearly":
            offer["equity_per_year"] = draw(amounts)
        case "even":
            offer |= {"equity_grant_total": draw(amounts), "vest_years": draw(st.integers(1, 10))}
        case "schedule":
            offer |= {"equity_grant_total": draw(amounts), "vest_schedule": draw(schedules)}
    if draw(st.booleans()):
        offer["bonus_target_pct"] = draw(st.integers(1, 100))
    if draw(st.booleans()):
        offer["sign_on"] = draw(amounts)
    return offer


@st.composite
def calls(draw):
    optional = {
        "level": levels,
        "years_ai_experience": years,
        "years_engineering_total": years,
        "market": markets,
        "location": places,
        "adjust": adjusts,
        "current_general_swe_total": amounts,
        "offers": st.lists(offers(), max_size=5),
    }
    return {name: draw(values) for name, values in optional.items() if draw(st.booleans())}


def rows(result):
    baseline = [result["baseline"]] if result["baseline"] else []
    return [*result["estimates"], *baseline, *result["alternatives"]]


@given(call=calls())
@settings(max_examples=200, deadline=None)
def test_every_answer_keeps_its_promises(ask, catalog, call):
    result = ask(**call)
    count = len(result["estimates"])
    assert result["status"] == (
        "market_not_covered" if count == 0 else "estimated" if count == 1 else "needs_choice"
    )
    assert (result["baseline"] is not None) == (count == 0)
    assert (result["hull"] is not None) == (count > 1)
    assert result["question"] or result["status"] != "needs_choice"
    assert len(result["summary"]) <= 280
    assert "…" not in result["summary"]
    assert str(catalog.guide.year) in result["summary"]
    assert "one author's" in result["summary"].casefold()
    for row in rows(result):
        assert all(row[part]["low"] <= row[part]["high"] for part in PARTS)
        for end in ("low", "high"):
            assert row["salary"][end] + row["equity"][end] == row["total"][end]
    for used in result["assumptions"]:
        assert used["id"] in catalog.assumption_texts
    for support in result["basis"]:
        assert set(support["fact_ids"]) <= set(catalog.facts)
        assert _at(result, support["field"]) not in (None, [])
    for action in result["next_actions"]:
        INPUTS[action["tool"]].model_validate(action["arguments"])
    text = json.dumps(result).casefold()
    assert "percentile" not in text
    assert "median" not in text


def _at(result, pointer):
    for step in pointer.split("/"):
        result = result[int(step)] if isinstance(result, list) else result[step]
    return result


@given(call=calls())
@settings(max_examples=50, deadline=None)
def test_the_same_call_gives_the_same_bytes(ask, call):
    assert json.dumps(ask(**call)) == json.dumps(ask(**dict(reversed(call.items()))))


@given(call=calls())
@settings(max_examples=100, deadline=None)
def test_offers_answer_in_order_and_keep_their_arithmetic(ask, call):
    result = ask(**call)
    asked = call.get("offers", [])
    assert len(result["offers"]) == len(asked)
    for given_offer, told in zip(asked, result["offers"], strict=True):
        parts = told["parts"]
        assert parts["base"] == given_offer["base"]
        assert abs(told["steady_year_total"] - parts["base"] - parts["equity_per_year"]) <= 1
        assert abs(told["total_with_bonus"] - told["steady_year_total"] - parts["bonus"]) <= 1
        whole = sum(told["years"]) - parts["sign_on"]
        assert abs(whole - len(told["years"]) * told["total_with_bonus"]) <= 2 * len(told["years"])
        for place, row in zip(told["positions"], result["estimates"], strict=True):
            assert all(0 <= place[part] <= 1 for part in ("salary", "equity", "total"))
            span, steady = row["total"], told["steady_year_total"]
            nearest = min(max(steady, span["low"]), span["high"])
            assert place["gap"] == steady - nearest
            sides = {-1: "below", 0: "within", 1: "above"}
            assert place["side"] == sides[(place["gap"] > 0) - (place["gap"] < 0)]


@given(market=markets, adjust=adjusts)
def test_pay_rises_along_the_ladder(ask, market, adjust):
    ladder = [ask(level=level, market=market, adjust=adjust)["estimates"][0] for level in LADDER]
    for below, above in pairwise(ladder):
        for part in PARTS:
            assert below[part]["low"] < above[part]["low"]
            assert below[part]["high"] < above[part]["high"]


@given(market=markets)
def test_managers_stand_between_senior_and_staff(ask, market):
    senior, manager, staff = (
        ask(level=level, market=market)["estimates"][0]["total"]
        for level in ("senior", "manager", "staff_principal")
    )
    for end in ("low", "high"):
        assert senior[end] < manager[end] < staff[end]


@given(level=levels, market=markets)
def test_no_market_pays_more_than_the_baseline(ask, level, market):
    here = ask(level=level, market=market)["estimates"][0]
    full = ask(level=level, market="us-major")["estimates"][0]
    for part in PARTS:
        for end in ("low", "high"):
            assert here[part][end] <= full[part][end]


@given(level=levels, market=markets)
def test_scaling_salary_alone_never_gives_less(ask, level, market):
    row = ask(level=level, market=market)["estimates"][0]
    for end in ("low", "high"):
        assert row["total"][end] <= row["salary_only_total"][end]


@given(level=levels, market=markets, share=st.fractions(0, 1), percent=st.fractions(0, 1))
def test_any_pay_in_the_row_times_any_percentage_is_contained(
    ask, catalog, level, market, share, percent
):
    table, scale = catalog.level(level).total, catalog.market(market).percent
    pay = table.low + share * (table.high - table.low)
    factor = (scale.low + percent * (scale.high - scale.low)) / 100
    total = ask(level=level, market=market)["estimates"][0]["total"]
    assert total["low"] <= pay * factor <= total["high"]


@given(level=levels, market=markets, share=st.fractions(0, 1), premium=st.fractions(0, 1))
def test_the_implied_general_pay_contains_every_premium(ask, level, market, share, premium):
    row = ask(level=level, market=market)["estimates"][0]
    total, implied = row["total"], row["implied_general_total"]
    pay = total["low"] + share * (total["high"] - total["low"])
    general = pay / (1 + (20 + premium * 20) / 100)
    assert implied["low"] - 1 < general < implied["high"] + 1


@given(current=amounts, level=levels, market=markets)
def test_the_overlap_is_what_both_ranges_hold(ask, current, level, market):
    row = ask(level=level, market=market, current_general_swe_total=current)["estimates"][0]
    expected, total, overlap = row["expected_from_current"], row["total"], row["overlap"]
    assert current < expected["low"] <= expected["high"]
    meets = expected["low"] <= total["high"] and total["low"] <= expected["high"]
    assert (overlap is not None) == meets
    if overlap:
        assert overlap == {
            "low": max(expected["low"], total["low"]),
            "high": min(expected["high"], total["high"]),
        }


@given(offer=offers(), level=levels, market=markets, factor=st.integers(2, 9))
def test_a_rate_scales_every_part(ask, offer, level, market, factor):
    plain = ask(level=level, market=market, offers=[offer])["offers"][0]
    scaled = ask(
        level=level, market=market, offers=[{**offer, "currency": "GBP", "fx_to_usd": factor}]
    )["offers"][0]
    for name in plain["parts"]:
        assert abs(scaled["parts"][name] - factor * plain["parts"][name]) <= factor
    assert abs(scaled["steady_year_total"] - factor * plain["steady_year_total"]) <= factor


@given(base=st.integers(1_000, 2_000_000), more=st.integers(0, 500_000), level=levels)
def test_more_pay_never_lowers_a_position(ask, base, more, level):
    lower, higher = (
        ask(level=level, market="us-major", offers=[{"base": amount}])["offers"][0]["positions"][0]
        for amount in (base, base + more)
    )
    for name in ("salary", "equity", "total", "gap"):
        assert lower[name] <= higher[name]


@given(years_ai=years)
def test_years_give_rows_next_to_each_other_in_ladder_order(ask, years_ai):
    result = ask(years_ai_experience=years_ai, market="us-major")
    found = [row["level"] for row in result["estimates"]]
    assert found in (["junior_mid"], ["junior_mid", "senior"], ["senior"])
    assert (len(found) == 2) == (2.5 <= years_ai <= 3.5)
