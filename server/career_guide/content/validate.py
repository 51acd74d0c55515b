"""The report on a content folder, as text for people and as data for programs."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from career_guide.content.folder import name_of
from career_guide.content.loader import examine
from career_guide.content.problems import Problem, counted
from career_guide.content.snapshot import load_snapshot

BUILT_IN = "built-in content"


@dataclass(frozen=True)
class Report:
    """What was found in a content folder; no path in it goes beyond the folder's own name.

    `files` is None for the content of the installation, which is one compiled file.
    """

    folder: str
    files: int | None
    facts: int
    data_version: str | None
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether the content can be served."""
        return not self.problems

    def text(self) -> str:
        """One line a problem, and a last line that counts them."""
        lines = [problem.line_for(self.folder) for problem in self.problems]
        return "\n".join([*lines, self._count()])

    def data(self) -> dict[str, Any]:
        """The report as a JSON object, files relative to the folder."""
        return {
            "ok": self.ok,
            "folder": self.folder,
            "files": self.files,
            "facts": self.facts,
            "data_version": self.data_version,
            "problems": [asdict(problem) for problem in self.problems],
        }

    def _count(self) -> str:
        files = "" if self.files is None else counted(self.files, "file")
        if self.ok:
            read = ", ".join(part for part in (files, counted(self.facts, "fact")) if part)
            return f"{self.folder}: {read}, no problems; data version {self.data_version}"
        bad = len({problem.file for problem in self.problems})
        found = f"{counted(len(self.problems), 'problem')} in {counted(bad, 'place')}"
        return f"{self.folder}: {found}, {files} read"


def validate_folder(folder: Path) -> Report:
    """Read, validate and cross-check a content folder. Never raises for bad content."""
    examination = examine(folder)
    catalog = examination.catalog
    return Report(
        folder=name_of(folder),
        files=examination.files,
        facts=len(catalog.facts) if catalog else 0,
        data_version=catalog.data_version if catalog else None,
        problems=examination.problems,
    )


def validate_built_in() -> Report:
    """The report on the content of this installation, which was validated when it was compiled.

    Raises ContentError if it is missing or unfit.
    """
    catalog = load_snapshot()
    return Report(BUILT_IN, None, len(catalog.facts), catalog.data_version, ())
