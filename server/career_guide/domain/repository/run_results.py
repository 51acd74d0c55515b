"""What runs of an evaluation have left: data, logs, printed outputs and written reports."""

import json
import re
from collections.abc import Iterable, Iterator

from career_guide.domain.repository.case_files import PRODUCED
from career_guide.domain.repository.evaluation_files import (
    is_of_evaluation,
    is_of_run,
    names_results,
)
from career_guide.domain.repository.evaluations import code_that_evaluates, evaluations
from career_guide.domain.repository.identifiers import listed, tail
from career_guide.domain.repository.lines import first_naming, numbered, place_at
from career_guide.domain.repository.measuring_words import (
    AIM,
    FIGURE,
    LOOSE,
    MEASURE,
    OF_OUTPUT,
    VERDICT,
    is_measure,
    joined,
)
from career_guide.models.repository.files import Dataset, File, Output, Table
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

VERDICTS = listed(
    "relevance verdict judgement judgment passed pass is_correct correct evaluation score "
    "rating grade evaluation_result judge_score hit"
)
"""Fields that hold what was said of one case."""
LOGS = (".txt", ".log", ".out")
DATED = re.compile(r"(?:^|/)[^/]{0,40}20\d\d-?[01]\d-?[0-3]\d")
PRINTED = re.compile(r"(?<![\w.])(?:[01]?\.\d{1,20}|\d{1,3}\.\d{1,4}|\d{1,3}\s?%)(?!\w)")
"""A figure as programs print it."""
COUNT = re.compile(r"\s\d{1,6}$")
BARE = re.compile(r"[\s(\[]{0,4}[01]?\.\d{3,20}(?:[\s,]{1,4}[01]?\.\d{3,20}){0,20}[)\]]?")
CELL = re.compile(r"[~*`+−-]{0,4}\d{1,6}(?:\.\d{1,6})?\s?(?:%|/\s?\d{1,6})?[*`]{0,4}")
LEAST_FIGURES = 2
NEAR = 3
"""Lines below the head of a printed table in which its figures stand."""
_NUMBER = re.compile(
    r"[\"'](?:n|num|number|total|count)(?:_of)?_?(?:quer(?:y|ies)|questions|cases|samples|examples"
    r"|items|pairs|tests|records)?[\"']\s{0,4}:\s{0,4}(\d{1,7})\b"
    r"|[\"'](?:quer(?:y|ies)|questions|cases|samples|examples)_?(?:count|total)"
    r"[\"']\s{0,4}:\s{0,4}(\d{1,7})\b",
    re.IGNORECASE,
)
"""How many cases a run says that it had."""
MOST_CHARACTERS = 4_000
WORD = re.compile(r"[A-Za-z][\w@-]{1,40}")


def run_results(repo: Snapshot) -> tuple[Place, ...]:
    """Where results of runs stand, those in data first."""
    data = tuple(_in_data(repo))
    folders = {place.file.rpartition("/")[0] for place in data if place.file}
    return (*data, *_in_notebooks(repo), *_in_logs(repo), *_in_reports(repo, folders))


def printed_result(text: str) -> int | None:
    """The first line, counted from 0, in which a program prints a measure with its figure."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if len(line) > 400:
            continue
        is_named = bool(MEASURE.search(line)) or any(map(is_measure, WORD.findall(line)[:40]))
        if is_named and PRINTED.search(line):
            return at
        if is_named and any(PRINTED.search(below) for below in lines[at + 1 : at + 1 + NEAR]):
            return at
        if VERDICT.search(line) and (COUNT.search(line) or PRINTED.search(line)):
            return at
    return None


def _in_data(repo: Snapshot) -> Iterator[Place]:
    for file in repo.of_kind("data", "eval"):
        if file.dataset and (names := _told_fields(file, file.dataset)):
            yield place_at("config", file, _line_with_figure(file, names))


def records_of_runs(repo: Snapshot) -> int:
    """How many cases the largest file of results lists."""
    return max(
        (
            file.dataset.records or 0
            for file in repo.of_kind("data", "eval")
            if file.dataset and _told_fields(file, file.dataset)
        ),
        default=0,
    )


def cases_of_runs(repo: Snapshot) -> int:
    """The largest number of cases that a file of results says its run had."""
    return max(
        (
            int(hit[1] or hit[2])
            for file in repo.of_kind("data", "eval", "config")
            if file.name.lower().endswith(".json") and _holds_figures(file)
            for hit in _NUMBER.finditer((file.text or "")[:MOST_CHARACTERS])
        ),
        default=0,
    )


def _holds_figures(file: File) -> bool:
    """Whether a file beside an evaluation begins with measures and their figures."""
    if not (is_of_run(file.path) or is_of_evaluation(file.path)):
        return False
    said = (file.text or "")[:MOST_CHARACTERS]
    return bool(PRINTED.search(said)) and any(
        is_measure(word, LOOSE) for word in WORD.findall(said)
    )


def _told_fields(file: File, dataset: Dataset) -> list[str]:
    """Fields that hold measures of a run, or what a judge said of each case."""
    if not is_of_run(file.path) or (dataset.format == "yaml" and not names_results(file.name)):
        return []
    fields = {joined(tail(name)) for name in dataset.fields}
    is_sure = is_of_evaluation(file.path) or bool(fields & PRODUCED)
    among = LOOSE if is_sure else OF_OUTPUT
    numeric = [name for name in dataset.numeric_fields if is_measure(name, among)]
    if numeric:
        return numeric
    verdicts = [name for name in dataset.fields if joined(tail(name)) in VERDICTS]
    if verdicts and is_sure and (dataset.records or 0) > 1:
        return verdicts
    texts = [name for name in dataset.fields if is_measure(name, among)]
    return texts if texts and _has_figure(file, texts) else []


def _has_figure(file: File, names: list[str]) -> bool:
    last = [tail(name) for name in names]
    return any(
        FIGURE.search(line) and any(name in line for name in last)
        for _, line in numbered(file.text or "")
    )


def _line_with_figure(file: File, names: list[str]) -> int:
    last = [tail(name) for name in names]
    for number, line in numbered(file.text or ""):
        if any(f'"{name}"' in line for name in last) and PRINTED.search(line):
            return number
    return first_naming(file, last)


def _in_notebooks(repo: Snapshot) -> Iterator[Place]:
    """Figures that notebooks print which measure something."""
    for entry in evaluations(repo):
        if entry.file.notebook is None:
            continue
        lines = (entry.file.text or "").split("\n")
        for output in entry.file.notebook.outputs:
            if output.is_error:
                continue
            at = printed_result(output.text)
            if at is None and BARE.fullmatch(output.text.strip()[:400]):
                at = 0
            if at is not None:
                line = _line_of_output(lines, output, output.text.split("\n")[at])
                yield Place("notebook_output", entry.file.path, line, lines[line - 1])


def _line_of_output(lines: list[str], output: Output, text: str) -> int:
    """The line of the file that holds a line of an output, as it is written in JSON."""
    written = json.dumps(text.strip(), ensure_ascii=False)[1:-1][:80]
    end = min(len(lines), output.line + output.text.count("\n") + 1)
    return next(
        (number for number in range(output.line, end + 1) if written in lines[number - 1]),
        output.line,
    )


def _in_logs(repo: Snapshot) -> Iterator[Place]:
    for file in repo.of_kind("data", "eval"):
        if not file.name.lower().endswith(LOGS) or not is_of_run(file.path):
            continue
        for number, line in numbered(file.text or ""):
            if MEASURE.search(line) and PRINTED.search(line) and not AIM.search(line):
                yield place_at("config", file, number)
                break


def _in_reports(repo: Snapshot, folders: set[str]) -> Iterator[Place]:
    """Tables of measures in reports that a run wrote: code names the file, its folder holds other
    results or the date of a run. What a person wrote tells results and is none."""
    written = _written_names(repo)
    for file in repo.of_kind("eval", "docs", "data"):
        if file.document is None or file.name.lower().startswith("readme"):
            continue
        is_written = file.name in written or _is_beside(file.folder, folders)
        if is_written or (is_of_run(file.path) and DATED.search(file.path)):
            for table in file.document.tables:
                if holds_measures(table):
                    yield place_at("prose", file, table.line)


def _written_names(repo: Snapshot) -> frozenset[str]:
    evaluating = code_that_evaluates(repo)
    return frozenset(
        entry.text.rpartition("/")[2]
        for path in sorted(evaluating)
        if (code := repo.by_path[path].code)
        for entry in code.strings
        if entry.text.endswith((".md", ".html"))
    )


def _is_beside(folder: str, folders: Iterable[str]) -> bool:
    return bool(folder) and any(
        other == folder or other.startswith(f"{folder}/") for other in folders
    )


def holds_measures(table: Table) -> bool:
    """Whether a table shows measures with their figures, not aims."""
    heads = [*table.header, *(row[0] for row in table.rows if row)]
    if any(AIM.search(cell) for cell in table.header):
        return False
    if not any(MEASURE.search(cell) or is_measure(cell) for cell in heads[:60]):
        return False
    figures = [cell for row in table.rows for cell in row if CELL.fullmatch(cell.strip())]
    return len(figures) >= LEAST_FIGURES
