"""A content folder of one's own: every command works on it, or says why it does not."""

import json
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from shell import CONTENT, bash, cli


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A sound copy of the content with words of its own."""
    folder = tmp_path / "own"
    shutil.copytree(CONTENT, folder)
    mistake = folder / "mistakes" / "theory-first.yaml"
    text = mistake.read_text("utf-8")
    mistake.write_text(text.replace("\ntitle: ", "\ntitle: Our own words on ", 1), encoding="utf-8")
    return folder


@pytest.fixture
def broken(own: Path) -> Path:
    """A copy with a problem."""
    (own / "surprise.yaml").write_text("a: 1\n", encoding="utf-8")
    return own


def ways(folder: Path, *command: str) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """Every way to name a folder: before the command, after it, in the environment."""
    option = ("--content", str(folder))
    return [
        ((*option, *command), {}),
        ((*command, *option), {}),
        (command, {"CAREER_GUIDE_CONTENT": str(folder)}),
    ]


def test_a_content_folder_of_ones_own_is_read(own: Path) -> None:
    for arguments, env in ways(own, "read", "career://mistakes"):
        assert "Our own words on" in cli(*arguments, env=env).stdout
    assert "Our own words on" not in cli("read", "career://mistakes").stdout


def test_validate_checks_the_folder_that_is_named(broken: Path) -> None:
    for arguments, env in ways(broken, "validate"):
        assert "surprise.yaml" in cli(*arguments, env=env, code=1).stdout
    assert "surprise.yaml" in cli("validate", str(broken), code=1).stdout


def test_the_folder_given_to_validate_wins_over_the_environment(broken: Path) -> None:
    env = {"CAREER_GUIDE_CONTENT": str(broken)}
    assert "no problems" in cli("validate", str(CONTENT), env=env).stdout


def test_two_folders_for_validate_are_refused(broken: Path) -> None:
    done = cli("--content", str(broken), "validate", str(CONTENT), code=2)
    assert "not both" in done.stderr


def test_the_tour_shows_and_configures_the_folder_that_is_named(own: Path) -> None:
    for arguments, env in ways(own.relative_to(own.parent), "tour")[1:]:
        shown = cli(*arguments, env=env, cwd=own.parent).stdout
        for block in re.findall(r"^  \{\n.*?^  \}$", shown, re.M | re.S):
            (servers,) = json.loads(block).values()
            assert servers["career-guide"]["args"] == ["--content", str(own)]
        assert "$187,000" in shown


def test_the_tour_of_broken_content_is_told_in_one_line(broken: Path) -> None:
    for arguments, env in ways(broken, "tour")[1:]:
        done = cli(*arguments, env=env, code=1)
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert "surprise.yaml" in done.stderr


@pytest.mark.parametrize("action", ["--check", "--write"])
def test_schema_refuses_a_folder_that_is_not_its_own(own: Path, action: str) -> None:
    for arguments, env in ways(own, "schema", action):
        done = cli(*arguments, env=env, code=2)
        assert "this checkout" in done.stderr
        assert done.stdout == ""


def test_schema_takes_its_own_content_by_name() -> None:
    assert "up to date" in cli("schema", "--check", "--content", str(CONTENT)).stdout


@pytest.mark.parametrize("blank", ["", "  "])
def test_an_empty_folder_name_is_refused(blank: str) -> None:
    for arguments in (
        ["--content", blank],
        ["--content", blank, "read", "career://role"],
        ["read", "career://role", "--content", blank],
        ["validate", blank],
    ):
        assert "expected a content folder" in cli(*arguments, code=2).stderr


def test_a_blank_environment_variable_means_the_built_in_guide() -> None:
    assert cli("read", "career://role", env={"CAREER_GUIDE_CONTENT": " "}).stdout


@pytest.mark.parametrize("name", ["nowhere", "a-file", "circle"])
def test_a_folder_that_cannot_be_read_is_told_with_its_name_and_reason(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "a-file").touch()
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    folder = str(tmp_path / name)
    for done in (
        cli("--content", folder, "read", "career://role", code=1),
        cli("--content", folder, code=1),
    ):
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert f"the content in {name} has 1 problem: CG001 " in done.stderr
        assert str(tmp_path) not in done.stderr
    report = json.loads(cli("validate", folder, "--json", code=1).stdout)
    assert [problem["code"] for problem in report["problems"]] == ["CG001"]


def test_a_folder_that_may_not_be_read_hides_nothing_about_the_others(own: Path) -> None:
    unprivileged = ""
    if os.geteuid() == 0:  # root may read everything until it gives that up
        if not shutil.which("setpriv"):
            pytest.skip("needs setpriv to give up the rights of root")
        unprivileged = "setpriv --bounding-set=-all --inh-caps=-all"
    (own / "surprise.yaml").write_text("a: 1\n", encoding="utf-8")
    (own / "skills").chmod(0)
    (own / "premium.yaml").chmod(0)
    told = bash(f"{unprivileged} $GUIDE validate {shlex.quote(str(own))}", 1).stdout.splitlines()
    assert [line.split()[0:2] for line in told[:-1]] == [
        ["own/premium.yaml:1:", "CG005"],
        ["own/skills:1:", "CG005"],
        ["own/surprise.yaml:1:", "CG002"],
    ]
    own.chmod(0)
    told = bash(f"{unprivileged} $GUIDE --content {shlex.quote(str(own))} read role", 1).stderr
    own.chmod(0o755)
    (own / "skills").chmod(0o755)
    assert "the content in own has 1 problem: CG001 " in told


def test_a_folder_name_that_is_no_text_is_taken_and_never_put_into_a_configuration(
    own: Path,
) -> None:
    odd = os.fsencode(own.parent) + b"/odd-\xff"
    os.rename(os.fsencode(own), odd)
    assert "no problems" in cli("validate", odd).stdout
    assert "UTF-8" in cli("tour", "--content", odd, code=2).stderr
