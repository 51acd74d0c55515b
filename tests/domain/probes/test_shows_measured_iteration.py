import pytest

from career_guide.domain.probes import shows_measured_iteration
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Commit, HistoryState
from histories import commit, history
from repositories import snapshot

MEASURED = [
    commit("Boost titles: MRR 0.63 -> 0.90"),
    commit("Chunk by clause", body="Recall at 5 went from 71% to 78% on 120 questions."),
    commit("Drop the reranker (latency -240 ms, accuracy unchanged)"),
]


def asked(commits: list[Commit], state: HistoryState = "complete") -> Finding:
    files = {"app.py": "x = 1\n"}
    return shows_measured_iteration.run(snapshot(files, history=history(commits, state)))


def test_commits_that_tell_what_a_change_did_to_a_metric_are_counted() -> None:
    found = asked([commit("Build it"), *MEASURED])
    assert (found.outcome, found.count) == ("present", 3)
    assert found.places[-1].snippet == "Boost titles: MRR 0.63 -> 0.90"


def test_one_such_commit_is_no_iteration() -> None:
    assert asked(MEASURED[:1]).outcome == "absent"


@pytest.mark.parametrize(
    "said",
    [
        "549/549 tests pass, 100% pass rate",
        "Confidence score: 5/5",
        "Target accuracy: from 80% to 95%",
        "Bump scorer from 1.2 to 1.3 in the docs",
        "Improve accuracy a lot",
    ],
)
def test_wishes_tests_and_grades_are_no_measurement(said: str) -> None:
    wished = [commit(f"Change {at}", body=said) for at in range(4)]
    assert asked(wished).outcome == "absent"


@pytest.mark.parametrize("state", ["none", "unreadable", "shallow", "partial"])
def test_without_a_whole_history_it_is_unknown(state: HistoryState) -> None:
    assert asked(MEASURED[:1], state).outcome == "unknown"
