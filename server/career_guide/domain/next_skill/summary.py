"""The sentence worth saying: what is next, what is left of it, and how long it takes."""

from career_guide.domain.next_skill.case import Case
from career_guide.domain.schedule import hours_of
from career_guide.domain.wording import hours, in_sentence, spoken, weeks
from career_guide.models.content.learning import Skill
from career_guide.models.next_skill import Schedule


def recommendation(case: Case, skill: Skill) -> str:
    """The summary of a recommendation; names nothing that a caller wrote."""
    credited = case.knowledge.state(skill.id).topics
    left = [topic.title for topic in skill.topics if topic.id not in credited]
    parts = [f"Next: {spoken(skill.title)} (tier {case.roadmap.place(skill.id).tier})."]
    if credited and left:
        had = f"{len(skill.topics) - len(left)} of its {len(skill.topics)} topics"
        parts.append(f"You have {had}; left: {in_sentence(left)}.")
    effort = hours_of(case.roadmap, [skill.id], case.pace)
    rate = case.pace.hours_per_week
    spread = f", {weeks(effort / rate)} at {hours(rate)} a week" if rate else ""
    parts.append(f"About {hours(effort)}{spread}.")
    parts.append(_outlook(case, case.schedule))
    unclear = len(case.readings.needs_confirmation)
    if unclear:
        parts.append(f"{unclear} {'phrase needs' if unclear == 1 else 'phrases need'} confirming.")
    return " ".join(part for part in parts if part)


def _outlook(case: Case, plan: Schedule | None) -> str:
    """What the hours and the deadline mean for the whole path, or what follows."""
    count, by = len(case.path), case.request.deadline
    if count == 1 and by is None:
        return "It is the last one."
    if plan is None:
        return f"Then {case.name(case.path[1])}."
    rest = f"all {count} remaining skills" if count > 1 else "the last skill"
    if by is not None and by == case.pace.today:
        whom = f"any of the {count} remaining skills" if count > 1 else rest
        return f"The deadline, {by}, is today: no time is left for {whom}."
    if plan.verdict == "fits":
        return f"There is time for {rest} by {by}."
    if plan.verdict == "tight":
        return f"There is just enough time for {rest} by {by}."
    if plan.hours_needed_per_week is None:
        return f"At that pace {rest} are done around {plan.earliest_finish}."
    demand = f"that takes {hours(plan.hours_needed_per_week)} a week"
    if plan.verdict == "not_feasible":
        return f"By {by} {_fitting(count, len(plan.fits_prefix))} {demand}."
    return f"For {rest} by {by} {demand}."


def _fitting(count: int, fitting: int) -> str:
    """How many of the `count` remaining skills fit, up to what all of them would take."""
    if count == 1:
        return "it does not fit; for it"
    some = f"only {fitting} of {count}" if fitting else f"none of the {count}"
    return f"{some} remaining skills {'fits' if fitting < 2 else 'fit'}; for all"
