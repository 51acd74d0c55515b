"""From bytes to text: byte-order marks, UTF-16 without one, Latin-1, line ends; what is no text.

Bidirectional controls and terminal escapes stay: they are data, cleaned where text is shown.
"""

import codecs
import re

SAMPLE_BYTES = 8192
MOST_CONTROLS = 0.03
"""Share of control characters from which bytes are taken for binary."""
LENGTH_A_ZERO = 1_000
"""Bytes for each zero that a text may hold by accident."""
LEAST_ZEROS = 0.3
"""Share of zero bytes on one side of the pairs that speaks for UTF-16."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: tuple[bytes, ...] = (
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"SQLite format 3",
    b"\x80\x04\x95",  # a pickle
    b"\x93NUMPY",
    b"wOFF",
    b"wOF2",
    b"OggS",
    b"ID3",
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"


def decode(content: bytes) -> str | None:
    """The text with LF line ends and without a mark, or None for what is not text."""
    text = _text(content)
    if text is None or "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, "replace")
            return None if "\0" in text else text
    if content.startswith(_MAGIC):
        return None
    if b"\0" in content:
        return _wide(content) or _with_stray_zeros(content)
    sample = content[:SAMPLE_BYTES]
    if len(sample.translate(None, _CONTROLS)) < len(sample) * (1 - MOST_CONTROLS):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _narrow(content)


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: zeros stand on one side of most pairs and never on the other."""
    sample = content[: SAMPLE_BYTES - SAMPLE_BYTES % 2]
    if len(content) % 2 or not sample:
        return None
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if first and second:
        return None
    if max(first, second) * 2 < len(sample) * LEAST_ZEROS:
        return None
    text = content.decode("utf-16-be" if first else "utf-16-le", "replace")
    return None if "\0" in text or "\ufffd" in text else text


def _with_stray_zeros(content: bytes) -> str | None:
    """Text in which an editor or a broken disk left very few zeros; replaced, as they mean none."""
    if content.count(0) * LENGTH_A_ZERO > len(content):
        return None
    sample = content[:SAMPLE_BYTES].replace(b"\0", b"")
    if len(sample.translate(None, _CONTROLS)) < len(sample):
        return None
    try:
        return content.decode("utf-8").replace("\0", "\ufffd")
    except UnicodeDecodeError:
        return None


_HIGH = re.compile(rb"[\x80-\xff]+")


def _narrow(content: bytes) -> str:
    """Damaged UTF-8 with replacements where most of it holds, else the Western code page."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for one in text if one > "\x7f") - broken
    if sound > broken:
        return text
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")
