"""Cases with the result that is wanted, on which an evaluation measures."""

from collections.abc import Iterator

from career_guide.domain.repository.case_files import Cases, asks, case_files, may_want
from career_guide.domain.repository.evaluations import code_that_evaluates
from career_guide.domain.repository.identifiers import listed
from career_guide.domain.repository.lines import place_at
from career_guide.domain.repository.measuring_words import phrases, says
from career_guide.models.repository.code import Code
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import Place
from career_guide.models.repository.snapshot import Snapshot

LEAST_IN_CODE = 5
"""Fewer pairs of keys may also stand in code that only reads cases."""
LONGEST_KEY = 40
MAKES_CASES = phrases("cases case questions dataset goldens golden samples examples")
LOADS = listed("load_dataset datasets.load_dataset")


def labelled_cases(repo: Snapshot) -> tuple[Cases, ...]:
    """Cases in data files and in the code of evaluations, the largest number first."""
    found = [*case_files(repo), *_in_code(repo)]
    return tuple(sorted(found, key=lambda cases: (-cases.count, cases.file.path)))


def loaded_cases(repo: Snapshot) -> tuple[Place, ...]:
    """Where an evaluation takes its cases from a public data set."""
    return tuple(
        place_at("source", file, call.line)
        for file, code in _evaluating(repo)
        for call in code.calls
        if call.name in LOADS
    )


def _evaluating(repo: Snapshot) -> Iterator[tuple[File, Code]]:
    for path in sorted(code_that_evaluates(repo)):
        file = repo.by_path[path]
        if file.code:
            yield file, file.code


def _in_code(repo: Snapshot) -> Iterator[Cases]:
    """Cases that stand in an evaluation's code: one question and one wanted result each."""
    for file, code in _evaluating(repo):
        asked, wanted = _keys(code)
        count = min(len(asked), len(wanted))
        if count >= LEAST_IN_CODE:
            yield Cases(file, count, place_at("source", file, wanted[0]))


def _keys(code: Code) -> tuple[list[int], list[int]]:
    """Lines where the most frequent key for a question stands, and those for a wanted result.

    Inside functions only those that make cases count: others read the keys.
    """
    asked: dict[str, list[int]] = {}
    wanted: dict[str, list[int]] = {}
    uses = [(one.text, one.line, one.inside) for one in code.strings if len(one.text) < LONGEST_KEY]
    uses += [(key, call.line, call.inside) for call in code.calls for key in call.keywords]
    for key, line, inside in uses:
        if inside and not says(inside, MAKES_CASES):
            continue
        if asks(key):
            asked.setdefault(key, []).append(line)
        elif may_want(key):
            wanted.setdefault(key, []).append(line)
    return max(asked.values(), key=len, default=[]), max(wanted.values(), key=len, default=[])
