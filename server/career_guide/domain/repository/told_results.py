"""Results told in prose: a measure, its figure, and how or on how many cases it was measured."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.lines import place_at
from career_guide.domain.repository.measuring_words import (
    CASES,
    FIGURE,
    GOAL,
    METHOD,
    METRIC_PROSE,
    is_metric,
)
from career_guide.models.repository.files import File, Section, Table
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*(?:[-*|+]|\d+\.)\s)")
LONGEST = 600
PLANNED = re.compile(
    r"roadmap|to ?-?do|future|planned|next steps?|coming soon|goals?|targets?|objectives?|requirements?"
    r"|success (?:criteria|metrics)|kpi",
    re.IGNORECASE,
)
ROWS = 2


@dataclass(frozen=True)
class Told:
    """One result in prose; `cases` is the number of cases it names."""

    place: Place
    cases: int | None


def told(repo: Snapshot) -> tuple[Told, ...]:
    """Results told in English prose, the readme first."""
    files = [f for f in repo.files if f.document and f.kind in ("docs", "eval")]
    files.sort(key=lambda file: (file is not repo.readme, file.path))
    found: list[Told] = []
    for file in files:
        if file.document is None or not file.document.is_english:
            continue
        planned = _Planned()
        for section in file.document.sections:
            if not planned.covers(section):
                found += _sentences(file, section)
        found += _tables(file)
    return tuple(found)


class _Planned:
    """Follows headings: what stands below one that speaks of plans is planned."""

    def __init__(self) -> None:
        self._level = 0

    def covers(self, section: Section) -> bool:
        if not self._level or section.level <= self._level:
            self._level = section.level if PLANNED.search(section.title) else 0
        return bool(self._level)


def _sentences(file: File, section: Section) -> Iterator[Told]:
    at = 0
    cases_near = _cases(section.title)
    for piece in SENTENCE.split(section.text):
        start = section.text.find(piece, at)
        at = max(at, start + len(piece))
        cases = _cases(piece)
        cases_near = cases or cases_near
        if len(piece) > LONGEST or GOAL.search(piece):
            continue
        if not (METRIC_PROSE.search(piece) and FIGURE.search(piece)):
            continue
        if cases is None and not METHOD.search(f"{section.title} {piece}"):
            continue
        line = section.text_line + section.text.count("\n", 0, max(start, 0))
        yield Told(place_at(file, line, "prose"), cases or cases_near)


def _tables(file: File) -> Iterator[Told]:
    for table in file.document.tables if file.document else ():
        if _has_results(table):
            around = " ".join((*table.header, *(cell for row in table.rows for cell in row)))
            yield Told(place_at(file, table.line, "prose"), _cases(around[:4000]))


def _has_results(table: Table) -> bool:
    said = " ".join((*table.header, *(row[0] for row in table.rows if row)))[:4000]
    if GOAL.search(said[:600]):
        return False
    cells = [*table.header, *(row[0] for row in table.rows if row)]
    if not METRIC_PROSE.search(said) and not any(is_metric(cell) for cell in cells[:60]):
        return False
    figures = [cell for row in table.rows for cell in row if FIGURE.search(cell)]
    return len(figures) >= ROWS and len(table.rows) >= ROWS


def _cases(text: str) -> int | None:
    numbers = [int(found[1].replace(",", "")) for found in CASES.finditer(text[:4000])]
    return max(numbers, default=None)
