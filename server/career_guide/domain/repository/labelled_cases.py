"""Cases with the result that is wanted, on which an evaluation measures."""

from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.domain.repository.evaluation_files import is_among_results, is_for_cases
from career_guide.domain.repository.evaluations import code_that_evaluates, expects
from career_guide.domain.repository.lines import first_naming, place_at
from career_guide.domain.repository.measuring_words import LOOSE, is_measure, joined, phrases, says
from career_guide.models.repository.code import Code
from career_guide.models.repository.files import Dataset, File
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

LEAST = 3
LEAST_IN_CODE = 5
"""Fewer pairs of keys may also stand in code that only reads cases."""
ASKED = frozenset(
    (
        "question", "questions", "query", "queries", "prompt", "input", "inputs", "user_input",
        "task", "user_query", "utterance", "text", "request", "instruction", "problem", "title",
        "scenario", "email", "ticket", "issue", "message", "messages", "turns", "claim", "topic",
    )
)  # fmt: skip
QUESTIONS = frozenset(
    (
        "question", "questions", "query", "queries", "prompt", "input", "inputs", "user_input",
        "task", "user_query", "utterance", "instruction", "claim",
    )
)  # fmt: skip
"""Those that by themselves say that somebody asks."""
ANSWERED = frozenset(("answer", "answers", "label", "labels", "reference", "target", "criteria"))
"""Names of a wanted result that any corpus or training set uses too."""
PRODUCED = frozenset(
    (
        "answer_llm", "llm_answer", "response", "generated_answer", "model_answer", "prediction",
        "predicted", "actual", "actual_output", "model_output", "output_llm", "rag_answer",
        "system_answer", "generated", "bot_response", "retrieved_contexts", "hypothesis",
    )
)  # fmt: skip
"""Names of what a system gave back: with them a file holds results, not cases."""
MAKES_CASES = phrases("cases case questions dataset goldens golden samples examples")
LOADS = frozenset({"load_dataset", "datasets.load_dataset", "client.create_dataset"})


@dataclass(frozen=True)
class Cases:
    """Cases in one file and how many there are; `count` is 0 where they could not be counted."""

    file: File
    count: int
    place: Place


def labelled_cases(repo: Snapshot) -> tuple[Cases, ...]:
    """Cases in data files and in the code of evaluations, the largest number first."""
    evaluating = code_that_evaluates(repo)
    found = [*_in_files(repo), *_in_code(repo, evaluating)]
    return tuple(sorted(found, key=lambda cases: (-cases.count, cases.file.path)))


def loads_cases(repo: Snapshot) -> bool:
    """Whether an evaluation takes its cases from elsewhere."""
    evaluating = code_that_evaluates(repo)
    return any(
        call.name in LOADS
        for file in repo.files
        if file.code and file.path in evaluating
        for call in file.code.calls
    )


def _in_files(repo: Snapshot) -> Iterator[Cases]:
    for file in repo.of_kind("data", "eval"):
        if file.dataset is None or not _holds_cases(file.path, file.kind == "eval", file.dataset):
            continue
        names = [name for name in file.dataset.fields if _is_asked(name) or _is_wanted(name)]
        line = first_naming(file, [name.rpartition(".")[2] for name in names])
        yield Cases(file, file.dataset.records or 0, place_at("config", file, line))


def _holds_cases(path: str, is_eval: bool, dataset: Dataset) -> bool:
    if dataset.records is None or dataset.records < LEAST:
        return False
    fields = {joined(name.rpartition(".")[2]) for name in dataset.fields}
    asks, wants = bool(fields & ASKED), any(map(_is_wanted, dataset.fields))
    if is_among_results(path) or fields & PRODUCED:
        return False
    if not wants and any(is_measure(field, LOOSE) for field in fields):
        return False
    if is_eval or is_for_cases(path):
        is_answered = asks and bool(fields & ANSWERED)
        return wants or is_answered or bool(fields & QUESTIONS) or not fields
    return asks and wants


def _is_asked(field: str) -> bool:
    return joined(field.rpartition(".")[2]) in ASKED


def _is_wanted(field: str) -> bool:
    plain = joined(field.rpartition(".")[2])
    return expects(plain) and plain not in ANSWERED


def _in_code(repo: Snapshot, evaluating: frozenset[str]) -> Iterator[Cases]:
    """Cases that stand in an evaluation's code: one question and one wanted result each."""
    for file in repo.files:
        if file.code is None or file.path not in evaluating:
            continue
        asked, wanted = _keys(file.code)
        count = min(len(asked), len(wanted))
        if count >= LEAST_IN_CODE:
            yield Cases(file, count, place_at("source", file, wanted[0]))


def _keys(code: Code) -> tuple[list[int], list[int]]:
    """Lines where the most frequent key for a question stands, and those for a wanted result.

    Inside functions only those that make cases count: others read the keys.
    """
    asked: dict[str, list[int]] = {}
    wanted: dict[str, list[int]] = {}
    uses = [(one.text, one.line, one.inside) for one in code.strings if len(one.text) < 40]
    uses += [(key, call.line, call.inside) for call in code.calls for key in call.keywords]
    for key, line, inside in uses:
        if inside and not says(inside, MAKES_CASES):
            continue
        if joined(key) in ASKED:
            asked.setdefault(key, []).append(line)
        elif expects(key) or joined(key) in ANSWERED:
            wanted.setdefault(key, []).append(line)
    return max(asked.values(), key=len, default=[]), max(wanted.values(), key=len, default=[])
