"""From samples to figures: medians, the slow end, and ratios inside one round."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from bench.front.names import (
    COMMAND_LINE,
    FLOOR,
    GROWTH,
    LEGACY,
    MCPSERVER,
    ONCE,
    OPEN,
    PYTHON,
    SDK,
    TYPESCRIPT,
)

Key = tuple[str, str, str]
"""Server, era, metric."""
Row = dict[str, Any]
"""`server`, `era`, `metric`, `p50`, `p99` for times, and `of`: the ratios by what they are to."""
Measured = Mapping[str, list[float]]
"""The samples of one round by metric."""


@dataclass
class Samples:
    """Every sample by server, era and metric, one list a round."""

    rounds: dict[Key, list[list[float]]] = field(default_factory=dict)

    def add(self, server: str, era: str, measured: Measured) -> None:
        """Keep what one round measured."""
        for metric, samples in measured.items():
            self.rounds.setdefault((server, era, metric), []).append(samples)

    def rows(self) -> list[Row]:
        """One row a server, era and metric."""
        return [self._row(key) for key in self.rounds]

    def _row(self, key: Key) -> Row:
        server, era, metric = key
        rounds = self.rounds[key]
        row: Row = {"server": server, "era": era, "metric": metric}
        row["p50"] = significant(median(median(samples) for samples in rounds))
        if metric.endswith("_ms"):
            row["p99"] = significant(_p99(value for samples in rounds for value in samples))
        ratios = {name: self._ratio(key, other) for name, other in references(key)}
        row["of"] = {name: ratio for name, ratio in ratios.items() if ratio is not None}
        return row

    def _ratio(self, key: Key, to: Key) -> float | None:
        """The median over rounds of the ratio of two medians of the same round."""
        pairs = zip(self.rounds[key], self.rounds.get(to, []), strict=False)
        ratios = [median(mine) / median(theirs) for mine, theirs in pairs]
        return significant(median(ratios)) if ratios and key != to else None


def references(key: Key) -> Iterator[tuple[str, Key]]:
    """What a figure is compared with."""
    _, era, metric = key
    if era == COMMAND_LINE:
        yield PYTHON, (PYTHON, era, metric)
        yield SDK, (SDK, LEGACY, OPEN)
    elif era == GROWTH:
        yield ONCE, (ONCE, era, metric)
    else:
        for server in (FLOOR, SDK, MCPSERVER):
            yield server, (server, era, metric)
        # The TypeScript SDK answers the older era only; that stands for both.
        yield TYPESCRIPT, (TYPESCRIPT, LEGACY, metric)


def significant(value: float) -> float:
    """A figure with as many digits as such a measurement can bear."""
    return float(f"{value:.3g}") if abs(value) < 1000 else round(value)


def _p99(values: Iterable[float]) -> float:
    """The 99th percentile; of a few values nearly the largest."""
    every = sorted(values)
    return quantiles(every, n=100, method="inclusive")[98] if len(every) > 1 else every[0]
