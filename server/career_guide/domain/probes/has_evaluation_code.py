"""Is there code that measures the quality of output?"""

from career_guide.domain.repository.evaluations import evaluations
from career_guide.domain.repository.looked import unseen_code
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present where code uses an evaluation library, computes a measure or lets a model judge over
    wanted results. Tests of units are none, nor is what a product measures while it answers."""
    found = evaluations(repo)
    if found:
        found = tuple(entry for entry in found if entry.is_apart) or found
        return Finding.present(
            f"{len(found)} files measure the quality of output.",
            *(entry.place for entry in found),
            confidence="high" if any(entry.measures for entry in found) else "medium",
            count=len(found),
        )
    if reason := unseen_code(repo):
        return Finding.unknown(f"No evaluation was seen. {reason}")
    return Finding.absent("No code was found that measures the quality of output.")
