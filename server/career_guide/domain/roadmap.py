"""The order of skills: which is next, by which step, and the path through all that remain."""

from collections.abc import Set
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from career_guide.domain.memo import per_catalog
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import SkillId
from career_guide.models.next_skill import Focus

StepName = Literal["tier", "ready", "focus", "opens", "aware", "row"]

PATHS_KEPT = 4096

FOCUS_SETS: dict[Focus, frozenset[SkillId]] = {
    "balanced": frozenset(),
    "rag": frozenset({"basic-rag", "evaluation"}),
    "agents": frozenset({"tool-calling", "agent-architecture", "multi-agent", "mcp"}),
    "mcp": frozenset({"tool-calling", "mcp"}),
    "production": frozenset({"evaluation", "observability", "production-deployment"}),
    "evaluation": frozenset({"evaluation", "observability"}),
    "interview": frozenset(
        {
            "basic-rag",
            "tool-calling",
            "evaluation",
            "agent-architecture",
            "production-deployment",
        }
    ),
}
"""Skills that a focus prefers inside a tier; assumption `focus-sets`."""


@dataclass(frozen=True)
class Place:
    """Where one skill stands: tier's rank, guide-weeks, what it needs, what it opens.

    `direct` holds the hard prerequisites; `needs` and `opens` are transitive. The weeks of a tier
    divide evenly over its skills (assumption `even-weeks-in-tier`).
    """

    skill: SkillId
    tier: int
    weeks: Fraction
    direct: frozenset[SkillId]
    needs: frozenset[SkillId]
    opens: frozenset[SkillId]


class Roadmap:
    """The prerequisite graph in the guide's row order."""

    def __init__(self, catalog: Catalog) -> None:
        """Reads tiers, rows and hard edges; assumption `prerequisite-edges`."""
        ranks = {tier.id: rank for rank, tier in enumerate(catalog.tiers, start=1)}
        direct = {s.id: frozenset(e.skill for e in s.additions.hard) for s in catalog.skills}
        weeks = {
            tier.id: Fraction(
                tier.weeks.last - tier.weeks.first + 1,
                max(1, sum(skill.tier == tier.id for skill in catalog.skills)),
            )
            for tier in catalog.tiers
        }
        needs: dict[SkillId, frozenset[SkillId]] = {}

        def closed(skill: SkillId) -> frozenset[SkillId]:
            if skill not in needs:
                below = (closed(before) for before in direct[skill])
                needs[skill] = direct[skill].union(*below)
            return needs[skill]

        self.order: tuple[SkillId, ...] = tuple(skill.id for skill in catalog.skills)
        self._places = {
            skill.id: Place(
                skill=skill.id,
                tier=ranks[skill.tier],
                weeks=weeks[skill.tier],
                direct=direct[skill.id],
                needs=closed(skill.id),
                opens=frozenset(other for other in direct if skill.id in closed(other)),
            )
            for skill in catalog.skills
        }

    def place(self, skill: SkillId) -> Place:
        """Where `skill` stands."""
        return self._places[skill]

    def in_order(self, skills: Set[SkillId]) -> tuple[SkillId, ...]:
        """`skills` in the guide's row order."""
        return tuple(skill for skill in self.order if skill in skills)

    def left_out(self, excluded: Set[SkillId], known: Set[SkillId]) -> frozenset[SkillId]:
        """The excluded skills that are not known, and all unknown ones that need one of them."""
        gone = set(excluded - known)
        while more := {
            skill
            for skill in self.order
            if skill not in gone and skill not in known and self._places[skill].direct & gone
        }:
            gone |= more
        return frozenset(gone)

    def with_needs(self, skills: Set[SkillId]) -> frozenset[SkillId]:
        """`skills` and everything they need."""
        return frozenset(skills).union(*(self._places[skill].needs for skill in skills))


@per_catalog
def roadmap_of(catalog: Catalog) -> Roadmap:
    """The roadmap of a catalog, built once."""
    return Roadmap(catalog)


@dataclass(frozen=True)
class Step:
    """One step of the choice that narrowed the field."""

    name: StepName
    kept: tuple[SkillId, ...]
    dropped: tuple[SkillId, ...]


@dataclass(frozen=True)
class Choice:
    """The next skill and the steps that decided, in order."""

    skill: SkillId
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Standing:
    """What the choice depends on: known and aware skills, the ones left out, and the focus."""

    known: frozenset[SkillId]
    aware: frozenset[SkillId] = frozenset()
    left_out: frozenset[SkillId] = frozenset()
    focus: Focus = "balanced"

    def having(self, skill: SkillId) -> "Standing":
        """The same after `skill` has been learnt."""
        return Standing(self.known | {skill}, self.aware, self.left_out, self.focus)


def open_skills(roadmap: Roadmap, standing: Standing) -> tuple[SkillId, ...]:
    """Skills that are neither known nor left out, in row order."""
    gone = standing.known | standing.left_out
    return tuple(skill for skill in roadmap.order if skill not in gone)


def ready_skills(roadmap: Roadmap, standing: Standing) -> tuple[SkillId, ...]:
    """Open skills whose hard prerequisites are all known."""
    return tuple(
        skill
        for skill in open_skills(roadmap, standing)
        if roadmap.place(skill).direct <= standing.known
    )


def unlocks(roadmap: Roadmap, standing: Standing, skill: SkillId) -> int:
    """How many open skills need `skill`, directly or through others."""
    return len(roadmap.place(skill).opens - standing.known - standing.left_out)


def next_choice(roadmap: Roadmap, standing: Standing) -> Choice | None:
    """The next skill by the lexicographic rule, or None where nothing is open.

    Lowest unfinished tier; hard prerequisites met; in the focus set; opens most skills that are
    still needed, counted transitively; aware already; the guide's row order.
    """
    field = open_skills(roadmap, standing)
    ready = ready_skills(roadmap, standing)
    if not ready:
        return None
    steps: list[Step] = []

    def narrow(name: StepName, kept: tuple[SkillId, ...]) -> None:
        nonlocal field
        if kept and len(kept) < len(field):
            steps.append(Step(name, kept, tuple(skill for skill in field if skill not in kept)))
            field = kept

    # Taken over the ready skills, so that content with an edge to a later tier cannot deadlock.
    tier = min(roadmap.place(skill).tier for skill in ready)
    narrow("tier", tuple(skill for skill in field if roadmap.place(skill).tier == tier))
    narrow("ready", tuple(skill for skill in field if skill in ready))
    wanted = FOCUS_SETS[standing.focus]
    narrow("focus", tuple(skill for skill in field if skill in wanted))
    most = max(unlocks(roadmap, standing, skill) for skill in field)
    narrow("opens", tuple(s for s in field if unlocks(roadmap, standing, s) == most))
    narrow("aware", tuple(skill for skill in field if skill in standing.aware))
    narrow("row", field[:1])
    return Choice(field[0], tuple(steps))


@lru_cache(maxsize=PATHS_KEPT)
def path(roadmap: Roadmap, standing: Standing) -> tuple[SkillId, ...]:
    """All open skills in the order in which the rule takes them; remembered, since it is pure."""
    choice = next_choice(roadmap, standing)
    if choice is None:
        return ()
    return (choice.skill, *path(roadmap, standing.having(choice.skill)))
