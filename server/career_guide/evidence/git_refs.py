"""HEAD, branches and tags of a git directory, read as data."""

import os
import re

from career_guide.evidence.git_directory import GitDirectory
from career_guide.evidence.raw_path import file_name
from career_guide.evidence.safe_folder import Folder

_REF_LIMIT = 4_096
_PACKED_LIMIT = 32 << 20
_SHALLOW_LIMIT = 8 << 20
_NAME_LIMIT = 255
_MOST_SYMBOLIC = 5
_MOST_TAGS = 5_000
_MOST_FOLDERS = 500
_PAGES = (b"refs/heads/gh-pages", b"refs/heads/gl-pages", b"refs/heads/pages")
_BRANCHES = (b"refs/heads/", b"refs/remotes/origin/")
_NO_WORK = frozenset({b"gh-pages", b"gl-pages", b"pages", b"HEAD"})
_ID = re.compile(rb"[0-9a-f]{40}")
_LONG_ID = re.compile(rb"[0-9a-f]{64}")
_FORBIDDEN = re.compile(rb"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//")


class UnreadableRef(Exception):
    """A ref that is there and holds no SHA-1 id; the message says what it holds."""


def is_ref_name(name: bytes) -> bool:
    """Whether git would take it as the name of a ref below `refs/` (git-check-ref-format)."""
    if not name or len(name) > _NAME_LIMIT or _FORBIDDEN.search(name):
        return False
    parts = name.split(b"/")
    return name != b"@" and not name.endswith(b".") and all(map(_is_component, parts))


class Refs:
    """The refs of one git directory; loose ones win over packed ones."""

    def __init__(self, git: GitDirectory) -> None:
        self._git = git
        self._packed = _packed(git.common)

    def head(self) -> bytes | None:
        """The id that HEAD stands for; None on a branch without commits.

        Raises UnreadableRef.
        """
        try:
            text = self._git.own.read("HEAD", _REF_LIMIT).strip()
        except OSError:
            raise UnreadableRef("HEAD cannot be read") from None
        return self._followed(text)

    def branch(self, name: bytes) -> bytes | None:
        """The id of a branch of this repository, or None. Raises UnreadableRef."""
        return self._named(b"refs/heads/" + name)

    def tag(self, name: bytes) -> bytes | None:
        """The id of a tag (of its tag object, where it has one), or None. Raises UnreadableRef."""
        return self._named(b"refs/tags/" + name)

    def tags(self) -> dict[bytes, bytes]:
        """The ids of all tags by name, sorted, at most 5,000."""
        prefix = b"refs/tags/"
        names = {name for name in self._packed if name.startswith(prefix)}
        names |= {prefix + name for name in _loose_names(self._git.common, ("refs", "tags"))}
        found: dict[bytes, bytes] = {}
        for name in sorted(names)[:_MOST_TAGS]:
            try:
                target = self._named(name)
            except UnreadableRef:
                continue
            if target is not None:
                found[name.removeprefix(prefix)] = target
        return found

    def has_branches(self) -> bool:
        """Whether there is any branch with a commit."""
        prefix = b"refs/heads/"
        is_packed = any(name.startswith(prefix) for name in self._packed)
        return is_packed or bool(_loose_names(self._git.common, ("refs", "heads")))

    def is_on_pages(self) -> bool:
        """Whether HEAD is a branch of built pages while other branches are there."""
        try:
            head = self._git.own.read("HEAD", _REF_LIMIT).strip().removeprefix(b"ref:").strip()
        except OSError:
            return False
        if head not in _PAGES:
            return False
        branches = {name for name in self._packed if name.startswith(_BRANCHES)}
        for prefix in _BRANCHES:
            folders = tuple(prefix.decode().strip("/").split("/"))
            branches |= {prefix + name for name in _loose_names(self._git.common, folders)}
        return any(name.rpartition(b"/")[2] not in _NO_WORK for name in branches)

    def shallow(self) -> frozenset[bytes]:
        """Commits whose parents a shallow clone left out."""
        try:
            return frozenset(self._git.common.read("shallow", _SHALLOW_LIMIT).split())
        except OSError:
            return frozenset()

    def _named(self, name: bytes, depth: int = 0) -> bytes | None:
        loose = self._loose(name) if is_ref_name(name) else None
        if loose is not None:
            return self._followed(loose, depth)
        return self._packed.get(name)

    def _followed(self, text: bytes, depth: int = 0) -> bytes | None:
        if _ID.fullmatch(text):
            return text
        if _LONG_ID.fullmatch(text):
            raise UnreadableRef("object ids that are not SHA-1")
        name = text.removeprefix(b"ref:").strip()
        is_symbolic = text.startswith(b"ref:") and name.startswith(b"refs/") and is_ref_name(name)
        if not is_symbolic or depth >= _MOST_SYMBOLIC:
            raise UnreadableRef("a ref that is neither an id nor the name of another ref")
        return self._named(name, depth + 1)

    def _loose(self, name: bytes) -> bytes | None:
        *folders, last = map(file_name, name.split(b"/"))
        try:
            with self._git.common.descend(folders) as folder:
                entry = folder.look(last)
                if entry is None or entry.kind == "folder":
                    return None
                return folder.read(last, _REF_LIMIT).strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            raise UnreadableRef("a ref that cannot be read") from None


def _is_component(part: bytes) -> bool:
    return bool(part) and not part.startswith(b".") and not part.endswith(b".lock")


def _packed(common: Folder) -> dict[bytes, bytes]:
    try:
        text = common.read("packed-refs", _PACKED_LIMIT)
    except OSError:
        return {}
    found = {}
    for line in text.splitlines():
        target, _, name = line.partition(b" ")
        if _ID.fullmatch(target) and name.startswith(b"refs/") and is_ref_name(name):
            found[name] = target
    return found


def _loose_names(common: Folder, names: tuple[str, ...]) -> list[bytes]:
    """Names of the files below a folder of refs, as deep as they go, in no order."""
    found: list[bytes] = []
    waiting = [names]
    for _ in range(_MOST_FOLDERS):
        if not waiting or len(found) > _MOST_TAGS:
            break
        here = waiting.pop()
        try:
            with common.descend(here) as folder:
                entries = folder.entries()
        except OSError:
            continue
        for entry in entries:
            below = (*here, entry.name)
            if entry.kind == "folder":
                waiting.append(below)
            elif entry.kind == "file":
                found.append(os.fsencode("/".join(below[len(names) :])))
    return found
