"""Opening folders and regular files below a folder, one name at a time, never through a link."""

import errno
import io
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

EntryKind = Literal["file", "folder", "link", "other"]
MOST_ENTRIES = 500_000
"""Entries of one folder; reading more would not fit the memory a reading may take."""
_HAS_DESCRIPTORS = (
    hasattr(os, "O_NOFOLLOW") and os.open in os.supports_dir_fd and os.scandir in os.supports_fd
)
_FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
# A FIFO opened without O_NONBLOCK waits for a writer, for ever.
_FILE_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NAME_SURROGATE = 0x20000000
"""Windows marks links and junctions with this bit of the reparse tag."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder; `size` in bytes counts only for files."""

    name: str
    kind: EntryKind
    size: int


class Folder:
    """An open folder. Everything below is reached through it without following a link.

    Where the system has directory descriptors, one is held, so that a folder swapped for a link
    while reading changes nothing; elsewhere each name is looked at before and after it is opened.
    Every method raises OSError for what is not there or not of the wanted kind.
    """

    def __init__(self, path: str, descriptor: int | None) -> None:
        self._path, self._descriptor = path, descriptor

    @classmethod
    def at(cls, path: str, *, by_descriptor: bool | None = None) -> Self:
        """The folder at a resolved path, which must not be a link itself."""
        if _HAS_DESCRIPTORS if by_descriptor is None else by_descriptor:
            return cls(path, os.open(path, _FOLDER_FLAGS | _NOFOLLOW))
        if _kind(os.lstat(path)) != "folder":
            raise NotADirectoryError(errno.ENOTDIR, "not a folder")
        return cls(path, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the descriptor back; closing twice is harmless."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        self._path = ""

    def entries(self) -> list[Entry]:
        """What stands in the folder, sorted by the bytes of the names."""
        found = []
        with os.scandir(self._path if self._descriptor is None else self._descriptor) as names:
            for entry in names:
                try:
                    state = entry.stat(follow_symlinks=False)
                except OSError:  # it went away meanwhile
                    continue
                found.append(Entry(entry.name, _kind(state), state.st_size))
                if len(found) > MOST_ENTRIES:
                    raise OSError(errno.EFBIG, "too many entries")
        return sorted(found, key=lambda entry: os.fsencode(entry.name))

    def look(self, name: str) -> Entry | None:
        """The entry of this name, or None."""
        try:
            state = self._state(name)
        except OSError:
            return None
        return Entry(name, _kind(state), state.st_size)

    def folder(self, name: str) -> "Folder":
        """The folder of this name."""
        _check(name)
        if self._descriptor is not None:
            flags = _FOLDER_FLAGS | _NOFOLLOW
            return Folder("", os.open(name, flags, dir_fd=self._descriptor))
        return Folder.at(os.path.join(self._path, name), by_descriptor=False)

    def descend(self, names: Sequence[str]) -> "Folder":
        """The folder that these names lead to, one below the other."""
        here = self._again()
        for name in names:
            with here:
                here = here.folder(name)
        return here

    def open(self, name: str) -> io.FileIO:
        """The regular file of this name, opened for reading without a buffer."""
        before = self._state(name)
        if _kind(before) != "file":
            raise OSError(errno.EINVAL, "not a regular file")
        if self._descriptor is not None:
            descriptor = os.open(name, _FILE_FLAGS | _NOFOLLOW, dir_fd=self._descriptor)
        else:
            descriptor = os.open(os.path.join(self._path, name), _FILE_FLAGS | _NOFOLLOW)
        try:
            state = os.fstat(descriptor)
            is_same = (before.st_ino, before.st_dev) == (state.st_ino, state.st_dev)
            if not stat.S_ISREG(state.st_mode) or not is_same:
                raise OSError(errno.EINVAL, "swapped while it was opened")
        except OSError:
            os.close(descriptor)
            raise
        return io.FileIO(descriptor, "rb")

    def read(self, name: str, limit: int) -> bytes:
        """The content of a regular file of at most `limit` bytes."""
        with self.open(name) as file:
            content = bytearray()
            while piece := file.read(min(limit + 1 - len(content), 1 << 20)):
                content += piece
                if len(content) > limit:
                    raise OSError(errno.EFBIG, "larger than what may be read")
        return bytes(content)

    def target(self, name: str) -> str:
        """Where the link of this name points, as it is written; it is not followed."""
        _check(name)
        if self._descriptor is not None:
            return os.readlink(name, dir_fd=self._descriptor)
        return os.readlink(os.path.join(self._path, name))

    def _again(self) -> "Folder":
        if self._descriptor is not None:
            return Folder(self._path, os.dup(self._descriptor))
        return Folder(self._path, None)

    def _state(self, name: str) -> os.stat_result:
        _check(name)
        if self._descriptor is not None:
            return os.stat(name, dir_fd=self._descriptor, follow_symlinks=False)
        return os.lstat(os.path.join(self._path, name))


def _check(name: str) -> None:
    is_windows = os.sep == "\\"
    separated = "/" in name or "\0" in name or (is_windows and ("\\" in name or ":" in name))
    if separated or name in ("", ".", ".."):
        raise FileNotFoundError(errno.ENOENT, "not the name of an entry")


def _kind(state: os.stat_result) -> EntryKind:
    if stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", 0) & _NAME_SURROGATE:
        return "link"
    if stat.S_ISREG(state.st_mode):
        return "file"
    return "folder" if stat.S_ISDIR(state.st_mode) else "other"
