"""What a git directory may point to, and formats that are not read."""

import shutil
from pathlib import Path

import pytest

from career_guide.evidence.read import RawReading, read_raw, read_repository
from career_guide.evidence.roots import AllowedRoots
from career_guide.refusals import RepositoryRefused
from git_repositories import Repository, init

CANARY = "canary.txt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An allowed root, with a repository of somebody else beside it."""
    init(tmp_path / "outside" / "theirs").commit({CANARY: "never read"})
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


def read(path: Path, root: Path | None = None, commit: str | None = None) -> RawReading:
    allowed = AllowedRoots.only(str(path)) if root is None else AllowedRoots.given([str(root)])
    return read_raw(str(path), allowed=allowed, commit=commit)


def refusal(path: Path, root: Path | None = None, commit: str | None = None) -> RepositoryRefused:
    with pytest.raises(RepositoryRefused) as caught:
        read(path, root, commit)
    return caught.value


def paths(reading: RawReading) -> list[str]:
    return [file.path for file in reading.files]


def outside(root: Path) -> Path:
    return root.parent / "outside" / "theirs"


def assert_leads_out(error: RepositoryRefused, what: str, root: Path) -> None:
    assert error.code == "leads_outside"
    assert what in error.problem
    assert CANARY not in str(error)
    assert "outside" not in str(error)


class TestPointersThatLeaveTheRoot:
    def test_a_git_file(self, root: Path) -> None:
        (root / "mine").mkdir()
        (root / "mine" / ".git").write_text(f"gitdir: {outside(root)}/.git\n")
        assert_leads_out(refusal(root / "mine", root), ".git", root)

    def test_a_relative_git_file(self, root: Path) -> None:
        (root / "mine").mkdir()
        (root / "mine" / ".git").write_text("gitdir: ../../outside/theirs/.git\n")
        assert_leads_out(refusal(root / "mine", root), ".git", root)

    def test_a_linked_git_folder(self, root: Path) -> None:
        (root / "mine").mkdir()
        (root / "mine" / ".git").symlink_to(outside(root) / ".git")
        assert_leads_out(refusal(root / "mine", root), ".git", root)

    def test_a_common_folder(self, root: Path) -> None:
        mine = init(root / "mine")
        (mine.path / ".git" / "commondir").write_text(f"{outside(root)}/.git\n")
        assert_leads_out(refusal(mine.path, root), "commondir", root)

    @pytest.mark.parametrize("form", ["{path}/.git/objects\n", "../../../../{tail}/.git/objects\n"])
    def test_alternates(self, root: Path, form: str) -> None:
        mine = init(root / "mine")
        info = mine.objects / "info"
        info.mkdir(exist_ok=True)
        text = form.format(path=outside(root), tail="outside/theirs")
        (info / "alternates").write_text("# comment\n\n" + text)
        assert_leads_out(refusal(mine.path, root), "alternates", root)

    def test_alternates_of_alternates(self, root: Path) -> None:
        mine, other = init(root / "mine"), init(root / "other")
        for repository, target in ((mine, other.objects), (other, outside(root) / ".git/objects")):
            (repository.objects / "info").mkdir(exist_ok=True)
            (repository.objects / "info" / "alternates").write_text(f"{target}\n")
        assert_leads_out(refusal(mine.path, root), "alternates", root)

    def test_a_linked_object_folder(self, root: Path) -> None:
        mine = init(root / "mine")
        shutil.rmtree(mine.objects)
        mine.objects.symlink_to(outside(root) / ".git" / "objects")
        assert_leads_out(refusal(mine.path, root), "objects", root)

    @pytest.mark.parametrize("target", ["/etc", "../../..", "~/", "~root"])
    @pytest.mark.parametrize("file", ["config", "config.worktree"])
    def test_a_work_tree_elsewhere(self, root: Path, target: str, file: str) -> None:
        mine = init(root / "mine")
        with (mine.path / ".git" / file).open("a") as config:
            config.write(f'[core] # comment\n\tbare = false\n\tWorkTree = "{target}" ; more\n')
        assert_leads_out(refusal(mine.path, root), "core.worktree", root)

    def test_a_linked_pack_folder_gives_no_objects(self, root: Path) -> None:
        theirs = Repository(outside(root))
        theirs.git("repack", "-adq")
        mine = init(root / "mine")
        (mine.path / ".git" / "refs" / "heads" / "main").write_text(theirs.id("HEAD") + "\n")
        shutil.rmtree(mine.objects / "pack")
        (mine.objects / "pack").symlink_to(theirs.objects / "pack")
        reading = read(mine.path, root)
        assert (paths(reading), reading.history.state) == ([], "unreadable")

    def test_linked_refs_are_not_followed(self, root: Path) -> None:
        mine = init(root / "mine")
        mine.commit({"a.txt": "a"})
        head = mine.path / ".git" / "refs" / "heads" / "main"
        (root / "ref").write_text(head.read_text())
        head.unlink()
        head.symlink_to(root / "ref")
        assert read(mine.path, root).history.state == "unreadable"


class TestPointersThatStayInside:
    def test_a_linked_worktree_is_followed(self, root: Path) -> None:
        main = init(root / "main")
        main.commit({"a.txt": "a"})
        main.git("worktree", "add", "-q", "-b", "side", "../side")
        side = Repository(root / "side")
        tip = side.commit({"b.txt": "b"})
        reading = read(side.path, root)
        assert (reading.commit, paths(reading)) == (tip, ["a.txt", "b.txt"])
        assert reading.uncommitted == ()

    def test_alternates_are_followed(self, root: Path) -> None:
        main = init(root / "main")
        main.commit({"a.txt": "a"})
        main.git("clone", "-q", "--shared", ".", "../copy")
        assert paths(read(root / "copy", root)) == ["a.txt"]
        assert refusal(root / "copy").code == "leads_outside"

    def test_alternates_that_point_to_each_other_end(self, root: Path) -> None:
        main = init(root / "main")
        main.commit({"a.txt": "a"})
        (main.objects / "info").mkdir(exist_ok=True)
        (main.objects / "info" / "alternates").write_text(f"{main.objects}\n../objects\nnone\n")
        assert paths(read(main.path, root)) == ["a.txt"]

    def test_a_linked_git_folder_is_followed(self, root: Path) -> None:
        main = init(root / "main")
        main.commit({"a.txt": "a"})
        (main.path / ".git").rename(root / "data")
        (main.path / ".git").symlink_to("../data")
        assert paths(read(main.path, root)) == ["a.txt"]

    def test_a_submodule_that_is_checked_out_is_read_by_itself(self, root: Path) -> None:
        inner = init(root / "inner")
        inner.commit({"a.txt": "a"})
        outer = init(root / "outer")
        outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../inner")
        outer.commit()
        assert paths(read(outer.path / "inner", root)) == ["a.txt"]
        reading = read(outer.path, root)
        assert (paths(reading), reading.submodules) == ([".gitmodules"], ("inner",))
        assert reading.uncommitted == ()


@pytest.mark.parametrize("text", ["", "hello", "gitdir:", "gitdir: none\n", "gitdir: \0\n"])
def test_a_git_file_that_points_nowhere_is_refused(root: Path, text: str) -> None:
    (root / "mine").mkdir()
    (root / "mine" / ".git").write_text(text)
    assert refusal(root / "mine", root).code in ("unreadable_repository", "leads_outside")


class TestBareRepositories:
    def test_one_is_read_when_it_is_the_path_itself(self, root: Path) -> None:
        mine = init(root / "mine")
        tip = mine.commit({"a.txt": "a"})
        mine.git("clone", "-q", "--bare", ".", "../copy.git")
        reading = read(root / "copy.git")
        assert (reading.name, reading.commit, paths(reading)) == ("copy", tip, ["a.txt"])
        assert reading.uncommitted == ()

    def test_the_git_folder_of_a_work_tree_counts_as_one(self, root: Path) -> None:
        mine = init(root / "mine")
        mine.commit({"a.txt": "a"})
        mine.write({"b.txt": "b"})
        reading = read(mine.path / ".git")
        assert (reading.name, paths(reading), reading.uncommitted) == ("mine", ["a.txt"], ())

    def test_one_inside_is_never_discovered(self, root: Path) -> None:
        theirs = init(root / "theirs")
        theirs.commit({"their.txt": "t"})
        mine = init(root / "mine")
        theirs.git("clone", "-q", "--bare", ".", "../mine/inner")
        mine.commit({"my.txt": "m"})
        assert "inner/HEAD" in paths(read(mine.path))
        assert "their.txt" not in str(paths(read(mine.path)))

    def test_one_in_a_plain_folder_is_skipped(self, root: Path) -> None:
        theirs = init(root / "theirs")
        theirs.commit({"their.txt": "t"})
        (root / "plain").mkdir()
        (root / "plain" / "a.txt").write_text("a")
        theirs.git("clone", "-q", "--bare", ".", "../plain/inner")
        assert paths(read(root / "plain")) == ["a.txt"]


class TestFormatsThatAreNotRead:
    def test_sha256_is_told_and_the_files_are_read_without_history(self, root: Path) -> None:
        mine = init(root / "mine", "--object-format=sha256")
        mine.commit({"a.txt": "a"})
        reading = read(mine.path)
        assert (paths(reading), reading.commit) == (["a.txt"], None)
        assert reading.history.state == "unreadable"

    def test_sha256_is_noticed_by_its_ids_alone(self, root: Path) -> None:
        mine = init(root / "mine")
        (mine.path / ".git" / "refs" / "heads" / "main").write_text("a" * 64 + "\n")
        assert read(mine.path).history.state == "unreadable"

    def test_reftable_is_told(self, root: Path) -> None:
        mine = init(root / "mine")
        mine.commit({"a.txt": "a"})
        (mine.path / ".git" / "reftable").mkdir()
        (mine.path / ".git" / "HEAD").write_text("ref: refs/heads/.invalid\n")
        reading = read(mine.path)
        assert (paths(reading), reading.history.state) == (["a.txt"], "unreadable")

    @pytest.mark.parametrize("setting", ["objectFormat = SHA256", "refStorage = reftable"])
    def test_a_bare_one_is_refused(self, root: Path, setting: str) -> None:
        mine = init(root / "mine")
        mine.commit({"a.txt": "a"})
        with (mine.path / ".git" / "config").open("a") as config:
            config.write(f"[extensions]\n{setting}\n")
        assert refusal(mine.path / ".git").code == "unreadable_repository"
        assert refusal(mine.path, commit="main").field == "commit"

    @pytest.mark.parametrize("lost", ["HEAD", "objects", "refs"])
    def test_a_damaged_git_folder_leaves_the_files(self, root: Path, lost: str) -> None:
        mine = init(root / "mine")
        mine.commit({"a.txt": "a"})
        target = mine.path / ".git" / lost
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
        reading = read(mine.path)
        assert (paths(reading), reading.history.state) == (["a.txt"], "unreadable")


def test_an_empty_git_folder_is_no_repository(root: Path) -> None:
    (root / "mine" / ".git").mkdir(parents=True)
    (root / "mine" / "a.txt").write_text("a")
    reading = read(root / "mine")
    assert (paths(reading), reading.history.state) == (["a.txt"], "none")


def test_a_repository_without_commits_has_no_files_and_no_history(root: Path) -> None:
    mine = init(root / "mine").write({"a.txt": "a", "sub/b.txt": "b"})
    snapshot = read_repository(str(mine.path), allowed=AllowedRoots.only(str(mine.path)))
    assert (snapshot.commit, snapshot.files, snapshot.history.state) == (None, (), "none")
    assert snapshot.uncommitted == ("a.txt", "sub/b.txt")
    assert snapshot.name == "mine"


def test_replaced_objects_and_grafts_are_not_obeyed(root: Path) -> None:
    mine = init(root / "mine")
    first = mine.commit({"a.txt": "a"}, "First")
    second = mine.commit({"a.txt": "b"}, "Second")
    other = mine.commit({"c.txt": "c"}, "Other")
    mine.git("reset", "-q", "--hard", second)
    mine.git("replace", second, other)
    (mine.path / ".git" / "info").mkdir(exist_ok=True)
    (mine.path / ".git" / "info" / "grafts").write_text(f"{second}\n")
    reading = read(mine.path)
    assert [commit.id for commit in reading.history.commits] == [second, first]
    assert paths(reading) == ["a.txt"]


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_current_branch_without_commits_beside_others_is_told(
    root: Path, is_packed: bool
) -> None:
    mine = init(root / "mine")
    tip = mine.commit({"a.txt": "a"})
    if is_packed:
        mine.git("pack-refs", "--all")
    (mine.path / ".git" / "HEAD").write_text("ref: refs/heads/trunk\n")
    for path in (mine.path, mine.path / ".git"):
        assert "others have" in refusal(path).problem
        assert read(path, commit="main").commit == tip
