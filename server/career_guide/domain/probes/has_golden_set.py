"""Are there labelled cases to measure on?"""

from career_guide.domain.repository.evaluations import golden_sets
from career_guide.domain.repository.looked import unseen_data
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present with the number of cases of the largest set."""
    sets = golden_sets(repo)
    if sets:
        largest = sets[0][1]
        why = f"{len(sets)} files hold labelled cases; the largest has {largest}."
        places = [
            Place("config", file.path, 1, (file.text or "").split("\n", 1)[0]) for file, _ in sets
        ]
        return Finding.present(why, *places, count=largest)
    if reason := unseen_data(repo):
        return Finding.unknown(f"No labelled cases were seen, but {reason}")
    return Finding.absent("No file of labelled cases was found.")
