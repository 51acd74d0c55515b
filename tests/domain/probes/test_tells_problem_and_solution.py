import pytest

from career_guide.domain.probes import tells_problem_and_solution
from career_guide.models.repository.finding import Finding
from repositories import snapshot

TOLD = """# Notes on the lease parser

## What went wrong

The first parser crashed on scanned leases of more than forty pages. The root cause was the image
cache.

We split the pages into batches, and the fix was to drop each image after its text was read.
"""
LISTED = """# Design

## Iterations

- V1 was skipping the search for well-known laws.
  > Attempted fix: the prompt now asks for a source in every answer.
- The router miscategorized price questions as complaints, so the prompt now draws the line.
"""


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return tells_problem_and_solution.run(snapshot(files, **other))


@pytest.mark.parametrize(("text", "count", "lines"), [(TOLD, 1, [5, 8]), (LISTED, 2, [5, 6, 7])])
def test_problems_are_counted_with_the_lines_of_both(
    text: str, count: int, lines: list[int]
) -> None:
    found = asked({"docs/notes.md": text})
    assert (found.outcome, found.count) == ("present", count)
    assert [place.line for place in found.places] == lines


def test_a_post_on_a_build_may_tell_in_general_terms_what_its_system_meets() -> None:
    head = "---\ntitle: x\ndate: 2025-01-01\n---\n"
    told = (
        "Orders are lost in race conditions at the counter.\n\n"
        "To eliminate lost orders, our server writes each order to a log first.\n\n"
        "We built an API and a queue in Python. We use a database, and our code is small. "
    )
    post = head + told + "The kitchen sees a ticket. " * 60
    blog = {"_config.yml": "title: Notes\n", "_posts/2025-01-01-orders.md": post}
    found = asked(blog)
    assert (found.outcome, found.count) == ("present", 1)
    assert asked({"docs/notes.md": "# Notes\n\n" + told}).outcome == "absent"


def test_posts_of_the_owner_tell_too_other_peoples_do_not() -> None:
    head = "---\ntitle: x\ndate: 2025-01-01\nauthor: Tom Quill\n---\n"
    built = (
        "\n\nI wrote a parser in Python. I tried an API and a database. My code runs on a server. "
    )
    blog = {"_posts/2025-01-01-x.md": head + TOLD + built + "It reads a page. " * 80}
    assert asked({"_config.yml": "author: Tom Quill\n", **blog}).outcome == "present"
    assert asked({"_config.yml": "author: Ada Berg\n", **blog}).outcome == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "## The problem\n\nTriage by hand is slow.\n\n## The solution\n\n"
        "An agent that labels issues.\n",
        "## Troubleshooting\n\nIf the server crashed, the fix is to set the key and restart it.\n",
        "The first parser crashed on scanned leases.\n",
        "## Roadmap\n\n- The parser crashed on scans; we then split the pages.\n",
    ],
    ids=["a pitch", "advice to readers", "a problem alone", "a plan"],
)
def test_what_is_no_story_of_this_project_is_absent(text: str) -> None:
    assert asked({"README.md": f"# Lease helper\n\n{text}"}).outcome == "absent"


def test_what_was_not_read_or_not_understood_is_unknown() -> None:
    assert asked({"README.md": "# x\n", "docs/notes.md": None}).outcome == "unknown"
    assert asked({"README.md": "# x\n"}, cut=("files",)).outcome == "unknown"
    spanish = "# Notas\n\n" + "El servidor falló con los documentos largos de la oficina. " * 9
    assert asked({"README.md": spanish}).outcome == "unknown"
