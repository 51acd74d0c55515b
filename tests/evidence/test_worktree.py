"""Work that is not committed: changed, deleted and untracked files, told apart without git."""

import os
import socket
from pathlib import Path

import pytest

from career_guide.evidence.read import RawReading, read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.models.repository.snapshot import Caps
from git_repositories import Repository, init


@pytest.fixture
def mine(tmp_path: Path) -> Repository:
    """A repository with a few committed files."""
    mine = init(tmp_path / "mine")
    mine.commit({"a.txt": "a\nb\n", "src/b.py": "b\n", "src/deep/c.py": "c\n", "z.txt": "z"})
    return mine


def read(repository: Repository, caps: Caps | None = None, commit: str | None = None) -> RawReading:
    path = str(repository.path)
    return read_raw(path, allowed=AllowedRoots.only(path), caps=caps, commit=commit)


def uncommitted(repository: Repository, caps: Caps | None = None) -> tuple[str, ...]:
    return read(repository, caps).uncommitted


def told_by_git(repository: Repository) -> tuple[str, ...]:
    """What git itself calls changed or untracked."""
    text = repository.git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    return tuple(sorted(line[3:] for line in text.decode().split("\0") if line))


def test_a_clean_work_tree_has_nothing_uncommitted(mine: Repository) -> None:
    assert uncommitted(mine) == ()


def test_changed_deleted_staged_and_untracked_files_are_listed_like_git_does(
    mine: Repository,
) -> None:
    mine.write({"a.txt": "b\na\n", "src/b.py": "longer than before\n"})
    mine.write({"new.txt": "n", "src/other/new.py": "n", "staged.txt": "s"})
    mine.git("add", "staged.txt", "src/b.py")
    (mine.path / "z.txt").unlink()
    expected = ("a.txt", "new.txt", "src/b.py", "src/other/new.py", "staged.txt", "z.txt")
    assert uncommitted(mine) == told_by_git(mine) == expected
    assert {file.path: file.content for file in read(mine).files}["a.txt"] == b"a\nb\n"


def test_an_edit_of_the_same_size_is_seen(mine: Repository) -> None:
    mine.write({"z.txt": "y"})
    os.utime(mine.path / "z.txt", (0, 0))
    assert uncommitted(mine) == ("z.txt",)


def test_a_folder_that_is_gone_or_a_file_now_counts_for_all_its_files(mine: Repository) -> None:
    for name in ("src/deep/c.py", "src/b.py"):
        (mine.path / name).unlink()
    (mine.path / "src" / "deep").rmdir()
    (mine.path / "src").rmdir()
    mine.write({"src": "a file"})
    assert uncommitted(mine) == ("src", "src/b.py", "src/deep/c.py")


def test_line_ends_of_a_checkout_on_windows_are_no_change(mine: Repository) -> None:
    mine.write({"a.txt": b"a\r\nb\r\n"})
    assert uncommitted(mine) == ()
    mine.write({"a.txt": b"a\r\nc\r\n"})
    assert uncommitted(mine) == ("a.txt",)


def test_a_large_file_in_place_of_its_pointer_is_no_change(mine: Repository) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 5000\n"
    mine.commit({"model.txt": pointer.format("0" * 64)})
    mine.write({"model.txt": "x" * 5_000})
    assert uncommitted(mine) == ()
    mine.write({"model.txt": "x" * 5_001})
    assert uncommitted(mine) == ("model.txt",)


def test_files_whose_text_is_not_read_are_compared_too(mine: Repository) -> None:
    files: dict[str, str | bytes] = {"key.pem": "PRIVATE KEY 1", "a.png": b"\x89PNG1"}
    mine.commit(files)
    assert uncommitted(mine) == ()
    mine.write({"key.pem": "PRIVATE KEY 2", "a.png": b"\x89PNG2"})
    assert uncommitted(mine) == ("a.png", "key.pem")


def test_files_beyond_the_cap_are_compared_by_size(mine: Repository) -> None:
    mine.commit({"big.txt": "x" * 2_000})
    mine.write({"big.txt": "y" * 2_000})
    caps = Caps(file_bytes=1_000)
    assert uncommitted(mine, caps) == ()
    mine.write({"big.txt": "y" * 2_001})
    assert uncommitted(mine, caps) == ("big.txt",)


def test_a_sparse_checkout_is_not_taken_for_deletion(mine: Repository) -> None:
    mine.git("sparse-checkout", "set", "--no-cone", "/a.txt")
    assert not (mine.path / "z.txt").exists()
    assert uncommitted(mine) == ()


def test_links_are_compared_by_where_they_point(mine: Repository) -> None:
    link = mine.path / "link"
    link.symlink_to("a.txt")
    mine.commit()
    assert uncommitted(mine) == ()
    link.unlink()
    link.symlink_to("z.txt")
    (mine.path / "z.txt").unlink()
    (mine.path / "z.txt").symlink_to("/etc/passwd")
    assert uncommitted(mine) == ("link", "z.txt") == told_by_git(mine)


def test_ignored_files_are_left_out_like_git_does(mine: Repository) -> None:
    mine.write(
        {
            ".gitignore": "*.log\n!keep.log\n/build/\ndocs/**/tmp\n# comment\n\\#odd\n",
            "src/.gitignore": "local.*\n!x.log\n",
            ".git/info/exclude": "private\n",
            "x.log": "1", "keep.log": "1", "src/x.log": "1", "src/y.log": "1",
            "src/local.py": "1", "local.py": "1", "build/a": "1", "src/build/a": "1",
            "docs/tmp": "1", "docs/a/b/tmp": "1", "docs/a/b/c": "1", "#odd": "1", "private": "1",
        }
    )  # fmt: skip
    assert uncommitted(mine) == told_by_git(mine)
    assert "build/a" not in uncommitted(mine)
    assert "keep.log" in uncommitted(mine)


def test_patterns_of_the_persons_own_configuration_are_not_read(
    mine: Repository, tmp_path: Path
) -> None:
    (tmp_path / "excludes").write_text("*\n")
    mine.git("config", "core.excludesFile", str(tmp_path / "excludes"))
    mine.write({"new.txt": "n"})
    assert told_by_git(mine) == ()
    assert uncommitted(mine) == ("new.txt",)


def test_a_tracked_file_that_is_ignored_still_counts(mine: Repository) -> None:
    mine.commit({".gitignore": "*.txt\nsrc/\n"})
    mine.write({"a.txt": "changed", "src/b.py": "changed"})
    assert uncommitted(mine) == ("a.txt", "src/b.py") == told_by_git(mine)


def test_packages_and_repositories_inside_stand_as_one_path(mine: Repository) -> None:
    mine.write({"node_modules/a/b.js": "1", "node_modules/c.js": "1"})
    init(mine.path / "vendor" / "inner").commit({"x.txt": "x"})
    assert uncommitted(mine) == ("node_modules/", "vendor/inner/")


def test_special_files_are_never_opened(mine: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    mine.commit({"README.md": "readme"})
    for name in ("README.md", "z.txt"):
        (mine.path / name).unlink()
    os.mkfifo(mine.path / "README.md")
    os.mkfifo(mine.path / ".gitignore")
    monkeypatch.chdir(mine.path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("z.txt")
        reading = read(mine)
    assert reading.uncommitted == ("README.md", "z.txt")
    assert {file.path: file.content for file in reading.files}["README.md"] == b"readme"


def test_a_huge_file_in_the_work_tree_is_not_read(mine: Repository) -> None:
    with (mine.path / "huge.bin").open("wb") as file:
        file.truncate(2 << 30)
    with (mine.path / "z.txt").open("wb") as file:
        file.truncate(2 << 30)
    assert uncommitted(mine) == ("huge.bin", "z.txt")


def test_links_to_folders_and_loops_are_not_entered(mine: Repository, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "canary.txt").write_text("canary")
    (mine.path / "door").symlink_to(tmp_path / "elsewhere")
    (mine.path / "loop").symlink_to(".")
    (mine.path / "src" / "up").symlink_to("..")
    assert uncommitted(mine) == ("door", "loop", "src/up")


def test_an_older_commit_is_not_compared_with_the_work_tree(mine: Repository) -> None:
    mine.commit({"new.txt": "n"})
    mine.write({"other.txt": "o"})
    assert read(mine, commit="HEAD~1".replace("HEAD~1", mine.id("HEAD~1"))).uncommitted == ()
    assert read(mine, commit=mine.id("HEAD")).uncommitted == ("other.txt",)


def test_nothing_is_called_untracked_when_the_commit_was_not_listed_whole(
    mine: Repository,
) -> None:
    mine.write({"new.txt": "n", "a.txt": "changed"})
    assert uncommitted(mine, Caps(depth=0)) == ("a.txt",)


def test_many_untracked_files_are_cut(mine: Repository) -> None:
    mine.write({f"{number:04}.txt": "x" for number in range(2_100)})
    found = uncommitted(mine)
    assert len(found) == 2_000
    assert found == tuple(sorted(found))


def test_hostile_patterns_in_every_folder_end(mine: Repository) -> None:
    patterns = "\n".join(
        "/".join(f"*{number}{step}*" for step in range(30)) for number in range(200)
    )
    for number in range(20):
        text = patterns.replace("*", f"*{number}")
        mine.write({f"d{number}/.gitignore": text, f"d{number}/{'e/' * 20}x": "x"})
    assert uncommitted(mine)


def test_the_search_for_untracked_files_is_bounded(
    mine: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine.commit({".gitignore": "*.log\n" * 10})
    mine.write({f"{number:02}.txt": "x" for number in range(50)})
    assert len(uncommitted(mine)) == 50
    monkeypatch.setattr("career_guide.evidence.worktree._MOST_TRIALS", 100)
    assert uncommitted(mine) == tuple(f"{number:02}.txt" for number in range(11))


def test_case_twins_and_odd_names_are_compared(mine: Repository) -> None:
    names = ["Twin.txt", "twin.txt", "line\nbreak", "-rf", "ä"]
    mine.commit({name: name for name in names})
    raw = os.fsencode(mine.path) + b"/caf\xe9"
    with open(raw, "wb") as file:
        file.write(b"x")
    assert uncommitted(mine) == ("caf\\xe9",)
    mine.commit()
    assert uncommitted(mine) == ()


def test_reading_changes_nothing_in_the_repository(mine: Repository) -> None:
    def state() -> dict[str, tuple[int, int, bytes]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes())
            for path in sorted(mine.path.rglob("*"))
            if path.is_file()
        }

    mine.write({"a.txt": "changed"})
    os.utime(mine.path / "z.txt", (5, 5))
    before = state()
    read(mine)
    assert state() == before
