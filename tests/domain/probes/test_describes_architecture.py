import pytest

from career_guide.domain.probes import describes_architecture
from career_guide.models.repository.finding import Finding
from repositories import snapshot

MERMAID = (
    "# Lease helper\n\n```mermaid\ngraph TD\n  A[Scan] --> B[Parser]\n  B --> C[Index]\n"
    "  C --> D[Answer]\n```\n"
)
BOXES = """# Lease helper

```
┌────────┐      ┌────────┐
│ Client │─────▶│ Server │────▶ Court API
└────────┘      └────────┘
```
"""
CHAIN = "# Lease helper\n\n## Architecture\n\nQuery → Hybrid retrieval → Context fusion → Answer\n"
SECTION = """# Lease helper

## How it works

The parser reads each scanned lease and sends its clauses to the embedding worker, which stores
the vectors in the index. A question goes through the router, which calls the index first and the
court API when no clause is close enough. The answer service combines both and returns the clause
that it rests on.
"""
TREE = """# Lease helper

## Project structure

```
lease/
├── app.py
├── parser.py
└── index/
    ├── build.py
    └── search.py
```

## Tech stack

- Python 3.12
- FastAPI
- Qdrant

## Features

- Hybrid search for better recall
- Modular architecture that is easy to extend
"""
MAP = """# Patterns

## Architecture overview

```
src/
├── index.ts          # server entry and transport
├── registrations.ts  # every tool in one list
├── session.ts        # one client a session
└── tools/            # one module a database
```
"""
PARTS = """# Job finder

## Architecture

* **Gateway** — handles messages of the chat
* **Searcher** — fetches postings and ranks them
* **Reporter** — sends what was found to the user
"""
TABLE = """# Job finder

## Architecture

| Part | What it does |
|---|---|
| Gateway | handles messages of the chat |
| Searcher | fetches postings and ranks them |
| Reporter | sends what was found to the user |
"""
STACK = """# Job finder

## Architecture

* **Backend**: FastAPI with Pydantic and asyncio on Python
* **Frontend**: React with TypeScript and Tailwind on Vite
* **Database**: PostgreSQL with pgvector in a container
"""


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return describes_architecture.run(snapshot(files, **other))


@pytest.mark.parametrize(
    ("text", "line"),
    [(MERMAID, 4), (BOXES, 5), (CHAIN, 5), (SECTION, 5), (MAP, 6), (PARTS, 5), (TABLE, 5)],
    ids=[
        "a drawing language",
        "boxes",
        "a chain",
        "a section",
        "an annotated map",
        "a list of parts",
        "a table of parts",
    ],
)
def test_each_way_to_show_the_parts_counts_where_it_stands(text: str, line: int) -> None:
    found = asked({"README.md": text})
    assert found.outcome == "present"
    assert (found.places[0].file, found.places[0].line) == ("README.md", line)
    assert found.places[0].snippet == text.split("\n")[line - 1]


@pytest.mark.parametrize(
    "text",
    [
        TREE,
        STACK,
        "# Lease helper\n\nOpen Settings → Developer → Edit config.\n",
        "# Lease helper\n\nFork → commit → push → open a PR.\n",
        "# Lease helper\n\n## Roadmap\n\n```mermaid\ngraph TD\n A-->B\n B-->C\n C-->D\n```\n",
        '# Lease helper\n\n```mermaid\npie\n  "A" : 1\n  "B" : 2\n```\n',
        "# Lease helper\n\n![Architecture](docs/architecture.png)\n",
        '# Lease helper\n\n<div>\n\n    <a href="x">\n      <b>one</b>\n    </a>\n',
    ],
    ids=[
        "a tree and a stack",
        "a stack as architecture",
        "menus",
        "a contributor's steps",
        "plans",
        "a pie",
        "no such picture",
        "markup",
    ],
)
def test_what_shows_no_parts_is_absent(text: str) -> None:
    assert asked({"README.md": text}).outcome == "absent"


def test_a_picture_counts_where_its_file_is_there() -> None:
    text = "# Lease helper\n\n![System design](docs/flow.png)\n"
    assert asked({"README.md": text, "docs/flow.png": "png"}).outcome == "present"


def test_design_papers_and_rules_for_agents_are_searched_corpora_and_other_peoples_posts_not() -> (
    None
):
    assert asked({"README.md": "# x\n", "docs/design.md": MERMAID}).outcome == "present"
    assert asked({"README.md": "# x\n", "AGENTS.md": SECTION}).outcome == "present"
    corpus = {f"data/corpus/{at}.md": MERMAID for at in range(3)}
    assert asked({"README.md": "# x\n", **corpus}).outcome == "absent"
    assert asked({"README.md": "# x\n", "docs/adr/template.md": MERMAID}).outcome == "absent"


def test_posts_count_for_a_blog_of_its_owner() -> None:
    head = "---\ntitle: How the index is built\ndate: 2025-01-01\n---\n"
    built = "\n\nI built the index in Python. We use a database. I measured each query of the API. "
    built += "A query meets the words of a page. " * 50
    posts = {f"_posts/2025-01-0{at}-index.md": head + MERMAID + built for at in range(1, 5)}
    assert asked({"_config.yml": "title: Notes\n", **posts}).outcome == "present"
    general = {path: head + MERMAID for path in posts}
    assert asked({"_config.yml": "title: Notes\n", **general}).outcome == "absent"


def test_the_readme_of_a_theme_describes_nothing_of_the_writers() -> None:
    theme = "# Lagoon\n\nLagoon is a minimalist theme for personal blogs.\n\n" + MERMAID
    post = "---\ntitle: x\ndate: 2025-01-01\n---\nA page on trees.\n"
    posts = {f"_posts/2025-01-0{at}-x.md": post for at in range(1, 5)}
    files = {"_config.yml": "title: Notes\n", **posts}
    assert asked({"README.md": theme, **files}).outcome == "absent"
    hidden = {"_generator_docs/notes.md": "# Notes\n\n" + MERMAID}
    assert asked({**hidden, **files}).outcome == "absent"
    own = theme.replace("a minimalist theme for personal blogs", "the blog of our lab")
    assert asked({"README.md": own, **files}).outcome == "present"


def test_a_repository_without_documents_is_absent() -> None:
    assert asked({"app.py": "x = 1\n"}).outcome == "absent"


def test_what_was_not_read_or_not_understood_is_unknown() -> None:
    assert asked({"README.md": TREE, "docs/design.md": None}).outcome == "unknown"
    assert asked({"README.md": TREE}, cut=("files",)).outcome == "unknown"
    spanish = "# Ayuda\n\n## Uso\n\n" + "El asistente busca la ley y responde a las preguntas. " * 9
    assert asked({"README.md": spanish}).outcome == "unknown"


def test_a_drawing_needs_no_english() -> None:
    spanish = "# Ayuda\n\n" + "El asistente busca la ley y responde a las preguntas. " * 9
    assert asked({"README.md": spanish + MERMAID}).outcome == "present"


def test_a_committed_drawing_counts_whatever_the_language() -> None:
    spanish = "# Ayuda\n\n" + "El asistente busca la ley y responde a las preguntas. " * 9
    drawn = {"README.md": spanish, "docs/diagramas/arquitectura.drawio": "<mxfile/>\n"}
    found = describes_architecture.run(snapshot(drawn))
    assert (found.outcome, found.places[0].file) == (
        "present",
        "docs/diagramas/arquitectura.drawio",
    )
