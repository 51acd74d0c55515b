"""The command line: what it prints, where, and with which exit code."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from career_guide import __version__
from wire import GUIDE

ROOT = Path(__file__).parents[2]


def cli(
    *arguments: str, stdin: str = "", code: int = 0, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*GUIDE, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **(env or {})},
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def imported(*arguments: str) -> set[str]:
    """Top-level modules that a command imports."""
    code = (
        "import sys\nfrom career_guide.cli import run\n"
        f"try:\n    run({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('\\n'.join({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return set(done.stderr.split())


def test_version_and_help_import_neither_the_sdk_nor_pydantic() -> None:
    assert cli("--version").stdout == f"career-guide-mcp {__version__}\n"
    assert "estimate_comp" in cli("--help").stdout
    for flag in ("--version", "--help"):
        assert not {"mcp", "mcp_types", "pydantic", "yaml", "rapidfuzz"} & imported(flag)


def test_call_imports_neither_the_sdk_nor_a_yaml_parser() -> None:
    modules = imported("call", "estimate_comp", '{"level":"senior"}')
    assert "pydantic" in modules
    assert not {"mcp", "mcp_types", "anyio", "starlette", "yaml", "slowapi"} & modules


def test_call_prints_the_structured_result_on_one_line() -> None:
    done = cli("call", "estimate_comp", '{"level":"senior","market":"us-tier2"}')
    result = json.loads(done.stdout)
    assert result["estimates"][0]["total"] == {"low": 187_000, "high": 294_500}
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_call_reads_arguments_from_standard_input_with_a_byte_order_mark() -> None:
    done = cli("call", "estimate_comp", "-", stdin='\ufeff{"level":"senior"}')
    assert json.loads(done.stdout)["status"] == "estimated"


def test_a_refused_call_prints_its_result_and_one_line_for_people() -> None:
    done = cli("call", "estimate_comp", '{"level":"senoir"}', code=2)
    result = json.loads(done.stdout)
    assert result["status"] == "invalid_input"
    assert result["errors"][0]["did_you_mean"] == "senior"
    assert done.stderr.count("\n") == 1
    assert "did you mean" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["call", "estimate_pay"], "did you mean estimate_comp?"),
        (["call", "estimate_comp", "{not json"], "expected a JSON object"),
        (["call", "estimate_comp", "[" * 5000], "expected a JSON object"),
        (["call", "estimate_comp", "[]"], "expected an object"),
        (["read", "career://roadmp"], "career://roadmap"),
        (["--content", "/nowhere"], "content"),
        (["no-such-command"], "invalid choice"),
        (["call"], "required"),
        (["schema"], "required"),
        (["--conten=x"], "unrecognized"),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], told: str) -> None:
    done = subprocess.run(
        [*GUIDE, *arguments], capture_output=True, text=True, timeout=60, check=False, input=""
    )
    assert done.returncode in (1, 2)
    assert (done.returncode == 1) == (arguments[0] == "--content")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_statuses_that_are_no_refusal_exit_with_0() -> None:
    assert json.loads(cli("call", "estimate_comp").stdout)["status"] == "needs_choice"
    nothing = cli("search", "weather", "tomorrow", "--json")
    assert json.loads(nothing.stdout)["status"] == "no_match"
    assert cli("search", "weather", "tomorrow").stdout.strip()


def test_read_prints_the_whole_page_and_json_the_result() -> None:
    page = cli("read", "career://method").stdout
    assert page.startswith("# ")
    result = json.loads(cli("read", "career://roadmap", "--json").stdout)
    assert result["status"] == "page"
    assert page.count("\n# ") == 0, "continued without repeating the heading"


def test_search_prints_snippets_with_their_source() -> None:
    shown = cli("search", "do I need a PhD").stdout
    assert "career://" in shown
    assert "(guide)" in shown


def test_output_cut_off_by_its_reader_is_no_error() -> None:
    command = f"{sys.executable} -m career_guide read career://method | head -c 10"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_validate_accepts_our_content_and_names_every_problem_of_a_broken_copy(
    tmp_path: Path,
) -> None:
    assert "no problems" in cli("validate", str(ROOT / "content")).stdout
    broken = tmp_path / "content"
    shutil.copytree(ROOT / "content", broken)
    level = broken / "levels" / "senior.yaml"
    level.write_text(level.read_text("utf-8").replace("230000", "231000", 1), encoding="utf-8")
    (broken / "mistakes" / "theory-first.yaml").unlink()
    (broken / "surprise.yaml").write_text("a: 1\n", encoding="utf-8")
    done = cli("validate", str(broken), code=1)
    assert "levels/senior.yaml" in done.stdout
    assert "surprise.yaml" in done.stdout
    assert str(tmp_path) not in done.stdout
    report = json.loads(cli("validate", str(broken), "--json", code=1).stdout)
    assert not report["ok"]


def test_a_content_folder_of_ones_own_is_served(tmp_path: Path) -> None:
    own = tmp_path / "content"
    shutil.copytree(ROOT / "content", own)
    mistake = own / "mistakes" / "theory-first.yaml"
    text = mistake.read_text("utf-8")
    mistake.write_text(text.replace("\ntitle: ", "\ntitle: Our own words on ", 1), encoding="utf-8")
    for shown in (
        cli("read", "career://mistakes", "--content", str(own)),
        cli("--content", str(own), "read", "career://mistakes"),
        cli("read", "career://mistakes", env={"CAREER_GUIDE_CONTENT": str(own)}),
    ):
        assert "Our own words on" in shown.stdout
    assert "Our own words on" not in cli("read", "career://mistakes").stdout


def test_everything_generated_is_fresh() -> None:
    assert "up to date" in cli("schema", "--check").stdout


def test_a_wrong_log_level_is_told() -> None:
    done = cli(env={"CAREER_GUIDE_LOG_LEVEL": "LOUD"}, code=2)
    assert "CAREER_GUIDE_LOG_LEVEL" in done.stderr


def test_the_tour_shows_the_main_job() -> None:
    shown = " ".join(cli("tour").stdout.split())
    assert "$187,000" in shown
    assert "$294,500" in shown
    assert "First fix" in shown
    assert '"mcpServers"' in shown
