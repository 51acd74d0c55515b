"""Are results told on more cases than the committed data holds?"""

from career_guide.domain.repository.evaluations import golden_sets
from career_guide.domain.repository.told_results import told
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

SLACK = 1.1


def run(repo: Snapshot) -> Finding:
    """Compares the largest number of cases in prose with all labelled cases together."""
    stated = [result for result in told(repo) if result.cases is not None]
    if not stated:
        return Finding.not_applicable("No number of cases is stated.")
    sets = golden_sets(repo)
    if not sets:
        return Finding.not_applicable("No labelled cases are committed to compare with.")
    if repo.is_truncated:
        return Finding.unknown("A cap cut the reading short, so cases could not be counted.")
    held = sum(count for _, count in sets)
    most = max(stated, key=lambda result: result.cases or 0)
    cases = most.cases or 0
    if cases <= held * SLACK:
        return Finding.absent(f"{cases} cases are stated and {held} are there.")
    data = [
        Place("config", file.path, 1, (file.text or "").split("\n", 1)[0]) for file, _ in sets[:3]
    ]
    return Finding.present(
        f"{cases} cases are stated, but the labelled data holds {held}.", most.place, *data
    )
