"""Scores the skill matcher on a file of labelled phrases: right answers, wrong skills, misses.

Right: the outcome is among `acceptable` (a roadmap id also with the right coverage), and no skill
is credited outside `acceptable` and `also`. Wrong skill: some credited skill is outside them.

Usage: python bench/matching/evaluate.py [FILE] [--totals-only] [--content DIR]
"""

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "server"))

from career_guide.content.loader import load as load_catalog  # noqa: E402
from career_guide.domain.matching.matcher import match_phrases  # noqa: E402
from career_guide.models.content.catalog import Catalog  # noqa: E402
from career_guide.models.ids import SKILL_IDS  # noqa: E402
from career_guide.models.matching import PhraseMatch  # noqa: E402

PHRASES = Path(__file__).with_name("phrases.yaml")


@dataclass(frozen=True)
class Verdict:
    """How one match compares with its label."""

    label: dict[str, Any]
    match: PhraseMatch
    right: bool
    wrong_skill: bool


def judge(label: dict[str, Any], match: PhraseMatch) -> Verdict:
    """Compare one match with its label."""
    acceptable = label["acceptable"]
    allowed = {*acceptable, *label.get("also", ())}
    credited = [hit.skill_id for hit in match.hits]
    wrong_skill = any(skill not in allowed for skill in credited)
    if credited:
        right = not wrong_skill and _covered(label, match)
    else:
        outcome = "unknown" if match.outcome == "unmatched" else match.outcome
        right = outcome in acceptable
    return Verdict(label, match, right, wrong_skill)


def _covered(label: dict[str, Any], match: PhraseMatch) -> bool:
    """Whether the best acceptable id that was credited has an expected coverage."""
    expected = {label.get("coverage"), label.get("coverage_also")}
    ids = [answer for answer in label["acceptable"] if answer in SKILL_IDS]
    for skill in ids:
        for hit in match.hits:
            if hit.skill_id == skill:
                return hit.coverage in expected
    return False


def evaluate(catalog: Catalog, labels: list[dict[str, Any]]) -> list[Verdict]:
    """A verdict for every labelled phrase, in order."""
    matches = match_phrases(catalog, [label["phrase"] for label in labels])
    return [judge(label, match) for label, match in zip(labels, matches, strict=True)]


def load(path: Path) -> list[dict[str, Any]]:
    """The labelled phrases of a file."""
    labels: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return labels


def shares(verdicts: list[Verdict]) -> tuple[float, float]:
    """Shares of right answers and of wrong skills, 0-1."""
    count = len(verdicts)
    return sum(v.right for v in verdicts) / count, sum(v.wrong_skill for v in verdicts) / count


def describe(verdict: Verdict) -> str:
    """One line about a miss."""
    label, match = verdict.label, verdict.match
    hits = ", ".join(f"{hit.skill_id}/{hit.coverage}" for hit in match.hits) or match.outcome
    expected = ", ".join(label["acceptable"]) + f" ({label.get('coverage')})"
    mark = "WRONG SKILL" if verdict.wrong_skill else "miss"
    return f"{mark:12}{label['phrase']!r}: {hits}; expected {expected}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path, default=PHRASES)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--totals-only", action="store_true", help="print no phrase")
    options = parser.parse_args()
    catalog = load_catalog(options.content)
    labels = load(options.file)
    start = time.perf_counter()
    match_phrases(catalog, ["warm up"])
    built = time.perf_counter()
    verdicts = evaluate(catalog, labels)
    done = time.perf_counter()
    if not options.totals_only:
        for verdict in verdicts:
            if not verdict.right:
                print(describe(verdict))
    print(f"{options.file.name}: {len(verdicts)} phrases")
    print(f"  {'all':8} {_line(verdicts)}")
    for source in sorted({str(v.label.get("source")) for v in verdicts}):
        part = [v for v in verdicts if str(v.label.get("source")) == source]
        print(f"  {source:8} {_line(part)}")
    if not options.totals_only:
        outcomes = Counter(verdict.match.outcome for verdict in verdicts)
        print("outcomes: " + ", ".join(f"{name} {n}" for name, n in outcomes.most_common()))
    per_phrase = (done - built) / len(labels)
    print(f"index {1e3 * (built - start):.0f} ms, phrase {1e3 * per_phrase:.2f} ms")


def _line(verdicts: list[Verdict]) -> str:
    right, wrong = shares(verdicts)
    return f"right {right:6.1%}  wrong skill {wrong:6.1%}  of {len(verdicts)}"


if __name__ == "__main__":
    main()
