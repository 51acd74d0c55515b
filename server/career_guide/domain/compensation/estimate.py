"""What a role pays: every row that fits, with offers and current pay placed in it."""

from collections.abc import Iterable

from career_guide.domain.compensation.case import Case
from career_guide.domain.compensation.concise import concise
from career_guide.domain.compensation.levels import LevelRow, choose_level
from career_guide.domain.compensation.markets import BASELINE, choose_market
from career_guide.domain.compensation.money import (
    hull,
    overlap,
    plus,
    scaled,
    with_premium,
    without_premium,
)
from career_guide.domain.compensation.notices import warnings
from career_guide.domain.compensation.offers import offer_faults, placed, priced
from career_guide.domain.compensation.support import assumptions, basis, sources
from career_guide.domain.compensation.wording import next_actions, question, summary
from career_guide.models.content.catalog import Catalog
from career_guide.models.estimate_comp import EstimateCompInput
from career_guide.models.estimate_comp_result import Estimate, EstimateCompResult
from career_guide.models.ids import MarketId
from career_guide.refusals import InputRefused


def estimate_comp(catalog: Catalog, request: EstimateCompInput) -> EstimateCompResult:
    """Ranges for the level and place asked for, as the guide has them (section on salary).

    Several rows where the guide leaves it open, none where it has no row for the place; never an
    average of rows, a midpoint or a percentile. Raises InputRefused for offers that contradict
    themselves.
    """
    faults = tuple(offer_faults(request.offers, catalog.locations.currencies))
    if faults:
        raise InputRefused(*faults)
    case = _case(catalog, request)
    result = EstimateCompResult(
        summary=summary(case),
        status=case.status,
        question=question(case),
        estimates=case.estimates,
        hull=hull(row.total for row in case.estimates) if len(case.estimates) > 1 else None,
        baseline=case.baseline,
        alternatives=case.alternatives,
        offers=case.offers,
        place=case.market.place,
        adjust=request.adjust,
        assumptions=assumptions(case),
        warnings=warnings(case),
        basis=basis(case),
        next_actions=next_actions(case),
        sources=sources(case),
        data_version=catalog.data_version,
    )
    return concise(result) if request.detail == "concise" else result


def _case(catalog: Catalog, request: EstimateCompInput) -> Case:
    level, market = choose_level(catalog, request), choose_market(catalog, request)
    markets = market.markets or (BASELINE,)
    rows = _rows(catalog, request, level.rows, markets, market.why)
    beside = _rows(catalog, request, level.alternatives, markets, "")
    baseline = None
    if not market.markets:
        # Nothing is adjusted to the place, so nothing may be compared with it either.
        first, *others = (row.model_copy(update={"overlap": None}) for row in (*rows, *beside))
        why = f"{first.why} The first of {len(rows)} rows that fit." if level.is_open else first.why
        baseline = first.model_copy(update={"why": why})
        rows, beside = (), tuple(others)
    offers = tuple(priced(offer, at) for at, offer in enumerate(request.offers, start=1))
    return Case(
        catalog=catalog,
        request=request,
        level=level,
        market=market,
        estimates=rows,
        alternatives=beside,
        baseline=baseline,
        priced=offers,
        offers=tuple(placed(offer, rows) for offer in offers),
    )


def _rows(
    catalog: Catalog,
    request: EstimateCompInput,
    levels: Iterable[LevelRow],
    markets: tuple[MarketId, ...],
    why_market: str,
) -> tuple[Estimate, ...]:
    """One estimate for each level in each market, levels first."""
    return tuple(
        _estimate(catalog, request, level, market, f"{level.why} {why_market}".strip())
        for level in levels
        for market in markets
    )


def _estimate(
    catalog: Catalog,
    request: EstimateCompInput,
    row: LevelRow,
    market_id: MarketId,
    why: str,
) -> Estimate:
    """The guide's row times the market's percentage, end by end."""
    level, percent = catalog.level(row.level), catalog.market(market_id).percent
    premium, current = catalog.premium.percent, request.current_general_swe_total
    salary = scaled(level.salary, percent)
    is_salary_only = request.adjust == "salary_only"
    equity = level.equity if is_salary_only else scaled(level.equity, percent)
    # Parts are rounded, then added, so that they always make the total.
    total = plus(salary, equity)
    expected = None if current is None else with_premium(current, premium)
    return Estimate(
        level=row.level,
        market=market_id,
        why=why,
        salary=salary,
        equity=equity,
        total=total,
        salary_only_total=plus(salary, level.equity),
        implied_general_total=without_premium(total, premium),
        expected_from_current=expected,
        overlap=None if expected is None else overlap(expected, total),
    )
