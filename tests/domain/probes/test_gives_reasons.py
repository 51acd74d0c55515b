import pytest

from career_guide.domain.probes import gives_reasons
from career_guide.models.repository.finding import Finding
from repositories import snapshot

TABLE = """# Architecture

## Design decisions

| Decision | Rationale |
|---|---|
| LangGraph over plain LangChain | Explicit states, easier to debug |
| SSE over WebSocket | Simpler client, enough for tokens |
"""
ITEMS = """# Shop agent

## Architecture

Key decisions:

- **One state machine, not a team of agents.** Support work needs routing that can be audited.
- **Own server for the shop's tools.** The contract is standardized, so any host can use it.
- **Local embeddings** behind a thin interface.
"""
PROSE = """# Lease helper

The criteria live in the repository, so the team can change them by pull request. The judge was
chosen to be a small model due to the budget. Other events are ignored with a 2xx answer so GitHub
deliveries stay green; adjust it if you want more.
"""
RECORD = """# ADR 1: Postgres as the only store

## Status
Accepted

## Context
Records and vectors must be changed together.

## Decision
Use Postgres with pgvector.

## Consequences
Very large indexes will be slow to rebuild.
"""


SPANISH = """# ADR-001: Base vectorial

## Contexto
Los registros y los vectores se deben cambiar en una sola operación del sistema.

## Decisión
Se usa Postgres para los datos y también para los vectores de la búsqueda.

## Alternativas evaluadas
Qdrant es más rápido, pero es otro servicio que se debe operar y pagar.
"""


def test_a_record_counts_in_other_languages_with_the_alternatives_that_it_weighs() -> None:
    found = asked({"docs/decisiones/ADR-001.md": SPANISH})
    assert (found.outcome, found.count) == ("present", 2)


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return gives_reasons.run(snapshot(files, **other))


@pytest.mark.parametrize(
    ("text", "lines"),
    [(TABLE, [7, 8]), (ITEMS, [7, 8]), (PROSE, [3, 3, 4])],
    ids=["a table of decisions", "a list of decisions", "sentences"],
)
def test_each_decision_with_its_reason_is_counted_once(text: str, lines: list[int]) -> None:
    found = asked({"README.md": text})
    assert (found.outcome, found.count) == ("present", len(lines))
    assert [place.line for place in found.places] == lines


def test_a_record_of_a_decision_is_one_reason() -> None:
    found = asked({"docs/adr/0001-store.md": RECORD, "docs/adr/template.md": RECORD})
    assert (found.outcome, found.count) == ("present", 1)
    assert (found.places[0].file, found.places[0].line) == ("docs/adr/0001-store.md", 9)


def test_a_reason_that_is_repeated_elsewhere_counts_once() -> None:
    assert asked({"README.md": PROSE, "docs/design.md": PROSE}).count == 3


@pytest.mark.parametrize(
    "text",
    [
        "## Design decisions\n\n- Hybrid retrieval improves recall and precision\n"
        "- Modular structure\n",
        "## Features\n\n- Rate limiting to prevent abuse of the service by anyone\n"
        "- Fast because of Rust\n",
        "## Tech stack\n\n| Component | Technology | Purpose |\n|---|---|---|\n"
        "| Store | Qdrant | Fast search |\n",
        "## Installation\n\nUse a virtual environment so that packages do not clash with others.\n",
        "You should set the key because the server will not start otherwise.\n",
        "## Future work\n\n- Move to Postgres because SQLite locks the whole file on writes\n",
        "The index could be split later because it may grow too large for one machine.\n",
    ],
    ids=["praise", "features", "purposes", "setting up", "the reader", "plans", "what may come"],
)
def test_what_is_no_reason_of_the_project_is_absent(text: str) -> None:
    assert asked({"README.md": f"# Lease helper\n\n{text}"}).outcome == "absent"


def test_explanations_in_posts_are_no_decisions() -> None:
    head = "---\ntitle: Sets\ndate: 2025-01-01\n---\n"
    text = head + "The set is open, so we have a limit point because every ball meets the set.\n"
    posts = {f"_posts/2025-01-0{at}-sets.md": text for at in range(1, 5)}
    assert asked({"_config.yml": "title: Notes\n", **posts}).outcome == "absent"


def test_what_was_not_read_or_not_understood_is_unknown() -> None:
    assert asked({"README.md": "# x\n", "docs/design.md": None}).outcome == "unknown"
    assert asked({"README.md": "# x\n"}, cut=("files",)).outcome == "unknown"
    german = (
        "# Hilfe\n\n" + "Der Server fragt die Datenbank und gibt die Antwort mit der Quelle. " * 9
    )
    assert asked({"README.md": german}).outcome == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "## Problem\n\nWe eat badly due to a lack of time, so we order a pizza from the store.\n",
        "## Notes\n\nThe search index runs in a container due to the size of the texts.\n",
        "## Findings\n\n- The small model scores 100% because the judge likes its own words.\n",
        "## Fixtures\n\n- Why certain values were chosen for the fixtures of the store\n",
    ],
    ids=["a problem of the world", "a circumstance", "what explains a figure", "a title"],
)
def test_causes_that_decide_nothing_are_no_reasons(text: str) -> None:
    assert asked({"README.md": f"# Shop agent\n\n{text}"}).outcome == "absent"


def test_plain_texts_that_are_read_by_the_program_give_none() -> None:
    speech = "# Speech\n\nWe chose to act because the server of the state was slow.\n"
    assert asked({"README.md": "# x\n", "notebooks/speech.txt": speech}).outcome == "absent"
    assert asked({"README.md": "# x\n", "notebooks/notes.txt": speech}).outcome == "present"
