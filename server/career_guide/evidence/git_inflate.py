"""Inflating git objects within bounds: never more than a header announces and a caller allows."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

ObjectKind = Literal["commit", "tree", "blob", "tag"]
_KINDS: dict[bytes, ObjectKind] = {kind.encode(): kind for kind in get_args(ObjectKind)}
_PIECE = 1 << 16
_LOOSE_HEADER = 40
_ENOUGH_FOR_HEADER = 1_024


class Unreadable(Exception):
    """An object that is not handed on."""


class Missing(Unreadable):
    """There is no such object here."""


class Damaged(Unreadable):
    """The object is there and is not what its id says."""


class TooLarge(Unreadable):
    """The object is larger than the caller wants, or costs more work than a reading may."""


@dataclass(frozen=True, slots=True)
class LooseHeader:
    """What stands before the data of a loose object; `length` is the header's own, in bytes."""

    kind: ObjectKind
    size: int
    length: int


def inflated(more: Callable[[int], bytes], size: int, most: int | None = None) -> bytes:
    """Exactly `size` bytes of zlib data, or the first `most` of them; never more than that.

    `more(length)` gives compressed bytes, at most `length`, none at the end. Raises Damaged when
    the data is broken, of another size, or takes more compressed bytes than deflating can need.
    """
    wanted = size if most is None else min(most, size)
    allowed = wanted + (wanted >> 3) + 1_024
    stream = zlib.decompressobj()
    pieces, got = [], 0
    while not stream.eof and (got < wanted or most is None):
        compressed = stream.unconsumed_tail or more(min(_PIECE, allowed))
        if not stream.unconsumed_tail:
            allowed -= len(compressed)
        if not compressed or allowed < 0:
            raise Damaged
        try:
            # One byte more than due shows data that is longer than it says.
            piece = stream.decompress(compressed, wanted - got + 1)
        except zlib.error as error:
            raise Damaged from error
        pieces.append(piece)
        got += len(piece)
        if got > wanted and most is None:
            raise Damaged
    if got < wanted:
        raise Damaged
    return b"".join(pieces)[:wanted]


def varint(raw: bytes, at: int) -> tuple[int, int]:
    """A number of little-endian groups of seven bits, and where the next one starts."""
    number = shift = 0
    while True:
        byte = raw[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return number, at


def loose_header(file: io.FileIO) -> LooseHeader:
    """The header of a loose object. Raises Damaged."""
    try:
        raw = zlib.decompressobj().decompress(_more(file, _ENOUGH_FOR_HEADER), _LOOSE_HEADER)
    except zlib.error as error:
        raise Damaged from error
    head, end, _ = raw.partition(b"\0")
    kind, _, digits = head.partition(b" ")
    if not end or not digits.isdigit() or kind not in _KINDS:
        raise Damaged
    return LooseHeader(_KINDS[kind], int(digits), len(head) + 1)


def loose_data(file: io.FileIO, header: LooseHeader) -> bytes:
    """The data behind the header of a loose object. Raises Damaged."""
    file.seek(0)
    whole = inflated(lambda length: _more(file, length), header.length + header.size)
    return whole[header.length :]


def _more(file: io.FileIO, length: int) -> bytes:
    try:
        return file.read(length) or b""
    except OSError as error:
        raise Damaged from error
