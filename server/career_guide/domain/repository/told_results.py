"""Results told in prose: a measure, its figure, and how or on how many cases it was measured."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.authorship import read_posts
from career_guide.domain.repository.kinds import posts
from career_guide.domain.repository.lines import place_at
from career_guide.domain.repository.measuring_words import (
    AIM,
    CASES,
    COUNTED,
    FIGURE,
    MEASURE,
    METHOD,
    PLANS,
    SAMPLE,
)
from career_guide.domain.repository.run_results import holds_measures
from career_guide.models.repository.files import Document, File, Section, Table
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

PIECE = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s{0,12}(?:[-*+|]|\d{1,3}\.)\s)")
LONGEST = 600
COMPARED = 3
"""Columns from which a table compares: what is measured, and two things that are."""
TRIAL = re.compile(r"evaluation|experiment|ablation|benchmark", re.IGNORECASE)
"""Headings below which a comparison is a trial."""
OWN_TRIAL = re.compile(
    r"\b(?:I|we|my|our)\b[^.\n]{0,60}\b(?:ran|tested|measured|compared|benchmarked|evaluated"
    r"|experiments?|benchmarks?|tests|evaluations?|research project|trials?|put (?:them|it))\b",
    re.IGNORECASE,
)
"""The author's own trial, not somebody else's figures."""
OF_POSTS = re.compile(
    r"\b(?:scores?|average|latency|tokens?(?: per|/)\s?s\w{0,6}|throughput|seconds|ms|memory|cost"
    r"|words|faster|slower|accuracy|precision|recall)\b",
    re.IGNORECASE,
)
MEASURED = re.compile(r"(?<![\w.])-?\d{1,6}\.\d{1,4}(?![\w.]?\d)|\d\s?(?:%|ms|x)(?!\w)")
LEAST_IN_POST = 4


@dataclass(frozen=True)
class Told:
    """One result in prose; `cases` is the number of cases that it or its heading names."""

    place: Place
    cases: int | None


def told_results(repo: Snapshot) -> tuple[Told, ...]:
    """Results told in English prose, the readme first; in posts only those of own trials.

    Posts that somebody else has signed are left out.
    """
    written = {file.path for file in posts(repo)}
    others = {post.file.path for post in read_posts(repo) if not post.is_owners}
    files = [
        file
        for file in repo.files
        if file.document and _tells(file, written) and file.path not in others
    ]
    files.sort(key=lambda file: (file is not repo.readme, file.path))
    found: dict[tuple[str | None, int | None], Told] = {}
    for file in files:
        for told in (_in_post if file.path in written else _in_document)(file):
            found.setdefault((told.place.file, told.place.line), told)
    return tuple(found.values())


def _tells(file: File, written: set[str]) -> bool:
    return file.kind in ("docs", "eval") or file.path in written


def _in_document(file: File) -> Iterator[Told]:
    document = file.document
    if document is None or not document.is_english:
        return
    sections = meant(document)
    for section in sections:
        yield from _in_section(file, section)
    lines = {section.line for section in sections}
    for table in document.tables:
        around = _around(document, table)
        if around is None or around.line in lines:
            yield from _in_table(file, around, table)


def meant(document: Document) -> list[Section]:
    """What is told as it is: sections that do not stand below a heading over plans and aims."""
    found: list[Section] = []
    planned_from = 0
    for section in document.sections:
        if planned_from and section.level > planned_from:
            continue
        planned_from = section.level if PLANS.search(section.title) else 0
        if not planned_from:
            found.append(section)
    return found


def _around(document: Document, table: Table) -> Section | None:
    above = [section for section in document.sections if section.line <= table.line]
    return above[-1] if above else None


def _in_section(file: File, section: Section) -> Iterator[Told]:
    near = _cases(section.title)
    at = 0
    for piece in PIECE.split(section.text):
        start = max(section.text.find(piece, at), at)
        at = start + len(piece)
        cases = _cases(piece)
        near = cases or near
        if len(piece) > LONGEST or piece.startswith("|") or AIM.search(piece):
            continue
        if not (MEASURE.search(piece) and FIGURE.search(piece)):
            continue
        if near is None and not METHOD.search(f"{section.title}: {piece}"):
            continue
        line = section.text_line + section.text.count("\n", 0, start)
        yield Told(place_at("prose", file, line), near)


def _in_table(file: File, section: Section | None, table: Table) -> Iterator[Told]:
    """A table of which the section around it says how or in what trial it was measured."""
    if not holds_measures(table):
        return
    said = f"{section.title}. {section.text}" if section else ""
    said += " ".join((*table.header, *(cell for row in table.rows for cell in row)))[:4000]
    cases = max(filter(None, (_cases(said), _column(table))), default=None)
    is_trial = section is not None and bool(TRIAL.search(section.title))
    if cases or METHOD.search(said) or (is_trial and len(table.header) >= COMPARED):
        yield Told(place_at("prose", file, table.line), cases)


def _in_post(file: File) -> Iterator[Told]:
    """Several figures of a trial that the author made."""
    document = file.document
    if document is None or not document.is_english:
        return
    sections = document.sections
    if not any(OWN_TRIAL.search(section.text) for section in sections):
        return
    yield from _in_document(file)
    found = [
        Told(place_at("prose", file, section.text_line + number), None)
        for section in sections
        for number, line in enumerate(section.text.split("\n"))
        if OF_POSTS.search(line) and MEASURED.search(line)
    ]
    tables = [table for table in document.tables if _compares_figures(table)]
    found += [Told(place_at("prose", file, table.line), None) for table in tables]
    if tables or len(found) >= LEAST_IN_POST:
        yield from found


def _compares_figures(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row[1:]]
    return len(table.rows) > 1 and sum(bool(MEASURED.search(cell)) for cell in cells) >= (
        LEAST_IN_POST
    )


def _cases(text: str) -> int | None:
    text = text[:10_000]
    found = (*CASES.finditer(text), *SAMPLE.finditer(text))
    return max((int(hit[1].replace(",", "")) for hit in found), default=None)


def _column(table: Table) -> int | None:
    """The largest number in a column of numbers of cases."""
    counted = [at for at, name in enumerate(table.header) if COUNTED.fullmatch(name.strip(" *_"))]
    cells = (row[at].strip(" *_").replace(",", "") for row in table.rows for at in counted[:1]
             if at < len(row))  # fmt: skip
    return max((int(cell) for cell in cells if cell.isdecimal() and len(cell) < 7), default=None)
