"""The product's code that is in use: files that something starts or imports, functions that
something names. A helper that nobody calls is not part of what the product does."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from career_guide.domain.repository.identifiers import listed, tail, words
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.own_names import own_names
from career_guide.domain.repository.searching import Spot
from career_guide.models.repository.code import (
    Call,
    Class,
    Code,
    Function,
    Handler,
    Raise,
    StringLiteral,
)
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot


class _Located(Protocol):
    @property
    def line(self) -> int: ...


Fact = TypeVar("Fact", bound=_Located, covariant=True)
BARRELS = frozenset({"__init__", "index", "mod"})
"""Files that hand on what others define; being handed on is not being used."""
STARTED = listed(
    "__main__ app application asgi bot cli client handler index instrumentation lambda_function "
    "lambda_handler main manage middleware serve server start streamlit_app wsgi"
)
"""Stems of files that a person or platform starts by convention."""
ROUTED = listed(
    "_app _document default error layout loading middleware not-found page route template"
)
"""Stems of files that a web framework finds by their place."""
ROUTED_FOLDERS = frozenset({"pages", "api", "routes", "functions", "commands", "management"})
BUILDING = listed(
    "APIRouter App Blueprint Client Express express FastAPI fastify FastMCP Flask Group Hono "
    "McpServer Router Server Starlette Typer"
)
"""Calls that make something which a platform starts, or which others register with."""
INERT = listed(
    "abstractmethod asynccontextmanager cache cached_property classmethod contextmanager "
    "dataclass lru_cache overload override property setter staticmethod wraps"
)
"""Decorators that register nothing."""
HOOKS = listed(
    "action default DELETE GET getServerSideProps getStaticProps handler HEAD init loader main "
    "OPTIONS PATCH POST PUT run setup"
)
"""Functions that a platform calls by their name."""
MOST_DECORATOR_LINES = 20
MOST_CALL_LINES = 12
ASIDE_FOLDERS = listed(
    ".ci .circleci .github alembic bench benchmark benchmarks bin ci demo demos deploy dev "
    "devtools docs example examples hack infra migrations playground sample samples sandbox script "
    "scripts tools-dev"
)
ASIDE_WORDS = listed(
    "benchmark debug demo demos download example examples install migrate migration migrations "
    "playground sample scratch seed simulate test tests wait"
)
"""Words of files beside the product: helpers of the author that the product does not import."""


@dataclass(frozen=True, eq=False)
class Seen(Generic[Fact]):
    """A fact and the file it stands in."""

    file: File
    fact: Fact

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return Spot(self.file, self.fact.line)


@dataclass(frozen=True, eq=False)
class Live:
    """Facts of the product's code that is in use, in the order of paths and lines.

    `names` are all identifiers that it reads, calls or imports, and words of what manifests
    start, `modules` all that it imports,
    `own` the functions and classes that it defines, `methods` the names of methods alone.
    """

    files: tuple[File, ...]
    calls: tuple[Seen[Call], ...]
    classes: tuple[Seen[Class], ...]
    functions: tuple[Seen[Function], ...]
    handlers: tuple[Seen[Handler], ...]
    raises: tuple[Seen[Raise], ...]
    strings: tuple[Seen[StringLiteral], ...]
    modules: frozenset[str]
    names: frozenset[str]
    own: frozenset[str]
    methods: frozenset[str]
    lines: Mapping[str, tuple[str, ...]]
    """The lines of each file, by path."""
    dead: Mapping[str, frozenset[int]]
    """Lines of functions that nothing names, by path."""


@per_snapshot
def live(repo: Snapshot) -> Live:
    """The product's code that is in use."""
    files = _leading(repo)
    started = _started_by_manifest(repo)
    used = _used_files(files, started)
    names = _names(used) | started
    return _collected(used, names)


def marked(code: Live, is_wanted: Callable[[str], bool]) -> tuple[Spot, ...]:
    """Where functions carry a decorator of this name: the decorator's own line, if it is near."""
    return tuple(
        _decorator(code, seen, name)
        for seen in code.functions
        for name in [next(filter(is_wanted, seen.fact.decorators), "")]
        if name
    )


def said_at(code: Live, seen: Seen[Call], names: Iterable[str]) -> Spot:
    """The line of a call on which one of these names stands; a call may go on over several."""
    first = seen.fact.line
    wanted = tuple(names)
    lines = code.lines[seen.file.path][first - 1 : first - 1 + MOST_CALL_LINES]
    hits = (first + at for at, text in enumerate(lines) if any(name in text for name in wanted))
    return Spot(seen.file, next(hits, first))


def _decorator(code: Live, seen: Seen[Function], name: str) -> Spot:
    lines = code.lines[seen.file.path]
    for line in range(seen.fact.line - 1, max(0, seen.fact.line - 1 - MOST_DECORATOR_LINES), -1):
        text = lines[line - 1].lstrip()
        if text.startswith("@") and tail(name) in text:
            return Spot(seen.file, line)
    return seen.spot


def _collected(files: tuple[File, ...], names: frozenset[str]) -> Live:
    calls: list[Seen[Call]] = []
    classes: list[Seen[Class]] = []
    functions: list[Seen[Function]] = []
    handlers: list[Seen[Handler]] = []
    raises: list[Seen[Raise]] = []
    strings: list[Seen[StringLiteral]] = []
    unused: dict[str, frozenset[int]] = {}
    for file in files:
        code = _code(file)
        dead = unused[file.path] = _dead_lines(code, names)
        calls += (Seen(file, fact) for fact in code.calls if fact.line not in dead)
        classes += (Seen(file, fact) for fact in code.classes)
        functions += (Seen(file, fact) for fact in code.functions if fact.line not in dead)
        handlers += (Seen(file, fact) for fact in code.handlers if fact.line not in dead)
        raises += (Seen(file, fact) for fact in code.raises if fact.line not in dead)
        strings += (Seen(file, fact) for fact in code.strings if fact.line not in dead)
    modules = frozenset(entry.module for file in files for entry in _code(file).imports)
    return Live(
        files=files,
        calls=tuple(calls),
        classes=tuple(classes),
        functions=tuple(functions),
        handlers=tuple(handlers),
        raises=tuple(raises),
        strings=tuple(strings),
        modules=modules,
        names=names,
        own=frozenset(seen.fact.name for seen in functions) | {seen.fact.name for seen in classes},
        methods=frozenset(tail(seen.fact.name) for seen in functions if "." in seen.fact.name),
        lines={file.path: tuple((file.text or "").split("\n")) for file in files},
        dead=unused,
    )


def _code(file: File) -> Code:
    if file.code is None:
        raise ValueError("a file without code is not part of the product")
    return file.code


def product(repo: Snapshot) -> tuple[File, ...]:
    """The project's own code; of a package for evaluations what evaluates, as it is the product."""
    named = {name.replace("-", "_") for name in own_names(repo)}
    return repo.product + tuple(
        file for file in repo.of_kind("eval")
        if file.code and any(_is_package(part, named) for part in file.path.split("/")[:-1])
    )  # fmt: skip


def _is_package(folder: str, names: Iterable[str]) -> bool:
    """Whether a folder is the package itself: `judge_kit` of `judge-kit` or of `llm-judge-kit`."""
    plain_name = folder.lower().replace("-", "_")
    return "_" in plain_name and any(
        name == plain_name or name.endswith(f"_{plain_name}") for name in names
    )


def _leading(repo: Snapshot) -> tuple[File, ...]:
    """Parsed sources, or notebooks with them where most of the code stands in notebooks."""
    files = tuple(file for file in product(repo) if file.code and file.code.is_parsed)
    sources = tuple(file for file in files if file.kind != "notebook")
    written = sum(_code(file).statements for file in sources)
    noted = sum(_code(file).statements for file in files) - written
    return sources if written >= noted else files


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.partition(".")[0]


def _used_files(files: tuple[File, ...], started: frozenset[str]) -> tuple[File, ...]:
    """Files that something starts or imports, without those beside the product; all of them
    where nothing is started."""
    importers: dict[str, set[str]] = {}
    for file in files:
        for name in _mentions(_code(file)):
            importers.setdefault(name, set()).add(file.path)
    reached = _reached_folders(files)
    used: list[File] = []
    aside: list[File] = []
    for file in files:
        stem = _stem(file.path)
        own = tail(file.folder.replace("/", ".")) if stem in BARRELS else stem
        by_others = importers.get(own, set()) - {file.path}
        if by_others and _aside_folders(file.path) <= reached:
            used.append(file)
        elif _is_started(file, stem, started):
            (aside if _is_aside(file, stem) else used).append(file)
    return tuple(used or aside) or files


def _mentions(code: Code) -> Iterable[str]:
    """Last parts of imported modules and the names taken from them, which may be modules too."""
    for entry in code.imports:
        module = entry.module.rstrip("/").rpartition("/")[2]
        # a file's name ends at its first dot, as in `find.tool.js` and `app.module`
        yield module.partition(".")[0] if "/" in entry.module else tail(module)
        yield from entry.names


def _started_by_manifest(repo: Snapshot) -> frozenset[str]:
    """Words of what manifests, containers and workflows start."""
    passages = [
        passage.text
        for file in repo.files
        if file.manifest
        for passage in (*file.manifest.starts, *file.manifest.commands)
    ]
    cut = " ".join(passages)
    for sign in "/.:\\\"'[](),=;":
        cut = cut.replace(sign, " ")
    return frozenset(cut.split())


def _is_started(file: File, stem: str, started: frozenset[str]) -> bool:
    code = _code(file)
    if code.has_entry or file.kind == "notebook" or code.language == "go":
        return True
    folders = file.folder.split("/")
    if stem in STARTED or stem in started or stem in ROUTED or ROUTED_FOLDERS & set(folders):
        return True
    if not code.functions and not code.classes and code.calls:
        return True
    return any(not call.inside and tail(call.name) in BUILDING for call in code.calls)


def _is_aside(file: File, stem: str) -> bool:
    return bool(_aside_folders(file.path) or ASIDE_WORDS & set(words(stem)))


def _aside_folders(path: str) -> frozenset[str]:
    return ASIDE_FOLDERS.intersection(path.lower().split("/")[:-1])


def _reached_folders(files: tuple[File, ...]) -> frozenset[str]:
    """Folders beside the product that the product itself imports from, so that they belong to it.

    Helpers that import each other are not in use by that.
    """
    modules = (
        entry.module.lower().replace("/", ".").split(".")
        for file in files
        if not _aside_folders(file.path)
        for entry in _code(file).imports
    )
    return ASIDE_FOLDERS.intersection(part for parts in modules for part in parts)


def _names(files: tuple[File, ...]) -> frozenset[str]:
    """Identifiers that are read, called, decorate, or are imported by a file that uses them."""
    names: set[str] = set()
    for file in files:
        code = _code(file)
        names |= code.names
        names.update(tail(call.name) for call in code.calls)
        names.update(part for call in code.calls for part in call.name.split("."))
        if _stem(file.path) not in BARRELS:
            names.update(name for entry in code.imports for name in entry.names)
        names.update(base for entry in code.classes for base in map(tail, entry.bases))
    return frozenset(names)


def _dead_lines(code: Code, names: frozenset[str]) -> frozenset[int]:
    """Lines of outer functions that nothing names; an inner one shares the fate of its outer one.

    A function that is handed to a call, as a route or tool, is named by the text beside it.
    """
    beside = {text for call in code.calls for text in call.strings}
    dead: set[int] = set()
    end = 0
    for function in sorted(
        code.functions, key=lambda function: (function.line, -function.end_line)
    ):
        if function.end_line <= end:
            continue
        end = function.end_line
        if function.name not in beside and not _is_named(function, names):
            dead.update(range(function.line, end + 1))
    return frozenset(dead)


def _is_named(function: Function, names: frozenset[str]) -> bool:
    owner, _, name = function.name.rpartition(".")
    if name in names or name in HOOKS or not name.isidentifier():
        return True
    if owner and (owner in names or tail(owner) in names):
        return True
    if name.startswith("__") and name.endswith("__"):
        return True
    return any(tail(decorator) not in INERT for decorator in function.decorators)
