"""Patterns of .gitignore files, matched in time linear in the name."""

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

FILE_LIMIT = 256 << 10
_MOST_LINES = 4_000
_MOST_SEGMENTS = 2_000
"""Segments of all patterns of one file; a usual file has some hundred."""
_PATTERN_LIMIT = 512
_STAR = -1
_ANY = frozenset(range(256))
_CLASSES = {
    "alnum": string.ascii_letters + string.digits,
    "alpha": string.ascii_letters,
    "blank": " \t",
    "cntrl": "".join(map(chr, (*range(32), 127))),
    "digit": string.digits,
    "graph": string.ascii_letters + string.digits + string.punctuation,
    "lower": string.ascii_lowercase,
    "print": string.ascii_letters + string.digits + string.punctuation + " ",
    "punct": string.punctuation,
    "space": string.whitespace,
    "upper": string.ascii_uppercase,
    "xdigit": string.hexdigits,
}
_SPECIAL = re.compile(rb"[*?\[\\]")
_Segment = re.Pattern[bytes] | bytes | None
"""A pattern for one name, or the name itself; None stands for any number of names (`**`)."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a .gitignore file.

    `is_anchored` ones match a whole path below the folder of their file, others a name anywhere
    below it.
    """

    segments: tuple[_Segment, ...]
    is_negative: bool
    is_for_folders: bool
    is_anchored: bool

    def matches(self, parts: Sequence[bytes], is_folder: bool) -> bool:
        """Whether it matches a path, given as its names below the folder of the file."""
        if self.is_for_folders and not is_folder:
            return False
        return _fits(self.segments, parts if self.is_anchored else parts[-1:])


@dataclass(frozen=True, slots=True)
class IgnoreFile:
    """The patterns of one file, and how many names deep its folder lies."""

    depth: int
    patterns: tuple[Pattern, ...]

    @property
    def cost(self) -> int:
        """How many names are compared at the most for each name of a path."""
        return sum(len(pattern.segments) for pattern in self.patterns)


def parse(text: bytes) -> tuple[Pattern, ...]:
    """The patterns of a file in their order; lines that git would not match are left out."""
    found: list[Pattern] = []
    segments = 0
    for line in text.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:_MOST_LINES]:
        pattern = _pattern(line.removesuffix(b"\r"))
        if pattern is not None:
            segments += len(pattern.segments)
            if segments > _MOST_SEGMENTS:
                break
            found.append(pattern)
    return tuple(found)


def is_ignored(files: Sequence[IgnoreFile], parts: Sequence[bytes], is_folder: bool) -> bool:
    """Whether a path is ignored, when no folder above it is; `files` from the root downwards."""
    for file in reversed(files):
        below = parts[file.depth :]
        for pattern in reversed(file.patterns):
            if pattern.matches(below, is_folder):
                return not pattern.is_negative
    return False


@lru_cache(maxsize=4_096)
def _pattern(line: bytes) -> Pattern | None:
    line = _without_trailing_spaces(line)
    if not line or line.startswith(b"#") or len(line) > _PATTERN_LIMIT:
        return None
    is_negative = line.startswith(b"!")
    body = line.removeprefix(b"!")
    is_for_folders = body.endswith(b"/")
    body = body.removesuffix(b"/")
    is_anchored = b"/" in body
    names = body.removeprefix(b"/").split(b"/")
    segments: list[_Segment] = []
    for name in names:
        if is_anchored and name == b"**":
            segments.append(None)
        elif name and _SPECIAL.search(name) is None:
            segments.append(name)
        else:
            expression = _expression(name)
            if expression is None:
                return None
            segments.append(re.compile(expression, re.DOTALL))
    return Pattern(tuple(segments), is_negative, is_for_folders, is_anchored)


def _without_trailing_spaces(line: bytes) -> bytes:
    bare = line.rstrip(b" ")
    backslashes = len(bare) - len(bare.rstrip(b"\\"))
    is_quoted = bare != line and backslashes % 2 == 1
    return bare + b" " if is_quoted else bare


def _fits(segments: Sequence[_Segment], parts: Sequence[bytes]) -> bool:
    """Whether the segments match all names; a last `**` needs at least one of its own."""
    reached = {0}
    for number, segment in enumerate(segments):
        if segment is None:
            first = min(reached)
            if number == len(segments) - 1:
                return first < len(parts)
            reached = set(range(first, len(parts) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(parts) and _is(segment, parts[at])}
        if not reached:
            return False
    return len(parts) in reached


def _is(segment: re.Pattern[bytes] | bytes, name: bytes) -> bool:
    if isinstance(segment, bytes):
        return segment == name
    return segment.fullmatch(name) is not None


def _expression(name: bytes) -> bytes | None:
    """A regular expression for one name that never goes back over a star; None: matches nothing.

    Between two stars the first place that fits is as good as any, so it is kept (`(?>…)`).
    """
    tokens = _tokens(name)
    if tokens is None or not tokens:
        return None
    runs: list[bytes] = [b""]
    for token in tokens:
        if isinstance(token, int):
            runs.append(b"")
        else:
            runs[-1] += _one_of(token)
    if len(runs) == 1:
        return runs[0]
    middle = b"".join(b"(?>.*?" + run + b")" for run in runs[1:-1] if run)
    return runs[0] + middle + b".*" + runs[-1]


def _tokens(name: bytes) -> list[int | frozenset[int]] | None:
    """Stars, and for every other character the bytes that it matches."""
    tokens: list[int | frozenset[int]] = []
    at = 0
    while at < len(name):
        character = name[at : at + 1]
        at += 1
        if character == b"*":
            tokens.append(_STAR)
        elif character == b"?":
            tokens.append(_ANY)
        elif character == b"[":
            members, at = _bracket(name, at)
            if not members:
                return None
            tokens.append(members)
        elif character == b"\\":
            if at == len(name):
                return None
            tokens.append(frozenset(name[at : at + 1]))
            at += 1
        else:
            tokens.append(frozenset(character))
    return tokens


def _bracket(name: bytes, at: int) -> tuple[frozenset[int], int]:
    """The bytes that a bracket expression matches and where it ends; none where it never does."""
    is_negative = name[at : at + 1] in (b"!", b"^")
    at += is_negative
    members: set[int] = set()
    start = at
    while at < len(name) and (name[at : at + 1] != b"]" or at == start):
        if name[at : at + 2] == b"[:" and (end := name.find(b":]", at)) > 0:
            known = _CLASSES.get(name[at + 2 : end].decode("latin-1"))
            if known is None:
                return frozenset(), at
            members.update(known.encode())
            at = end + 2
            continue
        low, at = _member(name, at)
        if name[at : at + 1] == b"-" and name[at + 1 : at + 2] not in (b"", b"]"):
            high, at = _member(name, at + 1)
            members.update(range(low, high + 1))
        else:
            members.add(low)
    if at >= len(name):
        return frozenset(), at
    return (_ANY - members if is_negative else frozenset(members)), at + 1


def _member(name: bytes, at: int) -> tuple[int, int]:
    if name[at : at + 1] == b"\\" and at + 1 < len(name):
        at += 1
    return name[at], at + 1


def _one_of(members: frozenset[int]) -> bytes:
    if members == _ANY:
        return b"."
    if len(members) == 1:
        return re.escape(bytes(members))
    return b"[" + b"".join(b"\\x%02x" % byte for byte in sorted(members)) + b"]"
