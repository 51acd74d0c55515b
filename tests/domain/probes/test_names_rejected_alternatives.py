import pytest

from career_guide.domain.probes import names_rejected_alternatives
from career_guide.models.repository.finding import Finding
from repositories import snapshot

RECORD = """# ADR 1: Postgres as the only store

## Decision

Use Postgres with pgvector instead of Pinecone, because records and vectors change together.

## Alternatives considered

- Pinecone: faster to begin with, another service to run
- Qdrant: its own backups and monitoring
"""
TABLE = """# Design

## Decisions

| Decision | Alternatives | Why |
|---|---|---|
| SSE | WebSocket, polling | Enough for tokens |
| One process | - | Nothing to scale yet |
"""
PROSE = """# Legal search

## Why this store

1. First attempted Milvus, but its free tier was limited.
2. Switched from ChromaDB for local runs to Qdrant because workers dead-locked on the file.
"""


def asked(files: dict[str, str | None]) -> Finding:
    return names_rejected_alternatives.run(snapshot(files))


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("docs/adr/0001-store.md", RECORD, [5, 9, 10]),
        ("docs/design.md", TABLE, [7]),
        ("README.md", PROSE, [5, 6]),
    ],
)
def test_alternatives_are_counted_where_they_are_named(
    path: str, text: str, lines: list[int]
) -> None:
    found = asked({path: text})
    assert (found.outcome, found.count) == ("present", len(lines))
    assert [place.line for place in found.places] == lines


@pytest.mark.parametrize(
    "text",
    [
        "# x\n\nThe server uses Postgres with pgvector.\n",
        "# x\n\n## Installation\n\nUse uv instead of Poetry because it is faster to resolve.\n",
        "# x\n\n## Alternatives considered\n\nNone.\n",
        "# x\n\n## Roadmap\n\n- Use Qdrant instead of Chroma because of its filters\n",
    ],
)
def test_a_choice_without_an_alternative_is_absent(text: str) -> None:
    assert asked({"README.md": text}).outcome == "absent"


def test_what_was_not_read_is_unknown() -> None:
    assert asked({"README.md": "# x\n", "docs/design.md": None}).outcome == "unknown"
