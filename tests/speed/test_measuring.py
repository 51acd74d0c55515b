"""The benchmark of speed gives every figure and judges it rightly; how large it is is no test."""

import sys
from pathlib import Path

import pytest

from bench.front import table
from bench.front.bigger_content import write_bigger
from bench.front.figures import Row, Samples
from bench.front.goals import GOALS, Goal, judged
from bench.front.growth import grow
from bench.front.measure import measure
from bench.front.names import (
    CALL_COMMAND,
    CHECKOUT,
    COMMAND_LINE,
    ERAS,
    EXIT,
    FLAGS,
    FLOOR,
    GROWTH,
    HTTP,
    LEGACY,
    MEMORY_CALLS,
    MEMORY_OPEN,
    METRICS,
    MODERN,
    ONCE,
    PIPELINED,
    PYTHON,
    SDK,
)
from bench.front.process import Failure, Process
from bench.front.render import results
from bench.front.servers import checkout, floor
from bench.front.wire import line
from bench.front.workload import Amount
from career_guide.content.loader import load
from career_guide.content.snapshot import load_default

SHORT = Amount(starts=1, rounds=1, calls=5, reads=2)
NEEDS_PROC = {MEMORY_OPEN, MEMORY_CALLS}


def test_a_short_run_has_every_figure_of_every_server_in_both_eras() -> None:
    servers = [floor(), checkout()]
    rows = measure(servers, servers[1], sys.executable, SHORT).rows()
    unknown = set() if Path("/proc/self/smaps_rollup").exists() else NEEDS_PROC
    metrics = set(METRICS) - unknown
    expected = {
        (server, era, metric) for server in (FLOOR, CHECKOUT) for era in ERAS for metric in metrics
    }
    expected |= {(name, COMMAND_LINE, EXIT) for name in (PYTHON, CALL_COMMAND, *FLAGS)}
    assert {(row["server"], row["era"], row["metric"]) for row in rows} == expected
    assert all(FLOOR in row["of"] for row in rows if row["server"] == CHECKOUT)
    assert all(PYTHON in row["of"] for row in rows if row["server"] in FLAGS)


def test_growth_has_every_figure_that_its_goals_need() -> None:
    samples = Samples()
    samples.add(ONCE, GROWTH, grow(checkout(), 2, 0))
    needed = {goal.metric for goal in GOALS if goal.eras == (GROWTH,)}
    assert {row["metric"] for row in samples.rows()} == needed


def test_bigger_content_is_valid_and_has_as_many_times_the_facts(tmp_path: Path) -> None:
    write_bigger(tmp_path / "content", 2)
    grown, ours = load(tmp_path / "content"), load_default()
    assert len(grown.facts) == 2 * len(ours.facts)
    assert set(ours.facts) < set(grown.facts)


def test_an_answer_that_is_no_result_stops_the_measuring() -> None:
    server = floor()
    with (
        Process(server.command, server.environment, Path.cwd()) as process,
        pytest.raises(Failure, match="Method not found"),
    ):
        process.sequential([line(MODERN, 1, "prompts/list")])


def test_a_server_that_ended_stops_the_measuring() -> None:
    server = floor()
    command = (*server.command[:-1], "-c", "pass")
    with (
        Process(command, server.environment, Path.cwd()) as process,
        pytest.raises(Failure),
    ):
        process.pipelined([line(MODERN, 1, "tools/list")])


def rows_of(goal: Goal, *ratios: float) -> list[Row]:
    return [
        {"server": goal.server, "era": era, "metric": goal.metric, "of": {goal.to: ratio}}
        for era, ratio in zip(ERAS, ratios, strict=False)
    ]


@pytest.mark.parametrize(
    ("ratios", "met"),
    [((9, 8), True), ((9, 7.9), False), ((9,), None), ((), None)],
    ids=["both eras", "one era only", "an era is missing", "nothing measured"],
)
def test_a_goal_is_met_when_every_era_meets_it(ratios: tuple[float, ...], met: bool | None) -> None:
    goal = next(goal for goal in GOALS if goal.metric == PIPELINED and goal.to == SDK)
    verdicts = {verdict.goal: verdict for verdict in judged(rows_of(goal, *ratios))}
    assert verdicts[goal].is_met is met


def test_ratios_are_taken_inside_a_round() -> None:
    samples = Samples()
    for ours, theirs in ((1.0, 10.0), (4.0, 20.0), (9.0, 30.0)):
        samples.add("ours", LEGACY, {"call_ms": [ours]})
        samples.add(SDK, LEGACY, {"call_ms": [theirs]})
    assert samples.rows()[0]["of"] == {SDK: 0.2}


def test_the_committed_results_answer_every_goal_of_this_benchmark() -> None:
    verdicts = judged(results()[1])
    open_goals = [verdict.goal.what for verdict in verdicts if verdict.is_met is None]
    assert [what for what in open_goals if HTTP not in what.casefold()] == []


def test_the_table_has_a_line_for_every_goal() -> None:
    lines = [line for line in table.goals(results()[1]).splitlines() if line.startswith("|")]
    assert len(lines) == len(GOALS) + 2
