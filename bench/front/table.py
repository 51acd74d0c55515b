"""The results as Markdown: the goals, every server's figures, and on what they were measured."""

from collections.abc import Sequence
from typing import Any

from bench.front.figures import Row
from bench.front.goals import Verdict, judged
from bench.front.names import (
    CALL,
    CALL_COMMAND,
    COMMAND_LINE,
    ERAS,
    FIRST_CALL,
    FLAGS,
    LEGACY,
    MEMORY_CALLS,
    MEMORY_OPEN,
    METRICS,
    MODERN,
    OPEN,
    PIPELINED,
    PYTHON,
    READ,
    SERVERS,
    TOOLS,
)

MET = {True: "yes", False: "no", None: "not measured"}
COLUMNS = (
    *((metric, "p50") for metric in (OPEN, FIRST_CALL, TOOLS, READ, CALL)),
    (CALL, "p99"),
    *((metric, "p50") for metric in (PIPELINED, MEMORY_OPEN, MEMORY_CALLS)),
)
"""Metric and which end of it: the usual or the slow one."""


def goals(rows: Sequence[Row]) -> str:
    """Every goal with what was measured and whether that meets it."""
    lines = [
        f"| | Goal | Measured ({LEGACY} / {MODERN}) | Met |",
        "|---|---|---|---|",
    ]
    before = ""
    for verdict in judged(rows):
        what = verdict.goal.what if verdict.goal.what != before else ""
        before = verdict.goal.what
        lines.append(f"| {what} | {verdict.goal.words} | {_ratios(verdict)} | {_met(verdict)} |")
    return "\n".join([*lines, *_reasons(rows)])


def _reasons(rows: Sequence[Row]) -> list[str]:
    """Why goals are not met, each reason once."""
    found: dict[str, list[str]] = {}
    for verdict in judged(rows):
        if verdict.is_met is False and verdict.goal.because:
            found.setdefault(verdict.goal.because, []).append(verdict.goal.what)
    told = [f"- {'; '.join(dict.fromkeys(whats))}: {why}." for why, whats in found.items()]
    return ["", "Not met, because:", "", *told] if told else []


def servers(rows: Sequence[Row]) -> str:
    """The medians of every server, and the slow end of its calls."""
    found = {(row["server"], row["era"], row["metric"]): row for row in rows}
    lines = [
        "| Server | " + " | ".join(map(_heading, COLUMNS)) + " |",
        "|---" * (len(COLUMNS) + 1) + "|",
    ]
    for server in SERVERS:
        if not any((server, era, OPEN) in found for era in ERAS):
            continue
        cells = []
        for metric, end in COLUMNS:
            eras = [found.get((server, era, metric)) for era in ERAS]
            cells.append(" / ".join(shown(row[end]) if row else "–" for row in eras))
        lines.append(f"| {server} | {' | '.join(cells)} |")
    return "\n".join(lines)


def command_line(rows: Sequence[Row]) -> str:
    """One sentence on the command line."""
    found = {row["server"]: row for row in rows if row["era"] == COMMAND_LINE}
    names = [name for name in (CALL_COMMAND, *FLAGS, PYTHON) if name in found]
    parts = [f"`{name}` {shown(found[name]['p50'])} ms" for name in names]
    return f"Command line, spawn → exit: {', '.join(parts)}." if parts else ""


def told(measured: dict[str, Any]) -> str:
    """When, on what, and how the figures were taken."""
    versions = ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    return (
        f"Measured {measured['date']} on {measured['machine']}; {versions}. Medians of "
        f"{measured['starts']} starts and of {measured['rounds']} rounds of {measured['calls']:,} "
        "calls one by one and as many with 64 in flight; ratios are taken inside a round, in "
        "which every server runs once."
    )


def legend(rows: Sequence[Row]) -> str:
    """What each server is."""
    present = {row["server"] for row in rows}
    return "; ".join(f"*{name}*: {SERVERS[name]}" for name in SERVERS if name in present) + "."


def shown(value: float) -> str:
    """A figure with about three digits."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _heading(column: tuple[str, str]) -> str:
    metric, end = column
    return METRICS[metric] if end == "p50" else METRICS[metric].replace(",", f" {end},")


def _ratios(verdict: Verdict) -> str:
    values = verdict.measured.values()
    return " / ".join("–" if value is None else shown(value) for value in values)


def _met(verdict: Verdict) -> str:
    return MET[verdict.is_met]
