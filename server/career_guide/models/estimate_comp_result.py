"""What `estimate_comp` answers: ranges, offers placed in them, and what is left to choose."""

from typing import Literal

from pydantic import Field

from career_guide.models.base import Model, Range
from career_guide.models.envelope import Result
from career_guide.models.ids import LevelId, MarketId


class Estimate(Model):
    """Pay of one level in one market, whole USD a year."""

    level: LevelId = Field(description="Row of the salary table.")
    market: MarketId = Field(description="Row of the location table.")
    why: str = Field(description="Why this row is here; empty in concise.")
    salary: Range = Field(description="Base salary.")
    equity: Range = Field(description="Equity a year.")
    total: Range = Field(description="Salary plus equity; no bonus.")
    salary_only_total: Range = Field(description="Total when the market scales salary alone.")
    implied_general_total: Range = Field(
        description="General software pay of this level, the premium taken out."
    )
    expected_from_current: Range | None = Field(
        description="Current general pay with the premium; null when none was given."
    )
    overlap: Range | None = Field(
        description="Where that meets this total; null when nowhere or none was given."
    )


class Hull(Model):
    """What several estimates span in total, and what none of them holds."""

    low: int = Field(description="Lowest total, USD.")
    high: int = Field(description="Highest total, USD.")
    holes: tuple[Range, ...] = Field(description="Spans inside that no row covers.")


class PlaceRead(Model):
    """How the free-text location was read."""

    text: str = Field(description="The location as given, at most 80 characters.")
    kind: Literal["named", "inferred", "ambiguous", "not_covered", "unknown"] = Field(
        description="Named by the guide, placed by us, several rows, no row, or not recognised."
    )
    matched: tuple[str, ...] = Field(description="Places recognised in it.")
    suggestions: tuple[str, ...] = Field(description="Known places with a similar name.")


class OfferPosition(Model):
    """Where an offer lies in one estimate; a position in a range, never a percentile."""

    level: LevelId = Field(description="Row of the salary table.")
    market: MarketId = Field(description="Row of the location table.")
    salary: float = Field(description="Base in the salary range, 0-1.")
    equity: float = Field(description="Mean yearly equity in the equity range, 0-1.")
    total: float = Field(description="Steady total without bonus in the total range, 0-1.")
    side: Literal["below", "within", "above"] = Field(description="Side of the total range.")
    gap: int = Field(description="USD below (negative) or above (positive) the range; 0 within.")


class OfferParts(Model):
    """An offer's parts in whole USD."""

    base: int = Field(description="Base salary a year.")
    bonus: int = Field(description="Target bonus a year.")
    equity_per_year: int = Field(description="Mean equity a year, discount taken off.")
    sign_on: int = Field(description="One-off payment of year 1.")


class OfferResult(Model):
    """One offer by year and its place in each estimate."""

    label: str = Field(description="Name given by the caller, or its number.")
    steady_year_total: int = Field(description="Base plus mean equity, USD; no bonus, no sign-on.")
    total_with_bonus: int = Field(description="The same with target bonus, USD.")
    years: tuple[int, ...] = Field(
        description="USD by year with bonus, the first with sign-on; 4 where nothing vests."
    )
    parts: OfferParts = Field(description="What it is made of.")
    positions: tuple[OfferPosition, ...] = Field(description="One per estimate, same order.")


class EstimateCompResult(Result):
    """Answer of `estimate_comp`."""

    status: Literal["estimated", "needs_choice", "market_not_covered"] = Field(
        description="One row, several rows to choose from, or no row for this place."
    )
    question: str | None = Field(description="What to ask the person; null when nothing is open.")
    estimates: tuple[Estimate, ...] = Field(description="One per row that fits.")
    hull: Hull | None = Field(description="Span of several estimates; null for one or none.")
    baseline: Estimate | None = Field(
        description="US major-metro row where the place has none; not adjusted to the place."
    )
    alternatives: tuple[Estimate, ...] = Field(
        description="Rows that may fit too, with the reason."
    )
    offers: tuple[OfferResult, ...] = Field(description="In the order given.")
    place: PlaceRead | None = Field(description="How location was read; null without one.")
    adjust: Literal["all", "salary_only"] = Field(description="What the market percentage scales.")
