"""This project's own repository, scored by its own command: what is said of us must be true.

The checkout may be a clone of any depth, a linked worktree, or a folder without git; what is
committed is judged, so work in progress changes nothing here.
"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from career_guide.models.ids import CRITERION_IDS
from scored import Scored, check_evidence
from shell import cli

ROOT = Path(__file__).parents[2]
Texts = Callable[[str], str]


@pytest.fixture(scope="module")
def own() -> Scored:
    return Scored(json.loads(cli("score", str(ROOT), "--json").stdout))


@pytest.fixture(scope="module")
def text_of(own: Scored) -> Texts:
    """The text of a file as it stands in what was scored."""
    commit = own.project["repository"]["commit"]

    def read(path: str) -> str:
        if commit is None:
            return (ROOT / path).read_text("utf-8")
        command = ("git", "-c", "safe.directory=*", "-C", str(ROOT), "show", f"{commit}:{path}")
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    return read


def lines_shown(own: Scored, rows: str, name: str) -> dict[str, str]:
    """The snippets of one criterion or feature by their files; the last of each file."""
    row = next(row for row in own.project[rows] if row["id"] == name)
    return {seen["file"]: seen["snippet"] for seen in row["evidence"]}


def test_all_that_is_shown_of_us_stands_at_its_line(own: Scored, text_of: Texts) -> None:
    shown = [
        seen
        for row in (*own.project["criteria"], *own.project["features"])
        for seen in row["evidence"]
    ]
    files = {seen["file"]: text_of(seen["file"]) for seen in shown if seen["file"]}
    assert len(files) > 15
    for seen in shown:
        check_evidence(seen, files)


def test_our_type_and_levels_are_what_the_files_show(own: Scored) -> None:
    assert own.project["type"] == "mcp-server"
    assert own.project["title"] == own.project["repository"]["path_name"]
    assert own.project["coverage"] >= 0.85
    levels = own.levels()
    assert set(levels) == set(CRITERION_IDS)
    assert levels["evaluation"][0] >= 2
    assert levels["error-handling"] == levels["code-quality"] == (3, 3)
    assert levels["architecture-docs"][0] >= 2
    if "history" in own.warnings:
        assert levels["iteration-history"][1] == 3
    else:
        assert levels["iteration-history"][0] >= 1
    assert not {"names_missing_files", "results_exceed_data", "fakes_results"} & set(own.warnings)
    assert not {"starts_what_is_missing", "evaluation_claim_unbacked"} & set(own.warnings)


def test_our_evaluation_is_the_one_below_bench(own: Scored) -> None:
    shown = lines_shown(own, "criteria", "evaluation")
    assert {path.partition("/")[0] for path in shown} <= {"bench", "README.md"}
    assert "bench/results.json" in shown
    assert any(path.endswith("evaluate.py") for path in shown)


def test_our_errors_are_types_and_what_comes_in_is_validated(own: Scored) -> None:
    shown = lines_shown(own, "criteria", "error-handling")
    assert any(line.startswith("class ") and "Error" in line for line in shown.values())
    assert any("validate" in line for line in shown.values())
    assert not any(path.startswith((".ci/", "bench/")) for path in shown)


def test_our_modules_tests_and_checks_are_seen(own: Scored) -> None:
    shown = lines_shown(own, "criteria", "code-quality")
    assert "pyproject.toml" in shown
    assert any(path.startswith("server/career_guide/") for path in shown)
    assert any(path.startswith("tests/") for path in shown)
    assert any("ruff" in line or "mypy" in line or "pytest" in line for line in shown.values())


def test_our_tools_are_told_by_what_they_do(own: Scored, text_of: Texts) -> None:
    table = [line for line in text_of("README.md").split("\n") if line.startswith("| `")]
    changes = {row[1].strip(" `"): row[-2].strip() for row in (line.split("|") for line in table)}
    tools = {name: changes[name] for name in ("next_skill", "score_project", "estimate_comp")}
    assert set(tools.values()) == {"no"}
    is_changing = "save_progress" in changes
    feature = own.feature("query-create-update")
    assert feature["credited"] == ("yes" if is_changing else "partial")
    for seen in feature["evidence"]:
        assert seen["file"].startswith("server/career_guide/tools/")
        assert seen["snippet"].startswith("name=")
    documented = own.feature("documentation")
    assert documented["credited"] == "yes"
    for seen in documented["evidence"]:
        name = seen["snippet"].partition("`")[2].partition("`")[0]
        assert seen["file"] == "README.md"
        assert name in changes
    for name in ("real-service", "input-validation", "rate-limiting"):
        assert own.feature(name)["credited"] == "yes", name
