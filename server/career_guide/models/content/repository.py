"""How the findings of a repository become levels, features and a type; ours, all of it."""

from typing import Literal

from pydantic import Field

from career_guide.models.base import Line, Model, Slug
from career_guide.models.ids import CriterionId, FeatureId, ProjectType

Effort = Literal["low", "medium", "high"]


class ProbeText(Model):
    """What people read about one probe."""

    id: Slug = Field(description="The probe's module name with hyphens.")
    title: Line = Field(description="What is looked for, as a noun phrase.")
    remedy: Line = Field(description="What to do when it is missing, or there and should not be.")
    effort: Effort


class Need(Model):
    """Something a level asks for: at least `at_least` of these probes answer present."""

    of: tuple[Slug, ...] = Field(min_length=1, description="Probes; one is enough unless told.")
    at_least: int = Field(default=1, ge=1)
    count: int = Field(default=1, ge=1, description="How often each must be seen to be counted.")
    least_confidence: Literal["low", "medium", "high"] = Field(
        default="low", description="Weaker findings are not counted."
    )
    share_percent: int = Field(
        default=0, ge=0, le=100, description="Of all that could show it, where that is counted."
    )
    least_total: int = Field(default=0, ge=0, description="So many there must be that could.")


class Step(Model):
    """One way to reach a level: all of its needs are met. Several steps may lead to one level."""

    level: Literal[1, 2, 3]
    needs: tuple[Need, ...] = Field(min_length=1)
    types: tuple[ProjectType, ...] = Field(default=(), description="Only for these; empty is all.")


class Ceiling(Model):
    """A finding that holds a criterion down, whatever else is there."""

    probe: Slug
    outcome: Literal["present", "absent"] = "present"
    at_most: Literal[0, 1, 2]
    types: tuple[ProjectType, ...] = ()
    unless: tuple[Slug, ...] = Field(default=(), description="Probes that lift it when present.")


class CriterionPolicy(Model):
    """How one criterion is judged."""

    id: CriterionId
    provisional: bool = Field(default=False, description="A reader should confirm the level.")
    without_source: Literal[0, 1, 2, 3] = Field(
        default=3, description="Highest level where no source file is."
    )
    prose_types: tuple[ProjectType, ...] = Field(
        default=(), description="Types whose source is prose, so that none else is needed."
    )
    steps: tuple[Step, ...]
    ceilings: tuple[Ceiling, ...] = ()


class FeaturePolicy(Model):
    """How a feature is judged: yes when `whole` is met, partial when `part` is, else no."""

    type: ProjectType
    id: FeatureId
    whole: tuple[Need, ...] = Field(min_length=1)
    part: tuple[Need, ...] = ()


class RepositoryPolicy(Model):
    """Levels, features and verdicts of repositories; thresholds stand here and nowhere else."""

    version: str
    least_coverage_percent: int = Field(ge=0, le=100, description="Below it there is no verdict.")
    probes: tuple[ProbeText, ...]
    criteria: tuple[CriterionPolicy, ...]
    features: tuple[FeaturePolicy, ...]
