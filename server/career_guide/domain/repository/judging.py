"""Signs that code for an evaluation measures or judges what a system gave back."""

import re
from collections.abc import Iterator

from career_guide.domain.repository.case_files import PRODUCED, compares, wants
from career_guide.domain.repository.evaluation_files import is_of_evaluation
from career_guide.domain.repository.identifiers import listed, tail, words
from career_guide.domain.repository.measuring_words import (
    MEASURE,
    is_measure,
    joined,
    phrases,
    says,
)
from career_guide.models.repository.code import Code
from career_guide.models.repository.files import File

JUDGING = phrases(
    "judge judges judged evaluate evaluates evaluation evaluator eval evals grade grader score "
    "scorer scoring compare"
)
SUBJECT = phrases("eval evals evaluate evaluation evaluations judge judges judged ground_truth")
"""Names that only code about an evaluation uses."""
STARTING = listed("run compute calculate calc get do main llm")
"""Words before one of those in the name of a function."""
PROMPT = re.compile(
    r"\b(?:evaluat\w{0,5}|judg\w{0,4}|grad(?:e|er|ing)|rate|score)\b[^\n]{0,100}"
    r"\b(?:answers?|responses?|outputs?|rag|relevan\w{0,3}|faithful\w{0,4}|correct\w{0,4})\b",
    re.IGNORECASE,
)
"""What a model is told that judges."""
FILLED = re.compile(rf"{MEASURE.pattern}[^.\n]{{0,25}}\{{\}}", re.IGNORECASE)
"""A measure with a value that is filled in."""
NAMED = re.compile(r"[A-Za-z][\w@-]{0,30}(?: [\w@-]{1,20}){0,2}")
"""A name or the head of a column, not a sentence."""
GIVEN = PRODUCED - {"response"}
"""Keys of a given answer; every client speaks of responses."""
LEAST_STATEMENTS = 5


def judged_at(file: File, code: Code) -> int:
    """The line where a file beside the product gives out a measure or judges; 0 without one.

    One sign is not enough: what is measured must also meet a wanted result or a judge.
    """
    if code.statements < LEAST_STATEMENTS:
        return 0
    if file.kind == "test":
        return _in_tests(file, code)
    judge = next((f.line for f in code.functions if _judges(f.name) and not f.is_stub), 0)
    prompt = next((text.line for text in code.strings if PROMPT.search(text.text)), 0)
    printed, stored = next(_printed(code), 0), next(_stored(code), 0)
    meets, is_compared = _meets(code), _is_compared(code)
    is_sure = (
        (bool(printed or stored) and bool(is_compared or judge or prompt))
        or (bool(prompt) and (is_compared or bool(judge) or _speaks_of_evaluation(code)))
        or (file.kind == "eval" and bool(judge) and is_compared)
        or bool(meets)
    )
    return (printed or judge or prompt or stored or meets) if is_sure else 0


def _in_tests(file: File, code: Code) -> int:
    """Tests of an evaluation compute a measure over wanted results, others assert single ones."""
    if is_of_evaluation(file.path) and any(map(is_measure, code.names)) and _is_compared(code):
        return next((function.line for function in code.functions), 0)
    return 0


def _judges(name: str) -> bool:
    first, *others = words(tail(name)) or ("",)
    return (first,) in JUDGING or (first in STARTING and says("_".join(others), JUDGING))


def _speaks_of_evaluation(code: Code) -> bool:
    return any(says(name, SUBJECT) for name in code.names)


def _is_compared(code: Code) -> bool:
    return any(map(compares, code.names)) or any(compares(text.text) for text in code.strings)


def _meets(code: Code) -> int:
    """The line where a given answer is read in code that reads the wanted one too; 0 for none."""
    if not any(map(wants, code.names)) and not any(wants(text.text) for text in code.strings):
        return 0
    return next(
        (text.line for text in code.strings if joined(text.text) in PRODUCED - {"response"}), 0
    )


def _printed(code: Code) -> Iterator[int]:
    """Lines that print a computed measure under its name."""
    for call in code.calls:
        if any(FILLED.search(text) for text in call.strings):
            yield call.line


def _stored(code: Code) -> Iterator[int]:
    """Lines in which a computed measure is stored or returned under its name."""
    literal = {(number.key, number.line) for number in code.numbers}
    for call in code.calls:
        if any(is_measure(key) and (key, call.line) not in literal for key in call.keywords):
            yield call.line
    for entry in code.strings:
        is_named = NAMED.fullmatch(entry.text) and is_measure(entry.text)
        if is_named and (entry.text, entry.line) not in literal:
            yield entry.line
