"""A folder without git: its files are read under the same caps, its history is none."""

import os
from pathlib import Path

import pytest

from career_guide.evidence.assemble import RawFile
from career_guide.evidence.read import RawReading, read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.models.repository.snapshot import Caps


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """An empty folder."""
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


def write(folder: Path, *names: str, content: str = "x") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def read(folder: Path, caps: Caps | None = None) -> RawReading:
    return read_raw(str(folder), allowed=AllowedRoots.only(str(folder)), caps=caps)


def paths(reading: RawReading) -> list[str]:
    return [file.path for file in reading.files]


def test_files_are_read_and_there_is_no_history(mine: Path) -> None:
    write(mine, "b/c.py", "a.txt", "b-c")
    reading = read(mine)
    assert reading.files == tuple(RawFile(name, 1, b"x") for name in ("a.txt", "b-c", "b/c.py"))
    assert (reading.name, reading.commit, reading.history.state) == ("mine", None, "none")
    assert (reading.uncommitted, reading.cut) == ((), ())


def test_an_empty_folder_has_no_files(mine: Path) -> None:
    assert read(mine).files == ()


def test_data_of_version_control_is_left_out(mine: Path) -> None:
    folders = (".hg", ".svn", "CVS", ".bzr", ".jj", "sub/.git")
    write(mine, *(f"{folder}/data" for folder in folders), "sub/a.txt")
    assert paths(read(mine)) == ["sub/a.txt"]


def test_installed_packages_are_listed_and_not_read(mine: Path) -> None:
    write(mine, "node_modules/a/b.js", ".venv/lib/c.py", "src/d.py")
    unread = {file.path: file.unread for file in read(mine).files}
    assert unread == {
        ".venv/lib/c.py": "over_cap",
        "node_modules/a/b.js": "over_cap",
        "src/d.py": None,
    }


def test_links_and_special_files_are_listed_and_never_opened(mine: Path, tmp_path: Path) -> None:
    (tmp_path / "canary").mkdir()
    write(tmp_path / "canary", "secret.txt", content="canary")
    (mine / "file").symlink_to(tmp_path / "canary" / "secret.txt")
    (mine / "folder").symlink_to(tmp_path / "canary")
    (mine / "loop").symlink_to(".")
    (mine / "environ").symlink_to("/proc/self/environ")
    os.mkfifo(mine / "README.md")
    reading = read(mine)
    assert [(file.content, file.unread) for file in reading.files] == [(None, "not_regular")] * 5
    assert "canary" not in repr(reading.files)


def test_a_sparse_file_of_two_gigabytes_is_not_read(mine: Path) -> None:
    with (mine / "huge.txt").open("wb") as file:
        file.truncate(2 << 30)
    assert read(mine).files == (RawFile("huge.txt", 2 << 30, None, "too_large"),)


def test_caps_hold_as_in_a_commit(mine: Path) -> None:
    write(mine, *(f"d{number}/{number}.py" for number in range(20)))
    assert len(read(mine, Caps(files=5)).files) == 5
    assert read(mine, Caps(files=5)).cut == ("files",)
    assert read(mine, Caps(folders=5)).cut == ("folders",)
    assert read(mine, Caps(depth=0)).cut == ("depth",)
    assert read(mine, Caps(total_bytes=5)).cut == ("total_bytes",)


def test_a_folder_that_cannot_be_opened_is_a_cut(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(mine, "a.txt", "closed/b.txt")
    (mine / "closed").chmod(0)
    try:
        reading = read(mine)
    finally:
        (mine / "closed").chmod(0o700)
    if os.getuid() == 0:  # root opens everything
        assert reading.cut == ()
    else:
        assert (paths(reading), reading.cut) == (["a.txt"], ("unreadable",))


def test_names_that_are_no_text_are_read(mine: Path) -> None:
    with open(os.fsencode(mine) + b"/caf\xe9\n.txt", "wb") as file:
        file.write(b"x")
    assert read(mine).files == (RawFile("caf\\xe9\\x0a.txt", 1, b"x"),)


def test_the_same_folder_gives_the_same_reading(mine: Path) -> None:
    write(mine, "b.txt", "a/c.py", "node_modules/x.js", ".env.example")
    assert read(mine) == read(mine)
