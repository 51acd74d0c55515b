"""One project rated: its credits as weighted parts, its interval, band, fixes and open question."""

from dataclasses import dataclass
from fractions import Fraction

from career_guide.domain.portfolio.arithmetic import (
    ONE,
    TOP_LEVEL,
    ZERO,
    Interval,
    Part,
    PartKind,
    Sheet,
    band_of,
    weights,
)
from career_guide.domain.portfolio.credit import (
    CriterionCredit,
    FeatureCredit,
    criteria_of,
    features_of,
)
from career_guide.domain.portfolio.improvement import Fix, fixes, open_question
from career_guide.domain.portfolio.rubric import Rubric
from career_guide.domain.portfolio.source import Source
from career_guide.models.ids import ProjectType
from career_guide.models.project_score import BandId, State
from career_guide.models.score_project import ProjectClaim

WORTH: dict[State, Interval] = {
    "yes": Interval(ONE, ONE),
    "partial": Interval(Fraction(1, 2), Fraction(1, 2)),
    "no": Interval(ZERO, ZERO),
    "unknown": Interval(ZERO, ONE),
}
FEATURE_STEPS = 2


@dataclass(frozen=True)
class Rated:
    """Everything that is computed of one project; points are exact, from 0 to 100."""

    type: ProjectType
    criteria: tuple[CriterionCredit, ...]
    features: tuple[FeatureCredit, ...]
    counting: frozenset[str]
    score: Interval
    uncapped: Interval
    band: BandId | None
    coverage: Fraction
    fixes: tuple[Fix, ...]
    question: Part | None
    gains: dict[tuple[PartKind, str], Fraction]

    @property
    def lowered(self) -> int:
        """How many claims are credited lower than claimed."""
        counted = (credit for credit in self.criteria if credit.id in self.counting)
        return sum(credit.is_lowered for credit in counted) + sum(
            credit.rule is not None for credit in self.features
        )


def rate_described(rubric: Rubric, project: ProjectClaim, source: Source | None) -> Rated:
    """Score a described project; `source` holds the text that quotes are looked up in."""
    kind = project.type or "other"
    criteria = criteria_of(rubric, project, source)
    return rate(rubric, kind, criteria, features_of(rubric, kind, project, source))


def rate(
    rubric: Rubric,
    kind: ProjectType,
    criteria: tuple[CriterionCredit, ...],
    features: tuple[FeatureCredit, ...],
    *,
    least_coverage: Fraction = ZERO,
) -> Rated:
    """Score what is credited of one project; below `least_coverage` there is no band."""
    counting = frozenset(rubric.kinds[kind].criteria)
    parts = _parts(rubric, [c for c in criteria if c.id in counting], features)
    sheet = Sheet(parts, rubric.scoring.gate_cap)
    found = fixes(sheet)
    full = {(part.kind, part.id): ZERO for part in parts if part.value.low == ONE}
    return Rated(
        type=kind,
        criteria=criteria,
        features=features,
        counting=counting,
        score=sheet.score,
        uncapped=sheet.uncapped,
        band=band_of(rubric.scoring, sheet.score) if sheet.coverage >= least_coverage else None,
        coverage=sheet.coverage,
        fixes=found,
        question=open_question(sheet),
        gains=full | {(fix.part.kind, fix.part.id): fix.gain for fix in found},
    )


def _parts(
    rubric: Rubric, criteria: list[CriterionCredit], features: tuple[FeatureCredit, ...]
) -> tuple[Part, ...]:
    of_criterion, of_feature = weights(rubric.scoring, len(criteria), len(features))
    gates = rubric.scoring.gate_criteria
    return (
        *(
            Part(
                kind="criterion",
                id=credit.id,
                weight=of_criterion,
                value=Interval(Fraction(credit.low, TOP_LEVEL), Fraction(credit.high, TOP_LEVEL)),
                steps=TOP_LEVEL,
                rank=rubric.criteria[credit.id].fix_rank,
                is_gate=credit.id in gates,
            )
            for credit in criteria
        ),
        *(
            Part(
                kind="feature",
                id=credit.id,
                weight=of_feature,
                value=WORTH[credit.credited],
                steps=FEATURE_STEPS,
                rank=len(rubric.criteria) + place,
            )
            for place, credit in enumerate(features, start=1)
        ),
    )
