"""Do commits of people say what changed?"""

from career_guide.domain.repository.commits import is_meaningful, left_out, own, unseen
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present with the number of commits that say so; needs readable history."""
    if reason := unseen(repo):
        return Finding.unknown(reason)
    commits = own(repo)
    telling = tuple(commit for commit in commits if is_meaningful(commit))
    if not telling:
        return Finding.absent(
            f"None of {len(commits)} commits by people says what changed.{left_out(repo)}"
        )
    shown = tuple(
        Place("git", snippet=commit.subject, commits=(commit.id,)) for commit in telling[:3]
    )
    why = f"{len(telling)} of {len(commits)} commits by people say what changed.{left_out(repo)}"
    return Finding.present(why, *shown, count=len(telling), total=len(commits))
