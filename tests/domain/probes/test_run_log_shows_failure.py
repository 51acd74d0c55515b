import pytest

from career_guide.domain.probes import run_log_shows_failure
from evaluated import METRICS, notebook
from repositories import snapshot

TRACE = "Traceback (most recent call last):\n  File \"eval.py\", line 3\nKeyError: 'answer'\n"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("eval/run.log", "running 30 cases\n" + TRACE, 2),
        ("results/evaluation_output.txt", "faithfulness\nRagas not installed, skipped\n", 2),
        ("logs/eval.log", "step 1\nModuleNotFoundError: No module named 'ragas'\n", 2),
        ("eval/run.log", "Accuracy: 0.87\n" + TRACE, 2),
        ("eval/run.log", "deepeval is not installed\nfaithfulness: 0.81\n", 1),
        ("eval/run.log", "24 cases\nUsing placeholder scores\naccuracy: 0.81\n", 2),
        ("eval/run.log", "24 cases\naccuracy: 0.81 (industry average)\n", 2),
    ],
    ids=[
        "a trace",
        "a library that is not there",
        "a module",
        "an error after a result",
        "figures without a library",
        "placeholders",
        "an average from elsewhere",
    ],
)
def test_a_run_that_ended_in_an_error_is_found(path: str, text: str, line: int) -> None:
    finding = run_log_shows_failure.run(snapshot({path: text}))
    assert finding.outcome == "present"
    assert [(place.file, place.line) for place in finding.places] == [(path, line)]


def test_a_notebook_that_ended_in_an_error_is_found() -> None:
    text = notebook((METRICS, "loading"), ("evaluate(q, s)", ""), error="ModuleNotFoundError")
    finding = run_log_shows_failure.run(snapshot({"notebooks/eval.ipynb": text}))
    assert finding.outcome == "present"
    assert "ModuleNotFoundError" in finding.places[0].snippet


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("eval/run.log", "Accuracy: 0.87\n"),
        ("eval/run.log", TRACE + "case 4 skipped\nAccuracy: 0.87\n"),
        (
            "notebooks/eval.ipynb",
            notebook((METRICS, "{'hit_rate': 0.91}"), ("prnt(1)", ""), error="NameError"),
        ),
    ],
    ids=["a result", "a result after an error", "results beside an error"],
)
def test_a_run_that_gave_results_did_not_fail(path: str, text: str) -> None:
    assert run_log_shows_failure.run(snapshot({path: text})).outcome == "absent"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("logs/server.log", "GET / 200\n" + TRACE.replace("eval", "app")),
        ("docs/troubleshooting.md", f"# Evaluation\n\n```\n{TRACE}```\n"),
        ("notebooks/eval.ipynb", notebook((METRICS, ""))),
    ],
    ids=["of a server", "help", "cleared outputs"],
)
def test_without_output_of_an_evaluation_the_question_does_not_arise(path: str, text: str) -> None:
    assert run_log_shows_failure.run(snapshot({path: text})).outcome == "not_applicable"


def test_a_log_that_was_not_read_leaves_it_open() -> None:
    assert run_log_shows_failure.run(snapshot({"eval/run.log": None})).outcome == "unknown"
