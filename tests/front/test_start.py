"""What the server loads for what it is asked, and when the front stands aside."""

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import career_guide
from both_ways import prepared
from career_guide.content.snapshot import load_snapshot
from career_guide.front.code import is_recorded, record
from career_guide.front.packing import seal
from career_guide.serving import serve_at_once
from career_guide.transports.wakeup import Wakeup
from ends import Ends
from wire import GUIDE, INITIALIZED, MODERN, Run, call, encode, initialize, request, run

CONTENT = Path(__file__).parents[2] / "content"
PAY = {"level": "senior", "market": "us-tier2"}


@pytest.fixture(autouse=True)
def fronted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CAREER_GUIDE_FRONT", raising=False)


def loaded(*messages: dict[str, Any]) -> set[str]:
    """Every module that a server imports for these messages."""
    traced = (sys.executable, "-X", "importtime", *GUIDE[1:])
    done = run(traced, messages)
    assert len(done.answers) == sum("id" in message for message in messages)
    rows = [line.rpartition("|") for line in done.stderr.splitlines() if "|" in line]
    return {name.strip() for _, _, name in rows}


def test_what_is_prepared_needs_a_handful_of_modules() -> None:
    lists = [request(n, method) for n, method in enumerate(["tools/list", "resources/list"], 1)]
    found = loaded(initialize(), INITIALIZED, *lists)
    heavy = {"asyncio", "dataclasses", "inspect", "logging", "pathlib", "pydantic", "typing"}
    assert not found & (heavy | {"anyio", "argparse", "mcp", "mcp_types", "career_guide.cli"})
    assert len([name for name in found if name.startswith("career_guide")]) < 30


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_an_ordinary_call_needs_no_sdk_and_no_event_loop(era: str) -> None:
    opening = [initialize(), INITIALIZED] if era == "legacy" else []
    found = loaded(*opening, call(era, 1, "estimate_comp", PAY))
    assert "career_guide.tools.boundary" in found
    assert not found & {"asyncio", "anyio", "mcp", "mcp_types", "yaml", "argparse"}


def test_what_is_not_ordinary_loads_the_sdk() -> None:
    assert "mcp.server.lowlevel" in loaded(initialize(), request(1, "prompts/get", name="nope"))


def loads_sdk(**environment: str) -> bool:
    """Whether the SDK answers the first request."""
    traced = [sys.executable, "-X", "importtime", *GUIDE[1:]]
    done = subprocess.run(
        traced,
        input=encode([request(1, "server/discover", _meta=MODERN)]),
        capture_output=True,
        timeout=60,
        check=True,
        env={**os.environ, **environment},
    )
    assert b'"supportedVersions"' in done.stdout
    return b"mcp.server.lowlevel" in done.stderr


def test_the_front_can_be_turned_off() -> None:
    assert not loads_sdk()
    assert not loads_sdk(CAREER_GUIDE_FRONT=" On ")
    assert loads_sdk(CAREER_GUIDE_FRONT="off")


def test_content_of_ones_own_goes_to_the_sdk() -> None:
    assert loads_sdk(CAREER_GUIDE_CONTENT=str(CONTENT))


def test_an_unknown_value_of_the_switch_is_told() -> None:
    done = subprocess.run(
        GUIDE,
        input=b"",
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "CAREER_GUIDE_FRONT": "maybe"},
    )
    assert (done.returncode, done.stdout) == (2, b"")
    told = b"career-guide-mcp: CAREER_GUIDE_FRONT: expected one of on, off, for example off\n"
    assert done.stderr == told


@pytest.mark.parametrize(
    "arguments",
    [
        ["--content", "content"],
        ["serve", "serve"],
        ["--allow-repository"],
        ["--allow-repository", ""],
        ["serve", "--allow-repository=/nowhere/at/all"],
        ["--help"],
    ],
    ids=str,
)
def test_a_command_line_that_is_not_plain_is_left_to_the_parser(arguments: list[str]) -> None:
    before = os.fstat(0), os.fstat(1)
    assert serve_at_once(arguments) is None
    assert (os.fstat(0), os.fstat(1)) == before


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A checkout of its own, to edit: `server` with the package, `content`, `pyproject.toml`."""
    source = Path(career_guide.__file__).parent
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source, tmp_path / "server" / source.name, ignore=ignored)
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copy(CONTENT.parent / "pyproject.toml", tmp_path)
    (tmp_path / "server" / source.name / "_data" / "answers.jsonl").touch()
    return tmp_path


def test_edited_content_is_served_by_the_sdk_and_said(package: Path) -> None:
    path = {"PYTHONPATH": str(package / "server")}
    assert not loads_sdk(**path)
    file = package / "content" / "premium.yaml"
    file.write_bytes(file.read_bytes() + b"# edited\n")
    assert loads_sdk(**path)


def lists(package: Path) -> Run:
    """What the server of a checkout answers to `tools/list`, and how."""
    traced = (sys.executable, "-X", "importtime", *GUIDE[1:])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(package / "server"))
        return run(traced, [initialize(), INITIALIZED, request(1, "tools/list")])


def test_edited_code_answers_for_itself_and_that_is_said(package: Path) -> None:
    file = package / "server" / "career_guide" / "tools" / "compensation.py"
    code = file.read_bytes()
    assert b'title="Pay estimate"' in code
    file.write_bytes(code.replace(b'title="Pay estimate"', b'title="Pay estimatf"'))
    done = lists(package)
    assert "Pay estimatf" in {tool["title"] for tool in done.by_id()[1]["result"]["tools"]}
    (told,) = [line for line in done.stderr.splitlines() if line.startswith("career-guide-mcp:")]
    assert "the code is not that of the prepared answers" in told
    assert "schema --write" in told


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.unlink(),
        lambda file: file.rename(file.with_name("other.py")),
        lambda file: file.with_name("more.py").write_bytes(b""),
    ],
    ids=["removed", "renamed", "added"],
)
def test_a_module_more_or_less_is_other_code_whatever_its_time(change: Any, package: Path) -> None:
    file = package / "server" / "career_guide" / "clients" / "spare.py"
    answers = str(package / "server" / "career_guide" / "_data" / "answers.jsonl")
    file.write_bytes(b"")
    recorded = record(str(file.parent))
    change(file)
    for module in file.parent.iterdir():
        if module.is_file():
            os.utime(module, (0, 0))
    assert not is_recorded(recorded, answers, str(file.parent))


def test_code_of_a_fresh_clone_is_told_by_its_bytes_whatever_the_line_ends(package: Path) -> None:
    assert "mcp.server.lowlevel" not in lists(package).stderr
    modules = list((package / "server").rglob("*.py"))
    for module in modules:
        module.write_bytes(module.read_bytes().replace(b"\n", b"\r\n"))
    done = lists(package)
    assert "mcp.server.lowlevel" not in done.stderr
    assert "career-guide-mcp:" not in done.stderr


def test_an_installed_wheel_looks_at_no_code(package: Path) -> None:
    (package / "pyproject.toml").unlink()
    (package / "server" / "career_guide" / "more.py").write_bytes(b"")
    assert "mcp.server.lowlevel" not in lists(package).stderr


@pytest.mark.parametrize("data", [None, b"", b"{}\n", b"garbage"], ids=repr)
def test_without_usable_answers_the_sdk_serves(data: bytes | None, package: Path) -> None:
    file = package / "server" / "career_guide" / "_data" / "answers.jsonl"
    file.unlink()
    if data is not None:
        file.write_bytes(data)
    assert loads_sdk(PYTHONPATH=str(package / "server"))


def test_what_is_edited_while_a_connection_lasts_is_served_to_the_next_one(package: Path) -> None:
    asked = [
        call("legacy", 1, "estimate_comp", PAY),
        request(2, "prompts/get", name="nope"),  # from here on the SDK answers
        call("legacy", 3, "estimate_comp", PAY),
    ]
    with Ends(GUIDE, env={**os.environ, "PYTHONPATH": str(package / "server")}) as ends:
        ends.send(initialize(), INITIALIZED)
        assert ends.read_line()["id"] == 0
        file = package / "content" / "scoring.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("new_project_score: 65", "new_project_score: 66"), "utf-8")
        ends.send(*asked)
        ends.end_input()
        first, _, last = sorted(ends.read_all(), key=lambda answer: int(answer["id"]))
        assert ends.wait() == (0, "")
    assert version_of(first) == version_of(last) == load_snapshot().data_version
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(package / "server"))
        done = run(GUIDE, [initialize(), INITIALIZED, asked[0]])
    assert version_of(done.by_id()[1]) != version_of(first)
    assert "newer than the snapshot" in done.stderr


def version_of(answer: dict[str, Any]) -> str:
    """Which content a call was answered from."""
    found: str = answer["result"]["structuredContent"]["data_version"]
    return found


def test_answers_of_another_content_leave_every_call_to_the_sdk(package: Path) -> None:
    file = package / "server" / "career_guide" / "_data" / "answers.jsonl"
    _, _, rest = file.read_bytes().partition(b"\n")
    at = rest.index(b'"content":"') + len(b'"content":"')
    file.write_bytes(seal(rest[:at] + b"0" * 64 + rest[at + 64 :], prepared().code))
    traced = (sys.executable, "-X", "importtime", *GUIDE[1:])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(package / "server"))
        done = run(traced, [initialize(), INITIALIZED, call("legacy", 1, "estimate_comp", PAY)])
    assert done.by_id()[1]["result"]["structuredContent"]["status"] == "estimated"
    assert "mcp.server.lowlevel" in done.stderr


def test_no_content_at_all_ends_the_server_with_a_failure_that_is_told(package: Path) -> None:
    (package / "server" / "career_guide" / "_data" / "catalog.jsonl").unlink()
    (package / "pyproject.toml").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(package / "server"))
        done = run(GUIDE, [initialize(), INITIALIZED, call("legacy", 1, "estimate_comp", PAY)])
    assert (done.code, [answer["id"] for answer in done.answers]) == (1, [0])
    (line,) = done.stderr.splitlines()
    assert line.startswith("career-guide-mcp: the compiled content is missing; reinstall")


def test_a_signal_makes_the_descriptor_readable_until_it_is_drained() -> None:
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    wakeup = Wakeup()
    try:
        assert select.select([wakeup.fd], [], [], 0)[0] == []
        signal.raise_signal(signal.SIGTERM)
        assert select.select([wakeup.fd], [], [], 0)[0] == [wakeup.fd]
        wakeup.drain()
        assert select.select([wakeup.fd], [], [], 0)[0] == []
    finally:
        wakeup.close()
        signal.signal(signal.SIGTERM, before)
