"""Warnings: what somebody should know before relying on a range or comparing an offer with it."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from career_guide.domain.compensation.case import Case
from career_guide.domain.compensation.money import half_up, usd
from career_guide.domain.compensation.offers import PricedOffer
from career_guide.models.envelope import Notice

LEAST_FALL = Fraction(5, 100)
"""Part of the best year's pay up to which a fall is rounding of the schedule, not a change."""


def warnings(case: Case) -> tuple[Notice, ...]:
    """Warnings on the choice of row first, then on current pay, then on offers in their order."""
    return (
        *case.level.warnings,
        *case.market.warnings,
        *_on_current_pay(case),
        *_on_offers(case.priced),
    )


def _on_current_pay(case: Case) -> Iterator[Notice]:
    if case.request.current_general_swe_total is None:
        return
    yield Notice(
        code="premium_inside",
        text="The premium is already inside the guide's AI figures; never add it on top of them.",
    )
    yield Notice(
        code="equal_level_only",
        text=(
            "The premium holds at equal level; starting one level lower in AI can cost all of it."
        ),
    )
    apart = [row for row in case.estimates if row.overlap is None]
    if apart and len(apart) == len(case.estimates):
        yield Notice(
            code="no_overlap",
            text=(
                "Current pay plus the premium does not meet the range: the level, the place or the "
                "pay given may not match."
            ),
        )


def _on_offers(offers: Sequence[PricedOffer]) -> Iterator[Notice]:
    for number, offer in enumerate(offers, start=1):
        if fall := _fall(offer):
            yield Notice(code="falling_pay", text=f"Offer {number}: {fall}")
    if numbers := _numbers(offers, lambda offer: offer.bonus > 0):
        yield Notice(
            code="bonus_outside_range",
            text=(
                f"{numbers}: the guide's totals hold no bonus, so the position is taken without "
                "it; total_with_bonus is beside it."
            ),
        )
    if numbers := _numbers(offers, lambda offer: offer.mean_equity > 0 and not offer.is_discounted):
        yield Notice(
            code="illiquid_equity",
            text=(
                f"{numbers}: equity is counted at face value. Shares of a private company cannot "
                "be sold freely; give equity_discount_pct to take something off."
            ),
        )


def _fall(offer: PricedOffer) -> str:
    """How pay falls because vesting does; sign-on is left out."""
    equity = offer.equity
    best = max(range(len(equity)), key=lambda year: equity[year])
    later = range(best, len(equity))
    worst = min(later, key=lambda year: equity[year])
    fixed = offer.base + offer.bonus
    if equity[best] - equity[worst] <= LEAST_FALL * (fixed + equity[best]):
        return ""
    high, low = usd(half_up(fixed + equity[best])), usd(half_up(fixed + equity[worst]))
    return (
        f"vesting makes pay fall from {high} in year {best + 1} to {low} in year {worst + 1}, "
        "unless new grants fill it up."
    )


def _numbers(offers: Sequence[PricedOffer], applies: Callable[[PricedOffer], bool]) -> str:
    """The numbers of the offers it applies to, "Offer 1" or "Offers 1 and 3"; else nothing."""
    found = [str(number) for number, offer in enumerate(offers, start=1) if applies(offer)]
    if len(found) < 2:
        return f"Offer {found[0]}" if found else ""
    return f"Offers {', '.join(found[:-1])} and {found[-1]}"
