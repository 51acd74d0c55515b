import pytest

from career_guide.domain.probes import commits_meaningfully
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Commit, HistoryState
from histories import commit, history
from repositories import snapshot

FILES = {"README.md": "# Lease helper\n", "app.py": "print('leases')\n"}
WORK = [
    commit("Parse the rent clause of scanned leases", day=0),
    commit("fix: keep umlauts in tenants' names", day=1),
    commit("Retry the court API on 503", day=2),
    commit("Cache embeddings by clause", day=3),
]


def asked(commits: list[Commit], state: HistoryState = "complete") -> Finding:
    return commits_meaningfully.run(snapshot(FILES, history=history(commits, state)))


def test_messages_that_name_the_change_are_counted_with_their_commits() -> None:
    found = asked(WORK)
    assert (found.outcome, found.count, found.total) == ("present", 4, 4)
    assert [place.commits for place in found.places] == [(one.id,) for one in WORK[:0:-1]]
    assert found.places[0].snippet == "Cache embeddings by clause"


@pytest.mark.parametrize(
    "subject",
    [
        "Update README.md",
        "Add files via upload",
        "Create data",
        "Delete old.py",
        "wip",
        "fixes",
        "Initial commit",
        "Update and rename app.py to main.py",
        "final final",
        "Created using Colab",
        "Delete notebooks directory",
        "Merge branch 'main' of example",
    ],
)
def test_what_a_web_page_or_habit_fills_in_says_nothing(subject: str) -> None:
    assert asked([commit(subject)]).outcome == "absent"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("add concurrency", ""),
        ("cleanup of cli", ""),
        ("Update README.md", "Explain why the court API is asked twice."),
        ("docs: describe tenants' rights", ""),
    ],
)
def test_a_short_message_is_enough_where_it_names_what_was_done(subject: str, body: str) -> None:
    assert asked([commit(subject, body=body)]).count == 1


def test_one_upload_and_twenty_touches_of_the_readme_are_one_step() -> None:
    touches = [commit("Update README.md", day=at, paths=["README.md"]) for at in range(20)]
    found = asked([commit("Build the lease helper with court search"), *touches])
    assert (found.count, found.total) == (1, 21)


def test_what_only_touches_documents_is_no_step_of_the_work() -> None:
    told = commit("Describe tenants' rights in the readme", paths=["README.md", "docs/flow.png"])
    work = commit("Describe tenants' rights in the answer", paths=["README.md", "app.py"])
    found = asked([told, work])
    assert (found.count, found.total) == (1, 2)
    assert "1 more tells of documents only." in found.why
    assert asked([told]).outcome == "absent"


def test_on_a_site_of_posts_the_work_are_its_posts_and_their_topic_is_enough() -> None:
    post = "---\ntitle: x\ndate: 2025-01-01\n---\nA page on trees.\n"
    paths = [f"_posts/2025-01-0{at}-x.md" for at in range(1, 5)]
    steps = [commit("leases", paths=paths[:1]), commit("Style the footer", paths=["main.css"])]
    site = {"_config.yml": "title: Notes\n", **dict.fromkeys(paths, post)}
    found = commits_meaningfully.run(snapshot(site, history=history(steps)))
    assert (found.count, found.total) == (1, 2)


def test_scripts_without_spaces_are_read_by_their_signs() -> None:
    assert asked([commit("修复租约条款解析")]).count == 1
    assert asked([commit("更新")]).outcome == "absent"


def test_programs_and_merges_are_left_out_and_told() -> None:
    bots = [commit(f"Bump requests to {at}", is_bot=True) for at in range(64)]
    merges = [commit(f"Merge pull request #{at}", parents=at + 2) for at in range(3)]
    found = asked([*WORK, *bots, *merges])
    assert (found.count, found.total) == (4, 4)
    assert found.why.endswith("Not counted of 71: 64 by programs, 3 merges.")


def test_a_starter_kit_below_a_new_beginning_is_not_this_project() -> None:
    kit = [
        commit(f"Add component number {at}", day=at, author=at % 5 + 10, paths=["app.py"])
        for at in range(40)
    ]
    found = asked([*kit, commit("Initial commit of the lease helper", day=90), *WORK])
    assert found.total == 5
    assert "40 of another project" in found.why


def test_a_team_whose_newest_commit_is_by_a_newcomer_keeps_its_history() -> None:
    team = [commit(f"Index court rulings of year {at}", author=at % 4 + 1) for at in range(12)]
    assert asked([*team, commit("Fix a typo in the fee table", author=9)]).total == 13


def test_files_that_are_gone_count_for_the_people_who_stayed() -> None:
    before = [commit("Port the parser to Go", author=0, paths=["parser.go"])]
    foreign = [commit("Add the demo of the template", author=7, paths=["demo/page.tsx"])]
    own = [commit("Read leases with a table model", author=0, paths=["app.py"])]
    found = asked([*foreign, *before, *own])
    assert (found.count, found.total) == (2, 2)


def test_a_history_of_one_minute_is_told() -> None:
    burst = [commit(one.subject, day=at, committed=at / DAY_SECONDS) for at, one in enumerate(WORK)]
    assert "recorded within one minute" in asked(burst).why


def test_a_shallow_history_is_unknown_and_says_how_to_get_the_rest() -> None:
    found = asked(WORK, "shallow")
    assert found.outcome == "unknown"
    assert "git fetch --unshallow" in found.why


@pytest.mark.parametrize("state", ["none", "unreadable", "partial"])
def test_what_cannot_be_read_is_unknown(state: HistoryState) -> None:
    assert asked([] if state == "none" else WORK, state).outcome == "unknown"


def test_half_a_history_that_shows_enough_is_enough() -> None:
    many = [commit(f"Index court rulings of year {at}") for at in range(20)]
    assert asked(many, "partial").outcome == "present"


DAY_SECONDS = 86_400
