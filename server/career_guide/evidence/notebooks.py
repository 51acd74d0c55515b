"""Jupyter notebooks: code, prose and saved text outputs, each with its line in the file."""

import ast
import re
import warnings
from dataclasses import dataclass, field, replace

from career_guide.evidence.documents.read import read_document
from career_guide.evidence.formats.json_tree import read_json
from career_guide.evidence.formats.tree import Node
from career_guide.models.repository.code import Code, Function, Language
from career_guide.models.repository.files import Document, Notebook, Output, Section

MOST_CELLS = 2_000
MOST_OUTPUTS = 500
OUTPUT_CHARACTERS = 4_000
SOURCE_CHARACTERS = 100_000
"""Most characters of one cell that are read."""

_LANGUAGES: dict[str, Language] = {
    "python": "python",
    "ipython": "python",
    "typescript": "typescript",
    "javascript": "javascript",
    "go": "go",
}
_TEXT_TYPES = ("text/plain", "text/markdown", "text/latex")
_CELL_MAGIC_OF_CODE = ("%%time", "%%timeit", "%%capture", "%%prun", "%%memit", "%%skip")
_MAGIC = re.compile(r"([ \t]*)(?:%{1,2}[A-Za-z]|![\w./~$({]|\?|[A-Za-z_][\w., ]{0,200}=[ \t]*[%!])")
_ANSI = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")


@dataclass(frozen=True, slots=True)
class ReadNotebook:
    """A notebook, its cells' code as one text, and for each line of that text the file's line."""

    notebook: Notebook
    language: Language
    source: str
    lines: tuple[int, ...]


def read_notebook(text: str) -> ReadNotebook | None:
    """The notebook in this text, or None where it is none."""
    root = read_json(text)
    if root is None or not isinstance(root.value, dict):
        return None
    cells = root.get("cells")
    if cells.value is None:  # the form before version 4
        cells = next((sheet.get("cells") for sheet in root.get("worksheets").elements), cells)
    if not isinstance(cells.value, list):
        return None
    reader = _Reader(_language(root))
    for number, cell in enumerate(cells.elements[:MOST_CELLS], 1):
        reader.take(number, cell)
    notebook = Notebook(
        prose=reader.prose(),
        outputs=tuple(reader.outputs),
        code_cells=reader.code_cells,
        executed_cells=reader.executed_cells,
    )
    return ReadNotebook(notebook, reader.language, "\n".join(reader.source), tuple(reader.lines))


def relocated(code: Code, lines: tuple[int, ...]) -> Code:
    """The facts of joined cells with the lines of the notebook's file."""

    def line(joined: int) -> int:
        return lines[min(max(joined, 1), len(lines)) - 1] if lines else joined

    def function(one: Function) -> Function:
        return replace(one, line=line(one.line), end_line=line(one.end_line))

    return replace(
        code,
        imports=tuple(replace(one, line=line(one.line)) for one in code.imports),
        functions=tuple(function(one) for one in code.functions),
        classes=tuple(replace(one, line=line(one.line)) for one in code.classes),
        calls=tuple(replace(one, line=line(one.line)) for one in code.calls),
        handlers=tuple(replace(one, line=line(one.line)) for one in code.handlers),
        raises=tuple(replace(one, line=line(one.line)) for one in code.raises),
        numbers=tuple(replace(one, line=line(one.line)) for one in code.numbers),
        strings=tuple(replace(one, line=line(one.line)) for one in code.strings),
    )


def _language(root: Node) -> Language:
    metadata = root.get("metadata")
    name = metadata.get("kernelspec", "language").text or metadata.get("language_info", "name").text
    if not name:
        kernel = metadata.get("kernelspec", "name").text.lower()
        name = "python" if not kernel or "python" in kernel else kernel
    return _LANGUAGES.get(name.lower(), "other")


@dataclass
class _Reader:
    language: Language
    source: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    code_cells: int = 0
    executed_cells: int = 0

    def take(self, number: int, cell: Node) -> None:
        rows = _rows(cell.first("source", "input"))
        match cell.get("cell_type").text:
            case "code":
                self.code_cells += 1
                if isinstance(cell.first("execution_count", "prompt_number").value, float):
                    self.executed_cells += 1
                self.take_code(rows)
                self.take_outputs(number, cell.get("outputs"))
            case "markdown":
                self.take_prose(rows)
            case "heading":  # before version 4
                depth = "#" * max(1, min(6, int(_number(cell.get("level")))))
                self.take_prose([(f"{depth} {text}", line) for text, line in rows[:1]])
            case _:
                pass

    def take_code(self, rows: list[tuple[str, int]]) -> None:
        if self.language == "python":
            rows = _python(rows)
        for text, line in rows:
            self.source.append(text)
            self.lines.append(line)

    def take_outputs(self, number: int, outputs: Node) -> None:
        for output in outputs.elements:
            if len(self.outputs) >= MOST_OUTPUTS:
                return
            is_error = output.get("output_type").text in ("error", "pyerr")
            if is_error:
                parts = [output.get("ename"), output.get("evalue"), output.get("traceback")]
                rows = [row for part in parts for row in _rows(part)]
            else:
                rows = _rows(_shown(output))
            text = _ANSI.sub("", "\n".join(row for row, _ in rows)).strip("\n")
            if text.strip():
                line = next(line for row, line in rows if row.strip())
                self.outputs.append(Output(number, text[:OUTPUT_CHARACTERS], line, is_error))

    def take_prose(self, rows: list[tuple[str, int]]) -> None:
        if rows:
            document = read_document("cell.md", "\n".join(text for text, _ in rows))
            self.documents.append(_moved(document, [line for _, line in rows]))

    def prose(self) -> Document:
        """The cells' prose as one; text before a cell's own heading belongs to the last one."""
        sections: list[Section] = []
        last: Section | None = None
        for document in self.documents:
            for section in document.sections:
                if section.level == 0 and last is not None:
                    section = replace(section, title=last.title, level=last.level, line=last.line)
                elif section.level:
                    last = section
                sections.append(section)
        return Document(
            sections=tuple(sections),
            links=tuple(link for one in self.documents for link in one.links),
            fences=tuple(fence for one in self.documents for fence in one.fences),
            tables=tuple(table for one in self.documents for table in one.tables),
            words=sum(one.words for one in self.documents),
            is_english=_mostly_english(self.documents),
        )


def _mostly_english(documents: list[Document]) -> bool:
    english = sum(one.words for one in documents if one.is_english)
    return english * 2 >= sum(one.words for one in documents)


def _rows(node: Node) -> list[tuple[str, int]]:
    """The lines of a text or list of texts, each with the file's line that holds it."""
    found: list[tuple[str, int]] = []
    unfinished = False
    left = SOURCE_CHARACTERS
    for part in node.texts:
        text = str(part.value)[:left]
        left -= len(text)
        if not left:
            break
        pieces = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for at, piece in enumerate(pieces):
            if at == 0 and unfinished:
                found[-1] = (found[-1][0] + piece, found[-1][1])
            elif at < len(pieces) - 1 or piece:
                found.append((piece, part.line))
        unfinished = bool(pieces[-1])
    return found


def _shown(output: Node) -> Node:
    """What an output shows as text; pictures and widgets are left out."""
    if output.get("text").value is not None:
        return output.get("text")
    data = output.get("data")
    return next((data.get(kind) for kind in _TEXT_TYPES if data.get(kind).value is not None), data)


def _number(node: Node) -> float:
    return node.value if isinstance(node.value, float) and abs(node.value) < 100 else 1.0


def _python(rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """A cell as plain Python: magics go; one of another language or with errors is left out."""
    first = next((text.strip() for text, _ in rows if text.strip()), "")
    if first.startswith("%%") and not first.startswith(_CELL_MAGIC_OF_CODE):
        return []
    if _is_python(rows):
        return rows
    rows = [(_without_magic(text), line) for text, line in rows]
    return rows if _is_python(rows) else []


def _is_python(rows: list[tuple[str, int]]) -> bool:
    try:
        with warnings.catch_warnings():  # of escapes and comparisons in somebody else's code
            warnings.simplefilter("ignore")
            ast.parse("\n".join(text for text, _ in rows))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _without_magic(text: str) -> str:
    bare = text.rstrip()
    if hit := _MAGIC.match(text):
        return f"{hit.group(1)}pass"
    return "pass" if bare.endswith("?") and bare.rstrip("?").isidentifier() else text


def _moved(document: Document, lines: list[int]) -> Document:
    def line(joined: int) -> int:
        return lines[min(joined, len(lines)) - 1]

    return replace(
        document,
        sections=tuple(
            replace(one, line=line(one.line), text_line=line(one.text_line))
            for one in document.sections
        ),
        links=tuple(replace(one, line=line(one.line)) for one in document.links),
        fences=tuple(replace(one, line=line(one.line)) for one in document.fences),
        tables=tuple(replace(one, line=line(one.line)) for one in document.tables),
    )
