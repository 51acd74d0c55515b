"""Tools of the code found again in documents, each where its arguments or effects are told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from career_guide.domain.repository.identifiers import plain
from career_guide.domain.repository.live import live
from career_guide.domain.repository.located import rows
from career_guide.domain.repository.tools import tools
from career_guide.models.repository.files import File, Section
from career_guide.models.repository.snapshot import Snapshot

LEAST_WORDS = 3
"""Words beside a name that tell what the tool does."""
LONGEST_ROW = 1_000
MOST_NAMES = 4
"""Names that share an entry, or one with a few words beside it."""
NEAR = 4
"""Lines below a name in which its description may stand."""
DECORATOR_LINES = 12
_NAME = re.compile(r"[A-Za-z][\w.-]{1,80}")
_ENTRY = re.compile(
    r"^\s{0,12}(?:#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|\||(?=\*\*"
    r"|`))\s{0,4}(?:\d{1,3}[.)]\s)?(?=[`*A-Za-z])"
)
"""Where a heading, list item, row of a table or marked paragraph begins with a name."""
_PARTED = re.compile(r"\s{0,4}\|\s|:\s|:\*\*|\s[–—-]{1,2}\s|\s?[({]|\s=>|\s→")
_CODE_NAME = re.compile(
    r"^\s{0,12}(?:#{1,6}\s(?:\d{1,3}[.)]\s)?[`*]{0,3}|(?:[-*+]\s|\d{1,3}[.)]\s|\|\s{0,4})[`*]{1,3})"
    r"([a-z][\w-]{2,80})\b"
    r"(?![`*]{0,3}\s{0,3}\((?:string|number|int\w*|bool\w*|array|object|list|required|optional|any)\b)"
)
"""A name of code at the head of an entry; one with a type behind it is an argument."""
_TOOL_TITLE = re.compile(r"\btools?\b|\bactions\b|\bfunctions\b|\boperations\b", re.I)
_WORD = re.compile(r"[^\W\d_]{2,40}")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A line that documents a tool."""

    file: File
    line: int


def offered(repo: Snapshot) -> tuple[frozenset[str], ...]:
    """The names of each tool without their convention; a decorated function may have two."""
    seen = sorted(tools(live(repo)), key=lambda tool: (tool.spot.file.path, tool.spot.line))
    groups: list[set[str]] = []
    before: tuple[str, int] = ("", 0)
    for tool in seen:
        path, line = tool.spot.file.path, tool.spot.line
        is_decorated = _is_decorator(tool.spot.file, before[1]) and path == before[0]
        if groups and is_decorated and 0 <= line - before[1] <= DECORATOR_LINES:
            groups[-1].add(plain(tool.name))
        else:
            groups.append({plain(tool.name)})
        before = (path, line)
    return tuple(map(frozenset, groups))


def _is_decorator(file: File, line: int) -> bool:
    lines = rows(file)
    return 0 < line <= len(lines) and lines[line - 1].lstrip().startswith("@")


def documented(offers: Sequence[frozenset[str]], documents: Iterable[File]) -> tuple[Told, ...]:
    """Where each tool is documented first; those that are not are left out."""
    wanted = {name: at for at, names in enumerate(offers) for name in names if name}
    found: dict[int, Told] = {}
    for file in documents:
        for number, name, is_told in _named(file):
            at = wanted.get(plain(name))
            if at is not None and is_told:
                found.setdefault(at, Told(file, number))
    return tuple(found[at] for at in sorted(found))


def _named(file: File) -> Iterator[tuple[int, str, bool]]:
    """Names that entries begin with, each with whether something is told beside or below it."""
    lines = rows(file)
    for number, line in enumerate(lines, 1):
        entry = _ENTRY.match(line) if len(line) <= LONGEST_ROW else None
        if not entry:
            continue
        rest = line[entry.end() :]
        parted = _PARTED.search(rest)
        head, beside = (rest[: parted.start()], rest[parted.end() :]) if parted else (rest, "")
        names = _NAME.findall(head)
        if not names or len(names) > MOST_NAMES:
            continue
        below = " ".join(text[:LONGEST_ROW] for text in lines[number : number + NEAR])
        is_head = line.lstrip().startswith("#") or not parted
        told = len(_WORD.findall(beside)) + is_head * len(_WORD.findall(below))
        yield from ((number, name, told >= LEAST_WORDS) for name in names)


def told_only(documents: Iterable[File]) -> tuple[Told, ...]:
    """Entries of lists and tables below a heading for tools that look like names of code."""
    found: dict[str, Told] = {}
    for file in documents:
        if file.document is None:
            continue
        sections = [section for section in file.document.sections if section.level]
        for at, section in enumerate(sections):
            if not any(_TOOL_TITLE.search(part.title) for part in _above(sections, at)):
                continue
            end = sections[at + 1].line if at + 1 < len(sections) else len(rows(file)) + 1
            for number in range(section.line, end):
                hit = _CODE_NAME.match(rows(file)[number - 1][:LONGEST_ROW])
                if hit and ("_" in hit[1] or "-" in hit[1]):
                    found.setdefault(hit[1], Told(file, number))
    return tuple(found.values()) if len(found) > 1 else ()


def _above(sections: Sequence[Section], at: int) -> Iterator[Section]:
    """A section and those that it lies in."""
    level = sections[at].level + 1
    for section in reversed(sections[: at + 1]):
        if section.level < level:
            level = section.level
            yield section
