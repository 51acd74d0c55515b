"""Git objects by id, from packs and loose files, with bounds on size and work."""

import hashlib
import io
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dulwich.errors import ApplyDeltaError
from dulwich.pack import apply_delta

from career_guide.evidence.git_inflate import (
    Damaged,
    Missing,
    ObjectKind,
    TooLarge,
    Unreadable,
    loose_data,
    loose_header,
    varint,
)
from career_guide.evidence.git_pack import Header, Pack
from career_guide.evidence.safe_folder import Folder

OBJECT_LIMIT = 32 << 20
"""No object, and no object that another builds on, is inflated beyond this many bytes."""
WORK = 2 << 30
"""Bytes that one phase of a reading may inflate, objects that others build on included."""
_LONGEST_CHAIN = 5_000
_LINK_WORK = 8_192
"""What looking at one object of a chain costs, in the same measure as bytes."""
_MOST_PACKS = 256
_CACHE_BYTES = 32 << 20
_CACHED_OBJECT = 4 << 20


@dataclass(frozen=True, slots=True)
class GitObject:
    """One object whose content is what its id says."""

    kind: ObjectKind
    data: bytes


_Spot = tuple[int, int]
"""Number of a pack and offset in it."""


class ObjectStore:
    """The objects below some object folders. Every method raises Missing, Damaged or TooLarge."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        self._loose = tuple(folders)
        self._pack_folders: list[Folder] = []
        self._packs: list[Pack] = []
        self._bases: OrderedDict[_Spot, GitObject] = OrderedDict()
        self._cached = 0
        self._work = WORK
        for folder in folders:
            self._open_packs(folder)

    def close(self) -> None:
        """Close every pack."""
        for pack in self._packs:
            pack.close()
        for folder in self._pack_folders:
            folder.close()

    def start_phase(self) -> None:
        """Give the next phase its own share of work, so that one cannot starve another."""
        self._work = WORK

    def read(self, object_id: bytes, limit: int = OBJECT_LIMIT) -> GitObject:
        """The object with this id (40 hex digits), of at most `limit` bytes."""
        damage: Unreadable = Missing()
        raw_id = bytes.fromhex(object_id.decode())
        for spot in self._spots(raw_id):
            try:
                return _verified(object_id, self._packed(spot, limit))
            except (Damaged, Missing) as error:
                damage = error
        for folder in self._loose:
            try:
                file = _opened_loose(folder, object_id)
                if file is not None:
                    with file:
                        return _verified(object_id, self._loose_object(file, limit))
            except Damaged as error:
                damage = error
        raise damage

    def size(self, object_id: bytes) -> int:
        """The size in bytes of an object, from its header."""
        damage: Unreadable = Missing()
        for spot in self._spots(bytes.fromhex(object_id.decode())):
            try:
                return self._packed_size(spot)
            except Damaged as error:
                damage = error
        for folder in self._loose:
            try:
                file = _opened_loose(folder, object_id)
                if file is not None:
                    with file:
                        return loose_header(file).size
            except Damaged as error:
                damage = error
        raise damage

    def matching(self, prefix: bytes, most: int) -> list[bytes]:
        """Ids (40 hex digits) that start with these digits (at least two), sorted, at most
        `most`."""
        found: set[bytes] = set()
        whole = bytes.fromhex(prefix[: len(prefix) // 2 * 2].decode())
        for pack in self._packs:
            try:
                candidates = (raw_id.hex().encode() for raw_id in pack.matching(whole))
                found.update(name for name in candidates if name.startswith(prefix))
            except Damaged:
                continue
        for folder in self._loose:
            try:
                with folder.folder(prefix[:2].decode()) as below:
                    names = [prefix[:2] + os.fsencode(entry.name) for entry in below.entries()]
            except OSError:
                continue
            found.update(name for name in names if len(name) == 40 and name.startswith(prefix))
        return sorted(found)[:most]

    def _open_packs(self, objects: Folder) -> None:
        try:
            folder = objects.folder("pack")
        except OSError:
            return
        self._pack_folders.append(folder)
        try:
            names = [entry.name for entry in folder.entries() if entry.name.endswith(".idx")]
        except OSError:
            return
        self._packs += [Pack(folder, name) for name in names[: _MOST_PACKS - len(self._packs)]]

    def _spots(self, raw_id: bytes) -> Iterator[_Spot]:
        for number, pack in enumerate(self._packs):
            try:
                offset = pack.offset(raw_id)
            except Damaged:
                continue
            if offset is not None:
                yield number, offset

    def _packed_size(self, spot: _Spot) -> int:
        pack = self._packs[spot[0]]
        header = pack.header(spot[1])
        if header.kind is not None:
            return header.size
        return _delta_sizes(pack.inflate(header, most=32))[1]

    def _packed(self, spot: _Spot, limit: int) -> GitObject:
        """The object at a spot, built up along its chain of deltas."""
        chain: list[tuple[_Spot, Header]] = []
        seen: set[_Spot] = set()
        base = self._cached_base(spot)
        if (len(base.data) if base is not None else self._packed_size(spot)) > limit:
            raise TooLarge
        while base is None:
            if spot in seen or len(seen) > _LONGEST_CHAIN:
                raise Damaged
            seen.add(spot)
            self._spend(_LINK_WORK)
            header = self._packs[spot[0]].header(spot[1])
            if header.kind is not None:
                base = GitObject(header.kind, self._inflated(spot, header))
                self._cache(spot, base)
            else:
                chain.append((spot, header))
                spot, base = self._base(spot, header)
        for spot, header in reversed(chain):
            base = GitObject(base.kind, self._applied(base.data, self._inflated(spot, header)))
            self._cache(spot, base)
        return base

    def _base(self, spot: _Spot, header: Header) -> tuple[_Spot, GitObject | None]:
        if header.base_offset:
            spot = (spot[0], header.base_offset)
            return spot, self._cached_base(spot)
        for spot in self._spots(header.base_id):
            return spot, self._cached_base(spot)
        return spot, self.read(header.base_id.hex().encode())

    def _inflated(self, spot: _Spot, header: Header) -> bytes:
        self._spend(header.size)
        return self._packs[spot[0]].inflate(header)

    def _applied(self, base: bytes, delta: bytes) -> bytes:
        before, after = _delta_sizes(delta)
        if before != len(base):
            raise Damaged
        self._spend(after)
        try:
            return b"".join(apply_delta(base, delta))
        except ApplyDeltaError as error:
            raise Damaged from error

    def _loose_object(self, file: io.FileIO, limit: int) -> GitObject:
        header = loose_header(file)
        if header.size > limit:
            raise TooLarge
        self._spend(header.size)
        return GitObject(header.kind, loose_data(file, header))

    def _spend(self, size: int) -> None:
        if size > OBJECT_LIMIT:
            raise TooLarge
        self._work -= size  # once it is used up, nothing more is read
        if self._work < 0:
            raise TooLarge

    def _cached_base(self, spot: _Spot) -> GitObject | None:
        found = self._bases.get(spot)
        if found is not None:
            self._bases.move_to_end(spot)
        return found

    def _cache(self, spot: _Spot, base: GitObject) -> None:
        if len(base.data) > _CACHED_OBJECT or spot in self._bases:
            return
        self._bases[spot] = base
        self._cached += len(base.data)
        while self._cached > _CACHE_BYTES:
            self._cached -= len(self._bases.popitem(last=False)[1].data)


def _opened_loose(folder: Folder, object_id: bytes) -> io.FileIO | None:
    name = object_id.decode()
    try:
        with folder.folder(name[:2]) as below:
            return below.open(name[2:])
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Damaged from error


def _verified(object_id: bytes, found: GitObject) -> GitObject:
    head = f"{found.kind} {len(found.data)}\0".encode()
    digest = hashlib.sha1(head, usedforsecurity=False)
    digest.update(found.data)
    if digest.hexdigest().encode() != object_id:
        raise Damaged
    return found


def _delta_sizes(delta: bytes) -> tuple[int, int]:
    """Size of what a delta builds on, and of what it makes."""
    try:
        before, at = varint(delta, 0)
        after, _ = varint(delta, at)
    except IndexError as error:
        raise Damaged from error
    return before, after
