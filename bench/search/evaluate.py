"""Scores search on labelled questions, beside plain BM25 over the same facts.

Answered: a fact of the label is among the first three results. False answer: `found` for a
question that the guide does not answer.

Usage: python bench/search/evaluate.py [FILE ...] [--totals-only]
"""

import argparse
import math
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "server"))

from career_guide.content.loader import load as load_catalog  # noqa: E402
from career_guide.deps import Deps  # noqa: E402
from career_guide.models.content.catalog import Catalog  # noqa: E402
from career_guide.tools.boundary import invoke  # noqa: E402
from career_guide.tools.guide import SEARCH_CAREER_GUIDE  # noqa: E402

HERE = Path(__file__).parent
FILES = (
    "questions.yaml",
    "unseen_one.yaml",
    "unseen_two.yaml",
    "unseen_three.yaml",
    "unseen_four.yaml",
)
Search = Callable[[str], Sequence[str]]
"""Fact ids in order for a question; none where it finds no answer."""


@dataclass(frozen=True)
class Score:
    """Shares, 0-1."""

    first: float
    in_three: float
    false: float
    misses: tuple[str, ...]


def ours(catalog: Catalog) -> Search:
    """The tool itself."""
    deps = Deps(catalog=catalog)

    def search(question: str) -> Sequence[str]:
        result = invoke(SEARCH_CAREER_GUIDE, {"query": question}, deps).payload
        if result["status"] != "found":
            return []
        return [row["fact_id"] for row in result["results"]]

    return search


def bm25(catalog: Catalog, k: float = 1.2, b: float = 0.75) -> Search:
    """BM25 over the words of the facts; it answers whenever a word is shared."""
    bags = {key: Counter(words(fact.text)) for key, fact in catalog.facts.items()}
    spread = Counter(word for bag in bags.values() for word in bag)
    mean = sum(bag.total() for bag in bags.values()) / len(bags)

    def score(bag: Counter[str], asked: Sequence[str]) -> float:
        total = 0.0
        for word in asked:
            rare = math.log(1 + (len(bags) - spread[word] + 0.5) / (spread[word] + 0.5))
            long = k * (1 - b + b * bag.total() / mean)
            total += rare * bag[word] * (k + 1) / (bag[word] + long)
        return total

    def search(question: str) -> Sequence[str]:
        asked = words(question)
        scored = {key: score(bag, asked) for key, bag in bags.items()}
        best = sorted(scored, key=lambda key: -scored[key])[:5]
        return [key for key in best if scored[key] > 0]

    return search


def words(text: str) -> list[str]:
    """Lower-case words and numbers."""
    return re.findall(r"[a-z0-9]+", text.casefold())


def load(path: Path) -> list[dict[str, Any]]:
    """The labelled questions of a file."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return rows


def evaluate(search: Search, questions: Sequence[dict[str, Any]]) -> Score:
    """Run every question once."""
    first = three = false = 0
    misses = []
    answered = [row for row in questions if row["facts"]]
    for row in questions:
        found = list(search(row["q"]))
        if row["facts"]:
            first += bool(set(found[:1]) & set(row["facts"]))
            three += bool(set(found[:3]) & set(row["facts"]))
            if not set(found[:3]) & set(row["facts"]):
                misses.append(f"miss   {row['q']!r}: {found[:3]}")
        elif found:
            false += 1
            misses.append(f"false  {row['q']!r}: {found[0]}")
    open_questions = max(1, len(questions) - len(answered))
    share = max(1, len(answered))
    return Score(first / share, three / share, false / open_questions, tuple(misses))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, default=[HERE / name for name in FILES])
    parser.add_argument("--totals-only", action="store_true", help="print no question")
    options = parser.parse_args()
    catalog = load_catalog(ROOT / "content")
    searches = {"search_career_guide": ours(catalog), "plain BM25": bm25(catalog)}
    for file in options.files:
        questions = load(file)
        print(
            f"\n{file.name}: {sum(bool(q['facts']) for q in questions)} answered by the guide,"
            f" {sum(not q['facts'] for q in questions)} not"
        )
        for name, search in searches.items():
            search("warm up")
            start = time.perf_counter()
            score = evaluate(search, questions)
            each = (time.perf_counter() - start) / len(questions)
            print(
                f"  {name:20} first {score.first:6.1%}  first three {score.in_three:6.1%}"
                f"  false answers {score.false:6.1%}  {1e3 * each:.1f} ms each"
            )
            if name != "plain BM25" and not options.totals_only:
                print("\n".join(f"    {line}" for line in score.misses))


if __name__ == "__main__":
    main()
