"""The scoring of projects, described or read, from a request to the whole result."""

from collections.abc import Mapping
from fractions import Fraction

from career_guide.domain.portfolio import notes, present, wording
from career_guide.domain.portfolio.concise import concise
from career_guide.domain.portfolio.overview import (
    COUNTED_TYPES,
    missing_types,
    next_move,
    portfolio_score,
)
from career_guide.domain.portfolio.rating import Rated, rate, rate_described
from career_guide.domain.portfolio.refusals import refuse_contradictions
from career_guide.domain.portfolio.rubric import Rubric, rubric_of
from career_guide.domain.portfolio.source import Source
from career_guide.domain.repository import credit as from_files
from career_guide.domain.repository import remarks
from career_guide.domain.repository.judgement import Judgement
from career_guide.models.content.catalog import Catalog
from career_guide.models.project_score import ScoreProjectResult
from career_guide.models.score_project import ProjectClaim, ScoreProjectInput

NOTHING_READ: Mapping[int, Judgement] = {}


def check(catalog: Catalog, request: ScoreProjectInput) -> None:
    """Raise InputRefused where a project says too little or contradicts itself."""
    refuse_contradictions(rubric_of(catalog), request.projects)


def assess(
    catalog: Catalog, request: ScoreProjectInput, judged: Mapping[int, Judgement] = NOTHING_READ
) -> ScoreProjectResult:
    """Score every project and, where there are several, the portfolio.

    `judged` holds the repositories that were read, by position of their project: these are
    credited with what their files show, the others with what is claimed and evidenced.
    Raises InputRefused where a project rates a criterion twice or names another type's feature.
    """
    rubric = rubric_of(catalog)
    refuse_contradictions(rubric, request.projects)
    source = Source(request.source_text) if request.source_text else None
    rated = [
        _rate_read(catalog, rubric, project, judged[index])
        if index in judged
        else rate_described(rubric, project, source)
        for index, project in enumerate(request.projects)
    ]
    move = next_move(rubric, rated) if len(rated) > 1 else None
    if len(rated) == 1:
        summary = wording.one_summary(rubric, rated[0])
    else:
        types = len(COUNTED_TYPES) - len(missing_types(rated))
        summary = wording.many_summary(rated, portfolio_score(rated), types, move)
    used = notes.assumptions(catalog, rated, has_read=bool(judged))
    has_verdict = any(project.band is not None for project in rated)
    result = ScoreProjectResult(
        summary=summary,
        status="scored" if has_verdict else "insufficient_evidence",
        projects=tuple(
            present.project_score(
                rubric,
                project.title or judged[index].repo.name,
                found,
                remarks.read_of(judged[index]) if index in judged else None,
            )
            for index, (project, found) in enumerate(zip(request.projects, rated, strict=True))
        ),
        portfolio=present.portfolio(rubric, rated, move),
        assumptions=used,
        warnings=(
            *notes.warnings(rubric, request, rated, judged.keys()),
            *remarks.warnings(catalog.repository, judged, request.projects),
        ),
        basis=notes.basis(catalog, rated, used),
        next_actions=notes.actions(rubric, rated, move),
        sources=notes.sources(catalog, rated),
        data_version=catalog.data_version,
    )
    return concise(result) if request.detail == "concise" else result


def _rate_read(catalog: Catalog, rubric: Rubric, project: ProjectClaim, judged: Judgement) -> Rated:
    rules = catalog.repository
    return rate(
        rubric,
        judged.type,
        from_files.criteria(rules, judged, project.criteria),
        from_files.features(rules, judged, project.features),
        least_coverage=Fraction(rules.least_coverage_percent, 100),
    )
