"""One question with everything concluded from it, before the answer is worded."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from career_guide.domain.claims import read_claims
from career_guide.domain.knowledge import Knowledge, weigh
from career_guide.domain.next_skill.readings import Readings, readings
from career_guide.domain.roadmap import Roadmap, Standing, path, roadmap_of
from career_guide.domain.schedule import Pace, exact, schedule
from career_guide.domain.wording import name_of
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import SkillId
from career_guide.models.next_skill import NextSkillInput, Schedule

HOURS_LOW, HOURS_HIGH = Fraction(1, 2), 80
"""Weekly hours that are believed when they stand in the text of a phrase."""


@dataclass(frozen=True)
class Case:
    """What the caller asked and what follows: knowledge, readings, path and schedule."""

    catalog: Catalog
    roadmap: Roadmap
    request: NextSkillInput
    pace: Pace
    hours_from_text: bool
    knowledge: Knowledge
    readings: Readings
    standing: Standing
    path: tuple[SkillId, ...]
    schedule: Schedule | None

    def name(self, skill: SkillId) -> str:
        """A skill's title as said in a sentence."""
        return name_of(self.catalog, skill)


def open_case(catalog: Catalog, request: NextSkillInput, today: date) -> Case:
    """Everything concluded from `request`."""
    roadmap = roadmap_of(catalog)
    claims = read_claims(catalog, request.known_skills)
    knowledge = weigh(catalog, roadmap, claims.entries, request.background)
    standing = Standing(
        known=knowledge.known,
        aware=knowledge.aware,
        left_out=roadmap.left_out(frozenset(request.exclude), knowledge.known),
        focus=request.focus,
    )
    hours = None if request.hours_per_week is None else exact(request.hours_per_week)
    said = claims.hours_per_week
    from_text = hours is None and said is not None and HOURS_LOW <= said <= HOURS_HIGH
    pace = Pace(
        guide_week_hours=exact(request.guide_week_hours),
        hours_per_week=said if from_text else hours,
        today=today,
        deadline=request.deadline,
    )
    order = path(roadmap, standing)
    return Case(
        catalog=catalog,
        roadmap=roadmap,
        request=request,
        pace=pace,
        hours_from_text=from_text,
        knowledge=knowledge,
        readings=readings(claims.entries, knowledge),
        standing=standing,
        path=order,
        schedule=schedule(roadmap, order, request.focus, pace) if order else None,
    )
