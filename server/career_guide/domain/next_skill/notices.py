"""What the caller should know before relying on a recommendation."""

from career_guide.domain.next_skill.case import Case
from career_guide.domain.roadmap import FOCUS_SETS
from career_guide.domain.schedule import FEW_HOURS, MANY_HOURS, hours_of
from career_guide.domain.wording import listed, plain, weeks
from career_guide.models.envelope import Notice


def notices(case: Case) -> tuple[Notice, ...]:
    """All warnings: contradictions and presumptions first, then exclusions, focus and hours."""
    found = [*case.knowledge.warnings, *_exclusions(case)]
    later = [skill for skill in case.path if skill in FOCUS_SETS[case.request.focus]]
    if later and case.path[0] not in later:
        place = case.path.index(later[0]) + 1
        text = f"A focus acts inside a tier only: {case.name(later[0])} is number {place} in line."
        found.append(Notice(code="focus_later", text=text))
    if case.hours_from_text and case.pace.hours_per_week is not None:
        rate = plain(case.pace.hours_per_week)
        text = f"{rate} hours a week were read from the text; hours_per_week overrides it."
        found.append(Notice(code="hours_from_text", text=text))
    if notice := hours_notice(case):
        found.append(notice)
    return tuple(found)


def hours_notice(case: Case) -> Notice | None:
    """A warning below 3 and above 40 hours a week, while something is left to learn."""
    rate = case.pace.hours_per_week
    if rate is None or not case.path or FEW_HOURS <= rate <= MANY_HOURS:
        return None
    if rate < FEW_HOURS:
        spread = weeks(hours_of(case.roadmap, case.path, case.pace) / rate)
        text = f"Below {FEW_HOURS} hours a week the rest of the path takes {spread}."
        return Notice(code="few_hours", text=text)
    text = f"Few people keep up more than {MANY_HOURS} hours of study a week."
    return Notice(code="many_hours", text=text)


def _exclusions(case: Case) -> list[Notice]:
    named = frozenset(case.request.exclude) - case.standing.known
    also = case.standing.left_out - named
    found = []
    required = [
        case.name(skill)
        for skill in case.roadmap.in_order(named)
        if case.roadmap.place(skill).tier == 1
    ]
    if required:
        text = f"Left out although the guide requires tier 1 of everyone: {listed(required)}."
        found.append(Notice(code="excluded_tier_1", text=text))
    if also:
        titles = listed([case.name(skill) for skill in case.roadmap.in_order(also)])
        text = f"Also left out, because they need a skill that is: {titles}."
        found.append(Notice(code="excluded_dependents", text=text))
    return found
