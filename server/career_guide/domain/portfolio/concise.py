"""A result of `score_project` without what the caller sent and what the pages say."""

from career_guide.domain.brevity import short_tail
from career_guide.models.project_score import CriterionScore, ProjectScore, ScoreProjectResult

STANDING = ("core-feature-split", "equal-weights", "level-anchors", "bands")
"""Assumptions under every score."""


def concise(result: ScoreProjectResult) -> ScoreProjectResult:
    """Scores, credited levels and the first fix; reasons only where less is credited."""
    return result.model_copy(
        update={
            "projects": tuple(_project(project) for project in result.projects),
            "basis": tuple(row for row in result.basis if row.kind == "assumption"),
            **short_tail(result, STANDING),
            "next_actions": (),
        }
    )


def _project(project: ProjectScore) -> ProjectScore:
    return project.model_copy(
        update={
            "example_text": None,
            "criteria": tuple(_criterion(row) for row in project.criteria),
            "features": (),
        }
    )


def _criterion(row: CriterionScore) -> CriterionScore:
    why = row.why if row.rule else ""
    return row.model_copy(update={"why": why, "evidence": (), "remedy": None})
