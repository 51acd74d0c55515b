"""Every code has content that breaks its rule, and content near to it that does not."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from career_guide.content.lint import unreachable
from career_guide.content.loader import examine
from career_guide.content.problems import CODES
from career_guide.content.snapshot import Snapshot

SKILL = "skills/mcp.yaml"
GOOD_FACT = {
    "id": "test-fact",
    "text": "A statement that stands by itself.",
    "asks": [f"a way of asking number {n}" for n in range(5)],
}


def edit(file: str, change: Callable[[Any], object]) -> Callable[[Any], None]:
    return lambda author: author.edit(file, change)


def append(file: str, text: str) -> Callable[[Any], None]:
    return lambda author: author.append(file, text)


def write(file: str, text: str | bytes) -> Callable[[Any], None]:
    return lambda author: author.write(file, text)


def put(file: str, *path: str | int, value: Any) -> Callable[[Any], None]:
    def change(values: Any) -> None:
        for key in path[:-1]:
            values = values[key]
        values[path[-1]] = value

    return edit(file, change)


def add(file: str, *path: str | int, value: Any) -> Callable[[Any], None]:
    def change(values: Any) -> None:
        for key in path:
            values = values[key]
        values.append(value)

    return edit(file, change)


def remove(file: str) -> Callable[[Any], None]:
    return lambda author: (author.folder / file).unlink()


def link_out(author: Any) -> None:
    outside = author.folder.parent / "outside.yaml"
    (author.folder / SKILL).rename(outside)
    (author.folder / SKILL).symlink_to(outside)


def link_inside(author: Any) -> None:
    (author.folder / SKILL).rename(author.folder / ".kept.yaml")
    (author.folder / SKILL).symlink_to("../.kept.yaml")


def unreadable(author: Any) -> None:
    path = author.folder / SKILL
    path.unlink()
    path.symlink_to(author.folder / SKILL)  # a circle


def pipe(author: Any) -> None:
    path = author.folder / "premium.yaml"
    path.unlink()
    os.mkfifo(path)


def no_folder(author: Any) -> None:
    author.folder = author.folder / "nowhere"


def hard_edge(of: str, needs: str) -> Callable[[Any], None]:
    edge = {"skill": needs, "reason": "Because it comes first."}
    return add(f"skills/{of}.yaml", "additions", "hard", value=edge)


def soft_edge(of: str, needs: str) -> Callable[[Any], None]:
    edge = {"skill": needs, "reason": "Because it helps."}

    def change(values: Any) -> None:
        values["additions"].setdefault("soft", []).append(edge)

    return edit(f"skills/{of}.yaml", change)


PRACTICE = {"name": "a server built", "topics": ["building-severs"], "words": [["x"], ["y"]]}


def steal_an_ask(author: Any) -> None:
    asked = author.read(SKILL)["facts"][0]["asks"][0]
    put("skills/evaluation.yaml", "facts", 0, "asks", 0, value=asked.upper() + "?")(author)


def steal_a_whole_alias(author: Any) -> None:
    phrases = {"coverage": "whole", "phrases": ["canonical | VECTOR thing"]}
    add("aliases/basic-rag.yaml", "sets", value=phrases)(author)
    phrases = {"coverage": "whole", "phrases": ["Vector Thing"]}
    add("aliases/llm-apis.yaml", "sets", value=phrases)(author)


def share_a_part_alias(author: Any) -> None:
    for skill in ("basic-rag", "llm-apis"):
        phrases = {"coverage": "part", "phrases": ["vector thing"]}
        add(f"aliases/{skill}.yaml", "sets", value=phrases)(author)


def group(author: Any, **own: Any) -> None:
    values = {"id": "test-group", "title": "Test", "order": 999, "phrases": ["vector thing"], **own}
    author.write("vocabulary/test-group.yaml", "{}")
    author.edit("vocabulary/test-group.yaml", lambda empty: empty.update(values))


def strength_that_is_an_alias(author: Any) -> None:
    phrases = {"coverage": "part", "phrases": ["vector-thing"]}
    add("aliases/basic-rag.yaml", "sets", value=phrases)(author)
    group(author, kind="strength")


def strength_that_is_an_alias_beside_ai_only(author: Any) -> None:
    phrases = {"coverage": "part", "phrases": ["vector-thing"], "when": "beside_ai"}
    add("aliases/basic-rag.yaml", "sets", value=phrases)(author)
    group(author, kind="strength")


def same_job_title(author: Any) -> None:
    for level in ("senior", "manager"):
        add(f"levels/{level}.yaml", "names", value="Chief Prompt Officer")(author)


def repeat_a_fact_id(author: Any) -> None:
    taken = author.read(SKILL)["facts"][0]["id"]
    add("skills/evaluation.yaml", "facts", value={**GOOD_FACT, "id": taken})(author)


def same_order(author: Any) -> None:
    put(SKILL, "order", value=author.read("skills/evaluation.yaml")["order"])(author)


def swap_bands(author: Any) -> None:
    author.edit("scoring.yaml", lambda values: values["bands"].insert(0, values["bands"].pop()))


def swap_anchors(author: Any) -> None:
    author.edit("criteria/deployed.yaml", lambda values: values["anchors"].reverse())


def total(low: int, high: int) -> Callable[[Any], None]:
    return put("levels/senior.yaml", "total", value={"low": low, "high": high})


def senior_below_junior(author: Any) -> None:
    salary, equity = {"low": 110_000, "high": 230_000}, {"low": 40_000, "high": 80_000}
    put("levels/senior.yaml", "salary", value=salary)(author)
    put("levels/senior.yaml", "equity", value=equity)(author)
    total(150_000, 310_000)(author)


def unstated_percentage(author: Any) -> None:
    put("markets/ca-au.yaml", "percent", "high", value=86)(author)


def weeks(first: int, last: int) -> Callable[[Any], None]:
    return put("tiers/tier-2.yaml", "weeks", value={"first": first, "last": last})


def nested(depth: int) -> str:
    return "extra: " + "[" * depth + "x" + "]" * depth + "\n"


BAD: dict[str, Callable[[Any], None]] = {
    "CG001": no_folder,
    "CG002": write("skills/notes.txt", "no content"),
    "CG003": remove("premium.yaml"),
    "CG004": link_out,
    "CG005": unreadable,
    "CG006": append("synonyms.yaml", "#" * (1 << 20)),
    "CG007": write("premium.yaml", "title: Prämie".encode("latin-1")),
    "CG008": append(SKILL, "# a comment \u202ethat runs backwards\n"),
    "CG010": append(SKILL, "title: [no end\n"),
    "CG011": append(SKILL, "title: Another title\n"),
    "CG012": append(SKILL, "extra: &name x\n"),
    "CG013": append(SKILL, "<<: {title: x}\n"),
    "CG014": append(SKILL, "extra: !!python/name:os.system x\n"),
    "CG015": append(SKILL, "---\nid: mcp\n"),
    "CG016": append(SKILL, nested(33)),
    "CG017": append(SKILL, "extra: no\n"),
    "CG018": append(SKILL, "extra:\n"),
    "CG019": write("premium.yaml", "- a list\n"),
    "CG020": put(SKILL, "titel", value="x"),
    "CG021": edit(SKILL, lambda values: values.pop("why")),
    "CG022": put(SKILL, "topics", value="building servers"),
    "CG023": put(SKILL, "title", value="x" * 401),
    "CG024": put(SKILL, "tier", value="tier-4"),
    "CG030": lambda author: (author.folder / "mistakes/theory-first.yaml").rename(
        author.folder / "mistakes/theory.yaml"
    ),
    "CG031": remove(SKILL),
    "CG032": put(SKILL, "learn_at", value="mcpp"),
    "CG033": hard_edge("llm-apis", "prompt-engineering"),
    "CG034": hard_edge("tool-calling", "production-deployment"),
    "CG035": repeat_a_fact_id,
    "CG036": same_order,
    "CG037": total(310_000, 220_000),
    "CG038": total(221_000, 310_000),
    "CG039": senior_below_junior,
    "CG040": put("markets/us-tier2.yaml", "percent", "high", value=105),
    "CG041": unstated_percentage,
    "CG042": steal_an_ask,
    "CG043": steal_a_whole_alias,
    "CG044": strength_that_is_an_alias,
    "CG046": swap_bands,
    "CG047": put("scoring.yaml", "core_weight_percent", value=71),
    "CG048": edit("prompts/mock_interview.yaml", lambda p: p.update(text=p["text"] + " {who}")),
    "CG049": add("scoring.yaml", "generic_ideas", value="(chat with"),
    "CG050": weeks(6, 10),
    "CG051": soft_edge("basic-rag", "llm-apis"),
    "CG052": same_job_title,
    "CG053": swap_anchors,
}
"""The smallest change of the real content that breaks the rule behind each code."""

GOOD: dict[str, Callable[[Any], None]] = {
    "CG002": write("skills/.notes.txt", "hidden entries are nobody's business"),
    "CG004": link_inside,
    "CG006": append("synonyms.yaml", "#" * 500_000),
    "CG007": append(SKILL, "# Prämie, 賃金, 😀\n"),
    "CG008": append(SKILL, "# tabs\tand 👍🏽 are fine\n"),
    "CG010": append(SKILL, "# [no end\n"),
    "CG012": append(SKILL, "# &name and *name\n"),
    "CG015": lambda author: author.write(SKILL, b"---\n" + (author.folder / SKILL).read_bytes()),
    "CG017": put(SKILL, "title", value="no"),
    "CG023": put(SKILL, "title", value="x" * 400),
    "CG024": edit(SKILL, lambda values: values.pop("project", None)),
    "CG033": soft_edge("llm-apis", "prompt-engineering"),
    "CG034": soft_edge("tool-calling", "production-deployment"),
    "CG035": add(SKILL, "facts", value={**GOOD_FACT, "id": "basic-rag"}),
    "CG044": strength_that_is_an_alias_beside_ai_only,
    "CG043": share_a_part_alias,
}
"""For rules with a near miss: a change next to the one above that breaks nothing."""


@pytest.mark.parametrize("code", BAD)
def test_a_broken_rule_is_told(code: str, author: Any) -> None:
    BAD[code](author)
    found = [problem for problem in author.problems() if problem.code == code]
    assert found, f"not among {author.problems()}"
    assert all(problem.what and problem.fix for problem in found)


def test_a_practice_with_an_unknown_sub_topic_is_told(author: Any) -> None:
    add("aliases/evaluation.yaml", "practices", value=PRACTICE)(author)
    found = author.problems()
    assert [problem.code for problem in found] == ["CG032"]
    assert "building-severs" in found[0].what


@pytest.mark.parametrize("code", GOOD)
def test_a_near_miss_is_no_problem(code: str, author: Any) -> None:
    GOOD[code](author)
    assert author.problems() == ()


def test_the_real_content_breaks_no_rule(content: Path) -> None:
    assert examine(content).problems == ()


def test_a_fact_that_no_page_shows_is_told(compiled: Snapshot) -> None:
    catalog = compiled.catalog
    every = set(catalog.facts)
    hidden = min(every)
    found = unreachable(catalog, every - {hidden})
    assert [problem.code for problem in found] == ["CG045"]
    assert hidden in found[0].what
    assert unreachable(catalog, every) == ()


def test_every_code_has_a_case_that_breaks_it() -> None:
    assert set(BAD) | {"CG045"} == set(CODES)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_in_place_of_a_file_is_refused_and_not_waited_for(author: Any) -> None:
    pipe(author)
    assert "CG003" in author.codes()
