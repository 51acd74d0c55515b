"""Traps for all that reads prose: hostile texts, orders of files, documents on other things."""

import pytest

from career_guide.domain.probes import describes_architecture, gives_reasons
from career_guide.domain.probes.registry import PROBES
from histories import commit, history
from repositories import snapshot

HOSTILE = {
    "brackets": "[" * 60_000,
    "emphasis": "**" * 60_000,
    "quotes": "> " * 60_000,
    "items": "- a\n" * 60_000,
    "headings": "# x\n" * 60_000,
    "arrows": "a → " * 60_000,
    "causes": "so the cause is because, " * 5_000,
    "trees": "```\n" + "├── a/b.py\n" * 20_000,
    "paths": "`src/" + "a/" * 30_000 + "b.py`",
    "one word": "a" * 900_000,
    "controls": "a\x00b\u202e\x1b[31m" * 2_000,
    "nothing": "",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("path", ["README.md", "_posts/2025-01-01-x.md", "docs/adr/0001-x.md"])
def test_every_question_is_answered_on_hostile_text(path: str, text: str) -> None:
    head = "---\ntitle: x\ndate: 2025-01-01\n---\n" if path.startswith("_posts") else ""
    repo = snapshot({path: head + text, "app.py": "import openai\n"})
    answers = [probe.run(repo).outcome for probe in PROBES]
    assert "error" not in answers


def test_the_order_of_files_changes_no_answer() -> None:
    files = {
        "README.md": "# Lease helper\n\nTenants wait for hours. See `src/a.py`, `src/b.py`.\n",
        "docs/design.md": "# Design\n\nThe index was chosen over Qdrant because it is one file.\n",
        "docs/adr/0001-x.md": "# X\n\n## Context\n\nA.\n\n## Decision\n\nB.\n",
        "src/app.py": "import openai\n\nopenai.chat('x')\n",
        "data/rows.csv": "a,b\n" + "1,2\n" * 30,
    }
    steps = history([commit("Parse leases", day=at) for at in range(5)])
    one = snapshot(files, history=steps)
    other = snapshot(dict(reversed(files.items())), history=steps)
    assert [probe.run(one) for probe in PROBES] == [probe.run(other) for probe in PROBES]


def test_reports_on_another_thing_and_the_looks_of_pages_are_no_architecture() -> None:
    looks = (
        "# Design system\n\n## Design tokens\n\nThe primary colour is blue. The card uses a shadow "
        "and the button uses the accent. The page sends nobody away, and the layout returns to one "
        "column on small screens. The panel calls attention by its border.\n"
    )
    repo = snapshot({"README.md": "# x\n", "docs/design_system.md": looks})
    assert describes_architecture.run(repo).outcome == "absent"


def test_a_misspelt_readme_is_read() -> None:
    text = "# x\n\n## Architecture\n\nQuery → Search → Answer\n"
    assert describes_architecture.run(snapshot({"REAMDE.md": text})).outcome == "present"


def test_notes_in_an_archive_and_prompts_are_no_documents_of_the_project() -> None:
    text = "# Rules\n\nThe agent never guesses, because a wrong answer costs a client.\n"
    repo = snapshot({"README.md": "# x\n", "prompts/system.md": text, "archive/notes.md": text})
    assert gives_reasons.run(repo).outcome == "absent"


def test_what_is_not_english_is_left_open_where_the_rest_says_nothing() -> None:
    vietnamese = "# Trợ lý\n\n" + "Hệ thống trả lời câu hỏi của người dân về các luật. " * 9
    repo = snapshot({"README.md": vietnamese})
    assert gives_reasons.run(repo).outcome == "unknown"
