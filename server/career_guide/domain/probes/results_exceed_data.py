"""Are results told on more cases than the committed data holds?"""

from career_guide.domain.repository.evaluations import evaluations
from career_guide.domain.repository.labelled_cases import labelled_cases, loaded_cases
from career_guide.domain.repository.looked import unseen_records
from career_guide.domain.repository.run_results import cases_of_runs, records_of_runs
from career_guide.domain.repository.told_results import told_results
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

SLACK_PERCENT = 110
"""Rounded numbers are no contradiction."""


def run(repo: Snapshot) -> Finding:
    """Compares the largest number of cases that prose names for a result with all labelled cases
    together, and with the cases that committed results list."""
    stated = [(told.cases, told) for told in told_results(repo) if told.cases is not None]
    if not stated or not evaluations(repo):
        return Finding.not_applicable("No number of cases is stated for an evaluation.")
    if loaded_cases(repo):
        return Finding.not_applicable("The evaluation takes its cases from elsewhere.")
    if reason := unseen_records(repo):
        return Finding.unknown(f"Cases could not be counted. {reason}")
    sets = labelled_cases(repo)
    held = max(sum(cases.count for cases in sets), records_of_runs(repo), cases_of_runs(repo))
    most, told = max(stated, key=lambda entry: entry[0])
    if most * 100 <= held * SLACK_PERCENT:
        return Finding.absent(f"{most} cases are stated and {held} are there.")
    return Finding.present(
        f"{most} cases are stated, and {held} labelled ones are there.",
        told.place,
        *(cases.place for cases in sets),
        count=most,
        total=held,
    )
