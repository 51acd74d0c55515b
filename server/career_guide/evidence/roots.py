"""Which folders may be read: the allowed roots, and the way from a typed path into one of them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Self

from career_guide.evidence.raw_path import shown
from career_guide.evidence.safe_folder import Folder
from career_guide.refusals import RepositoryRefused

FLAG = "--allow-repository"
EXPECTED = "the path of a folder on this machine, for example ./my-project"
_PATH_LIMIT = 4_096
_SYSTEM_FOLDERS = ("/dev", "/proc", "/sys")
_FOLDERS_OF_HOMES = ("/home", "/Users", "C:\\Users")
_NOT_ALLOWED = "not a folder that may be read"
_HOW_TO_ALLOW = f"a folder inside an allowed one; start with {FLAG} DIR to allow DIR"
_HOW_TO_ALLOW_ANY = f"a start with {FLAG} DIR, because no folder is allowed to be read now"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that may be read: its allowed root, and the names that lead from there to it.

    `typed` is what the caller passed, ready for a message; `is_by_hand` tells that a person typed
    it on the command line.
    """

    root: str
    names: tuple[str, ...]
    typed: str
    is_by_hand: bool = False

    @property
    def path(self) -> str:
        """The resolved path."""
        return os.path.join(self.root, *self.names)

    def open(self) -> Folder:
        """The folder; raises RepositoryRefused where it is none."""
        try:
            with Folder.at(self.root) as root:
                return root.descend(self.names)
        except NotADirectoryError:
            problem = "this is a file, not a folder"
            raise RepositoryRefused("not_a_folder", "path", self.typed, problem, EXPECTED) from None
        except FileNotFoundError:
            problem = "there is no folder at this path"
            raise RepositoryRefused("not_found", "path", self.typed, problem, EXPECTED) from None
        except OSError:
            problem = "the folder cannot be opened"
            raise RepositoryRefused("not_found", "path", self.typed, problem, EXPECTED) from None

    def reach(self, path: str) -> "Place | None":
        """The place of another path, links resolved; None where it leaves this allowed root."""
        try:
            resolved = os.path.realpath(path)
        except (OSError, ValueError):
            return None
        names = _below(resolved, self.root)
        return None if names is None else Place(self.root, names, self.typed, self.is_by_hand)

    @property
    def is_below_git(self) -> bool:
        """Whether a folder above it, as far up as may be looked, holds a git repository."""
        here = self.path
        while here != self.root or self.is_by_hand:
            above = os.path.dirname(here)
            if above == here:
                return False
            if _holds_git(above):
                return True
            here = above
        return False


@dataclass(frozen=True, slots=True)
class AllowedRoots:
    """The folders below which a repository may be read; links are resolved when they are named."""

    folders: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """The same folders as they were written, made absolute."""
    may_climb: bool = False
    """Whether `..` may be taken anywhere: only for a path that a person typed."""

    @classmethod
    def given(cls, folders: Iterable[str]) -> Self:
        """Folders that the person who starts the server names; raises RepositoryRefused."""
        resolved, aliases = [], []
        for folder in folders:
            written = os.path.expanduser(folder) if folder.startswith(("~/", "~\\")) else folder
            _refuse_what_is_no_path(written, FLAG)
            path = _resolved(written)
            if not os.path.isdir(path):
                problem = "there is no folder at this path"
                raise RepositoryRefused("not_found", FLAG, shown(folder), problem, EXPECTED)
            _refuse_what_is_too_wide(path, FLAG, shown(folder))
            resolved.append(path)
            aliases.append(_absolute(written))
        return cls(tuple(resolved), tuple(aliases))

    @classmethod
    def around(cls, folder: str) -> Self:
        """The git repository that contains a folder, when it is neither a home nor a disk.

        Nothing is allowed where there is none. As for git itself, only a repository of this user
        or of root counts: whoever else may write above the folder may not widen what is read.
        """
        here = _resolved(folder)
        while not (_holds_git(here) and _is_ours(os.path.join(here, ".git"))):
            above = os.path.dirname(here)
            if above == here:
                return cls()
            here = above
        return cls() if _is_too_wide(here) else cls((here,), (here,))

    @classmethod
    def only(cls, path: str) -> Self:
        """The folder that a person typed on the command line; raises RepositoryRefused."""
        _refuse_what_is_no_path(path, "path")
        resolved = _resolved(path)
        _refuse_what_is_too_wide(resolved, "path", shown(path))
        return cls((resolved,), (_absolute(path),), may_climb=True)

    def admit(self, path: str) -> Place:
        """Where a path lies, when it lies inside an allowed root.

        Raises RepositoryRefused; a path outside reads the same whether something is there or not.
        """
        _refuse_what_is_no_path(path, "path")
        typed = shown(path)
        expected = _HOW_TO_ALLOW if self.folders else _HOW_TO_ALLOW_ANY
        if not self.may_climb and self._climbs_outside(path):
            raise RepositoryRefused("path_not_allowed", "path", typed, _NOT_ALLOWED, expected)
        resolved = _resolved(path)
        for root in sorted(self.folders, key=len):
            names = _below(resolved, root)
            if names is not None:
                _refuse_what_lies_in_git(resolved, typed)
                return Place(root, names, typed, is_by_hand=self.may_climb)
        raise RepositoryRefused("path_not_allowed", "path", typed, _NOT_ALLOWED, expected)

    def _climbs_outside(self, path: str) -> bool:
        # "root/../elsewhere/../root" would tell whether `elsewhere` is a link, so a step up counts
        # only from inside an allowed folder.
        here = PurePath(_current_folder())
        for part in PurePath(path).parts:
            if part != "..":
                here = here / part
                continue
            known = (*self.folders, *self.aliases)
            if all(_below(str(here), root) is None for root in known):
                return True
            here = here.parent
        return False


def _holds_git(folder: str) -> bool:
    """Whether `.git` in a folder is a git directory, or a file that leads to one."""
    git = os.path.join(folder, ".git")
    if os.path.isfile(git):
        try:
            with open(git, "rb") as file:
                text = file.read(_PATH_LIMIT)
        except OSError:
            return False
        target = text.removeprefix(b"gitdir:").strip()
        if not text.startswith(b"gitdir:") or not target or b"\0" in target:
            return False
        git = os.path.join(folder, os.fsdecode(target))
    return os.path.lexists(os.path.join(git, "HEAD"))


def _is_ours(path: str) -> bool:
    """Whether a path itself, not what a link leads to, belongs to this user or to root."""
    current = getattr(os, "geteuid", None)  # not on Windows
    try:
        return current is None or os.lstat(path).st_uid in (current(), 0)
    except OSError:
        return False


def _below(path: str, root: str) -> tuple[str, ...] | None:
    """The names that lead from the root to the path, both resolved; None where it is outside."""
    parts, above = PurePath(path).parts, PurePath(root).parts
    same = tuple(map(os.path.normcase, parts[: len(above)])) == tuple(map(os.path.normcase, above))
    return parts[len(above) :] if same else None


def _resolved(path: str) -> str:
    return os.path.realpath(os.path.join(_current_folder(), path))


def _absolute(path: str) -> str:
    return os.path.normpath(os.path.join(_current_folder(), path))


def _current_folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # it was removed; only whole paths mean something now
        return os.path.abspath(os.sep)


def _refuse_what_is_no_path(path: str, field: str) -> None:
    problem = None
    if not path.strip():
        problem = "the path is blank"
    elif "\0" in path or not _is_encodable(path):
        problem = "the path holds characters that no path can hold"
    elif len(path) > _PATH_LIMIT:
        problem = f"the path is longer than {_PATH_LIMIT} characters"
    elif path.startswith("~"):
        problem = "~ is not expanded; write the whole path"
    elif path.startswith(("//", "\\\\")):
        problem = "network and device paths are not read"
    elif "://" in path or path.startswith("file:"):
        problem = "addresses are not read"
    if problem is not None:
        raise RepositoryRefused("not_a_path", field, shown(path), problem, EXPECTED)


def _is_encodable(path: str) -> bool:
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def _refuse_what_lies_in_git(resolved: str, typed: str) -> None:
    if any(part.casefold() == ".git" for part in PurePath(resolved).parts[:-1]):
        problem = "this lies inside the data of a git repository"
        expected = "the folder of the repository itself, the one that holds .git"
        raise RepositoryRefused("inside_git_directory", "path", typed, problem, expected)


def _refuse_what_is_too_wide(resolved: str, field: str, typed: str) -> None:
    if _is_too_wide(resolved):
        problem = "a home folder, a system folder or the root of a disk is not read"
        expected = "the folder of one project or of projects, for example ./my-project"
        raise RepositoryRefused("path_not_allowed", field, typed, problem, expected)


def _is_too_wide(resolved: str) -> bool:
    """Whether it is the root of a disk, a home folder, above one, or a view into the system."""
    above = os.path.dirname(resolved)
    if above == resolved or {above, resolved} & set(_FOLDERS_OF_HOMES):
        return True
    if any(_below(home, resolved) is not None for home in _homes()):
        return True
    return any(_below(resolved, folder) is not None for folder in _SYSTEM_FOLDERS)


def _homes() -> tuple[str, ...]:
    homes = [os.path.expanduser("~")]
    try:
        import pwd

        homes.append(pwd.getpwuid(os.getuid()).pw_dir)
    except (ImportError, KeyError):  # not on this system, or a user without an entry
        pass
    return tuple(_resolved(home) for home in homes if os.path.isabs(home))
