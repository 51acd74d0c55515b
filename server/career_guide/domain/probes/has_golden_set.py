"""Are there labelled cases to measure on?"""

from career_guide.domain.repository.labelled_cases import labelled_cases, loaded_cases
from career_guide.domain.repository.looked import unseen_records
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present with the number of cases of the largest set, in data or in an evaluation's code."""
    found = labelled_cases(repo)
    if found:
        largest = found[0].count
        return Finding.present(
            f"{len(found)} files hold labelled cases; the largest has {largest}.",
            *(cases.place for cases in found),
            count=largest,
        )
    if places := loaded_cases(repo):
        why = "The evaluation takes its cases from a public data set."
        return Finding.present(why, *places, confidence="medium", count=1)
    if reason := unseen_records(repo):
        return Finding.unknown(f"No labelled cases were seen. {reason}")
    return Finding.absent("No labelled cases were found.")
