"""One pack of git objects: where an object starts, its header, and bounded inflating."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass

from career_guide.evidence.git_inflate import Damaged, ObjectKind, inflated, varint
from career_guide.evidence.git_pack_index import PackIndex
from career_guide.evidence.safe_folder import Folder

_KINDS: dict[int, ObjectKind] = {1: "commit", 2: "tree", 3: "blob", 4: "tag"}
_OFFSET_DELTA, _ID_DELTA = 6, 7
_HEADER = 12
_TRAILER = 20
_WINDOW = 4_096
"""Bytes read at once: most objects fit, header and all."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before an object's data in a pack.

    `kind` is None for a delta; then `base_offset` or `base_id` says on what it builds. `size` is
    that of the inflated data, for a delta that of its instructions.
    """

    kind: ObjectKind | None
    size: int
    base_offset: int
    base_id: bytes
    data_offset: int


class Pack:
    """A pack and its index, opened as they are needed."""

    def __init__(self, folder: Folder, index_name: str) -> None:
        self._folder, self._index_name = folder, index_name
        self._index: PackIndex | None = None
        self._file: io.FileIO | None = None
        self._size = 0
        self._window, self._window_start = b"", 0
        self._is_broken = False

    def close(self) -> None:
        """Close what is open."""
        if self._index is not None:
            self._index.close()
        if self._file is not None:
            self._file.close()
        self._index = self._file = None

    def offset(self, raw_id: bytes) -> int | None:
        """Where the object with this id (20 bytes) starts, or None. Raises Damaged."""
        return self._opened_index().offset(raw_id)

    def matching(self, prefix: bytes) -> Iterator[bytes]:
        """Ids (20 bytes) that start with these bytes. Raises Damaged."""
        return self._opened_index().matching(prefix)

    def header(self, offset: int) -> Header:
        """The header of the object that starts here. Raises Damaged."""
        raw = self._bytes(offset, 64)
        try:
            kind, size, at = _kind_and_size(raw)
            if kind == _ID_DELTA:
                base_id = raw[at : at + 20]
                if len(base_id) != 20:
                    raise Damaged
                return Header(None, size, 0, base_id, offset + at + 20)
            if kind == _OFFSET_DELTA:
                distance, at = _distance(raw, at)
                if not 0 < distance <= offset - _HEADER:
                    raise Damaged
                return Header(None, size, offset - distance, b"", offset + at)
            return Header(_KINDS[kind], size, 0, b"", offset + at)
        except (IndexError, KeyError) as error:
            raise Damaged from error

    def inflate(self, header: Header, most: int | None = None) -> bytes:
        """The data behind a header, or its first `most` bytes. Raises Damaged."""
        offset = header.data_offset

        def more(length: int) -> bytes:
            nonlocal offset
            piece = self._bytes(offset, length)
            offset += len(piece)
            return piece

        return inflated(more, header.size, most)

    def _bytes(self, offset: int, length: int) -> bytes:
        file = self._opened_file()
        end = self._size - _TRAILER
        if not _HEADER <= offset < end:
            raise Damaged
        length = min(length, end - offset)
        start = offset - self._window_start
        if not 0 <= start <= len(self._window) - length:
            try:
                file.seek(offset)
                self._window = file.read(max(length, _WINDOW)) or b""
            except OSError as error:
                raise Damaged from error
            self._window_start, start = offset, 0
        return self._window[start : start + length]

    def _opened_file(self) -> io.FileIO:
        if self._file is None:
            name = self._index_name.removesuffix(".idx") + ".pack"
            try:
                self._file = self._folder.open(name)
                self._size = os.fstat(self._file.fileno()).st_size
            except OSError as error:
                raise Damaged from error
        return self._file

    def _opened_index(self) -> PackIndex:
        if self._is_broken:
            raise Damaged
        if self._index is None:
            try:
                self._index = PackIndex(self._folder.open(self._index_name))
            except (OSError, Damaged) as error:
                self._is_broken = True
                raise Damaged from error
        return self._index


def _kind_and_size(raw: bytes) -> tuple[int, int, int]:
    first = raw[0]
    size, at = first & 0x0F, 1
    if first & 0x80:
        rest, at = varint(raw, 1)
        size |= rest << 4
    return first >> 4 & 7, size, at


def _distance(raw: bytes, at: int) -> tuple[int, int]:
    """How far back the base of an offset delta starts."""
    byte = raw[at]
    distance = byte & 0x7F
    while byte & 0x80:
        at += 1
        byte = raw[at]
        distance = (distance + 1 << 7) + (byte & 0x7F)
    return distance, at + 1
