"""The tool that scores portfolio projects."""

from career_guide.deps import Deps
from career_guide.domain.portfolio.assess import assess
from career_guide.models.project_score import ScoreProjectResult
from career_guide.models.score_project import ScoreProjectInput
from career_guide.tools.base import READ_ONLY, Tool

DESCRIPTION = (
    "Score, review, rate or grade portfolio projects (README, demo, chatbot, RAG app, agent, MCP "
    "server, blog) as a hiring manager would: score range, verdict, weakest criteria, what to fix "
    "first. Pass several projects to judge the portfolio: mix of the four types, what to build "
    "next."
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


def score_project(request: ScoreProjectInput, deps: Deps) -> ScoreProjectResult:
    """Scores of the described projects, with what is credited of each claim and why."""
    return assess(deps.catalog, request)


SCORE_PROJECT = Tool(
    name="score_project",
    title="Score portfolio projects",
    description=DESCRIPTION,
    input=ScoreProjectInput,
    output=ScoreProjectResult,
    run=score_project,
    hints=READ_ONLY,
    example=EXAMPLE,
)
