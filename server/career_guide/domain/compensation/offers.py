"""Offers: what is wrong with one, what it pays by year, and where it lies in each estimate."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from career_guide.domain.compensation.money import HUNDRED_PERCENT, gap, half_up, position, side
from career_guide.models.amounts import exact
from career_guide.models.estimate_comp import OfferInput
from career_guide.models.estimate_comp_result import (
    Estimate,
    OfferParts,
    OfferPosition,
    OfferResult,
)
from career_guide.refusals import Fault

USD = "USD"
CURRENCY_WORDS = {
    **{"$": "USD", "us$": "USD", "dollar": "USD", "€": "EUR", "euro": "EUR", "£": "GBP"},
    **{"pound": "GBP", "sterling": "GBP", "₹": "INR", "rs": "INR", "rupee": "INR", "¥": "JPY"},
    **{"yen": "JPY", "c$": "CAD", "a$": "AUD", "zł": "PLN", "zloty": "PLN", "fr": "CHF"},
    **{"franc": "CHF", "rmb": "CNY", "yuan": "CNY", "real": "BRL", "r$": "BRL"},
}
YEARS_SHOWN = 4
"""Years listed for an offer in which nothing vests."""
EXAMPLE_RATE = "1.27"
EXAMPLE_CURRENCY = "EUR"
RECEIVED_LIMIT = 60


def offer_faults(offers: Sequence[OfferInput], currencies: tuple[str, ...]) -> Iterator[Fault]:
    """Everything in the offers that contradicts itself or cannot be priced, in their order.

    A zero stands beside anything: clients send it for what an offer does not have.
    """
    for index, offer in enumerate(offers):
        at = f"/offers/{index}"
        yield from _bonus_faults(offer, at)
        yield from _equity_faults(offer, at)
        yield from _currency_faults(offer, at, currencies)


def _bonus_faults(offer: OfferInput, at: str) -> Iterator[Fault]:
    if offer.bonus_target_pct and offer.bonus_amount:
        yield _one_of(f"{at}/bonus_amount", offer.bonus_amount, "bonus_target_pct")


def _one_of(field: str, value: object, other: str) -> Fault:
    return Fault(
        code="conflict",
        field=field,
        received=_shown(value),
        expected=f"nothing beside {other}: give one of the two, for example null",
    )


def _equity_faults(offer: OfferInput, at: str) -> Iterator[Fault]:
    grant, yearly = offer.equity_grant_total, offer.equity_per_year
    years, schedule = offer.vest_years, offer.vest_schedule
    if grant and yearly:
        yield _one_of(f"{at}/equity_per_year", yearly, "equity_grant_total")
    elif not grant:
        for name, value in (("vest_years", years), ("vest_schedule", schedule)):
            if value is not None and yearly:
                yield _one_of(f"{at}/{name}", value, "equity_per_year")
            elif value is not None and grant is None:
                yield Fault(
                    code="missing",
                    field=f"{at}/equity_grant_total",
                    received="nothing",
                    expected=f"the whole grant that {name} spreads, for example 200000",
                )
                break
    elif years is None and schedule is None:
        yield Fault(
            code="missing",
            field=f"{at}/vest_years",
            received="nothing",
            expected="the years over which the grant vests, or vest_schedule, for example 4",
            did_you_mean=4,
        )
    if schedule is not None and years is not None and years != len(schedule):
        yield Fault(
            code="conflict",
            field=f"{at}/vest_years",
            received=_shown(years),
            expected=f"the length of vest_schedule, or null, for example {len(schedule)}",
            did_you_mean=len(schedule),
        )


def _currency_faults(offer: OfferInput, at: str, currencies: tuple[str, ...]) -> Iterator[Fault]:
    code, rate = currency_code(offer), offer.fx_to_usd
    if code != USD and code not in currencies:
        example = USD if rate in (None, 1) else EXAMPLE_CURRENCY
        yield Fault(
            code="not_one_of",
            field=f"{at}/currency",
            received=_shown(offer.currency),
            expected=f"an ISO 4217 code: USD, {', '.join(currencies)}; for example {example}",
            did_you_mean=_meant_currency(offer.currency, currencies),
        )
    elif code == USD and rate not in (None, 1):
        yield Fault(
            code="conflict",
            field=f"{at}/currency",
            received=_shown(USD),
            expected=f"the currency whose rate is {rate:g}; USD has 1, for example GBP",
        )
    elif code != USD and rate is None:
        yield Fault(
            code="missing",
            field=f"{at}/fx_to_usd",
            received="nothing",
            expected=f"USD for one {code}; no rates are built in, for example {EXAMPLE_RATE}",
        )


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:RECEIVED_LIMIT]


def currency_code(offer: OfferInput) -> str:
    """The offer's currency in capitals; a sign such as € is left as it is."""
    return offer.currency.strip().upper()


def _meant_currency(text: str, currencies: tuple[str, ...]) -> str | None:
    word = text.strip().lower()
    if meant := CURRENCY_WORDS.get(word) or CURRENCY_WORDS.get(word.removesuffix("s")):
        return meant
    from rapidfuzz.distance import OSA  # only for what is misspelt

    code = word.upper()
    near = [c for c in (USD, *currencies) if OSA.distance(code, c, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else None


@dataclass(frozen=True, kw_only=True)
class PricedOffer:
    """One offer in exact dollars a year; `equity` by year of vesting."""

    label: str
    base: Fraction
    bonus: Fraction
    equity: tuple[Fraction, ...]
    sign_on: Fraction
    is_discounted: bool

    @property
    def mean_equity(self) -> Fraction:
        """Equity of an average year."""
        return sum(self.equity, Fraction()) / len(self.equity)

    @property
    def steady(self) -> Fraction:
        """Base plus mean equity: what the guide's totals hold."""
        return self.base + self.mean_equity

    @property
    def years(self) -> tuple[Fraction, ...]:
        """Pay of each year with bonus, the first with sign-on."""
        first, *later = (self.base + self.bonus + equity for equity in self.equity)
        return (first + self.sign_on, *later)


def priced(offer: OfferInput, number: int) -> PricedOffer:
    """The offer in dollars, at the caller's rate and discount; `number` names it without a label.

    Expects an offer without faults.
    """
    rate = exact(offer.fx_to_usd) if offer.fx_to_usd is not None else Fraction(1)
    kept = 1 - exact(offer.equity_discount_pct or 0) / HUNDRED_PERCENT
    base = offer.base * rate
    bonus = (
        base * exact(offer.bonus_target_pct) / HUNDRED_PERCENT
        if offer.bonus_target_pct
        else (offer.bonus_amount or 0) * rate
    )
    return PricedOffer(
        label=offer.label or f"Offer {number}",
        base=base,
        bonus=bonus,
        equity=tuple(part * rate * kept for part in _vesting(offer)),
        sign_on=offer.sign_on * rate,
        is_discounted=bool(offer.equity_discount_pct),
    )


def _vesting(offer: OfferInput) -> tuple[Fraction, ...]:
    """Equity by year in the offer's currency, undiscounted."""
    grant = offer.equity_grant_total or 0
    if offer.vest_schedule is not None:
        return tuple(grant * exact(part) for part in offer.vest_schedule)
    if offer.vest_years is not None:
        return (Fraction(grant, offer.vest_years),) * offer.vest_years
    return (Fraction(offer.equity_per_year or 0),) * YEARS_SHOWN


def placed(offer: PricedOffer, estimates: Sequence[Estimate]) -> OfferResult:
    """The offer's years in whole dollars, and its position in each estimate."""
    return OfferResult(
        label=offer.label,
        steady_year_total=half_up(offer.steady),
        total_with_bonus=half_up(offer.steady + offer.bonus),
        years=tuple(half_up(year) for year in offer.years),
        parts=OfferParts(
            base=half_up(offer.base),
            bonus=half_up(offer.bonus),
            equity_per_year=half_up(offer.mean_equity),
            sign_on=half_up(offer.sign_on),
        ),
        positions=tuple(_position(offer, estimate) for estimate in estimates),
    )


def _position(offer: PricedOffer, estimate: Estimate) -> OfferPosition:
    steady = half_up(offer.steady)
    return OfferPosition(
        level=estimate.level,
        market=estimate.market,
        salary=position(offer.base, estimate.salary),
        equity=position(offer.mean_equity, estimate.equity),
        total=position(offer.steady, estimate.total),
        side=side(steady, estimate.total),
        gap=gap(steady, estimate.total),
    )
