"""Whether the file or module that a command starts is in the repository."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from career_guide.domain.repository.located import is_aside, row, rows
from career_guide.domain.repository.memo import per_snapshot
from career_guide.models.repository.files import File, ManifestKind, Passage
from career_guide.models.repository.snapshot import Snapshot

State = Literal["there", "missing", "unclear"]
"""`unclear`: a build or download makes it, a variable names it, or it comes with a dependency."""

_SCRIPT_ENDINGS = ("py", "js", "mjs", "cjs", "ts", "tsx", "mts", "sh", "bash", "rb", "php", "pl")
_COMPILED = frozenset(
    ("dist", "build", "out", "lib", "target", "bin", ".next", ".output", "public")
)
_FROM_SOURCE = ("ts", "tsx", "mts", "js", "mjs", "jsx", "cjs")
_OF_PYTHON = frozenset(
    (
        "asyncio", "compileall", "cprofile", "ensurepip", "http", "idlelib", "json", "pdb", "pip",
        "pydoc", "site", "timeit", "trace", "unittest", "venv", "zipapp", "zipfile",
    )
)  # fmt: skip
_WELL_KNOWN = frozenset(
    (
        "alembic", "black", "bottle", "build", "celery", "chainlit", "coverage", "debugpy",
        "django", "fastapi", "fastmcp", "flask", "gradio", "granian", "gunicorn", "hypercorn",
        "ipykernel", "jupyter", "langgraph", "mcp", "mkdocs", "mypy", "nltk", "notebook",
        "playwright", "prefect", "pytest", "ruff", "spacy", "streamlit", "supervisor", "tox",
        "twine", "uv", "uvicorn", "vllm", "waitress",
    )
)  # fmt: skip
"""Modules of others that are started by `python -m`, also where no manifest names them."""
_OF_IMAGE = frozenset(
    (
        "app", "code", "home", "opt", "service", "src", "srv", "task", "user", "usr", "var",
        "workspace",
    )
)  # fmt: skip
"""Folders of images to which a project is copied."""
_FETCHES = re.compile(r"\b(?:git\s+clone|curl\s|wget\s|npx\s+create-|degit\s|aws\s+s3\s+cp)")
_VARIABLE = re.compile(r"[${}<>*?%]")
_BUILD_SCRIPTS = ("build", "prestart", "postinstall", "prepare")
_START_SCRIPTS = frozenset(("start", "start:prod", "start:production", "serve", "prod"))


@dataclass(frozen=True, slots=True)
class Start:
    """A command of a manifest, what it starts, and whether that is there."""

    file: File
    passage: Passage
    state: State


def starts(repo: Snapshot, *kinds: ManifestKind) -> tuple[Start, ...]:
    """What manifests of these kinds start, in the order of paths and lines."""
    return tuple(
        Start(file, passage, _state(repo, file, passage))
        for file in repo.files
        if _is_own(file) and file.manifest and file.manifest.kind in kinds
        for passage in file.manifest.starts
        if file.manifest.kind != "node" or _is_start_script(file, passage)
    )


def starts_of(repo: Snapshot, file: File) -> tuple[Start, ...]:
    """What one manifest starts."""
    passages = file.manifest.starts if file.manifest else ()
    return tuple(Start(file, passage, _state(repo, file, passage)) for passage in passages)


def _is_own(file: File) -> bool:
    return file.kind not in ("vendored", "generated", "template", "test") and not is_aside(
        file.path
    )


def _is_start_script(file: File, passage: Passage) -> bool:
    """Of a package.json the script `start` and the entries of `bin`; `main` is often left over."""
    manifest = file.manifest
    at_line = [
        one.text for one in (manifest.commands if manifest else ()) if one.line == passage.line
    ]
    if at_line:
        return any(text.partition(": ")[0] in _START_SCRIPTS for text in at_line)
    return not re.match(r"\s*\"(?:main|module|browser)\"", row(file, passage.line))


def _state(repo: Snapshot, file: File, passage: Passage) -> State:
    path = passage.text.strip()
    if not path or _VARIABLE.search(path) or "://" in path:
        return "unclear"
    if _is_file(path):
        found = _has_file(repo, path)
        return "there" if found else _missing_file(repo, file, path)
    return _state_of_module(repo, file, path)


def _is_file(path: str) -> bool:
    return "/" in path or path.rpartition(".")[2].lower() in _SCRIPT_ENDINGS


def _has_file(repo: Snapshot, path: str) -> bool:
    """Whether a file or folder lies at the path or ends with it; images copy from anywhere.

    Folders at the root of an image are dropped: what lies in `/app` there was copied to it.
    """
    is_absolute = path.startswith("/") or "//" in path
    parts = [part for part in path.rpartition("//")[2].split("/") if part not in ("", ".", "..")]
    while parts:
        wanted = "/".join(parts)
        if wanted in _endings(repo) or wanted in _folders(repo):
            return True
        if any(sub == wanted or wanted.startswith(f"{sub}/") for sub in repo.submodules):
            return True
        if not is_absolute or len(parts) < 2 or parts[0].lower() not in _OF_IMAGE:
            return False
        parts = parts[1:]
    return False


def _missing_file(repo: Snapshot, file: File, path: str) -> State:
    if repo.is_truncated or _is_made(file, path) or _fetches(file.text or ""):
        return "unclear"
    parts = path.split("/")
    stem, _, ending = parts[-1].rpartition(".")
    is_script = ending.lower() in ("js", "mjs", "cjs") or not stem
    is_compiled = is_script and any(part in _COMPILED for part in parts[:-1])
    if is_compiled or is_script:
        if any(f"{stem}.{form}" in _endings(repo) for form in _FROM_SOURCE) and stem:
            return "unclear"
        if _builds(repo) and (is_compiled or "--from" in (file.text or "")):
            return "unclear"
    return "missing"


def _is_made(file: File, path: str) -> bool:
    """Whether the manifest itself writes the file."""
    name = path.rpartition("/")[2]
    return any(name in text.partition(">")[2] for text in rows(file) if ">" in text)


@lru_cache(maxsize=64)
def _fetches(text: str) -> bool:
    """Whether commands bring files from elsewhere."""
    return bool(_FETCHES.search(text))


@per_snapshot
def _builds(repo: Snapshot) -> bool:
    """Whether a package has a script that builds, or a compiler's settings are there."""
    manifests = [file.manifest for file in repo.files if file.manifest]
    return any(
        (one.kind == "node" and any(c.text.startswith(_BUILD_SCRIPTS) for c in one.commands))
        or (one.kind == "lint" and any(tool.text == "tsc" for tool in one.tools))
        for one in manifests
    )


def _state_of_module(repo: Snapshot, file: File, name: str) -> State:
    first = name.partition(".")[0].lower()
    path = name.replace(".", "/")
    forms = (f"{path}.py", f"{path}/__init__.py", f"{path}/__main__.py")
    if not _endings(repo).isdisjoint(forms) or path in _folders(repo):
        return "there"
    if first in _OF_PYTHON or first in _WELL_KNOWN or first.replace("_", "-") in _needed(repo):
        return "unclear"
    if repo.is_truncated or _fetches(file.text or ""):
        return "unclear"
    return "missing"


@per_snapshot
def _needed(repo: Snapshot) -> frozenset[str]:
    """Dependencies that manifests name, also without a leading `python-`."""
    names = {
        name
        for file in repo.files
        if file.manifest and file.manifest.kind == "python"
        for name in file.manifest.dependencies
    }
    return frozenset(names | {name.removeprefix("python-") for name in names})


@per_snapshot
def _endings(repo: Snapshot) -> frozenset[str]:
    """Every path of the repository and all its ends, at segments."""
    return frozenset(end for file in repo.files for end in _ends(file.path))


@per_snapshot
def _folders(repo: Snapshot) -> frozenset[str]:
    """The same of every folder."""
    folders = {file.folder for file in repo.files}
    return frozenset(end for folder in folders for end in _ends(folder))


def _ends(path: str) -> Iterator[str]:
    parts = path.split("/")
    for start in range(max(0, len(parts) - 8), len(parts)):
        yield "/".join(parts[start:])
    if len(parts) > 8:
        yield path
