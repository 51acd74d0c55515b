"""The worked cases and the whole grid, computed by hand in thousands of dollars."""

import pytest

LEVELS = ("junior_mid", "senior", "staff_principal", "manager")
MARKETS = ("us-major", "us-tier2", "us-remote", "uk-weu", "ca-au", "in-eeu")

# level: salary, equity, total of the guide's table
TABLE = {
    "junior_mid": ((120, 160), (20, 40), (140, 200)),
    "senior": ((180, 230), (40, 80), (220, 310)),
    "staff_principal": ((250, 300), (80, 150), (330, 450)),
    "manager": ((220, 270), (60, 120), (280, 390)),
}
# level, market: total with all parts scaled, total with the salary alone scaled
GRID = {
    ("junior_mid", "us-tier2"): ((119, 190), (122, 192)),
    ("junior_mid", "us-remote"): ((112, 180), (116, 184)),
    ("junior_mid", "uk-weu"): ((91, 160), (98, 168)),
    ("junior_mid", "ca-au"): ((98, 170), (104, 176)),
    ("junior_mid", "in-eeu"): ((42, 100), (56, 120)),
    ("senior", "us-tier2"): ((187, 294.5), (193, 298.5)),
    ("senior", "us-remote"): ((176, 279), (184, 287)),
    ("senior", "uk-weu"): ((143, 248), (157, 264)),
    ("senior", "ca-au"): ((154, 263.5), (166, 275.5)),
    ("senior", "in-eeu"): ((66, 155), (94, 195)),
    ("staff_principal", "us-tier2"): ((280.5, 427.5), (292.5, 435)),
    ("staff_principal", "us-remote"): ((264, 405), (280, 420)),
    ("staff_principal", "uk-weu"): ((214.5, 360), (242.5, 390)),
    ("staff_principal", "ca-au"): ((231, 382.5), (255, 405)),
    ("staff_principal", "in-eeu"): ((99, 225), (155, 300)),
    ("manager", "us-tier2"): ((238, 370.5), (247, 376.5)),
    ("manager", "us-remote"): ((224, 351), (236, 363)),
    ("manager", "uk-weu"): ((182, 312), (203, 336)),
    ("manager", "ca-au"): ((196, 331.5), (214, 349.5)),
    ("manager", "in-eeu"): ((84, 195), (126, 255)),
}
# whole dollars, 166,666.67 and its like rounded half up
IMPLIED_GENERAL = {
    "junior_mid": (100_000, 166_667),
    "senior": (157_143, 258_333),
    "staff_principal": (235_714, 375_000),
    "manager": (200_000, 325_000),
}


def k(low, high):
    return {"low": round(low * 1000), "high": round(high * 1000)}


def one(result):
    assert result["status"] == "estimated"
    (row,) = result["estimates"]
    return row


@pytest.mark.parametrize("level", LEVELS)
def test_major_metro_rows_are_the_guides_table(ask, level):
    row = one(ask(level=level, market="us-major"))
    salary, equity, total = TABLE[level]
    assert (row["salary"], row["equity"], row["total"]) == (k(*salary), k(*equity), k(*total))
    assert row["salary_only_total"] == row["total"]


@pytest.mark.parametrize(("level", "market"), GRID)
def test_every_cell_of_the_grid_is_exact(ask, level, market):
    row = one(ask(level=level, market=market))
    total, salary_only = GRID[level, market]
    assert row["total"] == k(*total)
    assert row["salary_only_total"] == k(*salary_only)


@pytest.mark.parametrize(("level", "market"), GRID)
def test_salary_only_leaves_the_equity_of_the_table(ask, level, market):
    row = one(ask(level=level, market=market, adjust="salary_only"))
    assert row["equity"] == k(*TABLE[level][1])
    assert row["total"] == row["salary_only_total"] == k(*GRID[level, market][1])


@pytest.mark.parametrize("level", LEVELS)
def test_implied_general_pay_takes_the_premium_out(ask, level):
    row = one(ask(level=level, market="us-major"))
    low, high = IMPLIED_GENERAL[level]
    assert row["implied_general_total"] == {"low": low, "high": high}


def test_c1_senior_in_a_major_metro(ask):
    row = one(ask(level="senior", market="us-major"))
    assert (row["salary"], row["equity"], row["total"]) == (k(180, 230), k(40, 80), k(220, 310))


def test_c2_senior_in_denver(ask):
    result = ask(level="senior", location="Denver")
    row = one(result)
    assert row["market"] == "us-tier2"
    assert (row["salary"], row["equity"], row["total"]) == (
        k(153, 218.5),
        k(34, 76),
        k(187, 294.5),
    )
    assert row["salary_only_total"] == k(193, 298.5)
    assert result["summary"] == (
        "Senior AI engineer, US tier-2 city: total $187,000–$294,500 a year (salary "
        "$153,000–$218,500, equity $34,000–$76,000); one author's 2026 view."
    )


def test_c3_junior_in_western_europe(ask):
    row = one(ask(level="junior_mid", market="uk-weu"))
    assert (row["salary"], row["equity"]) == (k(78, 128), k(13, 32))
    assert (row["total"], row["salary_only_total"]) == (k(91, 160), k(98, 168))


def test_c4_two_offers_for_remote_staff(ask):
    result = ask(
        level="staff_principal",
        market="us-remote",
        offers=[{"label": "first", "base": 300_000}, {"label": "second", "base": 250_000}],
    )
    row = one(result)
    assert (row["total"], row["salary_only_total"]) == (k(264, 405), k(280, 420))
    first, second = (offer["positions"][0] for offer in result["offers"])
    assert (first["total"], first["gap"], first["side"]) == (0.2553, 0, "within")
    assert (second["total"], second["gap"], second["side"]) == (0.0, -14_000, "below")


def test_c5_manager_in_india_or_eastern_europe(ask):
    row = one(ask(level="manager", market="in-eeu"))
    assert (row["salary"], row["equity"], row["total"]) == (k(66, 135), k(18, 60), k(84, 195))


def test_c6_exactly_three_years_fit_two_rows_with_a_hole_between(ask):
    result = ask(years_ai_experience=3, market="us-major")
    assert result["status"] == "needs_choice"
    assert [row["level"] for row in result["estimates"]] == ["junior_mid", "senior"]
    assert [row["total"] for row in result["estimates"]] == [k(140, 200), k(220, 310)]
    assert result["hull"] == {"low": 140_000, "high": 310_000, "holes": [k(200, 220)]}
    assert "Junior / mid or Senior" in result["question"]
    assert "$200,000–$220,000" in result["summary"]


def test_c7_general_pay_implied_by_a_senior_row(ask):
    row = one(ask(level="senior", market="us-major"))
    assert row["implied_general_total"] == {"low": 157_143, "high": 258_333}


def test_c8_current_general_pay_meets_the_senior_row(ask):
    row = one(ask(level="senior", market="us-major", current_general_swe_total=180_000))
    assert row["expected_from_current"] == k(216, 252)
    assert row["overlap"] == k(220, 252)


def test_c9_offer_with_bonus_grant_and_sign_on(ask):
    offer = {
        "label": "offer",
        "base": 190_000,
        "bonus_target_pct": 10,
        "equity_grant_total": 240_000,
        "vest_years": 4,
        "sign_on": 30_000,
    }
    (told,) = ask(level="senior", market="us-major", offers=[offer])["offers"]
    assert told["steady_year_total"] == 250_000
    assert told["total_with_bonus"] == 269_000
    assert told["years"] == [299_000, 269_000, 269_000, 269_000]
    (position,) = told["positions"]
    assert (position["salary"], position["equity"], position["total"]) == (0.2, 0.5, 0.3333)
    assert position["gap"] == 0


def test_c10_front_loaded_grant_warns_of_falling_pay(ask):
    offer = {
        "base": 185_000,
        "equity_grant_total": 400_000,
        "vest_schedule": [0.4, 0.3, 0.2, 0.1],
    }
    result = ask(level="senior", market="us-major", offers=[offer])
    (told,) = result["offers"]
    assert told["years"] == [345_000, 305_000, 265_000, 225_000]
    assert told["steady_year_total"] == 285_000
    assert told["positions"][0]["total"] == 0.7222
    (warning,) = [w for w in result["warnings"] if w["code"] == "falling_pay"]
    assert "$345,000 in year 1 to $225,000 in year 4" in warning["text"]


def test_c11_pounds_at_the_callers_rate(ask):
    offer = {"base": 85_000, "currency": "GBP", "fx_to_usd": 1.27}
    (told,) = ask(level="junior_mid", market="uk-weu", offers=[offer])["offers"]
    assert told["steady_year_total"] == 107_950
    (position,) = told["positions"]
    assert (position["total"], position["salary"]) == (0.2457, 0.599)


def test_c12_senior_in_canada_or_australia(ask):
    assert one(ask(level="senior", market="ca-au"))["total"] == k(154, 263.5)


def test_c13_boston_fits_two_markets_and_none_is_chosen(ask):
    result = ask(level="senior", location="Boston")
    assert result["status"] == "needs_choice"
    assert [row["market"] for row in result["estimates"]] == ["us-major", "us-tier2"]
    assert [row["total"] for row in result["estimates"]] == [k(220, 310), k(187, 294.5)]
    assert result["hull"] == {"low": 187_000, "high": 310_000, "holes": []}
    assert "US major metro or US tier-2 city" in result["question"]


def test_c14_tokyo_has_no_row_and_gets_no_adjusted_figure(ask):
    result = ask(level="senior", location="Tokyo")
    assert result["status"] == "market_not_covered"
    assert result["estimates"] == []
    assert result["baseline"]["market"] == "us-major"
    assert result["baseline"]["total"] == k(220, 310)
    assert result["place"]["kind"] == "not_covered"


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (
            {
                "offers": [
                    {
                        "base": 185_000,
                        "equity_grant_total": 400_000,
                        "vest_schedule": [0.4, 0.3, 0.2],
                    }
                ]
            },
            "/offers/0/vest_schedule",
        ),
        ({"offers": [{"base": -1}]}, "/offers/0/base"),
        ({"offers": [{"base": float("nan")}]}, "/offers/0/base"),
        ({"years_ai_experience": float("nan")}, "/years_ai_experience"),
        ({"years_ai_experience": -1}, "/years_ai_experience"),
        ({"offers": [{"base": 85_000, "currency": "GBP"}]}, "/offers/0/fx_to_usd"),
    ],
)
def test_c15_wrong_input_names_the_field_and_an_example(refused, arguments, field):
    (error,) = refused(level="senior", **arguments)
    assert error["field"] == field
    assert "for example" in error["expected"]
