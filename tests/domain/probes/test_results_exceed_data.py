import pytest

from career_guide.domain.probes import results_exceed_data
from evaluated import RUN, cases
from repositories import snapshot

README = """# Leases

## Results

Evaluated on {} questions.

| Metric | Before | After |
|---|---|---|
| Accuracy | 0.71 | 0.84 |
| Recall | 0.68 | 0.81 |
"""
CODE = {"scripts/evaluate.py": RUN}


def test_more_cases_than_there_are_is_told_with_both_places() -> None:
    files = {**CODE, "README.md": README.format(200), "data/golden.json": cases(23)}
    finding = results_exceed_data.run(snapshot(files))
    assert (finding.outcome, finding.count, finding.total) == ("present", 200, 23)
    assert [place.file for place in finding.places] == ["README.md", "data/golden.json"]


def test_cases_that_are_nowhere_exceed_too() -> None:
    finding = results_exceed_data.run(snapshot({**CODE, "README.md": README.format(50)}))
    assert (finding.outcome, finding.count, finding.total) == ("present", 50, 0)


@pytest.mark.parametrize(
    "files",
    [
        {"data/golden.json": cases(200)},
        {"data/golden.json": cases(120), "data/golden_hard.json": cases(80)},
        {"data/golden.json": cases(185)},
        {
            "data/golden.json": cases(10),
            "eval/results/run.json": '{"num_queries": 200, "recall": 0.81}',
        },
        {
            "data/golden.json": cases(10),
            "eval/results.csv": "question,answer_llm,accuracy\n" + "a,b,0.9\n" * 200,
        },
    ],
    ids=["as many", "in two files", "about as many", "told by a run", "listed in results"],
)
def test_as_many_cases_as_stated_contradict_nothing(files: dict[str, str]) -> None:
    found = snapshot({**CODE, "README.md": README.format(200), **files})
    assert results_exceed_data.run(found).outcome == "absent"


@pytest.mark.parametrize(
    "files",
    [
        {**CODE, "README.md": "# Leases\n", "data/golden.json": cases(5)},
        {"README.md": README.format(200), "data/golden.json": cases(5)},
        {
            "scripts/evaluate.py": RUN + "\nrows = load_dataset('squad')\n",
            "README.md": README.format(200),
        },
        {**CODE, "README.md": "# Leases\n\nServes 200 questions a day.\n"},
    ],
    ids=["nothing stated", "nothing evaluated", "cases from elsewhere", "no result"],
)
def test_without_a_number_to_compare_the_question_does_not_arise(files: dict[str, str]) -> None:
    assert results_exceed_data.run(snapshot(files)).outcome == "not_applicable"


def test_cases_that_were_not_read_leave_it_open() -> None:
    found = snapshot({**CODE, "README.md": README.format(200), "data/golden.json": None})
    assert results_exceed_data.run(found).outcome == "unknown"
