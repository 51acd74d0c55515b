"""Offers: years, parts, currency, positions, and what to know about them."""

import pytest

SENIOR = {"level": "senior", "market": "us-major"}


def told(ask, **offer):
    (result,) = ask(**SENIOR, offers=[offer])["offers"]
    return result


def codes(result):
    return [warning["code"] for warning in result["warnings"]]


def test_offers_answer_in_the_callers_order_under_their_labels(ask):
    offers = [
        {"label": name, "base": base} for name, base in (("Zeta", 200_000), ("Alpha", 180_000))
    ]
    result = ask(**SENIOR, offers=[*offers, {"base": 190_000}])
    assert [offer["label"] for offer in result["offers"]] == ["Zeta", "Alpha", "Offer 3"]
    assert [offer["steady_year_total"] for offer in result["offers"]] == [200_000, 180_000, 190_000]


def test_an_even_grant_and_equity_a_year_are_the_same(ask):
    grant = told(ask, base=190_000, equity_grant_total=240_000, vest_years=4)
    yearly = told(ask, base=190_000, equity_per_year=60_000)
    assert grant == yearly


def test_a_grant_of_nothing_needs_no_vesting(ask):
    plain = told(ask, base=190_000)
    assert plain == told(ask, base=190_000, equity_grant_total=0, bonus_amount="0", sign_on=0)


def test_zeros_stand_beside_what_an_offer_does_have(ask):
    plain = told(ask, base=190_000, bonus_amount=19_000, equity_per_year=60_000)
    zeros = {"bonus_target_pct": 0, "equity_grant_total": 0, "sign_on": 0, "equity_discount_pct": 0}
    assert plain == told(ask, base=190_000, bonus_amount=19_000, equity_per_year=60_000, **zeros)
    vesting = told(ask, base=190_000, equity_grant_total=0, vest_years=3, equity_per_year=0)
    assert vesting["years"] == [190_000] * 3


def test_years_follow_the_length_of_the_vesting(ask):
    offer = told(ask, base=190_000, equity_grant_total=90_000, vest_years=3)
    assert offer["years"] == [220_000] * 3


def test_four_years_are_listed_where_nothing_vests(ask):
    offer = told(ask, base=190_000, sign_on=10_000)
    assert offer["years"] == [200_000, 190_000, 190_000, 190_000]


def test_a_bonus_amount_and_its_percentage_are_the_same(ask):
    amount = told(ask, base=190_000, bonus_amount=19_000)
    assert amount == told(ask, base=190_000, bonus_target_pct=10)


def test_sign_on_counts_in_the_first_year_alone(ask):
    offer = told(ask, base=190_000, sign_on=30_000)
    assert (offer["steady_year_total"], offer["total_with_bonus"]) == (190_000, 190_000)
    assert offer["years"][:2] == [220_000, 190_000]


def test_bonus_is_outside_the_position_and_that_is_said(ask):
    result = ask(**SENIOR, offers=[{"base": 215_000, "bonus_target_pct": 20}])
    (offer,) = result["offers"]
    assert offer["total_with_bonus"] == 258_000
    assert (offer["positions"][0]["total"], offer["positions"][0]["gap"]) == (0.0, -5_000)
    assert "bonus_outside_range" in codes(result)


def test_every_part_is_converted_at_the_callers_rate(ask):
    offer = told(
        ask,
        base=100_000,
        bonus_amount=10_000,
        equity_per_year=20_000,
        sign_on=5_000,
        currency="eur",
        fx_to_usd=1.1,
    )
    assert offer["parts"] == {
        "base": 110_000,
        "bonus": 11_000,
        "equity_per_year": 22_000,
        "sign_on": 5_500,
    }
    assert offer["years"][0] == 148_500


def test_conversion_is_exact_and_rounded_half_up_once(ask):
    # 85,001 × 1.27 = 107,951.27 and 1,001 × 1.5 = 1,501.5
    assert told(ask, base=85_001, currency="GBP", fx_to_usd=1.27)["parts"]["base"] == 107_951
    assert told(ask, base=1_001, currency="EUR", fx_to_usd=1.5)["parts"]["base"] == 1_502


def test_a_discount_is_taken_off_equity_alone_and_silences_the_warning(ask):
    plain = ask(**SENIOR, offers=[{"base": 190_000, "equity_per_year": 60_000}])
    cut = ask(
        **SENIOR, offers=[{"base": 190_000, "equity_per_year": 60_000, "equity_discount_pct": 50}]
    )
    assert cut["offers"][0]["steady_year_total"] == 220_000
    assert "illiquid_equity" in codes(plain)
    assert "illiquid_equity" not in codes(cut)


def test_warnings_name_offers_by_number_never_by_label(ask):
    offers = [
        {"label": "Secret Co", "base": 190_000, "equity_per_year": 60_000},
        {"label": "Plain", "base": 190_000},
        {"label": "Other", "base": 190_000, "equity_per_year": 50_000},
    ]
    result = ask(**SENIOR, offers=offers)
    (warning,) = result["warnings"]
    assert warning["text"].startswith("Offers 1 and 3: ")
    rest = {name: value for name, value in result.items() if name != "offers"}
    assert "Secret Co" not in str(rest)


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        ([0.25, 0.25, 0.25, 0.25], ""),
        ([0.05, 0.15, 0.4, 0.4], ""),
        ([0, 0.34, 0.33, 0.33], ""),
        ([0.2, 0.3, 0.25, 0.25], ""),
        ([0.1, 0.2, 0.4, 0.3], "$260,000 in year 3 to $240,000 in year 4"),
    ],
)
def test_only_vesting_that_falls_later_is_warned_about(ask, schedule, said):
    offer = {"base": 180_000, "equity_grant_total": 200_000, "vest_schedule": schedule}
    result = ask(**SENIOR, offers=[offer])
    texts = [w["text"] for w in result["warnings"] if w["code"] == "falling_pay"]
    assert (said in texts[0]) if said else texts == []


def test_a_schedule_may_miss_one_by_a_thousandth(ask):
    offer = told(ask, base=190_000, equity_grant_total=300_000, vest_schedule=[0.333, 0.333, 0.333])
    assert offer["years"] == [289_900] * 3


@pytest.mark.parametrize(
    ("base", "side", "gap", "total"),
    [
        (219_999, "below", -1, 0.0),
        (220_000, "within", 0, 0.0),
        (310_000, "within", 0, 1.0),
        (310_001, "above", 1, 1.0),
    ],
)
def test_ends_of_the_range_count_as_within(ask, base, side, gap, total):
    (position,) = told(ask, base=base)["positions"]
    assert (position["side"], position["gap"], position["total"]) == (side, gap, total)


def test_several_rows_give_one_position_each_in_their_order(ask):
    result = ask(years_ai_experience=3, location="Boston", offers=[{"base": 250_000}])
    rows = [(row["level"], row["market"]) for row in result["estimates"]]
    positions = result["offers"][0]["positions"]
    assert [(place["level"], place["market"]) for place in positions] == rows


def test_an_uncovered_place_keeps_the_years_and_drops_the_positions(ask):
    result = ask(level="senior", location="Tokyo", offers=[{"base": 250_000, "sign_on": 10_000}])
    (offer,) = result["offers"]
    assert offer["positions"] == []
    assert offer["years"][0] == 260_000


def test_one_offer_is_in_the_summary(ask):
    summary = ask(**SENIOR, offers=[{"base": 250_000}])["summary"]
    assert "The offer is $250,000 a year without bonus, within this range." in summary


def test_several_offers_are_in_the_summary_by_number(ask):
    summary = ask(**SENIOR, offers=[{"base": 250_000}, {"base": 200_000}])["summary"]
    assert "Offers without bonus: 1 $250,000 within, 2 $200,000 below." in summary


def test_next_calls_keep_the_offers_without_their_labels(ask):
    offer = {"label": "Secret Co", "base": 250_000, "currency": "GBP", "fx_to_usd": 1.3}
    result = ask(years_ai_experience=3, location="Denver", offers=[offer])
    calls = [action["arguments"] for action in result["next_actions"]]
    kept = {"base": 250_000, "currency": "GBP", "fx_to_usd": 1.3}
    assert calls == [
        {"level": "junior_mid", "market": "us-tier2", "offers": [kept]},
        {"level": "senior", "market": "us-tier2", "offers": [kept]},
    ]
    assert all(ask(**call)["status"] == "estimated" for call in calls)
