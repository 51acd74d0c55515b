"""Places in files as evidence, and whether a search that found nothing has seen everything."""

from collections.abc import Sequence
from dataclasses import dataclass

from career_guide.domain.repository.lines import place_at
from career_guide.models.repository.files import File, FileKind
from career_guide.models.repository.finding import MOST_PLACES, Confidence, Finding, Place
from career_guide.models.repository.snapshot import Snapshot

CODE: tuple[FileKind, ...] = ("source", "notebook")
UNREAD = frozenset({"missing", "too_large", "over_cap"})
"""Files with code that nobody has seen; binary files and links hold none."""
BYTES_A_STATEMENT = 40
BYTES_A_CELL = 200
"""To weigh a notebook by its code, as its size is mostly that of saved pictures."""


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A line of a file where something was seen."""

    file: File
    line: int


def place(spot: Spot) -> Place:
    """A line of code as evidence."""
    return place_at("source", spot.file, spot.line)


def places(spots: Sequence[Spot]) -> tuple[Place, ...]:
    """The first spots as evidence: one of each file, then further ones."""
    by_line: dict[tuple[str, int], Spot] = {}
    by_file: dict[str, Spot] = {}
    for spot in spots:
        by_line.setdefault((spot.file.path, spot.line), spot)
        by_file.setdefault(spot.file.path, spot)
    distinct, leading = by_line.values(), by_file.values()
    first = {id(spot) for spot in leading}
    others = [spot for spot in distinct if id(spot) not in first]
    return tuple(place(spot) for spot in (*leading, *others)[:MOST_PLACES])


def answer(
    repo: Snapshot,
    spots: Sequence[Spot],
    *,
    seen: str,
    unseen: str,
    confidence: Confidence = "high",
    count: int | None = None,
    total: int = 0,
    kinds: tuple[FileKind, ...] = CODE,
) -> Finding:
    """Present at these spots; without any absent, or unknown where some files were not seen."""
    if spots:
        number = len(spots) if count is None else count
        shown = places(spots)
        return Finding.present(seen, *shown, confidence=confidence, count=number, total=total)
    gap = unsearched(repo, kinds)
    return Finding.unknown(f"{unseen} {gap}") if gap else Finding.absent(unseen)


def unsearched(repo: Snapshot, kinds: tuple[FileKind, ...] = CODE) -> str:
    """Why a search of these files may have missed something, "" where it has seen them all.

    Files of no programming language, such as pages and styles, hold nothing that is looked for,
    and files that only declare types nothing that runs.
    """
    files = [
        file for file in repo.of_kind(*kinds)
        if (file.language or file.kind == "notebook") and not file.path.endswith(".d.ts")
    ]  # fmt: skip
    if repo.is_truncated:
        return "The reading was cut short, so it may stand in a part that was not read."
    unread = sum(file.unread in UNREAD for file in files)
    if unread:
        return f"{unread} of {len(files)} files could not be read."
    parsed = sum(map(_weight, (file for file in files if file.code and file.code.is_parsed)))
    rest = sum(map(_weight, (file for file in files if not file.code or not file.code.is_parsed)))
    if rest > parsed:
        return "Most of the code is in a language or form that is not taken apart here."
    return ""


def _weight(file: File) -> int:
    if file.notebook is None:
        return file.size
    if file.code and file.code.is_parsed:
        return file.code.statements * BYTES_A_STATEMENT
    return file.notebook.code_cells * BYTES_A_CELL
