"""Which rows of the salary table fit: from a level, or from years of AI work."""

from dataclasses import dataclass
from decimal import Decimal

from career_guide.models.content.catalog import Catalog
from career_guide.models.content.compensation import PayLevel, YearsBand
from career_guide.models.envelope import Notice
from career_guide.models.estimate_comp import EstimateCompInput
from career_guide.models.ids import LevelId

NEAR = Decimal("0.5")
"""Years within which the neighbouring row is shown too."""
SENIOR_CAREER = 5
"""Years of engineering from which employers often hire at senior, whatever the AI years."""


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """One row of the salary table and why it is here."""

    level: LevelId
    why: str


@dataclass(frozen=True, kw_only=True)
class LevelChoice:
    """Rows that fit, rows that may fit too, and how they were found."""

    rows: tuple[LevelRow, ...]
    alternatives: tuple[LevelRow, ...] = ()
    from_years: bool = False
    warnings: tuple[Notice, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to choose."""
        return len(self.rows) > 1


def choose_level(catalog: Catalog, request: EstimateCompInput) -> LevelChoice:
    """The row named by the caller; else those that the years of AI work fit; else every row.

    Exactly 3 years stand in two rows of the guide, and within half a year of that the other row is
    shown too. Above 5 years the guide has no row: senior, with staff and principal beside it.
    """
    years = _exact(request.years_ai_experience)
    warnings = _year_warnings(request)
    if request.level is not None:
        row = LevelRow(level=request.level, why="Level as given.")
        return LevelChoice(
            rows=(row,), warnings=(*_contradiction(catalog, request.level, years), *warnings)
        )
    if years is None:
        rows = tuple(
            LevelRow(level=level.id, why="No level was given.") for level in catalog.levels
        )
        return LevelChoice(rows=rows, warnings=warnings)
    choice = _from_years(catalog, years)
    if _is_senior_career(request) and not choice.is_open:
        choice = _beside_overall_seniority(catalog, choice)
    return LevelChoice(
        rows=choice.rows, alternatives=choice.alternatives, from_years=True, warnings=warnings
    )


def _exact(years: float | None) -> Decimal | None:
    return None if years is None else Decimal(repr(years))


def _bands(catalog: Catalog) -> list[tuple[PayLevel, YearsBand]]:
    return [(level, level.years_ai) for level in catalog.levels if level.years_ai is not None]


def _from_years(catalog: Catalog, years: Decimal) -> LevelChoice:
    bands = _bands(catalog)
    last, last_band = bands[-1]
    if years > last_band.high:
        why = f"Above {last_band.high} years of AI work the guide names no row; this is its last."
        return LevelChoice(
            rows=(LevelRow(level=last.id, why=why),), alternatives=_above(catalog, last)
        )
    near = [(level, band) for level, band in bands if band.low - NEAR <= years <= band.high + NEAR]
    rows = tuple(LevelRow(level=level.id, why=_why(band, years)) for level, band in near)
    return LevelChoice(rows=rows)


def _above(catalog: Catalog, level: PayLevel) -> tuple[LevelRow, ...]:
    """The row after the last one that has years; the guide sets it by scope."""
    later = [other for other in catalog.levels if other.order > level.order]
    why = "Staff and principal go by the scope of the work, not by years."
    return tuple(LevelRow(level=other.id, why=why) for other in later[:1])


def _why(band: YearsBand, years: Decimal) -> str:
    if years < band.low or years > band.high:
        return f"Within half a year of the row for {band.low}–{band.high} years of AI work."
    return f"{_said(years)} of AI work: the row for {band.low}–{band.high} years."


def _said(years: Decimal) -> str:
    return f"{years.normalize():f} year{'' if years == 1 else 's'}"


def _is_senior_career(request: EstimateCompInput) -> bool:
    total = request.years_engineering_total
    return total is not None and total >= SENIOR_CAREER


def _beside_overall_seniority(catalog: Catalog, choice: LevelChoice) -> LevelChoice:
    """A junior row of AI years beside a long career: the last row with years may fit as well."""
    last = _bands(catalog)[-1][0]
    if choice.rows[0].level == last.id:
        return choice
    why = (
        f"With {SENIOR_CAREER} or more engineering years employers often level by overall "
        "seniority; the guide's rows count AI years alone."
    )
    return LevelChoice(rows=choice.rows, alternatives=(LevelRow(level=last.id, why=why),))


def _contradiction(catalog: Catalog, level: LevelId, years: Decimal | None) -> tuple[Notice, ...]:
    band = catalog.level(level).years_ai
    if years is None or band is None:
        return ()
    is_last = band == _bands(catalog)[-1][1]
    if band.low - NEAR <= years <= band.high + NEAR or (is_last and years > band.high):
        return ()
    verb = "lies" if years == 1 else "lie"
    text = (
        f"The level was used as given; {_said(years)} of AI work {verb} outside its "
        f"{band.low}–{band.high} years."
    )
    return (Notice(code="level_contradicts_years", text=text),)


def _year_warnings(request: EstimateCompInput) -> tuple[Notice, ...]:
    ai, total = request.years_ai_experience, request.years_engineering_total
    if ai is None or total is None or ai <= total:
        return ()
    text = "More AI years than engineering years were given; the rows count AI years."
    return (Notice(code="years_disagree", text=text),)
