"""The tool that scores portfolio projects, described or read from a repository."""

from typing import Any

from career_guide.deps import Deps, Reach
from career_guide.domain.portfolio.assess import assess, check
from career_guide.domain.repository.judgement import Judgement
from career_guide.models.project_score import ScoreProjectResult
from career_guide.models.score_project import ProjectClaim, ScoreProjectInput
from career_guide.refusals import Fault, InputRefused, RepositoryRefused
from career_guide.tools.base import READ_ONLY, Tool
from career_guide.tools.refusal import RECEIVED_LIMIT

DESCRIPTION = (
    "Score, review, rate or grade portfolio projects (repository, README, demo, chatbot, RAG app, "
    "agent, MCP server, blog) as a hiring manager would: score range, verdict, weakest criteria, "
    "what to fix first. With a repository's folder it reads the files and cites them. Several "
    "projects are judged as a portfolio."
)

EXAMPLE = {
    "projects": [
        {
            "title": "Tenancy answers",
            "type": "domain-rag",
            "summary": "Answers tenants' questions on Ohio tenancy law with cited statutes.",
            "criteria": [
                {
                    "id": "evaluation",
                    "level": 3,
                    "evidence": "Hit rate 81 % on 120 questions, scored by script",
                },
                {"id": "deployed", "level": 1},
            ],
            "features": [
                {
                    "id": "citations",
                    "state": "yes",
                    "evidence": "each answer links the statute it quotes",
                }
            ],
        }
    ]
}

DESCRIBED = (
    '{"title": "Tenancy answers", "type": "domain-rag", '
    '"criteria": [{"id": "deployed", "level": 1}]}'
)
"""A project that needs no repository."""


def score_project(request: ScoreProjectInput, deps: Deps) -> ScoreProjectResult:
    """Scores of projects, described or read, with what is credited of each claim and why."""
    check(deps.catalog, request)
    return assess(deps.catalog, request, _read(request, deps))


def _read(request: ScoreProjectInput, deps: Deps) -> dict[int, Judgement]:
    """The repositories that the projects name, by position. Raises InputRefused with all faults."""
    judged: dict[int, Judgement] = {}
    faults: list[Fault] = []
    for index, project in enumerate(request.projects):
        if project.repository is None:
            continue
        if deps.reach is None:
            faults.append(
                Fault(
                    code="path_not_allowed",
                    field=f"/projects/{index}/repository",
                    received="a path",
                    expected="no repository, since none is read here, but a described project, "
                    f"for example {DESCRIBED}",
                )
            )
            continue
        try:
            judged[index] = _judged(project.repository, project, deps.reach, deps)
        except RepositoryRefused as error:
            name = "commit" if error.field == "commit" else "repository"
            faults.append(
                Fault(
                    code=error.code,
                    field=f"/projects/{index}/{name}",
                    received=error.received[:RECEIVED_LIMIT],
                    expected=f"another {name} ({error.problem}): {error.expected}",
                )
            )
    if faults:
        raise InputRefused(*faults)
    return judged


def _judged(path: str, project: ProjectClaim, reach: Reach, deps: Deps) -> Judgement:
    # Readers and probes are loaded only here, since every start would pay for them.
    from career_guide.domain.repository.judge import judge
    from career_guide.evidence.read import read_repository

    repo = read_repository(
        path,
        allowed=reach(path),
        commit=project.commit,
        progress=deps.watch.progress,
        stop=deps.watch.stop,
    )
    return judge(deps.catalog.repository, repo, project.type)


def waits(arguments: Any) -> bool:
    """Whether a call reads a repository, judged by its raw arguments."""
    projects = arguments.get("projects") if isinstance(arguments, dict) else None
    if isinstance(projects, str):
        return '"repository"' in projects
    entries = projects if isinstance(projects, list) else [projects]
    return any(
        '"repository"' in entry if isinstance(entry, str) else "repository" in entry
        for entry in entries
        if isinstance(entry, str | dict)
    )


SCORE_PROJECT = Tool(
    name="score_project",
    title="Score portfolio projects",
    description=DESCRIPTION,
    input=ScoreProjectInput,
    output=ScoreProjectResult,
    run=score_project,
    hints=READ_ONLY,
    example=EXAMPLE,
    waits=waits,
)
