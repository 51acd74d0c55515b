"""Did a committed evaluation run end in an error?"""

import re

from career_guide.domain.repository.evaluations import RESULT_NAME, measuring
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

LOG = re.compile(r"\.(?:log|out|txt)$|(?:^|/)logs?/|run[_-]?log|console", re.IGNORECASE)
FAILURE = re.compile(
    r"^Traceback \(most recent call last\)|^\w{2,40}(?:Error|Exception)\b:|\bnot installed\b"
    r"|\bModuleNotFoundError\b|^npm ERR!|^panic: |\bUnhandledPromiseRejection\b",
)
EVALUATION = re.compile(r"eval|benchmark|ragas|metric|accuracy|score", re.IGNORECASE)
LINES = 5_000


def run(repo: Snapshot) -> Finding:
    """Logs, and outputs of notebooks that measure something."""
    places: list[Place] = []
    logs = 0
    for file in repo.files:
        is_log = file.kind in ("data", "eval", "docs", "asset", "generated") and LOG.search(
            file.path
        )
        if not is_log or file.text is None or file.language is not None:
            continue
        if not (RESULT_NAME.search(file.path) or EVALUATION.search(file.text[:4000])):
            continue
        logs += 1
        for number, line in enumerate(file.text.split("\n")[:LINES], start=1):
            if len(line) < 500 and FAILURE.search(line):
                places.append(Place("config", file.path, number, line))
                break
    for measured in measuring(repo):
        notebook = measured.file.notebook
        if notebook is None:
            continue
        logs += 1
        last = notebook.outputs[-1] if notebook.outputs else None
        if last is not None and last.is_error:
            where = measured.file.path
            places.append(Place("notebook_output", where, last.line, last.text.split("\n", 1)[0]))
    if places:
        return Finding.present(f"{len(places)} committed runs ended in an error.", *places)
    if not logs:
        return Finding.not_applicable("No log of an evaluation run is committed.")
    return Finding.absent(f"None of {logs} committed runs ended in an error.")
