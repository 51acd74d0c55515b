"""A repository at one commit, read completely or up to stated caps."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from career_guide.models.repository.files import File, FileKind

HistoryState = Literal["complete", "shallow", "partial", "none", "unreadable"]
"""`partial`: a cap or missing object cut it short; `none`: there is no git repository or no
commit; `unreadable`: its objects could not be read."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; times are seconds since 1970, UTC, as recorded (they may be absurd).

    `author` is an opaque number that tells authors apart, never a name. `paths` are the files it
    changed against its first parent, at most 200; `lines` is not counted. `is_bot` by its author.
    """

    id: str
    subject: str
    body: str
    author: int
    authored: int
    committed: int
    parents: int
    paths: tuple[str, ...] = ()
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """Commits that lead to the one read, newest first, along all parents; replace refs ignored.

    `is_of_pages`: HEAD is a branch of built pages beside branches that hold the work.
    `is_above`: a folder above the one that was read holds a git repository. `names` are words of
    the authors' names, in lower case, to be compared with what is signed, never shown.
    """

    state: HistoryState
    commits: tuple[Commit, ...] = ()
    tags: tuple[str, ...] = ()
    is_of_pages: bool = False
    is_above: bool = False
    names: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Caps:
    """Bounds of the reading; counts and sizes, never time, so that a reading can be repeated.

    A notebook may have `notebook_bytes`, where without its pictures it fits `file_bytes`.
    """

    files: int = 20_000
    folders: int = 2_000
    depth: int = 32
    file_bytes: int = 1 << 20
    notebook_bytes: int = 8 << 20
    total_bytes: int = 64 << 20
    code_bytes: int = 8 << 20
    commits: int = 5_000


@dataclass(frozen=True)
class Snapshot:
    """Everything probes may look at; `files` stand in the order of their paths.

    `uncommitted` are paths that differ from the commit or are untracked and not ignored; they are
    counted, never credited. `cut` names the caps that were reached.
    """

    name: str
    commit: str | None
    files: tuple[File, ...]
    history: History
    uncommitted: tuple[str, ...] = ()
    submodules: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    caps: Caps = field(default_factory=Caps)

    @property
    def is_truncated(self) -> bool:
        """Whether a cap cut the reading short: then absence is unknown."""
        return bool(self.cut)

    @cached_property
    def by_path(self) -> dict[str, File]:
        """Files by path."""
        return {file.path: file for file in self.files}

    @cached_property
    def by_kind(self) -> dict[FileKind, tuple[File, ...]]:
        """Files of each kind that occurs, in the order of their paths."""
        found: dict[FileKind, list[File]] = {}
        for file in self.files:
            found.setdefault(file.kind, []).append(file)
        return {kind: tuple(files) for kind, files in found.items()}

    def of_kind(self, *kinds: FileKind) -> tuple[File, ...]:
        """Files of these kinds, in the order of their paths."""
        return tuple(file for file in self.files if file.kind in kinds)

    @cached_property
    def product(self) -> tuple[File, ...]:
        """Parsed code of the project itself: sources and notebooks, no tests or copies."""
        return tuple(file for file in self.of_kind("source", "notebook") if file.code)

    @cached_property
    def readme(self) -> File | None:
        """The main readme: nearest to the root, else none."""
        named = [f for f in self.files if f.document and _is_readme(f) and f.kind != "vendored"]
        # README.md before README.es.md: of equal depth, the plainest name
        return min(named, key=lambda f: (f.path.count("/"), len(f.name), f.path), default=None)


def _is_readme(file: File) -> bool:
    stem = file.name.lower().partition(".")[0]
    if file.folder in ("", ".github"):
        return stem in ("readme", "reamde", "read_me", "read-me")
    return stem == "readme" and file.path.count("/") <= 2
