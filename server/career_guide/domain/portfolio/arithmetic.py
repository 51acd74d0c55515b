"""Exact score arithmetic: weighted parts, gates, bands, coverage; fractions until display."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Literal

from career_guide.models.content.portfolio import Scoring
from career_guide.models.project_score import BandId, ScoreRange

PartKind = Literal["criterion", "feature"]

TOP_LEVEL = 3
ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)


@dataclass(frozen=True)
class Interval:
    """A closed interval; points from 0 to 100, or shares from 0 to 1."""

    low: Fraction
    high: Fraction

    @property
    def width(self) -> Fraction:
        """How much is open."""
        return self.high - self.low

    def shown(self) -> ScoreRange:
        """The interval for display."""
        return ScoreRange(low=rounded(self.low), high=rounded(self.high))


@dataclass(frozen=True)
class Part:
    """A criterion or feature that counts.

    `weight` is its share of the whole score, `steps` how many equal steps lead from nothing to
    full, `rank` its place among parts that bring the same.
    """

    kind: PartKind
    id: str
    weight: Fraction
    value: Interval
    steps: int
    rank: int
    is_gate: bool = False

    @property
    def is_known(self) -> bool:
        """Whether both ends are equal."""
        return self.value.low == self.value.high


def rounded(points: Fraction) -> float:
    """Two decimals, half up; only for display."""
    return float(Fraction(floor(points * 100 + Fraction(1, 2)), 100))


def weights(scoring: Scoring, criteria: int, features: int) -> tuple[Fraction, Fraction]:
    """The weight of one criterion and of one feature.

    Assumptions core-feature-split and equal-weights; without features the criteria are the whole.
    """
    if not features:
        return Fraction(1, criteria), ZERO
    return (
        Fraction(scoring.core_weight_percent, 100 * criteria),
        Fraction(scoring.feature_weight_percent, 100 * features),
    )


@dataclass(frozen=True)
class Sheet:
    """All parts that count, with the cap of the gates (assumption gate-49)."""

    parts: tuple[Part, ...]
    cap: int

    @cached_property
    def uncapped(self) -> Interval:
        """100 times the weighted sum at both ends, without gates."""
        return Interval(
            HUNDRED * sum((part.weight * part.value.low for part in self.parts), ZERO),
            HUNDRED * sum((part.weight * part.value.high for part in self.parts), ZERO),
        )

    @cached_property
    def score(self) -> Interval:
        """The score; a gate at 0 caps the end at which it is 0."""
        return self._gated(self.uncapped, [part.value for part in self.parts if part.is_gate])

    @cached_property
    def coverage(self) -> Fraction:
        """Share of the weight whose value is known."""
        return sum((part.weight for part in self.parts if part.is_known), ZERO)

    def score_with(self, changed: Part, value: Fraction) -> Interval:
        """The score if one part had this known value."""
        known = Interval(value, value)
        gates = [known if part is changed else part.value for part in self.parts if part.is_gate]
        scale = HUNDRED * changed.weight
        whole = Interval(
            self.uncapped.low + scale * (value - changed.value.low),
            self.uncapped.high + scale * (value - changed.value.high),
        )
        return self._gated(whole, gates)

    def rise(self, changed: Part, value: Fraction) -> Fraction:
        """Points that the score gains at the end that moves more, gates included."""
        after = self.score_with(changed, value)
        return max(after.low - self.score.low, after.high - self.score.high)

    def _gated(self, whole: Interval, gates: list[Interval]) -> Interval:
        cap = Fraction(self.cap)
        return Interval(
            min(whole.low, cap) if any(not gate.low for gate in gates) else whole.low,
            min(whole.high, cap) if any(not gate.high for gate in gates) else whole.high,
        )


def band_of(scoring: Scoring, points: Interval) -> BandId | None:
    """The band of both ends, unrounded; None where they differ (assumption bands)."""
    low, high = (_band(scoring, end) for end in (points.low, points.high))
    return low if low == high else None


def _band(scoring: Scoring, points: Fraction) -> BandId:
    reached = [band.id for band in scoring.bands if points >= band.from_score]
    return reached[-1]
