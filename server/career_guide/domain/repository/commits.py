"""Which commits count as a person's own steps on this project."""

import re
from dataclasses import dataclass

from career_guide.models.repository.snapshot import Commit, Snapshot

EMPTY_WORDS = frozenset(
    {
        "a", "add", "added", "adding", "all", "and", "bug", "change", "changed", "changes",
        "checkpoint", "clean", "cleanup", "code", "commit", "create", "created", "delete",
        "deleted", "done", "edit", "edits", "file", "files", "final", "first", "fix", "fixed",
        "fixes", "for", "from", "in", "init", "initial", "last", "latest", "main", "master",
        "minor", "misc", "more", "my", "new", "of", "ok", "on", "push", "readme", "remove",
        "removed", "save", "some", "stuff", "temp", "test", "testing", "the", "this", "to",
        "try", "typo", "up", "update", "updated", "updates", "upload", "uploaded", "version",
        "via", "wip", "work", "working",
    }
)  # fmt: skip
"""Words that alone tell nothing of what changed."""
WORD = re.compile(r"[^\W\d_]{2,}")
PREFIX = re.compile(r"^(?:\w{2,12}(?:\([^)]{0,60}\))?!?:|\[[^\]]{1,40}\])\s*")
FILE_NAME = re.compile(r"[\w.-]+\.[A-Za-z]{1,8}\b")
TRIVIAL = re.compile(
    r"^(?:update|create|delete|add|rename|edit|upload(?:ed)?|change)(?:d|s)? "
    r"(?:files?(?: via upload)?|readme(?:\.\w+)?|[\w./ -]{1,80}\.\w{1,8}(?: to [\w./ -]{1,80})?)$",
    re.IGNORECASE,
)
DAY = 86_400
EARLIEST, LATEST = 1_112_832_000, 2_051_222_400
"""The days of git's first commit, April 2005, and of January 2035: times outside are made up. No
clock is read, so that the same commit gives the same answer on every day."""


def unseen(repo: Snapshot) -> str | None:
    """Why the history does not tell how the work went; None where it does."""
    history = repo.history
    if history.state in ("none", "unreadable"):
        return "There is no history to read."
    if history.is_of_pages:
        return "HEAD is a branch of built pages; name a branch that holds the work."
    if history.state == "shallow":
        return (
            f"The history is shallow: {len(history.commits)} commits are here, earlier ones are "
            "not. Fetch the rest (git fetch --unshallow) and ask again."
        )
    if history.state == "partial" and len(history.commits) < repo.caps.commits:
        return f"Only {len(history.commits)} commits could be read; others are missing."
    return None


def own(repo: Snapshot) -> tuple[Commit, ...]:
    """Commits of people, without merges, newest first.

    Steps that changed only files which are gone today (a starter kit's, another project's) are
    left out where the changed paths are known.
    """
    return tuple(commit for commit in repo.history.commits if _reason(commit, repo) is None)


def left_out(repo: Snapshot) -> str:
    """A sentence on the commits that are not counted; "" where all are."""
    commits = repo.history.commits
    reasons = [reason for commit in commits if (reason := _reason(commit, repo)) is not None]
    told = [f"{reasons.count(reason)} {reason}" for reason in REASONS if reason in reasons]
    if not told:
        return ""
    return f" Not counted: {len(reasons)} of {len(commits)} commits ({', '.join(told)})."


BOTS, MERGES, GONE = "by bots", "merges", "on files that are gone"
REASONS = (BOTS, MERGES, GONE)


def _reason(commit: Commit, repo: Snapshot) -> str | None:
    """Why a commit is no step of a person on what is there; None where it is one."""
    if commit.is_bot:
        return BOTS
    if commit.parents > 1:
        return MERGES
    is_gone = commit.paths and not any(path in repo.by_path for path in commit.paths)
    return GONE if is_gone else None


def is_meaningful(commit: Commit) -> bool:
    """Whether its message says what changed: two words that tell something, or a body that does."""
    if TRIVIAL.match(commit.subject.strip()):
        return bool(_telling(commit.body))
    return len(_telling(commit.subject)) >= 2 or len(_telling(commit.body)) >= 3


@dataclass(frozen=True)
class Days:
    """On how many days commits were authored, and on how many they were committed."""

    authored: int
    committed: int

    @property
    def fewest(self) -> int:
        """The smaller number: dates that were set afterwards differ in the other one."""
        return min(self.authored, self.committed)

    @property
    def said(self) -> str:
        """Both numbers in words, or the one that they share."""
        noun = "day" if self.authored == 1 else "days"
        if self.authored == self.committed:
            return f"made on {self.authored} {noun}"
        return f"dated on {self.authored} {noun} by their authors and committed on {self.committed}"


def days(commits: tuple[Commit, ...]) -> Days:
    """The days of these commits; times that are made up count for none."""
    authored = {commit.authored // DAY for commit in commits if _is_real(commit.authored)}
    committed = {commit.committed // DAY for commit in commits if _is_real(commit.committed)}
    return Days(len(authored), len(committed))


def _is_real(time: int) -> bool:
    return EARLIEST <= time < LATEST


def _telling(text: str) -> set[str]:
    text = FILE_NAME.sub(" ", PREFIX.sub("", text))
    return {word.lower() for word in WORD.findall(text)} - EMPTY_WORDS
