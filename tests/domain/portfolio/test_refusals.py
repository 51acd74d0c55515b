"""Calls that cannot be meant are refused with every fault and a way to mend it."""

import json

import pytest


def faults(reply):
    assert reply.is_error, reply.text
    assert reply.payload["status"] == "invalid_input"
    return {fault["field"]: fault for fault in reply.payload["errors"]}


def project(**fields):
    return {"title": "A", "type": "domain-rag", **fields}


def test_a_criterion_rated_twice_is_refused_so_that_order_cannot_matter(call):
    twice = [{"id": "evaluation", "level": 3}, {"id": "evaluation", "level": 0}]
    found = faults(call(project(criteria=twice)))
    assert found.keys() == {"/projects/0/criteria/1/id"}
    assert found["/projects/0/criteria/1/id"]["expected"].endswith("for example real-problem")


def test_a_feature_stated_twice_is_refused(call):
    twice = [{"id": "citations", "state": "yes"}, {"id": "citations", "state": "no"}]
    found = faults(call(project(features=twice)))
    assert found["/projects/0/features/1/id"]["expected"].endswith("for example narrow-domain")


def test_features_of_another_type_are_refused_with_the_list_of_this_type(call):
    foreign = [{"id": "rate-limiting", "state": "yes"}, {"id": "documentation", "state": "no"}]
    found = faults(call(project(), project(features=foreign)))
    assert found.keys() == {"/projects/1/features/0/id", "/projects/1/features/1/id"}
    for fault in found.values():
        assert "retrieval-evaluation" in fault["expected"]
        assert "mcp-server" in fault["expected"]
    assert found["/projects/1/features/0/id"]["expected"].endswith("narrow-domain")
    assert found["/projects/1/features/1/id"]["expected"].endswith("hybrid-search")


def test_type_other_takes_no_features(call):
    found = faults(call(project(type="other", features=[{"id": "citations", "state": "yes"}])))
    assert found["/projects/0/features"]["did_you_mean"] == []


@pytest.mark.parametrize("level", [4, -1, 1.5, True, "high", "", [2], {"level": 2}])
def test_a_wrong_level_is_one_fault(call, level):
    found = faults(call(project(criteria=[{"id": "evaluation", "level": level}])))
    assert found.keys() == {"/projects/0/criteria/0/level"}
    assert "0, 1, 2, 3" in found["/projects/0/criteria/0/level"]["expected"]


@pytest.mark.parametrize(
    ("level", "credited"), [("1", 1), (1.0, 1), ("1.0", 1), (" Unknown ", None), (None, None)]
)
def test_levels_may_come_as_clients_send_them(score, level, credited):
    result = score(project(criteria=[{"id": "Evaluation", "level": level}]))
    assert result["projects"][0]["criteria"][1]["credited"] == credited


@pytest.mark.parametrize(
    ("state", "credited"), [("No", "no"), (False, "no"), (True, "partial"), (None, "unknown")]
)
def test_states_may_come_as_clients_send_them(score, state, credited):
    result = score(project(features=[{"id": "citations", "state": state}]))
    states = {f["id"]: f["credited"] for f in result["projects"][0]["features"]}
    assert states["citations"] == credited


def test_lists_may_come_as_json_in_text(call):
    claims = json.dumps([{"id": "evaluation", "level": 1}])
    reply = call(json.dumps(project(criteria=claims)))
    assert not reply.is_error, reply.text
    assert reply.payload["projects"][0]["criteria"][1]["credited"] == 1


@pytest.mark.parametrize(
    ("projects", "field"),
    [
        ([], "/projects"),
        ([{"title": "A", "type": "other"}] * 9, "/projects"),
        ([{"type": "other"}], "/projects/0/title"),
        ([{"title": "\u200b ", "type": "other"}], "/projects/0/title"),
        ([{"title": "A"}], "/projects/0/type"),
        ([{"title": "A", "type": "rag"}], "/projects/0/type"),
        ([{"title": "A", "type": "other", "repository": "."}], "/projects/0/repository"),
        ([{"title": "A", "type": "other", "summary": "x" * 601}], "/projects/0/summary"),
        (
            [{"title": "A", "type": "other", "facts": {"commit_count": -1}}],
            "/projects/0/facts/commit_count",
        ),
        (
            [{"title": "A", "type": "other", "facts": {"eval": {"n": 0}}}],
            "/projects/0/facts/eval/n",
        ),
    ],
)
def test_bounds_are_kept(call, projects, field):
    assert faults(call(*projects)).keys() == {field}


def test_source_text_is_bounded(call):
    assert faults(call(project(), source_text="x" * 60_001)).keys() == {"/source_text"}


def test_at_most_five_faults_are_told(call):
    foreign = [{"id": f, "state": "yes"} for f in ("documentation", "time-saved", "rate-limiting")]
    reply = call(*[project(features=foreign)] * 4)
    assert len(reply.payload["errors"]) == 5
