"""Pay: levels, markets, the premium, and which places belong where."""

from functools import cached_property

from pydantic import Field

from career_guide.models.base import Line, Model, Range, Slug
from career_guide.models.content.base import Item
from career_guide.models.ids import LevelId, MarketId


class YearsBand(Model):
    """Years of AI work that the guide names for a level."""

    low: int = Field(ge=0)
    high: int = Field(ge=0)


class PayFacts(Model):
    """Which fact states each figure of a pay row."""

    salary: Slug
    equity: Slug
    total: Slug
    years: Slug | None = None


class PayLevel(Item):
    """One row of the salary table; whole US dollars a year, US major metro."""

    id: LevelId
    role: Line = Field(description="The person it pays, as said in a sentence.")
    years_ai: YearsBand | None = None
    salary: Range
    equity: Range
    total: Range
    figures: PayFacts
    names: tuple[str, ...] = Field(default=(), description="Other job titles for it; ours.")


class Area(Model):
    """A city, country or region and what lies in it."""

    name: Line
    named: bool = Field(
        default=False, description="True where the guide itself names it; its places are ours."
    )
    aliases: tuple[str, ...] = Field(
        default=(), description="Other names of the same place; two capitals are a country code."
    )
    regions: tuple[str, ...] = Field(
        default=(), description="States and provinces inside it; two capitals are a code."
    )
    places: tuple[str, ...] = Field(default=(), description="Cities and districts inside it; ours.")
    wide: bool = Field(default=False, description="Larger than a country.")
    reaches: tuple[MarketId, ...] = Field(
        default=(), description="Markets that have places inside an area without a row."
    )


class Market(Item):
    """One row of the geographic table; percent of the US major metro."""

    id: MarketId
    place: Line = Field(description="The market as said in a sentence.")
    percent: Range
    percent_fact: Slug = Field(description="The fact that states the percentages.")
    cities: tuple[str, ...] = Field(default=(), description="Places the guide names.")
    country: Line | None = Field(
        default=None, description="Country of all its areas; null where areas are countries."
    )
    areas: tuple[Area, ...] = Field(default=(), description="What belongs to it.")

    @cached_property
    def inferred(self) -> tuple[str, ...]:
        """Areas and places that we add to the guide's own; an assumption."""
        ours = (area.name for area in self.areas if not area.named)
        return (*ours, *(place for area in self.areas for place in area.places))


class Premium(Item):
    """What AI engineers earn above general engineers of equal level, in percent."""

    percent: Range
    percent_fact: Slug = Field(description="The fact that states the percentages.")


class PlaceChoice(Model):
    """Places that fit more than one market; no choice is made for the caller."""

    name: Line = Field(description="What the places have in common, as said in a question.")
    country: Line | None = Field(default=None, description="Country of all of them, if one.")
    places: tuple[str, ...] = Field(default=(), description="Cities and districts.")
    regions: tuple[str, ...] = Field(
        default=(), description="States and provinces; two capitals are a code."
    )
    countries: tuple[str, ...] = Field(default=(), description="Countries and larger.")
    wide: bool = Field(default=False, description="Larger than a country.")
    markets: tuple[MarketId, ...] = Field(min_length=2)
    why: Line


class RemoteWords(Model):
    """Words that say where remote work is done."""

    remote: tuple[str, ...] = Field(description="Work from home.")
    anywhere: tuple[str, ...] = Field(description="Remote work without a country.")


class Locations(Model):
    """Free-text places beyond the guide's own; ours."""

    id: Slug = "locations"
    choices: tuple[PlaceChoice, ...]
    not_covered: tuple[Area, ...] = Field(description="Places the guide has no row for.")
    remote: RemoteWords
    fillers: tuple[str, ...] = Field(description="Words that say nothing about the place.")
    remote_market: MarketId = Field(description="The guide's only row for remote work.")
    currencies: tuple[str, ...] = Field(description="ISO 4217 codes accepted beside USD.")
