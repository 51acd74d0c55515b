"""The command line: what it prints, where, with which exit code, and what it imports."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from career_guide import __version__
from career_guide.tools.registry import all_tools
from shell import CONTENT, ROOT, bash, cli

SDK = {"mcp", "mcp_types", "anyio", "starlette", "slowapi"}
COMMANDS = ("serve", "call", "read", "search", "score", "validate", "schema", "token", "tour")


def imported(*arguments: str) -> set[str]:
    """Top-level modules that a command imports."""
    code = (
        "import sys\nfrom career_guide.cli import run\n"
        f"run({list(arguments)!r})\n"
        "sys.stderr.write('\\n'.join({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return set(done.stderr.split())


def test_version_and_help_import_nothing_heavy() -> None:
    assert cli("--version").stdout == f"career-guide-mcp {__version__}\n"
    heavy = {
        *SDK,
        "pydantic",
        "yaml",
        "rapidfuzz",
        "asyncio",
        "json",
        "pathlib",
        "importlib.metadata",
    }
    for arguments in (["--version"], ["--help"], *([name, "--help"] for name in COMMANDS)):
        assert not heavy & imported(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["call", "estimate_comp", '{"level":"senior"}'],
        ["read", "career://role"],
        ["search", "do I need a PhD"],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_answers_import_neither_the_sdk_nor_a_yaml_parser(arguments: list[str]) -> None:
    modules = imported(*arguments)
    assert "pydantic" in modules
    assert not {*SDK, "yaml"} & modules


def test_checking_content_imports_no_sdk_and_checking_its_recorded_answers_does() -> None:
    assert not SDK & imported("validate")
    assert {"mcp", "anyio"} <= imported("schema", "--check")


def test_call_prints_the_structured_result_on_one_line() -> None:
    done = cli("call", "estimate_comp", '{"level":"senior","market":"us-tier2"}')
    result = json.loads(done.stdout)
    assert result["estimates"][0]["total"] == {"low": 187_000, "high": 294_500}
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


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
        (["call", b"\xff\x1b[31m"], "Available: next_skill"),
        (["call"], "required: TOOL; see `career-guide-mcp call --help`"),
        (["read"], "required: URI"),
        (["read", "career://role", "--bogus"], "unrecognized arguments: --bogus"),
        (["serach", "phd"], "unknown command 'serach'; did you mean search?"),
        (["no-such-command"], "Commands: serve, call, read"),
        (["--content", "x", "no-such-command"], "unknown command 'no-such-command'"),
        ([b"\xff"], "unknown command"),
        (["two\nlines"], "unknown command"),
        ([""], "unknown command"),
        (["--content"], "argument --content: expected one argument"),
        (["schema"], "--check --write is required"),
        (["schema", "--check", "--write"], "not allowed with"),
        (["--conten=x"], "unrecognized"),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str | bytes], told: str) -> None:
    done = cli(*arguments, code=2)
    assert told in done.stderr
    assert done.stderr.startswith("career-guide-mcp: ")
    assert done.stderr.count("\n") == 1
    assert done.stderr.rstrip("\n").isprintable()
    assert done.stdout == ""


def test_statuses_that_are_no_refusal_exit_with_0() -> None:
    assert json.loads(cli("call", "estimate_comp").stdout)["status"] == "needs_choice"
    nothing = cli("search", "weather", "tomorrow", "--json")
    assert json.loads(nothing.stdout)["status"] == "no_match"


def test_help_names_every_command_tool_exit_code_and_variable() -> None:
    overview = cli("--help").stdout
    listed = re.findall(r"^    (\w+) ", overview, re.M)
    assert tuple(listed) == COMMANDS
    assert re.findall(r"^  (\d+) ", overview, re.M) == ["0", "1", "2", "130"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    explained = overview + cli("serve", "--help").stdout
    assert set(re.findall(r"CAREER_GUIDE_\w+", readme)) <= set(
        re.findall(r"CAREER_GUIDE_\w+", explained)
    )
    help_of_call = " ".join(cli("call", "--help").stdout.split())
    assert f"one of {', '.join(tool.name for tool in all_tools())}" in help_of_call


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_of_the_help_works(command: str) -> None:
    examples = re.findall(r"^  (career-guide-mcp .+)$", cli(command, "--help").stdout, re.M)
    assert examples
    for example in examples:
        line = re.split(r"\s{2,}|\s\|\s|\s<\s", example.strip())[0].replace("./", f"{ROOT}/")
        words = shlex.split(line)[1:]
        if "--http" in words:  # it would serve for ever; its flags are all known
            assert "--port" in cli(*words, "--port", "no-port", code=2).stderr
        elif "--write" not in words and words[-1] != "-":
            assert cli(*words).stdout or command == "serve"


def test_colour_is_never_used() -> None:
    for env in ({}, {"FORCE_COLOR": "1"}, {"NO_COLOR": "1"}):
        assert "\x1b" not in cli("--help", env=env).stdout


def test_output_is_utf8_whatever_the_locale() -> None:
    shown = cli("read", "career://salary", env={"LC_ALL": "C", "PYTHONUTF8": "0"}).stdout
    assert "–" in shown


def test_validate_accepts_our_content_and_names_every_problem_of_a_broken_copy(
    tmp_path: Path,
) -> None:
    assert "no problems" in cli("validate", str(CONTENT)).stdout
    broken = tmp_path / "content"
    shutil.copytree(CONTENT, broken)
    level = broken / "levels" / "senior.yaml"
    level.write_text(level.read_text("utf-8").replace("230000", "231000", 1), encoding="utf-8")
    (broken / "mistakes" / "theory-first.yaml").unlink()
    (broken / "surprise.yaml").write_text("a: 1\n", encoding="utf-8")
    done = cli("validate", str(broken), code=1)
    assert "levels/senior.yaml" in done.stdout
    assert "surprise.yaml" in done.stdout
    assert str(tmp_path) not in done.stdout
    report = cli("validate", str(broken), "--json", code=1).stdout
    assert report.count("\n") == 1
    assert not json.loads(report)["ok"]


def test_everything_generated_is_fresh() -> None:
    assert json.loads(cli("schema", "--check", "--json").stdout) == {"stale": []}


def test_a_wrong_log_level_is_told_by_every_command() -> None:
    for arguments in ([], ["tour"], ["validate"], ["--content", str(CONTENT), "read", "role"]):
        done = cli(*arguments, env={"CAREER_GUIDE_LOG_LEVEL": "LOUD"}, code=2)
        assert "CAREER_GUIDE_LOG_LEVEL" in done.stderr


def test_a_folder_that_is_gone_is_told_in_one_line() -> None:
    done = bash('cd "$(mktemp -d)"; rmdir "$PWD"; exec $GUIDE validate content', 1)
    assert "cannot read or write" in done.stderr.splitlines()[-1]


def test_the_tour_shows_the_main_job() -> None:
    shown = " ".join(cli("tour").stdout.split())
    assert "$187,000" in shown
    assert "$294,500" in shown
    assert "First fix" in shown
    assert '"mcpServers"' in shown


@pytest.mark.parametrize("server", ["#!/bin/sh\nexit 3\n", "#!/bin/sh\necho no protocol\n", None])
def test_a_tour_whose_server_does_not_answer_says_so_in_one_line(
    tmp_path: Path, server: str | None
) -> None:
    python = tmp_path / "python"
    python.symlink_to(sys.executable)
    script = tmp_path / "career-guide-mcp"
    if server is None:
        script.write_bytes(b"\x7fELF")  # cannot be started
    else:
        script.write_text(server, encoding="utf-8")
    script.chmod(0o755)
    done = bash(
        f"{shlex.quote(str(python))} -m career_guide tour",
        1,
        {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert done.stdout == ""
    assert done.stderr.startswith("career-guide-mcp: the server did not answer: ")
    assert done.stderr.count("\n") == 1
