"""Calls in a thread of their own: stopped when they are cancelled, and told while they run."""

import threading

import anyio
import pytest

from career_guide.content.snapshot import load_default
from career_guide.deps import Deps
from career_guide.models.project_score import ScoreProjectResult
from career_guide.models.score_project import ScoreProjectInput
from career_guide.tools.aside import invoke_aside
from career_guide.tools.base import READ_ONLY, Tool
from career_guide.tools.portfolio import EXAMPLE, score_project

DEPS = Deps(catalog=load_default())


class Told:
    """A caller that remembers what it was told."""

    def __init__(self) -> None:
        self.steps: list[tuple[float, str | None]] = []
        self.first = anyio.Event()

    async def report_progress(
        self, progress: float, total: float | None = None, message: str | None = None
    ) -> None:
        self.steps.append((progress, message))
        self.first.set()


def tool(run: object) -> Tool[ScoreProjectInput, ScoreProjectResult]:
    return Tool(
        name="score_project",
        title="Score",
        description="Reads until it is stopped.",
        input=ScoreProjectInput,
        output=ScoreProjectResult,
        run=run,  # type: ignore[arg-type]
        hints=READ_ONLY,
        example=EXAMPLE,
    )


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_a_cancelled_call_ends_its_work() -> None:
    ended = threading.Event()

    def endless(request: ScoreProjectInput, deps: Deps) -> ScoreProjectResult:
        try:
            done = 0
            while True:
                done += 1
                deps.watch.step(done, 0, "files")
        finally:
            ended.set()

    caller = Told()
    async with anyio.create_task_group() as group:
        group.start_soon(invoke_aside, tool(endless), EXAMPLE, DEPS, caller)
        await caller.first.wait()
        group.cancel_scope.cancel()
    assert await anyio.to_thread.run_sync(ended.wait, 20)


@pytest.mark.anyio
async def test_steps_grow_name_their_phase_and_are_thinned_out() -> None:
    def long(request: ScoreProjectInput, deps: Deps) -> ScoreProjectResult:
        for done in range(1, 5_001):
            deps.watch.step(done, 5_000, "files")
        deps.watch.step(64, 0, "commits")
        return score_project(request, deps)

    caller = Told()
    reply = await invoke_aside(tool(long), EXAMPLE, DEPS, caller)
    assert not reply.is_error
    counts = [count for count, _ in caller.steps]
    assert counts == sorted(set(counts))
    assert 2 <= len(counts) <= 200
    assert caller.steps[-1][1] == "commits: 64"
