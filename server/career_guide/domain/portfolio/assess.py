"""The scoring of self-described projects, from a request to the whole result."""

from career_guide.domain.portfolio import notes, present, wording
from career_guide.domain.portfolio.concise import concise
from career_guide.domain.portfolio.overview import (
    COUNTED_TYPES,
    missing_types,
    next_move,
    portfolio_score,
)
from career_guide.domain.portfolio.rating import rate
from career_guide.domain.portfolio.refusals import refuse_contradictions
from career_guide.domain.portfolio.rubric import rubric_of
from career_guide.domain.portfolio.source import Source
from career_guide.models.content.catalog import Catalog
from career_guide.models.project_score import ScoreProjectResult
from career_guide.models.score_project import ScoreProjectInput


def assess(catalog: Catalog, request: ScoreProjectInput) -> ScoreProjectResult:
    """Score every project and, where there are several, the portfolio.

    Raises InputRefused where one project rates a criterion twice or names another type's feature.
    """
    rubric = rubric_of(catalog)
    refuse_contradictions(rubric, request.projects)
    source = Source(request.source_text) if request.source_text else None
    rated = [rate(rubric, project, source) for project in request.projects]
    move = next_move(rubric, rated) if len(rated) > 1 else None
    if len(rated) == 1:
        summary = wording.one_summary(rubric, rated[0])
    else:
        types = len(COUNTED_TYPES) - len(missing_types(rated))
        summary = wording.many_summary(rated, portfolio_score(rated), types, move)
    used = notes.assumptions(catalog, rated)
    has_verdict = any(project.band is not None for project in rated)
    result = ScoreProjectResult(
        summary=summary,
        status="scored" if has_verdict else "insufficient_evidence",
        projects=tuple(
            present.project_score(rubric, project.title, found)
            for project, found in zip(request.projects, rated, strict=True)
        ),
        portfolio=present.portfolio(rubric, rated, move),
        assumptions=used,
        warnings=notes.warnings(rubric, request, rated),
        basis=notes.basis(catalog, rated, used),
        next_actions=notes.actions(rubric, rated, move),
        sources=notes.sources(catalog, rated),
        data_version=catalog.data_version,
    )
    return concise(result) if request.detail == "concise" else result
