"""The figures that are committed are those that the benches give now."""

from benches import BENCH, load_script
from career_guide.models.content.catalog import Catalog


def test_recorded_results_are_those_of_this_content(catalog: Catalog) -> None:
    record = load_script(BENCH / "record.py")
    now = record.written(record.figures(catalog))
    assert record.RESULTS.read_text("utf-8") == now, "run `make generate`"
