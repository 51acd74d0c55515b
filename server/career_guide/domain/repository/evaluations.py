"""Where a repository evaluates output: code that measures, labelled cases, results."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.lines import place_at
from career_guide.domain.repository.measuring_words import (
    LIBRARIES,
    METRICS,
    STRICT_METRICS,
    is_metric,
    snake,
)
from career_guide.models.repository.code import Code
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

ASKED = frozenset({
    "question", "query", "prompt", "input", "user_input", "task", "user_query", "utterance", "text",
    "request", "instruction", "problem", "title", "case", "scenario", "email", "ticket",
})  # fmt: skip
EXPECTED = frozenset({
    "answer", "expected", "expected_answer", "expected_output", "expected_response", "ground_truth",
    "groundtruth", "ground_truths", "reference", "reference_answer", "gold", "golden", "label",
    "target", "ideal", "relevant", "relevant_ids", "relevant_docs", "expected_tools", "doc_id",
    "document_id", "source_id", "expected_keywords", "reference_contexts", "correct_answer",
    "expected_label", "expected_priority", "expected_category", "must_include", "criteria",
})  # fmt: skip
GOLD_NAME = re.compile(
    r"golden|gold[_-]|ground[_-]?truth|\beval|eval[_-]|evals?\b|test[_-]?(?:set|cases?|questions?"
    r"|queries|data)|benchmark|qa[_-]?(?:pairs|set|dataset)|labell?ed|q_?and_?a",
    re.IGNORECASE,
)
RESULT_NAME = re.compile(
    r"result|report|metric|score|eval|benchmark|\bruns?\b|output|summary|leaderboard|experiment",
    re.IGNORECASE,
)
JUDGES = re.compile(r"judge|evaluat|grad(?:e|er|ing)$|^score|^eval|scorer|metric", re.IGNORECASE)
LEAST_CASES = 3


@dataclass(frozen=True)
class Measured:
    """A place where code measures quality; `measures` are the names it computes, in snake case."""

    file: File
    place: Place
    measures: frozenset[str]


def measuring(repo: Snapshot) -> tuple[Measured, ...]:
    """Code that measures output quality, files of evaluations first, then in order of paths."""
    files = [file for file in repo.files if file.code and file.code.is_parsed]
    found = [
        measured
        for file in files
        if file.kind in ("eval", "source", "notebook", "test")
        and (measured := _measured(file)) is not None
    ]
    return tuple(sorted(found, key=lambda m: (m.file.kind != "eval", m.file.path)))


def _measured(file: File) -> Measured | None:
    code = file.code
    if code is None:
        return None
    used = _library(code)
    functions = [f for f in code.functions if not f.is_stub and not f.is_test]
    computing = [f for f in functions if is_metric(f.name.rsplit(".", 1)[-1], STRICT_METRICS)]
    names = frozenset(snake(name) for name in code.names) | {snake(f.name) for f in computing}
    measures = frozenset(name for name in names if is_metric(name))
    if used is not None and (file.kind != "test" or used.startswith(("deepeval", "ragas"))):
        line = next(i.line for i in code.imports if _is_library(i.module))
        return Measured(file, place_at(file, line), measures)
    if file.kind == "test":
        return None
    if computing and (file.kind in ("eval", "notebook") or _is_called(computing[0].name, code)):
        return Measured(file, place_at(file, computing[0].line), measures)
    if file.kind != "eval" or not functions:
        return None
    judging = [f for f in functions if JUDGES.search(f.name.rsplit(".", 1)[-1])]
    stored = [n for n in code.numbers if is_metric(n.key)]
    if judging and (measures or stored or _compares(code)):
        return Measured(file, place_at(file, judging[0].line), measures)
    if measures & STRICT_METRICS:
        return Measured(file, place_at(file, functions[0].line), measures)
    return None


def _library(code: Code) -> str | None:
    """An evaluation library that is imported and used."""
    for entry in code.imports:
        if not _is_library(entry.module):
            continue
        taken = set(entry.names) or {entry.module.split(".")[0]}
        roots = {call.name.split(".")[0] for call in code.calls}
        if taken & (roots | code.names):
            return entry.module
    return None


def _is_library(module: str) -> bool:
    return any(module == name or module.startswith((f"{name}.", f"{name}/")) for name in LIBRARIES)


def _is_called(name: str, code: Code) -> bool:
    last = name.rsplit(".", 1)[-1]
    return any(call.name.rsplit(".", 1)[-1] == last for call in code.calls)


def _compares(code: Code) -> bool:
    """Whether expected and given values meet: names of expectations are read."""
    return any(snake(name) in EXPECTED for name in code.names) or any(
        snake(entry.text) in EXPECTED for entry in code.strings
    )


def golden_sets(repo: Snapshot) -> tuple[tuple[File, int], ...]:
    """Labelled cases with how many each file holds, largest first."""
    found = [
        (file, file.dataset.records)
        for file in repo.files
        if file.dataset
        and file.dataset.records is not None
        and file.dataset.records >= LEAST_CASES
        and file.kind in ("data", "eval", "config", "test")
        and _is_golden(file)
    ]
    return tuple(sorted(found, key=lambda entry: (-entry[1], entry[0].path)))


def _is_golden(file: File) -> bool:
    fields = {snake(name) for name in file.dataset.fields} if file.dataset else set()
    asks, expects = bool(fields & ASKED), bool(fields & EXPECTED)
    scored = any(is_metric(name) for name in fields)
    if scored and not expects:
        return False
    named = GOLD_NAME.search(file.path) is not None
    if file.kind == "eval" or named:
        return asks or expects or (not fields and named)
    return asks and bool(fields & (EXPECTED - {"answer", "label", "title", "target", "criteria"}))


def result_files(repo: Snapshot) -> Iterator[Place]:
    """Data and reports that a run has written: measures with figures, outside the readme."""
    for file in repo.files:
        if file.kind not in ("data", "eval", "docs", "asset", "generated"):
            continue
        if file.dataset and (place := _dataset_result(file)) is not None:
            yield place


def _dataset_result(file: File) -> Place | None:
    if file.dataset is None or file.text is None:
        return None
    numeric = [name for name in file.dataset.numeric_fields if is_metric(name)]
    judged = [
        name
        for name in file.dataset.fields
        if snake(name) in VERDICTS and RESULT_NAME.search(file.path)
    ]
    named = numeric or judged
    if not named or not (RESULT_NAME.search(file.path) or file.kind == "eval"):
        return None
    wanted = named[0]
    for number, line in enumerate(file.text.split("\n")[:2000], start=1):
        if wanted in line:
            return Place("config", file.path, number, line)
    return Place("config", file.path, 1, file.text.split("\n", 1)[0])


VERDICTS = frozenset({
    "relevance", "verdict", "judgement", "judgment", "passed", "is_correct", "correct", "evaluation",
    "score", "rating", "grade", "evaluation_result", "relevance_explanation",
})  # fmt: skip
"""Fields that hold what a judge said of one case."""
ALL_METRICS = METRICS
