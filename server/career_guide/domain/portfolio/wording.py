"""The fixed sentences of a result; nothing of the caller's text ever enters them."""

from collections.abc import Sequence
from fractions import Fraction

from career_guide.domain.portfolio.arithmetic import TOP_LEVEL, Interval, rounded
from career_guide.domain.portfolio.credit import GOOD, CriterionCredit, FeatureCredit
from career_guide.domain.portfolio.improvement import Fix
from career_guide.domain.portfolio.overview import COUNTED_TYPES, Move
from career_guide.domain.portfolio.rating import Rated
from career_guide.domain.portfolio.rubric import Rubric
from career_guide.models.content.portfolio import RuleCode
from career_guide.models.project_score import Remedy

EVIDENCE_FAULTS: frozenset[RuleCode] = frozenset(
    {
        "no_evidence",
        "too_short",
        "placeholder_text",
        "repeats_name",
        "rubric_text",
        "reused",
        "quote_not_found",
        "not_checkable",
    }
)
"""Rules about the telling, not the project: little effort mends them."""
UNDONE_FAULTS: frozenset[RuleCode] = frozenset({"planned", "negated", "contradicted"})
"""Rules that say the work is not done: the next step is the work."""


def points(value: Fraction) -> str:
    """`71.33`, or `49` for a whole number."""
    return f"{rounded(value):.2f}".rstrip("0").rstrip(".")


def span(value: Interval) -> str:
    """`71.33`, or `30 to 90` for an interval."""
    low, high = points(value.low), points(value.high)
    return low if low == high else f"{low} to {high}"


def percent(share: Fraction) -> str:
    """A share as whole percent, rounded down so that 100 % means all."""
    return f"{int(share * 100)} %"


def why_criterion(rubric: Rubric, credit: CriterionCredit, *, counts: bool) -> str:
    """Why the credited level of a criterion is what it is."""
    aside = "" if counts else " This criterion does not count for writing."
    if credit.why is not None:
        return f"{credit.why}{aside}"
    if credit.rule is not None:
        reason = rubric.rules[credit.rule].why
        if credit.rule == "not_checkable":
            reason += f": {rubric.criteria[credit.id].checkable}"
        claimed = "Nothing claimed" if credit.claimed is None else f"Claimed {credit.claimed}"
        return f"{claimed}, credited {credit.low}: {reason}.{aside}"
    if credit.credited is None:
        known = " Facts are given; name a level to count them." if credit.has_unclaimed_fact else ""
        return f"Unknown, so anything from 0 to 3.{known}{aside}"
    if credit.low >= GOOD:
        return f"Evidence accepted.{aside}"
    return f"As claimed.{aside}"


def why_feature(rubric: Rubric, credit: FeatureCredit) -> str:
    """Why the credited state of a feature is what it is."""
    if credit.why is not None:
        return credit.why
    if credit.rule is not None:
        return f"Claimed yes, credited partial: {rubric.rules[credit.rule].why}."
    if credit.credited == "unknown":
        return "Unknown, so anything from no to yes."
    return "As claimed."


def remedy(rubric: Rubric, credit: CriterionCredit) -> Remedy | None:
    """What to do next about a criterion; None at the top level."""
    if credit.remedy is not None:
        return credit.remedy
    criterion = rubric.criteria[credit.id]
    if credit.credited is None:
        return Remedy(text=_ask(rubric, credit), effort="low")
    if credit.credited == TOP_LEVEL:
        return None
    if credit.rule is None or credit.rule in UNDONE_FAULTS:
        return Remedy(text=criterion.anchors[credit.low].next_step, effort=criterion.effort)
    text = rubric.rules[credit.rule].remedy
    if credit.rule == "not_checkable":
        text = f"{text} {criterion.checkable}."
    elif credit.claimed == TOP_LEVEL and credit.rule in EVIDENCE_FAULTS:
        text = f"{text} Level 3 needs {criterion.checkable}."
    effort = "low" if credit.rule in EVIDENCE_FAULTS else criterion.effort
    return Remedy(text=text, effort=effort)


def next_step(rubric: Rubric, rated: Rated, fix: Fix) -> str:
    """What to do next for a fix."""
    for criterion in rated.criteria:
        if fix.part.kind == "criterion" and criterion.id == fix.part.id:
            step = remedy(rubric, criterion)
            return step.text if step else ""
    credit = next(feature for feature in rated.features if feature.id == fix.part.id)
    if credit.rule is not None and credit.rule not in UNDONE_FAULTS:
        return rubric.rules[credit.rule].remedy
    return rubric.features[rated.type, credit.id].next_step


def ends(fix: Fix) -> tuple[int | str, int | str]:
    """Where a fix starts and ends: levels of a criterion, or states of a feature."""
    if fix.part.kind == "criterion":
        return int(fix.part.value.low * TOP_LEVEL), TOP_LEVEL
    return ("no" if fix.part.value.low == 0 else "partial"), "yes"


def fix_sentence(fix: Fix | None) -> str:
    """The first fix in a sentence."""
    if fix is None:
        return "By this rubric nothing known is left to fix."
    start, end = ends(fix)
    what = fix.part.id if fix.part.kind == "criterion" else f"feature {fix.part.id}"
    gain = points(fix.gain)
    gained = "" if gain == "0" else f" (+{gain})"
    first = f"First fix: {what} from {start} to {end}{gained}"
    if not fix.is_gate_at_zero or not fix.other_gates:
        return f"{first}."
    others = " and ".join(fix.other_gates)
    return f"{first}, then {others}: at 0, both hold the cap."


def one_summary(rubric: Rubric, rated: Rated) -> str:
    """The answer for a single project."""
    score = rated.score
    lowered = f" {_claims(rated.lowered)} credited lower than claimed." if rated.lowered else ""
    if rated.band is None:
        question = question_text(rubric, rated)
        asked = f" Ask first: {question}" if question else ""
        return (
            f"Between {points(score.low)} and {points(score.high)} of 100 with "
            f"{percent(rated.coverage)} known: too little for a verdict.{lowered}{asked}"
        )
    cap = f", capped (uncapped {span(rated.uncapped)})" if score != rated.uncapped else ""
    first = fix_sentence(rated.fixes[0] if rated.fixes else None)
    return f"Overall {span(score)} of 100: {rated.band}{cap}.{lowered} {first}"


def many_summary(rated: Sequence[Rated], whole: Interval, types: int, move: Move | None) -> str:
    """The answer for several projects."""
    best = max(range(len(rated)), key=lambda index: (rated[index].score.low, -index))
    band = rated[best].band
    named = f" ({band})" if band else ""
    said = f"Portfolio {span(whole)} of 100, {types} of {len(COUNTED_TYPES)} types."
    said += f" Best: project {best + 1} with {span(rated[best].score)}{named}."
    return f"{said} Next: {move_text(move)}" if move else said


def move_text(move: Move) -> str:
    """The next move in a sentence; projects are numbered from 1 for people."""
    gain = f"(+{points(move.gain)})"
    if move.fix is None or move.project is None:
        return f"a project of type {move.type} {gain}."
    start, end = ends(move.fix)
    return f"in project {move.project + 1}, {move.fix.part.id} from {start} to {end} {gain}."


def question_text(rubric: Rubric, rated: Rated) -> str | None:
    """What to ask first about a project; None when all is known."""
    if rated.question is None:
        return None
    if rated.question.kind == "criterion":
        return next(_ask(rubric, c) for c in rated.criteria if c.id == rated.question.id)
    return f"Is the feature {rated.question.id} there, and which passage shows it?"


def _ask(rubric: Rubric, credit: CriterionCredit) -> str:
    if credit.has_unclaimed_fact:
        return f"Facts are given for {credit.id}: which level do they show?"
    return rubric.criteria[credit.id].question


def _claims(count: int) -> str:
    return "1 claim is" if count == 1 else f"{count} claims are"
