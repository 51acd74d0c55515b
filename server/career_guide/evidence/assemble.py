"""From raw files to a Snapshot: classification, decoding and parsing in one place.

Used by the readers of git objects and of plain folders, and by tests with files in memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from career_guide.models.repository.files import File, Unread
from career_guide.models.repository.snapshot import Caps, History, Snapshot


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file as it was found: `content` is None where it was not read, and `unread` says why."""

    path: str
    size: int
    content: bytes | None
    unread: Unread | None = None


NO_HISTORY = History("none")


def assemble(
    name: str,
    raw: Iterable[RawFile],
    *,
    commit: str | None = None,
    history: History = NO_HISTORY,
    uncommitted: tuple[str, ...] = (),
    submodules: tuple[str, ...] = (),
    cut: tuple[str, ...] = (),
    caps: Caps | None = None,
) -> Snapshot:
    """The snapshot of these files; their order does not matter."""
    files: tuple[File, ...] = tuple(sorted(map(_parsed, raw), key=lambda file: file.path))
    return Snapshot(name, commit, files, history, uncommitted, submodules, cut, caps or Caps())


def _parsed(raw: RawFile) -> File:
    raise NotImplementedError
