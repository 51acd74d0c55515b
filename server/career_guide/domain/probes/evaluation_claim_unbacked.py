"""Do documents tell of an evaluation that no file shows?"""

from career_guide.domain.repository.evaluations import evaluations
from career_guide.domain.repository.labelled_cases import labelled_cases
from career_guide.domain.repository.looked import unseen_code, unseen_records
from career_guide.domain.repository.run_results import run_results
from career_guide.domain.repository.told_evaluations import told_evaluations
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present where prose tells of one, and neither its code nor cases nor results are there."""
    told = told_evaluations(repo)
    if not told:
        return Finding.not_applicable("No document tells of an evaluation as done.")
    if evaluations(repo) or labelled_cases(repo) or run_results(repo):
        return Finding.absent("Files show the evaluation that documents tell of.")
    if reason := unseen_code(repo) or unseen_records(repo):
        return Finding.unknown(f"The evaluation that documents tell of was not seen. {reason}")
    why = f"{len(told)} sentences tell of an evaluation; its code, cases and results are not there."
    return Finding.present(why, *told, confidence="medium", count=len(told))
