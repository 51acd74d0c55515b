"""Tests of a project that can fail: which of them touch its own code, and how they assert."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from career_guide.domain.repository.local_imports import LocalImports
from career_guide.domain.repository.located import rows
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.own_names import normal, packages
from career_guide.models.repository.code import Function
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot

MATERIAL = frozenset(("testdata", "fixtures", "fixture", "node_modules", "snapshots"))
"""Folders of what tests work on; code in them is no test of the project."""
RUNS = frozenset(
    (
        "run", "Popen", "check_output", "check_call", "call", "spawn", "spawnSync", "exec",
        "execSync", "execFile", "execFileSync", "Command", "invoke", "create_subprocess_exec",
    )
)  # fmt: skip
"""Last parts of calls that start a program."""
LOADS = frozenset(("import_module", "patch", "spec_from_file_location", "setattr"))
_LOCAL = re.compile(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|testserver)\b")
_MARKED = re.compile(
    r"#\[(?:\w{1,30}::)?test\b|@Test\b|@ParameterizedTest|\[(?:Fact|Theory|Test|TestMethod)\]"
    r"|^\s*(?:it|test|specify|describe)\s*[\"'(]|\bfunc\s+test[A-Z]|\bdef\s+test_|@test\s+\""
    r"|\bTEST(?:_F|_CASE)?\(|\bfunction\s+test[A-Z_]",
)
_ASSERTED = re.compile(
    r"\bassert\w*!?\s*[(:!\s]|\bexpect\b|\bshould\b|XCTAssert|Assert\.|assertThat|\bEXPECT_|\bREQUIRE\("
)
MOST_ROWS = 4_000
MOST_WORDS = 20
"""Words of a text that may be a command."""


@dataclass(frozen=True, slots=True)
class Tested:
    """Tests that assert something which can fail and touch the project's own code.

    `total` counts all test functions; `empty` holds one without such an assertion or without such
    code for each file; `unjudged` are test files that could not be taken apart.
    """

    real: tuple[tuple[File, Function], ...]
    empty: tuple[tuple[File, Function], ...]
    total: int
    unjudged: tuple[File, ...]


@per_snapshot
def tested(repo: Snapshot) -> Tested:
    """What the tests of the project do, in the order of paths and lines."""
    files = [file for file in repo.of_kind("test") if file.code and not _is_material(file)]
    touching = _touching(repo, files)
    real: list[tuple[File, Function]] = []
    empty: list[tuple[File, Function]] = []
    total = 0
    for file in files:
        own = [one for one in file.code.functions if one.is_test] if file.code else []
        total += len(own)
        good = [one for one in own if one.assertions and file.path in touching]
        real += [(file, one) for one in good]
        if own and not good:
            empty.append((file, own[0]))
    unjudged = tuple(f for f in files if f.code and not f.code.is_parsed and f.text)
    return Tested(tuple(real), tuple(empty), total, unjudged)


@per_snapshot
def by_convention(repo: Snapshot) -> tuple[tuple[File, int, int], ...]:
    """Files in languages that are not parsed that hold tests by the convention of a framework.

    Each with the line of the first test, and the smaller count of its tests and assertions.
    """
    found = []
    for file in repo.of_kind("test", "source"):
        if file.language != "other" or not file.text or _is_material(file):
            continue
        marked = [n for n, text in enumerate(rows(file)[:MOST_ROWS], 1) if _hit(_MARKED, text)]
        asserted = sum(_hit(_ASSERTED, text) for text in rows(file)[:MOST_ROWS])
        if marked and asserted:
            found.append((file, marked[0], min(len(marked), asserted)))
    return tuple(found)


def _hit(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) < 500 and bool(pattern.search(text))


def _is_material(file: File) -> bool:
    return not MATERIAL.isdisjoint(part.lower() for part in file.path.split("/")[:-1])


def _touching(repo: Snapshot, files: Iterable[File]) -> frozenset[str]:
    """Paths of test files that reach the project's code: by import, call, client or fixture."""
    files = tuple(files)
    product = tuple(repo.of_kind("source", "eval", "notebook"))
    local = LocalImports(product)
    among = LocalImports(files)
    names = _package_names(repo)
    scripts = frozenset(file.name for file in product if file.language) | _console_names(repo)
    go_folders = {file.folder for file in product if file.language == "go"}
    found = {
        file.path
        for file in files
        if local.imported_by(file)
        or _imports_package(file, names)
        or (file.language == "go" and file.folder in go_folders)
        or _drives(file, local, scripts)
    }
    found |= _by_fixture(files, found)
    for _ in range(3):  # helpers of helpers
        more = {f.path for f in files if f.path not in found and among.imported_by(f) & found}
        if not more:
            break
        found |= more
    return frozenset(found)


def _package_names(repo: Snapshot) -> frozenset[str]:
    return frozenset(normal(f.manifest.name) for f in packages(repo) if f.manifest)


def _console_names(repo: Snapshot) -> frozenset[str]:
    """Names of commands that the packages install."""
    return frozenset(
        command.text.partition(": ")[0]
        for file in packages(repo)
        if file.manifest and file.manifest.kind == "python"
        for command in file.manifest.commands
    )


def _imports_package(file: File, names: frozenset[str]) -> bool:
    """Whether a package of the project is imported by its name."""
    for one in file.code.imports if file.code else ():
        first = one.module if one.module.startswith("@") else one.module.partition(".")[0]
        parts = first.split("/")
        whole = "/".join(parts[:2]) if first.startswith("@") else parts[0]
        if normal(whole) in names:
            return True
    return False


def _drives(file: File, local: LocalImports, scripts: frozenset[str]) -> bool:
    """Whether calls start a program of the project, load a module of it or ask a local server."""
    starting: set[str] = set()
    for call in file.code.calls if file.code else ():
        last = call.name.rpartition(".")[2]
        if last in RUNS:
            starting.add(call.inside)
        if any(_LOCAL.match(text) for text in call.strings):
            return True
        if last in ("goto", "visit") and any(text.startswith("/") for text in call.strings):
            return True
        if last in LOADS and any(_is_module(text, local) for text in call.strings):
            return True
    return bool(starting) and _names_program(file, starting, local, scripts)


def _names_program(
    file: File, functions: set[str], local: LocalImports, scripts: frozenset[str]
) -> bool:
    """Whether texts in these functions name a script, module or command of the project.

    The words of a command often stand in a list, so all texts of the function count.
    """
    texts = [one.text for one in file.code.strings if one.inside in functions] if file.code else []
    return any(
        word.rpartition("/")[2] in scripts or _is_module(word, local)
        for text in texts
        for word in text.split()[:MOST_WORDS]
    )


def _is_module(text: str, local: LocalImports) -> bool:
    """Whether a dotted name leads to a module of the project, as a whole or up to a member."""
    while "." in text:
        if local.named(text):
            return True
        text = text.rpartition(".")[0]
    return False


def _by_fixture(files: Iterable[File], touching: set[str]) -> set[str]:
    """Test files whose functions take a fixture from a conftest that touches the project."""
    fixtures = {
        file.folder: {one.name for one in _functions(file) if _is_fixture(one)}
        for file in files
        if file.name == "conftest.py" and file.path in touching
    }
    found = set()
    for file in files:
        taken = {name for one in _functions(file) for name in one.parameters}
        if any(taken & fixtures[folder] for folder in _above(file.folder) if folder in fixtures):
            found.add(file.path)
    return found


def _functions(file: File) -> tuple[Function, ...]:
    return file.code.functions if file.code else ()


def _is_fixture(function: Function) -> bool:
    return any("fixture" in name for name in function.decorators)


def _above(folder: str) -> Iterator[str]:
    """A folder and those around it, up to the root."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""
