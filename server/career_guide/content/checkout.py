"""Whether what was generated from the content still belongs to it, in a checkout of ours.

In an installed wheel it always does. In a checkout the YAML may have been edited: names, sizes and
times of its files are compared, and only where these leave a doubt the bytes. Imports little of the
standard library and nothing else, since every start asks.
"""

import json
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMPILED = os.path.join(PACKAGE, "_data", "catalog.jsonl")
"""The compiled content of this installation."""
PROJECT = 'name = "career-guide-mcp"'
"""The line of pyproject.toml that tells our own checkout."""
HOW_TO_WRITE = "run `career-guide-mcp schema --write` in the checkout"
MAX_ENTRIES = 100_000


def content_folder() -> str | None:
    """The content folder beside an editable installation; None in an installed wheel."""
    root = os.path.dirname(os.path.dirname(PACKAGE))
    try:
        with open(os.path.join(root, "pyproject.toml"), encoding="utf-8") as file:
            project = file.read()
    except OSError:
        return None
    folder = os.path.join(root, "content")
    return folder if PROJECT in project and os.path.isdir(folder) else None


def is_compiled(folder: str, compiled: str = COMPILED) -> bool:
    """Whether `compiled` was made of the files of `folder`."""
    try:
        with open(compiled, "rb") as file:
            made_of = head(file.readline())
    except (OSError, ValueError):
        return False
    return belongs(compiled, folder, made_of["listing"], made_of["sources"])


def belongs(generated: str, folder: str, listing: str, sources: str) -> bool:
    """Whether `folder` is as it was when the file `generated` was made of it.

    It had this listing and this digest of sources then. With the same names and sizes, and no file
    as new as `generated`, nothing was touched; only else (a fresh clone, other line ends) its bytes
    are read.
    """
    try:
        now, newest = survey(folder)
        if now == listing and newest < os.stat(generated).st_mtime_ns:
            return True
    except OSError:
        return False
    from career_guide.content.folder import sources_digest

    return sources_digest(folder) == sources


def survey(folder: str, suffix: str = "") -> tuple[str, int]:
    """The listing of a folder (its names and sizes), and its newest time in nanoseconds.

    Only files whose names end in `suffix` count. Raises OSError where the folder cannot be read, or
    holds far more than content ever has.
    """
    rows: list[str] = []
    newest = 0
    for name, entry in _files(folder):
        if not name.endswith(suffix):
            continue
        about = entry.stat()
        newest = max(newest, about.st_mtime_ns)
        rows.append(f"{name} {about.st_size}\n")
    return "".join(sorted(rows)), newest


def _files(folder: str) -> "list[tuple[str, os.DirEntry[str]]]":
    """Every file with its path in the folder; what is hidden or Python's cache is left out."""
    found: list[tuple[str, os.DirEntry[str]]] = []
    folders = [(folder, "")]
    while folders:
        path, inside = folders.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith((".", "__pycache__")):
                    continue
                if len(found) + len(folders) > MAX_ENTRIES:
                    raise OSError("too many entries")
                if entry.is_dir():
                    folders.append((entry.path, f"{inside}{entry.name}/"))
                else:
                    found.append((inside + entry.name, entry))
    return found


def head(line: bytes) -> "dict[str, Any]":
    """What the first line of compiled content tells. Raises ValueError where it is none."""
    found = json.loads(line)
    if not isinstance(found, dict) or not found.keys() >= HEAD:
        raise ValueError("no compiled content")
    return found


def to_stderr(line: str) -> None:
    """Tell people a line, where nobody said how."""
    sys.stderr.write(f"career-guide-mcp: {line}\n")


HEAD = frozenset({"sources", "listing", "digest", "checksum"})
