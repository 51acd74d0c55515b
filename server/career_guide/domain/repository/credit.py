"""Credit from what the files show: a judgement as criteria and features of the rubric.

What the caller claims is shown beside it and never raises it; quotes are looked up in the files.
"""

from collections.abc import Iterable, Mapping, Sequence

from career_guide.domain.portfolio.credit import CriterionCredit, FeatureCredit
from career_guide.domain.portfolio.elements import commit_ids
from career_guide.domain.portfolio.text import clipped
from career_guide.domain.repository.judgement import Judgement
from career_guide.domain.repository.policy import TOP, JudgedCriterion, JudgedFeature
from career_guide.domain.repository.quotes import Quote, locate
from career_guide.domain.repository.shown import shown, snippet
from career_guide.models.content.repository import ProbeText, RepositoryPolicy
from career_guide.models.ids import CRITERION_IDS
from career_guide.models.project_score import EvidenceShown, Remedy
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.score_project import CriterionClaim, FeatureClaim

MOST_EVIDENCE = 6
NAMED = 3


def criteria(
    rules: RepositoryPolicy, judged: Judgement, claims: Iterable[CriterionClaim]
) -> tuple[CriterionCredit, ...]:
    """All seven criteria in the rubric's order."""
    by_id = {claim.id: claim for claim in claims}
    texts = {entry.id: entry for entry in rules.probes}
    return tuple(
        _criterion(texts, judged, judged.criteria[key], by_id.get(key)) for key in CRITERION_IDS
    )


def features(
    rules: RepositoryPolicy, judged: Judgement, claims: Iterable[FeatureClaim]
) -> tuple[FeatureCredit, ...]:
    """Every feature of the judged type, in the content's order."""
    by_id = {claim.id: claim for claim in claims}
    texts = {entry.id: entry for entry in rules.probes}
    return tuple(
        FeatureCredit(
            id=entry.id,
            claimed=by_id[entry.id].state if entry.id in by_id else "unknown",
            credited=entry.state,
            rule=None,
            why=_why_feature(texts, judged, entry),
            evidence=_evidence(judged.findings, entry.rests_on),
        )
        for entry in judged.features.values()
    )


def _criterion(
    texts: Mapping[str, ProbeText],
    judged: Judgement,
    entry: JudgedCriterion,
    claim: CriterionClaim | None,
) -> CriterionCredit:
    quoted = _quoted(judged, claim)
    evidence = _evidence(judged.findings, (*entry.held_by, *entry.rests_on))
    return CriterionCredit(
        id=entry.id,
        claimed=None if claim is None or claim.level == "unknown" else claim.level,
        low=entry.low,
        high=entry.high,
        rule=None,
        confidence=entry.confidence,
        evidence=(*evidence, *((quoted[0],) if quoted else ())),
        is_provisional=entry.provisional,
        why=" ".join((*_why(texts, judged, entry), *((quoted[1],) if quoted else ()))),
        remedy=_remedy(texts, entry),
    )


def _evidence(findings: Mapping[str, Finding], probes: Iterable[str]) -> tuple[EvidenceShown, ...]:
    """The best place of each probe, then the second ones, each place once."""
    rows = [findings[probe].places for probe in probes]
    depth = max((len(row) for row in rows), default=0)
    places: dict[tuple[object, ...], Place] = {}
    for level in range(depth):
        for row in rows:
            if level < len(row):
                place = row[level]
                places.setdefault((place.file, place.line, place.commits), place)
    return tuple(shown(place) for place in list(places.values())[:MOST_EVIDENCE])


def _why(
    texts: Mapping[str, ProbeText], judged: Judgement, entry: JudgedCriterion
) -> Iterable[str]:
    findings = judged.findings
    if entry.rests_on:
        yield f"Found: {_titles(texts, entry.rests_on)}."
    if entry.held_by:
        reasons = " ".join(findings[probe].why for probe in entry.held_by)
        yield f"Held at {entry.high}: {reasons}"
    else:
        looked = [probe for probe in entry.lacks if probe not in entry.open]
        yield from _lacking(texts, findings, looked)
    if entry.open:
        scan = "Partial scan, could" if judged.repo.is_truncated else "Could"
        yield f"{scan} not look for: {_titles(texts, entry.open)}."
    if entry.is_bare:
        yield f"There is no source file, so {entry.high} is the most."
    if entry.provisional:
        yield "Provisional: read the passages and judge them."


def _lacking(
    texts: Mapping[str, ProbeText], findings: Mapping[str, Finding], lacks: Sequence[str]
) -> Iterable[str]:
    """What the next level asks for and does not find, or finds too little of, with the numbers."""
    few = [probe for probe in lacks if findings[probe].outcome == "present"]
    none = [probe for probe in lacks if probe not in few]
    if none:
        yield f"Not found for the next level: {_titles(texts, none)}."
    if few:
        yield f"Too little for the next level: {_titles(texts, few)}."
    counted = [findings[probe].why for probe in (*few, *none)]
    yield from [why for why in counted if any(sign.isdigit() for sign in why)][:NAMED]


def _why_feature(texts: Mapping[str, ProbeText], judged: Judgement, entry: JudgedFeature) -> str:
    if entry.state == "unknown":
        return f"Could not look for: {_titles(texts, entry.lacks)}."
    found = [probe for probe in entry.rests_on if probe not in entry.lacks]
    few = [probe for probe in entry.lacks if probe in entry.rests_on]
    none = [probe for probe in entry.lacks if probe not in few]
    told = [f"Found: {_titles(texts, found)}."] if found else []
    if none:
        reasons = [judged.findings[probe].why for probe in none]
        counted = [why for why in reasons if any(sign.isdigit() for sign in why)]
        told += [f"Not found: {_titles(texts, none)}.", *counted[:NAMED]]
    if few:
        whys = " ".join(judged.findings[probe].why for probe in few[:NAMED])
        told.append(f"Too little: {_titles(texts, few)}. {whys}")
    return " ".join(told)


def _titles(texts: Mapping[str, ProbeText], probes: Iterable[str]) -> str:
    named = [texts[probe].title for probe in probes]
    more = f"; and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return "; ".join(named[:NAMED]) + more


def _remedy(texts: Mapping[str, ProbeText], entry: JudgedCriterion) -> Remedy | None:
    """What lifts it: what holds it down, else the first thing that the next level lacks.

    The order is the policy's, in which what others need comes first: a run is written by code.
    """
    if entry.low == TOP:
        return None
    if entry.held_by:
        text = texts[entry.held_by[0]]
    elif entry.lacks:
        text = texts[entry.lacks[0]]
    else:
        return None
    return Remedy(text=text.remedy, effort=text.effort)


def _quoted(judged: Judgement, claim: CriterionClaim | None) -> tuple[EvidenceShown, str] | None:
    """The caller's quote as evidence, and the sentence on where it stands."""
    if claim is None or not claim.evidence:
        return None
    found = locate(judged.repo, claim.evidence)
    evidence = EvidenceShown(
        file=found.file,
        line=found.line,
        kind="quote",
        snippet=snippet(clipped(found.text, 400)),
        commit_ids=commit_ids(claim.evidence),
        verified=found.file is not None,
    )
    return evidence, _where(found)


def _where(found: Quote) -> str:
    if found.file is None:
        return "The quote does not stand in the files that were read."
    if not found.is_where_said:
        return "The quote stands elsewhere than said; its real place is given."
    return "The quote stands in the files."
