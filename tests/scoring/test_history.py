"""Histories that tell less than they seem to, are not this project's, or cannot be read whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from git_repositories import Repository, init
from honest_project import DAY, START, WORK, Files, honest
from scored import Scored, score
from timed_repositories import ADA, HONEST, Step, build, in_folder, record

FILES = honest()
SUBJECTS = tuple(subject for subject, _ in WORK)
KIT = "Kit <kit@example.org>"
BOT = "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>"


def of(path: Path, steps: Sequence[Step], files: Files = FILES) -> Scored:
    return score(build(path / "project", files, steps).path, files)


def history(scored: Scored) -> tuple[int, int]:
    return scored.levels()["iteration-history"]


def why(scored: Scored) -> str:
    text: str = scored.criterion("iteration-history")["why"]
    return text


def is_unknown(scored: Scored) -> bool:
    return scored.level("iteration-history") is None and history(scored)[1] == 3


@pytest.fixture
def mine(tmp_path: Path) -> Repository:
    """The honest project with its seventeen commits."""
    return build(tmp_path / "project", FILES, HONEST)


def test_work_over_days_that_says_what_it_did_is_credited(twin: Scored) -> None:
    assert twin.level("iteration-history") == 3
    assert twin.criterion("iteration-history")["confidence"] != "low"


def test_17_commits_of_one_minute_are_one_days_work(tmp_path: Path) -> None:
    steps = [Step(subject, START + number * 3) for number, subject in enumerate(SUBJECTS)]
    scored = of(tmp_path, steps)
    assert history(scored) == (1, 1)
    assert "made on 1 day" in why(scored)


def test_17_author_dates_that_were_spread_out_afterwards_do_not_count(tmp_path: Path) -> None:
    steps = [
        Step(subject, START + number * DAY, committed=START + 40 * DAY + number)
        for number, subject in enumerate(SUBJECTS)
    ]
    scored = of(tmp_path, steps)
    assert history(scored) == (1, 1)
    assert "authors' dates name 17, their committers' dates 1." in why(scored)


def test_17_one_upload_and_edits_of_the_readme_are_no_iteration(tmp_path: Path) -> None:
    steps = [Step("Initial commit", START, paths=tuple(FILES))]
    steps += [
        Step("Update README.md", START + number * DAY, paths=("README.md",))
        for number in range(1, 21)
    ]
    assert history(of(tmp_path, steps)) == (0, 0)


def test_18_commits_of_a_starter_kit_are_not_the_projects(tmp_path: Path) -> None:
    kit = [
        Step(f"Teach the starter kit its feature {number}", START + number * DAY, None,
             KIT, (f"kit/feature_{number}.ts",))
        for number in range(30)
    ]  # fmt: skip
    own = [
        Step("Remove the kit and search the statute", START + 40 * DAY, paths=("README.md",)),
        Step("Answer with the deciding section", START + 40 * DAY),
    ]
    scored = of(tmp_path, [*kit, *own])
    assert history(scored) == (0, 0)
    assert "30" in why(scored)


def test_18_a_subtree_that_was_merged_in_is_not_the_projects(tmp_path: Path) -> None:
    mine = build(tmp_path / "project", FILES, [Step("Initial commit", START)])
    other = init(tmp_path / "other")
    steps = [
        Step(f"Extend the other library by part {number}", START + number * DAY, author=KIT)
        for number in range(20)
    ]
    record(other, {"lib/a.py": "a = 1\n", "lib/b.py": "b = 2\n"}, steps)
    mine.git("fetch", "--quiet", str(other.path), "main")
    mine.git("merge", "--quiet", "-s", "ours", "--no-commit", "--allow-unrelated-histories",
             "FETCH_HEAD")  # fmt: skip
    mine.git("read-tree", "--prefix=third/", "-u", "FETCH_HEAD")
    mine.git("commit", "--quiet", "--message", "Add the other library as a subtree")
    assert history(score(mine.path)) == (0, 0)


def test_18_a_squashed_import_is_one_commit(tmp_path: Path) -> None:
    body = "\n".join(f"* {subject}" for subject in SUBJECTS)
    steps = [Step(f"Squashed commit of the following:\n\n{body}", START, paths=tuple(FILES))]
    assert history(of(tmp_path, steps)) == (0, 0)


def test_18_commits_of_bots_are_left_out_and_their_share_is_told(tmp_path: Path) -> None:
    bots = [
        Step(f"Bump dependency {number} to the next version", START + number * DAY, None, BOT,
             ("pyproject.toml",))
        for number in range(64)
    ]  # fmt: skip
    own = [
        Step("Update README.md", START + number * DAY, paths=("README.md",)) for number in range(36)
    ]
    scored = of(tmp_path, [*bots, *own])
    assert history(scored) == (0, 0)
    assert "Not counted of 100: 64 by programs" in why(scored)


def test_19_a_shallow_clone_says_how_to_fetch_the_rest(mine: Repository, tmp_path: Path) -> None:
    mine.git("clone", "--quiet", "--depth=1", f"file://{mine.path}", str(tmp_path / "shallow"))
    scored = score(tmp_path / "shallow", FILES)
    assert is_unknown(scored)
    assert "git fetch --unshallow" in scored.warnings["history"]
    assert scored.levels()["code-quality"][0] >= 2


def test_19_a_clone_without_its_blobs_is_not_zero(mine: Repository, tmp_path: Path) -> None:
    mine.git("config", "uploadpack.allowFilter", "true")
    mine.git("clone", "--quiet", "--bare", "--filter=blob:none", f"file://{mine.path}",
             str(tmp_path / "partial.git"))  # fmt: skip
    scored = score(tmp_path / "partial.git", FILES)
    assert history(scored) == (3, 3)
    for name in ("evaluation", "error-handling", "code-quality"):
        assert scored.level(name) is None, name
    assert scored.project["band"] is None


def test_19_commits_that_are_missing_leave_it_open(mine: Repository) -> None:
    mine.loose(mine.id("HEAD~3")).unlink()
    scored = score(mine.path, FILES)
    assert history(scored)[0] < history(scored)[1] == 3
    assert "history" in scored.warnings


def test_19_a_detached_head_is_read_like_any_other(mine: Repository, twin: Scored) -> None:
    mine.git("checkout", "--quiet", "--detach")
    assert history(score(mine.path, FILES)) == history(twin)


def test_19_no_commits_and_no_git_leave_it_unknown(tmp_path: Path) -> None:
    unborn = init(tmp_path / "unborn").write(FILES)
    plain = in_folder(tmp_path / "plain", FILES)
    for path in (unborn.path, plain):
        scored = score(path, FILES)
        assert is_unknown(scored)
        assert "history" in scored.warnings
    assert score(plain, FILES).levels()["code-quality"][0] >= 2


@pytest.mark.parametrize("is_packed", [False, True])
def test_19_a_branch_of_built_pages_is_not_the_history_of_the_work(
    mine: Repository, is_packed: bool
) -> None:
    mine.git("checkout", "--quiet", "--orphan", "gh-pages")
    mine.git("rm", "-r", "-q", "--force", ".")
    site: Files = {"index.html": "<p>Tenancy answers</p>\n", "app.js": "let a = 1\n"}
    mine.commit(site, "Deploy")
    if is_packed:
        mine.git("pack-refs", "--all")
    scored = score(mine.path, site)
    assert is_unknown(scored)
    assert "branch of built pages" in scored.warnings["history"]
    assert history(score(mine.path, FILES, commit="main")) == (3, 3)
    mine.git("branch", "-D", "main")
    assert history(score(mine.path, site)) == (0, 0)


@pytest.mark.parametrize(
    "times",
    [
        [0] * 17,
        [4_102_444_800 + number * DAY for number in range(17)],
        [-62_000_000_000, 253_402_300_799, *range(15)],
        [2**62, *(START + number for number in range(16))],
    ],
    ids=["1970", "in the future", "beyond the calendar", "absurd"],
)
def test_19_absurd_dates_are_read_and_earn_nothing(tmp_path: Path, times: list[int]) -> None:
    mine = init(tmp_path / "project")
    parent = ""
    blobs = {name: mine.store("blob", str(text).encode()) for name, text in LOOSE.items()}
    for number, (subject, time) in enumerate(zip(SUBJECTS, times, strict=True)):
        names = sorted(LOOSE)[: number + 1]
        tree = mine.tree(*(("100644", name.encode(), blobs[name]) for name in names))
        person = f"Ada <ada@example.org> {time} +0000"
        text = f"tree {tree}\n{parent}author {person}\ncommitter {person}\n\n{subject}\n"
        parent = f"parent {mine.store('commit', text.encode())}\n"
    head = parent.split()[1]
    (mine.path / ".git" / "refs" / "heads" / "main").write_text(head + "\n")
    assert history(score(mine.path, LOOSE))[1] <= 1


LOOSE: Files = {f"part_{number:02}.py": f"PART = {number}\n" for number in range(17)}


def test_19_dates_that_run_backwards_change_nothing(tmp_path: Path, twin: Scored) -> None:
    times = [step.authored for step in reversed(HONEST)]
    steps = [Step(step.subject, time) for step, time in zip(HONEST, times, strict=True)]
    assert history(of(tmp_path, steps)) == history(twin)


def merges(count: int) -> Iterator[bytes]:
    """So many merges on main, every fiftieth of three branches, each branch one empty commit."""
    start = b"from refs/heads/main^0\n"
    for number in range(count):
        person = b"committer %s %d +0000\n" % (ADA.encode(), START + number * 3_600)
        sides = 3 if number % 50 == 0 else 1
        for side in range(sides):
            yield b"commit refs/heads/side%d\n%sdata 4\nSide\n%s\n" % (side, person, start)
        yield b"commit refs/heads/main\n%sdata 21\nMerge the work of Ada\n" % person
        yield start if number == 0 else b""
        yield from (b"merge refs/heads/side%d\n" % side for side in range(sides))
        yield b"\n"


def test_20_merges_are_no_steps(tmp_path: Path) -> None:
    mine = build(tmp_path / "project", FILES, [Step("Search the statute by keyword", START)])
    mine.import_stream(merges(500))
    scored = score(mine.path, FILES)
    assert history(scored) == (0, 0)
    assert "500 merges" in why(scored)


def test_20_replaced_and_grafted_commits_are_not_obeyed(mine: Repository) -> None:
    before = score(mine.path, FILES)
    alone = mine.git("commit-tree", mine.id("HEAD^{tree}"), "-m", "Forged").decode().strip()
    mine.git("replace", mine.id("HEAD"), alone)
    (mine.path / ".git" / "info" / "grafts").write_text(f"{mine.id('HEAD')}\n")
    assert score(mine.path, FILES).payload == before.payload


def test_20_a_history_that_is_put_in_place_of_another_is_not_obeyed(
    mine: Repository, tmp_path: Path
) -> None:
    short = build(tmp_path / "short", FILES, [Step("Initial commit", START)])
    short.git("fetch", "--quiet", str(mine.path), "main")
    short.git("replace", short.id("HEAD"), short.id("FETCH_HEAD"))
    assert history(score(short.path, FILES)) == (0, 0)
