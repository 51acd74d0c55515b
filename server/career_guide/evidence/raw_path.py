"""Paths as bytes of a repository, and the printable form in which they are shown."""

import os

PATH_LIMIT = 2_048
"""Longest path in bytes that is listed; longer ones count as too deep."""


def file_name(raw: bytes) -> str:
    """One name of a path as the file system wants it."""
    try:
        return os.fsdecode(raw)
    except UnicodeDecodeError:  # on Windows no file can have such a name
        return raw.decode("utf-8", "surrogateescape")


def printable(raw: bytes) -> str:
    r"""The path as printable text; two different paths never look the same.

    Bytes that are no UTF-8, control and direction characters, and the backslash itself stand as
    `\xNN`.
    """
    text = raw.decode("utf-8", "surrogateescape")
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(map(_shown, text))


def shown(text: str) -> str:
    """What a caller passed, cut and printable, for a message."""
    raw = text[:120].encode("utf-8", "backslashreplace")
    return printable(raw) + ("…" if len(text) > 120 else "")


def _shown(character: str) -> str:
    if character.isprintable() and character != "\\":
        return character
    raw = character.encode("utf-8", "surrogateescape")
    return "".join(f"\\x{byte:02x}" for byte in raw)
