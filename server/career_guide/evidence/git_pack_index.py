"""The index of a pack (versions 1 and 2): where the object with an id starts."""

import io
import os
from collections.abc import Iterator

from career_guide.evidence.git_inflate import Damaged

_MAGIC = b"\xfftOc\x00\x00\x00\x02"
_FANOUT = 256 * 4
_ID = 20
_CHECKSUMS = 40
_HELD = 32 << 20
"""Indexes up to this size are read at once; of larger ones, pieces as they are needed."""
_FAR = 1 << 31


class PackIndex:
    """An open index. Every method raises Damaged for one that cannot be right."""

    def __init__(self, file: io.FileIO) -> None:
        """Take over an open file; it is closed with the index."""
        self._file = file
        try:
            self._size = os.fstat(file.fileno()).st_size
            self._held = file.read(self._size) if self._size <= _HELD else None
            self._is_second = self._slice(0, 8) == _MAGIC
            start = 8 if self._is_second else 0
            raw = self._slice(start, _FANOUT)
        except (OSError, Damaged):
            file.close()
            raise Damaged from None
        self._start = start + _FANOUT
        self._until = [int.from_bytes(raw[at : at + 4], "big") for at in range(0, _FANOUT, 4)]
        self._total = self._until[-1]
        self._stride = _ID if self._is_second else _ID + 4
        needed = self._start + self._total * (_ID + 4) + self._total * 4 * self._is_second
        if sorted(self._until) != self._until or needed + _CHECKSUMS > self._size:
            file.close()
            raise Damaged
        if self._held is not None:
            file.close()

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self._file.close()

    def offset(self, raw_id: bytes) -> int | None:
        """Where the object with this id (20 bytes) starts in the pack, or None."""
        at = self._first_not_below(raw_id)
        if at == self._total or self._name(at) != raw_id:
            return None
        if not self._is_second:
            return self._number(self._start + at * self._stride, 4)
        offsets = self._start + self._total * (_ID + 4)
        offset = self._number(offsets + 4 * at, 4)
        if offset >= _FAR:
            offset = self._number(offsets + 4 * self._total + 8 * (offset - _FAR), 8)
        return offset

    def matching(self, prefix: bytes) -> Iterator[bytes]:
        """Ids (20 bytes) that start with these bytes."""
        at = self._first_not_below(prefix)
        while at < self._total and (name := self._name(at)).startswith(prefix):
            yield name
            at += 1

    def _first_not_below(self, wanted: bytes) -> int:
        """The number of the first id that is not smaller, among those of the same first byte."""
        low = self._until[wanted[0] - 1] if wanted[0] else 0
        high = self._until[wanted[0]]
        held, stride = self._held, self._stride
        first = self._start + stride - _ID
        while low < high:
            middle = (low + high) // 2
            start = first + middle * stride
            name = self._slice(start, _ID) if held is None else held[start : start + _ID]
            if name < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _name(self, at: int) -> bytes:
        return self._slice(self._start + at * self._stride + (self._stride - _ID), _ID)

    def _number(self, start: int, length: int) -> int:
        return int.from_bytes(self._slice(start, length), "big")

    def _slice(self, start: int, length: int) -> bytes:
        if self._held is not None:
            piece = self._held[start : start + length]
        else:
            try:
                self._file.seek(start)
                piece = self._file.read(length) or b""
            except (OSError, ValueError, OverflowError) as error:
                raise Damaged from error
        if len(piece) != length:
            raise Damaged
        return piece
