"""The whole answer to "what should I learn next"."""

from datetime import date

from career_guide.domain.next_skill.case import Case, open_case
from career_guide.domain.next_skill.concise import concise
from career_guide.domain.next_skill.notices import notices
from career_guide.domain.next_skill.reasons import alternatives, because, helpful_before
from career_guide.domain.next_skill.summary import recommendation
from career_guide.domain.next_skill.support import (
    advice,
    after_completion,
    after_recommendation,
    assumptions,
    basis,
    resources,
    sources,
    without_exclusions,
)
from career_guide.domain.roadmap import Choice, next_choice
from career_guide.domain.schedule import estimate
from career_guide.domain.wording import listed
from career_guide.models.content.catalog import Catalog
from career_guide.models.envelope import BasisOf
from career_guide.models.next_skill import (
    NextSkill,
    NextSkillInput,
    NextSkillResult,
    Progress,
    TierProgress,
    TopicState,
)
from career_guide.refusals import Fault, InputRefused


def recommend(catalog: Catalog, request: NextSkillInput, today: date) -> NextSkillResult:
    """The first ready skill of the lowest unfinished tier, why, and the order of the rest.

    Raises InputRefused where the deadline lies before `today`.
    """
    if request.deadline is not None and request.deadline < today:
        raise InputRefused(_passed(request.deadline, today))
    case = open_case(catalog, request, today)
    choice = next_choice(case.roadmap, case.standing)
    result = _nothing_left(case) if choice is None else _recommendation(case, choice)
    return concise(result) if request.detail == "concise" else result


def _recommendation(case: Case, choice: Choice) -> NextSkillResult:
    catalog = case.catalog
    skill = catalog.skill(choice.skill)
    state = case.knowledge.state(skill.id)
    return NextSkillResult(
        summary=recommendation(case, skill),
        status="recommend",
        skill=NextSkill(
            id=skill.id,
            title=skill.title,
            tier=skill.tier,
            level=state.level,
            gloss=skill.additions.gloss,
            why=skill.why,
            tier_milestone=catalog.tier(skill.tier).milestone,
            project=skill.project,
        ),
        because=because(catalog, case.roadmap, case.standing, choice),
        topics=tuple(
            TopicState(id=topic.id, title=topic.title, credited=topic.id in state.topics)
            for topic in skill.topics
        ),
        remaining_topics=tuple(t.id for t in skill.topics if t.id not in state.topics),
        done_when=skill.additions.done_when,
        build=skill.additions.build,
        resources=resources(case, skill),
        estimate=estimate(case.roadmap, case.path, case.pace),
        path=case.path,
        alternatives=alternatives(catalog, case.roadmap, case.standing, skill.id),
        helpful_before=helpful_before(catalog, case.roadmap, case.standing, skill.id),
        schedule=case.schedule,
        progress=_progress(case),
        matched=case.readings.matched,
        mentioned=case.readings.mentioned,
        presumed=case.knowledge.presumed,
        strengths=case.readings.strengths,
        off_roadmap=case.readings.off_roadmap,
        unmatched=case.readings.unmatched,
        needs_confirmation=case.readings.needs_confirmation,
        advice=advice(case),
        assumptions=assumptions(case),
        warnings=notices(case),
        basis=basis(case, skill),
        next_actions=after_recommendation(case, skill),
        sources=sources(skill),
        data_version=catalog.data_version,
    )


def _nothing_left(case: Case) -> NextSkillResult:
    """Everything is known or left out; while tier 1 has gaps, the exclusions need confirming."""
    left_out = case.standing.left_out & frozenset(case.request.exclude)
    gaps = [s for s in case.roadmap.in_order(left_out) if case.roadmap.place(s).tier == 1]
    total, known = len(case.roadmap.order), len(case.standing.known)
    if gaps:
        titles = listed([case.name(skill) for skill in gaps])
        summary = (
            f"Nothing can be recommended without {titles}: whatever else is open needs it. "
            "The guide requires tier 1 of everyone. May it come back?"
        )
    elif case.standing.left_out:
        summary = (
            f"Done: {known} of {total} skills are known and the others are left out. "
            "What counts now is proof: projects, writing and interview practice."
        )
    else:
        summary = (
            f"Done: all {total} skills are at working level or above. "
            "What counts now is proof: projects, writing and interview practice."
        )
    return NextSkillResult(
        summary=summary,
        status="needs_confirmation" if gaps else "complete",
        skill=None,
        because=(),
        topics=(),
        remaining_topics=(),
        done_when=(),
        build=None,
        resources=(),
        estimate=None,
        path=(),
        alternatives=(),
        helpful_before=(),
        schedule=None,
        progress=_progress(case),
        matched=case.readings.matched,
        mentioned=case.readings.mentioned,
        presumed=case.knowledge.presumed,
        strengths=case.readings.strengths,
        off_roadmap=case.readings.off_roadmap,
        unmatched=case.readings.unmatched,
        needs_confirmation=case.readings.needs_confirmation,
        advice=advice(case),
        assumptions=assumptions(case),
        warnings=notices(case),
        basis=(BasisOf(field="progress", kind="derived"),),
        next_actions=without_exclusions(case) if gaps else after_completion(),
        sources=sources(None),
        data_version=case.catalog.data_version,
    )


def _progress(case: Case) -> Progress:
    tiers = []
    for tier in case.catalog.tiers:
        skills = [skill.id for skill in case.catalog.skills if skill.tier == tier.id]
        known = sum(skill in case.standing.known for skill in skills)
        tiers.append(TierProgress(tier=tier.id, known=known, total=len(skills)))
    return Progress(
        known=len(case.standing.known), total=len(case.roadmap.order), tiers=tuple(tiers)
    )


def _passed(deadline: date, today: date) -> Fault:
    """A deadline before today; suggested is the next return of its day and month."""
    month, day = deadline.month, min(deadline.day, 28) if deadline.month == 2 else deadline.day
    year = today.year + ((month, day) <= (today.month, today.day))
    nearest = date(year, month, day).isoformat()
    return Fault(
        code="deadline_passed",
        field="/deadline",
        received=f'"{deadline.isoformat()}"',
        expected=f"a date that is not before today, {today.isoformat()}, for example {nearest}",
        did_you_mean=nearest,
    )
