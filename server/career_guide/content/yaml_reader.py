"""The safe YAML reader: one document of JSON values, each with its line, or the reasons against it.

It works on parser events, so nothing is ever constructed from tags, and depth, anchors and size
are refused before they cost anything. Plain words that YAML 1.1 and 1.2 read differently are
refused rather than interpreted.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NoReturn

import yaml

from career_guide.content.problems import KeyPath, Problem, is_unseen, key_path, problem, quoted

MAX_BYTES = 1 << 20
MAX_VALUES = 50_000
MAX_DEPTH = 32
MAX_PROBLEMS = 50
MAX_DIGITS = 15

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
MISREAD_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "="})
MISREAD_NUMBER = re.compile(
    r"[-+]?0[bB][01_]+|[-+]?0[xX][0-9a-fA-F_]+|[-+]?0[oO][0-7_]+"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.inf|\.nan",
    re.IGNORECASE,
)
MISREAD_DATE = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9:.]+[ \t]*(?:Z|[-+][0-9:]+)?)?"
)
MAY_BE_MISREAD = frozenset("0123456789+-.~=yYnNtTfFoO")
"""Every constant, number, date and misread word starts with one of these."""


@dataclass(frozen=True)
class Document:
    """One file as JSON values, or what is wrong with it.

    `value` is None where the file could not be read to its end. `lines` gives the line of every
    value by its path, in the order of the file; `plain` the words of unquoted values that are no
    text. A value with a problem of its own is None in `value` and named in `refused`.
    """

    value: dict[str, Any] | None
    problems: tuple[Problem, ...]
    lines: dict[KeyPath, int] = field(default_factory=dict)
    plain: dict[KeyPath, str] = field(default_factory=dict)
    refused: frozenset[KeyPath] = frozenset()

    def line_of(self, path: KeyPath) -> int:
        """The line of a value, or of the nearest thing around it where the value is missing."""
        return next(
            (
                self.lines[path[:end]]
                for end in range(len(path), -1, -1)
                if path[:end] in self.lines
            ),
            1,
        )

    def is_refused(self, path: KeyPath) -> bool:
        """Whether this value, or something around it, already has a problem of its own."""
        return any(path[:end] in self.refused for end in range(len(path) + 1))


class _StopReading(Exception):
    """The rest of the file is not worth reading."""


def read(data: bytes, *, file: str, name: str) -> Document:
    """The document in `data`, with every problem that can be seen without knowing its kind.

    `file` and `name` (such as `skills.mcp`) only go into messages. Never raises for bad input.
    """
    if len(data) > MAX_BYTES:
        size = f"The file has more than {MAX_BYTES:,} bytes."
        return Document(None, (problem("CG006", size, file=file, where=name),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Document(None, (problem("CG007", "Not UTF-8.", file=file, line=line, where=name),))
    return _Reader(file, name).read(text)


@dataclass
class _Open:
    """A mapping or list whose end has not been seen yet."""

    path: KeyPath
    node: dict[str, Any] | list[Any]
    key: str | None = None
    dropped: bool = False  # the value of `key` is read and thrown away


class _Reader:
    def __init__(self, file: str, name: str) -> None:
        self.file, self.name = file, name
        self.problems: list[Problem] = []
        self.lines: dict[KeyPath, int] = {}
        self.plain: dict[KeyPath, str] = {}
        self.refused: set[KeyPath] = set()
        self.stack: list[_Open] = []
        self.root: Any = None
        self.documents = 0
        self.values = 0

    def read(self, text: str) -> Document:
        if text.startswith("\ufeff"):
            self.record("CG007", (), 1, "The file starts with a byte-order mark.")
            text = text[1:]
        text, unseen = _without_unseen(text.replace("\r\n", "\n"))
        whole = True
        try:
            for event in self.events(text):
                self.take(event)
            if self.documents == 0:
                self.stop("CG019", (), 1, "The file is empty.")
        except _StopReading:
            whole = False
        paths, starts = list(self.lines), list(self.lines.values())
        for line, character in unseen:
            at = bisect_right(starts, line) - 1
            path = paths[at] if at >= 0 else ()
            self.record("CG008", path, line, f"{_named(character)} in the file.")
        return Document(
            value=self.root if whole else None,
            problems=tuple(sorted(self.problems)[:MAX_PROBLEMS]),
            lines=self.lines,
            plain=self.plain,
            refused=frozenset(self.refused),
        )

    def events(self, text: str) -> Iterator[Any]:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            yield from yaml.parse(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            self.stop("CG010", self.path_now(), line, f"Not valid YAML: {error.problem}.")
        except (yaml.YAMLError, ValueError, RecursionError):
            self.stop("CG010", self.path_now(), self.last_line(), "Not valid YAML.")

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        match event:
            case yaml.ScalarEvent():
                if self.awaits_key():
                    self.take_key(event, line)
                else:
                    self.take_scalar(event, line)
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.stop("CG015", (), line, "A second document starts here.")
                if event.version or event.tags:
                    self.report("CG015", (), line, "A directive stands before the document.")
            case yaml.AliasEvent() if self.awaits_key():
                self.stop("CG012", self.stack[-1].path, line, "An alias in place of a key.")
            case yaml.AliasEvent():
                self.put(None, line, refused=("CG012", f"An alias, {quoted(event.anchor)}."))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.open(event, line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()

    def awaits_key(self) -> bool:
        if not self.stack:
            return False
        top = self.stack[-1]
        return top.key is None and isinstance(top.node, dict)

    def take_key(self, event: Any, line: int) -> None:
        top = self.stack[-1]
        key: str = event.value
        path = (*top.path, key)
        top.key, top.dropped = key, True
        plain = event.implicit[0]
        if decoration := _decoration(event):
            self.report(decoration[0], path, line, decoration[1])
        elif plain and key == "<<":
            self.report("CG013", top.path, line, "A merge key, `<<`.")
            self.refused.add(top.path)
        elif isinstance(top.node, dict) and key in top.node:
            first = self.lines[path]
            self.report(
                "CG011", path, line, f"The key {quoted(key)} already stands in line {first}."
            )
        elif not key or (plain and _resolved(key) is not key):
            self.report(
                "CG019", path, line, f"The key {quoted(key)} is not read as text.", "Quote it."
            )
        else:
            top.dropped = False
            self.lines[path] = line

    def take_scalar(self, event: Any, line: int) -> None:
        text: str = event.value
        if decoration := _decoration(event):
            self.put(None, line, refused=decoration)
        elif not event.implicit[0]:
            self.put(text, line, refused=_hidden_in(text))
        elif not text:
            self.put(None, line, refused=("CG018", ""))
        elif (value := _resolved(text)) is MISREAD:
            what = f"{quoted(text)} without quotes is not read as text."
            fix = f'Quote it: "{text}".' if len(text) <= 40 and '"' not in text else ""
            self.put(None, line, refused=("CG017", what, fix))
        else:
            if value is not text:
                self.plain[self.path_now()] = text
            self.put(value, line)

    def open(self, event: Any, line: int) -> None:
        if self.awaits_key():
            self.stop("CG019", self.stack[-1].path, line, "A key that is not a word.")
        if len(self.stack) >= MAX_DEPTH:
            self.stop(
                "CG016", self.path_now()[:4], line, f"More than {MAX_DEPTH} levels of nesting."
            )
        node: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if not self.stack and not isinstance(node, dict):
            self.stop("CG019", (), line, "The file holds a list.")
        path = self.path_now()
        self.put(node, line, refused=_decoration(event))
        self.stack.append(_Open(path, node))

    def put(self, value: Any, line: int, refused: tuple[str, ...] | None = None) -> None:
        """Store a value where the parser stands; a refused one is reported and kept as None."""
        path = self.path_now()
        self.values += 1
        if self.values > MAX_VALUES:
            self.stop("CG006", (), line, f"The file has more than {MAX_VALUES:,} values.")
        if refused:
            self.report(refused[0], path, line, *refused[1:])
            value = value if isinstance(value, dict | list) else None
        if not self.stack:
            if not isinstance(value, dict):
                self.stop("CG019", (), line, "The file holds a single value.")
            self.root = value
            self.lines[()] = line
            return
        top = self.stack[-1]
        if isinstance(top.node, list):
            top.node.append(value)
            self.lines[path] = line
        elif top.key is not None:
            if not top.dropped:
                top.node[top.key] = value
            top.key = None

    def path_now(self) -> KeyPath:
        """The path of the value that comes next."""
        if not self.stack:
            return ()
        top = self.stack[-1]
        if isinstance(top.node, list):
            return (*top.path, len(top.node))
        return top.path if top.key is None else (*top.path, top.key)

    def last_line(self) -> int:
        return max(self.lines.values(), default=1)

    def record(self, code: str, path: KeyPath, line: int, what: str = "", fix: str = "") -> None:
        where = key_path(self.name, *path)
        self.problems.append(problem(code, what, file=self.file, line=line, where=where, fix=fix))
        if path:
            self.refused.add(path)

    def report(self, code: str, path: KeyPath, line: int, what: str = "", fix: str = "") -> None:
        """Record a problem; beyond the limit the file is given up."""
        self.record(code, path, line, what, fix)
        if len(self.problems) >= MAX_PROBLEMS:
            raise _StopReading

    def stop(self, code: str, path: KeyPath, line: int, what: str) -> NoReturn:
        self.record(code, path, line, what)
        raise _StopReading


MISREAD = object()


def _resolved(text: str) -> Any:
    """The JSON value of an unquoted word, the word itself, or MISREAD."""
    if text[0] not in MAY_BE_MISREAD:
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if len(text) <= MAX_DIGITS:
        if INTEGER.fullmatch(text) and text != "-0":
            return int(text)
        if DECIMAL.fullmatch(text):
            return float(text)
    if (
        text.casefold() in MISREAD_WORDS
        or MISREAD_NUMBER.fullmatch(text)
        or MISREAD_DATE.fullmatch(text)
    ):
        return MISREAD
    return text


def _decoration(event: Any) -> tuple[str, str] | None:
    """The refusal of an anchor or a tag."""
    if event.anchor is not None:
        return "CG012", f"An anchor, {quoted(event.anchor)}."
    if event.tag is not None:
        return "CG014", f"A tag, {quoted(event.tag)}."
    return None


def _hidden_in(text: str) -> tuple[str, str] | None:
    """The refusal of a hidden character in quoted text, which came from an escape.

    Those that stand in the file itself are replaced before it is parsed.
    """
    if text.isascii() and text.isprintable():
        return None
    hidden = next(filter(is_unseen, text), None)
    return ("CG008", f"{_named(hidden)} in the text.") if hidden else None


def _named(character: str) -> str:
    name = unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} ({name.lower()})"


def _without_unseen(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text with hidden characters made visible, and the first of them with their lines."""
    hidden = {character for character in set(text) if is_unseen(character)}
    if not hidden:
        return text, []
    pattern = re.compile("[" + "".join(map(re.escape, sorted(hidden))) + "]")
    found = [
        (text.count("\n", 0, hit.start()) + 1, hit.group())
        for hit in islice(pattern.finditer(text), MAX_PROBLEMS)
    ]
    return pattern.sub("\ufffd", text), found
