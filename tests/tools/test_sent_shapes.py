"""Shapes that clients send: what is clearly meant is taken, and faults point into what came."""

import json
from typing import Any

import pytest

from career_guide.content.snapshot import load_default
from career_guide.deps import Deps
from career_guide.tools.boundary import invoke
from career_guide.tools.registry import all_tools

DEPS = Deps(catalog=load_default())
BY_NAME = {tool.name: tool for tool in all_tools()}
MISSING = object()


def call(tool: str, arguments: Any) -> Any:
    return invoke(BY_NAME[tool], arguments, DEPS)


@pytest.mark.parametrize(
    "given",
    [
        {"skill": "RAG", "level": "aware"},
        {"RAG": "aware"},
        {"RAG": {"level": "aware"}},
        [{"RAG": "aware"}],
        ['{"skill": "RAG", "level": "aware"}'],
        '{"skill": "RAG", "level": "aware"}',
        '{"RAG": "aware"}',
        '[{"RAG": "aware"}]',
    ],
)
def test_one_skill_may_come_in_any_plain_shape(given: Any) -> None:
    wanted = call("next_skill", {"known_skills": [{"skill": "RAG", "level": "aware"}]})
    assert call("next_skill", {"known_skills": given}) == wanted


@pytest.mark.parametrize(
    "given",
    [
        {"RAG": None, "Python": None},
        '["RAG", "Python"]',
        "[RAG, Python]",
        "['RAG', 'Python']",
        "RAG, Python",
    ],
)
def test_several_skills_may_come_in_any_plain_shape(given: Any) -> None:
    wanted = call("next_skill", {"known_skills": ["RAG", "Python"]})
    assert call("next_skill", {"known_skills": given}) == wanted


def test_a_ticked_list_in_brackets_is_words_and_no_json() -> None:
    payload = call("next_skill", {"known_skills": "[x] Python, [x] RAG"}).payload
    assert {row["skill_id"] for row in payload["matched"]} == {"typescript-python", "basic-rag"}


@pytest.mark.parametrize("text", ['["RAG", "Python"', '{"skill":"RAG","level":"none"', '[{"RAG"'])
def test_json_that_was_cut_is_refused_and_not_read_as_words(text: str) -> None:
    for known, field in ((text, "/known_skills"), ([text], "/known_skills/0")):
        row = call("next_skill", {"known_skills": known}).payload["errors"][0]
        assert (row["field"], row["code"]) == (field, "bad_format")


CRITERIA = [{"id": "evaluation", "level": 1}, {"id": "evaluation", "level": 1}]
TWICE = {"title": "x", "type": "domain-rag", "criteria": CRITERIA}


@pytest.mark.parametrize(
    ("tool", "arguments", "field", "meant"),
    [
        ("next_skill", {"known_skills": {"RAG": "expert"}}, "/known_skills/RAG", "proficient"),
        ("next_skill", {"known_skills": [{"RAG": "expert"}]}, "/known_skills/0/RAG", "proficient"),
        ("next_skill", {"known_skills": {"RAG": 3, "MCP": "none"}}, "/known_skills/RAG", None),
        ("next_skill", {"known_skills": {"R/G": {"lvl": "x"}}}, "/known_skills/R~1G/lvl", "level"),
        ("next_skill", {"known_skills": {"level": "aware"}}, "/known_skills/skill", None),
        (
            "next_skill",
            {"known_skills": {"skill": "RAG", "lvl": "x"}},
            "/known_skills/lvl",
            "level",
        ),
        ("next_skill", {"known_skills": ["RAG", {"lvl": "x"}]}, "/known_skills/1/lvl", None),
        ("next_skill", {"known_skills": '{"RAG": "expert"}'}, "/known_skills", None),
        ("next_skill", {"exclude": "fine-tunning"}, "/exclude", "fine-tuning"),
        ("next_skill", {"exclude": "mcp, fine-tunning"}, "/exclude", None),
        ("score_project", {"projects": {"title": "x", "type": "agent"}}, "/projects/type", ...),
        ("score_project", {"projects": '[{"title": "x", "type": "agent"}]'}, "/projects", None),
        ("score_project", {"projects": TWICE}, "/projects/criteria/1/id", None),
        ("estimate_comp", {"offers": {"bse": 190_000}}, "/offers/bse", "base"),
        (
            "estimate_comp",
            {"offers": {"base": 85_000, "currency": "GBP"}},
            "/offers/fx_to_usd",
            None,
        ),
        ("estimate_comp", {"offers": '{"base": 85000, "currency": "GBP"}'}, "/offers", None),
        ("next_skill", '{"focus": "ragg"}', "", None),
    ],
)
def test_a_fault_points_into_the_arguments_as_they_came(
    tool: str, arguments: Any, field: str, meant: Any
) -> None:
    errors = call(tool, arguments).payload["errors"]
    row = next(row for row in errors if row["field"] == field)
    if meant is not ...:
        assert row["did_you_mean"] == meant
    for error in errors:
        assert found(arguments, error["field"]) is not MISSING or error["code"] == "missing"


def found(value: Any, pointer: str) -> Any:
    for token in pointer.split("/")[1:]:
        step = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return MISSING
    return value


@pytest.mark.parametrize(
    ("tool", "arguments", "inner", "example"),
    [
        (
            "score_project",
            {"projects": '{"title": "x", "type": "agent"}'},
            "/type",
            "workflow-agent",
        ),
        ("next_skill", {"known_skills": '{"RAG": "expert"}'}, "/RAG", "proficient"),
        ("estimate_comp", {"offers": '[{"base": 190}]'}, "/0/base", 190_000),
    ],
)
def test_a_fault_inside_json_text_says_where_in_it(
    tool: str, arguments: Any, inner: str, example: Any
) -> None:
    row = call(tool, arguments).payload["errors"][0]
    assert row["expected"].startswith(f"{inner} in its JSON: ")
    assert row["expected"].endswith(f", for example {json.dumps(example)}")


@pytest.mark.parametrize("wrong", ["name", "title", "topic", "skills"])
def test_a_misnamed_field_is_no_skill(wrong: str) -> None:
    row = next(
        row
        for row in call("next_skill", {"known_skills": {wrong: "RAG"}}).payload["errors"]
        if row["code"] == "unknown_argument"
    )
    assert (row["field"], row["did_you_mean"]) == (f"/known_skills/{wrong}", "skill")
