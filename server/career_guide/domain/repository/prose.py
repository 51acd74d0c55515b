"""Rows of a document outside its code blocks, each with the heading above it."""

from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.located import LONGEST_ROW, row, rows
from career_guide.models.repository.files import Document, File, Link, Section

LEAD_ROWS = 25
"""Rows with text that count as the beginning of a document."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of prose: its raw text, the titles above it, and the links that stand in it.

    `titles` are those below the document's own, the nearest last; `is_lead` is true at the
    beginning, before the second heading.
    """

    text: str
    line: int
    titles: tuple[str, ...]
    links: tuple[Link, ...]
    is_lead: bool


def prose_rows(file: File) -> Iterator[Row]:
    """Every row that is prose; code blocks, comments and rows that are very long are left out."""
    document = file.document
    if document is None:
        return
    hidden = _code_lines(file, document)
    sections = {section.line: section for section in document.sections if section.level}
    links: dict[int, list[Link]] = {}
    for link in document.links:
        links.setdefault(link.line, []).append(link)
    above: list[Section] = []
    headings, lead, in_comment = 0, 0, False
    for number, text in enumerate(rows(file), 1):
        if number in sections:
            above = [one for one in above if one.level < sections[number].level]
            above.append(sections[number])
            headings += 1
        if in_comment or "<!--" in text:
            in_comment = "-->" not in text.rpartition("<!--")[2]
            continue
        if number in hidden or not text.strip() or len(text) > LONGEST_ROW:
            continue
        lead += 1
        is_lead = headings < 2 and lead <= LEAD_ROWS
        titles = tuple(one.title for one in above if one.level > 1)
        yield Row(text, number, titles, tuple(links.get(number, ())), is_lead)


def _code_lines(file: File, document: Document) -> set[int]:
    found: set[int] = set()
    for fence in document.fences:
        count = fence.text.count("\n") + 1
        is_marked = row(file, fence.line).strip()[:3] in ("```", "~~~", "<pr")
        found.update(range(fence.line, fence.line + count + (2 if is_marked else 0)))
    return found
