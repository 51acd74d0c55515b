"""What `score_project` takes: self-described projects with levels, evidence and facts."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from career_guide.models.envelope import Detail
from career_guide.models.ids import CriterionId, FeatureId, ProjectType
from career_guide.models.tool_input import Number, Text, ToolInput, Whole, entries

EVIDENCE_LIMIT = 600
SOURCE_LIMIT = 60_000
PATH_LIMIT = 1_000
COMMIT_LIMIT = 200

NUMBERS = {"0": 0, "1": 1, "2": 2, "3": 3, "0.0": 0, "1.0": 1, "2.0": 2, "3.0": 3}


def _level(value: Any) -> Any:
    if value is None:
        return "unknown"
    if isinstance(value, str):
        folded = value.strip().casefold()
        return NUMBERS.get(folded, folded)
    if isinstance(value, bool):
        return str(value)  # true is no 1
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _state(value: Any) -> Any:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.strip().casefold() if isinstance(value, str) else value


def _slug(value: Any) -> Any:
    return re.sub(r"[\s_]+", "-", value.strip().casefold()) if isinstance(value, str) else value


def _measured(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"\s*(?:%|percent)$", "", value.strip())
    return value


ClaimedLevel = Annotated[Literal[0, 1, 2, 3, "unknown"], BeforeValidator(_level)]
"""A level of the rubric; text such as "2" is taken too, and null stands for unknown."""
ClaimedState = Annotated[Literal["yes", "partial", "no", "unknown"], BeforeValidator(_state)]
"""Whether a feature is there; true and false are taken too, and null stands for unknown."""
Evidence = Annotated[Text, Field(max_length=EVIDENCE_LIMIT)]


class CriterionClaim(ToolInput):
    """One rated criterion."""

    id: Annotated[CriterionId, BeforeValidator(_slug)] = Field(description="The criterion.")
    level: ClaimedLevel = Field(
        description="0 mediocre, 1 attempted, 2 good, 3 good and checkable by a stranger."
    )
    evidence: Evidence = Field(
        default="",
        description="Verbatim quote; levels 2 and 3 need one of their own.",
    )


class FeatureClaim(ToolInput):
    """One stated feature."""

    id: Annotated[FeatureId, BeforeValidator(_slug)] = Field(
        description="Feature of its type, in the order of the types."
    )
    state: ClaimedState = Field(description="Whether it is there.")
    evidence: Evidence = Field(default="", description="Verbatim quote.")


class EvaluationFacts(ToolInput):
    """One measured result; complete with all four."""

    metric: Annotated[Text, Field(max_length=80)] | None = Field(
        default=None, description="What was measured, e.g. accuracy."
    )
    value: Annotated[Number, BeforeValidator(_measured)] | None = Field(
        default=None, description="The result."
    )
    n: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = Field(
        default=None, description="Number of cases."
    )
    method: Annotated[Text, Field(max_length=200)] | None = Field(
        default=None, description="How it was scored, e.g. LLM-as-judge."
    )


class ProjectFacts(ToolInput):
    """What needs no judgement."""

    commit_count: Annotated[Whole, Field(ge=0, le=1_000_000_000)] | None = Field(
        default=None, description="Commits; 1 alone is level 0 of iteration-history."
    )
    deployed_url: Annotated[Text, Field(max_length=300)] | None = Field(
        default=None, description="Public https address to try it at."
    )
    eval: EvaluationFacts | None = Field(default=None, description="A measured result.")


class ProjectClaim(ToolInput):
    """One project; what is left out is unknown, and read from the files of a repository."""

    title: Annotated[Text, Field(min_length=1, max_length=200)] | None = Field(
        default=None, description="Its name; needed without repository."
    )
    type: Annotated[ProjectType, BeforeValidator(_slug)] | None = Field(
        default=None,
        description="Kind of project, needed without repository; other has no features.",
    )
    repository: Annotated[str, Field(min_length=1, max_length=PATH_LIMIT)] | None = Field(
        default=None, description="Folder to read on this machine (local use only)."
    )
    commit: Annotated[str, Field(min_length=1, max_length=COMMIT_LIMIT)] | None = Field(
        default=None, description="Commit id, branch or tag to read; HEAD when left out."
    )
    summary: Annotated[Text, Field(max_length=600)] = Field(
        default="", description="What it does, for whom, in which field."
    )
    criteria: list[CriterionClaim] = Field(
        default=[], max_length=7, description="What is known of each; leave out what is not."
    )
    features: list[FeatureClaim] = Field(
        default=[], max_length=5, description="What is known of each feature."
    )
    facts: ProjectFacts | None = Field(default=None, description="Facts without judgement.")


def _projects(value: Any) -> Any:
    return entries(ProjectClaim, value)


class ScoreProjectInput(ToolInput):
    """One to eight projects; with more than one the portfolio is rated too."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "projects": [
                        {
                            "title": "Tenancy answers",
                            "type": "domain-rag",
                            "criteria": [
                                {
                                    "id": "evaluation",
                                    "level": 3,
                                    "evidence": "Hit rate 81 % on 120 questions, scored by script",
                                }
                            ],
                        }
                    ]
                }
            ]
        }
    )

    projects: Annotated[list[ProjectClaim], BeforeValidator(_projects)] = Field(
        min_length=1, max_length=8, description="Projects, each rated by itself."
    )
    source_text: Annotated[Text, Field(max_length=SOURCE_LIMIT)] | None = Field(
        default=None,
        description="README or post to check quotes against; not stored.",
    )
    detail: Detail = Field(
        default="full", description="concise leaves out evidence, remedies, features."
    )
