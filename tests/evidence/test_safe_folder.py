"""Folders and files are opened without following links, with descriptors and without."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from career_guide.evidence.safe_folder import Folder


@pytest.fixture(params=["descriptors", "paths", "paths without O_NOFOLLOW"])
def folder(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Folder]:
    """A folder with every kind of entry."""
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    (inside / "deep" / "er").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret").write_text("secret")
    (inside / "file").write_text("text")
    (inside / "deep" / "er" / "leaf").write_text("leaf")
    (inside / "link").symlink_to(outside / "secret")
    (inside / "door").symlink_to(outside)
    (inside / "loop").symlink_to("loop")
    os.mkfifo(inside / "pipe")
    if "without" in request.param:  # as on Windows
        monkeypatch.setattr("career_guide.evidence.safe_folder._NOFOLLOW", 0)
    with Folder.at(str(inside), by_descriptor=request.param == "descriptors") as opened:
        yield opened


def test_entries_are_sorted_and_told_apart(folder: Folder) -> None:
    kinds = {entry.name: entry.kind for entry in folder.entries()}
    assert list(kinds) == sorted(kinds)
    assert kinds == {
        "file": "file",
        "deep": "folder",
        "link": "link",
        "door": "link",
        "loop": "link",
        "pipe": "other",
    }


@pytest.mark.parametrize("name", ["link", "loop", "pipe", "deep", "door", "none", "", "..", "a/b"])
def test_only_regular_files_are_read(folder: Folder, name: str) -> None:
    with pytest.raises(OSError, match=r".*"):
        folder.read(name, 100)


@pytest.mark.parametrize("name", ["link", "loop", "pipe", "file", "door", "none", "..", "deep/er"])
def test_only_real_folders_are_entered(folder: Folder, name: str) -> None:
    with pytest.raises(OSError, match=r".*"):
        folder.folder(name)
    with pytest.raises(OSError, match=r".*"):
        folder.descend(["deep", name])


def test_a_file_is_read_up_to_its_limit(folder: Folder) -> None:
    assert folder.read("file", 4) == b"text"
    with pytest.raises(OSError, match="larger"):
        folder.read("file", 3)


def test_descending_reaches_what_lies_deeper(folder: Folder) -> None:
    with folder.descend(["deep", "er"]) as deeper:
        assert deeper.read("leaf", 10) == b"leaf"
    assert folder.look("file") is not None


def test_links_are_read_as_text_only(folder: Folder) -> None:
    assert folder.target("loop") == "loop"
    assert folder.look("link") is not None
    assert folder.look("none") is None
    assert folder.look("../outside") is None


def test_a_socket_is_no_file(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "inside")  # the address of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock")
        with pytest.raises(OSError, match=r".*"):
            folder.read("sock", 10)


def test_a_folder_swapped_for_a_link_while_it_is_open_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("mine")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "file").write_text("theirs")
    with Folder.at(str(tmp_path / "mine"), by_descriptor=True) as folder:
        (tmp_path / "mine").rename(tmp_path / "moved")
        (tmp_path / "mine").symlink_to(tmp_path / "theirs")
        assert folder.read("file", 10) == b"mine"


@pytest.mark.parametrize("by_descriptor", [True, False])
def test_a_link_is_never_the_folder_itself(tmp_path: Path, by_descriptor: bool) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with pytest.raises(OSError, match=r".*"):
        Folder.at(str(tmp_path / "link"), by_descriptor=by_descriptor)
