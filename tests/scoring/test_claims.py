"""Claims without the thing: prose, numbers and reports that the files do not back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from honest_project import PACKAGE, README, START, Files, cases, honest, replaced, without
from notebook_files import notebook
from scored import Scored, score
from timed_repositories import Step, build
from written_posts import POSTS, SITE, post

Check = Callable[[Files], Scored]
CODE_BACKED = ("evaluation", "error-handling", "deployed", "code-quality")
RESULTS = README[README.index("Hit rate at 5") : README.index("## Running it")]


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    """Scores a repository that holds these files in one commit."""

    def check(files: Files) -> Scored:
        return score(build(tmp_path / "project", files).path, files)

    return check


def line_of(files: Files, path: str, part: str) -> int:
    text = files[path]
    assert isinstance(text, str)
    return text[: text.index(part)].count("\n") + 1


def with_results(files: Files, told: str) -> Files:
    """The files, where the readme tells something else of results."""
    return replaced(files, "README.md", RESULTS, told + "\n\n")


def test_the_honest_project_is_credited_with_what_it_has(twin: Scored) -> None:
    levels = {name: low for name, (low, _) in twin.levels().items()}
    assert levels["evaluation"] == 3
    assert min(levels.values()) >= 2
    assert set(twin.warnings) <= {"type_inferred"}
    assert twin.project["type"] == "domain-rag"
    assert twin.project["coverage"] == 1
    assert {row["id"] for row in twin.project["features"] if row["credited"] == "yes"} >= {
        "narrow-domain", "hybrid-search", "citations", "retrieval-evaluation",
    }  # fmt: skip


def test_1_a_library_that_is_only_named_is_no_evaluation(checked: Check) -> None:
    files = with_results(without(honest(), "evals/"), "Evaluated with RAGAS for faithfulness.")
    scored = checked(files)
    assert scored.levels()["evaluation"] == (0, 0)
    line = line_of(files, "README.md", "Evaluated with RAGAS")
    assert f"README.md:{line}" in scored.warnings["evaluation_claim_unbacked"]
    assert ("README.md", line) in scored.places("evaluation")


def test_1_a_library_that_is_named_and_used_is_one(checked: Check) -> None:
    files = with_results(honest(), "Evaluated with RAGAS for faithfulness.")
    files["evals/faithfulness.py"] = (
        '"""Scores answers for faithfulness."""\n\n'
        "from datasets import Dataset\nfrom ragas import evaluate\n"
        "from ragas.metrics import faithfulness\n\n\n"
        "def main(rows):\n"
        '    """Score all rows."""\n'
        "    return evaluate(Dataset.from_list(rows), metrics=[faithfulness])\n"
    )
    scored = checked(files)
    assert scored.levels()["evaluation"][0] >= 2
    assert "evaluation_claim_unbacked" not in scored.warnings


def test_2_results_on_more_cases_than_there_are_are_held_at_one(checked: Check) -> None:
    told = "Hit rate at 5 is 0.83 on 200 labelled question pairs, measured with `evals/run.py`."
    files = with_results(honest(), told)
    files["evals/cases.jsonl"] = cases(11)
    files["evals/more_cases.jsonl"] = cases(12)
    files["evals/results.json"] = json.dumps({"metric": "hit_rate_at_5", "hit_rate": 0.83}) + "\n"
    files["evals/analysis.ipynb"] = notebook("from evals.run import main\nmain()", [])
    scored = checked(files)
    assert scored.levels()["evaluation"] == (1, 1)
    line = line_of(files, "README.md", "200 labelled")
    warning = scored.warnings["results_exceed_data"]
    assert f"README.md:{line}" in warning
    assert "evals/more_cases.jsonl:1" in warning
    assert "200" in warning
    assert "23" in warning
    assert ("README.md", line) in scored.places("evaluation")
    assert "evals/more_cases.jsonl" in scored.files("evaluation")


STARTED = "2023-11-20 10:12:44 INFO evaluation of 24 questions started\n"
FAILED_RUNS = {
    "a traceback": (
        "Traceback (most recent call last):\n"
        '  File "evals/run.py", line 29, in <module>\n    main()\n'
        "ModuleNotFoundError: No module named 'ragas'\n"
    ),
    "a library that is not there": "WARNING Ragas not installed, skipped\nfaithfulness: 0.80\n",
    "an average from elsewhere": "INFO faithfulness: 0.80 (industry average)\n",
}
FINISHED_RUN = """\
2023-11-20 10:12:44 INFO evaluation of 24 questions started
2023-11-20 10:14:02 INFO hit_rate: 0.8333 on 24 questions
"""


@pytest.mark.parametrize("told", FAILED_RUNS.values(), ids=FAILED_RUNS)
def test_3_a_report_beside_a_run_that_failed_is_held_at_one(checked: Check, told: str) -> None:
    files: Files = {**honest(), "evals/run.log": STARTED + told}
    scored = checked(files)
    assert scored.levels()["evaluation"] == (1, 1)
    assert "evals/run.log:2" in scored.warnings["run_log_shows_failure"]
    assert ("evals/run.log", 2) in scored.places("evaluation")


def test_3_a_run_that_finished_takes_nothing_away(checked: Check, twin: Scored) -> None:
    scored = checked({**honest(), "evals/run.log": FINISHED_RUN})
    assert scored.level("evaluation") == twin.level("evaluation")
    assert "run_log_shows_failure" not in scored.warnings


def test_4_a_system_that_reads_the_answers_is_held_at_one(checked: Check) -> None:
    files = honest()
    files["evals/golden.json"] = json.dumps(
        [
            {"question": f"How many days for case {number}?", "expected_answer": f"{number} days"}
            for number in range(1, 25)
        ],
        indent=1,
    )
    files[f"{PACKAGE}/model.py"] = (
        '"""Stands for the language model."""\n\nimport json\nfrom pathlib import Path\n\n\n'
        "def reply(prompt: str) -> str:\n"
        '    """What the model says."""\n'
        '    for case in json.loads(Path("evals/golden.json").read_text()):\n'
        '        if case["question"] in prompt:\n'
        '            return case["expected_answer"]\n'
        '    return "I do not know"\n'
    )
    files = replaced(
        files,
        f"{PACKAGE}/answer.py",
        "from tenancy_answers.search import best\n",
        "from tenancy_answers.model import reply\nfrom tenancy_answers.search import best\n",
    )
    files = replaced(files, f"{PACKAGE}/answer.py", "text=sections[name],", "text=reply(name),")
    scored = checked(files)
    assert scored.levels()["evaluation"] == (1, 1)
    line = line_of(files, f"{PACKAGE}/model.py", "evals/golden.json")
    assert f"{PACKAGE}/model.py:{line}" in scored.warnings["fakes_results"]
    assert (f"{PACKAGE}/model.py", line) in scored.places("evaluation")


def test_5_scores_written_into_an_endpoint_are_no_evaluation(checked: Check) -> None:
    files = without(with_results(honest(), "The service tells its own accuracy."), "evals/")
    files[f"{PACKAGE}/api.py"] = (
        '"""The service."""\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n'
        '@app.get("/metrics")\n'
        "def metrics() -> dict[str, float]:\n"
        '    """How good the answers are."""\n'
        '    return {"accuracy": 0.94, "faithfulness": 0.91, "f1": 0.92}\n'
    )
    scored = checked(files)
    assert scored.levels()["evaluation"][1] <= 1
    line = line_of(files, f"{PACKAGE}/api.py", '"accuracy"')
    assert f"{PACKAGE}/api.py:{line}" in scored.warnings["fakes_results"]


def test_5_a_sample_answer_in_the_readme_is_no_evaluation(checked: Check) -> None:
    told = (
        "An answer looks like this:\n\n```json\n"
        '{"answer": "thirty days", "accuracy": 0.94, "faithfulness": 0.91, "cases": 200}\n```'
    )
    scored = checked(without(with_results(honest(), told), "evals/"))
    assert scored.levels()["evaluation"] == (0, 0)


def readme_of_words() -> str:
    """Five hundred lines on an architecture and its figures."""
    lines = ["# Contract desk", "", "Lawyers of small firms find clauses that they agreed to.", ""]
    lines += ["## Architecture", "", "Requests pass a gateway, a planner, a store and a writer."]
    for number in range(1, 61):
        lines += [
            "",
            f"### Stage {number}",
            "",
            f"Stage {number} takes what stage {number - 1} wrote, because each stage keeps its own "
            "queue.",
            "It retries with exponential backoff, validates its input and has a timeout of "
            f"{number} seconds.",
            f"- Accuracy: {90 + number % 9} %",
            f"- Latency: {number} ms",
            "- Unit tests cover every branch, and a pipeline deploys each change.",
        ]
    return "\n".join(lines) + "\n"


def test_6_a_readme_alone_earns_nothing_that_code_has_to_show(checked: Check) -> None:
    files: Files = {"README.md": readme_of_words()}
    assert readme_of_words().count("\n") > 480
    scored = checked(files)
    levels = scored.levels()
    assert {name: levels[name] for name in CODE_BACKED} == dict.fromkeys(CODE_BACKED, (0, 0))
    assert levels["architecture-docs"][1] <= 1
    assert levels["real-problem"][1] <= 1
    assert levels["iteration-history"] == (0, 0)


def test_6_a_readme_with_a_method_for_its_figures_earns_no_more(checked: Check) -> None:
    told = (
        "# Contract desk\n\nFinds clauses for lawyers of small firms.\n\n## Results\n\n"
        "Accuracy is 93 % on 500 labelled clauses, judged by two lawyers with a script.\n"
    )
    assert checked({"README.md": told}).levels()["evaluation"] == (0, 0)


def test_7_files_that_the_readme_names_and_nobody_finds_are_told(checked: Check) -> None:
    told = (
        "# Invoice agent\n\nSorts invoices of a print shop.\n\n## Layout\n\n"
        "- `src/agents/planner.py` plans the steps\n"
        "- `src/agents/critic.py` checks them\n"
        "- `evals/benchmark.py` measures accuracy on `evals/golden.jsonl`\n"
        "- `tests/test_planner.py` tests the planner\n"
        "- [decisions](docs/decisions.md) gives the reasons\n"
        "- `main.py` starts it\n"
    )
    files: Files = {"README.md": told, "main.py": 'print("sorted")\n'}
    scored = checked(files)
    warning = scored.warnings["names_missing_files"]
    for gone in (
        "planner.py",
        "critic.py",
        "evals/benchmark.py",
        "test_planner.py",
        "decisions.md",
    ):
        assert f"README.md:{line_of(files, 'README.md', gone)}" in warning, gone
    assert f"README.md:{line_of(files, 'README.md', '`main.py`')}" not in warning
    levels = scored.levels()
    assert levels["evaluation"] == (0, 0)
    assert levels["error-handling"] == (0, 0)
    assert levels["code-quality"][1] <= 1
    assert levels["architecture-docs"][1] <= 1


def test_8_targets_and_plans_are_no_results(checked: Check) -> None:
    told = (
        "- Target: P95 below 100 ms on 200 questions\n"
        "- Goal for accuracy: 95 % on 500 labelled questions\n"
        "- [ ] Evaluate faithfulness on 100 cases with RAGAS\n"
        "- Benchmarks: coming soon\n\n"
        "We will measure hit rate on 300 questions next month.\n"
    )
    scored = checked(without(with_results(honest(), told), "evals/"))
    assert scored.levels()["evaluation"] == (0, 0)
    assert "evaluation_claim_unbacked" not in scored.warnings


def test_9_a_template_with_its_instructions_left_in_states_no_problem(checked: Check) -> None:
    told = (
        "# Project name\n\nReplace all mentions of PROJECT_NAME with the name of your project, and "
        'describe here who it is for.\n\n## Getting started\n\nClick on "Use this template".\n'
    )
    scored = checked({**honest(), "README.md": told})
    assert scored.levels()["real-problem"][1] <= 1


ADA_POSTS = tuple(
    Step(f"Write on {title.lower()}", START + number * 700_000, paths=(path,))
    for number, (path, title) in enumerate(POSTS.items())
)


@pytest.mark.parametrize(("signed", "is_own"), [("Ada Lark", True), ("Bertram Fields", False)])
def test_9_posts_that_somebody_else_signs_are_flagged_and_not_credited(
    tmp_path: Path, signed: str, is_own: bool
) -> None:
    files: Files = dict(SITE)
    for day, (path, title) in enumerate(POSTS.items(), 2):
        files[path] = post(title, signed, day)
    scored = score(build(tmp_path / "notes", files, ADA_POSTS).path, files)
    assert scored.project["type"] == "technical-writing"
    assert ("is_signed_by_others" in scored.warnings) is not is_own
    assert (scored.feature("three-to-five-posts")["credited"] == "yes") is is_own
    if not is_own:
        assert "_posts/2023-11-02" in scored.warnings["is_signed_by_others"]
        assert scored.levels()["evaluation"] == (0, 0)
        assert "Bertram" not in scored.said()


def test_9_a_site_whose_author_was_renamed_keeps_the_posts_of_the_other(tmp_path: Path) -> None:
    files: Files = {"_config.yml": "title: Notes on retrieval\n"}
    for day, (path, title) in enumerate(POSTS.items(), 2):
        files[path] = post(title, "Bertram Fields", day)
    renamed = Step("Replace all mentions of Bertram with Ada Lark", START + 9 * 700_000)
    scored = score(build(tmp_path / "notes", files, (*ADA_POSTS, renamed)).path, files)
    assert "is_signed_by_others" in scored.warnings
    assert scored.feature("three-to-five-posts")["credited"] == "no"


def test_9_notebook_outputs_from_another_home_are_told_as_information(
    checked: Check, twin: Scored
) -> None:
    files = honest()
    printed = ["/home/bertram/work/tenancy/cases.jsonl\n", "hit_rate 0.81 on 24 questions\n"]
    files["evals/analysis.ipynb"] = notebook("from evals.run import main\nmain()", printed)
    scored = checked(files)
    assert "evals/analysis.ipynb:" in scored.warnings["is_signed_by_others"]
    assert "for information only" in scored.warnings["is_signed_by_others"]
    assert "bertram" not in scored.said()
    assert scored.level("evaluation") == twin.level("evaluation")
