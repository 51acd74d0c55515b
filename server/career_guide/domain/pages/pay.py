"""Pay by level and by market as pages, with the adjusted grid derived from the guide's tables."""

from career_guide.domain.compensation.money import plus, scaled, usd_range
from career_guide.domain.pages.markdown import (
    fact_lines,
    link,
    mark,
    percent_range,
    table,
)
from career_guide.domain.pages.page import Json, Page, Part, make_page, plain
from career_guide.models.base import Range
from career_guide.models.content.base import Fact
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.compensation import Market, PayLevel, YearsBand


def _ours(fact_id: str) -> str:
    return mark("assumption", fact_id)


GRID_NOTE = (
    "Low end times low percentage, high end times high percentage (derived). Salary and equity "
    f"are scaled alike {_ours('assume-market-scales-all')}; *salary only* scales the salary and "
    "leaves equity as it is."
)


def salary_page(catalog: Catalog) -> Page:
    """The guide's pay table, the premium, and totals in every market."""
    guide = catalog.guide
    return make_page(
        catalog,
        slug="salary",
        title="Pay by level",
        description="Salary, equity and total of each level, the premium, and every market.",
        section="salary",
        priority=0.9,
        lead=f"US dollars a year, full-time, {guide.year}. {guide.view}",
        parts=[
            Part("Pay table", _pay_table(catalog)),
            Part(
                "How to read it",
                [
                    f"- It stands for a US major metro {_ours('assume-baseline-major')}",
                    f"- Years of AI work choose the row {_ours('assume-level-from-years')}",
                    *fact_lines(_gap_facts(catalog, "no-bonus", "no-distribution", "three-years")),
                ],
            ),
            Part("Premium", fact_lines(catalog.premium.facts)),
            Part("Totals by market", [GRID_NOTE, "", *_totals_grid(catalog)]),
            Part("Totals by market, salary only scaled", _totals_grid(catalog, salary_only=True)),
            Part(
                "More",
                [
                    "- Places and percentages: career://markets",
                    "- What the pay figures leave open: career://caveats",
                ],
            ),
        ],
        data=lambda: {
            "year": guide.year,
            "currency": guide.currency,
            "levels": [plain(entry) for entry in catalog.levels],
            "premium": plain(catalog.premium),
            "by_market": [_cell(level, m) for level in catalog.levels for m in catalog.markets],
        },
    )


def level_pages(catalog: Catalog) -> list[Page]:
    """One page for each pay level."""
    return [_level_page(catalog, level) for level in catalog.levels]


def market_pages(catalog: Catalog) -> list[Page]:
    """One page for each market."""
    return [_market_page(catalog, market) for market in catalog.markets]


def markets_page(catalog: Catalog) -> Page:
    """All markets with their percentages and places."""
    places = catalog.locations
    return make_page(
        catalog,
        slug="markets",
        title="Pay by market",
        description="Percentages by place, what belongs where, and what is not covered.",
        section="salary",
        priority=0.8,
        lead="Percent of pay in a US major metro. Each market has its own page with all figures.",
        parts=[
            Part(
                "Percentages",
                table(
                    ("Market", "Percent", "Cities the guide names", "Facts"),
                    (
                        (
                            link(entry.title, f"markets/{entry.id}"),
                            percent_range(entry.percent),
                            ", ".join(entry.cities) or "none",
                            f"`{entry.percent_fact}`",
                        )
                        for entry in catalog.markets
                    ),
                ),
            ),
            Part(
                "Places that fit more than one market",
                [
                    f"- {entry.name}: {', '.join(entry.markets)}. {entry.why} {mark('assumption')}"
                    for entry in places.choices
                ],
            ),
            Part(
                "Places without a market",
                [
                    "No adjusted figure is given for these, only the baseline "
                    f"{mark('editorial', 'gap-uncovered-markets')}.",
                    "",
                    ", ".join(area.name for area in places.not_covered) + ".",
                ],
            ),
            Part(
                "Open points",
                fact_lines(
                    _gap_facts(catalog, "market-component", "canada-above-uk", "remote-and-tier-2")
                ),
            ),
        ],
        data=lambda: {
            "markets": [plain(entry) for entry in catalog.markets],
            "choices": [entry.model_dump(mode="json") for entry in places.choices],
            "not_covered": [area.name for area in places.not_covered],
        },
    )


def salary_only(level: PayLevel, market: Market) -> Range:
    """Total with the salary scaled to the market and the equity as in the table."""
    return plus(scaled(level.salary, market.percent), level.equity)


def _level_page(catalog: Catalog, level: PayLevel) -> Page:
    years = _years(level.years_ai)
    return make_page(
        catalog,
        slug=f"salary/{level.id}",
        title=f"Pay: {level.title}",
        description=f"{level.title}: salary, equity and total, in every market.",
        section=level.section,
        priority=0.7,
        lead=(
            f"{level.role}, {catalog.guide.year}, US dollars a year"
            + (f", {years} of AI work." if years != "not given" else ".")
        ),
        parts=[
            Part("What the guide says", fact_lines(f for f in level.facts if f.basis == "guide")),
            Part("What follows from it", fact_lines(f for f in level.facts if f.basis != "guide")),
            Part(
                "In every market",
                [
                    GRID_NOTE,
                    "",
                    *table(
                        ("Market", "Percent", "Salary", "Equity", "Total", "Total, salary only"),
                        (
                            (market.title, percent_range(market.percent), *_amounts(level, market))
                            for market in catalog.markets
                        ),
                    ),
                ],
            ),
        ],
        data=lambda: {
            "level": plain(level),
            "by_market": [_cell(level, market) for market in catalog.markets],
        },
    )


def _market_page(catalog: Catalog, market: Market) -> Page:
    return make_page(
        catalog,
        slug=f"markets/{market.id}",
        title=f"Market: {market.title}",
        description=f"{market.title}: percentage, places, and every level's pay there.",
        section=market.section,
        priority=0.6,
        lead=_share(market),
        parts=[
            Part("What the guide says", fact_lines(f for f in market.facts if f.basis == "guide")),
            Part("What follows from it", fact_lines(f for f in market.facts if f.basis != "guide")),
            Part(
                "Every level there",
                [
                    GRID_NOTE,
                    "",
                    *table(
                        ("Level", "Salary", "Equity", "Total", "Total, salary only"),
                        ((level.title, *_amounts(level, market)) for level in catalog.levels),
                    ),
                ],
            ),
            Part("Places", _places(market)),
        ],
        data=lambda: {
            "market": plain(market),
            "by_level": [_cell(level, market) for level in catalog.levels],
        },
    )


def _share(market: Market) -> str:
    said = mark("guide", market.percent_fact)
    if market.percent.low == market.percent.high == 100:
        return f"The baseline that all other markets are compared with {said}."
    return f"{percent_range(market.percent)} of pay in a US major metro {said}."


def _pay_table(catalog: Catalog) -> list[str]:
    return table(
        ("Level", "AI years", "Salary", "Equity a year", "Total", "Facts"),
        (
            (
                link(level.title, f"salary/{level.id}"),
                _years(level.years_ai),
                usd_range(level.salary),
                usd_range(level.equity),
                usd_range(level.total),
                _figure_facts(level),
            )
            for level in catalog.levels
        ),
    )


def _figure_facts(level: PayLevel) -> str:
    figures = level.figures
    codes = (figures.salary, figures.equity, figures.total, figures.years)
    return ", ".join(f"`{code}`" for code in codes if code)


def _years(years: YearsBand | None) -> str:
    return f"{years.low}–{years.high} years" if years else "not given"


def _totals_grid(catalog: Catalog, salary_only: bool = False) -> list[str]:
    pick = 3 if salary_only else 2
    return table(
        ("Market", *(level.title for level in catalog.levels)),
        (
            (market.title, *(_amounts(level, market)[pick] for level in catalog.levels))
            for market in catalog.markets
        ),
    )


def _amounts(level: PayLevel, market: Market) -> tuple[str, str, str, str]:
    """Salary, equity, total, and total with only the salary scaled, as shown."""
    return (
        usd_range(scaled(level.salary, market.percent)),
        usd_range(scaled(level.equity, market.percent)),
        usd_range(scaled(level.total, market.percent)),
        usd_range(salary_only(level, market)),
    )


def _cell(level: PayLevel, market: Market) -> Json:
    return {
        "level": level.id,
        "market": market.id,
        "basis": "derived",
        "salary": scaled(level.salary, market.percent).model_dump(),
        "equity": scaled(level.equity, market.percent).model_dump(),
        "total": scaled(level.total, market.percent).model_dump(),
        "salary_only_total": salary_only(level, market).model_dump(),
    }


def _places(market: Market) -> list[str]:
    named = [area.name for area in market.areas if area.named]
    lines = []
    if market.cities:
        lines.append(f"- Named by the guide: {', '.join(market.cities)}")
    elif named:
        lines.append(f"- Named by the guide: {', '.join(named)}")
    if market.inferred:
        lines.append(
            f"- Added by us {mark('assumption', 'assume-inferred-market')}: "
            f"{', '.join(market.inferred)}"
        )
    return lines


def _gap_facts(catalog: Catalog, *gap_ids: str) -> list[Fact]:
    return [fact for gap in catalog.gaps.entries if gap.id in gap_ids for fact in gap.facts]
