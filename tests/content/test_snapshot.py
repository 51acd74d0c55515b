"""The snapshot is the content, and a stale or missing one is noticed."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from career_guide.content import snapshot
from career_guide.content.compile import check_snapshot, compile_folder, render, write_snapshot
from career_guide.content.problems import InvalidContentError
from career_guide.content.snapshot import (
    Snapshot,
    checkout_content,
    content_digest,
    load_default,
    load_folder,
    load_newest,
    load_snapshot,
    parse_snapshot,
    read_snapshot,
    sources_digest,
)
from career_guide.errors import ContentError


def test_reading_the_snapshot_gives_the_content_back(compiled: Snapshot) -> None:
    again = parse_snapshot(render(compiled).encode())
    assert again == compiled
    assert again.catalog.digest == content_digest(again.catalog)
    assert again.catalog.facts == compiled.catalog.facts


def test_the_snapshot_of_this_checkout_is_up_to_date(content: Path, compiled: Snapshot) -> None:
    assert check_snapshot(content) == ()
    assert load_snapshot() == compiled.catalog


def test_the_same_content_gives_the_same_bytes(author: Any) -> None:
    assert render(compile_folder(author.folder)) == render(compile_folder(author.folder))


def test_a_change_of_one_figure_is_a_change_of_a_few_lines(author: Any) -> None:
    before = render(compile_folder(author.folder)).splitlines()
    author.replace("scoring.yaml", "new_project_score: 65", "new_project_score: 66")
    after = render(compile_folder(author.folder)).splitlines()
    differing = [line for line, other in zip(before, after, strict=True) if line != other]
    assert len(differing) == 3  # the figure and the two digests


def test_a_missing_and_a_stale_snapshot_are_told_with_the_way_to_repair(author: Any) -> None:
    target = author.folder.parent / "data" / "catalog.json"
    (missing,) = check_snapshot(author.folder, target)
    assert (
        missing == "catalog.json is missing: run `career-guide-mcp schema --write` in the checkout"
    )
    assert write_snapshot(author.folder, target) is True
    assert check_snapshot(author.folder, target) == ()
    assert write_snapshot(author.folder, target) is False
    author.append("premium.yaml", "# a comment is a change of the sources\n")
    (stale,) = check_snapshot(author.folder, target)
    assert stale.startswith("catalog.json is stale: ")


def test_invalid_content_is_never_compiled(author: Any) -> None:
    author.append("premium.yaml", "extra: x\n")
    target = author.folder.parent / "catalog.json"
    with pytest.raises(InvalidContentError):
        write_snapshot(author.folder, target)
    assert not target.exists()


def test_the_sources_digest_sees_names_and_bytes_but_no_windows_line_ends(author: Any) -> None:
    first = sources_digest(author.folder)
    path = author.folder / "premium.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert sources_digest(author.folder) == first
    path.rename(author.folder / "role" / "premium.yaml")
    assert sources_digest(author.folder) != first


def test_newer_yaml_is_served_and_said(author: Any) -> None:
    author.replace("scoring.yaml", "new_project_score: 65", "new_project_score: 66")
    told: list[str] = []
    catalog = load_newest(author.folder, told.append)
    assert catalog.scoring.new_project_score == 66
    assert len(told) == 1
    assert "newer than the snapshot" in told[0]


def test_an_unchanged_checkout_serves_the_snapshot_silently(content: Path, capfd: Any) -> None:
    assert checkout_content() == content
    assert load_default() == load_snapshot()
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""


def test_an_installed_wheel_serves_the_snapshot(capfd: Any) -> None:
    assert load_newest(None, print) == load_snapshot()
    assert capfd.readouterr().out == ""


def test_broken_yaml_in_a_checkout_leaves_the_snapshot_served(author: Any) -> None:
    author.append("premium.yaml", "extra: x\n")
    told: list[str] = []
    assert load_newest(author.folder, told.append) == load_snapshot()
    assert "premium.yaml" in told[0]


def test_without_a_snapshot_a_checkout_serves_its_folder(
    content: Path, compiled: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "SNAPSHOT", ("_data", "no-such-file.json"))
    told: list[str] = []
    assert load_newest(content, told.append) == compiled.catalog
    assert len(told) == 1
    with pytest.raises(ContentError, match="missing; reinstall"):
        load_newest(None, told.append)


def test_a_snapshot_of_another_version_is_refused_in_words() -> None:
    with pytest.raises(ContentError, match="does not fit this version"):
        parse_snapshot(b'{"sources": "x", "catalog": {"digest": "x"}}')
    with pytest.raises(ContentError, match="does not fit this version"):
        parse_snapshot(b"not JSON")


def test_the_snapshot_names_the_sources_it_came_from(content: Path) -> None:
    assert read_snapshot().sources == sources_digest(content)


def test_somebodys_own_folder_is_loaded(author: Any) -> None:
    author.replace("scoring.yaml", "new_project_score: 65", "new_project_score: 66")
    assert load_folder(author.folder).scoring.new_project_score == 66


def test_serving_the_snapshot_imports_no_yaml_parser() -> None:
    program = (
        "import sys; from career_guide.content.snapshot import load_newest, load_snapshot;"
        "load_snapshot(); load_newest(None, print); sys.exit('yaml' in sys.modules)"
    )
    path = str(Path(snapshot.__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": path}, check=False)
    assert done.returncode == 0
