"""Do commits of people say what changed?"""

from career_guide.domain.repository.commits import is_meaningful, own
from career_guide.models.repository.finding import Finding, Place
from career_guide.models.repository.snapshot import Snapshot


def run(repo: Snapshot) -> Finding:
    """Present with the number of commits that say so; needs readable history."""
    state = repo.history.state
    if state in ("none", "unreadable"):
        return Finding.unknown("There is no history to read.")
    commits = own(repo)
    telling = tuple(commit for commit in commits if is_meaningful(commit))
    if state == "shallow":
        return Finding.unknown(
            f"The history is shallow: {len(repo.history.commits)} commits are here, earlier ones "
            "are not. Fetch the rest (git fetch --unshallow) and ask again."
        )
    if not telling:
        return Finding.absent(f"None of {len(commits)} commits says what changed.")
    shown = tuple(
        Place("git", snippet=commit.subject, commits=(commit.id,)) for commit in telling[:3]
    )
    why = f"{len(telling)} of {len(commits)} commits by people say what changed."
    return Finding.present(why, *shown, count=len(telling), total=len(commits))
