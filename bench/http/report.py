"""From loads to figures and tables: medians over rounds, ratios inside a round."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from bench.front.figures import significant
from bench.front.names import HTTP, HTTP_P99, HTTP_RATE, LEGACY, MCPSERVER, MODERN, OURS, TYPESCRIPT
from bench.http.client import Load
from bench.http.servers import BARE, SERVERS

RESULTS = Path(__file__).parents[1] / "results" / "http.json"
PER_SECOND, P50, P99, CPU = "per_s", "p50_ms", "p99_ms", "cpu_ms"
GOAL_ERA, GOAL_AT_ONCE = MODERN, 16


class Cell(NamedTuple):
    """What one load was: the server, the era, and how many connections."""

    server: str
    era: str
    at_once: int


@dataclass
class Figures:
    """Every load by its cell, one a round, and the memory of servers before and after, in MiB."""

    rounds: dict[Cell, list[dict[str, float]]] = field(default_factory=dict)
    errors: dict[Cell, int] = field(default_factory=dict)
    memory: dict[str, list[float]] = field(default_factory=dict)

    def add(self, cell: Cell, load: Load) -> None:
        """Keep one load."""
        times = sorted(second * 1000 for second in load.seconds)
        slow = quantiles(times, n=100, method="inclusive")[98] if len(times) > 1 else times[0]
        found = {PER_SECOND: load.per_second, P50: median(times), P99: slow, CPU: load.cpu_ms}
        self.rounds.setdefault(cell, []).append(found)
        self.errors[cell] = self.errors.get(cell, 0) + load.errors

    def rows(self) -> list[dict[str, Any]]:
        """One row a cell."""
        return [self._row(cell) for cell in self.rounds]

    def _row(self, cell: Cell) -> dict[str, Any]:
        found = self.rounds[cell]
        row: dict[str, Any] = {**cell._asdict(), "errors": self.errors[cell], "of": {}}
        for metric in (PER_SECOND, P50, P99, CPU):
            row[metric] = significant(median(one[metric] for one in found))
        for name in (OURS, MCPSERVER, TYPESCRIPT, BARE):
            # The TypeScript SDK answers the older era only; that stands for both.
            era = LEGACY if name == TYPESCRIPT else cell.era
            other = self.rounds.get(Cell(name, era, cell.at_once), [])
            if name == cell.server or not other:
                continue
            row["of"][name] = _ratios(found, other)
        return row

    def memory_rows(self) -> dict[str, list[float]]:
        """Memory before and after all loads, in MiB."""
        return {name: [round(size, 1) for size in sizes] for name, sizes in self.memory.items()}


def _ratios(
    found: Sequence[Mapping[str, float]], other: Sequence[Mapping[str, float]]
) -> dict[str, float]:
    """Medians over rounds of what one server took to what another took."""
    ratios = {}
    for metric in (PER_SECOND, P99, CPU):
        pairs = [(mine[metric], theirs[metric]) for mine, theirs in zip(found, other, strict=False)]
        # Processor time comes in hundredths of a second, so a short load may seem to take none.
        if all(theirs for _, theirs in pairs):
            ratios[metric] = significant(median(mine / theirs for mine, theirs in pairs))
    return ratios


def goal_rows(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows that the goals of the speed benchmark look at: 16 connections in the newest era."""
    found = []
    for row in rows:
        if (row["era"], row["at_once"]) != (GOAL_ERA, GOAL_AT_ONCE):
            continue
        for metric, name in ((PER_SECOND, HTTP_RATE), (P99, HTTP_P99)):
            of = {other: ratios[metric] for other, ratios in row["of"].items()}
            found.append(
                {
                    "server": row["server"],
                    "era": HTTP,
                    "metric": name,
                    "p50": row[metric],
                    "of": of,
                }
            )
    return found


def write(figures: Figures, about: Mapping[str, Any]) -> None:
    """Write the results file, one row a line."""
    rows = figures.rows()
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    head = {"date": date, **about, "memory_mib": figures.memory_rows()}
    text = "".join(f"{json.dumps(key)}: {json.dumps(value)},\n" for key, value in head.items())
    loads = ",\n".join(json.dumps(row) for row in rows)
    goals = ",\n".join(json.dumps(row) for row in goal_rows(rows))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(f'{{\n{text}"loads": [\n{loads}\n],\n"rows": [\n{goals}\n]\n}}\n', "utf-8")


def shown() -> str:
    """The committed figures as a part of the README; empty where there are none."""
    if not RESULTS.is_file():
        return ""
    measured = json.loads(RESULTS.read_text("utf-8"))
    versions = ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    present = {row["server"] for row in measured["loads"]}
    parts = (
        "<details><summary>The figures over HTTP</summary>",
        f"Measured {measured['date']}; {versions}; {measured['rounds']} rounds of "
        f"{measured['seconds']:g} s, servers on one core, the client on another.",
        tables(measured["loads"], measured["memory_mib"]),
        "; ".join(f"*{name}*: {SERVERS[name]}" for name in SERVERS if name in present) + ".",
        "</details>",
    )
    return "\n\n".join(parts)


def tables(rows: Sequence[Mapping[str, Any]], memory: Mapping[str, Sequence[float]]) -> str:
    """A table for each era, the newest first, then memory and errors."""
    parts = [f"Protocol {era}\n\n{_table(rows, era)}" for era in (MODERN, LEGACY)]
    lines = ["| Memory, MiB | before | after |", "|---|---|---|"]
    for name in SERVERS:
        if name in memory:
            before, after = memory[name]
            lines.append(f"| {name} | {before:.0f} | {after:.0f} ({after / before:.2f} ×) |")
    errors = sum(row["errors"] for row in rows)
    legend = (
        f"In a cell: calls per second (× {MCPSERVER}); p50 / p99 of a call; processor time of the "
        f"server for a call (× {MCPSERVER})."
    )
    return "\n\n".join([legend, *parts, "\n".join(lines), f"Errors: {errors}."])


def _table(rows: Sequence[Mapping[str, Any]], era: str) -> str:
    at_once = sorted({row["at_once"] for row in rows})
    found = {(row["server"], row["at_once"]): row for row in rows if row["era"] == era}
    lines = [
        f"| Server | {' | '.join(f'{n} at once' for n in at_once)} |",
        "|---" * (len(at_once) + 1) + "|",
    ]
    for name in SERVERS:
        cells = [_cell(found.get((name, n))) for n in at_once]
        if any(cells):
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(row: Mapping[str, Any] | None) -> str:
    """Calls per second and times to the hello; p50 / p99; processor time and times to the hello."""
    if row is None:
        return ""
    of = row["of"].get(MCPSERVER, {PER_SECOND: 1.0, CPU: 1.0})
    shown = {
        metric: f"({of[metric]:.2f} ×)" if metric in of else "" for metric in (PER_SECOND, CPU)
    }
    return (
        f"{row[PER_SECOND]:,.0f}/s {shown[PER_SECOND]}; {row[P50]:g} / {row[P99]:g} ms; "
        f"cpu {row[CPU]:g} ms {shown[CPU]}"
    )
