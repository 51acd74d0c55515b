"""Do commits of people say what changed?"""

from career_guide.domain.repository.commits import (
    MINUTE,
    is_meaningful,
    is_of_work,
    own,
    seconds_between,
    unseen,
)
from career_guide.domain.repository.kinds import is_writing
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Commit, Snapshot

ENOUGH = 12
"""From so many on, what could not be read of the history changes nothing."""
FEW = 4


def run(repo: Snapshot) -> Finding:
    """Present with the number of commits that change the work and say how, of all by people.

    What touches only the readme or pictures shows no step of the work; needs readable history.
    """
    if reason := unseen(repo):
        return Finding.unknown(reason)
    commits = own(repo)
    of_posts = is_writing(repo)
    said = tuple(commit for commit in commits if is_meaningful(commit, is_post=of_posts))
    telling = tuple(commit for commit in said if is_of_work(repo, commit))
    shown = tuple(
        Place("git", snippet=commit.subject, commits=(commit.id,)) for commit in telling[:3]
    )
    aside = _aside(repo, commits)
    about = len(said) - len(telling)
    only = f" {about} more {'tell' if about > 1 else 'tells'} of documents only." if about else ""
    why = f"{len(telling)} of {len(commits)} commits by people say what changed.{only}{aside}"
    if repo.history.state == "partial" and len(telling) < ENOUGH:
        return Finding.unknown(f"{why} Part of the history could not be read.", *shown)
    if not telling:
        return Finding.absent(
            f"None of {len(commits)} commits by people says what changed.{only}{aside}"
        )
    return Finding.present(why, *shown, count=len(telling), total=len(commits))


def _aside(repo: Snapshot, commits: tuple[Commit, ...]) -> str:
    """What to know about the rest: programs, merges, other projects; commits made in one go."""
    all_of_them = repo.history.commits
    bots = sum(commit.is_bot for commit in all_of_them)
    merges = sum(commit.parents > 1 and not commit.is_bot for commit in all_of_them)
    foreign = len(all_of_them) - bots - merges - len(commits)
    rest = ((bots, "by programs"), (merges, "merges"), (foreign, "of another project"))
    told = ", ".join(f"{count} {what}" for count, what in rest if count)
    said = f" Not counted of {len(all_of_them)}: {told}." if told else ""
    if len(commits) >= FEW and seconds_between(commits) < MINUTE:
        said += " All of them were recorded within one minute."
    return said
