"""The pay content says the guide's figures, and its derived facts what the tool computes."""

import re

import pytest

from career_guide.models.ids import LEVEL_IDS, MARKET_IDS

# Restated by hand from the guide's two tables, in its own units.
TABLE = {
    "junior_mid": ((120, 160), (20, 40), (140, 200), (0, 3)),
    "senior": ((180, 230), (40, 80), (220, 310), (3, 5)),
    "staff_principal": ((250, 300), (80, 150), (330, 450), None),
    "manager": ((220, 270), (60, 120), (280, 390), None),
}
PERCENT = {
    "us-major": (100, 100),
    "us-tier2": (85, 95),
    "us-remote": (80, 90),
    "uk-weu": (65, 80),
    "ca-au": (70, 85),
    "in-eeu": (30, 50),
}
NAMED_CITIES = {
    "us-major": {"San Francisco", "New York City", "Seattle"},
    "us-tier2": {"Austin", "Denver", "Chicago"},
}
SHORT = {
    "junior_mid": "junior",
    "senior": "senior",
    "staff_principal": "staff",
    "manager": "manager",
}


def ends(span):
    return (span.low, span.high)


def thousands(span):
    return (span[0] * 1000, span[1] * 1000)


def said(span):
    return f"${span['low']:,}–${span['high']:,}"


def test_every_level_has_the_guides_row(catalog):
    assert tuple(level.id for level in catalog.levels) == LEVEL_IDS
    for level in catalog.levels:
        salary, equity, total, years = TABLE[level.id]
        assert ends(level.salary) == thousands(salary)
        assert ends(level.equity) == thousands(equity)
        assert ends(level.total) == thousands(total)
        assert (ends(level.years_ai) if level.years_ai else None) == years


def test_every_market_has_the_guides_percentages_and_cities(catalog):
    assert tuple(market.id for market in catalog.markets) == MARKET_IDS
    for market in catalog.markets:
        assert ends(market.percent) == PERCENT[market.id]
        assert set(market.cities) == NAMED_CITIES.get(market.id, set())
        assert set(market.cities) <= {area.name for area in market.areas if area.named}


def test_the_premium_is_the_guides(catalog):
    assert ends(catalog.premium.percent) == (20, 40)
    assert "20–40%" in catalog.facts[catalog.premium.percent_fact].text


@pytest.mark.parametrize("level_id", LEVEL_IDS)
@pytest.mark.parametrize("part", ["salary", "equity", "total"])
def test_the_fact_of_each_cell_states_its_figures(catalog, level_id, part):
    level = catalog.level(level_id)
    fact = catalog.facts[getattr(level.figures, part)]
    assert fact.basis == "guide"
    assert said(getattr(level, part).model_dump()) in fact.text


@pytest.mark.parametrize("market_id", MARKET_IDS[1:])
def test_the_fact_of_each_market_states_its_percentages(catalog, market_id):
    market = catalog.market(market_id)
    fact = catalog.facts[market.percent_fact]
    assert fact.basis == "guide"
    assert f"{market.percent.low}–{market.percent.high}%" in fact.text


@pytest.mark.parametrize("level", LEVEL_IDS)
@pytest.mark.parametrize("market", MARKET_IDS[1:])
def test_derived_totals_are_what_the_tool_computes(ask, catalog, level, market):
    fact = catalog.facts[f"market-{market}-{SHORT[level]}"]
    (row,) = ask(level=level, market=market)["estimates"]
    assert fact.basis == "derived"
    assert f"{said(row['total'])} a year in total" in fact.text
    assert f"salary {said(row['salary'])} and equity {said(row['equity'])}" in fact.text


@pytest.mark.parametrize("level", LEVEL_IDS)
def test_derived_general_pay_is_what_the_tool_computes(ask, catalog, level):
    fact = catalog.facts[f"pay-{SHORT[level]}-implied-general"]
    (row,) = ask(level=level, market="us-major")["estimates"]
    assert fact.basis == "derived"
    assert said(row["implied_general_total"]) in fact.text


def test_the_overview_holds_every_total_and_every_percentage(catalog):
    for level in catalog.levels:
        assert said(level.total.model_dump()) in catalog.facts["pay-all-levels"].text
    for market in catalog.markets[1:]:
        percent = f"{market.percent.low}–{market.percent.high}%"
        assert percent in catalog.facts["market-all-percentages"].text


def test_the_year_and_the_source_are_said(catalog):
    assert str(catalog.guide.year) in catalog.facts["pay-source"].text


def test_pay_facts_stand_alone_and_are_asked_for_in_several_ways(catalog):
    items = (*catalog.levels, *catalog.markets, catalog.premium)
    facts = [fact for item in items for fact in item.facts]
    assert len({fact.id for fact in facts}) == len(facts)
    for fact in facts:
        assert re.match(r"^(pay|market|premium)-", fact.id)
        assert len({ask.casefold() for ask in fact.asks}) == len(fact.asks)


def test_no_name_of_a_place_means_two_single_markets(catalog):
    owner = {}
    for market in catalog.markets:
        for area in market.areas:
            for name in (area.name, *area.aliases, *area.regions, *area.places):
                if not re.fullmatch("[A-Z]{2}", name):
                    assert owner.setdefault(name.casefold(), market.id) == market.id, name


def test_currencies_are_distinct_codes_beside_the_dollar(catalog):
    currencies = catalog.locations.currencies
    assert all(re.fullmatch("[A-Z]{3}", code) for code in currencies)
    assert len(set(currencies)) == len(currencies)
    assert "USD" not in currencies
