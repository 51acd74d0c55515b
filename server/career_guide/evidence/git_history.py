"""The commits that lead to one commit, newest first, with the files that each changed."""

from dataclasses import dataclass, field
from heapq import heappop, heappush

from career_guide.evidence.git_commit import RawCommit
from career_guide.evidence.git_diff import changed_paths
from career_guide.evidence.git_inflate import Damaged, Missing, TooLarge, Unreadable
from career_guide.evidence.git_refs import Refs
from career_guide.evidence.git_revision import peeled, read_commit
from career_guide.evidence.git_store import ObjectStore
from career_guide.evidence.git_tree import Trees
from career_guide.evidence.raw_path import printable
from career_guide.evidence.watch import Watch
from career_guide.models.repository.snapshot import Caps, Commit, History, HistoryState

_MOST_NAMES = 1_000
_FRONTIER_FACTOR = 2
"""As many times the cap of commits are read at most; only made-up histories are that wide."""


@dataclass(slots=True)
class _Walk:
    """Commits in the order of git's own log, and what kept the walk from being complete."""

    commits: dict[bytes, RawCommit] = field(default_factory=dict)
    is_cut: bool = False
    is_shallow: bool = False
    is_damaged: bool = False

    @property
    def state(self) -> HistoryState:
        if self.is_damaged:
            return "unreadable"
        if self.is_shallow:
            return "shallow"
        return "partial" if self.is_cut else "complete"

    def note(self, error: Unreadable) -> None:
        """Remember why an object was not read."""
        if isinstance(error, Damaged):
            self.is_damaged = True
        else:
            self.is_cut = True


def read_history(
    tip: bytes,
    refs: Refs,
    store: ObjectStore,
    trees: Trees,
    caps: Caps,
    watch: Watch,
) -> History:
    """Everything that leads to `tip`, up to the cap; replaced objects and grafts are not obeyed.

    Tags count where the commit that they stand for is among these.
    """
    trees.start_phase()
    shallow = refs.shallow()
    walk = _walked(store, tip, shallow, caps, watch)
    authors: dict[str, int] = {}
    commits = []
    for done, (commit_id, raw) in enumerate(walk.commits.items(), 1):
        watch.step(done, len(walk.commits), "changes")
        author = authors.setdefault(raw.author, len(authors))
        paths = () if commit_id in shallow else _paths(raw, walk, store, trees)
        commits.append(
            Commit(
                id=commit_id.decode(),
                subject=raw.subject,
                body=raw.body,
                author=author,
                authored=raw.authored,
                committed=raw.committed,
                parents=len(raw.parents),
                paths=tuple(map(printable, paths)),
                is_bot=raw.is_bot,
            )
        )
    people = (raw.names for raw in walk.commits.values() if not raw.is_bot)
    names = frozenset(sorted(frozenset().union(*people))[:_MOST_NAMES])
    return History(walk.state, tuple(commits), _tags(refs, store, walk), names=names)


def _walked(
    store: ObjectStore, tip: bytes, shallow: frozenset[bytes], caps: Caps, watch: Watch
) -> _Walk:
    """Newest first by the time of committing; among equals the one that was met first."""
    walk = _Walk()
    met: dict[bytes, RawCommit] = {}
    waiting: list[tuple[int, int, bytes]] = []

    def meet(commit_id: bytes) -> None:
        if commit_id in met:
            return
        if len(met) >= _FRONTIER_FACTOR * caps.commits:
            walk.is_cut = True
            return
        try:
            met[commit_id] = read_commit(store, commit_id)
        except Unreadable as error:
            walk.note(error)
            return
        heappush(waiting, (-met[commit_id].committed, len(met), commit_id))

    meet(tip)
    while waiting and len(walk.commits) < caps.commits:
        commit_id = heappop(waiting)[2]
        walk.commits[commit_id] = met[commit_id]
        watch.step(len(walk.commits), 0, "commits")
        if commit_id in shallow:
            walk.is_shallow = True
            continue
        for parent in met[commit_id].parents:
            meet(parent)
    walk.is_cut = walk.is_cut or bool(waiting)
    return walk


def _paths(raw: RawCommit, walk: _Walk, store: ObjectStore, trees: Trees) -> tuple[bytes, ...]:
    """What a commit changed against its first parent; nothing where that cannot be read."""
    try:
        before = None
        if raw.parents:
            first = raw.parents[0]
            parent = walk.commits.get(first) or read_commit(store, first)
            before = parent.tree
        return changed_paths(trees, before, raw.tree)
    except (Missing, Damaged, TooLarge) as error:
        walk.note(error)
        return ()


def _tags(refs: Refs, store: ObjectStore, walk: _Walk) -> tuple[str, ...]:
    names = []
    for name, target in refs.tags().items():
        try:
            commit = target if target in walk.commits else peeled(store, target)
        except Unreadable:
            continue
        if commit in walk.commits:
            names.append(printable(name))
    return tuple(names)
