"""The report on a folder says everything, as text and as JSON, and no path of the machine."""

import json
from pathlib import Path
from typing import Any

from career_guide.content.snapshot import Snapshot
from career_guide.content.validate import validate_folder


def test_sound_content_is_counted(content: Path, compiled: Snapshot) -> None:
    report, catalog = validate_folder(content), compiled.catalog
    assert report.ok
    assert report.text() == (
        f"content: {report.files} files, {len(catalog.facts)} facts, no problems;"
        f" data version {catalog.data_version}"
    )


def test_a_problem_is_one_line_with_file_line_code_place_and_fix(author: Any) -> None:
    line = author.append("skills/mcp.yaml", "titel: MCP\n")
    first, last = validate_folder(author.folder).text().splitlines()
    assert first == (
        f"content/skills/mcp.yaml:{line}: CG020 skills.mcp.titel:"
        " There is no field `titel` here. Fix: Did you mean title?"
    )
    assert last.startswith("content: 1 problem in 1 place, ")


def test_the_report_as_data_holds_the_same(author: Any) -> None:
    line = author.append("skills/mcp.yaml", "titel: MCP\n")
    report = validate_folder(author.folder).data()
    assert report["ok"] is False
    assert report["data_version"] is None
    assert report["problems"] == [
        {
            "file": "skills/mcp.yaml",
            "line": line,
            "code": "CG020",
            "where": "skills.mcp.titel",
            "what": "There is no field `titel` here.",
            "fix": "Did you mean title?",
        }
    ]


def test_no_path_of_the_machine_is_told(author: Any) -> None:
    (author.folder / "skills/mcp.yaml").unlink()
    (author.folder / "skills/mcp.yaml").symlink_to("/etc/hostname")
    author.write("premium.yaml", b"\xff\xfe")
    author.write("levels/senior.yaml", "a: [\n")
    report = validate_folder(author.folder)
    for said in (report.text(), json.dumps(report.data())):
        assert str(author.folder.parent) not in said
        assert "/etc" not in said


def test_a_folder_that_is_not_there_is_a_report_too(tmp_path: Path) -> None:
    report = validate_folder(tmp_path / "nowhere")
    assert report.text().splitlines() == [
        "nowhere: CG001 The content folder cannot be read: No such file or directory."
        " Fix: Give a folder that exists and that you may read.",
        "nowhere: 1 problem in 1 place, 0 files read",
    ]


def test_two_runs_say_the_same(author: Any) -> None:
    author.append("skills/mcp.yaml", "titel: MCP\n")
    author.append("premium.yaml", "a: &x no\n")
    assert validate_folder(author.folder) == validate_folder(author.folder)
