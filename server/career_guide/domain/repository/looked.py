"""Why something that was not seen may still be there: what could not be looked at."""

from collections.abc import Iterable

from career_guide.domain.repository.evaluation_files import is_for_cases, is_of_run
from career_guide.models.repository.files import File, FileKind
from career_guide.models.repository.snapshot import Snapshot

MOST_PERCENT = 30
"""Share of code that was not read or parsed from which absence is no longer known."""
CODE: tuple[FileKind, ...] = ("source", "eval", "notebook")
UNSEEN = ("missing", "too_large", "over_cap")


def unseen_code(repo: Snapshot) -> str:
    """Why code may have been missed, as a sentence; "" when all of it was looked at."""
    if repo.is_truncated:
        return "The reading was cut short by a cap."
    files = [
        file for file in repo.of_kind(*CODE)
        if (file.language or file.kind == "notebook") and not file.path.endswith(".d.ts")
    ]  # fmt: skip
    unread = [file for file in files if file.unread in UNSEEN]
    if len(unread) * 100 > MOST_PERCENT * len(files):
        return f"{len(unread)} of {len(files)} files with code could not be read."
    unparsed = [file for file in files if file.code is None or not file.code.is_parsed]
    if _size(unparsed) * 100 > MOST_PERCENT * _size(files):
        return f"{len(unparsed)} of {len(files)} files with code could not be parsed."
    return ""


def unseen_records(repo: Snapshot) -> str:
    """Why labelled cases or results may have been missed, as a sentence; "" for no reason."""
    if repo.is_truncated:
        return "The reading was cut short by a cap."
    unread = [file for file in repo.files if file.unread in UNSEEN and _may_hold_records(file)]
    return f"{len(unread)} files that may hold them could not be read." if unread else ""


def _may_hold_records(file: File) -> bool:
    if file.kind in ("eval", "notebook"):
        return True
    return file.kind == "data" and (is_of_run(file.path) or is_for_cases(file.path))


def _size(files: Iterable[File]) -> int:
    return sum(file.size for file in files)
