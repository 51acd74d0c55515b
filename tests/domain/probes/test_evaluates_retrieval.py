import pytest

from career_guide.domain.probes import evaluates_retrieval
from evaluated import METRICS, RUN, SERVICE, notebook
from repositories import snapshot

PLAIN = """
def precision(retrieved_ids, expected_ids):
    return len(set(retrieved_ids) & set(expected_ids)) / len(retrieved_ids)


def recall(retrieved_ids, expected_ids):
    return len(set(retrieved_ids) & set(expected_ids)) / len(expected_ids)


def run_eval(cases):
    for case in cases:
        found = search(case["question"])
        print(f"Precision: {precision(found, case['expected_ids'])}")
        print(f"Recall: {recall(found, case['expected_ids'])}")


run_eval(cases)
"""
RAGAS = """
from ragas import evaluate
from ragas.metrics import context_precision, context_recall

print(evaluate(rows, metrics=[context_precision, context_recall]))
"""


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("src/metrics.py", METRICS),
        ("eval/retrieval.py", PLAIN),
        ("eval/run.py", RAGAS),
        (
            "evals/run.ts",
            "function recallAtK(a: string[]) { return a.length; }\nrecallAtK(found);\n",
        ),
        ("notebooks/search.ipynb", notebook((METRICS, ""))),
    ],
    ids=["hit rate", "precision and recall", "of context", "recall at k", "a notebook"],
)
def test_a_measure_of_retrieval_is_found(path: str, code: str) -> None:
    finding = evaluates_retrieval.run(snapshot({"app.py": SERVICE, path: code}))
    assert finding.outcome == "present"
    assert finding.places[0].file == path


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("scripts/evaluate.py", RUN),
        ("README.md", "Retrieval is measured with hit rate 0.91 and MRR 0.84.\n"),
        ("src/search.py", "def search(query):\n    return index.find(query, k=5)\n"),
    ],
    ids=["only answers", "words", "a search"],
)
def test_other_measures_are_none_of_retrieval(path: str, code: str) -> None:
    finding = evaluates_retrieval.run(snapshot({"app.py": SERVICE, path: code}))
    assert finding.outcome == "absent"


def test_code_that_was_not_read_leaves_it_open() -> None:
    found = snapshot({"app.py": SERVICE, "eval/run.py": None})
    assert evaluates_retrieval.run(found).outcome == "unknown"
