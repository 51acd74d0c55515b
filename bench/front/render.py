"""Writes what is shown of the committed results: the chart, and the block of the README.

Nothing is measured here: same results, same text. Usage: python bench/front/render.py
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[0] = str(ROOT)

from bench.front import table  # noqa: E402
from bench.front.chart import Panel, draw  # noqa: E402
from bench.front.figures import Row  # noqa: E402
from bench.front.names import (  # noqa: E402
    CALL,
    CHECKOUT,
    FIRST_CALL,
    LEGACY,
    MEMORY_CALLS,
    METRICS,
    MODERN,
    OPEN,
    OURS,
    OURS_OFF,
    PIPELINED,
    READ,
    SERVERS,
    TYPESCRIPT,
)
from bench.http import report  # noqa: E402

RESULTS = ROOT / "bench" / "results"
MEASURED = RESULTS / "front.json"
CHART = RESULTS / "front.svg"
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- generated: speed -->\n)(.*?)(<!-- end -->)", re.S)
CHARTED = (OPEN, FIRST_CALL, READ, CALL, PIPELINED, MEMORY_CALLS)


def results() -> tuple[dict[str, Any], list[Row]]:
    """How the committed figures were measured, and their rows; those of HTTP where there are."""
    measured: dict[str, Any] = json.loads(MEASURED.read_text("utf-8"))
    rows = list(measured.pop("rows"))
    http = RESULTS / "http.json"
    if http.is_file():
        rows += json.loads(http.read_text("utf-8"))["rows"]
    return measured, rows


def chart(rows: Sequence[Row]) -> str:
    """Medians in the newest era; the TypeScript server's in the one it knows."""
    found = {(row["server"], row["era"], row["metric"]): row["p50"] for row in rows}
    panels = []
    for metric in CHARTED:
        bars = {}
        for server in SERVERS:
            era = LEGACY if server == TYPESCRIPT else MODERN
            if server not in (OURS_OFF, CHECKOUT) and (server, era, metric) in found:
                bars[server] = found[server, era, metric]
        if bars:
            better = " (more is better)" if metric == PIPELINED else ""
            panels.append(Panel(METRICS[metric] + better, bars))
    note = f"Medians in protocol {MODERN}; the TypeScript SDK speaks {LEGACY}."
    return draw(panels, ours=OURS, note=note)


def block() -> str:
    """The README's block on speed."""
    measured, rows = results()
    parts = (
        f"![Bars: {'; '.join(METRICS[metric] for metric in CHARTED)}]"
        f"({CHART.relative_to(ROOT).as_posix()})",
        table.told(measured),
        table.goals(rows),
        "<details><summary>The figures of every server</summary>",
        table.servers(rows),
        f"Two figures in a cell: protocol {LEGACY} / {MODERN}. {table.legend(rows)}",
        table.command_line(rows),
        "</details>",
        report.shown(),
    )
    return "\n\n".join(part for part in parts if part)


def write() -> list[str]:
    """Write the chart and the README's block; the names of what changed."""
    text = README.read_text("utf-8")
    shown = block()
    fresh = {
        CHART: chart(results()[1]),
        README: BLOCK.sub(lambda found: f"{found[1]}{shown}\n{found[3]}", text),
    }
    changed = [
        path
        for path, text in fresh.items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]
    for path in changed:
        path.write_text(fresh[path], encoding="utf-8")
    return [path.name for path in changed]


if __name__ == "__main__":
    print("\n".join(f"wrote {name}" for name in write()) or "everything was up to date")
