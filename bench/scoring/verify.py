"""Opens every piece of evidence of a result with the real git and compares its text.

It knows nothing of the scorer's own reader: what is cited must be in the commit, at that line.
"""

import os
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

SNIPPET_LIMIT = 200
WITHHELD = "(line withheld: it may hold a secret)"
QUIET = {
    "PATH": os.defpath,
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}


class Commit:
    """The files of one commit, as git gives them: `cat-file` runs nothing of a repository."""

    def __init__(self, clone: Path, commit: str) -> None:
        self.clone = clone
        self.commit = commit
        self._lines: dict[str, list[str] | None] = {}

    def line(self, path: str, number: int) -> str | None:
        """One line of a file, counted from 1; None where there is no such line."""
        if path not in self._lines:
            self._lines[path] = self._read(path)
        lines = self._lines[path]
        return lines[number - 1] if lines and 0 < number <= len(lines) else None

    def has(self, path: str) -> bool:
        """Whether the commit holds this file, whether or not its content was fetched."""
        return bool(self._git("ls-tree", "-z", "--name-only", self.commit, "--", path))

    def subject(self, commit: str) -> str | None:
        """The first line of a commit's message; None where there is no such commit."""
        found = self._git("cat-file", "commit", commit)
        message = None if found is None else found.partition(b"\n\n")[2].decode("utf-8", "replace")
        return None if message is None else message.strip().partition("\n")[0]

    def has_tag(self, name: str) -> bool:
        """Whether the repository has a tag of this name."""
        return self._git("rev-parse", "--verify", "--quiet", f"refs/tags/{name}") is not None

    def _read(self, path: str) -> list[str] | None:
        found = self._git("cat-file", "blob", f"{self.commit}:{path}")
        if found is None:
            return None
        marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
        encoding = next((name for mark, name in marks.items() if found.startswith(mark)), "utf-8")
        text = found.decode(encoding, "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def _git(self, *arguments: str) -> bytes | None:
        command = ("git", "-c", "safe.directory=*", "-C", str(self.clone), *arguments)
        done = subprocess.run(command, capture_output=True, env=QUIET, check=False)
        return done.stdout if done.returncode == 0 else None


def faults(project: Mapping[str, Any], files: Commit) -> Iterator[str]:
    """What is wrong with the evidence of a scored project, one sentence a piece."""
    for row in (*project["criteria"], *project["features"]):
        for seen in row["evidence"]:
            if problem := fault(seen, files):
                yield f"{row['id']}: {seen['file']}:{seen['line']}: {problem}"


def fault(seen: Mapping[str, Any], files: Commit) -> str:
    """What is wrong with one piece of evidence, "" for nothing."""
    snippet = seen["snippet"]
    if len(snippet) > SNIPPET_LIMIT or not snippet.isprintable():
        return "the snippet is too long or holds signs that are not shown"
    if seen["kind"] == "git":
        return _fault_of_history(snippet, seen["commit_ids"], files)
    if not seen["file"] or not files.has(seen["file"]):
        return "there is no such file"
    if seen["line"] is None:
        return "a snippet without a line" if snippet else ""
    line = files.line(seen["file"], seen["line"])
    if line is None:
        return "there is no such line"
    return "" if _stands(snippet, line) else f"the line reads {line.strip()[:120]!r}"


def _fault_of_history(snippet: str, commits: Sequence[str], files: Commit) -> str:
    """Commits with their subject, several without any, or tags by their names."""
    if not commits:
        tags = snippet.removesuffix("…").split(", ")
        return "" if all(map(files.has_tag, tags)) else "there is no such tag"
    subjects = [files.subject(commit) for commit in commits]
    if None in subjects:
        return "there is no such commit"
    is_told = not snippet or any(subject and _stands(snippet, subject) for subject in subjects)
    return "" if is_told else "no such commit says this"


def _stands(snippet: str, line: str) -> bool:
    """Whether a snippet is this line, cleaned and cut, or is withheld; none says nothing."""
    whole = _plain(line)
    start = _plain(snippet.removesuffix("…"))
    return snippet == WITHHELD or (bool(start) and whole.startswith(start))


def _plain(text: str) -> str:
    kept = (
        " " if sign in "\t\v\f" else "" if unicodedata.category(sign).startswith("C") else sign
        for sign in text
    )  # fmt: skip
    return " ".join("".join(kept).split())
