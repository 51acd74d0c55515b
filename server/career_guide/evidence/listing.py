"""What stands in a repository before anything is read, and which of it is worth the caps."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from career_guide.evidence.raw_path import PATH_LIMIT
from career_guide.evidence.watch import Watch
from career_guide.models.repository.snapshot import Caps

ChildKind = Literal["file", "folder", "submodule", "other"]
"""`other` is a link or device."""
LISTED_FACTOR = 10
"""As many times the cap of files are listed before it is decided which are kept."""
_PACKAGE_FOLDERS = frozenset(
    {
        b"node_modules", b"bower_components", b"jspm_packages", b".pnpm-store", b"site-packages",
        b".venv", b"venv", b".tox", b".nox", b"__pypackages__", b"__pycache__", b".mypy_cache",
        b".pytest_cache", b".ruff_cache", b".ipynb_checkpoints", b".gradle", b".next", b".nuxt",
    }
)  # fmt: skip
_TELLING = re.compile(
    rb"\.(py|pyi|ipynb|js|jsx|mjs|cjs|ts|tsx|mts|cts|go|rs|java|kt|rb|cs|cpp|c|h|php|swift|scala"
    rb"|sh|sql|vue|svelte|toml|cfg|ini|ya?ml|tf|prisma|proto|rst|mdx|dockerfile)$"
    rb"|(^|/)(readme[^/]*|dockerfile[^/]*|makefile|procfile|changelog[^/]*|go\.mod)$"
    rb"|^[^/]*$",
    re.IGNORECASE,
)
_BINARY = re.compile(
    rb"\.(png|jpe?g|gif|webp|bmp|ico|icns|tiff?|heic|avif|psd|mp[34]|m4[av]|wav|ogg|flac|mov|avi"
    rb"|webm|mkv|woff2?|ttf|otf|eot|zip|gz|tgz|bz2|xz|7z|rar|jar|whl|egg|exe|dll|so|dylib|a|o"
    rb"|class|pyc|pyo|pyd|wasm|pdf|docx?|xlsx?|pptx?|parquet|feather|npy|npz|pkl|pickle|joblib"
    rb"|pt|pth|onnx|safetensors|gguf|faiss|h5|hdf5|sqlite3?|db|bin|mmdb)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One file that is listed: its path as bytes, and where its content is.

    `object_id` is that of a git object, empty in a plain folder. `size` is None where it is not
    known yet. `is_regular` is False for a link or device.
    """

    path: bytes
    is_regular: bool
    object_id: bytes = b""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """One name in a folder, as `walked` asks for it."""

    name: bytes
    kind: ChildKind
    object_id: bytes = b""
    size: int | None = None


class FolderUnreadable(Exception):
    """A folder whose names cannot be read; `cut` is the name under which that is told."""

    def __init__(self, cut: str) -> None:
        super().__init__(cut)
        self.cut = cut


@dataclass(slots=True)
class Listing:
    """Everything that was listed. `cut` names the caps that were reached, and `unreadable` where
    folders could not be opened."""

    found: list[Found] = field(default_factory=list)
    submodules: list[bytes] = field(default_factory=list)
    cut: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Pending:
    depth: int
    path: bytes
    object_id: bytes


def walked(
    root_id: bytes, children: Callable[[bytes, bytes], Iterable[Child]], caps: Caps, watch: Watch
) -> Listing:
    """Every file below a root, in the order of the paths, up to the caps.

    Folders are opened level by level, those of installed packages last. `children(path, id)` gives
    the names in a folder or raises FolderUnreadable.
    """
    listing = Listing()
    own, packages = [_Pending(0, b"", root_id)], list[_Pending]()
    folders = 0
    while own or packages:
        is_own = bool(own)
        level = sorted(own or packages, key=lambda pending: pending.path)
        own, packages = [], packages if is_own else []
        for here in level:
            if folders >= caps.folders or _is_full(listing, caps):
                if is_own:
                    listing.cut.add("files" if _is_full(listing, caps) else "folders")
                break
            folders += 1
            watch.step(folders, 0, "folders")
            try:
                names = children(here.path, here.object_id)
            except FolderUnreadable as error:
                listing.cut.add(error.cut)
                continue
            for below in _put(here, names, listing, caps):
                is_package = is_package_folder(below.path.rpartition(b"/")[2])
                (own if is_own and not is_package else packages).append(below)
    listing.found.sort(key=lambda file: file.path)
    listing.submodules.sort()
    return listing


def _put(here: _Pending, children: Iterable[Child], listing: Listing, caps: Caps) -> list[_Pending]:
    """Put the names in one folder into the listing; gives the folders below."""
    below = []
    prefix = here.path + b"/" if here.path else b""
    for child in children:
        path = prefix + child.name
        if _is_full(listing, caps):
            listing.cut.add("files")
            break
        if len(path) > PATH_LIMIT or (child.kind == "folder" and here.depth >= caps.depth):
            listing.cut.add("depth")
        elif child.kind == "folder":
            below.append(_Pending(here.depth + 1, path, child.object_id))
        elif child.kind == "submodule":
            listing.submodules.append(path)
        else:
            is_regular = child.kind == "file"
            listing.found.append(Found(path, is_regular, child.object_id, child.size))
    return below


def _is_full(listing: Listing, caps: Caps) -> bool:
    return len(listing.found) >= LISTED_FACTOR * caps.files


def is_package_folder(name: bytes) -> bool:
    """Whether a folder of this name holds installed or made files, not the project's own."""
    return name.lower() in _PACKAGE_FOLDERS


def is_in_package_folder(path: bytes) -> bool:
    """Whether a file lies below such a folder."""
    return any(is_package_folder(part) for part in path.split(b"/")[:-1])


def is_binary_by_name(path: bytes) -> bool:
    """Whether the ending of the name says that the file is no text."""
    return _BINARY.search(path) is not None


def kept(listing: Listing, caps: Caps) -> list[Found]:
    """The files that fit the cap, in the order of their paths.

    When they do not fit, those go first that say little about the project: installed packages,
    then everything that is no code, manifest, readme or file of the root. That packages were left
    out is not a cut, because nothing of them counts.
    """
    if len(listing.found) <= caps.files:
        return listing.found
    ranked = sorted(listing.found, key=lambda file: (_rank(file.path), file.path))
    left_out = ranked[caps.files :]
    if any(_rank(file.path) < 2 for file in left_out):
        listing.cut.add("files")
    return sorted(ranked[: caps.files], key=lambda file: file.path)


def reading_order(files: Iterable[Found]) -> list[Found]:
    """The order in which contents share the cap of all bytes: telling files first, small first."""
    return sorted(files, key=lambda file: (_rank(file.path), file.size or 0, file.path))


def _rank(path: bytes) -> int:
    if is_in_package_folder(path):
        return 2
    return 0 if _TELLING.search(path) else 1
