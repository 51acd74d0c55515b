"""The check that opens all evidence with git: it passes what is true and names what is not."""

import copy
from pathlib import Path
from typing import Any

import pytest

from benches import BENCH, load_script
from git_repositories import Repository
from honest_project import Files, honest
from scored import Scored, score
from timed_repositories import HONEST, build

verify = load_script(BENCH / "scoring" / "verify.py")
EXTRA: Files = {
    "docs/notes with space.md": "# Notes\n\nIt was chosen because it is small.\n",
    "docs/colours.md": "# Design\n\nThe \x1b[31mqueue\x1b[0m holds\tjobs because workers fail.\n",
}


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = build(tmp_path_factory.mktemp("verify") / "project", {**honest(), **EXTRA}, HONEST)
    made.git("tag", "v0.3.0")
    return made


@pytest.fixture(scope="module")
def scored(mine: Repository) -> Scored:
    return score(mine.path)


def faults(project: dict[str, Any], mine: Repository) -> list[str]:
    files = verify.Commit(mine.path, project["repository"]["commit"])
    return list(verify.faults(project, files))


def test_the_evidence_of_a_real_result_is_all_as_told(scored: Scored, mine: Repository) -> None:
    shown = [seen for row in scored.project["criteria"] for seen in row["evidence"]]
    assert len(shown) > 20
    assert {seen["kind"] for seen in shown} >= {"source", "prose", "config", "git"}
    assert faults(scored.project, mine) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"line": 9_999}, "no such line"),
        ({"file": "src/gone.py"}, "no such file"),
        ({"file": "src/*"}, "no such file"),
        ({"snippet": "nothing like it"}, "the line reads"),
        ({"snippet": ""}, "the line reads"),
        ({"snippet": "a" * 201}, "too long"),
        ({"snippet": "a\x1b[31m"}, "not shown"),
        ({"line": None}, "without a line"),
        ({"kind": "git", "commit_ids": ["f" * 12]}, "no such commit"),
        ({"kind": "git", "commit_ids": [], "snippet": "v9.9.9"}, "no such tag"),
    ],
)
def test_evidence_that_is_not_as_told_is_named(
    scored: Scored, mine: Repository, change: dict[str, Any], told: str
) -> None:
    project = copy.deepcopy(scored.project)
    row = next(row for row in project["criteria"] if row["id"] == "error-handling")
    row["evidence"][0].update(change)
    (found,) = faults(project, mine)
    assert found.startswith("error-handling: ")
    assert told in found


def test_a_line_beside_the_right_one_is_named(scored: Scored, mine: Repository) -> None:
    project = copy.deepcopy(scored.project)
    row = next(row for row in project["criteria"] if row["id"] == "architecture-docs")
    row["evidence"][0]["line"] += 1
    assert len(faults(project, mine)) == 1


def test_a_subject_of_another_commit_is_named(scored: Scored, mine: Repository) -> None:
    project = copy.deepcopy(scored.project)
    row = next(row for row in project["criteria"] if row["id"] == "iteration-history")
    row["evidence"][0]["commit_ids"] = [mine.id("HEAD~9")[:12]]
    assert "no such commit says this" in faults(project, mine)[0]


def test_nothing_of_the_repository_runs_while_it_is_opened(
    scored: Scored, mine: Repository, tmp_path: Path
) -> None:
    marker = tmp_path / "marker"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{marker}'\n")
    trap.chmod(0o755)
    with (mine.path / ".git" / "config").open("a") as config:
        config.write(
            f'[core]\n\tfsmonitor = {trap}\n\tpager = {trap}\n[diff "x"]\n\ttextconv = {trap}\n'
        )
    assert faults(scored.project, mine) == []
    assert not marker.exists()
