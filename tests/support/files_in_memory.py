"""Files held in memory, read the way files of a repository are."""

from collections.abc import Mapping

from career_guide.evidence.assemble import RawFile, assemble
from career_guide.models.repository.files import File, Manifest, Passage
from career_guide.models.repository.snapshot import Snapshot


def snapshot(files: Mapping[str, str | bytes], name: str = "project") -> Snapshot:
    """The snapshot of these files."""
    return assemble(name, [raw(path, content) for path, content in files.items()])


def raw(path: str, content: str | bytes) -> RawFile:
    """One file as the reader hands it over."""
    data = content.encode() if isinstance(content, str) else content
    return RawFile(path, len(data), data)


def read(path: str, content: str | bytes, beside: Mapping[str, str | bytes] | None = None) -> File:
    """One file as it is read, with these other files beside it."""
    return snapshot({**(beside or {}), path: content}).by_path[path]


def manifest(path: str, content: str) -> Manifest:
    """What a manifest says."""
    found = read(path, content).manifest
    assert found is not None, f"{path} was not read as a manifest"
    return found


def texts(passages: tuple[Passage, ...]) -> list[str]:
    """The texts of passages in their order."""
    return [one.text for one in passages]


def lines(passages: tuple[Passage, ...]) -> dict[str, int]:
    """The line of each passage by its text."""
    return {one.text: one.line for one in passages}
