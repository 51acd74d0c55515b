"""Is what retrieval finds measured apart from the answers?"""

from career_guide.domain.repository.evaluations import measuring
from career_guide.domain.repository.looked import unseen_code
from career_guide.domain.repository.measuring_words import RETRIEVAL_METRICS, is_metric
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present where evaluation code computes a measure of retrieval."""
    found = [
        entry.place
        for entry in measuring(repo)
        if any(is_metric(name, RETRIEVAL_METRICS) for name in entry.measures)
    ]
    if found:
        return Finding.present(
            f"{len(found)} files compute a measure of retrieval.", *found, count=len(found)
        )
    if reason := unseen_code(repo):
        return Finding.unknown(f"No measure of retrieval was seen, but {reason}")
    return Finding.absent("No code was found that measures retrieval.")
