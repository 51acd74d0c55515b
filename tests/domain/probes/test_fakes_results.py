import pytest

from career_guide.domain.probes import fakes_results
from evaluated import RUN, SERVICE, cases
from repositories import snapshot

MOCK = """
import json


class MockModel:
    def answer(self, question):
        for case in json.load(open("data/golden.json")):
            if case["question"] == question:
                return case["expected_answer"]
        return "I do not know."
"""
ENDPOINT = """
@app.get("/metrics")
def metrics():
    return {"accuracy": 0.94, "requests": count}
"""
NODE = 'app.get("/metrics", (req, res) => res.json({ accuracy: 0.94 }));\n'
SHOWN = 'import streamlit as st\n\nst.metric("Accuracy", "94.2%")\n'
DRAWN = RUN.replace(
    "def main():",
    "def judge_answer(text):\n    return random.uniform(0.8, 0.95)\n\n\ndef main():",
)
USES_MOCK = "from app.mock import MockModel\n\nmodel = MockModel()\n"


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("app/mock.py", MOCK, 7),
        ("app/api.py", ENDPOINT, 4),
        ("src/server.ts", NODE, 1),
        ("app/dashboard.py", SHOWN, 3),
        ("scripts/evaluate.py", DRAWN, 8),
    ],
    ids=[
        "answers from the cases",
        "literal in a handler",
        "literal in a route",
        "literal on a page",
        "scores by chance",
    ],
)
def test_results_that_no_run_earned_are_found(path: str, code: str, line: int) -> None:
    files = {"data/golden.json": cases(9), "app/service.py": SERVICE + USES_MOCK, path: code}
    finding = fakes_results.run(snapshot(files))
    assert finding.outcome == "present"
    assert [(place.file, place.line) for place in finding.places] == [(path, line)]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("scripts/evaluate.py", RUN.replace("data/golden.json", "data/golden.json")),
        ("app/config.py", 'GOLDEN = "data/golden.json"\n'),
        ("app/mock.py", MOCK.replace("golden", "faq")),
        ("scripts/make_cases.py", 'open("data/golden.json", "w").write(text)\n'),
        ("app/api.py", ENDPOINT.replace("0.94", "measured()")),
        ("app/api.py", ENDPOINT.replace('"accuracy"', '"min_accuracy"')),
        ("app/dashboard.py", SHOWN.replace('"94.2%"', 'f"{accuracy:.1%}"')),
        ("app/retry.py", "import random\n\n\ndef wait():\n    return random.uniform(0.5, 1)\n"),
    ],
    ids=[
        "an evaluation",
        "settings",
        "other data",
        "a script that makes them",
        "a computed figure",
        "a limit",
        "a shown figure",
        "jitter",
    ],
)
def test_other_uses_are_no_fake(path: str, code: str) -> None:
    files = {"data/golden.json": cases(9), "app/service.py": SERVICE + USES_MOCK, path: code}
    assert fakes_results.run(snapshot(files)).outcome == "absent"


def test_without_code_the_question_does_not_arise() -> None:
    found = snapshot({"README.md": "# Leases\n", "data/golden.json": cases(9)})
    assert fakes_results.run(found).outcome == "not_applicable"


def test_code_that_was_not_read_leaves_it_open() -> None:
    assert fakes_results.run(snapshot({"app.py": None})).outcome == "unknown"
