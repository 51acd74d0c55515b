"""The tool on repositories: what it reads, what it refuses, and what claims beside files do."""

import json
from pathlib import Path

import pytest

from career_guide.deps import Deps
from career_guide.evidence.roots import AllowedRoots
from career_guide.tools.boundary import Reply, invoke
from career_guide.tools.portfolio import SCORE_PROJECT
from git_repositories import Repository, init
from honest_project import README, Files, honest, replaced, without
from scored import DEPS, Json, Scored, ask, score
from timed_repositories import HONEST, build, in_folder

SMALL: Files = {"README.md": "# Months\n\nCounts months.\n", "months.py": "print(90 // 30)\n"}
FILES = honest()
QUOTE = "Hit rate at 5 is 0.83 on 24 labelled questions"
LINE = README[: README.index(QUOTE)].count("\n") + 1


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The honest project; no test here changes it."""
    return build(tmp_path_factory.mktemp("tool") / "tenancy-answers", FILES, HONEST)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A project of two files; no test here changes it."""
    return build(tmp_path_factory.mktemp("tool") / "months", SMALL)


def call(*projects: Json, deps: Deps = DEPS, **more: object) -> Reply:
    return invoke(SCORE_PROJECT, {"projects": list(projects), **more}, deps)


def faults(reply: Reply) -> list[tuple[str, str]]:
    assert reply.is_error
    assert reply.payload["status"] == "invalid_input"
    return [(fault["field"], fault["code"]) for fault in reply.payload["errors"]]


def claim(level: int, evidence: str, criterion: str = "evaluation") -> list[Json]:
    return [{"id": criterion, "level": level, "evidence": evidence}]


def quote_of(scored: Scored, criterion: str = "evaluation") -> Json:
    rows = scored.criterion(criterion)["evidence"]
    return next(row for row in rows if row["kind"] == "quote")


def test_a_repository_needs_neither_title_nor_type(mine: Repository) -> None:
    project = score(mine.path, FILES).project
    assert (project["title"], project["type"]) == ("tenancy-answers", "domain-rag")
    read = project["repository"]
    assert read["path_name"] == "tenancy-answers"
    assert read["commit"] == mine.id("HEAD")
    assert (read["dirty"], read["uncommitted_files"], read["truncated"]) == (False, 0, False)
    assert read["caps"]["files"] > 0


def test_without_a_repository_title_and_type_are_needed() -> None:
    told = faults(call({"summary": "Counts months"}))
    assert {field for field, _ in told} == {"/projects/0/title", "/projects/0/type"}


def test_title_and_type_of_the_caller_are_kept(mine: Repository) -> None:
    scored = score(mine.path, FILES, title="Leases", type="workflow-agent")
    assert (scored.project["title"], scored.project["type"]) == ("Leases", "workflow-agent")
    assert "type_inferred" not in scored.warnings
    assert {row["id"] for row in scored.project["features"]} >= {"tool-calling", "real-workflow"}


def test_a_quote_that_stands_in_the_files_is_verified(mine: Repository) -> None:
    scored = score(mine.path, FILES, criteria=claim(2, f"README.md:{LINE}: {QUOTE}"))
    quote = quote_of(scored)
    assert quote["verified"] is True
    assert (quote["file"], quote["line"]) == ("README.md", LINE)
    assert scored.criterion("evaluation")["claimed"] == 2


@pytest.mark.parametrize("cited", ["README.md:3: ", "evals/run.py:7: ", f"evals/run.py:{LINE}: "])
def test_a_quote_that_stands_elsewhere_is_told_where(mine: Repository, cited: str) -> None:
    scored = score(mine.path, FILES, criteria=claim(2, cited + QUOTE))
    quote = quote_of(scored)
    assert quote["verified"] is True
    assert (quote["file"], quote["line"]) == ("README.md", LINE)
    assert "elsewhere" in scored.criterion("evaluation")["why"]


def test_a_quote_over_two_lines_is_found_at_its_first(mine: Repository) -> None:
    two = " ".join(README.split("\n")[LINE - 1 : LINE + 1])
    quote = quote_of(score(mine.path, FILES, criteria=claim(2, two)))
    assert (quote["file"], quote["line"], quote["verified"]) == ("README.md", LINE, True)


@pytest.mark.parametrize(
    "evidence",
    ["Hit rate at 5 is 0.97 on 900 labelled questions", "README.md:31: nothing like it there"],
)
def test_a_quote_that_stands_nowhere_is_not_verified(mine: Repository, evidence: str) -> None:
    scored = score(mine.path, FILES, criteria=claim(2, evidence))
    quote = quote_of(scored)
    assert (quote["file"], quote["line"], quote["verified"]) == (None, None, False)
    assert "does not stand" in scored.criterion("evaluation")["why"]


def test_a_quote_beside_a_repository_is_said_to_be_missing_from_its_files(
    mine: Repository, small: Repository
) -> None:
    wrong = score(small.path, SMALL, criteria=claim(2, "It is right nine times in ten"))
    assert wrong.warnings["quote_not_found"] == (
        "Project 1: not every quote stands in the files that were read."
    )
    assert "quotes_unchecked" not in wrong.warnings
    right = score(mine.path, FILES, criteria=claim(3, QUOTE))
    assert not {"quote_not_found", "quotes_unchecked"} & set(right.warnings)


def test_claims_never_change_what_the_files_earn(small: Repository, mine: Repository) -> None:
    everything = [
        {"id": row["id"], "level": 3, "evidence": f"{QUOTE}, says the {row['id']}"}
        for row in score(small.path, SMALL).project["criteria"]
    ]
    nothing = [{**row, "level": 0, "evidence": ""} for row in everything]
    features = [{"id": "citations", "state": "yes", "evidence": "each answer cites its section"}]
    for repository, files in ((small, SMALL), (mine, FILES)):
        plain = score(repository.path, files, type="domain-rag")
        for criteria in (everything, nothing):
            claimed = score(
                repository.path, files, type="domain-rag", criteria=criteria, features=features
            )
            assert claimed.levels() == plain.levels()
            assert claimed.project["score"] == plain.project["score"]
            assert claimed.project["band"] == plain.project["band"]
            assert claimed.feature("citations")["claimed"] == "yes"
            credited = claimed.feature("citations")["credited"]
            assert credited == plain.feature("citations")["credited"]
    assert score(small.path, SMALL, criteria=everything).criterion("evaluation")["claimed"] == 3


def test_facts_beside_a_repository_are_not_counted(small: Repository) -> None:
    facts = {"commit_count": 400, "deployed_url": "https://months.fly.dev"}
    scored = score(small.path, SMALL, facts=facts)
    assert scored.levels() == score(small.path, SMALL).levels()
    assert "facts_not_counted" in scored.warnings


def test_an_earlier_commit_is_read_by_id_branch_or_tag(tmp_path: Path) -> None:
    mine = build(tmp_path / "project", SMALL)
    first = mine.id("HEAD")
    mine.git("tag", "v1")
    mine.git("branch", "old")
    mine.commit(FILES, "Search, answer and evaluate")
    assert score(mine.path, FILES).levels()["evaluation"][0] >= 2
    for commit in (first, first[:10], "v1", "old"):
        scored = score(mine.path, SMALL, commit=commit)
        assert scored.project["repository"]["commit"] == first
        assert scored.levels()["evaluation"] == (0, 0)
        assert scored.project["repository"]["dirty"] is False


@pytest.mark.parametrize("commit", ["nowhere", "f" * 40, "HEAD~99", "--all", "../../etc", "v\0"])
def test_a_commit_that_is_not_there_is_refused(small: Repository, commit: str) -> None:
    reply = ask(small.path, commit=commit)
    assert [field for field, _ in faults(reply)] == ["/projects/0/commit"]
    assert str(small.path.parent) not in reply.text


def test_a_commit_needs_a_repository_with_git(tmp_path: Path) -> None:
    folder = in_folder(tmp_path / "plain", SMALL)
    assert faults(ask(folder, commit="HEAD")) == [("/projects/0/commit", "unknown_commit")]
    described = call({"title": "Months", "type": "other", "commit": "HEAD"})
    assert [field for field, _ in faults(described)] == ["/projects/0/commit"]


def test_every_refused_path_is_told_at_its_place(small: Repository, tmp_path: Path) -> None:
    reply = call(
        {"repository": str(tmp_path / "nowhere")},
        {"repository": str(small.path)},
        {"title": "Months", "type": "other"},
        {"repository": str(small.path / "months.py")},
        {"repository": "~/project"},
        {"repository": str(small.path), "commit": "nowhere"},
    )
    assert faults(reply) == [
        ("/projects/0/repository", "not_found"),
        ("/projects/3/repository", "not_a_folder"),
        ("/projects/4/repository", "not_a_path"),
        ("/projects/5/commit", "unknown_commit"),
    ]
    for fault in reply.payload["errors"]:
        assert fault["expected"]
        assert len(fault["received"]) <= 60
    assert str(small.path) not in reply.text.replace(fault_received(reply, 1), "")


def fault_received(reply: Reply, number: int) -> str:
    received: str = reply.payload["errors"][number]["received"]
    return received


def test_no_path_is_read_where_nothing_may_be(small: Repository) -> None:
    hosted = Deps(catalog=DEPS.catalog)
    for path in (str(small.path), "/", "/nowhere/at/all"):
        reply = ask(path, hosted)
        assert faults(reply) == [("/projects/0/repository", "path_not_allowed")]
        assert "a described project, for example" in reply.payload["errors"][0]["expected"]
        assert path not in reply.text or path == "/"


def test_what_lies_outside_reads_the_same_whether_it_is_there_or_not(
    small: Repository, tmp_path: Path
) -> None:
    roots = AllowedRoots.given([str(tmp_path)])
    deps = Deps(catalog=DEPS.catalog, reach=lambda _: roots)
    there, nowhere = str(small.path), str(small.path) + "-that-is-nowhere"
    told = [
        json.dumps({**ask(path, deps).payload["errors"][0], "received": ""})
        for path in (there, nowhere)
    ]
    assert told[0] == told[1]
    assert "--allow-repository" in told[0]


def test_uncommitted_work_is_counted_and_not_credited(tmp_path: Path) -> None:
    mine = build(tmp_path / "project", {**SMALL, ".gitignore": "build/\n"})
    before = score(mine.path, SMALL)
    mine.write({**without(FILES, ".gitignore", "README.md"), "build/out.txt": "built\n"})
    mine.write({"README.md": README})
    after = score(mine.path, SMALL)
    assert after.levels() == before.levels()
    read = after.project["repository"]
    assert read["dirty"] is True
    assert read["uncommitted_files"] == len(FILES) - 1
    assert str(len(FILES) - 1) in after.warnings["uncommitted"]
    assert "uncommitted" not in before.warnings


def test_a_folder_without_git_is_judged_by_its_files(tmp_path: Path, twin: Scored) -> None:
    scored = score(in_folder(tmp_path / "plain", FILES), FILES)
    read = scored.project["repository"]
    assert (read["commit"], read["dirty"]) == (None, False)
    assert "no git history" in scored.warnings["history"]
    levels, honest_levels = scored.levels(), twin.levels()
    assert levels.pop("iteration-history") == (0, 3)
    assert levels == {name: honest_levels[name] for name in levels}


def test_a_folder_below_a_root_says_that_the_history_was_not_looked_at(mine: Repository) -> None:
    scored = score(mine.path / "src")
    assert scored.levels()["iteration-history"] == (0, 3)
    assert "below the root of a repository" in scored.warnings["history"]
    roots = AllowedRoots.given([str(mine.path / "src")])
    narrow = ask(mine.path / "src", Deps(catalog=DEPS.catalog, reach=lambda _: roots))
    assert "no git history" in Scored(narrow.payload).warnings["history"]


def test_an_empty_repository_and_an_empty_folder_earn_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (init(tmp_path / "unborn").path, tmp_path / "folder"):
        scored = score(path, {})
        levels = scored.levels()
        assert levels.pop("iteration-history") == (0, 3)
        assert set(levels.values()) == {(0, 0)}
        assert scored.project["score"]["high"] <= 49


def test_the_same_commit_gives_the_same_bytes(mine: Repository, tmp_path: Path) -> None:
    first = ask(mine.path).text
    assert ask(mine.path).text == first
    mine.git("clone", "--quiet", "--no-local", ".", str(tmp_path / "tenancy-answers"))
    assert ask(tmp_path / "tenancy-answers").text == first


def test_concise_keeps_the_levels_and_leaves_out_the_evidence(mine: Repository) -> None:
    reply = call({"repository": str(mine.path)}, detail="concise")
    concise, full = Scored(reply.payload), score(mine.path, FILES)
    assert concise.levels() == full.levels()
    assert len(reply.text) < len(full.text) / 2
    assert all(not row["evidence"] for row in concise.project["criteria"])


def test_repositories_and_described_projects_make_one_portfolio(
    mine: Repository, small: Repository
) -> None:
    reply = call(
        {"title": "Told", "type": "mcp-server", "criteria": claim(1, "")},
        {"repository": str(mine.path)},
        {"repository": str(small.path)},
    )
    assert not reply.is_error, reply.text
    rows = reply.payload["projects"]
    assert [row["repository"] and row["repository"]["path_name"] for row in rows] == [
        None,
        "tenancy-answers",
        "months",
    ]
    assert reply.payload["portfolio"]["missing_types"]
    inferred = [w["text"] for w in reply.payload["warnings"] if w["code"] == "type_inferred"]
    assert [text[:10] for text in inferred] == ["Project 2:", "Project 3:"]


def test_every_next_call_is_valid(mine: Repository, small: Repository) -> None:
    from career_guide.tools.registry import all_tools

    known = {tool.name: tool for tool in all_tools()}
    for repository in (mine, small):
        for action in score(repository.path).payload["next_actions"]:
            reply = invoke(known[action["tool"]], action["arguments"], DEPS)
            assert not reply.is_error, reply.text


def test_a_repository_of_the_other_kind_of_line_ends_quotes_the_same(tmp_path: Path) -> None:
    files = replaced(FILES, "README.md", "\n", "\r\n")
    scored = score(build(tmp_path / "project", files).path, files, criteria=claim(2, QUOTE))
    assert quote_of(scored)["line"] == LINE


QUERIES_ALONE = '''\
"""Tells what the statute says."""

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("statute")


@mcp.tool()
def search_sections(question: str) -> list[str]:
    """Sections on a question."""
    return [question]


mcp.run()
'''


def test_a_feature_that_is_there_in_part_says_what_is_too_little(tmp_path: Path) -> None:
    files: Files = {"README.md": "# Statute server\n\nAn MCP server.\n", "server.py": QUERIES_ALONE}
    scored = score(build(tmp_path / "statute", files).path, files, type="mcp-server")
    feature = scored.feature("query-create-update")
    assert feature["credited"] == "partial"
    assert feature["why"] == (
        "Too little: tools that query as well as create and update. 1 tool seen: 1 to look things "
        "up, 0 to create, change or delete, 0 whose names do not say."
    )
    assert [(seen["file"], seen["line"]) for seen in feature["evidence"]] == [("server.py", 9)]


def test_the_remedy_begins_with_what_the_rest_is_made_of(small: Repository) -> None:
    remedy = score(small.path, SMALL).criterion("evaluation")["remedy"]
    assert remedy["text"].startswith("Add a script that runs the system over a set of cases")
