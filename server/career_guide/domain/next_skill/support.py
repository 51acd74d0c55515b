"""What an answer rests on and leads to: assumptions, basis, resources, sources, next calls."""

from fractions import Fraction
from typing import Any

from career_guide.domain.next_skill.case import Case
from career_guide.domain.next_skill.notices import hours_notice
from career_guide.models.content.learning import Skill
from career_guide.models.envelope import AssumptionUsed, BasisOf, NextAction, Source
from career_guide.models.ids import SkillId
from career_guide.models.next_skill import Background, Resource

ADVICE: dict[Background, str] = {
    "none": "mistake-theory-day-one",
    "junior_dev": "mistake-theory-day-one",
    "software_engineer": "role-gap-is-knowledge",
    "data_ml": "role-not-ml-pipelines",
    "other": "path-months-not-years",
}
"""The fact that matters most to somebody of this background; the pairing is ours.

All stand in the kinds that `advice` looks through: to look through all facts takes all content.
"""


def advice(case: Case) -> str | None:
    """What the guide says to somebody of the given background, if one was given."""
    background = case.request.background
    if background is None:
        return None
    items = (*case.catalog.role, *case.catalog.mistakes, *case.catalog.path)
    facts = (fact for item in items for fact in item.facts)
    return next((fact.text for fact in facts if fact.id == ADVICE[background]), None)


def resources(case: Case, skill: Skill) -> tuple[Resource, ...]:
    """The guide's recommendations that serve `skill` best."""
    known = {r.id: r for topic in case.catalog.resources for r in topic.recommendations}
    found = [known[key] for key in skill.additions.learn_from if key in known]
    return tuple(
        Resource(title=entry.title, text=entry.text, fact_id=entry.fact) for entry in found
    )


def assumptions(case: Case) -> tuple[AssumptionUsed, ...]:
    """The rulings of ours that acted, in the order of their file."""
    used = set(case.knowledge.assumptions)
    if case.path:
        used |= {"prerequisite-edges", "guide-week-hours", "even-weeks-in-tier"}
        if case.request.focus != "balanced":
            used.add("focus-sets")
    if case.schedule is not None and case.schedule.cut_order:
        used.add("cut-order")
    if hours_notice(case):
        used.add("hours-warnings")
    return tuple(
        AssumptionUsed(id=key, text=text, effect=effect)
        for key, (text, effect) in case.catalog.assumption_texts.items()
        if key in used
    )


def basis(case: Case, skill: Skill) -> tuple[BasisOf, ...]:
    """What each part of a recommendation rests on; resources name their facts themselves."""
    said = tuple(fact.id for fact in skill.facts if fact.basis == "guide")
    rows = [
        BasisOf(field="skill", kind="guide", fact_ids=said),
        BasisOf(field="path", kind="assumption", fact_ids=(skill.additions.assumption,)),
        BasisOf(
            field="estimate", kind="assumption", fact_ids=("guide-week-hours", "even-weeks-in-tier")
        ),
        BasisOf(field="build", kind="editorial"),
        BasisOf(field="done_when", kind="editorial"),
    ]
    if advice(case) and case.request.background:
        fact = ADVICE[case.request.background]
        rows.append(BasisOf(field="advice", kind="guide", fact_ids=(fact,)))
    return tuple(rows)


def sources(skill: Skill | None) -> tuple[Source, ...]:
    """The pages that say more."""
    roadmap = Source(uri="career://roadmap", title="Skills roadmap")
    return (
        (Source(uri=f"career://roadmap/{skill.id}", title=skill.title), roadmap)
        if skill
        else (roadmap,)
    )


def after_recommendation(case: Case, skill: Skill) -> tuple[NextAction, ...]:
    """Read more now; ask again once the skill is learnt."""
    return (
        NextAction(
            tool="read_career_guide",
            arguments={"uri": f"career://roadmap/{skill.id}"},
            why="Its page of the guide.",
        ),
        NextAction(
            tool="next_skill",
            arguments=_again(case, (*case.roadmap.in_order(case.standing.known), skill.id)),
            why="What follows once it is learnt.",
        ),
    )


def after_completion() -> tuple[NextAction, ...]:
    """Prove it, prepare for interviews, price the work."""
    project = {
        "title": "My strongest project",
        "type": "domain-rag",
        "summary": "To be described: the user, the problem, and how the result was measured.",
    }
    return (
        NextAction(
            tool="score_project",
            arguments={"projects": [project]},
            why="Rate a project; replace the description with a real one.",
        ),
        NextAction(
            tool="read_career_guide",
            arguments={"uri": "career://interview"},
            why="Every interview question, to practise with.",
        ),
        NextAction(tool="estimate_comp", arguments={}, why="What the work pays, by level."),
    )


def without_exclusions(case: Case) -> tuple[NextAction, ...]:
    """The same question with nothing left out."""
    arguments = _again(case, case.roadmap.in_order(case.standing.known))
    arguments.pop("exclude", None)
    return (
        NextAction(tool="next_skill", arguments=arguments, why="The answer with nothing left out."),
    )


def _again(case: Case, known: tuple[SkillId, ...]) -> dict[str, Any]:
    """Arguments of a further call: skills by id, never in the caller's words.

    Skills that are not known keep a level that was stated, so that nothing presumes them, and
    those known in part stay aware, so that ties fall as before.
    """
    request = case.request
    rows: list[dict[str, str]] = [{"skill": skill} for skill in known]
    rows += [
        {"skill": state.skill, "level": state.level}
        for state in case.knowledge.states
        if state.skill not in known and (state.stated_low or state.level == "aware")
    ]
    arguments: dict[str, Any] = {"known_skills": rows}
    if request.background:
        arguments["background"] = request.background
    if case.pace.hours_per_week is not None:
        arguments["hours_per_week"] = _number(case.pace.hours_per_week)
    if request.today:
        arguments["today"] = request.today.isoformat()
    if request.deadline:
        arguments["deadline"] = request.deadline.isoformat()
    if request.focus != "balanced":
        arguments["focus"] = request.focus
    if request.exclude:
        arguments["exclude"] = list(case.roadmap.in_order(frozenset(request.exclude)))
    if request.guide_week_hours != 10:
        arguments["guide_week_hours"] = _number(case.pace.guide_week_hours)
    return arguments


def _number(value: Fraction) -> int | float:
    """A JSON number, whole where it can be."""
    return int(value) if value.denominator == 1 else float(value)
