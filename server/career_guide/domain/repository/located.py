"""Lines of files as places, and why a search of files may have missed something."""

import re
from collections.abc import Iterable
from functools import lru_cache

from career_guide.domain.repository.lines import is_telling, place_at
from career_guide.models.repository.files import File
from career_guide.models.repository.finding import EvidenceKind, Place
from career_guide.models.repository.snapshot import Snapshot

UNSEEN = frozenset({"missing", "too_large", "over_cap"})
"""Why a file's text is not there although it may hold something."""
LONGEST_ROW = 2_000
MOST_ROWS = 50
_FENCE = re.compile(r"\s{0,12}(?:`{3,}|~{3,})")
_ANNOUNCING = re.compile(
    r"\s{0,3}#{1,6}\s|[\s-]{0,20}[\"']?[\w .-]{1,80}[\"']?\s{0,4}:\s{0,4}[\[{|>]?[+-]?\s{0,20}$"
)
"""Headings, and keys of YAML and JSON whose values stand below."""


@lru_cache(maxsize=16)
def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def rows(file: File) -> tuple[str, ...]:
    """The lines of a file; none where it was not read."""
    return _split(file.text) if file.text else ()


def row(file: File, line: int) -> str:
    """One raw line, counted from 1; "" where the file has none."""
    found = rows(file)
    return found[line - 1] if 0 < line <= len(found) else ""


def at(kind: EvidenceKind, file: File, line: int) -> Place:
    """A line as evidence; a file that is no text by its path alone."""
    return place_at(kind, file, line)


def whole(kind: EvidenceKind, file: File) -> Place:
    """A file as evidence by its path alone: what stands in it is not shown."""
    return Place(kind, file.path)


def head(kind: EvidenceKind, file: File) -> Place:
    """A file as evidence with its first line that tells something, remarks passed over."""
    lines = list(enumerate(rows(file)[:MOST_ROWS], 1))
    told = [entry for entry in lines if is_telling(file, entry[1])]
    for number, text in (*told[:1], *(entry for entry in lines if entry[1].strip())):
        return Place(kind, file.path, number, text)
    return whole(kind, file)


def body(kind: EvidenceKind, file: File) -> Place:
    """A file as evidence with its first line of matter: no heading and no key of what follows."""
    for number, text in enumerate(rows(file)[:MOST_ROWS], 1):
        if is_telling(file, text) and not _ANNOUNCING.match(text[:LONGEST_ROW]):
            return Place(kind, file.path, number, text)
    return head(kind, file)


def inside(kind: EvidenceKind, file: File, line: int) -> Place:
    """A line as evidence; for the mark that opens a code block the first telling line in it."""
    if not _FENCE.match(row(file, line)):
        return at(kind, file, line)
    for number, text in enumerate(rows(file)[line : line + MOST_ROWS], line + 1):
        if _FENCE.match(text):
            break
        if any(map(str.isalnum, text)):
            return Place(kind, file.path, number, text)
    return at(kind, file, line)


def gap(repo: Snapshot, relevant: Iterable[File]) -> str:
    """Why something may stand where nobody looked, "" where everything relevant was read."""
    if repo.is_truncated:
        return "The reading was cut short, so it may stand in a part that was not read."
    unseen = sum(file.unread in UNSEEN and not _is_heap(file) for file in relevant)
    if unseen:
        return f"{unseen} file{'s' if unseen > 1 else ''} that may tell could not be read."
    return ""


def _is_heap(file: File) -> bool:
    """Whether it is too large for a manifest, a workflow or settings."""
    return file.unread == "too_large" and file.kind in ("config", "ci")


def is_aside(path: str) -> bool:
    """Whether a path lies among examples, fixtures, themes, editors' containers or archives."""
    return any(part.lower() in ASIDE for part in path.split("/")[:-1])


ASIDE = frozenset(
    (
        "example", "examples", "sample", "samples", "fixtures", "testdata", "test", "tests",
        "__tests__", "themes", "theme", "archive", "archived", "_archive", "old", "legacy",
        "deprecated", ".devcontainer", "templates", "template", "cookiecutter", "vendor",
        "third_party", "node_modules", "e2e",
    )
)  # fmt: skip
