"""The reading as a whole: repeatable, told on the way, stopped when asked, and within bounds."""

import json
import os
from pathlib import Path

import pytest

from career_guide.errors import CareerGuideError, ReadingStopped
from career_guide.evidence.read import read_raw, read_repository
from career_guide.evidence.roots import AllowedRoots
from career_guide.models.repository.snapshot import Caps
from career_guide.refusals import RepositoryRefused
from git_repositories import Repository, init


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Two hundred commits and files."""
    mine = init(tmp_path_factory.mktemp("read") / "mine")
    lines = []
    for number in range(200):
        lines.append(b"commit refs/heads/main\ncommitter A <a@b> %d +0000\ndata 1\nm\n" % number)
        lines.append(b"M 644 inline d%d/%d.txt\ndata 2\nx\n\n" % (number % 9, number))
    mine.import_stream(lines)
    mine.git("reset", "-q", "--hard")
    return mine


def test_the_same_commit_gives_the_same_reading(mine: Repository) -> None:
    path = str(mine.path)
    allowed = AllowedRoots.only(path)
    first = read_raw(path, allowed=allowed)
    assert read_raw(path, allowed=allowed) == first
    assert (len(first.files), len(first.history.commits)) == (200, 200)
    mine.git("repack", "-adfq")
    mine.git("gc", "-q", "--aggressive")
    assert read_raw(path, allowed=allowed) == first


def test_progress_names_its_phases_and_never_goes_back(mine: Repository) -> None:
    told: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, phase: str) -> None:
        told.append((done, total, phase))

    path = str(mine.path)
    read_raw(path, allowed=AllowedRoots.only(path), progress=progress)
    phases = list(dict.fromkeys(phase for _, _, phase in told))
    assert phases == ["sizes", "files", "commits", "changes", "work tree"]
    for phase in phases:
        steps = [done for done, _, name in told if name == phase]
        assert steps == sorted(steps)
    assert all(done <= total for done, total, _ in told if total)
    assert (200, 200, "files") in told


def test_a_notebook_is_read_beyond_the_cap_where_only_its_pictures_are_large(
    tmp_path: Path,
) -> None:
    def book(code: str, picture: str) -> str:
        shown = {"data": {"image/png": picture}, "output_type": "display_data", "metadata": {}}
        cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": [code]}
        cells = [{**cell, "outputs": [shown]}]
        return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1)

    mine = init(tmp_path / "books")
    files: dict[str, str | bytes] = {
        "picture.ipynb": book("print(1)", "iVBORw0KGgo" * 2_000),
        "long.ipynb": book("print(1)  # " + "a b" * 9_000, "x"),
        "data.json": '{"picture": "' + "iVBORw0KGgo" * 2_000 + '"}',
        "huge.ipynb": book("print(1)", "iVBORw0KGgo" * 9_000),
    }
    mine.commit(files)
    path = str(mine.path)
    caps = Caps(file_bytes=10_000, notebook_bytes=50_000)
    repo = read_repository(path, allowed=AllowedRoots.only(path), caps=caps)
    unread = {name: file.unread for name, file in repo.by_path.items()}
    assert unread == dict.fromkeys(files, "too_large") | {"picture.ipynb": None}
    found = repo.by_path["picture.ipynb"]
    assert found.notebook is not None
    assert found.code is not None
    assert found.code.calls[0].name == "print"
    assert found.size == len(files["picture.ipynb"])


@pytest.mark.parametrize("after", [0, 1, 5, 150, 250, 450, 700, 800])
def test_a_reading_is_stopped_at_any_step(mine: Repository, after: int) -> None:
    calls = iter(range(10_000))
    path = str(mine.path)
    with pytest.raises(ReadingStopped, match="stopped"):
        read_repository(path, allowed=AllowedRoots.only(path), stop=lambda: next(calls) >= after)


def test_stopping_never_leaves_a_file_open(mine: Repository) -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("open files cannot be counted here")
    path = str(mine.path)
    before = len(os.listdir(descriptors))
    for after in (0, 100, 300, 600, 900, 100_000):
        calls = iter(range(200_000))
        try:
            read_raw(
                path,
                allowed=AllowedRoots.only(path),
                stop=lambda calls=calls, after=after: next(calls) > after,
            )
        except ReadingStopped:
            continue
    assert len(os.listdir(descriptors)) == before


def test_errors_are_of_our_own_kind() -> None:
    assert issubclass(RepositoryRefused, CareerGuideError)
    assert issubclass(ReadingStopped, CareerGuideError)


@pytest.mark.parametrize(
    ("path", "shown"),
    [("mine.git", "mine"), ("with space", "with space"), ("né\n", "né\\x0a"), (".git-x", ".git-x")],
)
def test_the_name_is_that_of_the_folder(tmp_path: Path, path: str, shown: str) -> None:
    (tmp_path / path).mkdir()
    folder = str(tmp_path / path)
    assert read_repository(folder, allowed=AllowedRoots.only(folder)).name == shown


def test_a_hundred_thousand_files_end_within_the_caps(tmp_path: Path) -> None:
    big = init(tmp_path / "big")
    lines = [b"blob\nmark :1\ndata 1\nx\n"]
    lines.append(b"commit refs/heads/main\ncommitter A <a@b> 1 +0000\ndata 1\nm\n")
    lines += [b"M 644 :1 data/%d/%d.txt\n" % (n % 300, n) for n in range(100_000)]
    lines += [b"M 644 :1 src/main.py\n", b"M 644 :1 README.md\n"]
    big.import_stream(lines)
    path = str(big.path / ".git")
    reading = read_raw(path, allowed=AllowedRoots.only(path))
    listed = [file.path for file in reading.files]
    assert (len(listed), reading.cut) == (20_000, ("files",))
    assert {"src/main.py", "README.md"} < set(listed)
    assert listed == sorted(listed)


def test_caps_are_those_that_were_passed(tmp_path: Path) -> None:
    caps = Caps(files=1, folders=1, depth=0, file_bytes=1, total_bytes=1, commits=1)
    (tmp_path / "mine").mkdir()
    path = str(tmp_path / "mine")
    assert read_repository(path, allowed=AllowedRoots.only(path), caps=caps).caps == caps


def test_without_descriptors_the_reading_is_the_same(
    mine: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a system that cannot open relative to a folder."""
    path = str(mine.path)
    with_descriptors = read_raw(path, allowed=AllowedRoots.only(path))
    monkeypatch.setattr("career_guide.evidence.safe_folder._HAS_DESCRIPTORS", False)
    assert read_raw(path, allowed=AllowedRoots.only(path)) == with_descriptors
