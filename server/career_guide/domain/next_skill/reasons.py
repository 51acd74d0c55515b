"""Why a skill comes next and why others do not, in sentences that name what they rest on."""

from collections.abc import Sequence

from career_guide.domain.roadmap import (
    FOCUS_SETS,
    Choice,
    Roadmap,
    Standing,
    Step,
    open_skills,
    ready_skills,
    unlocks,
)
from career_guide.domain.wording import listed, name_of, skills
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import SkillId
from career_guide.models.next_skill import Alternative, Helpful

ALTERNATIVES = 2


def because(
    catalog: Catalog, roadmap: Roadmap, standing: Standing, choice: Choice
) -> tuple[str, ...]:
    """One sentence for each step that decided, in the order of the steps."""
    if not choice.steps:
        return ("It is the only skill left on the path.",)
    return tuple(_sentence(catalog, roadmap, standing, step) for step in choice.steps)


def alternatives(
    catalog: Catalog, roadmap: Roadmap, standing: Standing, chosen: SkillId
) -> tuple[Alternative, ...]:
    """The two open skills that came closest, by the same rule, with the step at which they lost."""
    ready = ready_skills(roadmap, standing)
    wanted = FOCUS_SETS[standing.focus]

    def distance(skill: SkillId) -> tuple[object, ...]:
        return (
            roadmap.place(skill).tier,
            skill not in ready,
            skill not in wanted,
            -unlocks(roadmap, standing, skill),
            skill not in standing.aware,
            roadmap.order.index(skill),
        )

    others = sorted((s for s in open_skills(roadmap, standing) if s != chosen), key=distance)
    return tuple(
        Alternative(id=skill, why_not=_why_not(catalog, roadmap, standing, skill, chosen))
        for skill in others[:ALTERNATIVES]
    )


def helpful_before(
    catalog: Catalog, roadmap: Roadmap, standing: Standing, chosen: SkillId
) -> tuple[Helpful, ...]:
    """Soft prerequisites of `chosen` that are not known, in row order: advice only."""
    edges = {edge.skill: edge.reason for edge in catalog.skill(chosen).additions.soft}
    unknown = frozenset(edges) - standing.known
    return tuple(Helpful(id=skill, reason=edges[skill]) for skill in roadmap.in_order(unknown))


def _sentence(catalog: Catalog, roadmap: Roadmap, standing: Standing, step: Step) -> str:
    kept = [name_of(catalog, skill) for skill in step.kept]
    dropped = [name_of(catalog, skill) for skill in step.dropped]
    tier = roadmap.place(step.kept[0]).tier
    match step.name:
        case "tier":
            return _tier_sentence(catalog, roadmap, step)
        case "ready":
            waits = _waits(catalog, step, standing)
            return f"{_starts(kept)}; {waits} [assumption: prerequisite-edges]."
        case "focus":
            return (
                f"The focus {standing.focus} puts {listed(kept)} before {listed(dropped)} "
                "[assumption: focus-sets]."
            )
        case "opens":
            counts = {s: unlocks(roadmap, standing, s) for s in (*step.kept, *step.dropped)}
            most = counts[step.kept[0]]
            rest = ", ".join(f"{name_of(catalog, s)} {counts[s]}" for s in step.dropped)
            verb = "each open" if len(kept) > 1 else "opens"
            return (
                f"{listed(kept)} {verb} the way to {skills(most)} still needed ({rest}) "
                "[assumption: prerequisite-edges]."
            )
        case "aware":
            return f"Part of {listed(kept)} is familiar, so it is the quicker win [your input]."
    them = "it" if len(dropped) == 1 else "them"
    return (
        f"It is level with {listed(dropped)} and stands before {them} in the guide's table "
        f"[guide: tier-{tier}-window]."
    )


def _tier_sentence(catalog: Catalog, roadmap: Roadmap, step: Step) -> str:
    tier = roadmap.place(step.kept[0]).tier
    total = sum(roadmap.place(skill).tier == tier for skill in roadmap.order)
    count = len(step.kept)
    if count == total:
        left = f"all {total} of its skills are open"
    else:
        left = f"{count} of its {total} skills {'is' if count == 1 else 'are'} open"
    if tier == 1:
        return f"Tier 1 is the base that everyone needs, and {left} [guide: tier-1-required]."
    return f"Tier {tier} comes before tier {tier + 1}, and {left} [guide: tier-{tier}-window]."


def _starts(kept: Sequence[str]) -> str:
    return f"Only {kept[0]} can start now" if len(kept) == 1 else f"{listed(kept)} can start now"


def _waits(catalog: Catalog, step: Step, standing: Standing) -> str:
    titles = [name_of(catalog, skill) for skill in step.dropped]
    if len(titles) > 1:
        return f"{listed(titles)} need other skills first"
    missing = [
        name_of(catalog, edge.skill)
        for edge in catalog.skill(step.dropped[0]).additions.hard
        if edge.skill not in standing.known
    ]
    return f"{titles[0]} needs {listed(missing)} first"


def _why_not(
    catalog: Catalog, roadmap: Roadmap, standing: Standing, skill: SkillId, chosen: SkillId
) -> str:
    """The first step of the rule at which `skill` loses to `chosen`."""
    place, best = roadmap.place(skill), roadmap.place(chosen)
    if place.tier > best.tier:
        return f"Tier {place.tier}; tier {best.tier} is not finished."
    missing = [
        edge for edge in catalog.skill(skill).additions.hard if edge.skill not in standing.known
    ]
    if missing:
        names = listed([name_of(catalog, edge.skill) for edge in missing])
        return f"Needs {names} first. {missing[0].reason}"
    wanted = FOCUS_SETS[standing.focus]
    if chosen in wanted and skill not in wanted:
        return f"Not in the focus {standing.focus}."
    mine, its = unlocks(roadmap, standing, skill), unlocks(roadmap, standing, chosen)
    if mine < its:
        return f"Opens the way to {skills(mine)}, {name_of(catalog, chosen)} to {its}."
    if chosen in standing.aware and skill not in standing.aware:
        return "Nothing of it is familiar yet."
    return "As good a choice; it stands later in the guide's table."
