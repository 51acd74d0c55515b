"""The figures that are committed are those that the benches give now."""

import importlib.util
import sys

from benches import BENCH
from career_guide.models.content.catalog import Catalog


def test_recorded_results_are_those_of_this_content(catalog: Catalog) -> None:
    spec = importlib.util.spec_from_file_location("bench_record", BENCH / "record.py")
    assert spec
    assert spec.loader
    record = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = record
    spec.loader.exec_module(record)
    now = record.written(record.figures(catalog))
    assert record.RESULTS.read_text("utf-8") == now, "run `make generate`"
