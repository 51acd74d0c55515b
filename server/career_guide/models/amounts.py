"""Argument types for money, percentages, vesting and exchange rates.

What cannot be meant as it stands is refused with what was meant: `190` and `"190k"` with 190000,
`"10%"` and `0.1` with 10, 40/30/20/10 with fractions, 83 rupees a dollar with its inverse.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from career_guide.models.tool_input import NUMBER, Number

LEAST_AMOUNT = 1_000
LARGEST_AMOUNT = 100_000_000
SPOKEN_LIMIT = 60
"""Characters of a value that are read for what it may mean."""
SPOKEN_AMOUNT = re.compile(r"[^\d.,]*(\d[\d., _']*)\s*([kKmM]?)[^\d]*")
THOUSANDS = {"": 1, "k": 1_000, "m": 1_000_000}
PERCENT_TEXT = re.compile(r"([\d.]+)\s*(%|percent|pct)", re.IGNORECASE)
SCHEDULE_TEXT = re.compile(r"\s*[\d.]+\s*%?(\s*[-/,;\s]\s*[\d.]+\s*%?){1,9}\s*")
SCHEDULE_SLACK = Fraction(1, 1000)
SCHEDULE_STEPS = 10_000
LARGEST_RATE = 10
"""No currency is worth more dollars; a larger rate is the other way round."""
RATE_DIGITS = 8

Refusal = Literal["number_type", "greater_than_equal", "less_than_equal"]


def exact(number: float | str) -> Fraction:
    """The decimal number as it was written, so that 1.27 is 127/100."""
    return Fraction(number if isinstance(number, str) else repr(number))


def spoken_amount(text: str) -> int | None:
    """The whole amount that text such as `$190,000`, `190k` or `£85K` most likely means."""
    match = SPOKEN_AMOUNT.fullmatch(text.strip()) if len(text) <= SPOKEN_LIMIT else None
    if not match:
        return None
    digits = re.sub(r"[ _']", "", match[1])
    digits = re.sub(r"[.,](?=\d{3}(\D|$))", "", digits).replace(",", ".").rstrip(".")
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", digits):
        return None
    return _in_units(Decimal(digits) * THOUSANDS[match[2].lower()])


def _in_units(amount: Decimal) -> int | None:
    """`amount` as a valid whole amount, taken as thousands where it is below 1,000."""
    if 0 < amount < LEAST_AMOUNT:
        amount *= 1_000
    if amount > LARGEST_AMOUNT:
        return None
    whole = int(amount + Decimal("0.5"))
    return whole if whole >= LEAST_AMOUNT else None


def _no_amount(least: int, meant: int | None, kind: Refusal) -> PydanticCustomError:
    return PydanticCustomError(
        kind,
        "a whole amount in single units of money, {least} to {most}{or_zero}, for example 190000",
        {
            "least": LEAST_AMOUNT,
            "most": LARGEST_AMOUNT,
            "or_zero": ", or 0" if least == 0 else "",
            "did_you_mean": meant,
        },
    )


def _amount(value: Any, least: int) -> Any:
    if isinstance(value, str):
        text = value.strip()
        if not NUMBER.fullmatch(text):
            raise _no_amount(least, spoken_amount(text), "number_type")
        number = Decimal(text)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise _no_amount(least, None, "number_type")
    else:
        number = Decimal(value if isinstance(value, int) else repr(value))
    if not number.is_finite() or number < 0:
        raise _no_amount(least, None, "greater_than_equal")
    if number == 0 and least == 0:
        return 0
    if not LEAST_AMOUNT <= number <= LARGEST_AMOUNT or number != number.to_integral_value():
        raise _no_amount(least, _in_units(number), "greater_than_equal")
    return int(number)


def _percent(value: Any) -> Any:
    number = value
    if isinstance(value, str) and len(value) <= SPOKEN_LIMIT:
        match = PERCENT_TEXT.fullmatch(value.strip())
        if match and NUMBER.fullmatch(match[1]):
            raise _no_percent(exact(match[1]), "number_type")
        number = float(value) if NUMBER.fullmatch(value.strip()) else value
    if isinstance(number, float) and 0 < number < 1:
        raise _no_percent(exact(number) * 100, "greater_than_equal")
    return value


def _no_percent(meant: Fraction, kind: Refusal) -> PydanticCustomError:
    return PydanticCustomError(
        kind,
        "percent as a bare number, not a fraction: 0 or at least 1, for example 10",
        {"did_you_mean": _plain(meant)},
    )


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)


def _schedule_text(value: Any) -> Any:
    """Refuses "40/30/20/10", naming the fractions that are meant."""
    is_short = isinstance(value, str) and len(value) <= SPOKEN_LIMIT
    if is_short and SCHEDULE_TEXT.fullmatch(value):
        parts = re.findall(r"\d+(?:\.\d+)?", value)
        raise _no_schedule([exact(part) for part in parts], "number_type")
    return value


def _sums_to_one(parts: tuple[float, ...]) -> tuple[float, ...]:
    fractions = [exact(part) for part in parts]
    if abs(sum(fractions, Fraction()) - 1) > SCHEDULE_SLACK:
        raise _no_schedule(fractions, "less_than_equal")
    return parts


def _no_schedule(parts: Sequence[Fraction], kind: Refusal) -> PydanticCustomError:
    return PydanticCustomError(
        kind,
        "fractions that sum to 1, not to {sum}, for example [0.25, 0.25, 0.25, 0.25]",
        {"sum": f"{float(sum(parts, Fraction())):g}", "did_you_mean": _rescaled(parts)},
    )


def _rescaled(parts: Sequence[Fraction]) -> list[int | float] | None:
    """The same proportions with sum 1, so 40/30/20/10 becomes 0.4, 0.3, 0.2, 0.1."""
    whole = sum(parts, Fraction())
    if not whole:
        return None
    steps = [int(part / whole * SCHEDULE_STEPS) for part in parts]
    steps[0] += SCHEDULE_STEPS - sum(steps)
    return [_plain(Fraction(step, SCHEDULE_STEPS)) for step in steps]


def _dollars_per_unit(rate: float) -> float:
    if rate <= LARGEST_RATE:
        return rate
    meant = round(1 / rate, RATE_DIGITS)
    raise PydanticCustomError(
        "less_than_equal",
        "dollars for one unit of the currency, not units for one dollar, for example {meant}",
        {"meant": f"{meant:.8f}".rstrip("0"), "did_you_mean": meant},
    )


Amount = Annotated[
    int,
    BeforeValidator(lambda value: _amount(value, LEAST_AMOUNT)),
    Field(ge=LEAST_AMOUNT, le=LARGEST_AMOUNT),
]
"""Money in whole units; 190 is refused, since 190000 was meant."""
AmountOrZero = Annotated[
    int, BeforeValidator(lambda value: _amount(value, 0)), Field(ge=0, le=LARGEST_AMOUNT)
]
"""Money in whole units, or none."""
Percent = Annotated[Number, BeforeValidator(_percent), Field(ge=0)]
"""A percentage, 10 for 10 %; give its upper bound with Field."""
# Percentages pass here, so that one fault for the whole schedule can name the fractions meant.
Share = Annotated[Number, Field(ge=0, le=100, json_schema_extra={"maximum": 1})]
Schedule = Annotated[
    tuple[Share, ...],
    Field(min_length=1, max_length=10),
    BeforeValidator(_schedule_text),
    AfterValidator(_sums_to_one),
]
"""Parts of a grant by year, with sum 1 within a thousandth."""
Rate = Annotated[
    Number,
    Field(gt=0, le=100_000, json_schema_extra={"maximum": LARGEST_RATE}),
    AfterValidator(_dollars_per_unit),
]
"""US dollars for one unit of a currency."""
