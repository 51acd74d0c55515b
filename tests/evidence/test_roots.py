"""Only folders below an allowed root are read, and nothing outside is told."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from career_guide.evidence.read import RawReading, read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.refusals import RepositoryRefused
from git_repositories import init

CANARY = "canary-never-to-be-shown"


def built(base: Path) -> Path:
    """One allowed folder with a repository `mine`, siblings of like name with a canary."""
    init(base / "allowed" / "mine").commit({"README.md": "mine"})
    for name in ("allowed-not", "secret"):
        init(base / name / "theirs").commit({CANARY: CANARY})
        (base / name / "plain.txt").write_text(CANARY)
    return base


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of `built`, for tests that change nothing."""
    return built(tmp_path_factory.mktemp("roots"))


@pytest.fixture(scope="module")
def allowed(base: Path) -> AllowedRoots:
    """What is allowed there."""
    return AllowedRoots.given([str(base / "allowed")])


def refusal(path: str, roots: AllowedRoots) -> RepositoryRefused:
    with pytest.raises(RepositoryRefused) as caught:
        read_raw(path, allowed=roots)
    return caught.value


def read(path: Path | str, roots: AllowedRoots) -> RawReading:
    return read_raw(str(path), allowed=roots)


def test_a_repository_below_an_allowed_root_is_read(base: Path, allowed: AllowedRoots) -> None:
    reading = read(base / "allowed" / "mine", allowed)
    assert [file.path for file in reading.files] == ["README.md"]
    assert reading.name == "mine"


@pytest.mark.parametrize(
    "path",
    [
        "secret",
        "secret/theirs",
        "secret/plain.txt",
        "secret/nothing-here",
        "allowed-not/theirs",
        "allowed/../secret/theirs",
        "allowed/mine/../../secret",
        "allowed/..",
        "",
        "allowed/../secret/../allowed/mine",
        "allowed/../nothing-here/../allowed/mine",
        "ALLOWED/../secret",
    ],
)
def test_what_lies_outside_reads_the_same_whether_it_exists_or_not(
    path: str, base: Path, allowed: AllowedRoots
) -> None:
    typed = f"{base}/{path}"
    error = refusal(typed, allowed)
    missing = refusal(f"{base}/no-such-thing", allowed)
    assert error.code == "path_not_allowed"
    assert (error.problem, error.expected) == (missing.problem, missing.expected)
    assert "--allow-repository" in error.expected
    assert CANARY not in str(error)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/etc",
        "/etc/passwd",
        "/proc/self/cwd",
        "/proc/self/environ",
        "/proc/self/root/etc",
        "/dev/fd/0",
        "/dev/stdin",
        "..",
        "../..",
        "../" * 40 + "etc",
        "..%2f..%2fetc",
        "..\\..\\etc",
        "%2e%2e/",
        ".. /",
        "C:\\Windows",
        "-rf",
        "\u202e/cte/",
        "a\nb",
        ".",
    ],
)
def test_paths_that_try_to_get_out_are_refused(
    path: str, allowed: AllowedRoots, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(base)
    assert refusal(path, allowed).code == "path_not_allowed"


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("~root", "~ is not expanded"),
        ("~/project", "~ is not expanded"),
        ("~", "~ is not expanded"),
        ("a\0b", "characters"),
        ("\ud800", "characters"),
        ("//server/share", "network"),
        ("\\\\server\\share", "network"),
        ("\\\\?\\C:\\x", "network"),
        ("https://example.org/x.git", "addresses"),
        ("file:///etc", "addresses"),
        ("ssh://git@example.org/x", "addresses"),
        ("   ", "blank"),
        ("x" * 5_000, "longer"),
    ],
)
def test_what_is_no_path_is_refused_with_the_reason(
    path: str, problem: str, allowed: AllowedRoots
) -> None:
    error = refusal(path, allowed)
    assert error.code == "not_a_path"
    assert problem in error.problem
    assert error.field == "path"
    assert str(error).isprintable()


def test_a_name_that_is_too_long_is_refused_like_a_missing_one(
    base: Path, allowed: AllowedRoots
) -> None:
    assert refusal(f"{base}/allowed/{'x' * 300}", allowed).code == "not_found"
    assert refusal(f"{base}/{'x' * 300}", allowed).code == "path_not_allowed"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("allowed/mine/README.md", "not_a_folder"),
        ("allowed/mine/README.md/below", "not_a_folder"),
        ("allowed/none", "not_found"),
        ("allowed/mine/.git/objects", "inside_git_directory"),
        ("allowed/mine/.git/nothing/here", "inside_git_directory"),
        ("allowed/mine/.GIT/hooks", "inside_git_directory"),
    ],
)
def test_what_is_inside_but_no_repository_folder_says_so(
    path: str, code: str, base: Path, allowed: AllowedRoots
) -> None:
    assert refusal(f"{base}/{path}", allowed).code == code


def test_links_are_followed_only_into_an_allowed_root(tmp_path: Path) -> None:
    built(tmp_path)
    allowed = AllowedRoots.given([str(tmp_path / "allowed")])
    links = tmp_path / "links"
    links.mkdir()
    (links / "inside").symlink_to(tmp_path / "allowed" / "mine")
    (tmp_path / "allowed" / "outside").symlink_to(tmp_path / "secret" / "theirs")
    (tmp_path / "allowed" / "loop").symlink_to("loop")
    (tmp_path / "allowed" / "chain").symlink_to("outside")
    assert read(links / "inside", allowed).files
    assert refusal(f"{tmp_path}/allowed/outside", allowed).code == "path_not_allowed"
    assert refusal(f"{tmp_path}/allowed/chain", allowed).code == "path_not_allowed"
    assert refusal(f"{tmp_path}/allowed/loop", allowed).code in ("not_found", "not_a_folder")


def test_a_root_that_is_a_link_is_resolved_once(tmp_path: Path) -> None:
    built(tmp_path)
    allowed = AllowedRoots.given([str(tmp_path / "allowed")])
    (tmp_path / "alias").symlink_to(tmp_path / "allowed")
    roots = AllowedRoots.given([str(tmp_path / "alias")])
    assert roots.folders == allowed.folders
    assert read(tmp_path / "alias" / "mine", roots).files
    assert read(tmp_path / "alias" / "mine" / ".." / "mine", roots).files
    assert read(tmp_path / "allowed" / "mine", roots).files
    (tmp_path / "alias").unlink()
    (tmp_path / "alias").symlink_to(tmp_path / "secret")
    assert refusal(f"{tmp_path}/alias/theirs", roots).code == "path_not_allowed"


def test_a_root_swapped_for_a_link_after_the_start_is_not_entered(tmp_path: Path) -> None:
    built(tmp_path)
    allowed = AllowedRoots.given([str(tmp_path / "allowed")])
    (tmp_path / "allowed").rename(tmp_path / "moved")
    (tmp_path / "allowed").symlink_to(tmp_path / "secret")
    assert refusal(f"{tmp_path}/allowed/theirs", allowed).code == "path_not_allowed"


def test_relative_paths_start_at_the_current_folder(
    base: Path, allowed: AllowedRoots, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(base / "allowed" / "mine")
    assert read(".", allowed).files
    assert read("../mine", allowed).files
    assert refusal("../..", allowed).code == "path_not_allowed"


def test_without_any_root_the_error_names_the_flag(tmp_path: Path) -> None:
    error = refusal(str(tmp_path), AllowedRoots())
    assert "--allow-repository DIR" in error.expected
    assert "no folder is allowed" in error.expected


def test_messages_hold_no_path_but_the_one_that_was_typed(
    base: Path, allowed: AllowedRoots, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(base)
    for path in ("secret", "allowed/none", "allowed/mine/README.md", "allowed/mine/.git/hooks"):
        assert str(base) not in str(refusal(path, allowed))


class TestGivenRoots:
    @pytest.mark.parametrize("folder", ["/", "/proc", "/dev/shm", "/home", "/home/somebody"])
    def test_disks_homes_and_the_system_cannot_be_allowed(self, folder: str) -> None:
        with pytest.raises(RepositoryRefused) as caught:
            AllowedRoots.given([folder])
        assert caught.value.field == "--allow-repository"

    def test_a_home_and_what_is_above_it_cannot_be_allowed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home = tmp_path / "people" / "ada"
        (home / "code").mkdir(parents=True)
        monkeypatch.setenv("HOME", str(home))
        for folder in (home, home.parent):
            with pytest.raises(RepositoryRefused, match="home folder"):
                AllowedRoots.given([str(folder)])
            with pytest.raises(RepositoryRefused, match="home folder"):
                AllowedRoots.only(str(folder))
        assert AllowedRoots.given(["~/code"]).folders == (str(home.resolve() / "code"),)

    def test_a_missing_root_is_refused_at_the_start(self, tmp_path: Path) -> None:
        with pytest.raises(RepositoryRefused, match="no folder at this path"):
            AllowedRoots.given([str(tmp_path / "none")])


class TestTheRepositoryAround:
    def test_it_is_the_nearest_one_that_contains_the_folder(self, tmp_path: Path) -> None:
        repository = init(tmp_path / "mine")
        (tmp_path / "mine" / "a" / "b").mkdir(parents=True)
        roots = AllowedRoots.around(str(tmp_path / "mine" / "a" / "b"))
        assert roots.folders == (str(repository.path.resolve()),)

    def test_a_home_under_version_control_is_never_allowed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        init(tmp_path / "home")
        (tmp_path / "home" / "below").mkdir()
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        assert AllowedRoots.around(str(tmp_path / "home" / "below")) == AllowedRoots()

    @pytest.mark.parametrize(
        "text", ["", "\n", "gitdir:", "gitdir: \0", "gitdir: nowhere", "gitdir: .", "../real/.git"]
    )
    def test_a_file_that_leads_to_no_git_directory_is_none(self, tmp_path: Path, text: str) -> None:
        init(tmp_path / "real")
        (tmp_path / "mine" / "below").mkdir(parents=True)
        (tmp_path / "mine" / ".git").write_text(text)
        assert AllowedRoots.around(str(tmp_path / "mine" / "below")) == AllowedRoots()

    def test_a_file_that_leads_to_a_git_directory_marks_one(self, tmp_path: Path) -> None:
        real = init(tmp_path / "real").path / ".git"
        (tmp_path / "mine" / "below").mkdir(parents=True)
        for target in ("../real/.git", str(real)):
            (tmp_path / "mine" / ".git").write_text(f"gitdir: {target}\n")
            roots = AllowedRoots.around(str(tmp_path / "mine" / "below"))
            assert roots.folders == (str((tmp_path / "mine").resolve()),)

    def test_a_git_folder_without_head_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "mine" / ".git").mkdir(parents=True)
        assert AllowedRoots.around(str(tmp_path / "mine")) == AllowedRoots()

    @pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner by number")
    def test_what_another_user_put_above_the_folder_is_passed_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository = init(tmp_path / "mine")
        assert AllowedRoots.around(str(repository.path)).folders
        user = os.geteuid()
        if user == 0:  # what belongs to root is always trusted, so the owner changes
            os.chown(repository.path / ".git", 12_345, -1)
        else:
            monkeypatch.setattr(os, "geteuid", lambda: user + 1)
        assert AllowedRoots.around(str(repository.path)) == AllowedRoots()

    def test_without_a_repository_nothing_is_allowed(self, tmp_path: Path) -> None:
        assert AllowedRoots.around(str(tmp_path)) == AllowedRoots()


class TestTheTypedPath:
    def test_it_is_the_only_root(self, base: Path, allowed: AllowedRoots) -> None:
        path = str(base / "allowed" / "mine")
        roots = AllowedRoots.only(path)
        assert read(path, roots).files
        assert refusal(str(base / "secret" / "theirs"), roots).code == "path_not_allowed"

    def test_it_may_lie_above_or_beside_the_current_folder(
        self, base: Path, allowed: AllowedRoots, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (base / "here" / "deep").mkdir(parents=True, exist_ok=True)
        monkeypatch.chdir(base / "here" / "deep")
        path = "../../allowed/mine"
        assert read(path, AllowedRoots.only(path)).name == "mine"
        monkeypatch.chdir(base / "allowed" / "mine")
        assert read(".", AllowedRoots.only(".")).name == "mine"

    def test_a_missing_one_says_so(self, tmp_path: Path) -> None:
        path = str(tmp_path / "none")
        assert refusal(path, AllowedRoots.only(path)).code == "not_found"


@given(st.text(max_size=60), st.sampled_from(["", "/", "../", "allowed/", "allowed/../", "./"]))
def test_no_path_whatever_reaches_outside(tail: str, head: str) -> None:
    root = os.path.realpath("server")
    roots = AllowedRoots((root,), (root,))
    try:
        place = roots.admit(head + tail)
    except RepositoryRefused as error:
        message = str(error)
    else:
        assert os.path.commonpath([os.path.realpath(place.path), root]) == root
        message = place.typed
    assert message.isprintable()
