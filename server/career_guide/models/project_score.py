"""What `score_project` gives: credited levels with their reasons, intervals, and the first fix."""

from typing import Literal

from pydantic import ConfigDict, Field

from career_guide.models.base import Model
from career_guide.models.content.portfolio import RuleCode
from career_guide.models.envelope import Result
from career_guide.models.ids import CriterionId, FeatureId, ProjectType

Confidence = Literal["low", "medium", "high"]
Effort = Literal["low", "medium", "high"]
BandId = Literal["demo", "promising", "solid", "stand-out"]
State = Literal["yes", "partial", "no", "unknown"]


class ScoreRange(Model):
    """Points from 0 to 100, two decimals, rounded half up; equal ends when all is known."""

    low: float = Field(ge=0, le=100, description="With the worst of what is unknown.")
    high: float = Field(ge=0, le=100, description="With the best of what is unknown.")


class EvidenceShown(Model):
    """What a criterion rests on."""

    file: str | None = Field(default=None, description="File, or null for a quote or fact.")
    line: int | None = Field(default=None, description="Line, or null for a quote or fact.")
    kind: Literal["quote", "fact", "source", "prose", "config", "notebook_output", "git"] = Field(
        description="What kind of evidence it is."
    )
    snippet: str = Field(description="The words it rests on, at most 120 characters.")
    commit_ids: tuple[str, ...] = Field(default=(), description="Commit ids it names.")
    verified: bool | None = Field(
        default=None, description="Whether it stands in source_text; null where that was not sent."
    )


class Remedy(Model):
    """What would lift a criterion; a fixed text, nothing of the caller's."""

    text: str = Field(description="The next step.")
    effort: Effort = Field(description="Rough effort.")


class CriterionScore(Model):
    """One criterion: what was claimed, what is credited, and why."""

    id: CriterionId = Field(description="Criterion id.")
    claimed: int | None = Field(description="Level that was claimed; null when unknown.")
    credited: int | None = Field(description="Level that counts; null when unknown.")
    low: int = Field(description="Lowest level it can be.")
    high: int = Field(description="Highest level it can be.")
    counts: bool = Field(description="False where the project type leaves it out.")
    provisional: bool = Field(description="True where a reader should confirm the level.")
    confidence: Confidence = Field(
        description="high: the quote stands in source_text; medium: accepted unchecked; "
        "low: unknown, or the evidence failed a rule."
    )
    why: str = Field(
        description="Why the credited level is what it is; in concise only where a rule lowered it."
    )
    rule: RuleCode | None = Field(description="Evidence rule that lowered it, or null.")
    resembles: Literal["good", "between", "mediocre", "unknown"] = Field(
        description="Which column of the guide's table it looks like."
    )
    gain: float | None = Field(description="Points from credited to level 3; null when unknown.")
    evidence: tuple[EvidenceShown, ...] = Field(description="What it rests on; empty in concise.")
    remedy: Remedy | None = Field(description="What would lift it; null at level 3 and in concise.")


class FeatureScore(Model):
    """One feature of the project type."""

    id: FeatureId = Field(description="Feature id.")
    claimed: State = Field(description="What was claimed.")
    credited: State = Field(description="What counts.")
    why: str = Field(description="Why.")
    rule: RuleCode | None = Field(description="Evidence rule that lowered it, or null.")
    gain: float | None = Field(description="Points from credited to yes; null when unknown.")
    evidence: tuple[EvidenceShown, ...] = Field(
        default=(),
        description="Where it is seen in the files that were read; empty without a repository.",
    )


class FirstFix(Model):
    """The improvement that brings most; lifting a gate comes first."""

    model_config = ConfigDict(
        serialize_by_alias=True, validate_by_name=True, validate_by_alias=True
    )

    kind: Literal["criterion", "feature"] = Field(description="What kind of part it is.")
    id: str = Field(description="Criterion or feature id.")
    from_: int | Literal["partial", "no"] = Field(alias="from", description="What is credited now.")
    to: int | Literal["yes"] = Field(description="What it can become.")
    gain: float = Field(description="Points that the whole way brings.")
    next_step: str = Field(description="What to do next.")
    next_step_gain: float = Field(description="Points that one level, or the feature, brings.")
    lifts_gate: bool = Field(description="True where it removes the cap.")


class OpenQuestion(Model):
    """The question whose answer narrows the score most."""

    kind: Literal["criterion", "feature"] = Field(description="What kind of part it is.")
    id: str = Field(description="Criterion or feature id.")
    text: str = Field(description="What to ask.")


class RepositoryRead(Model):
    """The repository that was read; not for self-described projects."""

    path_name: str = Field(description="Name of its folder.")
    commit: str | None = Field(description="Commit that was read; null without git.")
    dirty: bool = Field(description="Whether files differ from the commit.")
    uncommitted_files: int = Field(description="How many.")
    truncated: bool = Field(description="Whether a cap cut the reading short.")
    caps: dict[str, int] = Field(description="The caps.")


class ProjectScore(Model):
    """One project, in the caller's order."""

    title: str = Field(description="The caller's title, at most 80 characters.")
    type: ProjectType = Field(description="Project type.")
    repository: RepositoryRead | None = Field(description="Null: the project was described.")
    rubric_version: str = Field(description="Version of the rubric's arithmetic.")
    score: ScoreRange = Field(description="Score after the gates.")
    uncapped: ScoreRange = Field(description="Score without the gates.")
    band: BandId | None = Field(description="Verdict; null where the two ends differ in band.")
    coverage: float = Field(ge=0, le=1, description="Share of the weight that is known.")
    nearest_example: Literal["good", "mediocre"] | None = Field(
        description="Which of the guide's examples of this type it is nearer to."
    )
    example_text: str | None = Field(description="That example, in short; null in concise.")
    criteria: tuple[CriterionScore, ...] = Field(description="All seven, in the rubric's order.")
    features: tuple[FeatureScore, ...] = Field(
        description="Every feature of the type; empty in concise."
    )
    first_fix: FirstFix | None = Field(description="What to improve first; null when all is full.")
    question: OpenQuestion | None = Field(
        description="What to find out first; null when all is known."
    )


class CrossCheckResult(Model):
    """Something a whole portfolio should hold."""

    id: str = Field(description="Check id.")
    met: Literal["yes", "no", "unknown"] = Field(description="Whether some project meets it.")
    text: str = Field(description="What is checked.")


class NextMove(Model):
    """What raises the portfolio most."""

    kind: Literal["new_project", "fix"] = Field(description="Start something, or improve it.")
    type: ProjectType = Field(description="Type of the project to start or to improve.")
    project: int | None = Field(
        description="Position of the project to improve, from 0; else null."
    )
    fix: str | None = Field(description="Criterion or feature to improve, or null.")
    gain: float = Field(description="Points of the portfolio score.")
    text: str = Field(description="The move in words.")


class PortfolioScore(Model):
    """Several projects together: the mean of the best project of each of the guide's four types."""

    score: ScoreRange = Field(description="Mean of four; a missing type counts 0.")
    coverage: float = Field(ge=0, le=1, description="Share of the four types that is there.")
    missing_types: tuple[ProjectType, ...] = Field(description="Types without a project.")
    cross_checks: tuple[CrossCheckResult, ...] = Field(description="What the whole should hold.")
    next_move: NextMove | None = Field(description="What raises it most; null when nothing does.")


class ScoreProjectResult(Result):
    """Scores of one to eight projects, and of the portfolio when there are several."""

    status: Literal["scored", "insufficient_evidence"] = Field(
        description="insufficient_evidence: no project is known well enough for a verdict."
    )
    projects: tuple[ProjectScore, ...] = Field(description="In the caller's order.")
    portfolio: PortfolioScore | None = Field(description="Null for a single project.")
