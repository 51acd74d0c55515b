import pytest

from career_guide.domain.probes import spreads_over_days
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Commit, HistoryState
from histories import DAY, START, commit, history
from repositories import snapshot


def asked(commits: list[Commit], state: HistoryState = "complete") -> Finding:
    return spreads_over_days.run(snapshot({"app.py": "x = 1\n"}, history=history(commits, state)))


def test_days_are_counted_with_the_first_and_the_last_commit() -> None:
    commits = [commit(f"Step {at}", day=at * 2) for at in range(5)]
    found = asked(commits)
    assert (found.outcome, found.count) == ("present", 5)
    assert found.why == "Commits by people were made on 5 days."
    assert found.places[0].commits == (commits[0].id, commits[-1].id)


def test_work_of_one_evening_is_absent() -> None:
    found = asked([commit(f"Step {at}", day=at / 100) for at in range(30)])
    assert found.outcome == "absent"
    assert found.why == "Commits by people were made on 1 day; 4 are needed."


def test_authors_dates_that_the_committer_recorded_in_seconds_spread_over_one_day() -> None:
    found = asked([commit(f"Step {at}", day=at, committed=100 + at / DAY) for at in range(10)])
    assert found.outcome == "absent"
    assert "authors' dates name 10, their committers' dates 1." in found.why


@pytest.mark.parametrize("first", [-START / DAY, -40_000.0, 60_000.0])
def test_times_before_git_or_far_ahead_earn_nothing(first: float) -> None:
    assert asked([commit(f"Step {at}", day=first + at) for at in range(10)]).outcome == "absent"


def test_dates_in_disorder_are_counted_all_the_same() -> None:
    assert asked([commit(f"Step {at}", day=day) for at, day in enumerate((5, 1, 9, 0))]).count == 4


def test_programs_make_no_days() -> None:
    bots = [commit(f"Bump {at}", day=at, is_bot=True) for at in range(9)]
    assert asked([commit("Build it"), *bots]).outcome == "absent"


@pytest.mark.parametrize("state", ["none", "unreadable", "shallow"])
def test_without_a_whole_history_days_are_unknown(state: HistoryState) -> None:
    assert asked([commit("Step")], state).outcome == "unknown"


def test_part_of_a_history_tells_days_only_where_there_are_enough() -> None:
    few = [commit(f"Step {at}", day=at) for at in range(2)]
    many = [commit(f"Step {at}", day=at) for at in range(6)]
    assert [asked(one, "partial").outcome for one in (few, many)] == ["unknown", "present"]
