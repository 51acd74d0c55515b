"""What `estimate_comp` takes: level or years, a place, current pay and offers."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from career_guide.models.amounts import Amount, AmountOrZero, Percent, Rate, Schedule
from career_guide.models.envelope import Detail
from career_guide.models.ids import LevelId, MarketId
from career_guide.models.tool_input import Number, Text, ToolInput, Whole, entries


class OfferInput(ToolInput):
    """One job offer, or current pay, in its own currency, per year."""

    label: Annotated[Text, Field(max_length=60)] = Field(
        default="", description="Name to tell offers apart."
    )
    base: Amount = Field(description="Base salary a year in whole units: 190000, not 190.")
    bonus_target_pct: Annotated[Percent, Field(le=300)] | None = Field(
        default=None, description="Target bonus, percent of base: 10 means 10 %."
    )
    bonus_amount: AmountOrZero | None = Field(
        default=None, description="Yearly bonus as an amount instead."
    )
    equity_grant_total: AmountOrZero | None = Field(
        default=None, description="Whole stock grant; needs vest_years or vest_schedule."
    )
    vest_years: Annotated[Whole, Field(ge=1, le=10)] | None = Field(
        default=None, description="Years over which it vests evenly."
    )
    vest_schedule: Schedule | None = Field(
        default=None,
        description="Part that vests each year, sum 1: [0.4, 0.3, 0.2, 0.1].",
    )
    equity_per_year: AmountOrZero | None = Field(
        default=None, description="Equity a year, if no grant total is known."
    )
    equity_discount_pct: Annotated[Percent, Field(le=100)] | None = Field(
        default=None, description="Percent off equity, e.g. private shares."
    )
    sign_on: AmountOrZero = Field(default=0, description="One-off payment in year 1.")
    currency: Annotated[Text, Field(max_length=20)] = Field(
        default="USD", description="ISO code; all but USD need fx_to_usd."
    )
    fx_to_usd: Rate | None = Field(default=None, description="USD for one unit: 1.27 for GBP.")


def _offers(value: Any) -> Any:
    return entries(OfferInput, value)


class EstimateCompInput(ToolInput):
    """Arguments of `estimate_comp`; everything may be left out."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"level": "senior", "market": "us-tier2"},
                {
                    "years_ai_experience": 4,
                    "location": "London",
                    "offers": [
                        {
                            "base": 85000,
                            "bonus_target_pct": 10,
                            "equity_grant_total": 60000,
                            "vest_years": 4,
                            "currency": "GBP",
                            "fx_to_usd": 1.27,
                        }
                    ],
                },
            ]
        }
    )

    level: LevelId | None = Field(
        default=None, description="Pay row; if unknown, give the years instead."
    )
    years_ai_experience: Annotated[Number, Field(ge=0, le=50)] | None = Field(
        default=None, description="Years of work on AI systems."
    )
    years_engineering_total: Annotated[Number, Field(ge=0, le=60)] | None = Field(
        default=None, description="Years of software work in all."
    )
    market: MarketId | None = Field(
        default=None, description="Row of the location table; overrides location."
    )
    location: Text | None = Field(
        default=None,
        max_length=120,
        description="Where the job is, in words: Denver, remote US.",
    )
    adjust: Literal["all", "salary_only"] = Field(
        default="all", description="Scale salary and equity by market, or salary alone."
    )
    current_general_swe_total: Amount | None = Field(
        default=None, description="Total pay today in a general software job, USD a year."
    )
    offers: Annotated[tuple[OfferInput, ...], Field(max_length=5), BeforeValidator(_offers)] = (
        Field(default=(), description="Offers, or current AI pay, to place in the range.")
    )
    detail: Detail = Field(default="full", description="concise leaves out reasons and sources.")
