import json

import pytest

from career_guide.domain.probes import has_committed_results
from evaluated import METRICS, RUN, SERVICE, cases, notebook
from repositories import snapshot

SUMMARY = json.dumps({"cases": 30, "metrics": {"accuracy": 0.867, "latency_s": 1.2}}, indent=1)
RATED = "user_input,response,faithfulness\n" + "Who repairs?,The landlord,0.91\n" * 9
VERDICTS = "answer,id,question,relevance,explanation\n" + "b,1,a,RELEVANT,c\n" * 9
REPORT = """# Report

| Metric | Base | New |
|---|---|---|
| Correctness | 2.60 | 2.85 |
| Groundedness | 2.71 | 2.95 |
"""
LOG = "cases: 30\nrunning 30 of 30\nAccuracy: 86.67%\n"


@pytest.mark.parametrize(
    ("path", "text", "line", "kind"),
    [
        ("eval/results.json", SUMMARY, 4, "config"),
        ("results/ragas.csv", RATED, 1, "config"),
        ("data/rag-eval-gpt-4o.csv", VERDICTS, 1, "config"),
        ("eval/results/run.log", LOG, 3, "config"),
        ("eval_outputs/2026-02-24_11-43/report.md", REPORT, 3, "prose"),
        (
            "eval/results.json",
            json.dumps({"pass_rate": "87 %", "model": "small"}, indent=1),
            2,
            "config",
        ),
        ("eval/results.yaml", "cases: 30\naccuracy: 0.867\n", 2, "config"),
    ],
    ids=[
        "a summary",
        "rated answers",
        "verdicts",
        "a log",
        "a dated report",
        "a figure in text",
        "YAML",
    ],
)
def test_results_of_a_run_are_found(path: str, text: str, line: int, kind: str) -> None:
    finding = has_committed_results.run(snapshot({"scripts/evaluate.py": RUN, path: text}))
    assert finding.outcome == "present"
    assert [(p.file, p.line, p.kind) for p in finding.places] == [(path, line, kind)]


@pytest.mark.parametrize(
    "printed",
    [
        "{'hit_rate': 0.914, 'mrr': 0.6267}",
        "(0.9145, 0.8712)",
        "   hit_rate     mrr\n0     0.914  0.8712",
        "relevance\nRELEVANT         194\nPARTLY_RELEVANT    5",
        "Evaluating 30 cases\nMRR: 0.87",
    ],
    ids=["a mapping", "bare", "a table", "counted verdicts", "a line"],
)
def test_what_a_notebook_printed_is_found(printed: str) -> None:
    text = notebook((METRICS, printed))
    finding = has_committed_results.run(snapshot({"notebooks/eval.ipynb": text}))
    (place,) = finding.places
    assert place.kind == "notebook_output"
    assert place.line is not None
    assert text.split("\n")[place.line - 1] == place.snippet


def test_a_report_that_code_writes_counts() -> None:
    code = RUN.replace("eval/results.json", "docs/evaluation_report.md")
    found = snapshot({"scripts/evaluate.py": code, "docs/evaluation_report.md": REPORT})
    assert has_committed_results.run(found).outcome == "present"


def test_a_report_beside_other_results_counts() -> None:
    found = snapshot({"runs/a/summary.md": REPORT, "runs/a/data/results.json": SUMMARY})
    files = [place.file for place in has_committed_results.run(found).places]
    assert files == ["runs/a/data/results.json", "runs/a/summary.md"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/evaluation_report.md", REPORT),
        ("README.md", REPORT),
        ("eval/thresholds.json", SUMMARY),
        ("eval/config.yaml", "metrics:\n  accuracy: 0.8\n"),
        ("eval/golden.json", cases(30)),
        ("monitoring/dashboard.json", json.dumps({"panels": [{"accuracy": 3}, {"accuracy": 4}]})),
        ("data/results/jobs.json", json.dumps([{"job": n, "score": n / 9} for n in range(9)])),
        ("notebooks/eval.ipynb", notebook((METRICS, ""))),
        ("notebooks/explore.ipynb", notebook(("print(prices)", "price 0.914"))),
        ("logs/server.log", "GET /metrics 200\nprecision: float32\n"),
        ("eval/results/run.log", "target accuracy: 90%\n"),
        ("runs/2026-02-24/plan.md", REPORT.replace("New", "Target")),
        (
            "runs/2026-02-24/notes.md",
            "# Notes\n\n| Day | Rain |\n|---|---|\n| 1 | 3 |\n| 2 | 4 |\n",
        ),
        ("notebooks/eval.ipynb", notebook((METRICS, ""), error="KeyError")),
        ("notebooks/eval.ipynb", notebook((METRICS, "accuracy " * 60 + "0.91"), ("1", "done"))),
    ],
    ids=[
        "what a person wrote",
        "the readme",
        "limits",
        "settings",
        "cases",
        "a dashboard",
        "what the product found",
        "cleared outputs",
        "another notebook",
        "another log",
        "an aim",
        "a table of aims",
        "another table",
        "an error",
        "a very long line",
    ],
)
def test_what_no_run_wrote_does_not_count(path: str, text: str) -> None:
    finding = has_committed_results.run(snapshot({"scripts/evaluate.py": RUN, path: text}))
    assert finding.outcome == "absent"


def test_results_that_were_not_read_leave_it_open() -> None:
    found = snapshot({"app.py": SERVICE, "eval/results.json": None})
    assert has_committed_results.run(found).outcome == "unknown"
