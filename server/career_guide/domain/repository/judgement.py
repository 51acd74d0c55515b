"""Everything decided about one repository."""

from collections.abc import Mapping
from dataclasses import dataclass

from career_guide.domain.repository.policy import JudgedCriterion, JudgedFeature
from career_guide.models.ids import CriterionId, FeatureId, ProjectType
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


@dataclass(frozen=True)
class Judgement:
    """Everything decided about one repository; `type` is the caller's where one was given."""

    repo: Snapshot
    type: ProjectType
    is_type_inferred: bool
    findings: Mapping[str, Finding]
    criteria: Mapping[CriterionId, JudgedCriterion]
    features: Mapping[FeatureId, JudgedFeature]
