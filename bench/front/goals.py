"""What the server promises, and whether a results file keeps it; every goal is a ratio."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.front.figures import Key, Row
from bench.front.names import (
    CALL,
    CALL_COMMAND,
    COMMAND_LINE,
    ERAS,
    EXIT,
    FIRST_CALL,
    FLAGS,
    FLOOR,
    GROWTH,
    HTTP,
    HTTP_P99,
    HTTP_RATE,
    MANY,
    MCPSERVER,
    MEMORY_CALLS,
    MEMORY_OPEN,
    ONCE,
    OPEN,
    OURS,
    PIPELINED,
    PYTHON,
    READ,
    RESOURCES,
    SDK,
    SEARCH,
    TOOLS,
    TYPESCRIPT,
)


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A ratio that must be at most `limit`, or at least that where `at_least`.

    `beside` names in a table what it is to, where that is not a server; `because` is what holds it
    up while it is not met.
    """

    what: str
    metric: str
    to: str
    limit: float
    at_least: bool = False
    server: str = OURS
    eras: tuple[str, ...] = ERAS
    beside: str = ""
    because: str = ""

    @property
    def words(self) -> str:
        """The goal as it stands in a table."""
        return f"{'≥' if self.at_least else '≤'} {self.limit:g} × {self.beside or self.to}"


@dataclass(frozen=True)
class Verdict:
    """A goal and the ratios that were measured for it, by era; None where one is missing."""

    goal: Goal
    measured: Mapping[str, float | None]

    @property
    def is_met(self) -> bool | None:
        """Whether it is met in every era; None while a figure is missing."""
        found = [value for value in self.measured.values() if value is not None]
        if len(found) < len(self.measured):
            return None
        if self.goal.at_least:
            return min(found) >= self.goal.limit
        return max(found) <= self.goal.limit


COMPUTES = (
    "`echo` gives as many bytes back without working any of them out; of one of our calls, "
    "checking the arguments, deciding and packing the result is more than half "
    "(`bench/front/profile.py` prints the steps), and no result is kept for the next caller"
)
CHECKED = (
    "each start adds up what was prepared, half a millisecond, so that no damaged file is served; "
    "without that it was 0.138"
)
WORDS = (
    "the copies keep the words of the original, so every question meets ten times the facts, and "
    "each is read when it is first met"
)


def _each(what: str, metric: str, limits: Mapping[str, float], because: str = "") -> Iterator[Goal]:
    for to, limit in limits.items():
        yield Goal(what=what, metric=metric, to=to, limit=limit, because=because)


def _command(command: str, to: str, limit: float) -> Goal:
    return Goal(
        what=f"`{command}`, spawn → exit",
        metric=EXIT,
        to=to,
        limit=limit,
        server=command,
        eras=(COMMAND_LINE,),
        beside=f"{SDK}'s first answer" if to == SDK else f"`{to}`",
    )


def _growth(what: str, metric: str, limit: float, because: str = "") -> Goal:
    return Goal(
        what=f"{MANY}: {what}",
        metric=metric,
        to=ONCE,
        limit=limit,
        server=MANY,
        eras=(GROWTH,),
        because=because,
    )


def _http(metric: str, limit: float, *, at_least: bool) -> Goal:
    what = f"HTTP tools/call, 16 at once, {'per second' if at_least else 'p99'}"
    return Goal(
        what=what,
        metric=metric,
        to=MCPSERVER,
        limit=limit,
        at_least=at_least,
        eras=(HTTP,),
        because=COMPUTES,
    )


GOALS: Sequence[Goal] = (
    *_each("spawn → initialize, discover", OPEN, {FLOOR: 1.5, SDK: 0.1, TYPESCRIPT: 0.15}, CHECKED),
    *_each("spawn → first tools/call answered", FIRST_CALL, {SDK: 0.35}),
    *_each("tools/list", TOOLS, {SDK: 0.1}),
    *_each("resources/list", RESOURCES, {SDK: 0.1}),
    *_each("resources/read of 8 KB", READ, {SDK: 0.1}),
    *_each("tools/call, one by one", CALL, {SDK: 0.25, TYPESCRIPT: 2}, COMPUTES),
    Goal(
        what="tools/call, pipelined",
        metric=PIPELINED,
        to=SDK,
        limit=8,
        at_least=True,
        because=COMPUTES,
    ),
    *_each("memory after the first answer", MEMORY_OPEN, {FLOOR: 1.4}),
    *_each("memory after 2,000 calls", MEMORY_CALLS, {SDK: 0.6}),
    _http(HTTP_RATE, 3, at_least=True),
    _http(HTTP_P99, 0.25, at_least=False),
    _command(CALL_COMMAND, SDK, 0.35),
    *(_command(flag, PYTHON, 3) for flag in FLAGS),
    _growth("spawn → discover", OPEN, 1.2),
    _growth("spawn → first tools/call answered", FIRST_CALL, 1.2),
    _growth("resources/list", RESOURCES, 1.2),
    _growth("resources/read", READ, 1.2),
    _growth("tools/call", CALL, 1.2),
    _growth("search", SEARCH, 3, WORDS),
)


def judged(rows: Sequence[Row]) -> list[Verdict]:
    """Every goal beside what the rows of a results file say."""
    ratios: dict[Key, Mapping[str, float]] = {
        (row["server"], row["era"], row["metric"]): row["of"] for row in rows
    }
    return [
        Verdict(
            goal,
            {
                era: ratios.get((goal.server, era, goal.metric), {}).get(goal.to)
                for era in goal.eras
            },
        )
        for goal in GOALS
    ]
