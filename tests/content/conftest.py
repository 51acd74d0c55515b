"""A copy of the real content that a test may spoil, and the problems found in it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from career_guide.content.compile import compile_folder
from career_guide.content.loader import examine
from career_guide.content.problems import Problem
from career_guide.content.snapshot import Snapshot

CONTENT = Path(__file__).parents[2] / "content"

Change = Callable[[Any], object]


def from_yaml(text: str) -> Any:
    """The values of a YAML text, by a reader that is not ours."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class Author:
    """Somebody who edits a content folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, file: str) -> Any:
        """The values of a file."""
        return from_yaml((self.folder / file).read_text("utf-8"))

    def edit(self, file: str, change: Change) -> None:
        """Change the values of a file; it is written back as JSON, one value a line."""
        values = self.read(file)
        change(values)
        self.write(file, json.dumps(values, ensure_ascii=False, indent=1))

    def write(self, file: str, text: str | bytes) -> None:
        """Put a file there, whatever stood there before."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def append(self, file: str, text: str) -> int:
        """Add lines at the end of a file; the number of the first of them."""
        before = (self.folder / file).read_text("utf-8").rstrip("\n") + "\n"
        self.write(file, before + text)
        return before.count("\n") + 1

    def replace(self, file: str, old: str, new: str) -> int:
        """Replace the one place where `old` stands; its line."""
        text = (self.folder / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def line_of(self, file: str, start: str, after: int = 0) -> int:
        """The first line, past line `after`, that starts so (indentation left out)."""
        lines = (self.folder / file).read_text("utf-8").splitlines()
        return next(
            n for n, line in enumerate(lines, 1) if n > after and line.strip().startswith(start)
        )

    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with the folder."""
        return examine(self.folder).problems

    def codes(self) -> set[str]:
        """The codes of everything wrong with the folder."""
        return {problem.code for problem in self.problems()}


@pytest.fixture(scope="session")
def content() -> Path:
    """The real content; not to be written to."""
    return CONTENT


@pytest.fixture(scope="session")
def compiled(content: Path) -> Snapshot:
    """The real content, compiled."""
    return compile_folder(content)


@pytest.fixture(scope="session")
def template(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content with few words to match and search by, which keeps these tests quick."""
    folder = Path(shutil.copytree(content, tmp_path_factory.mktemp("template") / "content"))
    for file in sorted((folder / "vocabulary").iterdir())[1:]:
        file.unlink()
    Author(folder).edit("synonyms.yaml", lambda words: words.update(groups=words["groups"][:3]))
    return folder


@pytest.fixture
def author(tmp_path: Path, template: Path) -> Author:
    """An author with a copy of the real content, which is sound."""
    return Author(Path(shutil.copytree(template, tmp_path / "content")))
