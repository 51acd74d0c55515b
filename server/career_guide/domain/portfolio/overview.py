"""Several projects together: the mean of the four types, cross-checks and the next move."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from career_guide.domain.portfolio.arithmetic import ZERO, Interval
from career_guide.domain.portfolio.credit import GOOD
from career_guide.domain.portfolio.improvement import Fix
from career_guide.domain.portfolio.rating import Rated
from career_guide.domain.portfolio.rubric import Rubric
from career_guide.models.content.portfolio import CrossCheck
from career_guide.models.ids import PROJECT_TYPES, ProjectType

COUNTED_TYPES: tuple[ProjectType, ...] = tuple(kind for kind in PROJECT_TYPES if kind != "other")
"""The guide's four kinds of project."""

Met = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Move:
    """What raises the portfolio most; `project` is a position, `fix` what to improve in it."""

    type: ProjectType
    gain: Fraction
    project: int | None = None
    fix: Fix | None = None


def missing_types(rated: Sequence[Rated]) -> tuple[ProjectType, ...]:
    """Types of the guide without a project, in its order."""
    present = {project.type for project in rated}
    return tuple(kind for kind in COUNTED_TYPES if kind not in present)


def portfolio_score(rated: Sequence[Rated]) -> Interval:
    """Mean over the four types of the best project of each (assumption portfolio-mean)."""
    best = [_best(rated, kind) for kind in COUNTED_TYPES]
    count = len(COUNTED_TYPES)
    return Interval(
        sum((entry.low for entry in best), ZERO) / count,
        sum((entry.high for entry in best), ZERO) / count,
    )


def next_move(rubric: Rubric, rated: Sequence[Rated]) -> Move | None:
    """The larger of a new project of a missing type and the best single fix; None without either.

    A fix counts only as far as it raises the best score of its type. Ties go to the new project,
    then to the earlier type.
    """
    whole = portfolio_score(rated)
    moves: list[Move] = []
    missing = missing_types(rated)
    if missing:
        points = Fraction(rubric.scoring.new_project_score, len(COUNTED_TYPES))
        moves.append(Move(type=missing[0], gain=points))
    for index, project in enumerate(rated):
        for fix in project.fixes:
            improved = replace(project, score=fix.after)
            after = portfolio_score([*rated[:index], improved, *rated[index + 1 :]])
            gain = max(after.low - whole.low, after.high - whole.high)
            if gain > 0:
                moves.append(Move(type=project.type, gain=gain, project=index, fix=fix))
    return max(moves, key=lambda move: move.gain, default=None)


def is_met(check: CrossCheck, rated: Sequence[Rated]) -> Met:
    """Whether some project meets the check; unknown where one still might."""
    outcomes: set[Met] = set()
    for project in rated:
        outcomes |= {
            "yes" if credit.low >= GOOD else "no" if credit.high < GOOD else "unknown"
            for credit in project.criteria
            if credit.id == check.criterion
        }
        outcomes |= {
            feature.credited if feature.credited in ("yes", "unknown") else "no"
            for feature in project.features
            if feature.id == check.feature
        }
    return next((met for met in ("yes", "unknown") if met in outcomes), "no")


def _best(rated: Sequence[Rated], kind: ProjectType) -> Interval:
    of_kind = [project.score for project in rated if project.type == kind]
    return Interval(
        max((score.low for score in of_kind), default=ZERO),
        max((score.high for score in of_kind), default=ZERO),
    )
