"""Trees of git objects: parsed and held, and a whole tree as a list of files."""

import stat
from collections import OrderedDict
from collections.abc import Iterator

from dulwich.errors import ObjectFormatException
from dulwich.objects import parse_tree

from career_guide.evidence.git_inflate import Damaged, TooLarge, Unreadable
from career_guide.evidence.git_store import ObjectStore
from career_guide.evidence.listing import Child, ChildKind, FolderUnreadable, Listing, walked
from career_guide.evidence.watch import Watch
from career_guide.models.repository.snapshot import Caps

TREE_LIMIT = 8 << 20
"""Bytes of one tree; a folder of 100,000 files takes about five million."""
WORK = 6_000_000
"""Entries that one phase of a reading may go through, held trees included."""
_NO_NAMES = frozenset({b"", b".", b"..", b".git"})
_SUBMODULE = 0o160000
_HELD_ENTRIES = 400_000


TreeEntry = tuple[bytes, int, bytes]
"""Name, mode and id of one entry, as dulwich gives them; there are too many for objects."""
Entries = dict[bytes, TreeEntry]


class Trees:
    """Trees by id, the last used ones held, with a bound on the entries gone through."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self._held: OrderedDict[bytes, Entries] = OrderedDict()
        self._entries = 0
        self._work = WORK

    def start_phase(self) -> None:
        """Give the next phase its own share of work, of entries and of bytes."""
        self._work = WORK
        self._store.start_phase()

    def entries(self, tree_id: bytes) -> Entries:
        """The entries of a tree by name, without names that git itself would refuse.

        Raises Missing, Damaged or TooLarge.
        """
        found = self._held.get(tree_id)
        if found is None:
            found = self._parse(tree_id)
            self._held[tree_id] = found
            self._entries += len(found) + 1
            while self._entries > _HELD_ENTRIES:
                self._entries -= len(self._held.popitem(last=False)[1]) + 1
        else:
            self._held.move_to_end(tree_id)
        self._work -= len(found) + 1
        if self._work < 0:
            raise TooLarge
        return found

    def _parse(self, tree_id: bytes) -> Entries:
        tree = self._store.read(tree_id, TREE_LIMIT)
        if tree.kind != "tree":
            raise Damaged
        try:
            entries = list(parse_tree(tree.data, 20))
        except (ObjectFormatException, ValueError) as error:
            raise Damaged from error
        found: Entries = {entry[0]: entry for entry in entries}
        for name in [name for name in found if b"/" in name or name.lower() in _NO_NAMES]:
            del found[name]
        return found


def list_tree(trees: Trees, root_id: bytes, caps: Caps, watch: Watch) -> Listing:
    """Every file below a tree, in the order of the paths, up to the caps.

    Links are not regular, submodules are listed apart, entries named `.git` are left out. Raises
    Missing, Damaged or TooLarge for the root itself.
    """
    trees.entries(root_id)

    def children(path: bytes, tree_id: bytes) -> Iterator[Child]:
        try:
            entries = trees.entries(tree_id)
        except Unreadable:
            raise FolderUnreadable("unreadable") from None
        return (Child(name, _kind(mode), object_id) for name, mode, object_id in entries.values())

    return walked(root_id, children, caps, watch)


def _kind(mode: int) -> ChildKind:
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "submodule" if stat.S_IFMT(mode) == _SUBMODULE else "other"
