"""Modules of a project: which files have a purpose of their own, and how they hang together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from career_guide.domain.repository.local_imports import LocalImports
from career_guide.domain.repository.located import is_aside, rows
from career_guide.domain.repository.memo import per_snapshot
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot

LEAST_STATEMENTS = 3
"""Fewer make no module: an empty `__init__`, a list of exports."""
LEAST_BYTES = 150
"""The same for languages that are not parsed."""
BYTES_A_STATEMENT = 40
LEAST_LINES = 12
"""Distinct lines that two files must share before one is a copy of the other."""
COPIED_PERCENT = 60
LONGEST_LINE = 300
COMMON = 6
"""A line that stands in so many files tells no copies apart."""
MOST_LINES = 3_000
MOST_LINES_IN_ALL = 400_000
SHELL = frozenset(("sh", "bash", "zsh", "fish", "ps1", "bat", "cmd", "gradlew", "mvnw"))


@dataclass(frozen=True)
class Modules:
    """The modules of a project without copies, and the links between them.

    `copies` are pairs of files of which the second repeats the first; `linked` are paths of
    modules that import another one or are imported; `largest_percent` is the share of statements
    in the largest module.
    """

    files: tuple[File, ...]
    copies: tuple[tuple[File, File], ...]
    linked: frozenset[str]
    statements: int
    largest: File | None
    largest_percent: int
    is_mostly_parsed: bool


@per_snapshot
def modules(repo: Snapshot) -> Modules:
    """What the project's own code is made of; tests, notebooks and examples are left out."""
    compiled = {file.path for file in compiled_beside(repo)}
    candidates = [
        file
        for file in repo.of_kind("source", "eval")
        if _is_module(file) and file.path not in compiled
    ]
    copies = near_copies(candidates)
    repeated = {second.path for _, second in copies}
    files = tuple(file for file in candidates if file.path not in repeated)
    sizes = {file.path: _weight(file) for file in files}
    total = sum(sizes.values())
    largest = max(files, key=lambda file: (sizes.get(file.path, 0), file.path), default=None)
    share = 100 * sizes.get(largest.path, 0) // total if largest and total else 0
    unparsed = sum(not (file.code and file.code.is_parsed) for file in files)
    return Modules(
        files=files,
        copies=copies,
        linked=frozenset(_linked(files)),
        statements=total,
        largest=largest,
        largest_percent=share,
        is_mostly_parsed=unparsed * 4 <= len(files),
    )


def _weight(file: File) -> int:
    """Statements, or how many a file of its size would hold."""
    if file.code and file.code.is_parsed:
        return file.code.statements
    return file.size // BYTES_A_STATEMENT


def compiled_beside(repo: Snapshot) -> tuple[File, ...]:
    """Scripts that a compiler wrote beside the source of the same name."""
    known = repo.by_path
    return tuple(
        file for file in repo.files if file.path.endswith(".js") and f"{file.path[:-3]}.ts" in known
    )


def _is_module(file: File) -> bool:
    if file.language is None or is_aside(file.path):
        return False
    if file.code and file.code.is_parsed:
        return file.code.statements >= LEAST_STATEMENTS
    return file.size >= LEAST_BYTES and file.name.rpartition(".")[2].lower() not in SHELL


def near_copies(files: Iterable[File]) -> tuple[tuple[File, File], ...]:
    """Pairs of files of one language that share most of their lines, in the order of paths."""
    lines: dict[str, frozenset[str]] = {}
    known: dict[str, File] = {}
    budget = MOST_LINES_IN_ALL
    for file in files:
        if budget <= 0:
            break
        known[file.path] = file
        lines[file.path] = _telling(file)
        budget -= len(lines[file.path])
    holders: dict[str, list[str]] = {}
    for path, own in lines.items():
        for text in own:
            holders.setdefault(text, []).append(path)
    shared: Counter[tuple[str, str]] = Counter()
    for paths in holders.values():
        if 1 < len(paths) <= COMMON:
            shared.update((a, b) for n, a in enumerate(paths) for b in paths[n + 1 :])
    found = []
    for (first, second), count in sorted(shared.items()):
        least = min(len(lines[first]), len(lines[second]))
        if count >= LEAST_LINES and count * 100 >= COPIED_PERCENT * least:
            found.append((known[first], known[second]))
    return tuple(found)


def _telling(file: File) -> frozenset[str]:
    """Lines that say something: neither short ones nor imports."""
    return frozenset(
        text
        for raw in rows(file)[:MOST_LINES]
        if 8 <= len(text := raw.strip()) <= LONGEST_LINE
        and not text.startswith(("import ", "from ", "#", "//", "*", "/*", "<", "@"))
    )


def _linked(files: tuple[File, ...]) -> set[str]:
    """Paths of modules that one other module imports or that import one."""
    local = LocalImports(files)
    found: set[str] = set()
    for file in files:
        for target in local.imported_by(file):
            if target != file.path:
                found |= {file.path, target}
    go_folders = Counter(file.folder for file in files if file.language == "go")
    found |= {f.path for f in files if f.language == "go" and go_folders[f.folder] > 1}
    return found
