"""Positions in a text as line numbers, and text made safe to carry on."""

import re
from bisect import bisect_right

_NEWLINE = re.compile("\n")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Lines:
    """The lines of one text, counted from 1; only a line feed ends a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(hit.end() for hit in _NEWLINE.finditer(text))]

    def at(self, offset: int) -> int:
        """The line that holds this offset."""
        return bisect_right(self._starts, offset)

    def start(self, line: int) -> int:
        """The offset where this line begins."""
        return self._starts[line - 1]


def well_formed(text: str) -> str:
    """The text without lone surrogates, which escapes of JSON can bring and no encoding takes."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def printable(path: str) -> str:
    """The path with escapes for what cannot be shown; bytes that are no UTF-8 stand as `\\xNN`."""
    if path.isprintable():
        return path
    return "".join(one if one.isprintable() else _escaped(ord(one)) for one in path)


def _escaped(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:  # a byte that could not be decoded, as Python carries it
        code -= 0xDC00
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
