"""Which rows of the location table fit: from a market, from a free-text location, or by default."""

from dataclasses import dataclass

from career_guide.domain.compensation.places import PlaceMeaning, understand
from career_guide.models.content.catalog import Catalog
from career_guide.models.envelope import Notice
from career_guide.models.estimate_comp import EstimateCompInput
from career_guide.models.estimate_comp_result import PlaceRead
from career_guide.models.ids import MarketId

BASELINE: MarketId = "us-major"


@dataclass(frozen=True, kw_only=True)
class MarketChoice:
    """Rows that fit, and how they were found; no row where the place has none."""

    markets: tuple[MarketId, ...]
    why: str
    place: PlaceRead | None = None
    reason: str = ""
    """Why several rows fit."""
    uncovered: tuple[str, ...] = ()
    elsewhere: tuple[MarketId, ...] = ()
    """Rows of other places that were named beside one without a row."""
    needs_country: bool = False
    is_given: bool = False
    is_assumed: bool = False
    warnings: tuple[Notice, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to choose."""
        return len(self.markets) > 1

    @property
    def is_inferred(self) -> bool:
        """Whether a place was put into a row by us, not by the guide."""
        if self.is_given or self.place is None or not self.markets:
            return False
        return self.place.kind in ("inferred", "ambiguous")


def choose_market(catalog: Catalog, request: EstimateCompInput) -> MarketChoice:
    """The market named by the caller; else what the location means; else the US major metro."""
    meaning = understand(catalog, request.location) if request.location else None
    if request.market is not None:
        return MarketChoice(
            markets=(request.market,),
            why="Market as given.",
            is_given=True,
            place=meaning.read if meaning else None,
            warnings=_contradiction(catalog, request.market, meaning),
        )
    if meaning is None:
        text = (
            "No place was given, so these are US major-metro figures; most other places pay less."
        )
        return MarketChoice(
            markets=(BASELINE,),
            why="No market was given.",
            is_assumed=True,
            warnings=(Notice(code="market_assumed", text=text),),
        )
    return MarketChoice(
        markets=meaning.markets,
        why=_why(meaning),
        place=meaning.read,
        reason=meaning.why,
        uncovered=meaning.uncovered,
        elsewhere=meaning.elsewhere,
        needs_country=meaning.needs_country,
        warnings=_place_warnings(catalog, meaning),
    )


def _why(meaning: PlaceMeaning) -> str:
    if not meaning.markets:
        return "US major-metro row, not adjusted to the place."
    matched = ", ".join(name for name in meaning.read.matched if name not in meaning.uncovered)
    match meaning.read.kind:
        case "named":
            return f"The guide names this place: {matched}."
        case "inferred" if matched:
            return f"Put in this market by us: {matched}."
        case "inferred":
            return "The guide's only row for remote work."
    return f"May fit: {matched}."


def _contradiction(
    catalog: Catalog, market: MarketId, meaning: PlaceMeaning | None
) -> tuple[Notice, ...]:
    if meaning is None or market in meaning.markets or meaning.read.kind == "unknown":
        return ()
    rows = ", ".join(catalog.market(other).title for other in meaning.markets) or "no row"
    text = f"The market was used as given; the location alone would mean {rows}."
    return (Notice(code="location_contradicts_market", text=text),)


def _place_warnings(catalog: Catalog, meaning: PlaceMeaning) -> tuple[Notice, ...]:
    found: list[Notice] = []
    if meaning.corrected_to:
        text = f"The location was read as {meaning.corrected_to}; correct it if that is wrong."
        found.append(Notice(code="place_spelling", text=text))
    if meaning.is_remote_abroad and meaning.markets:
        text = (
            "The guide's remote row is for the US only. The row of the country is used; it does "
            "not say whether an employer pays by your place or by its own."
        )
        found.append(Notice(code="remote_outside_us", text=text))
    if meaning.is_remote_unplaced:
        text = "Remote work was read as remote inside the US; name the country if it is another."
        found.append(Notice(code="remote_read_as_us", text=text))
    if meaning.uncovered:
        names = ", ".join(meaning.uncovered)
        given = "the pay of another place is not used" if meaning.elsewhere else "nothing is given"
        text = f"The guide has no row for {names}; {given} for it."
        found.append(Notice(code="place_not_covered", text=text))
    return tuple(found)
