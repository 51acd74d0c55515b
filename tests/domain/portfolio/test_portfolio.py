"""Several projects together."""

WRITING = ("real-problem", "evaluation", "architecture-docs")


def test_a_single_project_has_no_portfolio(score, describe):
    assert score(describe("other", (2,) * 7, None))["portfolio"] is None


def test_the_best_project_of_a_type_counts_and_other_does_not(score, describe):
    weak, strong = describe("domain-rag", (1,) * 7, 0), describe("domain-rag", (3,) * 7, 5)
    result = score(weak, strong, describe("other", (3,) * 7, None))
    assert result["portfolio"]["score"] == {"low": 25, "high": 25}
    assert result["portfolio"]["coverage"] == 0.25
    assert "not_in_portfolio" in {warning["code"] for warning in result["warnings"]}


def test_projects_answer_in_the_callers_order(score, describe):
    first = {**describe("domain-rag", (1,) * 7, 0), "title": "First"}
    second = {**describe("mcp-server", (2,) * 7, 3), "title": "Second"}
    titles = [project["title"] for project in score(second, first)["projects"]]
    assert titles == ["Second", "First"]


def test_with_all_four_types_the_next_move_is_the_best_fix_of_a_best_project(score, describe):
    result = score(
        describe("domain-rag", (3,) * 7, 5),
        describe("workflow-agent", (3,) * 7, 5),
        describe("mcp-server", (3, 0, 3, 3, 3, 3, 3), 5),
        describe("technical-writing", (3, 3, 3), 4, criteria=WRITING),
        describe("mcp-server", (0,) * 7, 0),
    )
    move = result["portfolio"]["next_move"]
    assert (move["kind"], move["project"], move["fix"]) == ("fix", 2, "evaluation")
    assert move["gain"] == 12.75  # from the cap of 49 to 100, a quarter of it


def test_nothing_left_to_do_has_no_next_move(score, describe):
    full = [describe(kind, (3,) * 7, 5) for kind in ("domain-rag", "workflow-agent", "mcp-server")]
    result = score(*full, describe("technical-writing", (3, 3, 3), 4, criteria=WRITING))
    assert result["portfolio"]["score"] == {"low": 100, "high": 100}
    assert result["portfolio"]["next_move"] is None


def test_cross_checks_say_what_the_whole_holds_lacks_or_leaves_open(score, describe):
    result = score(
        describe("domain-rag", (3, 2, "?", 1, 1, 2, 2), 5),
        describe("mcp-server", (3, 1, "?", 1, 1, 2, 2), 5),
    )
    checks = {check["id"]: check["met"] for check in result["portfolio"]["cross_checks"]}
    assert checks["evaluation"] == checks["story-good-enough-to-ship"] == "yes"
    assert checks["deployed"] == checks["posts"] == "no"
    assert checks["story-ai-or-traditional"] == "unknown"


def test_one_verdict_is_enough_for_the_status(score, describe):
    unknown = {"title": "Unknown", "type": "mcp-server"}
    assert score(unknown)["status"] == "insufficient_evidence"
    assert score(unknown, describe("other", (2,) * 7, None))["status"] == "scored"
