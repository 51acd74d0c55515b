"""Repositories in memory, from texts by path."""

from collections.abc import Mapping

from career_guide.evidence.assemble import RawFile, assemble
from career_guide.models.repository.snapshot import History, Snapshot


def snapshot(
    files: Mapping[str, str | None],
    *,
    name: str = "project",
    history: History | None = None,
    cut: tuple[str, ...] = (),
) -> Snapshot:
    """A snapshot of these texts; None stands for a file whose object is missing."""
    raw = [
        RawFile(path, len(text or ""), None if text is None else text.encode(), unread(text))
        for path, text in files.items()
    ]
    return assemble(name, raw, history=history or History("none"), cut=cut)


def unread(text: str | None) -> str | None:
    return "missing" if text is None else None
