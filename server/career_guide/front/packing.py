"""Writes the file of prepared answers; the counterpart of `prepared`."""

import json
import zlib
from collections.abc import Mapping, Sequence

from career_guide import __version__
from career_guide.front.prepared import FORMAT

Results = Mapping[str, Mapping[str, Mapping[str, bytes]]]
"""Results of the SDK by version, method and value."""
Envelopes = Mapping[str, list[list[str]]]
"""Three parts around text and payload by version, for a call that went well and for one not."""


def pack(
    results: Results, envelopes: Envelopes, *, content: str, sources: str, listing: str
) -> bytes:
    """All for these results but the first line, which `seal` adds.

    The versions that come first lend their bodies to the rest.
    """
    packer = _Packer()
    answers = {
        version: {
            method: {value: packer.place(method, value, body) for value, body in values.items()}
            for method, values in methods.items()
        }
        for version, methods in results.items()
    }
    head = {
        "content": content,
        "sources": sources,
        "listing": listing,
        "around": packer.around,
        "calls": envelopes,
        "answers": answers,
    }
    return _line(head) + bytes(packer.bodies)


def seal(rest: bytes, code: Sequence[int]) -> bytes:
    """The file whose lines after the first are `rest`; `code` as `front.code.record` gives it.

    What changes with every edit of code stands in this line alone.
    """
    first = {
        "format": FORMAT,
        "package": __version__,
        "code": code,
        "checksum": zlib.crc32(rest),
    }
    return _line(first) + rest


def _line(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def envelope(body: bytes, text: bytes, payload: bytes) -> list[str]:
    """The three parts of the result of a call around its text and payload.

    Raises ValueError where they do not stand in it once each, in this order.
    """
    before, rest = _parted(body, text)
    between, after = _parted(rest, payload)
    return [part.decode() for part in (before, between, after)]


def _parted(body: bytes, part: bytes) -> tuple[bytes, bytes]:
    before, *rest = body.split(part)
    if len(rest) != 1:
        raise ValueError("the SDK wrote a call's result in another way than is expected")
    return before, rest[0]


class _Packer:
    def __init__(self) -> None:
        self.bodies = bytearray()
        self.around: list[list[str]] = []
        self._places: dict[bytes, tuple[int, int]] = {}
        self._first: dict[tuple[str, str], bytes] = {}

    def place(self, method: str, value: str, body: bytes) -> tuple[int, int, int | None]:
        """Where a body lies: start, size, and which members stand around it instead of braces."""
        if body in self._places:
            return (*self._places[body], None)
        first = self._first.get((method, value))
        if first is not None and first != b"{}" and body.count(first[1:-1]) == 1:
            before, _, after = body.partition(first[1:-1])
            return (*self._places[first], self._wrap([before.decode(), after.decode()]))
        self._first.setdefault((method, value), body)
        self._places[body] = len(self.bodies), len(body)
        self.bodies += body + b"\n"
        return (*self._places[body], None)

    def _wrap(self, parts: list[str]) -> int:
        if parts not in self.around:
            self.around.append(parts)
        return self.around.index(parts)
