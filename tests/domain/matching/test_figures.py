"""The figures that the matcher must keep on our labelled phrases."""

from types import ModuleType

import pytest

from benches import BENCH, load_bench
from career_guide.models.content.catalog import Catalog

FILES = BENCH / "matching"


@pytest.fixture(scope="module")
def evaluate() -> ModuleType:
    return load_bench("matching")


@pytest.mark.parametrize(
    ("name", "least_right", "most_wrong"),
    [("phrases.yaml", 0.99, 0.005), ("families.yaml", 0.97, 0.005)],
)
def test_right_and_wrong_shares_stay_within_their_aims(
    catalog: Catalog, evaluate: ModuleType, name: str, least_right: float, most_wrong: float
) -> None:
    verdicts = evaluate.evaluate(catalog, evaluate.load(FILES / name))
    right, wrong = evaluate.shares(verdicts)
    misses = "\n".join(evaluate.describe(verdict) for verdict in verdicts if not verdict.right)
    assert right >= least_right, misses
    assert wrong <= most_wrong, misses


def test_a_wrong_credit_and_a_wrong_coverage_are_told_apart(
    catalog: Catalog, evaluate: ModuleType
) -> None:
    label = {"phrase": "python", "acceptable": ["typescript-python"], "coverage": "part"}
    coverage = evaluate.evaluate(catalog, [label])[0]
    assert (coverage.right, coverage.wrong_skill) == (False, False)
    credit = evaluate.evaluate(catalog, [{**label, "acceptable": ["unknown"]}])[0]
    assert (credit.right, credit.wrong_skill) == (False, True)


def test_the_vocabularies_are_broad(catalog: Catalog) -> None:
    names = {"strength": 0, "off_roadmap": 0, "ask_back": 0}
    for group in catalog.vocabulary:
        if group.kind in names:
            names[group.kind] += sum(phrase.count("|") + 1 for phrase in group.phrases)
    assert names["strength"] >= 3_000
    assert names["off_roadmap"] >= 700
    assert names["ask_back"] >= 150
