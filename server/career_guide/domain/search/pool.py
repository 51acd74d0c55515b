"""The best of many by a sum of parts, without adding up all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

SLACK = 1e-9
"""More than sums can differ by the order in which they are added up."""
WORTH_A_LOOK = 64
"""Numbers that are added up sooner than it is asked whether they still matter."""


@dataclass(frozen=True)
class Part:
    """What one term adds: `weight` times the largest quality times value of what stands for it.

    `matches` are values between 0 and 1 by number, each with its quality.
    """

    weight: float
    matches: tuple[tuple[Mapping[int, float], float], ...]

    @property
    def most(self) -> float:
        """What it adds at most."""
        return self.weight * max((quality for _, quality in self.matches), default=0.0)

    def add(self, sums: dict[int, float]) -> None:
        """Add it to the sum of every number that it has."""
        weight = self.weight
        for number, value in self._best().items():
            sums[number] = sums.get(number, 0.0) + weight * value

    def _best(self) -> Mapping[int, float]:
        if len(self.matches) == 1 and self.matches[0][1] == 1.0:
            return self.matches[0][0]
        best: dict[int, float] = {}
        for values, quality in self.matches:
            for number, value in values.items():
                if quality * value > best.get(number, 0.0):
                    best[number] = quality * value
        return best

    def of(self, number: int) -> float:
        """What it adds to one number."""
        best = 0.0
        for values, quality in self.matches:
            if number in values and quality * values[number] > best:
                best = quality * values[number]
        return self.weight * best


def best(
    parts: Sequence[Part], size: int, fits: Callable[[int], bool] | None = None
) -> list[tuple[int, float]]:
    """The `size` numbers with the largest sums and these sums, best first; ties by number.

    Parts that can add much are added up first. Once what is left cannot lift any other number into
    the best (the MaxScore rule), it is only looked up for those that are still in question: common
    words, which stand in most facts and say little, cost next to nothing. Every sum is added up in
    the same order, so that equal ones stay equal.
    """
    ordered = sorted(parts, key=lambda part: -part.most)
    left = sum(part.most for part in ordered)
    sums: dict[int, float] = {}
    is_open = True
    for part in ordered:
        if len(sums) > WORTH_A_LOOK:
            least = _least(sums, size, fits)
            is_open = is_open and least <= left + SLACK
            if not is_open:
                sums = {n: found for n, found in sums.items() if found + left + SLACK >= least}
        if is_open:
            part.add(sums)
        else:
            sums = {number: found + part.of(number) for number, found in sums.items()}
        left -= part.most
    numbers = sums if fits is None else filter(fits, sums)
    chosen = sorted(numbers, key=lambda number: (-sums[number], number))[:size]
    return [(number, sums[number]) for number in chosen]


def _least(sums: Mapping[int, float], size: int, fits: Callable[[int], bool] | None) -> float:
    """The smallest of the best sums so far; 0 while there are fewer."""
    found = sums.values() if fits is None else [sums[number] for number in filter(fits, sums)]
    return sorted(found, reverse=True)[size - 1] if len(found) >= size else 0.0
