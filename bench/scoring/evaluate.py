"""Compares the repository scorer with labels of careful readers, beside two naive scanners.

Labels 0, 1, 2 stand for levels 0, 1, 2 and above. A null of ours against a label counts as 0;
null labels are left out. Criteria whose level is provisional are also reported apart.

Usage: python bench/scoring/evaluate.py LABELS.yaml CLONES [--details] [--verify]
CLONES holds a git directory or clone for each repository: owner+name/repo, owner/name or name.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "server"))

from career_guide.content.loader import load as load_catalog  # noqa: E402
from career_guide.deps import Deps  # noqa: E402
from career_guide.domain.repository.judge import judge  # noqa: E402
from career_guide.domain.repository.judgement import Judgement  # noqa: E402
from career_guide.evidence.read import read_repository  # noqa: E402
from career_guide.evidence.roots import AllowedRoots  # noqa: E402
from career_guide.models.content.catalog import Catalog  # noqa: E402
from career_guide.tools.boundary import invoke  # noqa: E402
from career_guide.tools.portfolio import SCORE_PROJECT  # noqa: E402

sys.path.insert(0, str(Path(__file__).parent))

import naive  # noqa: E402
import verify  # noqa: E402

CRITERIA = {
    "specific_problem": "real-problem",
    "evaluation": "evaluation",
    "architecture_docs": "architecture-docs",
    "robustness": "error-handling",
    "deployment": "deployed",
    "code_quality": "code-quality",
    "iteration": "iteration-history",
}
TYPES = {
    "rag": "domain-rag",
    "agent": "workflow-agent",
    "mcp_server": "mcp-server",
    "writing": "technical-writing",
    "other": "other",
}
ROUNDS = 2000


@dataclass(frozen=True)
class Pair:
    """One label beside one level of ours, both 0 to 2."""

    repo: str
    criterion: str
    label: int
    ours: int


def kappa(pairs: Sequence[Pair]) -> float:
    """Quadratic-weighted kappa of labels and levels; 1 is agreement, 0 what chance would give."""
    if not pairs:
        return float("nan")
    observed = sum((pair.label - pair.ours) ** 2 for pair in pairs) / len(pairs)
    expected = sum((a.label - b.ours) ** 2 for a in pairs for b in pairs) / len(pairs) ** 2
    return 1 - observed / expected if expected else 1.0


def interval(pairs: Sequence[Pair]) -> tuple[float, float]:
    """95 % bootstrap interval of kappa over repositories."""
    by_repo: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_repo.setdefault(pair.repo, []).append(pair)
    names = sorted(by_repo)
    chance = random.Random(7)
    found = sorted(
        kappa([pair for name in chance.choices(names, k=len(names)) for pair in by_repo[name]])
        for _ in range(ROUNDS)
    )
    return found[ROUNDS // 40], found[-ROUNDS // 40 - 1]


def line(name: str, pairs: Sequence[Pair]) -> str:
    """Exact agreement, kappa and the shares scored too high and too low."""
    count = max(1, len(pairs))
    exact = sum(pair.label == pair.ours for pair in pairs) / count
    high = sum(pair.ours > pair.label for pair in pairs) / count
    low = sum(pair.ours < pair.label for pair in pairs) / count
    return (
        f"{name:28} n {len(pairs):4}  exact {exact:6.1%}  kappa {kappa(pairs):5.2f}"
        f"  too high {high:6.1%}  too low {low:6.1%}"
    )


def find(clones: Path, entry: dict[str, Any]) -> Path | None:
    """The clone of a labelled repository."""
    owner, name = entry["repo"].split("/")
    places = (f"{owner}+{name}/repo", f"{owner}+{name}", f"{owner}/{name}", name, f"{name}.git")
    return next((clones / place for place in places if (clones / place).exists()), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("labels", type=Path)
    parser.add_argument("clones", type=Path)
    parser.add_argument("--details", action="store_true", help="print every difference")
    parser.add_argument("--given-type", action="store_true", help="judge as the labelled type")
    parser.add_argument("--verify", action="store_true", help="open all evidence with git instead")
    options = parser.parse_args()
    catalog = load_catalog(ROOT / "content")
    if options.verify:
        sys.exit(verified(catalog, options.labels, options.clones))
    rules = catalog.repository
    ours: list[Pair] = []
    scanners: dict[str, list[Pair]] = {name: [] for name in naive.SCANNERS}
    types: list[bool] = []
    seconds: list[float] = []
    provisional: set[str] = set()
    for entry, path in labelled(options.labels, options.clones):
        start = time.perf_counter()
        repo = read_repository(
            str(path), allowed=AllowedRoots.only(str(path)), commit=entry["commit"]
        )
        repo = replace(repo, name=entry["repo"].partition("/")[2])  # not that of the clone's folder
        kind = TYPES[entry["type"]] if options.given_type else None
        judged = judge(rules, repo, kind)  # type: ignore[arg-type]
        seconds.append(time.perf_counter() - start)
        types.append(judged.type == TYPES[entry["type"]])
        if options.details and not types[-1]:
            print(f"{entry['repo']}: type {judged.type}, labelled {entry['type']}")
        provisional |= {
            key for key, value in CRITERIA.items() if judged.criteria[value].provisional
        }
        for key, label in _labels(entry):
            ours.append(Pair(entry["repo"], key, label, level(judged, key)))
            if options.details and ours[-1].label != ours[-1].ours:
                _explain(judged, ours[-1], entry["criteria"][key].get("why", ""))
        for name, scan in naive.SCANNERS.items():
            found = scan(repo)
            scanners[name] += [
                Pair(entry["repo"], key, label, found[key]) for key, label in _labels(entry)
            ]
    _report(ours, scanners, provisional)
    print(f"type inferred as labelled: {sum(types)} of {len(types)}")
    middle = sorted(seconds)[len(seconds) // 2]
    print(f"read and judged: median {middle:.2f} s, most {max(seconds):.2f} s")


def labelled(labels: Path, clones: Path) -> Iterable[tuple[dict[str, Any], Path]]:
    """The labelled repositories that have a clone, each with it."""
    for entry in yaml.safe_load(labels.read_text("utf-8")):
        path = find(clones, entry)
        if path is None:
            print(f"no clone of {entry['repo']}", file=sys.stderr)
        else:
            yield entry, path


def verified(catalog: Catalog, labels: Path, clones: Path) -> int:
    """Score every repository through the tool's door and open all its evidence; 1 for any fault."""
    deps = Deps(catalog=catalog, reach=AllowedRoots.only)
    places = wrong = 0
    for entry, path in labelled(labels, clones):
        project = {"repository": str(path), "commit": entry["commit"]}
        scored = invoke(SCORE_PROJECT, {"projects": [project]}, deps).payload["projects"][0]
        files = verify.Commit(path, entry["commit"])
        found = list(verify.faults(scored, files))
        places += sum(len(row["evidence"]) for row in (*scored["criteria"], *scored["features"]))
        wrong += len(found)
        for problem in found:
            print(f"{entry['repo']}: {problem}")
    print(f"evidence: {places} places were opened, {wrong} are not as told")
    return int(wrong > 0)


def level(judged: Judgement, key: str) -> int:
    """Our level on the labels' scale, which ends at 2; 0 where it is not known."""
    entry = judged.criteria[CRITERIA[key]]  # type: ignore[index]
    return min(2, entry.low) if entry.low == entry.high else 0


def _labels(entry: dict[str, Any]) -> Iterable[tuple[str, int]]:
    for key in CRITERIA:
        label = entry["criteria"][key]["label"]
        if label is not None:
            yield key, label


def _explain(judged: Judgement, pair: Pair, why: str) -> None:
    entry = judged.criteria[CRITERIA[pair.criterion]]  # type: ignore[index]
    print(f"{pair.repo} {pair.criterion}: label {pair.label}, ours {entry.low}-{entry.high}")
    print(f"    label: {why}")
    print(f"    rests on {', '.join(entry.rests_on)}; held by {', '.join(entry.held_by)}")
    for probe in (*entry.rests_on, *entry.held_by):
        finding = judged.findings[probe]
        seen = [f"{p.file}:{p.line} {p.snippet.strip()[:90]!r}" for p in finding.places[:3]]
        print(f"      {probe} ({finding.count}/{finding.total}, {finding.confidence}): {seen}")


def _report(ours: Sequence[Pair], scanners: dict[str, list[Pair]], provisional: set[str]) -> None:
    for key in CRITERIA:
        mark = " (provisional)" if key in provisional else ""
        print(line(key + mark, [pair for pair in ours if pair.criterion == key]))
    print(line("provisional criteria", [pair for pair in ours if pair.criterion in provisional]))
    print(line("the others", [pair for pair in ours if pair.criterion not in provisional]))
    low, high = interval(ours)
    print(f"{line('all', ours)}  (95 % over repositories: {low:.2f} to {high:.2f})")
    for name, pairs in scanners.items():
        print(line(name, pairs))


if __name__ == "__main__":
    main()
