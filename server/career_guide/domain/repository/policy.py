"""Levels and features from findings, by the rules of the content; nothing here knows a probe."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from career_guide.models.content.repository import (
    Ceiling,
    CriterionPolicy,
    FeaturePolicy,
    Need,
    RepositoryPolicy,
    Step,
)
from career_guide.models.ids import CriterionId, FeatureId, ProjectType
from career_guide.models.repository.finding import Confidence, Finding

Findings = Mapping[str, Finding]
State = Literal["yes", "partial", "no", "unknown"]
CONFIDENCE: tuple[Confidence, ...] = ("low", "medium", "high")
TOP = 3


@dataclass(frozen=True)
class JudgedCriterion:
    """A criterion's level as an interval, and the probes that decided it.

    `rests_on` are probes whose presence counts, the decisive ones first; `held_by` those that keep
    it from rising; `lacks` those that would lift it by one level; `open` those that could not look.
    `is_bare`: it cannot be higher, because there is no source file.
    """

    id: CriterionId
    low: int
    high: int
    provisional: bool
    confidence: Confidence
    rests_on: tuple[str, ...]
    held_by: tuple[str, ...]
    lacks: tuple[str, ...]
    open: tuple[str, ...]
    is_bare: bool


@dataclass(frozen=True)
class JudgedFeature:
    """A feature's state, the probes it rests on, and those that find nothing or too little."""

    id: FeatureId
    state: State
    rests_on: tuple[str, ...]
    lacks: tuple[str, ...]


def criterion(
    policy: CriterionPolicy, findings: Findings, kind: ProjectType, *, has_source: bool
) -> JudgedCriterion:
    """Judge one criterion; `has_source` tells whether the project has any source file."""
    steps = [step for step in policy.steps if not step.types or kind in step.types]
    low = _level(steps, findings, optimistic=False)
    high = _level(steps, findings, optimistic=True)
    held = [
        ceiling for ceiling in policy.ceilings
        if ceiling.at_most <= high and _holds(ceiling, findings, kind)
    ]  # fmt: skip
    for ceiling in held:
        low, high = min(low, ceiling.at_most), min(high, ceiling.at_most)
    most = TOP if has_source or kind in policy.prose_types else policy.without_source
    is_bare = most < TOP and most <= high
    low, high = min(low, most), min(high, most)
    if low == TOP - 1:
        high = low  # the top level is what a stranger can check; what nobody could read is not it
    probes = tuple(dict.fromkeys(probe for step in steps for probe in _probes(step)))
    rests_on = _supporting(steps, findings, low) if low else ()
    lacks = _missing(steps, findings, low) if low < TOP and not held and not is_bare else ()
    opened = tuple(probe for probe in probes if _is_open(findings, probe)) if low < high else ()
    used = [findings[probe] for probe in (*rests_on, *(c.probe for c in held))]
    return JudgedCriterion(
        id=policy.id,
        low=low,
        high=high,
        provisional=policy.provisional,
        confidence=_confidence(policy, used, is_known=low == high),
        rests_on=rests_on,
        held_by=tuple(ceiling.probe for ceiling in held),
        lacks=lacks,
        open=opened,
        is_bare=is_bare,
    )


def feature(policy: FeaturePolicy, findings: Findings) -> JudgedFeature:
    """Judge one feature."""
    probes = tuple(dict.fromkeys(p for need in (*policy.whole, *policy.part) for p in need.of))
    seen = tuple(probe for probe in probes if findings[probe].outcome == "present")
    lacks = tuple(
        probe
        for need in policy.whole
        if not _met((need,), findings, optimistic=False)
        for probe in need.of
        if not _counts(findings, probe, need, optimistic=False)
    )
    if _met(policy.whole, findings, optimistic=False):
        return JudgedFeature(policy.id, "yes", seen, ())
    if _met(policy.whole, findings, optimistic=True):
        return JudgedFeature(policy.id, "unknown", seen, lacks)
    if policy.part and _met(policy.part, findings, optimistic=False):
        return JudgedFeature(policy.id, "partial", seen, lacks)
    return JudgedFeature(policy.id, "no", (), lacks)


def probe_ids(policy: RepositoryPolicy) -> tuple[str, ...]:
    """Every probe that the policy names, in its order."""
    named = [probe for entry in policy.criteria for step in entry.steps for probe in _probes(step)]
    named += [ceiling.probe for entry in policy.criteria for ceiling in entry.ceilings]
    named += [
        probe for entry in policy.features for need in (*entry.whole, *entry.part)
        for probe in need.of
    ]  # fmt: skip
    return tuple(dict.fromkeys(named))


def _level(steps: Iterable[Step], findings: Findings, *, optimistic: bool) -> int:
    met = (s.level for s in steps if _met(s.needs, findings, optimistic=optimistic))
    return max(met, default=0)


def _met(needs: Sequence[Need], findings: Findings, *, optimistic: bool) -> bool:
    return all(
        sum(_counts(findings, probe, need, optimistic=optimistic) for probe in need.of)
        >= need.at_least
        for need in needs
    )


def _counts(findings: Findings, probe: str, need: Need, *, optimistic: bool) -> bool:
    finding = findings[probe]
    if finding.outcome == "present":
        enough = finding.count * 100 >= need.share_percent * finding.total
        is_sure = CONFIDENCE.index(finding.confidence) >= CONFIDENCE.index(need.least_confidence)
        is_many = finding.count >= need.count and finding.total >= need.least_total
        return is_many and enough and is_sure
    return optimistic and finding.outcome in ("unknown", "error")


def _is_open(findings: Findings, probe: str) -> bool:
    return findings[probe].outcome in ("unknown", "error")


def _holds(ceiling: Ceiling, findings: Findings, kind: ProjectType) -> bool:
    if ceiling.types and kind not in ceiling.types:
        return False
    lifted = any(findings[probe].outcome == "present" for probe in ceiling.unless)
    return findings[ceiling.probe].outcome == ceiling.outcome and not lifted


def _probes(step: Step) -> tuple[str, ...]:
    return tuple(probe for need in step.needs for probe in need.of)


def _supporting(steps: Sequence[Step], findings: Findings, level: int) -> tuple[str, ...]:
    """Present probes of the met steps at the level, then of the other steps."""
    at_level = [
        step for step in steps
        if step.level == level and _met(step.needs, findings, optimistic=False)
    ]  # fmt: skip
    ordered = [probe for step in (*at_level, *steps) for probe in _probes(step)]
    return tuple(probe for probe in dict.fromkeys(ordered) if findings[probe].outcome == "present")


def _missing(steps: Sequence[Step], findings: Findings, level: int) -> tuple[str, ...]:
    """What the nearest step above the level lacks: of each unmet need the probes not counted."""
    above = [step for step in steps if step.level > level]
    if not above:
        return ()
    unmet = [
        (step.level, [n for n in step.needs if not _met((n,), findings, optimistic=False)])
        for step in above
    ]
    _, needs = min(unmet, key=lambda entry: (entry[0], len(entry[1])))
    return tuple(
        dict.fromkeys(
            probe
            for need in needs
            for probe in need.of
            if not _counts(findings, probe, need, optimistic=False)
        )
    )


def _confidence(policy: CriterionPolicy, used: Sequence[Finding], *, is_known: bool) -> Confidence:
    if policy.provisional or not is_known:
        return "low"
    return min((finding.confidence for finding in used), key=CONFIDENCE.index, default="medium")
