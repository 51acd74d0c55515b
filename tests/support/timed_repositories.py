"""Histories of chosen authors and times, made quickly, for repositories that are scored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from git_repositories import Repository, init
from honest_project import DAY, START, WORK, Files

ADA = "Ada <ada@example.org>"


@dataclass(frozen=True)
class Step:
    """One commit; `committed` None is the time at which it was authored."""

    subject: str
    authored: int
    committed: int | None = None
    author: str = ADA
    paths: tuple[str, ...] = ()
    """What it changes; without any, the next file of the project."""


def of_work(subjects: Iterable[tuple[str, int]] = WORK) -> tuple[Step, ...]:
    """Steps by subject and day, an hour apart within a day."""
    return tuple(
        Step(subject, START + day * DAY + number * 600)
        for number, (subject, day) in enumerate(subjects)
    )


HONEST = of_work()
ONE = (Step("Search, answer and evaluate", START),)


def build(path: Path, files: Mapping[str, str | bytes], steps: Sequence[Step] = ONE) -> Repository:
    """A repository with a clean work tree whose last commit holds exactly these files.

    Each commit but the last changes one file, or the paths that it names.
    """
    made = init(path)
    record(made, files, steps)
    made.git("reset", "--quiet", "--hard")
    return made


def record(made: Repository, files: Mapping[str, str | bytes], steps: Sequence[Step]) -> None:
    """Commit the files in steps on the branch main."""
    made.import_stream(_stream(files, steps))


def _stream(files: Mapping[str, str | bytes], steps: Sequence[Step]) -> Iterable[bytes]:
    names = sorted(files)
    for number, step in enumerate(steps):
        is_last = number == len(steps) - 1
        changed = step.paths or (names[number % len(names)],)
        yield _header(step)
        for name in names if is_last else changed:
            data = files.get(name, b"")
            whole = data.encode() if isinstance(data, str) else data
            content = whole if is_last else whole + b"\n" * (number % 7 + 1)
            yield b"M 644 inline %s\ndata %d\n%s\n" % (_quoted(name), len(content), content)
        gone = {path for before in steps for path in before.paths} - set(files) if is_last else ()
        for name in sorted(gone):
            yield b"D %s\n" % _quoted(name)
        yield b"\n"


def _header(step: Step) -> bytes:
    committed = step.authored if step.committed is None else step.committed
    message = step.subject.encode()
    return b"".join(
        (
            b"commit refs/heads/main\n",
            b"author %s %d +0000\n" % (step.author.encode(), step.authored),
            b"committer %s %d +0000\n" % (step.author.encode(), committed),
            b"data %d\n%s\n" % (len(message), message),
        )
    )


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return b'"%s"' % escaped.encode("utf-8", "surrogateescape")


def in_folder(path: Path, files: Files) -> Path:
    """The files in a folder without git."""
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
