"""What a caller may pass as a commit, and what the names of refs may be."""

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from career_guide.evidence.git_refs import is_ref_name
from career_guide.evidence.read import read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.refusals import RepositoryRefused
from git_repositories import ENVIRONMENT, Repository, init


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Two commits, branches and tags with telling names."""
    mine = init(tmp_path_factory.mktemp("revision") / "mine")
    mine.commit({"a.txt": "1"})
    mine.git("tag", "v1.0")
    mine.git("tag", "both")
    mine.git("branch", "cafe123")
    mine.commit({"a.txt": "2"})
    mine.git("branch", "feature/x-1")
    mine.git("branch", "both")
    mine.git("branch", "v1.0-same")
    mine.git("tag", "v1.0-same")
    mine.git("tag", "-a", "annotated", "-m", "m")
    mine.git("tag", "a-blob", "HEAD:a.txt")
    mine.git("update-ref", "refs/remotes/origin/other", "HEAD~1")
    (mine.path / ".git" / "refs" / "heads" / "--output=x").write_text(mine.id("HEAD"))
    return mine


def commit_of(mine: Repository, commit: str | None) -> str | None:
    path = str(mine.path)
    return read_raw(path, allowed=AllowedRoots.only(path), commit=commit).commit


@pytest.mark.parametrize(
    ("commit", "meant"),
    [
        (None, "main"),
        ("main", "main"),
        ("feature/x-1", "main"),
        ("v1.0", "main~1"),
        ("annotated", "main"),
        ("v1.0-same", "main"),
        ("cafe123", "main~1"),
    ],
)
def test_branches_and_tags_are_followed_to_their_commit(
    mine: Repository, commit: str | None, meant: str
) -> None:
    assert commit_of(mine, commit) == mine.id(meant)


@pytest.mark.parametrize("length", [7, 8, 12, 39, 40])
@pytest.mark.parametrize("is_packed", [False, True])
def test_ids_may_be_short(mine: Repository, length: int, is_packed: bool) -> None:
    if is_packed:
        mine.git("repack", "-adq")
    whole = mine.id("main~1")
    assert commit_of(mine, whole[:length]) == whole
    assert commit_of(mine, f" {whole[:length].upper()}\n") == whole


def test_the_id_of_a_tag_object_stands_for_its_commit(mine: Repository) -> None:
    assert commit_of(mine, mine.id("refs/tags/annotated")) == mine.id("main")


@pytest.mark.parametrize(
    "commit",
    [
        "",
        "HEAD",
        "HEAD~1",
        "main^",
        "main~1",
        "main@{0}",
        "@",
        "-",
        "--output=x",
        "--help",
        "refs/heads/main",
        "origin/other",
        "../HEAD",
        "../../config",
        "a..b",
        "main\0",
        "main\nmain",
        "main.lock",
        "none",
        "abcdef",
        "0000000",
        "0" * 40,
        "f" * 64,
        "a-blob",
        ":/Change",
        "main:a.txt",
        "\ud800",
        "x" * 10_000,
        "/etc/passwd",
        "C:\\x",
    ],
)
def test_anything_else_is_refused_and_says_what_to_pass(mine: Repository, commit: str) -> None:
    with pytest.raises(RepositoryRefused) as caught:
        commit_of(mine, commit)
    assert (caught.value.code, caught.value.field) == ("unknown_commit", "commit")
    assert "7 hex digits" in caught.value.expected
    assert len(str(caught.value)) < 500


def test_the_id_of_a_file_is_no_commit(mine: Repository) -> None:
    with pytest.raises(RepositoryRefused):
        commit_of(mine, mine.id("main:a.txt"))


def test_a_name_that_means_two_commits_is_refused(mine: Repository) -> None:
    with pytest.raises(RepositoryRefused, match="differ"):
        commit_of(mine, "both")


def test_a_short_id_that_means_two_commits_is_refused(tmp_path: Path) -> None:
    mine = init(tmp_path / "mine")
    tree = mine.tree()
    first, second = (  # these two times were searched for: seven digits of the ids agree
        mine.point_main_at(tree, f"author A <a@b> {time} +0000") for time in (2_221, 13_978)
    )
    assert first[:7] == second[:7]
    with pytest.raises(RepositoryRefused) as caught:
        commit_of(mine, first[:7])
    assert caught.value.code == "ambiguous_commit"
    assert commit_of(mine, first) == first
    assert commit_of(mine, second[:8]) == second


def test_a_commit_in_a_folder_without_git_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RepositoryRefused, match="no git repository"):
        read_raw(str(tmp_path), allowed=AllowedRoots.only(str(tmp_path)), commit="main")


def test_a_commit_in_an_empty_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RepositoryRefused):
        commit_of(init(tmp_path / "empty"), "main")


@pytest.mark.parametrize(
    "text",
    [
        "ref: refs/heads/../../config",
        "ref: ../x",
        "ref: HEAD",
        "ref: /etc/passwd",
        "",
        "\0",
        "ref:",
    ],
)
def test_a_head_that_points_elsewhere_is_not_followed(tmp_path: Path, text: str) -> None:
    mine = init(tmp_path / "mine")
    mine.commit({"a.txt": "1"})
    (mine.path / ".git" / "HEAD").write_text(text)
    path = str(mine.path)
    reading = read_raw(path, allowed=AllowedRoots.only(path))
    assert (reading.commit, reading.history.state) == (None, "unreadable")


def test_refs_that_name_each_other_end(tmp_path: Path) -> None:
    mine = init(tmp_path / "mine")
    heads = mine.path / ".git" / "refs" / "heads"
    (heads / "main").write_text("ref: refs/heads/other\n")
    (heads / "other").write_text("ref: refs/heads/main\n")
    path = str(mine.path)
    assert read_raw(path, allowed=AllowedRoots.only(path)).history.state == "unreadable"


def test_symbolic_branches_are_followed(tmp_path: Path) -> None:
    mine = init(tmp_path / "mine")
    tip = mine.commit({"a.txt": "1"})
    mine.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    assert commit_of(mine, "alias") == tip


NAMES = st.text(alphabet=st.sampled_from("ab/.~^:?*[\\@{-_ \x7f\x01é+=lock"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(NAMES)
@example("a.lock")
@example("a/.b")
@example("@")
def test_names_of_refs_are_those_that_git_takes(name: str) -> None:
    raw = f"refs/heads/{name}".encode()
    asked = subprocess.run(["git", "check-ref-format", raw], env=ENVIRONMENT, check=False)
    assert is_ref_name(raw) == (asked.returncode == 0)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(max_size=50), NAMES, st.from_regex(r"[0-9a-fA-F]{1,45}", fullmatch=True)))
def test_no_commit_argument_whatever_does_anything_but_answer(
    mine: Repository, commit: str
) -> None:
    try:
        found = commit_of(mine, commit)
    except RepositoryRefused as error:
        found = None
        message = str(error)
        assert_is_printable(message)
    assert found is None or re.fullmatch(r"[0-9a-f]{40}", found)


def assert_is_printable(text: str) -> None:
    assert text.isprintable()
