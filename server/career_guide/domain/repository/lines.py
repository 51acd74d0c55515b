"""Lines of files as places."""

from collections.abc import Iterable, Iterator

from career_guide.models.repository.files import File
from career_guide.models.repository.finding import EvidenceKind, Place

LONGEST_LINE = 2_000
MOST_LINES = 5_000
REMARKS = {
    "#": ("yaml", "yml", "toml", "py", "sh", "cfg", "ini", "conf", "csv", "tf", "rb", "r"),
    "--": ("sql",),
    ";": ("ini", "cfg"),
    "//": ("js", "jsx", "ts", "tsx", "go", "rs", "java", "json5", "jsonc", "prisma", "c", "php"),
}
"""How lines of remarks begin, with the endings of the files that hold them."""


def place_at(kind: EvidenceKind, file: File, line: int) -> Place:
    """A line of a file as it stands there; a file that is no text by its path alone."""
    if file.text is None:
        return Place(kind, file.path)
    return Place(kind, file.path, line, line_of(file, line))


def line_of(file: File, line: int) -> str:
    """One raw line, counted from 1; "" where the file has none."""
    lines = (file.text or "").split("\n", line)
    return lines[line - 1] if 0 < line <= len(lines) else ""


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The first lines of a text with their numbers; very long ones are left out."""
    for number, line in enumerate(text.split("\n", MOST_LINES)[:MOST_LINES], 1):
        if len(line) <= LONGEST_LINE:
            yield number, line


def is_telling(file: File, line: str) -> bool:
    """Whether a line holds more than signs and a remark: it may stand for its file."""
    kind = file.name.rpartition(".")[2].lower()
    bare = line.strip()
    is_remark = any(bare.startswith(sign) and kind in endings for sign, endings in REMARKS.items())
    return not is_remark and any(map(str.isalnum, bare))


def first_naming(file: File, names: Iterable[str]) -> int:
    """The first line in which one of these names stands; the first line where none does.

    Remarks are passed over.
    """
    wanted = tuple(names)
    for number, line in numbered(file.text or ""):
        if any(name in line for name in wanted) and is_telling(file, line):
            return number
    return 1
