"""Did a committed evaluation run end in an error?"""

import re
from collections.abc import Iterator

from career_guide.domain.repository.evaluation_files import is_of_evaluation
from career_guide.domain.repository.evaluations import evaluations
from career_guide.domain.repository.lines import numbered, place_at
from career_guide.domain.repository.looked import unseen_records
from career_guide.domain.repository.measuring_words import MEASURE
from career_guide.domain.repository.run_results import LOGS, PRINTED, printed_result
from career_guide.models.repository.files import File, Notebook
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

FAILURE = re.compile(
    r"^\s{0,8}Traceback \(most recent call last\)|\b[A-Z]\w{2,40}(?:Error|Exception):"
    r"|^npm ERR!|^panic: |\bUnhandledPromiseRejection\b",
    re.IGNORECASE,
)
STANDING_IN = re.compile(
    r"\b(?:ragas|deepeval|trulens|promptfoo|scikit-learn|sklearn)\b[^\n]{0,40}\bnot installed\b"
    r"|\bindustry[ -](?:average|standard|baseline|benchmark)s?\b"
    r"|\b(?:using|returning|reporting|fall(?:ing)?[ -]?back to|default(?:ing)? to)\b[^\n]{0,20}"
    r"\b(?:mock(?:ed)?|placeholder|dummy|simulated|default|estimated|hard-?coded|fake)\s"
    r"(?:scores?|metrics?|results?|values?|evaluations?|numbers?)\b",
    re.IGNORECASE,
)
"""What says that figures which follow were not measured."""
EVALUATION = re.compile(r"\bevaluat(?:ing|ion|ed)\b|\bragas\b|\bdeepeval\b", re.IGNORECASE)
READ = 20_000
"""Characters of a log in which it says what it is of."""


def run(repo: Snapshot) -> Finding:
    """Asks logs, and notebooks that measure something: an error with no result beside or after, or
    figures that stand in for a measurement."""
    runs = [*_logs(repo), *_notebooks(repo)]
    if not runs:
        if reason := unseen_records(repo):
            return Finding.unknown(f"No output of a run was seen. {reason}")
        return Finding.not_applicable("No output of an evaluation run is committed.")
    failed = [place for place in runs if place]
    if failed:
        why = f"{len(failed)} of {len(runs)} committed runs ended in an error or did not measure."
        return Finding.present(why, *failed, total=len(runs))
    return Finding.absent(f"None of {len(runs)} committed runs ended in an error.")


def _logs(repo: Snapshot) -> Iterator[Place | None]:
    """Each log of an evaluation: where it failed, or None."""
    for file in repo.of_kind("data", "eval", "asset", "generated"):
        if file.text and file.name.lower().endswith(LOGS) and _is_of_evaluation(file):
            line = _failure(file)
            yield place_at("config", file, line) if line else None


def _is_of_evaluation(file: File) -> bool:
    said = (file.text or "")[:READ]
    return is_of_evaluation(file.path) or bool(EVALUATION.search(said))


def _failure(file: File) -> int:
    """The first line of the last failure, 0 where a result follows or nothing failed."""
    failed = 0
    for number, line in numbered(file.text or ""):
        if STANDING_IN.search(line):
            return number
        if FAILURE.search(line):
            failed = failed or number
        elif MEASURE.search(line) and PRINTED.search(line):
            failed = 0
    return failed


def _notebooks(repo: Snapshot) -> Iterator[Place | None]:
    for entry in evaluations(repo):
        notebook = entry.file.notebook
        if notebook and notebook.outputs:
            line = _error(notebook)
            yield place_at("notebook_output", entry.file, line) if line else None


def _error(notebook: Notebook) -> int:
    """The line of the last error, 0 where there is none or the notebook shows results."""
    errors = [output.line for output in notebook.outputs if output.is_error]
    shown = (output.text for output in notebook.outputs if not output.is_error)
    if not errors or any(printed_result(text) is not None for text in shown):
        return 0
    return errors[-1]
