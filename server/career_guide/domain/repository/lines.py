"""Places at lines of files, with the raw line as it stands there."""

from career_guide.models.repository.files import File
from career_guide.models.repository.finding import EvidenceKind, Place

KIND_OF: dict[str, EvidenceKind] = {
    "docs": "prose",
    "config": "config",
    "ci": "config",
    "data": "config",
}


def place_at(file: File, line: int, kind: EvidenceKind | None = None) -> Place:
    """The place of a line of a file; the kind follows from the file's unless given."""
    return Place(kind or _kind(file), file.path, line, line_of(file, line))


def line_of(file: File, line: int) -> str:
    """The raw text of a line, "" where it is not there."""
    if file.text is None or line < 1:
        return ""
    lines = file.text.split("\n", line)
    return lines[line - 1] if len(lines) >= line else ""


def _kind(file: File) -> EvidenceKind:
    if file.document is not None and file.code is None:
        return "prose"
    return KIND_OF.get(file.kind, "source")
