"""Commits that lead to the one read: order, authors, times, changed files, and what is missing."""

from pathlib import Path

import pytest

from career_guide.evidence.read import RawReading, read_raw
from career_guide.evidence.roots import AllowedRoots
from career_guide.models.repository.snapshot import Caps, Commit, History
from git_repositories import Repository, init

ADA = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "Ada@Example.org"}


@pytest.fixture
def mine(tmp_path: Path) -> Repository:
    """An empty repository."""
    return init(tmp_path / "mine")


def read(repository: Repository, caps: Caps | None = None, commit: str | None = None) -> RawReading:
    path = str(repository.path)
    return read_raw(path, allowed=AllowedRoots.only(path), caps=caps, commit=commit)


def history(repository: Repository, caps: Caps | None = None) -> History:
    return read(repository, caps).history


def only(repository: Repository) -> Commit:
    (commit,) = history(repository).commits
    return commit


def at(seconds: int) -> dict[str, str]:
    date = f"@{seconds} +0000"
    return {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}


def raw_commit(repository: Repository, head: str, message: bytes = b"Made\n") -> None:
    """Let main stand for a commit with this head."""
    tree = repository.tree(("100644", b"a.txt", repository.store("blob", b"a")))
    commit = repository.store("commit", f"tree {tree}\n{head}\n\n".encode() + message)
    (repository.path / ".git" / "refs" / "heads" / "main").write_text(commit)


def test_commits_stand_newest_first_along_all_parents_like_in_gits_log(mine: Repository) -> None:
    mine.commit({"a.txt": "1"}, "First", **at(1_000))
    mine.git("checkout", "-qb", "side")
    mine.commit({"b.txt": "1"}, "Side", **at(1_005))
    mine.git("checkout", "-q", "main")
    mine.commit({"a.txt": "2"}, "Early clock", **at(900))
    mine.commit({"a.txt": "3"}, "Same time", **at(1_005))
    mine.git("merge", "-q", "--no-ff", "-m", "Merge", "side", **at(1_010))
    commits = history(mine).commits
    listed = mine.git("rev-list", "HEAD").decode().split()
    assert [commit.id for commit in commits] == listed
    assert [commit.parents for commit in commits if commit.subject == "Merge"] == [2]
    assert history(mine).state == "complete"


def test_changed_files_are_those_against_the_first_parent(mine: Repository) -> None:
    mine.commit({"a.txt": "1", "deep/er/b.txt": "1", "gone.txt": "1", "kind": "1"}, **at(1))
    mine.git("rm", "-q", "gone.txt", "kind")
    mine.commit({"deep/er/b.txt": "2", "deep/c.txt": "1", "kind/d.txt": "1"}, **at(2))
    mine.git("checkout", "-qb", "side", "HEAD~1")
    mine.commit({"side.txt": "1"}, **at(3))
    mine.git("checkout", "-q", "main")
    mine.git("merge", "-q", "--no-ff", "-m", "Merge", "side", **at(4))
    merge, _, second, first = history(mine).commits
    assert merge.paths == ("side.txt",)
    assert second.paths == ("deep/c.txt", "deep/er/b.txt", "gone.txt", "kind", "kind/d.txt")
    assert first.paths == ("a.txt", "deep/er/b.txt", "gone.txt", "kind")


def test_at_most_two_hundred_changed_files_are_kept_in_their_order(mine: Repository) -> None:
    mine.commit({f"d{number // 10:02}/{number:03}.txt": "1" for number in range(250)})
    assert only(mine).paths == tuple(f"d{number // 10:02}/{number:03}.txt" for number in range(200))


def test_authors_are_told_apart_by_number_and_never_named(mine: Repository) -> None:
    mine.commit({"a": "1"}, **at(1), **ADA)
    mine.commit({"a": "2"}, **at(2), GIT_AUTHOR_NAME="Bob", GIT_AUTHOR_EMAIL="bob@example.org")
    mine.commit({"a": "3"}, **at(3), GIT_AUTHOR_NAME="A.", GIT_AUTHOR_EMAIL="ada@example.org")
    commits = history(mine).commits
    assert [commit.author for commit in commits] == [0, 1, 0]
    assert "example.org" not in repr(commits)
    assert "Bob" not in repr(commits)


@pytest.mark.parametrize(
    ("name", "address", "is_bot"),
    [
        ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", True),
        ("renovate", "bot@renovateapp.com", True),
        ("github-actions", "x@example.org", True),
        ("copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com", True),
        ("Copilot", "198982749+Copilot@users.noreply.github.com", True),
        ("pre-commit-ci[bot]", "66853113+pre-commit-ci[bot]@users.noreply.github.com", True),
        ("GitHub Action", "action@github.com", True),
        ("semantic-release-bot", "semantic-release-bot@martynus.net", True),
        ("Ada", "ada@example.org", False),
        ("Abbot Botham", "robot@example.org", False),
        ("Talbot", "12345+talbot@users.noreply.github.com", False),
        ("", "", False),
    ],
)
def test_bots_are_recognised_by_their_author(
    mine: Repository, name: str, address: str, is_bot: bool
) -> None:
    raw_commit(mine, f"author {name} <{address}> 1 +0000\ncommitter A <a@b> 1 +0000")
    assert only(mine).is_bot is is_bot


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0 +0000", 0),
        ("-1 +0000", -1),
        ("99999999999999 +0000", 99_999_999_999_999),
        ("1 +9999", 1),
        ("1 0000", 1),
        ("1", 1),
        ("9" * 5_000 + " +0000", 0),
        ("soon +0000", 0),
        ("1e9 +0000", 0),
        ("", 0),
    ],
)
def test_absurd_times_are_kept_or_zero(mine: Repository, text: str, seconds: int) -> None:
    raw_commit(mine, f"author A <a@b> {text}\ncommitter B <c@d> 5 +0000")
    commit = only(mine)
    assert (commit.authored, commit.committed) == (seconds, 5)


@pytest.mark.parametrize(
    "head",
    [
        "author",
        "author A",
        "author A <a@b> 1 +0000",
        "committer A <a@b> 1 +0000\nauthor A <a@b> 1 +0000",
        "author <<>> > < 1 +0000\ncommitter > 1 +0000",
        "gpgsig -----BEGIN\n  more\n -----END\nauthor A <a@b> 1 +0000",
        "\x01\x02",
    ],
)
def test_odd_heads_do_not_matter(mine: Repository, head: str) -> None:
    raw_commit(mine, head)
    assert only(mine).subject == "Made"


@pytest.mark.parametrize(
    ("message", "subject", "body"),
    [
        (b"One\n\nTwo\n\nThree\n", "One", "Two\n\nThree"),
        (b"One\nline\n\nTwo", "One line", "Two"),
        (b"\n\n  One  \n", "One", ""),
        (b"One\r\n\r\nTwo\r\n", "One", "Two"),
        (b"", "", ""),
        (b"\xff\xfe", "\ufffd\ufffd", ""),
        (b"x" * 100_000, "x" * 500, ""),
        (b"x\n\n" + b"y" * 100_000, "x", "y" * 2_000),
    ],
)
def test_messages_are_taken_apart_and_cut(
    mine: Repository, message: bytes, subject: str, body: str
) -> None:
    raw_commit(mine, "author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000", message)
    commit = only(mine)
    assert (commit.subject, commit.body) == (subject, body)


@pytest.mark.parametrize(
    ("encoding", "subject"),
    [("ISO-8859-1", "é"), ("unicode_escape", "\ufffd"), ("punycode", "\ufffd"), ("", "\ufffd")],
)
def test_only_known_encodings_are_used(mine: Repository, encoding: str, subject: str) -> None:
    head = f"author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\nencoding {encoding}"
    raw_commit(mine, head, b"\xe9\n")
    assert only(mine).subject == subject


def test_tags_count_where_they_stand_in_the_history(mine: Repository) -> None:
    first = mine.commit({"a": "1"}, **at(1))
    mine.git("tag", "v1.0")
    mine.commit({"a": "2"}, **at(2))
    mine.git("tag", "-a", "v1.1", "-m", "Annotated")
    mine.git("tag", "-a", "v1.1-again", "-m", "Of a tag", "v1.1")
    mine.git("tag", "a-tree", "HEAD^{tree}")
    mine.git("pack-refs", "--all")
    mine.git("tag", "nested/v2")
    (mine.path / ".git" / "refs" / "tags" / "broken").write_text("nonsense")
    assert history(mine).tags == ("nested/v2", "v1.0", "v1.1", "v1.1-again")
    assert read(mine, commit=first).history.tags == ("v1.0",)


class TestWhatIsMissing:
    def test_a_shallow_clone_is_shallow(self, mine: Repository, tmp_path: Path) -> None:
        for number in range(4):
            mine.commit({"a": f"{number}"}, **at(number + 1))
        mine.git("clone", "-q", "--depth=2", f"file://{mine.path}", "../copy")
        found = history(Repository(tmp_path / "copy"))
        assert (found.state, len(found.commits)) == ("shallow", 2)
        assert found.commits[-1].paths == ()
        assert found.commits[0].paths == ("a",)

    def test_the_cap_of_commits_makes_it_partial(self, mine: Repository) -> None:
        for number in range(5):
            mine.commit({"a": f"{number}"}, **at(number + 1))
        found = history(mine, Caps(commits=3))
        assert (found.state, len(found.commits)) == ("partial", 3)
        assert all(commit.paths == ("a",) for commit in found.commits)
        assert history(mine, Caps(commits=5)).state == "complete"

    def test_a_lost_commit_makes_it_partial(self, mine: Repository) -> None:
        lost = mine.commit({"a": "1"}, **at(1))
        mine.commit({"a": "2"}, **at(2))
        mine.loose(lost).unlink()
        found = history(mine)
        assert (found.state, len(found.commits)) == ("partial", 1)

    def test_a_damaged_commit_makes_it_unreadable_and_keeps_the_rest(
        self, mine: Repository
    ) -> None:
        damaged = mine.commit({"a": "1"}, **at(1))
        mine.commit({"a": "2"}, **at(2))
        mine.store_compressed(damaged, b"garbage")
        found = history(mine)
        assert (found.state, len(found.commits)) == ("unreadable", 1)

    def test_a_parent_that_is_no_commit_is_damage(self, mine: Repository) -> None:
        tree = mine.tree()
        raw_commit(mine, f"parent {tree}\nauthor A <a@b> 1 +0000")
        assert history(mine).state == "unreadable"


def test_a_detached_head_is_read_like_any_other(mine: Repository) -> None:
    first = mine.commit({"a": "1"}, **at(1))
    mine.commit({"a": "2"}, **at(2))
    mine.git("checkout", "-q", "--detach", first)
    reading = read(mine)
    assert (reading.commit, len(reading.history.commits)) == (first, 1)
    assert reading.uncommitted == ()


def test_an_octopus_has_all_its_parents(mine: Repository) -> None:
    mine.commit({"a": "1"})
    for name in ("x", "y", "z"):
        mine.git("checkout", "-qb", name, "main")
        mine.commit({name: "1"})
    mine.git("checkout", "-q", "main")
    mine.git("merge", "-q", "--no-ff", "-m", "Octopus", "x", "y", "z")
    assert sorted(commit.parents for commit in history(mine).commits) == [0, 1, 1, 1, 4]


def test_five_thousand_commits_are_read_to_the_first(mine: Repository) -> None:
    def stream() -> list[bytes]:
        lines = []
        for number in range(5_000):
            date = b"%d +0000" % (1_000_000_000 + number)
            lines.append(
                b"commit refs/heads/main\nauthor A%d <a%d@b> %s\ncommitter A <a@b> %s\ndata 1\nm\n"
                % (number % 7, number % 7, date, date)
            )
            path = b"d%d/e%d/f%d.txt" % (number % 40, number % 9, number % 500)
            text = b"%d\n" % number
            lines.append(b"M 644 inline %s\ndata %d\n%s\n" % (path, len(text), text))
        return lines

    mine.import_stream(stream())
    found = history(mine)
    assert (found.state, len(found.commits)) == ("complete", 5_000)
    assert all(len(commit.paths) == 1 for commit in found.commits)
    assert {commit.author for commit in found.commits} == set(range(7))


def test_work_on_changed_files_is_bounded(
    mine: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        mine.commit({f"{name}.txt": f"{number}" for name in range(50)}, **at(number + 1))
    monkeypatch.setattr("career_guide.evidence.git_tree.WORK", 210)
    found = history(mine)
    assert (found.state, len(found.commits)) == ("partial", 5)
    assert [len(commit.paths) for commit in found.commits] == [50, 50, 0, 0, 0]
