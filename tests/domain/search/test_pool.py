"""The best facts are found without adding up all of them, and are the same as if they were."""

import random
from collections.abc import Iterator, Mapping

import pytest

from career_guide.domain.search.pool import Part, best


def by_hand(parts: list[Part], size: int, even: bool) -> list[tuple[int, float]]:
    """Every sum, the parts that can add most first, and the best of them."""
    sums: dict[int, float] = {}
    for part in sorted(parts, key=lambda part: -part.most):
        found: dict[int, float] = {}
        for values, quality in part.matches:
            for number, value in values.items():
                found[number] = max(found.get(number, 0.0), quality * value)
        for number, value in found.items():
            sums[number] = sums.get(number, 0.0) + part.weight * value
    kept = [(n, value) for n, value in sums.items() if not even or n % 2 == 0]
    return sorted(kept, key=lambda row: (-row[1], row[0]))[:size]


@pytest.mark.parametrize("seed", range(60))
def test_the_best_are_those_of_the_whole_sum_bit_for_bit(seed: int) -> None:
    source = random.Random(seed)
    count = source.choice([5, 100, 3_000])
    parts = []
    for _ in range(source.randint(0, 9)):
        matches = []
        for _ in range(source.randint(0, 3)):
            some = source.sample(range(count), source.randint(0, count))
            values = {number: source.choice([0.25, 0.5, source.random()]) for number in some}
            matches.append((values, source.choice([1.0, 0.9, 0.6])))
        parts.append(Part(source.choice([0.1, 1.0, 5.0, source.random()]), tuple(matches)))
    assert best(parts, 18) == by_hand(parts, 18, even=False)
    assert best(parts, 18, lambda number: number % 2 == 0) == by_hand(parts, 18, even=True)


class Counted(dict[int, float]):
    """Values that count how many of them are read."""

    read = 0

    def items(self) -> Iterator[tuple[int, float]]:  # type: ignore[override]
        for pair in super().items():
            self.read += 1
            yield pair

    def __getitem__(self, number: int) -> float:
        self.read += 1
        return super().__getitem__(number)


def read_with(count: int) -> int:
    """How many values of a common word are read, which `count` facts have."""
    rare: Mapping[int, float] = {number: 0.5 for number in range(0, count, count // 100)}
    common = Counted((number, 0.4) for number in range(count))
    assert len(best([Part(1.0, ((common, 1.0),)), Part(4.0, ((rare, 1.0),))], 18)) == 18
    return common.read


def test_a_common_word_costs_no_more_where_it_stands_in_ten_times_the_facts() -> None:
    assert read_with(10_000) == read_with(1_000)
