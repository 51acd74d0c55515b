"""What a work tree holds beside its commit: changed, deleted and untracked files."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from career_guide.evidence.folder import names_of
from career_guide.evidence.gitignore import FILE_LIMIT, IgnoreFile, is_ignored, parse
from career_guide.evidence.listing import Found, Listing, is_package_folder
from career_guide.evidence.raw_path import file_name, printable
from career_guide.evidence.safe_folder import Entry, Folder
from career_guide.evidence.watch import Watch
from career_guide.models.repository.snapshot import Caps

MOST_UNCOMMITTED = 2_000
_MOST_ENTRIES = 100_000
_MOST_TRIALS = 10_000_000
_MOST_SEGMENTS = 10_000
_POINTER = b"version https://git-lfs.github.com/spec/v1\n"


@dataclass(frozen=True, slots=True)
class Committed:
    """What the commit holds: all that was listed, the files that were kept, contents as read.

    `excluded` is the text of the git directory's own list of patterns (info/exclude).
    """

    listing: Listing
    kept: Sequence[Found]
    contents: Mapping[bytes, bytes]
    is_sparse: bool = False
    excluded: bytes = b""


def uncommitted(folder: Folder, committed: Committed, caps: Caps, watch: Watch) -> tuple[str, ...]:
    """Paths that differ from the commit, or are untracked and not ignored; sorted, at most 2,000.

    Files are compared by size and content, with equal line ends (CRLF or LF) and pointers to large
    files (Git LFS) taken as equal; modes are not compared. Folders of packages and repositories
    that are not tracked stand as one path each, ending in `/`. Where the listing of the commit is
    incomplete, nothing is called untracked.
    """
    found = _changed(folder, committed, caps, watch)
    if not committed.listing.cut - {"total_bytes"}:
        found |= _untracked(folder, committed, caps, watch)
    return tuple(map(printable, sorted(found)[:MOST_UNCOMMITTED]))


def _changed(folder: Folder, committed: Committed, caps: Caps, watch: Watch) -> set[bytes]:
    by_folder: dict[bytes, list[Found]] = {}
    for file in committed.kept:
        by_folder.setdefault(file.path.rpartition(b"/")[0], []).append(file)
    changed: set[bytes] = set()
    comparison = _Comparison(committed.contents, caps, 2 * caps.total_bytes)
    for done, (path, files) in enumerate(by_folder.items(), 1):
        watch.step(done, len(by_folder), "work tree")
        try:
            here = folder.descend(names_of(path))
        except OSError:
            changed.update(file.path for file in files if not committed.is_sparse)
            continue
        with here:
            for file in files:
                entry = here.look(file_name(file.path.rpartition(b"/")[2]))
                if entry is None:
                    is_same = committed.is_sparse
                else:
                    is_same = comparison.is_same(here, entry, file)
                if not is_same:
                    changed.add(file.path)
    return changed


@dataclass(slots=True)
class _Comparison:
    contents: Mapping[bytes, bytes]
    caps: Caps
    left: int

    def is_same(self, here: Folder, entry: Entry, file: Found) -> bool:
        """Whether the file of the work tree is that of the commit."""
        try:
            if entry.kind == "link":
                return not file.is_regular and _is_object(_target(here, entry), file.object_id)
            if entry.kind != "file":
                return False
            return self._is_same_file(here, entry, file)
        except OSError:
            return False

    def _is_same_file(self, here: Folder, entry: Entry, file: Found) -> bool:
        content = self.contents.get(file.path)
        if content is not None and content.startswith(_POINTER):
            return entry.size == len(content) or f"\nsize {entry.size}\n".encode() in content
        is_same_size = file.size is None or entry.size == file.size
        if entry.size > min(self.caps.file_bytes, self.left):
            return is_same_size
        if not is_same_size and content is None:
            return False
        self.left -= entry.size
        found = here.read(entry.name, self.caps.file_bytes)
        if content is None:
            return _is_object(found, file.object_id)
        return found == content or _with_plain_ends(found) == _with_plain_ends(content)


def _target(here: Folder, entry: Entry) -> bytes:
    return os.fsencode(here.target(entry.name))


def _with_plain_ends(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def _is_object(content: bytes, object_id: bytes) -> bool:
    digest = hashlib.sha1(f"blob {len(content)}\0".encode(), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest().encode() == object_id


@dataclass(slots=True)
class _Search:
    """Untracked files so far, and what bounds the search."""

    tracked: set[bytes]
    folders: set[bytes]
    submodules: frozenset[bytes]
    found: set[bytes] = field(default_factory=set)
    entries: int = 0
    segments: int = 0
    trials: int = 0

    @property
    def is_over(self) -> bool:
        """Whether a bound is reached."""
        return (
            len(self.found) > MOST_UNCOMMITTED
            or self.entries > _MOST_ENTRIES
            or self.segments > _MOST_SEGMENTS
            or self.trials > _MOST_TRIALS
        )


def _untracked(folder: Folder, committed: Committed, caps: Caps, watch: Watch) -> set[bytes]:
    tracked = {file.path for file in committed.listing.found}
    search = _Search(tracked, _folders_of(tracked), frozenset(committed.listing.submodules))
    waiting: list[tuple[bytes, tuple[IgnoreFile, ...]]] = [
        (b"", (IgnoreFile(0, parse(committed.excluded)),))
    ]
    opened = 0
    while waiting and opened < caps.folders and not search.is_over:
        path, rules = waiting.pop(0)
        opened += 1
        watch.step(opened, 0, "untracked")
        try:
            with folder.descend(names_of(path)) as here:
                entries = here.entries()
                own = _rules_of(here, path)
        except OSError:
            continue
        if own is not None:
            rules = (*rules, own)
            search.segments += own.cost
        if path and any(entry.name.casefold() == ".git" for entry in entries):
            if path not in search.folders:
                search.found.add(path + b"/")
            continue
        waiting += [(below, rules) for below in _sorted_out(path, entries, rules, search)]
    return search.found


def _sorted_out(
    path: bytes, entries: list[Entry], rules: Sequence[IgnoreFile], search: _Search
) -> list[bytes]:
    """Put the untracked files of one folder into the search; gives the folders to open."""
    below = []
    cost = sum(file.cost for file in rules)
    for entry in entries:
        name = os.fsencode(entry.name)
        inner = path + b"/" + name if path else name
        is_known = inner in search.tracked or inner in search.submodules or name.lower() == b".git"
        if is_known or entry.kind == "other" or search.is_over:
            continue
        search.entries += 1
        parts = inner.split(b"/")
        search.trials += cost * len(parts)
        is_folder = entry.kind == "folder"
        if is_ignored(rules, parts, is_folder):
            continue
        if not is_folder:
            search.found.add(inner)
        elif is_package_folder(name) and inner not in search.folders:
            search.found.add(inner + b"/")
        else:
            below.append(inner)
    return below


def _folders_of(paths: set[bytes]) -> set[bytes]:
    folders: set[bytes] = set()
    for path in paths:
        above = path.rpartition(b"/")[0]
        while above and above not in folders:
            folders.add(above)
            above = above.rpartition(b"/")[0]
    return folders


def _rules_of(here: Folder, path: bytes) -> IgnoreFile | None:
    entry = here.look(".gitignore")
    if entry is None or entry.kind != "file" or entry.size > FILE_LIMIT:
        return None
    depth = path.count(b"/") + 1 if path else 0
    return IgnoreFile(depth, parse(here.read(".gitignore", FILE_LIMIT)))
