"""The figures that the matcher must keep on our labelled phrases."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from career_guide.models.content.catalog import Catalog

BENCH = Path(__file__).parents[3] / "bench" / "matching"


@pytest.fixture(scope="module")
def evaluate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_matching", BENCH / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["phrases.yaml", "families.yaml"])
def test_right_and_wrong_shares_stay_within_their_aims(
    catalog: Catalog, evaluate: ModuleType, name: str
) -> None:
    verdicts = evaluate.evaluate(catalog, evaluate.load(BENCH / name))
    right, wrong = evaluate.shares(verdicts)
    misses = "\n".join(evaluate.describe(verdict) for verdict in verdicts if not verdict.right)
    assert right >= 0.95, misses
    assert wrong <= 0.01, misses


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
