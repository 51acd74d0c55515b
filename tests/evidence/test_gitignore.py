"""Patterns of .gitignore match what git matches, in linear time."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from career_guide.evidence.gitignore import IgnoreFile, is_ignored, parse
from git_repositories import ENVIRONMENT, Repository, init

PARTS = st.sampled_from(
    ["*", "**", "?", "/", "a", "b", "ab", ".", "[ab]", "[!a]", "[^a]", "[a-c]", "[]a]", "[a-]",
     "[[:alpha:]]", "[[:no:]]", "[", "]", "\\", "\\*", "!", "#", " ", "\\ ", "-", "é"]
)  # fmt: skip
PATTERNS = st.lists(PARTS, min_size=1, max_size=6).map("".join)
PATHS = st.lists(
    st.text(alphabet="ab.c-*!# é]\\", min_size=1, max_size=3).filter(
        lambda name: name not in (".", "..") and not name.isspace()
    ),
    min_size=1,
    max_size=3,
).map("/".join)


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository in which git is asked; the paths need not be there."""
    return init(tmp_path_factory.mktemp("ignore") / "mine")


def ignored_by_git(repository: Repository, text: str, path: str) -> bool:
    (repository.path / ".gitignore").write_text(text, newline="")
    asked = subprocess.run(
        ["git", "check-ignore", "--no-index", "-z", "--stdin"],
        cwd=repository.path,
        env=ENVIRONMENT,
        input=path.encode() + b"\0",
        capture_output=True,
        check=False,
    )
    return bool(asked.stdout)


def ignored(text: str, path: str) -> bool:
    """Whether the path as a file, or a folder above it, is ignored."""
    files = [IgnoreFile(0, parse(text.encode()))]
    parts = path.encode().split(b"/")
    above = any(is_ignored(files, parts[:length], True) for length in range(1, len(parts)))
    return above or is_ignored(files, parts, False)


@settings(max_examples=100, deadline=None)
@given(st.lists(PATTERNS, min_size=1, max_size=3), PATHS)
def test_patterns_match_what_git_matches(mine: Repository, patterns: list[str], path: str) -> None:
    text = "\n".join(patterns) + "\n"
    assert ignored(text, path) == ignored_by_git(mine, text, path)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("doc/**/x", "doc/x"),
        ("doc/**/x", "doc/a/b/x"),
        ("doc/**", "doc"),
        ("doc/**", "doc/a/b"),
        ("**/x", "x"),
        ("**/x", "a/b/x"),
        ("a/**/**/b", "a/b"),
        ("a/*/b", "a/b"),
        ("x/", "x"),
        ("x/", "x/y"),
        ("/x", "a/x"),
        ("a/x", "b/a/x"),
        ("*\n!x", "x"),
        ("d\n!d/x", "d/x"),
        ("d/*\n!d/x", "d/x"),
        ("x\r\ny\r\n", "x"),
        ("\ufeffx\n", "x"),
        ("x  \n", "x"),
        ("x\\ \n", "x "),
        ("!\n/\n//\n", "x"),
        ("**", "x"),
        ("/**", "x"),
        ("**/", "a/b"),
        ("a**b", "axxb"),
        ("a**/b", "axx/b"),
        ("[[:digit:]-x]", "-"),
        ("[a\\]b]", "]"),
        ("[z-a]", "b"),
    ],
)
def test_these_match_as_in_git(mine: Repository, text: str, path: str) -> None:
    assert ignored(text, path) == ignored_by_git(mine, text, path)


@pytest.mark.parametrize(
    ("pattern", "long", "deep"),
    [
        ("*a" * 100, True, False),
        ("**/" * 100 + "b", False, False),
        ("a*" * 100 + "b", False, False),
        ("[a" * 100, False, False),
        ("?*" * 100 + "b", False, False),
        ("*" * 500, True, True),
    ],
)
def test_hostile_patterns_are_answered(pattern: str, long: bool, deep: bool) -> None:
    """One that goes back over stars takes for ever."""
    assert ignored(pattern + "\n", "a" * 255) is long
    assert ignored(pattern + "\n", "/".join(["a" * 50] * 30)) is deep


def test_long_files_and_lines_are_cut() -> None:
    assert len(parse(b"x\n" * 100_000)) == 2_000
    assert len(parse(b"a/b/c/d\n" * 1_000)) == 500
    assert parse(b"x" * 10_000) == ()


def test_a_deeper_file_wins_over_one_above(tmp_path: Path) -> None:
    files = [IgnoreFile(0, parse(b"*.log")), IgnoreFile(1, parse(b"!keep.log\n/only\n"))]
    assert not is_ignored(files, [b"d", b"keep.log"], False)
    assert is_ignored(files, [b"d", b"x.log"], False)
    assert is_ignored(files, [b"d", b"only"], False)
    assert not is_ignored(files, [b"d", b"e", b"only"], False)
