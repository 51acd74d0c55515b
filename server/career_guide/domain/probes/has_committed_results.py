"""Are results of an evaluation run committed?"""

from career_guide.domain.repository.looked import unseen_records
from career_guide.domain.repository.run_results import run_results
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present with data, logs, reports and notebook outputs that a run wrote; what a person tells
    of a run in prose is another question."""
    found = run_results(repo)
    if found:
        return Finding.present(
            f"{len(found)} places hold results of runs.", *found, count=len(found)
        )
    if reason := unseen_records(repo):
        return Finding.unknown(f"No results were seen. {reason}")
    return Finding.absent("No results of an evaluation run were found.")
