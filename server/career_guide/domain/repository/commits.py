"""Which commits count as a person's own steps on this project."""

import re
from collections import Counter
from collections.abc import Iterable

from career_guide.domain.repository.kinds import is_writing, posts
from career_guide.models.repository.snapshot import Commit, Snapshot

EMPTY_WORDS = frozenset(
    {
        "a", "add", "added", "adding", "all", "and", "bug", "change", "changed", "changes",
        "checkpoint", "clean", "cleanup", "code", "commit", "create", "created", "delete",
        "deleted", "done", "edit", "edits", "file", "files", "final", "first", "fix", "fixed",
        "fixes", "for", "from", "in", "init", "initial", "last", "latest", "main", "master",
        "minor", "misc", "more", "my", "new", "of", "ok", "on", "push", "readme", "remove",
        "removed", "save", "stuff", "temp", "test", "testing", "the", "this", "to",
        "try", "typo", "up", "update", "updated", "updates", "upload", "uploaded", "version",
        "complete", "completed", "finished", "finish", "improve", "improved", "improvements",
        "slight", "small", "some", "various", "via", "wip", "work", "working",
    }
)  # fmt: skip
"""Words that alone tell nothing of what changed."""
WORD = re.compile(r"[^\W\d_]{2,}")
PREFIX = re.compile(r"^(?:\w{2,12}(?:\([^)]{0,60}\))?!?:|\[[^\]]{1,40}\])\s*")
FILE_NAME = re.compile(r"[\w.-]+\.[A-Za-z]{1,8}\b")
TRIVIAL = re.compile(
    r"^(?:update|create|delete|add|rename|edit|upload(?:ed)?|change)(?:d|s)? "
    r"(?:files?(?: via upload)?|readme(?:\.\w+)?|[\w./ -]{1,80}\.\w{1,8}(?: to [\w./ -]{1,80})?)$"
    r"|^(?:create|delete) [\w.-]{1,60}(?: directory| folder)?$"
    r"|^merge (?:pull request|branch|remote|commit)\b|^created using colab|^initial commit\b",
    re.IGNORECASE,
)
"""Messages that a web page or tool fills in."""
ABOUT = re.compile(
    r"\.(?:md|mdx|markdown|rst|adoc|txt|png|jpe?g|gif|svg|webp|drawio|pdf)$"
    r"|(?:^|/)(?:licen[cs]e|\.gitignore|\.gitattributes)$",
    re.IGNORECASE,
)
"""Files about a project, which are not the work itself."""
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,}")
"""Scripts that put no space between words; two signs of them are about one word."""
DOING = re.compile(
    r"^(?:add|allow|apply|avoid|bump|cache|catch|check|clean ?up|convert|disable|drop|enable|ensure"
    r"|expose|extract|fix|handle|hide|implement|integrate|introduce|log|make|migrate|move|parse"
    r"|pass"
    r"|pin|prevent|refactor|relocate|remove|rename|replace|retry|return|revert|rewrite|set ?up|show"
    r"|simplify|skip|speed up|split|support|switch|test|tweak|use|validate|wrap)"
    r"(?:s|d|ed|es|ing|ped|ping|ted|ting)?\b",
    re.IGNORECASE,
)
"""Messages that begin with what was done; one more word then tells to what."""
BEGINNING = re.compile(r"^(?:\W|\w{2,12}:\s)?(?:initial|init|first)\b|^init$", re.IGNORECASE)
MINUTE = 60
DAY = 86_400
BIRTH_OF_GIT = 1_112_832_000
"""7 April 2005; an earlier time of a commit is made up."""
LATEST = 2_208_988_800
"""The year 2040; a later one too. No clock is read, so that a commit's score never changes."""
FEWEST_STRANGERS = 3
"""So many people before a new beginning, of whom none goes on, made a starter kit."""


def unseen(repo: Snapshot) -> str | None:
    """Why the history does not tell how the work went; None where it does, at least in part."""
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
    return None


def own(repo: Snapshot) -> tuple[Commit, ...]:
    """Commits of people on this project, without merges, newest first.

    Left out is what another project brought along: steps before a new beginning that nobody of
    those people survived, and steps on files that are all gone, by people who touched no other.
    """
    commits = tuple(
        commit for commit in repo.history.commits if not commit.is_bot and commit.parents <= 1
    )
    commits = commits[: _beginning(commits)]
    paths = repo.by_path
    staying = {
        commit.author
        for commit in commits
        if not commit.paths or any(path in paths for path in commit.paths)
    }
    return tuple(commit for commit in commits if commit.author in staying)


def _beginning(commits: tuple[Commit, ...]) -> int:
    """How many of the newest commits are later than somebody else's project."""
    before = Counter(commit.author for commit in commits)
    since: set[int] = set()
    for at, commit in enumerate(commits, start=1):
        since.add(commit.author)
        before[commit.author] -= 1
        if before[commit.author] == 0:
            del before[commit.author]
        is_new = len(before) >= FEWEST_STRANGERS and since.isdisjoint(before)
        if is_new and BEGINNING.search(commit.subject.strip()):
            return at
    return len(commits)


def is_meaningful(commit: Commit, *, is_post: bool = False) -> bool:
    """Whether its message says what changed: by its subject, or by a body that does.

    For a post its topic is enough (`is_post`).
    """
    subject = PREFIX.sub("", commit.subject.strip())
    if TRIVIAL.match(commit.subject.strip()) or TRIVIAL.match(subject):
        return len(_telling(commit.body)) >= 2
    least = 1 if is_post or DOING.match(subject) else 2
    said = _telling(DOING.sub("", subject))
    return len(said) >= least or len(_telling(commit.body)) >= 3


def is_of_work(repo: Snapshot, commit: Commit) -> bool:
    """Whether it changed the work itself: on a site of posts a post, elsewhere more than documents.

    A commit whose paths are not known may have.
    """
    if not commit.paths:
        return True
    if is_writing(repo):
        folders = {file.folder for file in posts(repo)}
        return any(path.rpartition("/")[0] in folders for path in commit.paths)
    return not all(map(ABOUT.search, commit.paths))


def days(commits: Iterable[Commit]) -> tuple[int, int]:
    """On how many days they were made, by their authors and by their committers.

    Times before git or from the year 2040 on count for no day.
    """
    kept = [c for c in commits if _is_real(c.authored) and _is_real(c.committed)]
    return len({c.authored // DAY for c in kept}), len({c.committed // DAY for c in kept})


def seconds_between(commits: Iterable[Commit]) -> int:
    """Seconds from the first to the last time that a committer recorded."""
    times = [commit.committed for commit in commits]
    return max(times, default=0) - min(times, default=0)


def _is_real(seconds: int) -> bool:
    return BIRTH_OF_GIT <= seconds < LATEST


def _telling(text: str) -> set[str]:
    text = FILE_NAME.sub(" ", text)
    found = {word.lower() for word in WORD.findall(UNSPACED.sub(" ", text))} - EMPTY_WORDS
    for run in UNSPACED.findall(text):
        found.update(run[at : at + 2] for at in range(0, len(run) - 1, 2))
    return found
