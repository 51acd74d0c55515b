"""The door to a repository on disk: from a path and what is allowed to a Snapshot."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace

from career_guide.evidence.assemble import RawFile, assemble
from career_guide.evidence.contents import ContentUnreadable, most_bytes, read_contents
from career_guide.evidence.folder import list_folder, names_of
from career_guide.evidence.git_directory import GitDirectory, open_git_directory
from career_guide.evidence.git_history import read_history
from career_guide.evidence.git_inflate import Unreadable
from career_guide.evidence.git_refs import Refs, UnreadableRef
from career_guide.evidence.git_revision import peeled, read_commit, resolve
from career_guide.evidence.git_store import ObjectStore
from career_guide.evidence.git_tree import Trees, list_tree
from career_guide.evidence.gitignore import FILE_LIMIT
from career_guide.evidence.listing import Found, Listing, kept
from career_guide.evidence.raw_path import file_name, printable, shown
from career_guide.evidence.roots import AllowedRoots, Place
from career_guide.evidence.safe_folder import Folder
from career_guide.evidence.watch import Progress, Watch
from career_guide.evidence.worktree import Committed, uncommitted
from career_guide.models.repository.snapshot import Caps, History, HistoryState, Snapshot
from career_guide.refusals import RepositoryRefused

_COMPLETE = "a complete repository, for example a fresh clone of it"


@dataclass(frozen=True, slots=True)
class RawReading:
    """Everything that was read of a repository, before anything is parsed; see Snapshot."""

    name: str
    commit: str | None
    files: tuple[RawFile, ...]
    history: History
    uncommitted: tuple[str, ...]
    submodules: tuple[str, ...]
    cut: tuple[str, ...]
    caps: Caps


def read_repository(
    path: str,
    *,
    allowed: AllowedRoots,
    commit: str | None = None,
    caps: Caps | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> Snapshot:
    """The snapshot of a repository, a bare git directory or a plain folder.

    Nothing of it is executed or obeyed, nothing outside the allowed root is opened. `commit` is an
    id, branch or tag; without it HEAD is read. A folder without git, or whose git cannot be read,
    is read from its files, and its history says so. `progress(done, total, phase)` is called now
    and then, `stop()` at every step.
    Raises RepositoryRefused, and ReadingStopped once `stop()` is true.
    """
    raw = read_raw(path, allowed=allowed, commit=commit, caps=caps, progress=progress, stop=stop)
    return assemble(
        raw.name,
        raw.files,
        commit=raw.commit,
        history=raw.history,
        uncommitted=raw.uncommitted,
        submodules=raw.submodules,
        cut=raw.cut,
        caps=raw.caps,
        watch=Watch(progress, stop),
    )


def read_raw(
    path: str,
    *,
    allowed: AllowedRoots,
    commit: str | None = None,
    caps: Caps | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> RawReading:
    """As `read_repository`, before parsing."""
    place = allowed.admit(path)
    with ExitStack() as stack:
        folder = stack.enter_context(place.open())
        git = open_git_directory(place, folder, stack)
        reader = _Reader(place, folder, caps or Caps(), Watch(progress, stop))
        if git is None:
            if commit is not None:
                problem, wanted = "this folder is no git repository", "a path without a commit"
                raise RepositoryRefused("unknown_commit", "commit", shown(commit), problem, wanted)
            return reader.folder_reading("none")
        return reader.git_reading(git, commit, stack)


@dataclass(frozen=True, slots=True)
class _Reader:
    place: Place
    folder: Folder
    caps: Caps
    watch: Watch

    def folder_reading(self, state: HistoryState) -> RawReading:
        """The files as they lie in the folder."""
        listing = list_folder(self.folder, self.caps, self.watch)
        files = read_contents(
            kept(listing, self.caps), self._content_in_folder, listing, self.caps, self.watch
        )
        is_above = state == "none" and self.place.is_below_git
        return self._reading(None, listing, files, History(state, is_above=is_above))

    def git_reading(self, git: GitDirectory, commit: str | None, stack: ExitStack) -> RawReading:
        """The files and history of one commit."""
        if git.unsupported:
            return self._without_git(git, commit, git.unsupported)
        store = ObjectStore(git.objects)
        stack.callback(store.close)
        refs, trees = Refs(git), Trees(store)
        try:
            head = refs.head()
            wanted = head if commit is None else resolve(commit, refs, store)
            if wanted is None:
                return self._unborn(git, refs)
            tip = peeled(store, wanted)
            root = read_commit(store, tip).tree
            listing = list_tree(trees, root, self.caps, self.watch)
        except UnreadableRef as error:
            return self._without_git(git, commit, str(error))
        except Unreadable:
            return self._without_git(
                git, commit, "objects of the commit that are missing or damaged"
            )
        files, found = self._committed(store, listing)
        history = read_history(tip, refs, store, trees, self.caps, self.watch)
        if tip == head and refs.is_on_pages():
            history = replace(history, is_of_pages=True)
        reading = self._reading(tip, listing, files, history)
        if git.is_bare or tip != head:
            return reading
        contents = {path: raw.content for path, raw in files.items() if raw.content is not None}
        return replace(
            reading, uncommitted=self._uncommitted(git, Committed(listing, found, contents))
        )

    def _committed(
        self, store: ObjectStore, listing: Listing
    ) -> tuple[dict[bytes, RawFile], list[Found]]:
        found = []
        store.start_phase()
        for done, file in enumerate(kept(listing, self.caps), 1):
            self.watch.step(done, 0, "sizes")
            found.append(_sized(store, file) if file.is_regular else file)

        def content_of(file: Found) -> bytes:
            try:
                blob = store.read(file.object_id, most_bytes(file.path, self.caps))
            except Unreadable as error:
                raise ContentUnreadable from error
            return blob.data

        return read_contents(found, content_of, listing, self.caps, self.watch), found

    def _uncommitted(self, git: GitDirectory, committed: Committed) -> tuple[str, ...]:
        try:
            with git.common.folder("info") as info:
                is_sparse = info.look("sparse-checkout") is not None
                has_rules = info.look("exclude") is not None
                excluded = info.read("exclude", FILE_LIMIT) if has_rules else b""
        except OSError:
            is_sparse, excluded = False, b""
        committed = replace(committed, is_sparse=is_sparse, excluded=excluded)
        return uncommitted(self.folder, committed, self.caps, self.watch)

    def _unborn(self, git: GitDirectory, refs: Refs) -> RawReading:
        """A repository without commits: nothing is committed, everything is uncommitted."""
        if refs.has_branches():
            problem = "the current branch has no commits, and others have"
            expected = "one of the other branches as commit"
            raise RepositoryRefused("unknown_commit", "path", self.place.typed, problem, expected)
        reading = self._reading(None, Listing(), {}, History("none"))
        if git.is_bare:
            return reading
        return replace(reading, uncommitted=self._uncommitted(git, Committed(Listing(), (), {})))

    def _without_git(self, git: GitDirectory, commit: str | None, reason: str) -> RawReading:
        """The files of the work tree, where git's own cannot be read; refused without any."""
        if commit is None and not git.is_bare:
            return self.folder_reading("unreadable")
        problem = f"this repository has {reason}"
        field, received = ("path", self.place.typed)
        if commit is not None:
            field, received = "commit", shown(commit)
        raise RepositoryRefused("unreadable_repository", field, received, problem, _COMPLETE)

    def _content_in_folder(self, file: Found) -> bytes:
        above, _, name = file.path.rpartition(b"/")
        try:
            with self.folder.descend(names_of(above)) as here:
                return here.read(file_name(name), most_bytes(file.path, self.caps))
        except OSError as error:
            raise ContentUnreadable from error

    def _reading(
        self,
        tip: bytes | None,
        listing: Listing,
        files: dict[bytes, RawFile],
        history: History,
    ) -> RawReading:
        return RawReading(
            name=_name(self.place),
            commit=None if tip is None else tip.decode(),
            files=tuple(raw for _, raw in sorted(files.items())),
            history=history,
            uncommitted=(),
            submodules=tuple(map(printable, listing.submodules)),
            cut=tuple(sorted(listing.cut)),
            caps=self.caps,
        )


def _sized(store: ObjectStore, file: Found) -> Found:
    try:
        return replace(file, size=store.size(file.object_id))
    except Unreadable:
        return file


def _name(place: Place) -> str:
    """The folder's name; a git directory is called like the repository."""
    above, name = os.path.split(place.path)
    if name == ".git":
        name = os.path.basename(above)
    return printable(os.fsencode(name.removesuffix(".git") or name))
