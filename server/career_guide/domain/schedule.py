"""Effort in hours and weeks, and what a deadline allows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from career_guide.domain.roadmap import FOCUS_SETS, Roadmap
from career_guide.models.ids import SkillId
from career_guide.models.next_skill import Estimate, Focus, Schedule, Verdict

CUT_ORDER: tuple[SkillId, ...] = (
    "fine-tuning",
    "multi-agent",
    "mcp",
    "production-deployment",
    "observability",
    "agent-architecture",
    "tool-calling",
    "evaluation",
)
"""What to drop first when time is short; assumption `cut-order`. Tier 1 is never dropped (guide),
and no skill is dropped before those that need it."""

TIGHT = Fraction(9, 10)
FEW_HOURS, MANY_HOURS = 3, 40
"""Below and above these weekly hours a warning is due; assumption `hours-warnings`."""


@dataclass(frozen=True)
class Pace:
    """Hours that one guide-week stands for, hours a week (None: unknown), and the dates."""

    guide_week_hours: Fraction
    hours_per_week: Fraction | None
    today: date
    deadline: date | None


def exact(number: float) -> Fraction:
    """The decimal number that was written, as a fraction (6.1 is 61/10)."""
    return Fraction(str(number))


def half_up(value: Fraction, digits: int = 2) -> float:
    """`value` rounded half up, for display only."""
    scale = 10**digits
    return float(Fraction(math.floor(value * scale + Fraction(1, 2)), scale))


def hours_of(roadmap: Roadmap, skills: Sequence[SkillId], pace: Pace) -> Fraction:
    """Study hours of `skills` together."""
    weeks = sum((roadmap.place(skill).weeks for skill in skills), Fraction())
    return weeks * pace.guide_week_hours


def estimate(roadmap: Roadmap, path: Sequence[SkillId], pace: Pace) -> Estimate:
    """Effort of the first skill of `path` and of all of it; `path` holds at least one."""
    first, whole = hours_of(roadmap, path[:1], pace), hours_of(roadmap, path, pace)
    rate = pace.hours_per_week
    return Estimate(
        guide_weeks=half_up(roadmap.place(path[0]).weeks),
        hours=half_up(first),
        calendar_weeks=half_up(first / rate) if rate else None,
        path_hours=half_up(whole),
        path_calendar_weeks=half_up(whole / rate) if rate else None,
    )


def schedule(
    roadmap: Roadmap, path: Sequence[SkillId], focus: Focus, pace: Pace
) -> Schedule | None:
    """What the hours and the deadline allow for `path`; None without either of them.

    The time there is: days from today to the deadline over 7, times the hours a week.
    """
    rate = pace.hours_per_week
    if rate is None and pace.deadline is None:
        return None
    needed = hours_of(roadmap, path, pace)
    weeks = Fraction((pace.deadline - pace.today).days, 7) if pace.deadline else None
    there_is = None if weeks is None or rate is None else weeks * rate
    feasible = there_is is None or needed <= there_is
    verdict: Verdict | None = None
    if there_is is not None:
        tight = needed > TIGHT * there_is
        verdict = "not_feasible" if not feasible else "tight" if tight else "fits"
    return Schedule(
        verdict=verdict,
        fits_prefix=() if there_is is None else _fitting(roadmap, path, there_is, pace),
        cut_order=()
        if there_is is None or feasible
        else _to_cut(roadmap, path, focus, there_is, pace),
        hours_needed_per_week=math.ceil(needed / weeks * 10) / 10 if weeks else None,
        earliest_finish=pace.today + timedelta(days=math.ceil(needed / rate * 7)) if rate else None,
    )


def _fitting(
    roadmap: Roadmap, path: Sequence[SkillId], there_is: Fraction, pace: Pace
) -> tuple[SkillId, ...]:
    """The longest start of `path` that takes no more hours than there are."""
    count = len(path)
    while hours_of(roadmap, path[:count], pace) > there_is:
        count -= 1
    return tuple(path[:count])


def _to_cut(
    roadmap: Roadmap,
    path: Sequence[SkillId],
    focus: Focus,
    there_is: Fraction,
    pace: Pace,
) -> tuple[SkillId, ...]:
    """As many skills, in order, as must go for the rest to fit; the focus and its needs go last."""
    kept_long = roadmap.with_needs(FOCUS_SETS[focus])
    order = sorted(CUT_ORDER, key=lambda skill: skill in kept_long)
    left = list(path)
    cut: list[SkillId] = []
    for skill in order:
        if hours_of(roadmap, left, pace) <= there_is:
            break
        if skill in left:
            left.remove(skill)
            cut.append(skill)
    return tuple(cut)
