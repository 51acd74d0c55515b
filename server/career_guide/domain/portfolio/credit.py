"""What is credited of a claim: the level or state that counts, and the rule that lowered it."""

from collections.abc import Iterable
from dataclasses import dataclass

from career_guide.domain.portfolio.arithmetic import TOP_LEVEL
from career_guide.domain.portfolio.elements import commit_ids
from career_guide.domain.portfolio.evidence import Examined, examine, reused
from career_guide.domain.portfolio.ideas import is_generic
from career_guide.domain.portfolio.rubric import Rubric
from career_guide.domain.portfolio.source import Source
from career_guide.domain.portfolio.text import clipped, fold
from career_guide.models.content.portfolio import RuleCode
from career_guide.models.ids import CRITERION_IDS, CriterionId, FeatureId, ProjectType
from career_guide.models.project_score import Confidence, EvidenceShown, Remedy, State
from career_guide.models.score_project import (
    CriterionClaim,
    EvaluationFacts,
    FeatureClaim,
    ProjectClaim,
    ProjectFacts,
)

SNIPPET_LIMIT = 120
GOOD = 2
ATTEMPTED = 1
NO_METHOD = ("none", "n/a", "na", "tbd", "unknown", "vibes", "by eye", "eyeballing", "-", "?")


@dataclass(frozen=True)
class Fact:
    """What a project's facts say about one criterion: the level they support, and the words."""

    supports: int
    text: str
    refutes: bool = False


@dataclass(frozen=True)
class CriterionCredit:
    """One criterion after the evidence rules; levels 0 to 3, `low` = `high` when it is known."""

    id: CriterionId
    claimed: int | None
    low: int
    high: int
    rule: RuleCode | None
    confidence: Confidence
    evidence: tuple[EvidenceShown, ...]
    has_unclaimed_fact: bool = False
    is_provisional: bool = False
    why: str | None = None
    """The reason where files were read; else it is worded from the rule."""
    remedy: Remedy | None = None
    """What lifts it where files were read; else it is taken from the anchors."""

    @property
    def credited(self) -> int | None:
        """The level that counts, or None when it is unknown."""
        return self.low if self.low == self.high else None

    @property
    def is_lowered(self) -> bool:
        """Whether less is credited than was claimed."""
        return self.claimed is not None and self.high < self.claimed


@dataclass(frozen=True)
class FeatureCredit:
    """One feature after the evidence rules."""

    id: FeatureId
    claimed: State
    credited: State
    rule: RuleCode | None
    why: str | None = None
    evidence: tuple[EvidenceShown, ...] = ()


def criteria_of(
    rubric: Rubric, project: ProjectClaim, source: Source | None
) -> tuple[CriterionCredit, ...]:
    """All seven criteria in the rubric's order; what was left out is unknown."""
    claims = {claim.id: claim for claim in project.criteria}
    twice = reused(rubric, {claim.id: claim.evidence for claim in project.criteria})
    described = (project.title or "", project.summary)
    found: list[CriterionCredit] = []
    for criterion in CRITERION_IDS:
        claim = claims.get(criterion) or CriterionClaim(id=criterion, level="unknown")
        examined = examine(
            rubric,
            rubric.of_criterion(criterion),
            claim.evidence,
            is_reused=criterion in twice,
            source=source,
            needs_address=criterion == "deployed",
        )
        fact = fact_of(rubric, criterion, project.facts)
        found.append(_credited(rubric, claim, examined, fact, described))
    return tuple(found)


def features_of(
    rubric: Rubric, kind: ProjectType, project: ProjectClaim, source: Source | None
) -> tuple[FeatureCredit, ...]:
    """Every feature of the type, in the content's order."""
    claims = {claim.id: claim for claim in project.features}
    twice = reused(rubric, {claim.id: claim.evidence for claim in project.features})
    found: list[FeatureCredit] = []
    for feature in rubric.kinds[kind].features:
        claim = claims.get(feature.id) or FeatureClaim(id=feature.id, state="unknown")
        examined = examine(
            rubric,
            rubric.of_feature(kind, feature.id),
            claim.evidence,
            is_reused=feature.id in twice,
            source=source,
        )
        is_lowered = claim.state == "yes" and examined.failed is not None
        found.append(
            FeatureCredit(
                id=feature.id,
                claimed=claim.state,
                credited="partial" if is_lowered else claim.state,
                rule=examined.failed if is_lowered else None,
            )
        )
    return tuple(found)


def fact_of(rubric: Rubric, criterion: CriterionId, facts: ProjectFacts | None) -> Fact | None:
    """What the facts say about a criterion, or None.

    A complete result supports level 3 of evaluation, a public https address level 3 of deployed;
    one commit or none refutes iteration.
    """
    if facts is None:
        return None
    if criterion == "iteration-history" and facts.commit_count is not None:
        is_single = facts.commit_count <= 1
        return Fact(0, f"{facts.commit_count} commits", refutes=True) if is_single else None
    if criterion == "deployed" and facts.deployed_url:
        reach = rubric.addresses.reach(facts.deployed_url)
        levels = {"public": TOP_LEVEL, "unencrypted": GOOD, "code": 0, "not_public": 0}
        return Fact(levels[reach], facts.deployed_url, refutes=reach == "not_public")
    if criterion == "evaluation" and facts.eval is not None and _is_complete(facts.eval):
        measured = facts.eval
        value = f"{measured.value:g}"
        said = f"{measured.metric} {value}, n = {measured.n}, {measured.method}"
        return Fact(TOP_LEVEL, said)
    return None


def _is_complete(measured: EvaluationFacts) -> bool:
    if measured.value is None or measured.n is None:
        return False
    texts = (measured.metric or "", measured.method or "")
    return all(len(fold(text)) > 1 and fold(text) not in NO_METHOD for text in texts)


def _credited(
    rubric: Rubric,
    claim: CriterionClaim,
    examined: Examined,
    fact: Fact | None,
    described: Iterable[str],
) -> CriterionCredit:
    evidence = _shown(claim.evidence, examined, fact)
    if claim.id == "iteration-history" and fact is not None and fact.refutes:
        claimed = None if claim.level == "unknown" else claim.level
        rule: RuleCode | None = None if claimed == 0 else "single_commit"
        return CriterionCredit(claim.id, claimed, 0, 0, rule, "medium", evidence)
    if claim.level == "unknown":
        return CriterionCredit(
            claim.id, None, 0, TOP_LEVEL, None, "low", evidence, has_unclaimed_fact=fact is not None
        )
    level, rule = _level(rubric, claim, claim.level, examined, fact)
    if claim.id == "real-problem" and level >= GOOD:
        generic = is_generic(rubric, (*described, claim.evidence))
        level, rule = (ATTEMPTED, "generic_idea") if generic else (level, rule)
    confidence = _confidence(level, rule, examined, fact)
    return CriterionCredit(claim.id, claim.level, level, level, rule, confidence, evidence)


def _level(
    rubric: Rubric, claim: CriterionClaim, level: int, examined: Examined, fact: Fact | None
) -> tuple[int, RuleCode | None]:
    """The credited level and the rule that lowered it."""
    if level < GOOD:
        return level, None
    supports = fact.supports if fact else 0
    if fact and fact.refutes and not examined.has_public_address:
        return ATTEMPTED, "address_not_public"
    if examined.failed is not None and supports < GOOD:
        is_bare_link = claim.id == "deployed" and fact and examined.failed == "no_evidence"
        return ATTEMPTED, "address_not_public" if is_bare_link else examined.failed
    if level < TOP_LEVEL or supports == TOP_LEVEL:
        return level, None
    shown = examined.failed is None and rubric.elements.shown(
        claim.id, examined.statement, has_public_address=examined.has_public_address
    )
    return (level, None) if shown else (GOOD, "not_checkable")


def _confidence(
    level: int, rule: RuleCode | None, examined: Examined, fact: Fact | None
) -> Confidence:
    if rule not in (None, "not_checkable"):
        return "low"
    if examined.failed is None and examined.verified:
        return "high"
    return "medium" if level < GOOD or examined.failed is None or fact else "low"


def _shown(text: str, examined: Examined, fact: Fact | None) -> tuple[EvidenceShown, ...]:
    shown: list[EvidenceShown] = []
    if text:
        shown.append(
            EvidenceShown(
                kind="quote",
                snippet=clipped(text, SNIPPET_LIMIT),
                commit_ids=commit_ids(text),
                verified=examined.verified,
            )
        )
    if fact is not None:
        shown.append(EvidenceShown(kind="fact", snippet=clipped(fact.text, SNIPPET_LIMIT)))
    return tuple(shown)
