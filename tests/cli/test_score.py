"""`score PATH`: the report, its JSON and its Markdown, and what is refused."""

import json
from pathlib import Path

import pytest

from git_repositories import Repository
from honest_project import Files, honest
from scored import ask
from shell import bash, cli
from timed_repositories import HONEST, build, in_folder

FILES = honest()
SMALL: Files = {"README.md": "# Months\n\nCounts months.\n", "months.py": "print(90 // 30)\n"}


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The honest project; no test here changes it."""
    return build(tmp_path_factory.mktemp("score") / "tenancy-answers", FILES, HONEST)


@pytest.fixture(scope="module")
def as_json(mine: Repository) -> str:
    return cli("score", str(mine.path), "--json").stdout


def test_the_report_cites_lines_that_can_be_opened(mine: Repository) -> None:
    done = cli("score", str(mine.path))
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("tenancy-answers (")
    assert mine.id("HEAD")[:12] in lines[0]
    cited = [line.strip().partition("  ") for line in lines if line.startswith("    ")]
    places = [(place, text) for place, sign, text in cited if sign and ":" in place]
    assert len(places) > 10
    for place, text in places:
        path, _, number = place.rpartition(":")
        if path in FILES:
            content = FILES[path]
            assert isinstance(content, str)
            shown = content.splitlines()[int(number) - 1].strip()
            assert shown.startswith(text.removesuffix("…")), place
    assert any(path.partition(":")[0] in FILES for path, _ in places)
    assert done.stdout.index("evaluation: level 3 of 3") < done.stdout.index("Score ")


def test_json_is_the_structured_result_of_the_tool(mine: Repository, as_json: str) -> None:
    assert as_json == ask(mine.path).text + "\n"
    called = {"projects": [{"repository": str(mine.path)}]}
    assert cli("call", "score_project", json.dumps(called), "--json").stdout == as_json


def test_markdown_has_a_heading_for_each_criterion_and_every_place(
    mine: Repository, as_json: str
) -> None:
    printed = cli("score", str(mine.path), "--markdown").stdout
    result = json.loads(as_json)["projects"][0]
    assert printed.startswith("# tenancy-answers\n")
    for row in result["criteria"]:
        assert f"### {row['id']}: level " in printed
        for seen in row["evidence"]:
            if seen["line"]:
                assert f"`{seen['file']}:{seen['line']}`" in printed
    assert printed.count("```") == 0


def test_words_of_the_repository_do_not_shape_the_markdown(tmp_path: Path) -> None:
    name = "# [x](http:x) `a` <b> *"
    told = "# Results\n\n```\nHit rate is 0.9 on 40 questions `` | </details> by evals/run.py\n"
    files: Files = {**FILES, "README.md": told}
    printed = cli("score", str(build(tmp_path / name, files).path), "--markdown").stdout
    assert printed.splitlines()[0] == "# " + "".join(
        f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in name
    )
    assert not [line for line in printed.splitlines() if line.startswith(("```", "</details>"))]


def test_the_current_folder_and_relative_paths_are_read(mine: Repository, as_json: str) -> None:
    assert cli("score", ".", "--json", cwd=mine.path).stdout == as_json
    assert cli("score", "..", "--json", cwd=mine.path / "src").stdout == as_json


def test_a_commit_is_read_by_its_name(mine: Repository) -> None:
    first = mine.id("HEAD~16")
    printed = json.loads(cli("score", str(mine.path), "--commit", first[:9], "--json").stdout)
    assert printed["projects"][0]["repository"]["commit"] == first
    assert printed["projects"][0]["score"]["high"] < 60


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["{mine}/nowhere"], "no folder at this path"),
        (["{mine}/README.md"], "a file, not a folder"),
        (["/"], "root of a disk"),
        (["~"], "~ is not expanded"),
        ([""], "1 to 1000 characters"),
        (["{mine}", "--commit", "nowhere"], "no such commit"),
        (["{mine}", "--json", "--markdown"], "--json or --markdown"),
        ([], "PATH"),
        (["{mine}", "more"], "more"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_scored_is_told_in_one_line(
    mine: Repository, arguments: list[str], told: str
) -> None:
    done = cli("score", *(part.format(mine=mine.path) for part in arguments), code=2)
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert told in done.stderr


def test_a_refusal_as_json_is_the_refusal_of_the_tool(mine: Repository) -> None:
    path = str(mine.path / "nowhere")
    done = cli("score", path, "--json", code=2)
    assert json.loads(done.stdout) == ask(path).payload
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_without_git_says_so(tmp_path: Path) -> None:
    printed = cli("score", str(in_folder(tmp_path / "months", SMALL))).stdout
    assert printed.startswith("months (months, no git history, read as ")
    assert "iteration-history: level 0 to 3 of 3" in printed


def test_the_report_can_be_piped_to_a_reader_that_leaves(mine: Repository) -> None:
    done = bash(f"set -o pipefail; $GUIDE score '{mine.path}' | head -n 1")
    assert done.stdout.startswith("tenancy-answers (")
    assert done.stderr == ""
