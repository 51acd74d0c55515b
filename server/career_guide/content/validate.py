"""The report on a content folder, as text for people and as JSON for programs."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from career_guide.content.loader import examine
from career_guide.content.problems import Problem, counted, shown


@dataclass(frozen=True)
class Report:
    """What was found in a content folder; no path in it goes beyond the folder's own name."""

    folder: str
    files: int
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

    def json(self) -> str:
        """The report as one JSON object, files relative to the folder."""
        report = {
            "ok": self.ok,
            "folder": self.folder,
            "files": self.files,
            "facts": self.facts,
            "data_version": self.data_version,
            "problems": [asdict(problem) for problem in self.problems],
        }
        return json.dumps(report, ensure_ascii=False, indent=2)

    def _count(self) -> str:
        if self.ok:
            return (
                f"{self.folder}: {counted(self.files, 'file')}, {counted(self.facts, 'fact')},"
                f" no problems; data version {self.data_version}"
            )
        bad = len({problem.file for problem in self.problems})
        return (
            f"{self.folder}: {counted(len(self.problems), 'problem')} in {counted(bad, 'place')},"
            f" {counted(self.files, 'file')} read"
        )


def validate_folder(folder: Path) -> Report:
    """Read, validate and cross-check a content folder. Never raises for bad content."""
    examination = examine(folder)
    catalog = examination.catalog
    return Report(
        folder=shown(folder.absolute().name) or "content",
        files=examination.files,
        facts=len(catalog.facts) if catalog else 0,
        data_version=catalog.data_version if catalog else None,
        problems=examination.problems,
    )
