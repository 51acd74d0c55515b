"""Was the work done on at least four days?"""

from career_guide.domain.repository.commits import days, own, unseen
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot

LEAST_DAYS = 4


def run(repo: Snapshot) -> Finding:
    """Counts days by author and by committer and takes the smaller, so that forged dates fail."""
    if reason := unseen(repo):
        return Finding.unknown(reason)
    commits = own(repo)
    found = days(commits)
    why = f"Commits by people were {found.said}."
    if found.fewest < LEAST_DAYS:
        return Finding.absent(why)
    ends = (commits[-1].id, commits[0].id)
    return Finding.present(why, Place("git", commits=ends), count=found.fewest)
