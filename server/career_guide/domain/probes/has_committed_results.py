"""Are results of an evaluation run committed?"""

import re
from collections.abc import Iterator

from career_guide.domain.repository.evaluations import RESULT_NAME, measuring, result_files
from career_guide.domain.repository.looked import unseen_data
from career_guide.domain.repository.measuring_words import GOAL, METRIC_PROSE, is_metric
from career_guide.models.repository.files import File, Table
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

NUMBER = re.compile(r"^[~*`\s]*-?\d{1,6}(?:\.\d{1,6})?\s?(?:%|/\s?\d{1,6})?[*`\s]*$")
EXACT = re.compile(r"\d\.\d{2,}|\d{1,5}\s?/\s?\d{1,5}|\d{2}\.\d\s?%")
NOTEBOOK_LINE = re.compile(
    r"(?:[:=|\s'\"]|^)\s*\(?(?:0?\.\d{2,}|1\.0+|\d{1,3}\.\d{1,4}|\d{1,3}\s?%)"
)


def run(repo: Snapshot) -> Finding:
    """Result files, printed notebook outputs, and reports in a folder of runs; not the readme."""
    places = [*result_files(repo), *_notebooks(repo), *_reports(repo)]
    if places:
        return Finding.present(
            f"{len(places)} places hold results of runs.", *places, count=len(places)
        )
    if reason := unseen_data(repo):
        return Finding.unknown(f"No results were seen, but {reason}")
    return Finding.absent("No committed results of an evaluation run were found.")


def _notebooks(repo: Snapshot) -> Iterator[Place]:
    """Printed lines that name a measure and its figure, in notebooks that measure something."""
    sources = {entry.file.path for entry in measuring(repo)}
    for file in repo.files:
        if file.notebook is None or file.kind == "vendored":
            continue
        if file.path not in sources and not RESULT_NAME.search(file.path):
            continue
        for output in file.notebook.outputs:
            if output.is_error:
                continue
            for line in output.text.split("\n")[:400]:
                if len(line) < 400 and _names_measure(line) and NOTEBOOK_LINE.search(line):
                    yield Place("notebook_output", file.path, output.line, line)
                    break


def _names_measure(line: str) -> bool:
    if METRIC_PROSE.search(line):
        return True
    return any(is_metric(word) for word in re.findall(r"[A-Za-z][\w@-]{1,40}", line)[:40])


def _reports(repo: Snapshot) -> Iterator[Place]:
    """Tables of measures in reports: apart from the readme, with figures that a run gives."""
    for file in repo.files:
        if file.document is None or file is repo.readme or file.name.lower().startswith("readme"):
            continue
        if file.kind not in ("eval", "docs", "data") or not RESULT_NAME.search(file.path):
            continue
        if file.document.front_matter:  # a post tells results, it does not hold them
            continue
        yield from _tables(file)


def _tables(file: File) -> Iterator[Place]:
    for table in file.document.tables if file.document else ():
        figures = [cell for row in table.rows for cell in row if NUMBER.match(cell)]
        exact = sum(EXACT.search(cell) is not None for cell in figures)
        if len(figures) >= 2 and exact * 2 >= len(figures) and _is_of_measures(table):
            text = (file.text or "").split("\n")
            yield Place("prose", file.path, table.line, text[table.line - 1] if text else "")


def _is_of_measures(table: Table) -> bool:
    cells = [*table.header, *(row[0] for row in table.rows if row)]
    said = " ".join(cells)[:4000]
    if GOAL.search(" ".join(table.header)):
        return False
    return METRIC_PROSE.search(said) is not None or any(is_metric(cell) for cell in cells[:60])
