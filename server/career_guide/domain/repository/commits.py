"""Which commits count as a person's own steps on this project."""

import re

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
MINUTE = 60
DAY = 86_400


def own(repo: Snapshot) -> tuple[Commit, ...]:
    """Commits of people, without merges, newest first.

    Steps that changed only files which are gone today (a starter kit's, another project's) are
    left out where the changed paths are known.
    """
    paths = repo.by_path
    return tuple(
        commit
        for commit in repo.history.commits
        if not commit.is_bot
        and commit.parents <= 1
        and (not commit.paths or any(path in paths for path in commit.paths))
    )


def is_meaningful(commit: Commit) -> bool:
    """Whether its message says what changed: two words that tell something, or a body that does."""
    if TRIVIAL.match(commit.subject.strip()):
        return bool(_telling(commit.body))
    return len(_telling(commit.subject)) >= 2 or len(_telling(commit.body)) >= 3


def days(commits: tuple[Commit, ...]) -> int:
    """On how many days they were made: the smaller count of author and committer days."""
    authored = {commit.authored // DAY for commit in commits}
    committed = {commit.committed // DAY for commit in commits}
    return min(len(authored), len(committed))


def _telling(text: str) -> set[str]:
    text = FILE_NAME.sub(" ", PREFIX.sub("", text))
    return {word.lower() for word in WORD.findall(text)} - EMPTY_WORDS
