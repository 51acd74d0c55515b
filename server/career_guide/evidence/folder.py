"""A folder without git (or whose git cannot be read) as a list of files."""

import os
from collections.abc import Iterator

from career_guide.evidence.git_directory import is_git_directory
from career_guide.evidence.listing import Child, ChildKind, FolderUnreadable, Listing, walked
from career_guide.evidence.raw_path import file_name
from career_guide.evidence.safe_folder import Entry, Folder
from career_guide.evidence.watch import Watch
from career_guide.models.repository.snapshot import Caps

_VERSION_CONTROL = frozenset(
    {".git", ".hg", ".svn", ".bzr", ".jj", ".sl", ".pijul", "_darcs", "cvs"}
)


def list_folder(folder: Folder, caps: Caps, watch: Watch) -> Listing:
    """Every file below a folder, in the order of the paths, up to the caps.

    Data of version control is left out, wherever it lies; no link is followed.
    """

    def children(path: bytes, _: bytes) -> Iterator[Child]:
        try:
            with folder.descend(names_of(path)) as here:
                if path and is_git_directory(here):
                    return iter(())
                entries = here.entries()
        except OSError:
            raise FolderUnreadable("unreadable") from None
        return (_child(entry) for entry in entries if not _is_version_control(entry))

    return walked(b"", children, caps, watch)


def names_of(path: bytes) -> list[str]:
    """The names of a path as the file system wants them."""
    return [file_name(name) for name in path.split(b"/")] if path else []


def _child(entry: Entry) -> Child:
    kinds: dict[str, ChildKind] = {"file": "file", "folder": "folder"}
    kind = kinds.get(entry.kind, "other")
    return Child(os.fsencode(entry.name), kind, size=entry.size if kind == "file" else 0)


def _is_version_control(entry: Entry) -> bool:
    return entry.name.casefold() in _VERSION_CONTROL
