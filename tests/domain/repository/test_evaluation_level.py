"""What the questions on evaluation make of a repository together, by the rules of the content."""

import json
from collections.abc import Mapping

import pytest

from career_guide.domain.probes.registry import ask_all
from career_guide.domain.repository.policy import JudgedCriterion, criterion
from career_guide.models.content.catalog import Catalog
from career_guide.models.ids import ProjectType
from evaluated import METRICS, RUN, SERVICE, cases, notebook
from repositories import snapshot

README = "# Leases\n\nAnswers questions of tenants.\n"
RESULTS = json.dumps({"cases": 30, "accuracy": 0.867, "model": "small"}, indent=1)
TABLE = """
## Evaluation

Evaluated on {} questions.

| Metric | Keyword | Hybrid |
|---|---|---|
| Accuracy | 0.712 | 0.847 |
| MRR | 0.684 | 0.813 |
"""
WHOLE = {
    "README.md": README,
    "app/service.py": SERVICE,
    "scripts/evaluate.py": RUN,
    "data/golden.json": cases(30),
    "eval/results.json": RESULTS,
}
MOCK = """
import json


def answer(question):
    for case in json.load(open("data/golden.json")):
        if case["question"] == question:
            return case["expected_answer"]
    return ""
"""


def judged(
    catalog: Catalog, files: Mapping[str, str | None], kind: ProjectType = "domain-rag"
) -> JudgedCriterion:
    rules = next(entry for entry in catalog.repository.criteria if entry.id == "evaluation")
    return criterion(rules, ask_all(snapshot(files)), kind, has_source=True)


def level(catalog: Catalog, files: Mapping[str, str | None]) -> tuple[int, int]:
    found = judged(catalog, files)
    return found.low, found.high


def without(*paths: str) -> dict[str, str]:
    return {path: text for path, text in WHOLE.items() if path not in paths}


def test_cases_code_and_results_make_it_good(catalog: Catalog) -> None:
    assert level(catalog, WHOLE) == (2, 2)


def test_results_told_with_their_method_make_it_checkable(catalog: Catalog) -> None:
    assert level(catalog, {**WHOLE, "README.md": README + TABLE.format(30)}) == (3, 3)


@pytest.mark.parametrize(
    "files",
    [
        without("eval/results.json"),
        without("scripts/evaluate.py", "eval/results.json"),
        {**without("eval/results.json"), "README.md": README + TABLE.format(30)},
        {"README.md": README + TABLE.format(30), "app/service.py": SERVICE},
        {"README.md": README, "notebooks/eval.ipynb": notebook((METRICS, ""))},
        {"README.md": README, "bench/load.py": "import locust\n"},
    ],
    ids=[
        "no results",
        "only cases",
        "results in prose alone",
        "prose alone",
        "a notebook with cleared outputs",
        "only load",
    ],
)
def test_one_half_makes_it_attempted(catalog: Catalog, files: dict[str, str]) -> None:
    assert level(catalog, files) == (1, 1)


@pytest.mark.parametrize(
    "files",
    [
        {"README.md": README + TABLE.format(200)},
        {"app/mock.py": MOCK, "app/service.py": SERVICE + "\nfrom app.mock import answer\n"},
        {
            "eval/results.json": "[]",
            "eval/run.log": "faithfulness: computing\nRagas not installed\n",
            "reports/eval_scores.csv": "model,accuracy\nsmall,0.86\n",
        },
        {
            "app/api.py": '@app.get("/metrics")\ndef metrics():\n    return {"accuracy": 0.95}\n',
        },
    ],
    ids=[
        "more cases than there are",
        "the answers are known",
        "the run failed",
        "a literal score",
    ],
)
def test_what_the_files_contradict_holds_it_down(catalog: Catalog, files: dict[str, str]) -> None:
    found = judged(catalog, {**WHOLE, **files})
    assert (found.low, found.high) == (1, 1)
    assert found.held_by


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("README.md", README + "Evaluated with RAGAS: faithful, relevant, precise.\n"),
        ("README.md", README + "- **95% accuracy** out of the box\n"),
        ("README.md", README + "Targets: accuracy above 90% on 500 questions.\n"),
        ("README.md", README + "## Benchmarks\n\nComing soon: accuracy on 500 questions.\n"),
        ("README.md", README + '```json\n{"triage_accuracy": 0.87, "cases": 200}\n```\n'),
        ("docs/examples/benchmarks/README.md", "# Benchmarks\n\nP95 < 100 ms, recall > 0.9\n"),
        ("docs/project-evaluation.md", "# Rubric\n\n- 2 points: the retrieval is evaluated\n"),
        ("REVIEW_REPORT.md", "# Review\n\nCode quality: 8/10. Security: 7/10.\n"),
        (
            "evaluation/resume_scorer.py",
            "def score_resume(resume, job):\n    return len(resume & job)\n\n\n"
            "print('Score', score_resume(a, b))\n",
        ),
        ("tests/test_app.py", "def test_answer():\n    assert answer('q') == 'a'\n"),
        ("data/faq.json", cases(40).replace("expected_answer", "answer")),
    ],
    ids=[
        "a mention",
        "a bare percentage",
        "targets",
        "coming soon",
        "sample output",
        "goals of speed",
        "a course's rubric",
        "a review of the code",
        "scores of resumes",
        "tests of units",
        "a corpus",
    ],
)
def test_what_is_no_evaluation_gives_nothing(catalog: Catalog, path: str, text: str) -> None:
    files = {"README.md": README, "app/service.py": SERVICE, path: text}
    assert level(catalog, files) == (0, 0)


@pytest.mark.parametrize("path", ["eval/results.json", "data/golden.json", "scripts/evaluate.py"])
def test_taking_evidence_away_never_raises_it(catalog: Catalog, path: str) -> None:
    readme = {"README.md": README + TABLE.format(200)}
    for base in (WHOLE, {**WHOLE, **readme}):
        left = {name: text for name, text in base.items() if name != path}
        assert judged(catalog, left).high <= judged(catalog, base).high


def test_another_sentence_changes_nothing(catalog: Catalog) -> None:
    files = {**WHOLE, "README.md": README + "The logo shows a house with 95% of its roof.\n"}
    assert judged(catalog, files) == judged(catalog, WHOLE)
