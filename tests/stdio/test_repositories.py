"""Repositories over real stdio with the official client: roots, progress and cancellation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters

from git_repositories import Repository
from honest_project import Files, honest
from scored import ask
from timed_repositories import HONEST, build, in_folder
from wire import GUIDE

ERAS = pytest.mark.parametrize("mode", ["auto", "legacy"])
LARGE: Files = {
    f"part_{number}/module.py": "".join(
        f"def step_{line}(value):\n    return value + {line}\n\n\n" for line in range(40)
    )
    for number in range(600)
}


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The honest project below an allowed folder; no test here changes it."""
    return build(tmp_path_factory.mktemp("allowed") / "tenancy-answers", honest(), HONEST)


@asynccontextmanager
async def server(
    *arguments: str, cwd: Path | None = None, mode: str = "auto"
) -> AsyncIterator[Client]:
    started = StdioServerParameters(command=GUIDE[0], args=[*GUIDE[1:], *arguments], cwd=cwd)
    async with Client(started, mode=mode) as client:
        yield client


def asking(path: Path | str) -> dict[str, Any]:
    return {"projects": [{"repository": str(path)}]}


async def told(client: Client, path: Path | str) -> dict[str, Any]:
    """The structured result for one path."""
    result = await client.call_tool("score_project", asking(path))
    content = result.structured_content
    assert content is not None
    assert result.is_error is (content["status"] == "invalid_input")
    return dict(content)


@ERAS
@pytest.mark.anyio
async def test_a_reading_tells_how_far_it_is_and_gives_what_the_command_gives(
    mine: Repository, mode: str
) -> None:
    steps: list[tuple[float, str]] = []

    async def progress(done: float, total: float | None, message: str | None) -> None:
        steps.append((done, message or ""))

    async with server("serve", "--allow-repository", str(mine.path.parent), mode=mode) as client:
        result = await client.call_tool(
            "score_project", asking(mine.path), progress_callback=progress
        )
    assert result.structured_content == ask(mine.path).payload
    assert len(steps) >= 3
    assert [done for done, _ in steps] == sorted({done for done, _ in steps})
    phases = {message.partition(":")[0] for _, message in steps}
    assert {"files", "changes", "work tree"} <= phases


@ERAS
@pytest.mark.anyio
async def test_a_cancelled_reading_leaves_the_server_at_work(mine: Repository, mode: str) -> None:
    large = build(mine.path.parent / f"large-{mode}", LARGE)
    async with server("serve", "--allow-repository", str(mine.path.parent), mode=mode) as client:
        for _ in range(4):  # more than may be read at once
            with anyio.CancelScope() as scope:

                async def cancel(
                    done: float,
                    total: float | None,
                    message: str | None,
                    scope: anyio.CancelScope = scope,
                ) -> None:
                    scope.cancel()

                await client.call_tool(
                    "score_project", asking(large.path), progress_callback=cancel
                )
            assert scope.cancelled_caught
        assert (await told(client, mine.path))["status"] == "scored"


@pytest.mark.anyio
async def test_only_the_named_folders_are_allowed(mine: Repository, tmp_path: Path) -> None:
    other = build(tmp_path / "other", {"a.py": "print(1)\n"})
    third = build(tmp_path / "third", {"a.py": "print(1)\n"})
    arguments = [f"--allow-repository={mine.path.parent}", "--allow-repository", str(other.path)]
    async with server("serve", *arguments, cwd=third.path) as client:
        for path in (mine.path, other.path):
            assert (await told(client, path))["status"] != "invalid_input"
        for path in (third.path, ".", tmp_path, tmp_path / "nowhere"):
            refusal = await told(client, path)
            assert refusal["errors"][0]["code"] == "path_not_allowed"
            assert "--allow-repository" in refusal["errors"][0]["expected"]


@pytest.mark.anyio
async def test_started_in_a_repository_the_server_allows_only_that(
    mine: Repository, tmp_path: Path
) -> None:
    other = build(tmp_path / "other", {"a.py": "print(1)\n"})
    for arguments, cwd in (([], mine.path), (["serve"], mine.path / "src")):
        async with server(*arguments, cwd=cwd) as client:
            by_name = await told(client, mine.path)
            assert by_name["status"] == "scored"
            assert (await told(client, "." if cwd == mine.path else ".."))["projects"] == (
                by_name["projects"]
            )
            refusal = await told(client, other.path)
            assert refusal["errors"][0]["code"] == "path_not_allowed"


@pytest.mark.anyio
async def test_started_elsewhere_the_server_reads_nothing_and_names_the_flag(
    mine: Repository, tmp_path: Path
) -> None:
    plain = in_folder(tmp_path / "plain", {"a.py": "print(1)\n"})
    async with server("serve", cwd=plain) as client:
        for path in (".", mine.path, "/"):
            refusal = await told(client, path)
            assert refusal["errors"][0]["code"] in ("path_not_allowed", "not_a_path")
            assert "--allow-repository" in str(refusal["errors"])


@pytest.mark.parametrize("folder", ["{tmp}/nowhere", "/", "~", ""])
def test_a_folder_that_cannot_be_allowed_is_told_at_the_start(folder: str, tmp_path: Path) -> None:
    from shell import cli

    done = cli("serve", "--allow-repository", folder.format(tmp=tmp_path), code=2)
    assert done.stdout == ""
    assert "--allow-repository" in done.stderr
    assert len(done.stderr.splitlines()) == 1
