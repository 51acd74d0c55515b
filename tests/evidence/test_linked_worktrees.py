"""Linked worktrees: read where a person typed the path and git itself made them, else refused."""

import shutil
from pathlib import Path

import pytest

from career_guide.evidence.read import RawReading, read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.refusals import RepositoryRefused
from git_repositories import Repository, init


@pytest.fixture
def main(tmp_path: Path) -> Repository:
    """A repository with a linked worktree beside it, in a folder of its own."""
    main = init(tmp_path / "main" / "project")
    main.commit({"a.txt": "a"})
    (tmp_path / "side").mkdir()
    main.git("worktree", "add", "-q", "-b", "side", "../../side/project")
    return main


@pytest.fixture
def side(main: Repository) -> Repository:
    """The linked worktree, with a commit of its own."""
    side = Repository(main.path.parents[1] / "side" / "project")
    side.commit({"b.txt": "b"})
    return side


def typed(path: Path) -> RawReading:
    return read_raw(str(path), allowed=AllowedRoots.only(str(path)))


def refused(path: Path, allowed: AllowedRoots | None = None) -> RepositoryRefused:
    with pytest.raises(RepositoryRefused) as caught:
        read_raw(str(path), allowed=allowed or AllowedRoots.only(str(path)))
    return caught.value


def linked_data(main: Repository) -> Path:
    return main.path / ".git" / "worktrees" / "project"


def test_a_worktree_whose_path_was_typed_is_read(side: Repository) -> None:
    reading = typed(side.path)
    assert reading.commit == side.id("HEAD")
    assert [file.path for file in reading.files] == ["a.txt", "b.txt"]
    assert (reading.history.state, len(reading.history.commits)) == ("complete", 2)
    assert reading.uncommitted == ()
    (side.path / "c.txt").write_text("c")
    assert typed(side.path).uncommitted == ("c.txt",)


def test_pointers_that_are_relative_are_read_as_well(main: Repository, side: Repository) -> None:
    before = typed(side.path)
    (side.path / ".git").write_text("gitdir: ../../main/project/.git/worktrees/project\n")
    (linked_data(main) / "gitdir").write_text("../../../../../side/project/.git\n")
    assert typed(side.path) == before


def test_a_worktree_that_only_lies_in_an_allowed_folder_is_refused(side: Repository) -> None:
    error = refused(side.path, AllowedRoots.given([str(side.path)]))
    assert error.code == "leads_outside"
    assert refused(side.path, AllowedRoots.around(str(side.path))).code == "leads_outside"


def test_a_copy_that_the_repository_does_not_name_is_refused(
    main: Repository, side: Repository, tmp_path: Path
) -> None:
    shutil.copytree(side.path, tmp_path / "copy")
    error = refused(tmp_path / "copy")
    assert error.code == "leads_outside"
    assert str(tmp_path) not in f"{error.problem} {error.expected}"


def test_a_folder_that_points_at_the_git_directory_itself_is_refused(
    main: Repository, tmp_path: Path
) -> None:
    (tmp_path / "copy").mkdir()
    for target in (main.path / ".git", main.path / ".git" / "refs" / "heads", main.path):
        (tmp_path / "copy" / ".git").write_text(f"gitdir: {target}\n")
        assert refused(tmp_path / "copy").code == "leads_outside"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gitdir", "/nowhere/.git\n"),
        ("gitdir", "{side}/other\n"),
        ("gitdir", "\0"),
        ("commondir", "../../..\n"),
        ("commondir", "/etc\n"),
    ],
)
def test_data_that_does_not_name_the_worktree_is_refused(
    main: Repository, side: Repository, name: str, text: str
) -> None:
    (linked_data(main) / name).write_text(text.format(side=side.path))
    assert refused(side.path).code == "leads_outside"


def test_what_leads_on_from_there_is_refused(
    main: Repository, side: Repository, tmp_path: Path
) -> None:
    theirs = init(tmp_path / "theirs")
    theirs.commit({"canary.txt": "never read"})
    (main.objects / "info").mkdir(exist_ok=True)
    (main.objects / "info" / "alternates").write_text(f"{theirs.objects}\n")
    error = refused(side.path)
    assert (error.code, "alternates" in error.problem) == ("leads_outside", True)
