"""Is there code that measures the quality of output?"""

from career_guide.domain.repository.evaluations import measuring
from career_guide.domain.repository.looked import unseen_code
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Counts files that use an evaluation library or compute a measure; unit tests are none."""
    found = measuring(repo)
    if found:
        why = f"{len(found)} files measure the quality of output."
        places = [entry.place for entry in found]
        named = any(entry.measures for entry in found)
        return Finding.present(
            why, *places, count=len(found), confidence="high" if named else "medium"
        )
    if reason := unseen_code(repo):
        return Finding.unknown(f"No evaluation code was seen, but {reason}")
    return Finding.absent("No code was found that measures the quality of output.")
