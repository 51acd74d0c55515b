"""The tool as callers reach it, and projects whose every claim has distinct, checkable evidence."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from career_guide.deps import Deps
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import CRITERION_IDS
from career_guide.tools.boundary import Reply, invoke
from career_guide.tools.portfolio import SCORE_PROJECT

Json = dict[str, Any]
Call = Callable[..., Reply]
Score = Callable[..., Json]
Describe = Callable[..., Json]
Credit = Callable[..., Json]

EVIDENCE = {
    "real-problem": "Used by 14 caseworkers of a tenants' association in Ohio",
    "evaluation": "Accuracy 91 % on 150 questions, judged by an LLM-as-judge script",
    "architecture-docs": "pgvector was chosen over Pinecone because one database is enough",
    "error-handling": "Falls back to a person below 0.6 confidence, covered by pytest",
    "deployed": "Live for everybody at https://tenants.fly.dev since spring",
    "code-quality": "Modular packages, a pytest suite, GitHub Actions on each push",
    "iteration-history": "42 commits; the re-ranking one raised recall from 71 to 84 %",
}
FEATURES = {
    "domain-rag": (
        "narrow-domain",
        "hybrid-search",
        "re-ranking",
        "citations",
        "retrieval-evaluation",
    ),
    "workflow-agent": (
        "real-workflow",
        "tool-calling",
        "error-handling",
        "uncertainty-fallback",
        "time-saved",
    ),
    "mcp-server": (
        "real-service",
        "query-create-update",
        "input-validation",
        "rate-limiting",
        "documentation",
    ),
    "technical-writing": (
        "three-to-five-posts",
        "architecture-and-why",
        "problem-and-solution",
        "data-backed-comparison",
    ),
    "other": (),
}


@pytest.fixture(scope="session")
def call(catalog: Catalog) -> Call:
    """Calls `score_project` and gives the reply, refused or not."""
    deps = Deps(catalog=catalog)
    return lambda *projects, **rest: invoke(
        SCORE_PROJECT, {"projects": list(projects), **rest}, deps
    )


@pytest.fixture(scope="session")
def score(call: Call) -> Score:
    """Calls `score_project` and gives the structured result of an accepted call."""

    def scored(*projects: Json, **rest: Any) -> Json:
        reply = call(*projects, **rest)
        assert not reply.is_error, reply.text
        return reply.payload

    return scored


@pytest.fixture(scope="session")
def describe() -> Describe:
    """A project from levels ("?" is unknown) in criterion order and a count of features it has."""

    def described(
        kind: str,
        levels: Sequence[int | str],
        features: int | None,
        *,
        criteria: Sequence[str] = CRITERION_IDS,
        evidence: bool = True,
    ) -> Json:
        claims = [
            {"id": criterion, "level": level, "evidence": EVIDENCE[criterion] if evidence else ""}
            for criterion, level in zip(criteria, levels, strict=True)
            if level != "?"
        ]
        stated = [
            {
                "id": feature,
                "state": "yes" if index < features else "no",
                "evidence": f"src/part_{index}.py holds it, shown in screenshot {index}"
                if evidence
                else "",
            }
            for index, feature in enumerate(FEATURES[kind])
            if features is not None
        ]
        return {"title": "A project", "type": kind, "criteria": claims, "features": stated}

    return described


@pytest.fixture(scope="session")
def credit(score: Score) -> Credit:
    """One claim on its own: the criterion of the result that answers it."""

    def credited(
        criterion: str, evidence: str, level: int = 3, *, source: str | None = None, **rest: Any
    ) -> Json:
        claim = {"id": criterion, "level": level, "evidence": evidence}
        project = {"title": "A project", "type": "other", "criteria": [claim], **rest}
        result = score(project, **({"source_text": source} if source else {}))
        return next(c for c in result["projects"][0]["criteria"] if c["id"] == criterion)

    return credited
