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
    authored, committed = days(commits)
    count = min(authored, committed)
    needed = f"; {LEAST_DAYS} are needed" if count < LEAST_DAYS else ""
    why = f"Commits by people were made on {count} day{'s' if count != 1 else ''}{needed}."
    if authored != committed:
        why += f" Their authors' dates name {authored}, their committers' dates {committed}."
    if count >= LEAST_DAYS:
        return Finding.present(
            why, Place("git", commits=(commits[-1].id, commits[0].id)), count=count
        )
    if repo.history.state == "partial":
        return Finding.unknown(why + " Part of the history could not be read.")
    return Finding.absent(why)
