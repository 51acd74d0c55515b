"""What to improve first, and what to find out first, by the points each would bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from career_guide.domain.portfolio.arithmetic import ONE, ZERO, Interval, Part, Sheet


@dataclass(frozen=True)
class Fix:
    """One improvement; gains in exact points, `step_gain` for the next level or the feature.

    `other_gates` are ids of other gates that are known to be at 0.
    """

    part: Part
    gain: Fraction
    step_gain: Fraction
    after: Interval
    other_gates: tuple[str, ...] = ()

    @property
    def is_gate_at_zero(self) -> bool:
        """Whether it removes a reason for the cap."""
        return self.part.is_gate and self.part.value.low == 0

    @property
    def lifts_gate(self) -> bool:
        """Whether it removes the cap: no other gate is at 0."""
        return self.is_gate_at_zero and not self.other_gates


def fixes(sheet: Sheet) -> tuple[Fix, ...]:
    """Every known part that is not full, best first.

    A gate at 0 comes first, then the larger gain, then the hiring ranking with features after
    criteria (assumption first-fix-order).
    """
    found: list[Fix] = []
    closed = [part for part in sheet.parts if part.is_gate and part.value.high == 0]
    for part in sheet.parts:
        now = part.value.low
        if not part.is_known or now == ONE:
            continue
        is_feature = part.kind == "feature"
        gain = sheet.rise(part, ONE)
        step = gain if is_feature else sheet.rise(part, now + Fraction(1, part.steps))
        others = tuple(gate.id for gate in closed if gate is not part)
        found.append(Fix(part, gain, step, sheet.score_with(part, ONE), others))
    return tuple(sorted(found, key=lambda fix: (not fix.is_gate_at_zero, -fix.gain, fix.part.rank)))


def is_tied(found: Sequence[Fix]) -> bool:
    """Whether the first of sorted fixes stands first only by the hiring ranking."""
    if len(found) < 2:
        return False
    first, second = found[:2]
    return (first.is_gate_at_zero, first.gain) == (second.is_gate_at_zero, second.gain)


def open_question(sheet: Sheet) -> Part | None:
    """The unknown part whose answer narrows the score most on average; None when all is known.

    Every level, or state, is taken as equally likely; ties go by rank.
    """

    def left_open(part: Part) -> Fraction:
        answers = [Fraction(step, part.steps) for step in range(part.steps + 1)]
        widths = [sheet.score_with(part, answer).width for answer in answers]
        return sum(widths, ZERO) / len(widths)

    unknown = [part for part in sheet.parts if not part.is_known]
    return min(unknown, key=lambda part: (left_open(part), part.rank), default=None)
