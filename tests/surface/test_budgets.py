"""Results stay short enough to be read: bounds on realistic calls, and what concise leaves out."""

import json
from typing import Any

import pytest
from mcp.client.client import Client

from wire import GUIDE, MODERN, opening, request, run

pytestmark = pytest.mark.anyio
LISTED, LISTED_WITH_OUTPUT = 11_800, 19_500
"""Bytes of the tools array: 12 KB without output schemas and 20 KB with them, less some room."""
FULL, CONCISE, SEARCH = 6_100, 2_400, 3_200
"""Bytes of a result: about 1,500, 600 and 800 tokens."""

LEVELS = {
    "real-problem": (2, "Answers tenants' questions on deposits; used by two legal clinics."),
    "evaluation": (2, "Hit rate 81 % on the clinic's own questions"),
    "architecture-docs": (2, "Chose pgvector instead of Pinecone: the clinic hosts Postgres"),
    "error-handling": (1, "API errors are caught and retried"),
    "deployed": (2, "https://tenancy.clinic.org runs the current version"),
    "code-quality": (2, "src/ is split into ingest, retrieve and answer modules"),
    "iteration-history": (2, "37 commits, chunk size changed after the first evaluation"),
}
STATES = {
    "narrow-domain": ("yes", "Only Ohio tenancy law, statutes chapter 5321"),
    "hybrid-search": ("yes", "BM25 and embeddings are merged by reciprocal rank"),
    "re-ranking": ("no", ""),
    "citations": ("yes", "each answer links the statute it quotes"),
    "retrieval-evaluation": ("partial", "recall at 5 on the questions of one clinic"),
}
PROJECT = {
    "title": "Tenancy answers",
    "type": "domain-rag",
    "summary": "Answers tenants' questions on Ohio tenancy law with cited statutes, for clinics.",
    "criteria": [{"id": id, "level": n, "evidence": text} for id, (n, text) in LEVELS.items()],
    "features": [{"id": id, "state": s, "evidence": text} for id, (s, text) in STATES.items()],
    "facts": {"commit_count": 37},
}
LEARNER = {
    "known_skills": [{"skill": "Python", "level": "proficient"}, {"skill": "OpenAI APIs"}],
    "background": "software_engineer",
    "hours_per_week": 6,
    "today": "2026-11-23",
}
OFFER = {"base": 190_000, "bonus_target_pct": 10, "equity_grant_total": 240_000, "vest_years": 4}
GOLDEN: dict[str, tuple[str, dict[str, Any], int]] = {
    "next skill": ("next_skill", LEARNER, FULL),
    "next skill, more known": (
        "next_skill",
        {**LEARNER, "known_skills": [*LEARNER["known_skills"], {"skill": "a bit of LangChain"}]},
        FULL,
    ),
    "next skill by a date": ("next_skill", {**LEARNER, "deadline": "2027-06-30"}, FULL),
    "where to start": ("next_skill", {}, FULL),
    "project": ("score_project", {"projects": [PROJECT]}, FULL),
    "project hardly known": (
        "score_project",
        {"projects": [{"title": "Invoice agent", "type": "workflow-agent"}]},
        FULL,
    ),
    "pay": ("estimate_comp", {"level": "senior", "market": "us-tier2"}, CONCISE),
    "pay by the table": ("estimate_comp", {}, FULL),
    "pay, nothing settled": ("estimate_comp", {"location": "Boston"}, FULL),
    "offer": ("estimate_comp", {"level": "senior", "location": "Denver", "offers": [OFFER]}, FULL),
    "concise next skill": ("next_skill", {**LEARNER, "detail": "concise"}, CONCISE),
    "concise start": ("next_skill", {"detail": "concise"}, CONCISE),
    "concise project": ("score_project", {"projects": [PROJECT], "detail": "concise"}, CONCISE),
    "concise offer": (
        "estimate_comp",
        {"level": "senior", "location": "Denver", "offers": [OFFER], "detail": "concise"},
        CONCISE,
    ),
    "search": ("search_career_guide", {"query": "what do companies look for when hiring"}, SEARCH),
    "search for nothing": ("search_career_guide", {"query": "visa sponsorship"}, SEARCH),
    "page": ("read_career_guide", {"uri": "career://salary"}, 10_000),
}


@pytest.mark.parametrize("era", ["modern", "legacy"])
def test_the_tools_list_fits_its_budget_on_the_wire(era: str) -> None:
    asked = request("list", "tools/list", **({"_meta": MODERN} if era == "modern" else {}))
    done = run(GUIDE, [*opening(era), asked])
    (line,) = (line for line in done.lines if json.loads(line).get("id") == "list")
    tools = json.loads(line)["result"]["tools"]
    assert compact(tools) <= LISTED_WITH_OUTPUT
    assert compact(tools) in range(len(line) - 400, len(line)), "sent as compact as measured"
    for tool in tools:
        del tool["outputSchema"]
    assert compact(tools) <= LISTED


def compact(value: Any) -> int:
    return len(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())


@pytest.mark.parametrize("name", GOLDEN)
async def test_a_realistic_result_fits_its_budget(client: Client, name: str) -> None:
    tool, arguments, bound = GOLDEN[name]
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.structured_content
    assert len(result.content[0].text.encode()) <= bound


@pytest.mark.parametrize("name", ["next skill", "project", "offer", "pay by the table"])
async def test_concise_keeps_every_key_and_every_figure(client: Client, name: str) -> None:
    tool, arguments, _ = GOLDEN[name]
    full = (await client.call_tool(tool, arguments)).structured_content
    short = (await client.call_tool(tool, {**arguments, "detail": "concise"})).structured_content
    assert full is not None
    assert short is not None
    assert list(short) == list(full)
    assert len(json.dumps(short)) < 0.9 * len(json.dumps(full))
    for path, value in leaves(short):
        there = at(full, path)
        assert there == value or value in ("", None, [], {}), path


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    """Every leaf but those of the lists that concise shortens from either end."""
    if path[:1] in (("assumptions",), ("basis",)):
        return []
    if isinstance(value, dict) and value:
        return [leaf for key in value for leaf in leaves(value[key], (*path, key))]
    if isinstance(value, list) and value:
        return [leaf for n, entry in enumerate(value) for leaf in leaves(entry, (*path, n))]
    return [(path, value)]


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


@pytest.mark.parametrize("name", ["next skill", "project", "pay", "offer"])
async def test_concise_still_names_every_assumption(client: Client, name: str) -> None:
    tool, arguments, _ = GOLDEN[name]
    full = (await client.call_tool(tool, arguments)).structured_content or {}
    short = (await client.call_tool(tool, {**arguments, "detail": "concise"})).structured_content
    assert short is not None
    told = {row["id"] for row in short["assumptions"]}
    told |= {id for row in short["basis"] if row["kind"] == "assumption" for id in row["fact_ids"]}
    assert {row["id"] for row in full["assumptions"]} <= told
