"""From computed ratings to the models of a result; nothing is decided here."""

from collections.abc import Sequence

from career_guide.domain.portfolio import wording
from career_guide.domain.portfolio.arithmetic import HUNDRED, rounded
from career_guide.domain.portfolio.credit import CriterionCredit, FeatureCredit
from career_guide.domain.portfolio.overview import (
    COUNTED_TYPES,
    Move,
    is_met,
    missing_types,
    portfolio_score,
)
from career_guide.domain.portfolio.rating import Rated
from career_guide.domain.portfolio.rubric import Rubric
from career_guide.domain.portfolio.text import clipped
from career_guide.models.project_score import (
    CriterionScore,
    CrossCheckResult,
    FeatureScore,
    FirstFix,
    NextMove,
    OpenQuestion,
    PortfolioScore,
    ProjectScore,
    RepositoryRead,
)

TITLE_LIMIT = 80
RESEMBLES = {None: "unknown", 0: "mediocre", 1: "between", 2: "good", 3: "good"}


def project_score(
    rubric: Rubric, title: str, rated: Rated, read: RepositoryRead | None = None
) -> ProjectScore:
    """One project of the result; `read` tells of the repository that was read."""
    kind = rubric.kinds[rated.type]
    nearest = _nearest(rated)
    example = {"good": kind.good, "mediocre": kind.mediocre, None: None}[nearest]
    return ProjectScore(
        title=clipped(title, TITLE_LIMIT),
        type=rated.type,
        repository=read,
        rubric_version=rubric.scoring.version,
        score=rated.score.shown(),
        uncapped=rated.uncapped.shown(),
        band=rated.band,
        coverage=rounded(rated.coverage * HUNDRED) / 100,
        nearest_example=nearest if example else None,
        example_text=example,
        criteria=tuple(_criterion(rubric, rated, credit) for credit in rated.criteria),
        features=tuple(_feature(rubric, rated, credit) for credit in rated.features),
        first_fix=_first_fix(rubric, rated),
        question=_question(rubric, rated),
    )


def portfolio(rubric: Rubric, rated: Sequence[Rated], move: Move | None) -> PortfolioScore | None:
    """The block for several projects; None for one."""
    if len(rated) < 2:
        return None
    missing = missing_types(rated)
    return PortfolioScore(
        score=portfolio_score(rated).shown(),
        coverage=(len(COUNTED_TYPES) - len(missing)) / len(COUNTED_TYPES),
        missing_types=missing,
        cross_checks=tuple(
            CrossCheckResult(id=check.id, met=is_met(check, rated), text=check.title)
            for check in rubric.scoring.cross_checks
        ),
        next_move=move and _next_move(move),
    )


def _criterion(rubric: Rubric, rated: Rated, credit: CriterionCredit) -> CriterionScore:
    counts = credit.id in rated.counting
    gain = rated.gains.get(("criterion", credit.id))
    return CriterionScore(
        id=credit.id,
        claimed=credit.claimed,
        credited=credit.credited,
        low=credit.low,
        high=credit.high,
        counts=counts,
        provisional=credit.is_provisional,
        confidence=credit.confidence,
        why=wording.why_criterion(rubric, credit, counts=counts),
        rule=credit.rule,
        resembles=RESEMBLES[credit.credited],
        gain=None if gain is None else rounded(gain),
        evidence=credit.evidence,
        remedy=wording.remedy(rubric, credit) if counts else None,
    )


def _feature(rubric: Rubric, rated: Rated, credit: FeatureCredit) -> FeatureScore:
    gain = rated.gains.get(("feature", credit.id))
    return FeatureScore(
        id=credit.id,
        claimed=credit.claimed,
        credited=credit.credited,
        why=wording.why_feature(rubric, credit),
        rule=credit.rule,
        gain=None if gain is None else rounded(gain),
        evidence=credit.evidence,
    )


def _first_fix(rubric: Rubric, rated: Rated) -> FirstFix | None:
    if not rated.fixes:
        return None
    fix = rated.fixes[0]
    start, end = wording.ends(fix)
    return FirstFix(
        kind=fix.part.kind,
        id=fix.part.id,
        from_=start,
        to=end,
        gain=rounded(fix.gain),
        next_step=wording.next_step(rubric, rated, fix),
        next_step_gain=rounded(fix.step_gain),
        lifts_gate=fix.lifts_gate,
    )


def _question(rubric: Rubric, rated: Rated) -> OpenQuestion | None:
    text = wording.question_text(rubric, rated)
    if rated.question is None or text is None:
        return None
    return OpenQuestion(kind=rated.question.kind, id=rated.question.id, text=text)


def _next_move(move: Move) -> NextMove:
    return NextMove(
        kind="new_project" if move.fix is None else "fix",
        type=move.type,
        project=move.project,
        fix=move.fix.part.id if move.fix else None,
        gain=rounded(move.gain),
        text=wording.move_text(move),
    )


def _nearest(rated: Rated) -> str | None:
    """Which example of the guide it is nearer to: by the half of the uncapped score."""
    half = HUNDRED / 2
    if rated.uncapped.low >= half:
        return "good"
    return "mediocre" if rated.uncapped.high < half else None
