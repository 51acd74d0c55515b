"""Properties over random projects: monotone, containing, free of order, inside 0 to 100."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from career_guide.models.ids import CRITERION_IDS

Json = dict[str, Any]

TEXTS = {
    "real-problem": "Used by 14 caseworkers of a tenants' association in Ohio",
    "evaluation": "Accuracy 91 % on 150 questions, judged by an LLM-as-judge script",
    "architecture-docs": "pgvector was chosen over Pinecone because one database is enough",
    "error-handling": "Falls back to a person below 0.6 confidence, covered by pytest",
    "deployed": "Live for everybody at https://tenants.fly.dev since spring",
    "code-quality": "Modular packages, a pytest suite, GitHub Actions on each push",
    "iteration-history": "42 commits; the re-ranking one raised recall from 71 to 84 %",
}
FAULTY = (
    "",
    "short",
    "The same words for each and every criterion of this list, 12 users",
    "We will add tests, CI and an evaluation of 200 questions next month",
    "Runs at http://localhost:3000 on my machine only",
    "Chat with your PDF documents, it works great",
)
FEATURES = ("narrow-domain", "hybrid-search", "re-ranking", "citations", "retrieval-evaluation")
LEVELS = st.sampled_from([0, 1, 2, 3, "unknown"])
STATES = st.sampled_from(["yes", "partial", "no", "unknown"])
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "commit_count": st.sampled_from([0, 1, 40]),
        "deployed_url": st.sampled_from(["https://x.fly.dev", "http://localhost:1", "nonsense"]),
        "eval": st.sampled_from(
            [{"metric": "f1", "value": 0.8, "n": 90, "method": "script"}, {"metric": "f1"}]
        ),
    },
)


@st.composite
def projects(draw: st.DrawFn) -> Json:
    criteria = [
        {
            "id": criterion,
            "level": draw(LEVELS),
            "evidence": draw(st.sampled_from((TEXTS[criterion], *FAULTY))),
        }
        for criterion in draw(st.lists(st.sampled_from(CRITERION_IDS), unique=True))
    ]
    features = [
        {
            "id": feature,
            "state": draw(STATES),
            "evidence": draw(st.sampled_from((f"src/{feature}/main.py holds it", *FAULTY))),
        }
        for feature in draw(st.lists(st.sampled_from(FEATURES), unique=True))
    ]
    return {
        "title": draw(st.sampled_from(["A project", "PDF chatbot"])),
        "type": "domain-rag",
        "criteria": criteria,
        "features": features,
        "facts": draw(FACTS),
    }


@pytest.fixture(scope="session")
def ends(score):
    def of(project: Json) -> tuple[float, float]:
        found = score(project)["projects"][0]["score"]
        return found["low"], found["high"]

    return of


def changed(project: Json, kind: str, index: int, **values: Any) -> Json:
    entries = [dict(entry) for entry in project[kind]]
    entries[index].update(values)
    return {**project, kind: entries}


@settings(deadline=None, max_examples=80)
@given(project=projects())
def test_raising_a_level_or_state_lowers_neither_end(ends, project):
    low, high = ends(project)
    for index, claim in enumerate(project["criteria"]):
        if claim["level"] in (0, 1, 2):
            raised = ends(changed(project, "criteria", index, level=claim["level"] + 1))
            assert raised[0] >= low
            assert raised[1] >= high
    for index, claim in enumerate(project["features"]):
        if claim["state"] in ("no", "partial"):
            better = "partial" if claim["state"] == "no" else "yes"
            raised = ends(changed(project, "features", index, state=better))
            assert raised[0] >= low
            assert raised[1] >= high


@settings(deadline=None, max_examples=60)
@given(project=projects())
def test_adding_distinct_evidence_lowers_neither_end(ends, project):
    low, high = ends(project)
    for index, claim in enumerate(project["criteria"]):
        if not claim["evidence"]:
            more = ends(changed(project, "criteria", index, evidence=TEXTS[claim["id"]]))
            assert more[0] >= low
            assert more[1] >= high


@settings(deadline=None, max_examples=60)
@given(project=projects(), level=st.sampled_from([0, 1, 2, 3]))
def test_learning_what_was_unknown_never_widens(ends, project, level):
    low, high = ends(project)
    for index, claim in enumerate(project["criteria"]):
        if claim["level"] == "unknown":
            known = ends(changed(project, "criteria", index, level=level))
            assert low <= known[0] <= known[1] <= high


@settings(deadline=None, max_examples=40)
@given(project=projects(), data=st.data())
def test_the_order_of_criteria_and_features_changes_nothing(score, project, data):
    shuffled = {
        **project,
        "criteria": data.draw(st.permutations(project["criteria"])),
        "features": data.draw(st.permutations(project["features"])),
    }
    assert json.dumps(score(project)) == json.dumps(score(shuffled))


@settings(deadline=None, max_examples=60)
@given(several=st.lists(projects(), min_size=1, max_size=4))
def test_every_number_stays_inside_its_bounds(score, several):
    result = score(*several)
    blocks = [*result["projects"], *([result["portfolio"]] if len(several) > 1 else [])]
    for block in blocks:
        assert 0 <= block["score"]["low"] <= block["score"]["high"] <= 100
        assert 0 <= block["coverage"] <= 1
    for project in result["projects"]:
        assert project["uncapped"]["low"] >= project["score"]["low"]
        for criterion in project["criteria"]:
            assert 0 <= criterion["low"] <= criterion["high"] <= 3
            exact = criterion["low"] == criterion["high"]
            assert criterion["credited"] == (criterion["low"] if exact else None)
