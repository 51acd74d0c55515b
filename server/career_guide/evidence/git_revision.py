"""From what a caller typed to one commit: a full or short id, a branch or a tag."""

import re

from career_guide.evidence.git_commit import RawCommit, parse_commit, tagged
from career_guide.evidence.git_inflate import Damaged, Unreadable
from career_guide.evidence.git_refs import Refs, UnreadableRef, is_ref_name
from career_guide.evidence.git_store import ObjectStore
from career_guide.evidence.raw_path import shown
from career_guide.refusals import RefusalCode, RepositoryRefused

COMMIT_LIMIT = 4 << 20
EXPECTED = (
    "a commit id of at least 7 hex digits, or the name of a branch or tag, for example 1a2b3c4"
)
_ID = re.compile(r"[0-9a-f]{7,40}")
_NAME = re.compile(r"[^\W_][\w./+-]*")
_MOST_CANDIDATES = 100
_MOST_TAGS = 10


def read_commit(store: ObjectStore, object_id: bytes) -> RawCommit:
    """A commit by its full id. Raises Missing, Damaged (also for other objects) or TooLarge."""
    found = store.read(object_id, COMMIT_LIMIT)
    commit = parse_commit(found.data) if found.kind == "commit" else None
    if commit is None:
        raise Damaged
    return commit


def peeled(store: ObjectStore, object_id: bytes) -> bytes:
    """The commit that an id stands for, through tags. Raises Missing, Damaged or TooLarge."""
    for _ in range(_MOST_TAGS):
        found = store.read(object_id, COMMIT_LIMIT)
        if found.kind == "commit":
            return object_id
        target = tagged(found.data) if found.kind == "tag" else None
        if target is None:
            raise Damaged
        object_id = target
    raise Damaged


def resolve(commit: str, refs: Refs, store: ObjectStore) -> bytes:
    """The full id of the commit that a caller asks for. Raises RepositoryRefused."""
    text = commit.strip()
    if _ID.fullmatch(text.lower()):
        found = _by_id(text.lower().encode(), store)
        if len(found) > 1:
            raise _refused("ambiguous_commit", commit, "several commits start like this")
        if found:
            return found[0]
    name = text.encode("utf-8", "replace")
    if not _NAME.fullmatch(text) or not is_ref_name(b"refs/tags/" + name):
        problem = "no commit starts like this" if _ID.fullmatch(text.lower()) else "not a commit"
        raise _refused("unknown_commit", commit, problem)
    named = {peel for peel in (_named(name, is_tag, refs, store) for is_tag in (0, 1)) if peel}
    if len(named) > 1:
        raise _refused("ambiguous_commit", commit, "a branch and a tag of this name differ")
    if not named:
        raise _refused("unknown_commit", commit, "there is no such commit, branch or tag")
    return named.pop()


def _by_id(prefix: bytes, store: ObjectStore) -> list[bytes]:
    """Commits whose ids start like this; a full id that is a commit stands for itself."""
    candidates = [prefix] if len(prefix) == 40 else store.matching(prefix, _MOST_CANDIDATES)
    found = set()
    for candidate in candidates:
        try:
            found.add(peeled(store, candidate))
        except Unreadable:
            continue
    return sorted(found)


def _named(name: bytes, is_tag: int, refs: Refs, store: ObjectStore) -> bytes | None:
    try:
        target = refs.tag(name) if is_tag else refs.branch(name)
        return None if target is None else peeled(store, target)
    except (UnreadableRef, Unreadable):
        return None


def _refused(code: RefusalCode, commit: str, problem: str) -> RepositoryRefused:
    return RepositoryRefused(code, "commit", shown(commit), problem, EXPECTED)
