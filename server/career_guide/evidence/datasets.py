"""Data files: how many records they hold and under which field names."""

import csv
import io
import json
import re
from typing import Any, Literal

from career_guide.evidence.formats.tree import Node
from career_guide.evidence.formats.yaml_tree import read_yaml
from career_guide.evidence.lines import well_formed
from career_guide.models.repository.files import Dataset

MOST_FIELDS = 60
MOST_SAMPLES = 200
"""Records that are looked at for their fields."""
FEW_BROKEN = 100
"""Lines without a value from which a file is given up where they are a tenth."""
DEEPEST_RECORDS = 3
DEEPEST_FIELD = 3
FIELD_CHARACTERS = 100

Format = Literal["json", "jsonl", "csv", "tsv", "yaml", "other"]
FORMATS: dict[str, Format] = {
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "yaml": "yaml",
    "yml": "yaml",
}

_RECORD_KEYS = (
    "questions", "records", "items", "examples", "samples", "cases", "test_cases", "testcases",
    "tests", "evals", "entries", "rows", "queries", "pairs", "qa_pairs", "conversations",
    "dialogues", "documents", "docs", "results", "dataset", "data",
)  # fmt: skip
_OUTER_KEY = re.compile(r"^([A-Za-z_][\w-]{0,60}):(?:\s|$)", re.MULTILINE)
_NUMBER = re.compile(
    r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})?(?:\.[0-9]{0,30})?(?:[eE][-+]?[0-9]{1,3})?%?"
)


def read_dataset(path: str, text: str) -> Dataset | None:
    """The records of a data file, None where its ending is not one of a data file.

    `records` is None where the text is not valid or holds no list of records; the fields are
    then those of the one object there is. Fields inside a field are named with a dot.
    """
    form = FORMATS.get(path.rpartition(".")[2].lower())
    match form:
        case None:
            return None
        case "json":
            return _json(text)
        case "jsonl":
            return _lines(text)
        case "csv" | "tsv":
            return _table(form, text)
        case _:
            documents = read_yaml(text)
            if documents is None:
                return Dataset("yaml", None)
            values = [_value(node) for node in documents]
            return _described("yaml", values[0] if len(values) == 1 else values)


def keys_of(path: str, text: str) -> tuple[str, ...]:
    """The outermost keys of a file that holds one object; none for a list or a broken file."""
    if path.rpartition(".")[2].lower() in ("yaml", "yml"):
        return tuple(dict.fromkeys(_OUTER_KEY.findall(text)))[:MOST_FIELDS]
    try:
        value = _loaded(text)
    except ValueError:
        return ()
    return tuple(map(_name, value))[:MOST_FIELDS] if isinstance(value, dict) else ()


def _value(node: Node) -> Any:
    """The node as plain values; its depth is bounded by the reader."""
    match node.value:
        case list() as elements:
            return [_value(element) for element in elements]
        case dict() as items:
            return {key: _value(value) for key, value in items.items()}
        case scalar:
            return scalar


def _loaded(text: str) -> Any:
    """The value of a JSON text; raises ValueError where it is none.

    Integers are read as floats, because a long one would take quadratic time.
    """
    try:
        return json.loads(text, parse_int=float)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _json(text: str) -> Dataset:
    try:
        return _described("json", _loaded(text))
    except ValueError:
        return _lines(text) if "\n{" in text else Dataset("json", None)


def _lines(text: str) -> Dataset:
    """One value a line; a file of which a tenth is broken is not countable."""
    values = []
    broken = 0
    for row in text.split("\n"):
        if not row.strip():
            continue
        try:
            values.append(_loaded(row))
        except ValueError:
            broken += 1
            if broken > FEW_BROKEN and broken * 10 > len(values):
                break
    if not values or broken * 10 > len(values):
        return Dataset("jsonl", None)
    fields, numeric = _fields(values)
    return Dataset("jsonl", len(values), fields, numeric)


def _described(form: Format, value: Any) -> Dataset:
    records = _records(value, DEEPEST_RECORDS)
    if records is not None:
        fields, numeric = _fields(records)
        return Dataset(form, len(records), fields, numeric)
    if columns := _columns(value):
        numeric = tuple(name for name in columns if _is_numeric(value[name][:MOST_SAMPLES]))
        return Dataset(form, len(value[columns[0]]), tuple(map(_name, columns)), numeric)
    fields, numeric = _fields([value])
    return Dataset(form, None, fields, numeric)


def _records(value: Any, deeper: int) -> list[Any] | None:
    """The list of records in this value: itself, below a known key, or the longest one in it."""
    if isinstance(value, list):
        return list(value)
    if not isinstance(value, dict) or not deeper:
        return None
    for key in _RECORD_KEYS:
        inner = value.get(key)
        if isinstance(inner, list) and any(isinstance(one, dict | str) for one in inner):
            if _columns(value):
                return None
            return list(inner)
        if isinstance(inner, dict) and (found := _records(inner, deeper - 1)):
            return found
    lists: list[list[Any]] = [inner for inner in value.values() if _is_record_list(inner)]
    return max(lists, key=len) if lists else _keyed(value)


def _is_record_list(value: Any) -> bool:
    return (
        isinstance(value, list) and len(value) > 1 and all(isinstance(one, dict) for one in value)
    )


def _keyed(value: dict[str, Any]) -> list[Any] | None:
    """Records that stand under their ids: several mappings of which all share a field."""
    inner = list(value.values())
    if len(inner) < 3 or not all(isinstance(one, dict) and one for one in inner):
        return None
    shared = set(inner[0])
    for one in inner[:MOST_SAMPLES]:
        shared &= set(one)
    return inner if shared else None


def _columns(value: Any) -> list[str]:
    """Names of columns of equal length, where a table is written column by column."""
    if not isinstance(value, dict) or len(value) < 2:
        return []
    columns = list(value.values())
    if not all(isinstance(one, list) and one for one in columns):
        return []
    same = len({len(one) for one in columns}) == 1 and len(columns[0]) > 1
    holds_records = any(isinstance(one[0], dict) for one in columns)
    return list(value) if same and not holds_records else []


def _fields(records: list[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of fields in the order of their appearance, and those whose values are numbers."""
    seen: dict[str, list[Any]] = {}
    for record in records[:MOST_SAMPLES]:
        _collect(record, "", DEEPEST_FIELD, seen)
    return tuple(seen), tuple(name for name, values in seen.items() if _is_numeric(values))


def _collect(value: Any, prefix: str, deeper: int, seen: dict[str, list[Any]]) -> None:
    if not isinstance(value, dict) or not deeper:
        return
    for key, inner in value.items():
        name = prefix + _name(key)
        if name not in seen:
            if len(seen) >= MOST_FIELDS:
                return
            seen[name] = []
        seen[name].append(inner)
        _collect(inner, f"{name}.", deeper - 1, seen)


def _is_numeric(values: list[Any]) -> bool:
    given = [one for one in values if one is not None]
    return bool(given) and all(isinstance(one, float) for one in given)


def _name(key: str) -> str:
    return well_formed(key.strip()[:FIELD_CHARACTERS])


def _table(form: Literal["csv", "tsv"], text: str) -> Dataset:
    """Rows below a header line; without one there are no fields."""
    head = text[: text.find("\n") + 1 or len(text)]
    delimiter = (
        "\t" if form == "tsv" else max(",;\t|", key=lambda mark: (head.count(mark), mark == ","))
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [row for row in reader if any(row)]
    except csv.Error:
        return Dataset(form, None)
    if not rows:
        return Dataset(form, 0)
    header = rows[0]
    if any(_is_number(cell) for cell in header) or len(set(header)) < len(header):
        return Dataset(form, len(rows))
    numeric = []
    for at, name in enumerate(header[:MOST_FIELDS]):
        cells = [row[at].strip() for row in rows[1 : MOST_SAMPLES + 1] if at < len(row)]
        given = [cell for cell in cells if cell]
        if given and all(map(_is_number, given)):
            numeric.append(_name(name))
    names = tuple(_name(name) for name in header[:MOST_FIELDS])
    return Dataset(form, len(rows) - 1, names, tuple(numeric))


def _is_number(cell: str) -> bool:
    cell = cell.strip()
    return (
        len(cell) <= 40 and any("0" <= one <= "9" for one in cell) and bool(_NUMBER.fullmatch(cell))
    )
