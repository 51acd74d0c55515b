"""Rules on figures: ranges, sums, ascending levels, percentages, and the fact behind each one."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from career_guide.content.rules.finding import Finding, Place, entries, facts
from career_guide.models.base import Range
from career_guide.models.content.catalog import Catalog
from career_guide.models.content.compensation import PayLevel

ASCENDING = ("junior_mid", "senior", "staff_principal")
"""Levels that pay more and more in the guide's salary table; the manager row overlaps them."""
BASELINE = "us-major"
PARTS = ("salary", "equity", "total")
NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,])\d+(?:\.\d+)?")
THOUSANDS = re.compile(r"\s?[kK]\b")
RANGE_TO = re.compile(r"\s*(?:[-–—]|to|and)\s*(?:USD|US)?\s*[$€£]?\s*")
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def ends_are_ordered(catalog: Catalog) -> Iterator[Finding]:
    """Years and weeks start before they end; ranges of money and percent are checked on reading."""
    for place, level in entries(catalog, "levels"):
        years = level.years_ai
        if years and years.low > years.high:
            what = f"low {years.low} is above high {years.high}."
            yield Finding("CG037", place.at("years_ai"), what)
    for place, tier in entries(catalog, "tiers"):
        if tier.weeks.first > tier.weeks.last:
            what = f"first {tier.weeks.first} is after last {tier.weeks.last}."
            yield Finding("CG037", place.at("weeks"), what)


def tiers_follow_one_another(catalog: Catalog) -> Iterator[Finding]:
    """The first tier starts in week 1, every other one in the week after the one before."""
    expected = 1
    for place, tier in entries(catalog, "tiers"):
        if tier.weeks.first != expected:
            what = f"{tier.id} starts in week {tier.weeks.first}, not in week {expected}."
            yield Finding("CG050", place.at("weeks", "first"), what)
        expected = tier.weeks.last + 1


def parts_make_the_total(catalog: Catalog) -> Iterator[Finding]:
    """Salary and equity are the total, at both ends."""
    for place, level in entries(catalog, "levels"):
        for end in ("low", "high"):
            salary, equity, total = (getattr(getattr(level, part), end) for part in PARTS)
            if salary + equity != total:
                what = f"{salary:,} + {equity:,} = {salary + equity:,}, not {total:,}."
                yield Finding("CG038", place.at("total", end), what)


def levels_ascend(catalog: Catalog) -> Iterator[Finding]:
    """Every end of every part rises from junior_mid over senior to staff_principal."""
    rows: dict[str, PayLevel] = {level.id: level for level in catalog.levels}
    present = [rows[name] for name in ASCENDING if name in rows]
    for below, above in pairwise(present):
        for part in PARTS:
            for end in ("low", "high"):
                less, more = (getattr(getattr(level, part), end) for level in (below, above))
                if less >= more:
                    what = f"{above.id} has {more:,}, {below.id} already {less:,}."
                    yield Finding("CG039", Place("levels", above.id, (part, end)), what)


def markets_stay_below_the_baseline(catalog: Catalog) -> Iterator[Finding]:
    """The US major metro is 100 percent, every other market at most that."""
    for place, market in entries(catalog, "markets"):
        low, high = market.percent.low, market.percent.high
        if market.id == BASELINE and (low, high) != (100, 100):
            yield Finding("CG040", place.at("percent"), f"The baseline is {low} to {high} percent.")
        elif high > 100:
            yield Finding("CG040", place.at("percent", "high"), f"{high} percent is above 100.")


def facts_state_the_figures(catalog: Catalog) -> Iterator[Finding]:
    """The fact that a figure of pay names holds it, and a tier's facts hold its weeks."""
    texts = {fact.id: fact.text for _, fact in facts(catalog)}
    for place, level in entries(catalog, "levels"):
        for part in PARTS:
            ends = _ends(place.at(part), getattr(level, part))
            yield from _unstated(ends, (texts.get(getattr(level.figures, part)),))
        if level.years_ai and level.figures.years:
            years = place.at("years_ai")
            ends = ((years.at("low"), level.years_ai.low), (years.at("high"), level.years_ai.high))
            yield from _unstated(ends, (texts.get(level.figures.years),))
    for place, row in entries(catalog, "markets", "premium"):
        text = texts.get(row.percent_fact)
        if place.id == BASELINE and text and "baseline" in text.casefold():
            continue
        yield from _unstated(_ends(place.at("percent"), row.percent), (text,))
    for place, tier in entries(catalog, "tiers"):
        weeks = place.at("weeks")
        ends = ((weeks.at("first"), tier.weeks.first), (weeks.at("last"), tier.weeks.last))
        yield from _unstated(ends, [fact.text for fact in tier.facts])


def _ends(place: Place, figures: Range) -> tuple[tuple[Place, int], ...]:
    return (place.at("low"), figures.low), (place.at("high"), figures.high)


def _unstated(
    figures: Iterable[tuple[Place, int]], statements: Iterable[str | None]
) -> Iterator[Finding]:
    """Figures that no statement holds; a statement that does not exist is told elsewhere."""
    texts = list(statements)
    if None in texts:
        return
    stated = {figure for text in texts if text for figure in figures_in(text)}
    for place, figure in figures:
        if figure not in stated:
            yield Finding("CG041", place, f"{figure:,} is not in the text of its fact.")


def figures_in(text: str) -> frozenset[float]:
    """The figures that a sentence states: `$120K-$160K` and `120,000 to 160,000` say the same.

    A `K` behind the second figure of a range counts for the first one too. Small numbers may be
    written as words.
    """
    found: set[float] = set()
    hits = list(NUMBER.finditer(text))
    is_thousands = [THOUSANDS.match(text, hit.end()) is not None for hit in hits]
    for index, hit in enumerate(hits):
        value = float(hit.group().replace(",", ""))
        if is_thousands[index]:
            value *= 1000
        elif index + 1 < len(hits) and is_thousands[index + 1]:
            between = text[hit.end() : hits[index + 1].start()]
            value *= 1000 if RANGE_TO.fullmatch(between) else 1
        found.add(value)
    words = set(re.findall(r"[a-z]+", text.casefold()))
    return frozenset(found | {float(n) for n, word in enumerate(WORDS) if word in words})


def bands_ascend(catalog: Catalog) -> Iterator[Finding]:
    """The first band starts at 0, every other one above the one before."""
    below = -1
    for index, band in enumerate(catalog.scoring.bands):
        place = Place("scoring", None, ("bands", index, "from_score"))
        if index == 0 and band.from_score != 0:
            yield Finding("CG046", place, f"The first band starts at {band.from_score}.")
        elif band.from_score <= below:
            yield Finding(
                "CG046", place, f"{band.id} starts at {band.from_score}, not above {below}."
            )
        below = band.from_score


def weights_make_the_whole(catalog: Catalog) -> Iterator[Finding]:
    """Criteria and features together weigh 100 percent."""
    core, feature = catalog.scoring.core_weight_percent, catalog.scoring.feature_weight_percent
    if core + feature != 100:
        place = Place("scoring", None, ("core_weight_percent",))
        yield Finding("CG047", place, f"{core} + {feature} = {core + feature}.")


def anchors_are_complete(catalog: Catalog) -> Iterator[Finding]:
    """A criterion has one anchor for each level from 0 to 3, in that order."""
    for place, criterion in entries(catalog, "criteria"):
        levels = [anchor.level for anchor in criterion.anchors]
        if levels != [0, 1, 2, 3]:
            what = f"The levels are {', '.join(map(str, levels))}."
            yield Finding("CG053", place.at("anchors"), what)
