"""Data files tell how many records they hold and under which fields."""

import json

import pytest

from career_guide.models.repository.files import Dataset
from files_in_memory import read

CASES = [{"question": "q", "ground_truth": "a", "score": n, "note": None} for n in range(12)]
FIELDS = ("question", "ground_truth", "score", "note")


def dataset(path: str, text: str) -> Dataset:
    found = read(path, text).dataset
    assert found is not None
    return found


@pytest.mark.parametrize(
    "value",
    [
        CASES,
        {"version": 2, "questions": CASES},
        {"meta": {"n": 1}, "data": {"items": CASES}},
        {"cases_of_march": CASES, "few": [{"a": 1}]},
        {f"case-{n}": case for n, case in enumerate(CASES)},
    ],
    ids=["list", "known key", "nested", "longest list", "keyed by id"],
)
def test_json_records_are_found_where_they_lie(value: object) -> None:
    found = dataset("data/golden.json", json.dumps(value))
    assert (found.format, found.records, found.fields) == ("json", 12, FIELDS)
    assert found.numeric_fields == ("score",)


def test_a_table_written_by_columns_counts_its_rows() -> None:
    columns = {"question": ["a", "b", "c"], "answer": ["x", "y", "z"], "mrr": [0.1, 0.2, 0.3]}
    found = dataset("data/results.json", json.dumps(columns))
    assert (found.records, found.fields) == (3, ("question", "answer", "mrr"))
    assert found.numeric_fields == ("mrr",)


def test_one_object_has_fields_and_no_count() -> None:
    summary = {"model": "m", "scores": {"faithfulness": 0.91, "by_kind": {"easy": 1.0}}, "ok": True}
    found = dataset("results/summary.json", json.dumps(summary))
    assert found.records is None
    assert found.fields == (
        "model", "scores", "scores.faithfulness", "scores.by_kind", "scores.by_kind.easy", "ok",
    )  # fmt: skip
    assert found.numeric_fields == ("scores.faithfulness", "scores.by_kind.easy")


def test_a_list_of_plain_values_counts_without_fields() -> None:
    assert dataset("data/ids.json", "[1, 2, 3]") == Dataset("json", 3)


def test_json_lines_are_counted_one_by_one() -> None:
    text = "\n".join(map(json.dumps, CASES)) + "\n\n"
    assert dataset("data/golden.jsonl", text) == Dataset("jsonl", 12, FIELDS, ("score",))
    assert dataset("data/golden.json", text).records == 12


def test_broken_json_is_not_counted() -> None:
    assert dataset("data/x.json", '{"questions": [').records is None
    assert dataset("data/x.jsonl", '{"a": 1}\n{"a"\n{"b"\n').records is None


def test_csv_rows_and_numeric_columns() -> None:
    text = 'id,question,tempo,note\n1,"a, ""b""\nsecond line",76,\n2,c,80.5,x\n\n'
    found = dataset("data/songs.csv", text)
    assert found == Dataset("csv", 2, ("id", "question", "tempo", "note"), ("id", "tempo"))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/a.csv", "name;value\nx;1\ny;2\n"),
        ("data/a.tsv", "name\tvalue\nx\t1\ny\t2\n"),
        ("data/a.csv", "name|value\nx|1\ny|2\n"),
    ],
)
def test_other_delimiters(path: str, text: str) -> None:
    found = dataset(path, text)
    assert (found.records, found.fields, found.numeric_fields) == (2, ("name", "value"), ("value",))


def test_csv_without_a_header_has_no_fields() -> None:
    assert dataset("data/a.csv", "1,x\n2,y\n") == Dataset("csv", 2)


def test_csv_with_an_endless_cell_is_not_counted() -> None:
    assert dataset("data/a.csv", 'a,b\n"' + "x\n" * 100_000).records is None


def test_yaml_records() -> None:
    first = "# cases\n- query: What?\n  ground_truth: 'that'\n  weight: 2\n"
    text = first + "- {query: Who, weight: 1.5}\n"
    found = dataset("eval_data/direct.yaml", text)
    assert found == Dataset("yaml", 2, ("query", "ground_truth", "weight"), ("weight",))


def test_yaml_of_several_documents_counts_them() -> None:
    assert dataset("data/a.yaml", "a: 1\n---\na: 2\n---\na: 3\n") == Dataset(
        "yaml", 3, ("a",), ("a",)
    )


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "a: &a {x: 1}\n" + "b: &b\n" + "  <<: [*a]\n" * 3,
        "[" * 100_000,
        "a: &a [*a]\n",
        "- " * 5_000 + "x",
        "? " * 5_000,
        "!!python/object/apply:os.system ['false']\n",
        "x: " + "9" * 50_000 + "\n",
    ],
    ids=["aliases", "merges", "brackets", "itself", "lists", "keys", "tag", "number"],
)
def test_yaml_bombs_are_harmless(text: str) -> None:
    file = read("data/a.yaml", text)
    assert file.dataset is not None
    assert file.dataset.records is None or file.dataset.records <= 9


@pytest.mark.parametrize(
    "text",
    [
        "[" * 500_000,
        '{"a":' * 100_000,
        "[" + "1" * 900_000 + "]",
        '["' + "x" * 1_000_000 + '"]',
        "[" + "[]," * 300_000 + "[]]",
        '{"a": "\\ud800"}',
        "NaN",
    ],
    ids=["depth", "objects", "number", "one line", "wide", "surrogate", "nan"],
)
def test_json_bombs_are_harmless(text: str) -> None:
    assert read("data/a.json", text).kind == "data"


def test_field_names_can_be_encoded() -> None:
    found = dataset("data/a.json", '[{"\\ud800x": 1}, {"\\ud800x": 2}]')
    assert found.fields == ("\ufffdx",)
    "".join(found.fields).encode()


def test_fields_are_bounded() -> None:
    wide = [{f"{'long' * 100}{n}": n for n in range(500)}] * 2
    found = dataset("data/a.json", json.dumps(wide))
    assert len(found.fields) <= 60
    assert all(len(name) <= 100 for name in found.fields)
