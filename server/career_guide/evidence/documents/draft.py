"""A document while it is read: rows of prose, one for each line of the file, and what was found."""

import re
from dataclasses import dataclass, field

from career_guide.evidence.documents.language import count_words, is_english
from career_guide.models.repository.files import Document, Fence, Link, Section, Table

MOST_ROWS = 50_000
LONGEST_ROW = 20_000
MOST_SECTIONS = 500
MOST_FENCES = 500
MOST_TABLES = 100
MOST_TABLE_ROWS = 300
MOST_CELLS = 50
SECTION_CHARACTERS = 8_000
FENCE_CHARACTERS = 4_000
CELL_CHARACTERS = 400

_MARKUP = re.compile(r"\*\*|__|`|~~")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,300}\])?")
_LINK = re.compile(r"\[([^\[\]]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,300}\])")
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in lines `line` to `end`, counted from 1."""

    title: str
    level: int
    line: int
    end: int


@dataclass
class Draft:
    """`rows` hold the prose as it stands; rows of code, comments and headings are blank."""

    rows: list[str]
    headings: list[Heading] = field(default_factory=list)
    links: tuple[Link, ...] = ()
    fences: list[Fence] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    front_matter: tuple[tuple[str, str], ...] = ()

    def fence(self, language: str, rows: list[str], line: int) -> None:
        """Note a code block that starts in this line."""
        if len(self.fences) < MOST_FENCES:
            self.fences.append(Fence(language, "\n".join(rows)[:FENCE_CHARACTERS], line))

    def heading(self, title: str, level: int, line: int, end: int | None = None) -> None:
        """Note a heading and blank its rows."""
        last = line if end is None else end
        self.headings.append(Heading(plain(title), level, line, last))
        for at in range(line - 1, last):
            self.rows[at] = ""

    def table(self, header: list[str], rows: list[list[str]], line: int) -> None:
        """Note a table whose header stands in this line."""
        if len(self.tables) < MOST_TABLES:
            kept = tuple(_cells(row) for row in rows[:MOST_TABLE_ROWS])
            self.tables.append(Table(_cells(header), kept, line))

    def document(self) -> Document:
        """The finished document."""
        prose = "\n".join(self.rows)
        return Document(
            sections=tuple(self.sections()),
            links=self.links,
            fences=tuple(self.fences),
            tables=tuple(self.tables),
            front_matter=self.front_matter,
            words=count_words(prose),
            is_english=is_english(prose),
        )

    def sections(self) -> list[Section]:
        """A section for each heading, and one of level 0 for text before the first."""
        headings = sorted(self.headings, key=lambda heading: heading.line)[:MOST_SECTIONS]
        found = []
        first = headings[0].line if headings else len(self.rows) + 1
        text, text_line = self.passage(1, first)
        if text:
            found.append(Section("", 0, text_line, text, text_line))
        for at, heading in enumerate(headings):
            end = headings[at + 1].line if at + 1 < len(headings) else len(self.rows) + 1
            text, text_line = self.passage(heading.end + 1, end)
            found.append(Section(heading.title, heading.level, heading.line, text, text_line))
        return found

    def passage(self, start: int, end: int) -> tuple[str, int]:
        """The text of lines `start` up to `end`, without blank ones around it, and its line."""
        line = start
        while line < end and not self.rows[line - 1].strip():
            line += 1
        if line >= end:
            return "", min(start, len(self.rows))
        text = "\n".join(row.rstrip() for row in self.rows[line - 1 : end - 1])
        return text[:SECTION_CHARACTERS].rstrip(), line


def rows_of(text: str) -> list[str]:
    """The lines of a text, as many and as long as are read."""
    return [row[:LONGEST_ROW] for row in text.split("\n", MOST_ROWS)[:MOST_ROWS]]


def plain(text: str) -> str:
    """Inline markup taken off: images go, links leave their label, tags go."""
    text = text[:2000]
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "<" in text:
        text = _ANY_TAG.sub("", text)
    return _SPACES.sub(" ", _MARKUP.sub("", text)).strip(" *_#")[:CELL_CHARACTERS]


def without_images(text: str) -> str:
    """The text without Markdown images."""
    return _IMAGE.sub("", text) if "![" in text else text


def _cells(row: list[str]) -> tuple[str, ...]:
    return tuple(plain(cell) for cell in row[:MOST_CELLS])
