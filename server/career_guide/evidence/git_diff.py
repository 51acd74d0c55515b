"""Which files differ between two trees, found by skipping everything with equal ids."""

import stat

from career_guide.evidence.git_tree import Entries, TreeEntry, Trees

MOST_PATHS = 200
_DEPTH = 32


def changed_paths(trees: Trees, before: bytes | None, after: bytes) -> tuple[bytes, ...]:
    """Files that were added, removed or changed, in the order of their paths, at most 200.

    `before` None compares with nothing. Raises Missing, Damaged or TooLarge.
    """
    found: list[bytes] = []
    old = trees.entries(before) if before is not None else {}
    waiting = [(b"", old, trees.entries(after))]
    pending: list[tuple[bytes, TreeEntry | None, TreeEntry | None]] = []
    while waiting or pending:
        if waiting:
            prefix, old, new = waiting.pop()
            names = {name for name, _ in old.items() ^ new.items()}
            # Last in, first out: the first path must come out first.
            order = sorted(names, key=lambda name: _key(name, old, new), reverse=True)
            pending += [(prefix + name, old.get(name), new.get(name)) for name in order]
            continue
        path, left, right = pending.pop()
        if not _is_folder(left) and not _is_folder(right):
            found.append(path)
            if len(found) >= MOST_PATHS:
                break
            continue
        if any(entry is not None and not _is_folder(entry) for entry in (left, right)):
            found.append(path)
        if path.count(b"/") < _DEPTH:
            waiting.append((path + b"/", _inside(trees, left), _inside(trees, right)))
    return tuple(found[:MOST_PATHS])


def _is_folder(entry: TreeEntry | None) -> bool:
    return entry is not None and stat.S_ISDIR(entry[1])


def _inside(trees: Trees, entry: TreeEntry | None) -> Entries:
    return trees.entries(entry[2]) if entry is not None and _is_folder(entry) else {}


def _key(name: bytes, old: Entries, new: Entries) -> bytes:
    is_folder = _is_folder(old.get(name)) or _is_folder(new.get(name))
    return name + b"/" if is_folder else name
