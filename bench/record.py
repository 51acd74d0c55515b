"""Writes the quality figures of matching and search to `results.json`; same content, same file.

Timings are left out, since machines differ. Usage: python bench/record.py
"""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "server"))

from career_guide.content.loader import load as load_catalog  # noqa: E402
from career_guide.models.content.catalog import Catalog  # noqa: E402

RESULTS = HERE / "results.json"
PHRASES = ("phrases.yaml", "families.yaml")


def figures(catalog: Catalog) -> list[dict[str, Any]]:
    """One row a labelled set and system: number of cases, and shares from 0 to 1."""
    matching, search = _bench("matching"), _bench("search")
    rows: list[dict[str, Any]] = []
    for name in PHRASES:
        verdicts = matching.evaluate(catalog, matching.load(HERE / "matching" / name))
        right, wrong = matching.shares(verdicts)
        row = {"set": f"matching/{name}", "system": "matcher", "cases": len(verdicts)}
        rows.append({**row, "accuracy": round(right, 4), "wrong_skill_rate": round(wrong, 4)})
    systems = {"search_career_guide": search.ours(catalog), "plain BM25": search.bm25(catalog)}
    for name in search.FILES:
        questions = search.load(HERE / "search" / name)
        for system, find in systems.items():
            score = search.evaluate(find, questions)
            rows.append(
                {
                    "set": f"search/{name}",
                    "system": system,
                    "cases": len(questions),
                    "hit_rate_at_1": round(score.first, 4),
                    "hit_rate_at_3": round(score.in_three, 4),
                    "false_answer_rate": round(score.false, 4),
                }
            )
    return rows


def written(rows: list[dict[str, Any]]) -> str:
    """The rows as text, one a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def _bench(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"record_{name}", HERE / name / "evaluate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    RESULTS.write_text(written(figures(load_catalog(HERE.parent / "content"))), encoding="utf-8")
    print(f"wrote {RESULTS.name}")
