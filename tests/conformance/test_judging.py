"""The conformance run counts what was checked, and nothing else."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from mcp.client import Client

from career_guide.app import build
from career_guide.content.snapshot import load_snapshot
from career_guide.deps import Deps
from conformance_fixtures.registration import register

STATELESS = "2026-07-28"


@pytest.fixture(scope="module")
def conformance() -> ModuleType:
    path = Path(__file__).parents[2] / ".ci" / "conformance.py"
    spec = importlib.util.spec_from_file_location("conformance", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def check(status: str, name: str = "own-check") -> dict[str, Any]:
    return {"id": name, "status": status, "description": name}


@pytest.mark.parametrize("status", ["FAILURE", "WARNING", "SKIPPED"])
def test_a_check_that_is_not_a_success_is_a_problem(conformance: ModuleType, status: str) -> None:
    verdict = conformance.judge("run", {"ping": [check("SUCCESS"), check(status, "other")]})
    assert [problem.split(":")[0] for problem in verdict.problems] == ["ping"]
    assert "NOT 100 %" in verdict.line()


def test_a_scenario_whose_only_success_is_the_wire_schema_saw_nothing(
    conformance: ModuleType,
) -> None:
    seen = {"tools-call-image": [check("INFO"), check("SUCCESS", "wire-schema-valid")]}
    assert conformance.judge("run", seen).problems


def test_what_needs_sessions_is_named_and_not_counted(conformance: ModuleType) -> None:
    seen = {"server-session-lifecycle": [check("INFO")], "ping": [check("SUCCESS")]}
    verdict = conformance.judge("run", seen, without_check=frozenset({"server-session-lifecycle"}))
    assert not verdict.problems
    assert verdict.scenarios == verdict.checks == 1
    assert verdict.not_counted == ["server-session-lifecycle (no check without sessions)"]


def test_what_needs_sessions_may_still_not_fail(conformance: ModuleType) -> None:
    seen = {"server-session-lifecycle": [check("FAILURE")]}
    assert conformance.judge("run", seen, without_check=frozenset(seen)).problems


@pytest.mark.parametrize(
    ("said", "excused"), [("Not testable: no such tool", True), ("answered 200", False)]
)
def test_a_check_without_its_fixture_is_excused_only_where_it_could_not_look(
    conformance: ModuleType, said: str, excused: bool
) -> None:
    failed = {**check("FAILURE", "needs-a-tool"), "errorMessage": said}
    seen = {"server-stateless": [check("SUCCESS"), failed]}
    verdict = conformance.judge(
        "run", seen, without_fixture={"server-stateless": ("needs-a-tool",)}
    )
    assert bool(verdict.problems) is not excused
    assert bool(verdict.not_counted) is excused


def test_a_fixture_that_was_called_too_rarely_is_a_problem(conformance: ModuleType) -> None:
    scenario = "input-required-result-multi-round"
    ((fixture, rounds),) = conformance.CALLS[STATELESS][scenario].items()
    enough = conformance.unexercised({scenario}, STATELESS, {fixture: rounds}, [])
    fewer = conformance.unexercised({scenario}, STATELESS, {fixture: rounds - 1}, [])
    assert enough == []
    assert fewer == [f"{fixture}: called {rounds - 1} times, the scenarios need {rounds}"]


def test_a_scenario_that_is_new_in_the_suite_is_a_problem(conformance: ModuleType) -> None:
    assert conformance.unexercised({"tools-call-hologram"}, STATELESS, {}, [])


def test_a_fixture_that_nothing_called_is_a_problem(conformance: ModuleType) -> None:
    assert conformance.unexercised(set(), STATELESS, {}, ["test_simple_text"])


@pytest.mark.anyio
async def test_fixtures_stand_beside_the_tools_of_the_server_and_leave_them_as_they_are() -> None:
    plain, with_fixtures = (build(Deps(catalog=load_snapshot())) for _ in range(2))
    reached = register(with_fixtures, STATELESS)
    call = {"level": "senior", "market": "us-tier2"}
    async with Client(plain) as one, Client(with_fixtures) as other:
        assert await one.call_tool("estimate_comp", call) == await other.call_tool(
            "estimate_comp", call
        )
        assert not reached.calls
        await other.call_tool("test_simple_text", {})
        own = {tool.name for tool in (await one.list_tools()).tools}
        every = {tool.name for tool in (await other.list_tools()).tools}
    assert own < every
    assert reached.calls == {"test_simple_text": 1}
    assert "test_simple_text" not in reached.missed()
