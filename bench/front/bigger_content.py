"""Content with several times the facts of ours, valid but for the bounds on a folder's size.

Kinds with open ids get copies of every file under new ids. Closed lists (skills, levels, markets,
criteria, project types) keep their files and hold the copied facts. Tables of words stay as they
are. A copied fact keeps its words, so that every search meets it too.

Usage: python bench/front/bigger_content.py TIMES FOLDER
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parents[2] / "content"
OPEN_KINDS = (
    *("questions", "resources", "mistakes", "hiring", "path", "role"),
    *("vocabulary", "uncovered"),
)
HOLDERS = {"hints": "hints", "assumptions": "entries", "gaps": "entries"}
"""Kinds whose files hold a list under this key, the entries of which are copied."""
CLOSED_KINDS = (
    *("skills", "tiers", "projects", "criteria", "components", "levels", "markets"),
    *("guide", "premium"),
)
MAX_ASK = 120
FAR = 1000
"""Added to the position of a copy, so that no position is taken twice."""


def write_bigger(target: Path, times: int, source: Path = CONTENT) -> None:
    """Write a new folder `target` with `times` the facts of `source`."""
    shutil.copytree(source, target)
    for kind in OPEN_KINDS:
        for _, item in _files(source, kind):
            for number in range(1, times):
                copy = renamed(item, number)
                copy["order"] += FAR * number
                _write(target / kind / f"{copy['id']}.yaml", copy)
    for kind, key in {**HOLDERS, **dict.fromkeys(CLOSED_KINDS, "facts")}.items():
        for path, item in _files(source, kind):
            entries = item.get(key, [])
            item[key] = [*entries, *_copies(entries, times)]
            _write(target / path.relative_to(source), item)


def renamed(node: Any, number: int) -> Any:
    """A copy with new ids, the facts it names included, and with ways of asking of its own."""
    if isinstance(node, list):
        return [renamed(part, number) for part in node]
    if not isinstance(node, dict):
        return node
    copy = {key: renamed(value, number) for key, value in node.items()}
    for key in ("id", "fact"):
        if isinstance(copy.get(key), str):
            copy[key] = f"{copy[key]}-{number}"
    if "asks" in copy:
        mark = f" edition {number}"
        copy["asks"] = [ask[: MAX_ASK - len(mark)] + mark for ask in copy["asks"]]
    return copy


def _copies(entries: list[Any], times: int) -> Iterator[Any]:
    for number in range(1, times):
        yield from renamed(entries, number)


def _files(folder: Path, kind: str) -> Iterator[tuple[Path, Any]]:
    single = folder / f"{kind}.yaml"
    paths = [single] if single.is_file() else sorted((folder / kind).iterdir())
    for path in paths:
        yield path, yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def _write(path: Path, item: Any) -> None:
    text = yaml.dump(item, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=500)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_bigger(Path(sys.argv[2]), int(sys.argv[1]))
