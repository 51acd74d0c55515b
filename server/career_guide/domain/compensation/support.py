"""What a pay result rests on: assumptions, facts and pages."""

from collections.abc import Iterator

from career_guide.domain.compensation.case import Case
from career_guide.domain.compensation.markets import BASELINE
from career_guide.domain.compensation.money import HUNDRED_PERCENT
from career_guide.models.content.catalog import Catalog
from career_guide.models.envelope import AssumptionUsed, BasisOf, Source
from career_guide.models.estimate_comp_result import Estimate


def assumptions(case: Case) -> tuple[AssumptionUsed, ...]:
    """Our rulings that acted on this result, each once."""
    texts = case.catalog.assumption_texts
    return tuple(
        AssumptionUsed(id=name, text=texts[name][0], effect=texts[name][1])
        for name in _assumption_ids(case)
    )


def _assumption_ids(case: Case) -> Iterator[str]:
    yield "baseline-major"
    scaling = any(not _is_full(case.catalog, row) for row in case.shown)
    if scaling and case.request.adjust == "all":
        yield "market-scales-all"
    if case.level.from_years:
        yield "level-from-years"
    if case.market.is_inferred:
        yield "inferred-market"


def _is_full(catalog: Catalog, row: Estimate) -> bool:
    percent = catalog.market(row.market).percent
    return percent.low == percent.high == HUNDRED_PERCENT


def basis(case: Case) -> tuple[BasisOf, ...]:
    """Facts and kind of support of each part that the result has."""
    return tuple(_basis(case))


def _basis(case: Case) -> Iterator[BasisOf]:
    premium = case.catalog.premium.percent_fact
    for field, rows in (
        ("estimates", case.estimates),
        ("baseline", () if case.baseline is None else (case.baseline,)),
        ("alternatives", case.alternatives),
    ):
        if not rows:
            continue
        is_plain = all(_is_full(case.catalog, row) for row in rows)
        facts = tuple(dict.fromkeys(fact for row in rows for fact in _facts(case, row)))
        yield BasisOf(field=field, kind="guide" if is_plain else "derived", fact_ids=facts)
        first = f"{field}/0" if field != "baseline" else field
        for name in ("implied_general_total", "expected_from_current"):
            if getattr(rows[0], name) is not None and field != "alternatives":
                yield BasisOf(field=f"{first}/{name}", kind="derived", fact_ids=(premium,))
    if case.market.is_inferred:
        yield BasisOf(field="place", kind="assumption", fact_ids=_as_facts(case, "inferred-market"))
    if case.level.from_years:
        ids = _as_facts(case, "level-from-years")
        field = "estimates/0/level" if case.estimates else "baseline/level"
        yield BasisOf(field=field, kind="assumption", fact_ids=ids)
    if case.offers:
        yield BasisOf(field="offers", kind="derived")


def _facts(case: Case, row: Estimate) -> Iterator[str]:
    figures = case.catalog.level(row.level).figures
    yield from (figures.salary, figures.equity, figures.total)
    if row.market != BASELINE:
        yield case.catalog.market(row.market).percent_fact


def _as_facts(case: Case, assumption: str) -> tuple[str, ...]:
    entries = case.catalog.assumptions.entries
    return tuple(e.fact.id for e in entries if e.id == assumption and e.fact is not None)


def sources(case: Case) -> tuple[Source, ...]:
    """The pages of the rows shown, then the page of all pay."""
    rows = dict.fromkeys(row.level for row in case.shown)
    pages = tuple(
        Source(uri=f"career://salary/{level}", title=f"Pay: {case.catalog.level(level).title}")
        for level in rows
    )
    return (*pages, Source(uri="career://salary", title="Pay by level"))
