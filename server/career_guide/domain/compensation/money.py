"""Interval arithmetic on whole dollars: scaling, premiums, hulls and places in a range.

Ends are rounded half up to whole dollars when a range is made; positions are taken from exact
fractions. Nothing here yields a midpoint or a percentile.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from career_guide.models.base import Range
from career_guide.models.estimate_comp_result import Hull

Side = Literal["below", "within", "above"]

HUNDRED_PERCENT = 100
POSITION_STEPS = 10_000


def half_up(amount: Fraction) -> int:
    """The nearest whole number, halves upwards."""
    return divided(amount.numerator, amount.denominator)


def divided(amount: int, by: int) -> int:
    """The nearest whole number to amount / by, halves upwards; `by` is positive."""
    return (2 * amount + by) // (2 * by)


def scaled(amounts: Range, percent: Range) -> Range:
    """Exactly the hull of x × p for x in `amounts` and p in `percent`, both positive."""
    return Range(
        low=divided(amounts.low * percent.low, HUNDRED_PERCENT),
        high=divided(amounts.high * percent.high, HUNDRED_PERCENT),
    )


def plus(one: Range, other: Range) -> Range:
    """Sum of two ranges, end by end."""
    return Range(low=one.low + other.low, high=one.high + other.high)


def without_premium(total: Range, premium: Range) -> Range:
    """General pay that `premium` percent would lift into `total`: [low / 1.40, high / 1.20]."""
    return Range(
        low=divided(total.low * HUNDRED_PERCENT, HUNDRED_PERCENT + premium.high),
        high=divided(total.high * HUNDRED_PERCENT, HUNDRED_PERCENT + premium.low),
    )


def with_premium(general: int, premium: Range) -> Range:
    """AI pay to expect from general pay at the same level: [1.20 c, 1.40 c]."""
    return Range(
        low=divided(general * (HUNDRED_PERCENT + premium.low), HUNDRED_PERCENT),
        high=divided(general * (HUNDRED_PERCENT + premium.high), HUNDRED_PERCENT),
    )


def overlap(one: Range, other: Range) -> Range | None:
    """What both ranges hold, or None."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    return Range(low=low, high=high) if low <= high else None


def hull(ranges: Iterable[Range]) -> Hull:
    """What the ranges span together, and the spans inside that none of them holds."""
    merged: list[Range] = []
    for span in sorted(ranges, key=lambda span: (span.low, span.high)):
        if merged and span.low <= merged[-1].high:
            merged[-1] = Range(low=merged[-1].low, high=max(span.high, merged[-1].high))
        else:
            merged.append(span)
    holes = tuple(Range(low=left.high, high=right.low) for left, right in pairwise(merged))
    return Hull(low=merged[0].low, high=merged[-1].high, holes=holes)


def position(amount: Fraction, span: Range) -> float:
    """Where `amount` lies in `span`: 0 at or below its low end, 1 at or above its high end."""
    if amount <= span.low:
        return 0.0
    if amount >= span.high:
        return 1.0
    exact = (amount - span.low) / (span.high - span.low)
    return half_up(exact * POSITION_STEPS) / POSITION_STEPS


def gap(amount: int, span: Range) -> int:
    """Dollars below (negative) or above (positive) the range; 0 within."""
    return min(amount - span.low, 0) + max(amount - span.high, 0)


def side(amount: int, span: Range) -> Side:
    """On which side of the range the amount lies; its ends count as within."""
    if amount < span.low:
        return "below"
    return "above" if amount > span.high else "within"


def usd(amount: int) -> str:
    """Whole dollars as said: $187,000."""
    return f"${amount:,}"


def usd_range(span: Range) -> str:
    """A range of dollars as said: $187,000–$294,500."""
    return f"{usd(span.low)}–{usd(span.high)}"
