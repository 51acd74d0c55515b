"""Which files make up a content folder, and their bytes; no YAML here."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from career_guide.content.problems import Problem, problem, shown
from career_guide.models.content.catalog import KINDS, Kind

MAX_ENTRIES = 2_000
MAX_TOTAL_BYTES = 4 << 20
SUFFIX = ".yaml"
READ_ONLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Flags for opening: a pipe that has taken a file's place is not waited for."""


@dataclass(frozen=True)
class ContentFile:
    """One file of a kind; `file` is its path in the folder, with `/` on every system."""

    kind: Kind
    file: str
    path: str

    @property
    def stem(self) -> str:
        """The file name without its ending: the id of the item inside."""
        return self.file.rpartition("/")[2].removesuffix(SUFFIX)

    @property
    def name(self) -> str:
        """The start of its key paths: `skills.mcp` or `scoring`."""
        return f"{self.kind.field}.{self.stem}" if self.kind.many else self.kind.field


@dataclass(frozen=True)
class Survey:
    """The files of a folder in the order of kinds and names, and what does not belong there.

    `refused` are the paths of entries that will not be read though something is due there.
    """

    files: tuple[ContentFile, ...]
    problems: tuple[Problem, ...]
    refused: frozenset[str] = frozenset()


class _TooManyError(Exception):
    """The folder holds more entries than content ever has."""


def survey(folder: Path) -> Survey:
    """Find every content file of `folder`; hidden entries (`.git`, `.DS_Store`) are passed over.

    Links may point to other entries of the folder and nowhere else.
    """
    try:
        return _Surveyor(folder.resolve(strict=True)).survey()
    except OSError as error:
        what = f"The content folder cannot be read: {error.strerror}."
        return Survey((), (problem("CG001", what),))
    except RuntimeError:
        return Survey((), (problem("CG001", "The content folder is a link in a circle."),))
    except _TooManyError:
        what = f"The folder holds more than {MAX_ENTRIES:,} entries."
        return Survey((), (problem("CG006", what),))


def name_of(folder: Path) -> str:
    """The folder's own name, as it may stand in a message; no path beyond it is told."""
    return shown(folder.absolute().name) or "content"


class _Surveyor:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.refused: set[str] = set()
        self.seen = 0

    def survey(self) -> Survey:
        entries = {entry.name: entry for entry in self.entries(self.root)}
        files: list[ContentFile] = []
        for kind in KINDS:
            entry = entries.pop(kind.path.rstrip("/"), None)
            if entry is None:
                what = f"There is no {kind.path}"
                self.problems.append(problem("CG003", what + ".", file=kind.path, where=kind.field))
            elif code := self.link_problem(entry):
                self.refuse(code, entry.name)
            elif kind.many and entry.is_dir():
                try:
                    files += self.items(kind, entry)
                except OSError as error:
                    self.refuse("CG005", entry.name, what=f"It cannot be read: {error.strerror}.")
            elif not kind.many and entry.is_file():
                files.append(ContentFile(kind, entry.name, entry.path))
            else:
                due = "folder" if kind.many else "file"
                self.refuse("CG003", entry.name, what=f"A {due} is due here.")
        for name in sorted(entries):
            self.refuse("CG002", name)
        return Survey(tuple(files), tuple(self.problems), frozenset(self.refused))

    def items(self, kind: Kind, folder: os.DirEntry[str]) -> Iterable[ContentFile]:
        found = False
        for entry in self.entries(folder.path):
            file = f"{kind.field}/{entry.name}"
            if code := self.link_problem(entry):
                self.refuse(code, file)
            elif entry.is_dir() or not entry.name.endswith(SUFFIX):
                self.refuse("CG002", file)
            elif not entry.is_file():
                self.refuse("CG004", file)
            else:
                found = True
                yield ContentFile(kind, file, entry.path)
        if not found:
            what = f"There is no file in {kind.path}"
            self.problems.append(problem("CG003", what + ".", file=kind.path, where=kind.field))

    def entries(self, folder: str | Path) -> Iterator[os.DirEntry[str]]:
        with os.scandir(folder) as listing:
            found = []
            for entry in listing:
                self.seen += 1
                if self.seen > MAX_ENTRIES:
                    raise _TooManyError
                if not entry.name.startswith("."):
                    found.append(entry)
        yield from sorted(found, key=lambda entry: entry.name)

    def link_problem(self, entry: os.DirEntry[str]) -> str | None:
        """The code of what is wrong with a link; None for a good one and for what is none."""
        if not entry.is_symlink():
            return None
        try:
            inside = Path(entry.path).resolve(strict=True).is_relative_to(self.root)
        except (OSError, RuntimeError):  # it leads nowhere, or in a circle
            return "CG005"
        return None if inside else "CG004"

    def refuse(self, code: str, file: str, what: str = "") -> None:
        self.refused.add(file)
        fix = f"Name it {shown(file[:-4])}{SUFFIX}." if file.endswith(".yml") else ""
        self.problems.append(problem(code, what, file=shown(file, 120), fix=fix))


def sources_digest(folder: str | Path) -> str:
    """SHA-256 over names and bytes of the content files, hexadecimal; no YAML is parsed.

    Line ends count as `\\n`, so that a checkout with Windows line ends is no change.
    """
    digest = hashlib.sha256()
    for file in sorted(survey(Path(folder)).files, key=lambda file: file.file):
        try:
            data = read_bytes(file, MAX_TOTAL_BYTES).replace(b"\r\n", b"\n")
        except OSError:
            data = b""
        digest.update(f"{file.file}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def read_bytes(file: ContentFile, limit: int) -> bytes:
    """The bytes of a file, one more than `limit` at most. Raises OSError.

    Only plain files are opened to their end: a pipe or a device would never give one.
    """
    descriptor = os.open(file.path, READ_ONLY)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("no plain file")
        size = min(status.st_size, limit) + 1
        parts = []
        while size > 0 and (part := os.read(descriptor, size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)
