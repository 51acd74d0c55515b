"""Finding the git directory of a folder, and refusing what leads out of the allowed root."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from career_guide.evidence.roots import FLAG, Place
from career_guide.evidence.safe_folder import Folder
from career_guide.refusals import RepositoryRefused

_POINTER_LIMIT = 4_096
_CONFIG_LIMIT = 1 << 20
_MOST_ALTERNATES = 16
_LEADS_OUT = "leads out of the folder that may be read"
_SELF_CONTAINED = (
    "a repository with all its data in one allowed folder: a fresh clone, or an allowed folder"
    f" that holds both ({FLAG} DIR)"
)


@dataclass(frozen=True, slots=True)
class GitDirectory:
    """An open git directory.

    `own` holds HEAD, `common` the refs (they differ in a linked worktree), `objects` every place
    of objects. `unsupported` says what keeps it from being read, with `objects` empty then.
    `is_bare`: the folder that was passed is this directory.
    """

    own: Folder
    common: Folder
    objects: tuple[Folder, ...]
    is_bare: bool
    unsupported: str = ""


def open_git_directory(place: Place, folder: Folder, stack: ExitStack) -> GitDirectory | None:
    """The git directory of a folder, or None; the stack closes what is opened.

    A git directory is taken for itself only when it is the folder that was passed. Nothing of its
    configuration is obeyed; it is looked at for the formats and a work tree that we refuse.
    Raises RepositoryRefused.
    """
    entry = folder.look(".git")
    if entry is None:
        if not is_git_directory(folder):
            return None
        own, own_place = folder, place
    elif entry.kind == "folder":
        own, own_place = _below(place, folder, stack)
        if _is_empty(own):
            return None
    else:
        own, own_place = _redirected(place, folder, stack)
    common, common_place = _common(own, own_place, stack)
    _refuse_work_tree(common, "config", common_place)
    _refuse_work_tree(own, "config.worktree", own_place)
    unsupported = _unsupported(own, common)
    objects = () if unsupported else tuple(_object_folders(common, common_place, stack))
    return GitDirectory(own, common, objects, entry is None, unsupported)


def is_git_directory(folder: Folder) -> bool:
    """Whether a folder looks like a git directory: HEAD, objects and refs stand in it."""
    entries = [folder.look(name) for name in ("HEAD", "objects", "refs")]
    return all(entries) and entries[0] is not None and entries[0].kind != "folder"


def _below(place: Place, folder: Folder, stack: ExitStack) -> tuple[Folder, Place]:
    try:
        git = stack.enter_context(folder.folder(".git"))
    except OSError:
        raise _refused(place, "its .git cannot be opened") from None
    return git, Place(place.root, (*place.names, ".git"), place.typed)


def _is_empty(folder: Folder) -> bool:
    try:
        return not folder.entries()
    except OSError:  # it may be entered and not listed
        return False


def _redirected(place: Place, folder: Folder, stack: ExitStack) -> tuple[Folder, Place]:
    """Where a `.git` link or file points to, inside the allowed root."""
    entry = folder.look(".git")
    if entry is not None and entry.kind == "link":
        return _followed(place, os.path.join(place.path, ".git"), ".git", stack)
    try:
        text = folder.read(".git", _POINTER_LIMIT)
    except OSError:
        text = b""
    target = os.fsdecode(text.removeprefix(b"gitdir:").strip())
    if not text.startswith(b"gitdir:") or not target:
        raise _refused(place, "its .git is neither a folder nor a pointer to one")
    path = os.path.join(place.path, target)
    linked = _linked(place, path)
    return _followed(linked or place, linked.path if linked else path, ".git", stack)


def _linked(place: Place, target: str) -> Place | None:
    """The git directory of a linked worktree whose path a person typed, or None.

    It lies in another repository, which then may be read too. git writes the pointer in both
    directions, so a folder that came from elsewhere cannot claim a repository of this machine: that
    repository would have to name the folder as one of its worktrees.
    """
    if not place.is_by_hand or "\0" in target or place.reach(target) is not None:
        return None
    own = os.path.realpath(target)
    above, name = os.path.split(own)
    root, folder = os.path.split(above)
    try:
        with Folder.at(root) as git, git.descend((folder, name)) as here:
            back = os.path.join(own, os.fsdecode(here.read("gitdir", _POINTER_LIMIT).strip()))
            common = os.path.join(own, os.fsdecode(here.read("commondir", _POINTER_LIMIT).strip()))
            is_git = folder == "worktrees" and is_git_directory(git)
        made_by_git = (
            os.path.realpath(common) == root
            and os.path.basename(back) == ".git"
            and os.path.realpath(os.path.dirname(back)) == place.path
        )
    except (OSError, ValueError):
        return None
    linked = Place(root, (folder, name), place.typed, is_by_hand=True)
    return linked if is_git and made_by_git else None


def _followed(place: Place, path: str, what: str, stack: ExitStack) -> tuple[Folder, Place]:
    found = None if "\0" in path else place.reach(path)
    if found is None:
        raise RepositoryRefused(
            "leads_outside", "path", place.typed, f"its {what} {_LEADS_OUT}", _SELF_CONTAINED
        )
    try:
        with Folder.at(found.root) as root:
            return stack.enter_context(root.descend(found.names)), found
    except OSError:
        raise _refused(place, f"its {what} points to nothing that can be opened") from None


def _refused(place: Place, problem: str) -> RepositoryRefused:
    expected = "a complete repository, for example a fresh clone of it"
    return RepositoryRefused("unreadable_repository", "path", place.typed, problem, expected)


def _common(own: Folder, own_place: Place, stack: ExitStack) -> tuple[Folder, Place]:
    if own.look("commondir") is None:
        return own, own_place
    try:
        target = os.fsdecode(own.read("commondir", _POINTER_LIMIT).strip())
    except OSError:
        raise _refused(own_place, "its commondir cannot be read") from None
    return _followed(own_place, os.path.join(own_place.path, target), "commondir", stack)


def _object_folders(common: Folder, place: Place, stack: ExitStack) -> Iterator[Folder]:
    """The object folder and its alternates, breadth first, all inside the allowed root."""
    waiting = [os.path.join(place.path, "objects")]
    seen: set[tuple[str, ...]] = set()
    entry = common.look("objects")
    what = "objects"
    if entry is None or entry.kind not in ("folder", "link"):
        raise _refused(place, "it has no objects")
    while waiting and len(seen) < _MOST_ALTERNATES:
        path = waiting.pop(0)
        found = place.reach(path) if "\0" not in path else None
        if found is not None and found.names in seen:
            continue
        if seen and found is not None and not os.path.isdir(found.path):
            continue  # git, too, goes on without an alternate that is gone
        folder, found = _followed(place, path, what, stack)
        seen.add(found.names)
        yield folder
        what = "objects/info/alternates"
        waiting += [os.path.join(found.path, line) for line in _alternates(folder)]


def _alternates(objects: Folder) -> list[str]:
    try:
        with objects.folder("info") as info:
            text = info.read("alternates", _CONFIG_LIMIT)
    except OSError:
        return []
    lines = (line.strip() for line in text.splitlines())
    return [os.fsdecode(line) for line in lines if line and not line.startswith(b"#")]


def _refuse_work_tree(folder: Folder, name: str, place: Place) -> None:
    target = _settings(folder, name).get("core.worktree", "")
    path = os.path.join(place.path, target)
    if target and (target.startswith("~") or "\0" in target or place.reach(path) is None):
        problem = f"its core.worktree {_LEADS_OUT}"
        raise RepositoryRefused("leads_outside", "path", place.typed, problem, _SELF_CONTAINED)


def _unsupported(own: Folder, common: Folder) -> str:
    head, refs, objects = own.look("HEAD"), common.look("refs"), common.look("objects")
    if head is None or refs is None or objects is None:
        return "a git directory without HEAD, refs or objects"
    settings = _settings(common, "config")
    hashes = settings.get("extensions.objectformat", "sha1").lower()
    storage = settings.get("extensions.refstorage", "files").lower()
    if hashes != "sha1":
        return "object ids that are not SHA-1"
    if storage != "files" or common.look("reftable") is not None:
        return "refs that are not stored as files"
    return ""


def _settings(folder: Folder, name: str) -> dict[str, str]:
    """Plain `section.key` settings of a configuration file; no subsections, no includes."""
    try:
        text = folder.read(name, _CONFIG_LIMIT).decode("utf-8", "surrogateescape")
    except OSError:
        return {}
    found: dict[str, str] = {}
    section = ""
    for line in text.replace("\\\n", "").splitlines():
        line = line.strip()
        if line.startswith("["):
            head, _, line = line[1:].partition("]")
            section = head.strip().lower()
            line = line.strip()
        key, equals, value = line.partition("=")
        if equals and not line.startswith(("#", ";")):
            found[f"{section}.{key.strip().lower()}"] = _value(value)
    return found


def _value(text: str) -> str:
    text = text.strip()
    if text.startswith('"'):
        return text[1:].partition('"')[0]
    for mark in (" #", " ;", "\t#", "\t;"):
        text = text.partition(mark)[0]
    return text.strip()
