"""Files that do not belong into a repository, weighed by how serious they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from career_guide.domain.repository.located import is_aside
from career_guide.domain.repository.memo import per_snapshot
from career_guide.domain.repository.modules import compiled_beside, near_copies
from career_guide.models.repository.files import File
from career_guide.models.repository.snapshot import Snapshot

Sort = Literal[
    "secrets", "dependencies", "caches", "litter of desktops", "build output", "copies",
    "leftovers", "personal documents", "databases and films", "large files", "scripts at the root",
]  # fmt: skip
SERIOUS = 3
"""From this weight on, of one sort or of all together, the clutter is serious."""
MANY = 5
LARGE_BYTES = 10 << 20
"""From here on a binary file is large; git keeps every version of it."""
FILM_BYTES = 1 << 20
LEAST_COPY_BYTES = 200
MOST_COPY_BYTES = 1 << 20

_DEPENDENCY_FOLDERS = frozenset(
    ("node_modules", "bower_components", ".venv", "venv", "virtualenv", "site-packages", ".tox",
     ".nox", ".eggs")
)  # fmt: skip
_CACHE_FOLDERS = frozenset(
    ("__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".ipynb_checkpoints", ".cache",
     ".parcel-cache", ".gradle", ".terraform")
)  # fmt: skip
_COMPILED = (".pyc", ".pyo", ".class", ".o", ".obj")
_OUTPUT_FOLDERS = frozenset(
    ("dist", "build", "out", ".next", ".nuxt", ".output", ".svelte-kit", "coverage", "htmlcov",
     "target", ".nyc_output", "_site", ".turbo", ".vercel")
)  # fmt: skip
_LITTER = frozenset((".ds_store", "thumbs.db", "desktop.ini", "npm-debug.log", "nohup.out"))
_COPY_NAME = re.compile(
    r"[ _.-](?:copy|bak|orig|old|final)(?:[ _.-]?\d{1,2})?$|\(\d{1,2}\)$|(?:^|_)copy[ _]of",
    re.IGNORECASE,
)
_BACKUP_FORM = re.compile(r"\.(?:bak|orig|old|backup|swp|tmp)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(.{2,80}?)[ _-]?(?:v\d{1,2}|final|new|latest|updated|fixed|\d)$", re.IGNORECASE
)
_PERSONAL = re.compile(
    r"(?:^|[^a-z])(?:resume|résumé|cv|curriculum|passport|payslip|cover[ _-]?letter"
    r"|offer[ _-]?letter)(?:$|[^a-z])",
    re.IGNORECASE,
)
_SAMPLE = re.compile(r"example|sample|template|dummy|placeholder|fake|mock", re.IGNORECASE)
_DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages")
_DATABASES = (".db", ".sqlite", ".sqlite3", ".mdb", ".rdb", ".dump")
_FILMS = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v")
_AD_HOC = re.compile(
    r"(?:test|tests|demo|debug|check|fix|tmp|temp|try|quick|simple|verify|enhanced|diagnostic"
    r"|run_all|old|new|scratch|playground|example|experiment|manual|validate)[_-].+"
    r"|.+[_-](?:test|demo|debug|old|backup|tmp|evaluation|example|v\d)",
    re.IGNORECASE,
)
_SHOWN_FOLDERS = frozenset(("public", "static", "assets", "media", "images", "content"))
"""Where a site keeps the pictures and films of its pages."""
_SCRIPTS = (".py", ".js", ".mjs", ".cjs", ".ts", ".sh", ".ipynb", ".ps1", ".bat")
_KEY = re.compile(
    r"(?<![A-Za-z0-9_-])(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,}"
    r"|glpat-[A-Za-z0-9_-]{20}|sk-(?:proj-|ant-)?[A-Za-z0-9_-]{40,}|xox[bap]-[0-9A-Za-z-]{24,}"
    r"|AIza[0-9A-Za-z_-]{35}|hf_[A-Za-z0-9]{34}|gsk_[A-Za-z0-9]{40,}|tvly-[A-Za-z0-9]{28,})"
)
_STAND_IN = re.compile(
    r"x{6,}|(.)\1{7}|abcdef|123456789|your|example|dummy|fake|test", re.IGNORECASE
)
_KEY_MARKS = (
    "AKIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "sk-", "xox", "AIza",
    "hf_", "gsk_", "tvly-",
)  # fmt: skip
_SAMPLE_FOLDERS = frozenset(
    ("data", "docs", "snippets", "code-snippets", "corpus", "mocks", "demo")
)
_OF_PAGES = "AIza"
_KEY_FILE = re.compile(
    r"^id_(?:rsa|dsa|ecdsa|ed25519)$|\.(?:pem|key|ppk|gpg|asc|p12|pfx|jks|keystore|kdbx?)$"
    r"|^(?:\.netrc|_netrc|\.pgpass|\.git-credentials)$|\.json$"
)
LEAST_DIGITS = 2
LEGAL_COPIES = frozenset(
    ("license", "licence", "notice", "copying", "__init__", "index", "conftest")
)
_MATERIAL_FOLDERS = frozenset(
    ("fixtures", "fixture", "testdata", "test_data", "resources", "eval_sets", "examples",
     "samples", "themes", "templates", "snapshots", "vendor", "migrations", "versions")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heap:
    """Files of one sort that do not belong here, the most telling first, and their weight."""

    sort: Sort
    files: tuple[File, ...]
    weight: int


def heaps(repo: Snapshot) -> tuple[Heap, ...]:
    """Every sort of clutter that is there, the heaviest first."""
    found = [heap for heap in _heaps(repo) if heap.files]
    return tuple(sorted(found, key=lambda heap: -heap.weight))


def _heaps(repo: Snapshot) -> Iterator[Heap]:
    secrets = tuple(_secrets(repo))
    yield Heap("secrets", secrets, SERIOUS)
    inside = tuple(f for f in repo.files if _lies_in(f, _DEPENDENCY_FOLDERS))
    yield Heap("dependencies", inside, SERIOUS if len(inside) >= MANY else 1)
    caches = tuple(f for f in repo.files if _is_cache(f) and not _lies_in(f, _DEPENDENCY_FOLDERS))
    yield Heap("caches", caches, SERIOUS if len(caches) >= MANY else 1)
    litter = tuple(f for f in repo.files if f.name.lower() in _LITTER)
    yield Heap("litter of desktops", litter, 1)
    output = tuple(_output(repo))
    yield Heap("build output", output, SERIOUS if len(output) >= MANY else 1)
    copies = tuple(_copies(repo))
    yield Heap("copies", copies, min(len(copies), SERIOUS))
    left = tuple(_leftovers(repo))
    yield Heap("leftovers", left, min(len(left), SERIOUS))
    personal = tuple(f for f in _assets(repo) if _is_personal(f))
    yield Heap("personal documents", personal, min(2 * len(personal), SERIOUS))
    stored = tuple(f for f in _assets(repo) if _is_stored(f))
    yield Heap("databases and films", stored, min(len(stored), SERIOUS))
    large = tuple(f for f in repo.files if _is_large(f) and f not in stored)
    yield Heap("large files", large, min(2 * len(large), SERIOUS))
    root = tuple(f for f in repo.files if _is_ad_hoc(f))
    yield Heap("scripts at the root", root, _weight_of_scripts(len(root)))


def _secrets(repo: Snapshot) -> Iterator[File]:
    """Files that hold a secret by their name and content, and those in which a key stands."""
    for file in repo.files:
        if is_aside(file.path) or file.kind in ("vendored", "test") or _SAMPLE.search(file.name):
            continue
        if file.unread == "secret" or (file.text and _holds_key(file.text)):
            yield file


@per_snapshot
def keys(repo: Snapshot) -> tuple[File, ...]:
    """Files that are or hold a key to something: private keys, stores of them, tokens in a text.

    Settings with values may hold nothing but addresses; keys of web pages are public.
    """
    return tuple(
        file for file in _secrets(repo)
        if file.kind not in ("data", "docs") and not _is_of_samples(file.path)
        and ((file.unread == "secret" and _KEY_FILE.search(file.name.lower()))
        or (file.text and _holds_key(file.text, public=False)))
    )  # fmt: skip


def _is_of_samples(path: str) -> bool:
    return not _SAMPLE_FOLDERS.isdisjoint(path.lower().split("/")[:-1])


def _holds_key(text: str, *, public: bool = True) -> bool:
    return any(
        (hit := _KEY.match(text, at)) and _is_random(hit.group())
        for mark in _KEY_MARKS
        if public or mark != _OF_PAGES
        for at in _found(text, mark)
    )


def _found(text: str, mark: str) -> Iterator[int]:
    """Where a mark stands; looked for by itself, as that is far faster than a pattern."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _is_random(key: str) -> bool:
    """Whether a key looks drawn by lot, not typed as a stand-in."""
    digits = sum(char.isdigit() for char in key)
    capitals = sum(char.isupper() for char in key)
    return digits >= LEAST_DIGITS and capitals >= LEAST_DIGITS and not _STAND_IN.search(key)


def _lies_in(file: File, folders: frozenset[str]) -> bool:
    return not folders.isdisjoint(file.path.lower().split("/")[:-1])


def _is_cache(file: File) -> bool:
    name = file.name.lower()
    return _lies_in(file, _CACHE_FOLDERS) or name.endswith(_COMPILED)


def _output(repo: Snapshot) -> Iterator[File]:
    """What a build wrote, beside the source it was made from."""
    yield from compiled_beside(repo)
    if not any(file.language for file in repo.of_kind("source")):
        return
    for file in repo.of_kind("generated"):
        parts = file.path.lower().split("/")[:-1]
        is_package = any(part.endswith(".egg-info") for part in parts)
        is_built = is_package or not _OUTPUT_FOLDERS.isdisjoint(parts)
        if is_built and not _lies_in(file, _DEPENDENCY_FOLDERS | _CACHE_FOLDERS):
            yield file


def _copies(repo: Snapshot) -> Iterator[File]:
    """Texts that repeat another one, and scripts with most lines in common with one."""
    texts = [
        file for file in repo.of_kind("source", "test", "eval", "docs")
        if file.text and LEAST_COPY_BYTES <= file.size <= MOST_COPY_BYTES
        and (file.language or file.kind == "docs") and not _is_material(file)
        and file.name.lower().partition(".")[0] not in LEGAL_COPIES
    ]  # fmt: skip
    first: dict[str, File] = {}
    seen: set[str] = set()
    for file in texts:
        if file.text and first.setdefault(file.text, file) is not file:
            seen.add(file.path)
            yield file
    compiled = {file.path for file in compiled_beside(repo)}
    scripts = [file for file in texts if file.language and file.path not in seen | compiled]
    for one, other in near_copies(scripts):
        if _is_variant(one, other) and other.path not in seen:
            seen.add(other.path)
            yield other


def _is_material(file: File) -> bool:
    """Whether a file is what tests, examples or evaluations work on."""
    return _lies_in(file, _MATERIAL_FOLDERS)


def _is_variant(one: File, other: File) -> bool:
    """Whether near copies go by names that tell versions: one begins with the other."""
    names = sorted(
        (one.name.partition(".")[0].lower(), other.name.partition(".")[0].lower()), key=len
    )
    return len(names[0]) > 2 and names[0] in names[1]


def _leftovers(repo: Snapshot) -> Iterator[File]:
    """Files whose names say that they are an old or another version."""
    stems = {(f.folder, f.name.rpartition(".")[0].lower() or f.name.lower()) for f in repo.files}
    for file in repo.files:
        if not (file.language or file.kind in ("docs", "notebook", "config")) or _is_aside(file):
            continue
        stem, _, form = file.name.rpartition(".")
        stem = stem or form
        if _BACKUP_FORM.search(file.name) or _COPY_NAME.search(stem):
            yield file
        elif file.language and (hit := _NUMBERED.match(stem)):
            is_beside = (file.folder, hit.group(1).lower()) in stems
            if is_beside:
                yield file


def _is_aside(file: File) -> bool:
    is_copy = file.kind in ("vendored", "generated", "data", "eval", "template")
    return is_copy or file.name.startswith(".") or _is_material(file)


def _assets(repo: Snapshot) -> Iterable[File]:
    return (f for f in repo.files if f.kind not in ("vendored", "generated"))


def _is_personal(file: File) -> bool:
    """Whether a document goes by the name of a personal paper, outside of data."""
    if not file.name.lower().endswith(_DOCUMENTS) or file.kind in ("data", "eval"):
        return False
    stem = file.name.rpartition(".")[0]
    return bool(_PERSONAL.search(stem)) and not _SAMPLE.search(file.path)


def _is_stored(file: File) -> bool:
    name = file.name.lower()
    if name.endswith(_DATABASES):
        return file.kind not in ("test", "eval") and file.size > 0
    is_shown = _lies_in(file, _SHOWN_FOLDERS)
    is_film = name.endswith(_FILMS) and not is_shown
    return is_film and (file.size >= FILM_BYTES or file.unread == "missing")


def _is_large(file: File) -> bool:
    if file.kind in ("vendored", "generated", "notebook"):
        return False
    return file.size >= LARGE_BYTES and file.text is None


def _is_ad_hoc(file: File) -> bool:
    """Whether a script at the root is a trial: by its name, and it is no test that asserts."""
    if file.folder or not file.name.lower().endswith(_SCRIPTS) or file.kind == "config":
        return False
    if not _AD_HOC.fullmatch(file.name.rpartition(".")[0]):
        return False
    tests = [one for one in file.code.functions if one.is_test] if file.code else []
    return not any(one.assertions for one in tests)


def _weight_of_scripts(count: int) -> int:
    return SERIOUS if count > SERIOUS else max(count - 1, 0)
