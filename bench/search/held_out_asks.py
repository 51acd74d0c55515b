"""Holds every way of asking out of the index once, and asks it: what a new wording meets.

Prints how often the own fact of a held-out ask is among the first three (strict: a sister fact
does not count), how often it is answered at all, how often a held-out question without an answer
is answered falsely, and the coefficients that a logistic regression over all of them would give to
`domain.search.rank.confidence`.

Usage: python bench/search/held_out_asks.py [--folds 8]
"""

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "server"))

from career_guide.content.loader import load  # noqa: E402
from career_guide.domain.search.index import Index, build  # noqa: E402
from career_guide.domain.search.lexicon import build_lexicon  # noqa: E402
from career_guide.domain.search.query import parse  # noqa: E402
from career_guide.domain.search.rank import confidence, matches, rival  # noqa: E402
from career_guide.models.content.catalog import KINDS, Catalog  # noqa: E402

NAMES = ("way", "rival", "leaning", "strange")


@dataclass(frozen=True)
class Case:
    """A held-out ask, its fact (none where there is no answer), and what the search made of it."""

    fact: str | None
    figures: tuple[float, ...]
    first_three: tuple[str, ...]
    answered: bool


def without(
    catalog: Catalog, fold: int, folds: int
) -> tuple[Catalog, list[tuple[str, str | None]]]:
    """The catalog without every ask of one fold, and those asks with their facts."""
    held: list[tuple[str, str | None]] = []

    def kept(asks: Sequence[str], key: str, fact: str | None) -> tuple[str, ...]:
        start = sum(map(ord, key))
        out = {ask for number, ask in enumerate(asks) if (start + number) % folds == fold}
        held.extend((ask, fact) for ask in asks if ask in out)
        return tuple(ask for ask in asks if ask not in out)

    def stripped(item: object) -> object:
        facts = tuple(
            fact.model_copy(update={"asks": kept(fact.asks, fact.id, fact.id)})
            for fact in item.facts  # type: ignore[attr-defined]
        )
        return item.model_copy(update={"facts": facts})  # type: ignore[attr-defined]

    changed: dict[str, object] = {}
    for kind in KINDS:
        value = getattr(catalog, kind.field)
        if kind.many and value and hasattr(value[0], "facts"):
            changed[kind.field] = tuple(map(stripped, value))
        elif not kind.many and hasattr(value, "facts"):
            changed[kind.field] = stripped(value)
    changed["hints"] = tuple(
        section.model_copy(
            update={
                "hints": tuple(
                    hint.model_copy(update={"asks": kept(hint.asks, hint.fact, hint.fact)})
                    for hint in section.hints
                )
            }
        )
        for section in catalog.hints
    )
    changed["uncovered"] = tuple(
        topic.model_copy(update={"asks": kept(topic.asks, topic.id, None)})
        for topic in catalog.uncovered
    )
    return catalog.changed(**changed), held


def case(ask: str, fact: str | None, index: Index) -> Case:
    """Ask it."""
    question = parse(ask, index)
    found = [m for m in matches(question, index) if not index.entries[m.number].open]
    if not found:
        return Case(fact, (0.0, 0.0, question.leaning, 0.0), (), answered=False)
    closest = rival(question, index)
    return Case(
        fact=fact,
        figures=(
            found[0].way,
            closest.way if closest else 0.0,
            question.leaning,
            found[0].strange,
        ),
        first_three=tuple(index.entries[m.number].fact.id for m in found[:3]),
        answered=confidence(found[0], question, closest) > 0,
    )


def cases(catalog: Catalog, folds: int) -> Iterator[Case]:
    """Every ask of a fact that answers, and of every left-out topic."""
    open_facts = {fact.id for fact in catalog.facts.values() if fact.basis == "assumption"}
    for fold in range(folds):
        rest, held = without(catalog, fold, folds)
        index = build(rest, build_lexicon(rest))
        for ask, fact in held:
            if fact not in open_facts:
                yield case(ask, fact, index)


def fitted(found: Sequence[Case], steps: int = 25) -> tuple[list[float], float]:
    """Coefficients and intercept of a logistic regression in which both kinds weigh the same."""
    rows = [((*c.figures, 1.0), float(c.fact is not None)) for c in found]
    positive = sum(label for _, label in rows)
    share = {1.0: 0.5 / positive, 0.0: 0.5 / (len(rows) - positive)}
    size = len(NAMES) + 1
    line = [0.0] * size
    for _ in range(steps):
        gradient = [0.0] * size
        hessian = [[1e-9 * (i == j) for j in range(size)] for i in range(size)]
        for row, label in rows:
            guess = 1 / (1 + math.exp(-max(-30.0, min(30.0, dot(line, row)))))
            weight = share[label]
            for i in range(size):
                gradient[i] += weight * (label - guess) * row[i]
                for j in range(size):
                    hessian[i][j] += weight * guess * (1 - guess) * row[i] * row[j]
        line = [a + b for a, b in zip(line, solved(hessian, gradient), strict=True)]
    return line[:-1], line[-1]


def dot(first: Sequence[float], second: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(first, second, strict=True))


def solved(matrix: list[list[float]], values: list[float]) -> list[float]:
    """Gaussian elimination; small and well conditioned."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(len(rows)):
            if j != i:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[-1] for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folds", type=int, default=8)
    found = list(cases(load(ROOT / "content"), parser.parse_args().folds))
    asks = [c for c in found if c.fact]
    vain = [c for c in found if not c.fact]
    print(f"{len(asks)} asks of facts, {len(vain)} questions without an answer, each held out once")
    in_three = sum(c.fact in c.first_three for c in asks) / len(asks)
    print(f"  own fact in the first three {in_three:.1%}")
    print(f"  answered                    {sum(c.answered for c in asks) / len(asks):.1%}")
    print(f"  false answers               {sum(c.answered for c in vain) / len(vain):.1%}")
    line, intercept = fitted(found)
    terms = ", ".join(f"{name} {value:+.2f}" for name, value in zip(NAMES, line, strict=True))
    print(f"  fitted: {terms}, intercept {intercept:+.2f}")


if __name__ == "__main__":
    main()
