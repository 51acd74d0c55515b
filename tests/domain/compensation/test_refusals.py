"""Wrong arguments: each error says which field, what is valid, and what was probably meant."""

import copy
import json
import re

import pytest

from career_guide.deps import Deps
from career_guide.tools.boundary import invoke
from career_guide.tools.compensation import ESTIMATE_COMP


def offer(**fields):
    return {"level": "senior", "offers": [{"base": 190_000, **fields}]}


GRANT = {"equity_grant_total": 240_000}

MEANT = [
    ({"level": "senoir"}, "/level", "senior"),
    (offer(base=190), "/offers/0/base", 190_000),
    (offer(base="190"), "/offers/0/base", 190_000),
    (offer(base=190.5), "/offers/0/base", 190_500),
    (offer(base="190k"), "/offers/0/base", 190_000),
    (offer(base="185.5K"), "/offers/0/base", 185_500),
    (offer(base="1.2M"), "/offers/0/base", 1_200_000),
    (offer(base="$190,000"), "/offers/0/base", 190_000),
    (offer(base="£85k"), "/offers/0/base", 85_000),
    (offer(base="190 000 EUR"), "/offers/0/base", 190_000),
    (offer(base="190.000"), "/offers/0/base", 190_000),
    (offer(base=190_000.5), "/offers/0/base", 190_001),
    (offer(sign_on=30), "/offers/0/sign_on", 30_000),
    (offer(bonus_amount=19), "/offers/0/bonus_amount", 19_000),
    (offer(equity_grant_total=240, vest_years=4), "/offers/0/equity_grant_total", 240_000),
    ({"current_general_swe_total": 180}, "/current_general_swe_total", 180_000),
    (offer(bonus_target_pct=0.1), "/offers/0/bonus_target_pct", 10),
    (offer(bonus_target_pct="0.125"), "/offers/0/bonus_target_pct", 12.5),
    (offer(bonus_target_pct="10%"), "/offers/0/bonus_target_pct", 10),
    (offer(equity_discount_pct=0.3), "/offers/0/equity_discount_pct", 30),
    (offer(**GRANT), "/offers/0/vest_years", 4),
    (
        offer(**GRANT, vest_schedule=[40, 30, 20, 10]),
        "/offers/0/vest_schedule",
        [0.4, 0.3, 0.2, 0.1],
    ),
    (offer(**GRANT, vest_schedule="40/30/20/10"), "/offers/0/vest_schedule", [0.4, 0.3, 0.2, 0.1]),
    (
        offer(**GRANT, vest_schedule=[0.4, 0.3, 0.2]),
        "/offers/0/vest_schedule",
        [0.4445, 0.3333, 0.2222],
    ),
    (offer(**GRANT, vest_schedule=[0.5, 0.5], vest_years=4), "/offers/0/vest_years", 2),
    (offer(currency="£", fx_to_usd=1.27), "/offers/0/currency", "GBP"),
    (offer(currency="pounds", fx_to_usd=1.27), "/offers/0/currency", "GBP"),
    (offer(currency="GBR", fx_to_usd=1.27), "/offers/0/currency", "GBP"),
    (offer(currency="INR", fx_to_usd=80), "/offers/0/fx_to_usd", 0.0125),
]
EXPLAINED = [
    (offer(base=0), "/offers/0/base"),
    (offer(sign_on=-1), "/offers/0/sign_on"),
    (offer(base=-190_000), "/offers/0/base"),
    (offer(base="a lot"), "/offers/0/base"),
    (offer(base="12,34,56,78,90,12"), "/offers/0/base"),
    (offer(base="9" * 61), "/offers/0/base"),
    (offer(base=10**12), "/offers/0/base"),
    (offer(base="900000000000"), "/offers/0/base"),
    (offer(base=10**400), "/offers/0/base"),
    (offer(base="0.0001"), "/offers/0/base"),
    (offer(base=True), "/offers/0/base"),
    (offer(base=None), "/offers/0/base"),
    (offer(base=[190_000]), "/offers/0/base"),
    (offer(base=float("inf")), "/offers/0/base"),
    (offer(bonus_target_pct=-5), "/offers/0/bonus_target_pct"),
    (offer(bonus_target_pct=True), "/offers/0/bonus_target_pct"),
    (offer(bonus_target_pct="ten"), "/offers/0/bonus_target_pct"),
    (offer(bonus_target_pct=10, bonus_amount=19_000), "/offers/0/bonus_amount"),
    (offer(**GRANT, vest_years=4, equity_per_year=60_000), "/offers/0/equity_per_year"),
    (offer(vest_years=4), "/offers/0/equity_grant_total"),
    (offer(vest_schedule=[0.5, 0.5]), "/offers/0/equity_grant_total"),
    (offer(vest_years=4, equity_per_year=60_000), "/offers/0/vest_years"),
    (offer(vest_schedule=[1], equity_per_year=60_000), "/offers/0/vest_schedule"),
    (offer(**GRANT, vest_schedule=[0, 0]), "/offers/0/vest_schedule"),
    (offer(currency="GBP"), "/offers/0/fx_to_usd"),
    (offer(currency="XYZ", fx_to_usd=2), "/offers/0/currency"),
    (offer(currency="dogecoin"), "/offers/0/currency"),
    (offer(fx_to_usd=1.27), "/offers/0/currency"),
    (offer(currency="GBP", fx_to_usd=0), "/offers/0/fx_to_usd"),
    ({"years_ai_experience": "three"}, "/years_ai_experience"),
    ({"years_ai_experience": True}, "/years_ai_experience"),
    ({"years_ai_experience": 51}, "/years_ai_experience"),
    ({"offers": [{"base": 190_000}] * 6}, "/offers"),
    ({"offers": "a good one"}, "/offers"),
]


@pytest.mark.parametrize(("arguments", "field", "meant"), MEANT)
def test_the_value_that_was_meant_is_named_and_works(ask, refused, arguments, field, meant):
    (error,) = refused(**arguments)
    assert (error["field"], error["did_you_mean"]) == (field, meant)
    assert ask(**_with(arguments, error))["status"] in ("estimated", "needs_choice")


@pytest.mark.parametrize(("arguments", "field"), EXPLAINED)
def test_what_is_expected_ends_in_a_value_that_works(ask, refused, arguments, field):
    (error,) = refused(**arguments)
    assert error["field"] == field
    assert ask(**_with(arguments, error))["status"] in ("estimated", "needs_choice")


def _with(arguments, error):
    """The call after a mechanical repair that knows nothing but the error."""
    value = error["did_you_mean"]
    if value is None:
        example = re.search(r"for example (.*)$", error["expected"])
        assert example, error
        try:
            value = json.loads(example[1])
        except ValueError:
            value = example[1]
    repaired = copy.deepcopy(arguments)
    *steps, last = error["field"].removeprefix("/").split("/")
    at = repaired
    for step in steps:
        at = at[int(step)] if isinstance(at, list) else at[step]
    at[last] = value
    return repaired


def test_all_faults_of_several_offers_come_at_once_in_order(refused):
    errors = refused(
        offers=[
            {"base": 85_000, "currency": "GBP"},
            {"base": 190_000, **GRANT},
            {"base": 190_000, "bonus_target_pct": 10, "bonus_amount": 19_000},
        ]
    )
    assert [error["field"] for error in errors] == [
        "/offers/0/fx_to_usd",
        "/offers/1/vest_years",
        "/offers/2/bonus_amount",
    ]


def test_values_of_the_wrong_kind_come_at_once_too(refused):
    errors = refused(level="senoir", offers=[{"base": 190, **GRANT, "vest_schedule": [40, 60]}])
    assert [error["field"] for error in errors] == [
        "/level",
        "/offers/0/base",
        "/offers/0/vest_schedule",
    ]


@pytest.mark.parametrize("name", ["city", "pay", "salary"])
def test_unknown_arguments_are_refused_by_name(refused, name):
    (error,) = refused(**{"level": "senior", name: "x"})
    assert (error["code"], error["field"]) == ("unknown_argument", f"/{name}")


def test_what_real_clients_send_is_taken(ask):
    wanted = ask(
        level="senior", years_ai_experience=4, offers=[{"base": 190_000, "sign_on": 5_000}]
    )
    assert wanted == ask(
        level="senior",
        years_ai_experience="4.0",
        market=None,
        adjust=None,
        offers='[{"base": "190000", "sign_on": 5e3, "label": null}]',
    )
    assert wanted == ask(
        level="senior", years_ai_experience=4, offers={"base": 190_000, "sign_on": 5_000}
    )


def test_one_offer_as_text_stands_without_its_list(ask):
    assert len(ask(level="senior", offers='{"base": 190000}')["offers"]) == 1


def test_long_text_where_money_is_expected_is_refused_quickly(refused):
    for text in ("1 " * 5_000, " " * 50_000 + "1x", "$" * 50_000):
        (error,) = refused(**offer(base=text))
        assert error["field"] == "/offers/0/base"


def test_every_documented_example_runs(catalog):
    deps = Deps(catalog=catalog)
    examples = ESTIMATE_COMP.input.model_json_schema()["examples"]
    for arguments in (ESTIMATE_COMP.example, *examples):
        assert not invoke(ESTIMATE_COMP, arguments, deps).is_error
