"""What a pay result says in words: the summary, the question that is open, the next calls.

Words of the caller never enter here; places are named as the content names them.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from career_guide.domain.compensation.case import Case
from career_guide.domain.compensation.markets import BASELINE
from career_guide.domain.compensation.money import hull, usd, usd_range
from career_guide.models.envelope import SUMMARY_LIMIT, NextAction
from career_guide.models.estimate_comp_result import Estimate, OfferResult
from career_guide.models.ids import LevelId, MarketId

MOST_ACTIONS = 4
MOST_NAMED = 2
"""Places without a row that a sentence names."""


def summary(case: Case) -> str:
    """The ranges, the year, and that it is one author's view; then what else fits in."""
    if case.baseline is not None:
        return _not_covered(case, case.baseline)
    if case.status == "needs_choice":
        return _several(case)
    return _one(case, case.estimates[0])


def _view(case: Case) -> str:
    return f"one author's {case.catalog.guide.year} view"


def _where(case: Case, market: MarketId) -> str:
    return case.catalog.market(market).place


def _figures(row: Estimate) -> str:
    parts = f"salary {usd_range(row.salary)}, equity {usd_range(row.equity)}"
    return f"total {usd_range(row.total)} a year ({parts})"


def _one(case: Case, row: Estimate) -> str:
    role = case.catalog.level(row.level).role
    said = f"{role}, {_where(case, row.market)}: {_figures(row)}; {_view(case)}."
    for extra in _extras(case, row):
        if len(said) + len(extra) < SUMMARY_LIMIT:
            said = f"{said} {extra}"
    return said


def _extras(case: Case, row: Estimate) -> Iterator[str]:
    if case.market.uncovered:
        yield _without_row(case)
    if case.offers:
        yield _offers_said(case.offers)
    if row.expected_from_current is not None:
        yield f"Expected from current pay: {usd_range(row.expected_from_current)}, {_meets(row)}."
    if case.alternatives:
        other = case.alternatives[0]
        title = case.catalog.level(other.level).title
        yield f"{title} may fit too: {usd_range(other.total)}."
    if case.market.is_assumed:
        yield "No place was given."


def _without_row(case: Case) -> str:
    """Places that were named beside others and have no row; the first ones by name."""
    names = case.market.uncovered
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return f"There is no row for {_either([*names[:MOST_NAMED], *more])}."


def _meets(row: Estimate) -> str:
    if row.overlap is None:
        return "all outside this range"
    if row.overlap == row.expected_from_current:
        return "all inside this range"
    if row.overlap.low == row.overlap.high:
        return f"only {usd(row.overlap.low)} of it inside this range"
    return f"of it {usd_range(row.overlap)} inside this range"


def _offers_said(offers: Sequence[OfferResult]) -> str:
    """Each offer without bonus, and on which side of the range it lies."""
    if len(offers) == 1:
        total, side = usd(offers[0].steady_year_total), offers[0].positions[0].side
        return f"The offer is {total} a year without bonus, {side} this range."
    each = (
        f"{number} {usd(offer.steady_year_total)} {offer.positions[0].side}"
        for number, offer in enumerate(offers, start=1)
    )
    return f"Offers without bonus: {', '.join(each)}."


def _several(case: Case) -> str:
    """Every row while they are few, else their hull; and the hole between them."""
    span = hull(row.total for row in case.estimates)
    aside = f" None holds {usd_range(span.holes[0])}." if span.holes else ""
    aside += f" {_without_row(case)}" if case.market.uncovered else ""
    count = len(case.estimates)
    tail = f"{_view(case).capitalize()}. "
    asked = "Which level?" if not case.market.is_open else "Which market?"
    if case.level.is_open and case.market.is_open:
        asked = "Which level and market?"
    rows = "; ".join(_row_said(case, row) for row in case.estimates)
    said = f"{_shared(case)}: {rows}.{aside} {tail}{asked}"
    if len(said) <= SUMMARY_LIMIT:
        return said
    said = f"{count} rows may fit, with totals from {usd(span.low)} to {usd(span.high)} a year."
    return f"{said}{aside} {tail}{asked}"


def _shared(case: Case) -> str:
    """What all rows have in common."""
    first = case.estimates[0]
    if case.level.is_open and case.market.is_open:
        return "Total a year"
    if not case.market.is_open:
        return f"Total a year, {_where(case, first.market)}"
    return f"{case.catalog.level(first.level).role}, total a year"


def _row_said(case: Case, row: Estimate) -> str:
    title = case.catalog.level(row.level).title
    place = case.catalog.market(row.market).title
    names = [title] * case.level.is_open + [place] * case.market.is_open
    return f"{', '.join(names)} {usd_range(row.total)}"


def _not_covered(case: Case, baseline: Estimate) -> str:
    place = case.market.place
    if case.market.elsewhere:
        lead = "One place named has no row in the guide; the pay of the other is not taken for it."
    elif case.market.needs_country:
        lead = "The guide's remote row is for the US only, so the country is needed."
    elif place is not None and place.kind == "unknown":
        lead = "The place is not recognised, and none is guessed."
    else:
        lead = "The guide has no figures for this place, and none are made up."
    where = _where(case, BASELINE)
    if case.level.is_open:
        rows = (baseline, *case.alternatives)
        span = hull(row.total for row in rows)
        return (
            f"{lead} The level is open too. For comparison only, {where}, lowest to highest of "
            f"{len(rows)} levels: total {usd(span.low)}–{usd(span.high)} a year; {_view(case)}."
        )
    role = case.catalog.level(baseline.level).role
    return f"{lead} For comparison only, {role}, {where}: {_figures(baseline)}; {_view(case)}."


def question(case: Case) -> str | None:
    """What to ask the person so that one row is left, or None."""
    asked = [*_level_question(case), *_place_question(case)]
    return " ".join(asked) or None


def _level_question(case: Case) -> Iterator[str]:
    if not case.level.is_open:
        return
    titles = [case.catalog.level(row.level).title for row in case.level.rows]
    if case.level.from_years:
        yield f"Which level is meant: {_either(titles)}? The years of AI work fit both rows."
    else:
        yield f"How many years of AI work, or which level: {_either(titles)}?"


def _place_question(case: Case) -> Iterator[str]:
    market = case.market
    if market.is_open:
        titles = [case.catalog.market(name).title for name in market.markets]
        missing = _without_row(case) if market.uncovered else ""
        yield " ".join(filter(None, (f"Which market: {_either(titles)}?", missing, market.reason)))
    elif market.elsewhere:
        titles = [case.catalog.market(name).title for name in market.elsewhere]
        rows = _either(titles)
        yield f"Does the employer pay by where the work is done, or as for {rows}?"
    elif market.needs_country:
        yield "In which country will the work be done?"
    elif not market.markets and market.place is not None:
        if market.place.suggestions:
            yield f"Which place is meant: {_either(market.place.suggestions)}, or which country?"
        elif market.place.kind == "unknown":
            yield "In which country, or which US city, is the job?"


def _either(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


def next_actions(case: Case) -> tuple[NextAction, ...]:
    """Calls that settle what is open, or read the row in the guide."""
    return tuple(_actions(case))[:MOST_ACTIONS]


def _actions(case: Case) -> Iterator[NextAction]:
    titles = case.catalog
    if case.status == "needs_choice":
        for row in _one_of_each(case):
            why = f"If it is {titles.level(row.level).title}, {titles.market(row.market).title}."
            yield _again(case, row.level, why, market=row.market)
        return
    shown = case.shown[0]
    if case.status == "estimated":
        for row in case.alternatives:
            why = f"The same with {titles.level(row.level).title} as the level."
            yield _again(case, row.level, why, market=row.market)
    else:
        yield from _placing(case)
    if case.level.is_open:
        page, why = "career://salary", "Every level and market, with the facts behind them."
    else:
        page = f"career://salary/{shown.level}"
        why = "This row in every market, with the facts behind it."
    yield NextAction(tool="read_career_guide", arguments={"uri": page}, why=why)
    if not case.offers and case.status == "estimated":
        yield NextAction(
            tool="next_skill",
            arguments={},
            why="What to learn for this role; add the skills already known.",
        )


def _placing(case: Case) -> Iterator[NextAction]:
    """Where the place has no row: calls with another place that may be meant, or with a level."""
    is_open, place = case.level.is_open, case.market.place
    level = None if is_open else case.shown[0].level
    for market in case.market.elsewhere:
        title = case.catalog.market(market).title
        yield _again(case, level, f"If the employer pays as for {title}.", market=market)
    suggestions = () if place is None else place.suggestions
    for name in suggestions:
        yield _again(case, level, f"If {name} is meant.", location=name)
    if not is_open or case.market.elsewhere or suggestions:
        return
    known = None if place is None else next(iter(place.matched), None)
    for row in case.shown:
        why = f"If the level is {case.catalog.level(row.level).title}; for comparison only."
        if known is None:
            yield _again(case, row.level, why, market=BASELINE)
        else:
            yield _again(case, row.level, why, location=known)


def _one_of_each(case: Case) -> Iterator[Estimate]:
    """Every row; where they are too many, each level in the first market."""
    both = case.level.is_open and case.market.is_open and len(case.estimates) > MOST_ACTIONS
    for row in case.estimates:
        if not both or row.market == case.market.markets[0]:
            yield row


def _again(
    case: Case,
    level: LevelId | None,
    why: str,
    *,
    market: MarketId | None = None,
    location: str | None = None,
) -> NextAction:
    """The same call with the choice made; labels and the caller's location stay out of it."""
    given = case.request.model_dump(
        mode="json",
        exclude_defaults=True,
        include={"adjust", "current_general_swe_total", "offers"},
    )
    chosen: dict[str, Any] = {} if level is None else {"level": level}
    if market is not None:
        chosen["market"] = market
    if location is not None:
        chosen["location"] = location
    offers = [
        {name: value for name, value in offer.items() if name != "label"}
        for offer in given.pop("offers", [])
    ]
    arguments = {**chosen, **given, **({"offers": offers} if offers else {})}
    return NextAction(tool="estimate_comp", arguments=arguments, why=why)
