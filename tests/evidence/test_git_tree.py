"""The files of a commit, up to the caps, whatever their names."""

from pathlib import Path

import pytest

from career_guide.evidence.assemble import RawFile
from career_guide.evidence.raw_path import printable
from career_guide.evidence.read import RawReading, read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.models.repository.snapshot import Caps
from git_repositories import Repository, init


@pytest.fixture
def mine(tmp_path: Path) -> Repository:
    """An empty repository."""
    return init(tmp_path / "mine")


def read(repository: Repository, caps: Caps | None = None) -> RawReading:
    path = str(repository.path)
    return read_raw(path, allowed=AllowedRoots.only(path), caps=caps)


def paths(reading: RawReading) -> list[str]:
    return [file.path for file in reading.files]


def test_files_are_listed_from_the_commit_in_the_order_of_their_bytes(mine: Repository) -> None:
    names = ["a/b", "a-b", "a.txt", "a0", "B", "b/c/d", "ä", "z"]
    mine.commit(dict.fromkeys(names, "x"))
    mine.git("rm", "-q", "--cached", "z")
    listed = mine.git("ls-tree", "-r", "-z", "--name-only", "HEAD").decode().split("\0")[:-1]
    assert paths(read(mine)) == listed == sorted(names, key=str.encode)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"line\nbreak", "line\\x0abreak"),
        (b"-rf", "-rf"),
        (b":(top)x", ":(top)x"),
        (b"quote\"'", "quote\"'"),
        (b"caf\xe9.txt", "caf\\xe9.txt"),
        ("café.txt".encode(), "café.txt"),
        (b"back\\slash", "back\\x5cslash"),
        ("\u202etxt.exe.md".encode(), "\\xe2\\x80\\xaetxt.exe.md"),
        (b"\x1b[31mred", "\\x1b[31mred"),
        (b"x.pdf:Zone.Identifier", "x.pdf:Zone.Identifier"),
        (b"where this go?", "where this go?"),
        (b" lead and trail ", " lead and trail "),
        (b"n" * 255, "n" * 255),
    ],
)
def test_odd_names_stand_in_a_printable_form(mine: Repository, name: bytes, shown: str) -> None:
    blob = mine.store("blob", b"content")
    mine.point_main_at(mine.tree(("40000", b"folder", mine.tree(("100644", name, blob)))))
    assert read(mine).files == (RawFile(f"folder/{shown}", 7, b"content"),)
    assert printable(name).isprintable()


def test_names_that_differ_only_in_case_or_form_are_both_there(mine: Repository) -> None:
    blobs = [mine.store("blob", content) for content in (b"1", b"2", b"3", b"4")]
    names = [b"Readme.md", b"readme.md", "é".encode(), "e\u0301".encode()]
    entries = sorted(zip(names, blobs, strict=True))
    mine.point_main_at(mine.tree(*(("100644", name, blob) for name, blob in entries)))
    assert {file.content for file in read(mine).files} == {b"1", b"2", b"3", b"4"}


def test_names_that_git_refuses_are_left_out(mine: Repository) -> None:
    blob = mine.store("blob", b"x")
    inner = mine.tree(("100644", b"x", blob))
    names = (b".git", b".GIT", b".", b"..", b"a/b", b"")
    entries = [("100644", name, blob) for name in names]
    entries += [("40000", name, inner) for name in (b".Git", b"..", b"/")]
    mine.point_main_at(mine.tree(*entries, ("100644", b"good", blob), ("100644", b"good", blob)))
    assert paths(read(mine)) == ["good"]


def test_links_are_not_followed_and_submodules_not_entered(mine: Repository) -> None:
    (mine.path / "passwd").symlink_to("/etc/passwd")
    (mine.path / "loop").symlink_to("loop")
    mine.commit({"a.txt": "a"})
    mine.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},libs/other")
    mine.git("commit", "-qm", "Submodule")
    reading = read(mine)
    unread = {file.path: (file.content, file.unread) for file in reading.files}
    assert unread == {
        "a.txt": (b"a", None),
        "loop": (None, "not_regular"),
        "passwd": (None, "not_regular"),
    }
    assert reading.submodules == ("libs/other",)


@pytest.mark.parametrize("mode", ["100664", "100600", "100755", "0100644"])
def test_old_modes_of_files_are_files(mine: Repository, mode: str) -> None:
    mine.point_main_at(mine.tree((mode, b"a", mine.store("blob", b"x"))))
    assert read(mine).files == (RawFile("a", 1, b"x"),)


@pytest.mark.parametrize("mode", ["10644", "60000", "20000", "0", "140000"])
def test_modes_that_are_none_are_not_regular(mine: Repository, mode: str) -> None:
    mine.point_main_at(mine.tree((mode, b"a", mine.store("blob", b"x"))))
    assert [file.unread for file in read(mine).files] == ["not_regular"]


class TestCaps:
    def test_files_beyond_the_cap_are_left_out_and_told(self, mine: Repository) -> None:
        mine.commit({f"{number:02}.py": "x" for number in range(30)})
        reading = read(mine, Caps(files=20))
        assert paths(reading) == [f"{number:02}.py" for number in range(20)]
        assert reading.cut == ("files",)

    def test_a_corpus_does_not_push_out_the_code(self, mine: Repository) -> None:
        files = {f"corpus/{number:02}.txt": "x" * 100 for number in range(50)}
        mine.commit(files | {"src/main.py": "y" * 50, "README.md": "z", "x.txt": "w"})
        reading = read(mine, Caps(files=10))
        assert {"src/main.py", "README.md", "x.txt"} < set(paths(reading))
        assert (len(reading.files), reading.cut) == (10, ("files",))

    def test_installed_packages_neither_count_nor_are_read(self, mine: Repository) -> None:
        packages = {f"node_modules/p{number}/index.js": "x" for number in range(50)}
        mine.commit(packages | {"web/.venv/lib/x.py": "x", "src/main.py": "y"})
        reading = read(mine, Caps(files=10, folders=20))
        files = {file.path: file for file in reading.files}
        assert files["src/main.py"].content == b"y"
        assert reading.cut == ()
        assert {file.unread for path, file in files.items() if path != "src/main.py"} == {
            "over_cap"
        }

    def test_folders_beyond_the_cap_are_not_opened(self, mine: Repository) -> None:
        mine.commit({f"d{number}/a.py": "x" for number in range(10)} | {"z.py": "x"})
        reading = read(mine, Caps(folders=4))
        assert paths(reading) == ["d0/a.py", "d1/a.py", "d2/a.py", "z.py"]
        assert reading.cut == ("folders",)

    def test_depth_beyond_the_cap_is_not_entered(self, mine: Repository) -> None:
        mine.commit({"a/b/c/d.txt": "x", "a/b/e.txt": "x"})
        reading = read(mine, Caps(depth=2))
        assert (paths(reading), reading.cut) == (["a/b/e.txt"], ("depth",))

    def test_a_file_beyond_its_cap_is_unread_and_no_cut(self, mine: Repository) -> None:
        mine.commit({"a.txt": "x" * 11, "b.txt": "x" * 10})
        reading = read(mine, Caps(file_bytes=10))
        assert [file.unread for file in reading.files] == ["too_large", None]
        assert (reading.files[0].size, reading.cut) == (11, ())

    def test_the_cap_of_all_bytes_is_shared_small_files_and_code_first(
        self, mine: Repository
    ) -> None:
        corpus = {f"a/{number}.txt": "x" * (40 + number) for number in range(10)}
        mine.commit(corpus | {"z/main.py": "y" * 100})
        reading = read(mine, Caps(total_bytes=230))
        read_paths = [file.path for file in reading.files if file.content is not None]
        assert read_paths == ["a/0.txt", "a/1.txt", "a/2.txt", "z/main.py"]
        assert {file.unread for file in reading.files} == {None, "over_cap"}
        assert reading.cut == ("total_bytes",)

    def test_twenty_thousand_and_one_files(self, mine: Repository) -> None:
        def stream() -> list[bytes]:
            lines = [b"blob\nmark :1\ndata 1\nx\n"]
            lines.append(b"commit refs/heads/main\ncommitter A <a@b> 1 +0000\ndata 1\nm\n")
            lines += [b"M 644 :1 d%d/%d.txt\n" % (n % 50, n) for n in range(20_001)]
            return lines

        mine.import_stream(stream())
        reading = read(mine)
        assert (len(reading.files), reading.cut) == (20_000, ("files",))
        assert sum(file.content == b"x" for file in reading.files) == 20_000


def test_a_tree_that_holds_itself_many_times_over_ends(mine: Repository) -> None:
    tree = mine.tree(("100644", b"x.txt", mine.store("blob", b"x")))
    for _ in range(12):
        tree = mine.tree(*(("40000", b"%02d" % number, tree) for number in range(40)))
    commit = mine.point_main_at(tree)
    reading = read(mine)
    assert "folders" in reading.cut
    assert [item.id for item in reading.history.commits] == [commit]


def test_names_of_a_megabyte_do_not_multiply(mine: Repository) -> None:
    inner = mine.tree(("100644", b"n" * (1 << 20), mine.store("blob", b"x")))
    mine.point_main_at(mine.tree(*(("40000", b"%04d" % number, inner) for number in range(1_000))))
    reading = read(mine)
    assert (reading.files, reading.cut) == ((), ("depth",))
