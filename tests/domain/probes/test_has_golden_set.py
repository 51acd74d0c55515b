import json

import pytest

from career_guide.domain.probes import has_golden_set
from evaluated import RUN, SERVICE, cases, notebook
from repositories import snapshot

INLINE = """
CASES = [
    {"question": "May I sublet?", "expected": "Part 4"},
    {"question": "May rent rise?", "expected": "Part 2"},
    {"question": "Who repairs?", "expected": "Part 3"},
    {"question": "May I keep a dog?", "expected": "Part 7"},
    {"question": "When may I leave?", "expected": "Part 9"},
]


def main():
    for case in CASES:
        ok = case["expected"] in answer(case["question"])
        print(f"Accuracy: {ok}")


main()
"""
OBJECTS = INLINE.replace('{"question": ', "Case(question=").replace('"expected": ', "expected=")
OBJECTS = OBJECTS.replace('"},', '"),')
LINES = "".join(f'{{"user_input": "Question {n}", "reference": "Answer {n}"}}\n' for n in range(12))


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("data/golden.json", cases(30), 30),
        ("data/ground-truth-retrieval.csv", "id,question\n" + "a1,Who repairs?\n" * 50, 50),
        ("evals/cases.jsonl", LINES, 12),
        ("eval_data/direct.yaml", "- query: Who repairs?\n  note: easy\n" * 20, 20),
        ("data/issues.json", cases(8).replace("question", "title"), 8),
        ("scripts/evaluate.py", INLINE, 5),
        ("eval/run.py", OBJECTS, 5),
        ("data/golden.json", json.dumps(json.loads(cases(60))), 60),
        ("eval/questions.json", json.dumps([f"Question {n}?" for n in range(9)]), 9),
    ],
    ids=[
        "answers",
        "documents",
        "lines",
        "questions only",
        "by their fields",
        "in code",
        "objects in code",
        "one long line",
        "a list",
    ],
)
def test_labelled_cases_are_counted(path: str, text: str, count: int) -> None:
    finding = has_golden_set.run(snapshot({"app/service.py": SERVICE, path: text}))
    assert (finding.outcome, finding.count) == ("present", count)
    assert finding.places[0].file == path


def test_cases_of_a_public_data_set_count_once() -> None:
    code = RUN.replace('json.load(open("data/golden.json"))', 'load_dataset("squad")["test"]')
    finding = has_golden_set.run(snapshot({"scripts/evaluate.py": code}))
    assert (finding.outcome, finding.count) == ("present", 1)
    assert finding.places[0].line == 8


def test_the_place_shows_a_case() -> None:
    finding = has_golden_set.run(snapshot({"data/golden.json": cases(3)}))
    (place,) = finding.places
    assert (place.line, place.snippet.strip()[:10]) == (3, '"question"')


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/faq.json", cases(30).replace("expected_answer", "answer")),
        ("data/retrieval_cache.json", cases(30).replace("expected_answer", "answer")),
        ("data/train.jsonl", LINES.replace("reference", "completion")),
        ("data/golden.json", cases(2)),
        ("eval/results.json", cases(30)),
        ("data/eval_run.csv", "question,answer_llm,answer_orig\n" + "a,b,c\n" * 9),
        ("data/rag-eval.csv", "id,question,relevance,explanation\n" + "1,a,RELEVANT,b\n" * 9),
        ("tests/fixtures/cases.json", cases(30)),
        ("data/articles.json", json.dumps([{"title": f"A {n}", "doc_id": n} for n in range(9)])),
        ("content/skills/evaluation.yaml", "- title: Evaluation\n" * 5),
        ("README.md", "We have a golden set of 200 questions with expected answers.\n"),
        ("scripts/evaluate.py", RUN),
    ],
    ids=[
        "a corpus",
        "a word in another",
        "for training",
        "too few",
        "results",
        "answers of a run",
        "verdicts",
        "of tests",
        "documents",
        "content",
        "a claim",
        "code that reads them",
    ],
)
def test_other_records_are_no_labelled_cases(path: str, text: str) -> None:
    finding = has_golden_set.run(snapshot({"app/service.py": SERVICE, path: text}))
    assert finding.outcome == "absent"


@pytest.mark.parametrize(
    "files",
    [
        {"eval/golden.json": None},
        {"data/golden.json": None},
        {"notebooks/eval.ipynb": None},
        {"eval/run.py": None},
    ],
    ids=["of an evaluation", "by its name", "a notebook", "code"],
)
def test_a_file_that_may_hold_them_leaves_it_open(files: dict[str, str | None]) -> None:
    assert has_golden_set.run(snapshot({"app.py": SERVICE, **files})).outcome == "unknown"


def test_a_corpus_that_was_not_read_leaves_nothing_open() -> None:
    found = snapshot({"app.py": SERVICE, "data/articles.csv": None, "n.ipynb": notebook(("1", ""))})
    assert has_golden_set.run(found).outcome == "absent"


def test_a_reading_that_was_cut_short_leaves_it_open() -> None:
    assert has_golden_set.run(snapshot({"app.py": SERVICE}, cut=("files",))).outcome == "unknown"
