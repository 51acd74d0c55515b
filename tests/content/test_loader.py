"""A folder of YAML becomes a catalog, or every problem in it is told at once."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from career_guide.content import loader
from career_guide.content.folder import MAX_ENTRIES
from career_guide.content.lint import lint
from career_guide.content.loader import examine, load
from career_guide.content.problems import CODES, InvalidContentError
from career_guide.content.rules.references import REQUIRED_ASSUMPTIONS
from career_guide.content.snapshot import Snapshot
from career_guide.errors import ContentError
from career_guide.models.content.catalog import FIELDS, KINDS, Catalog, Kind

SKILL = "skills/mcp.yaml"


def test_the_catalog_holds_every_file_in_order(content: Path, compiled: Snapshot) -> None:
    catalog = compiled.catalog
    for kind in KINDS:
        held = getattr(catalog, kind.field)
        if kind.many:
            assert len(held) == len(list((content / kind.field).glob("*.yaml")))
            assert [item.order for item in held] == sorted(item.order for item in held)
    assert len(catalog.digest) == 64


def test_problems_of_every_sort_are_told_together(author: Any) -> None:
    unknown = author.append("skills/evaluation.yaml", "titel: Evaluation\n")
    ambiguous = author.append("hiring/full-stack.yaml", "extra: no\n")
    anchor = author.append("premium.yaml", "extra: &a [x]\n")
    author.edit("skills/basic-rag.yaml", lambda skill: skill.update(learn_at="raag"))
    author.edit(
        "skills/llm-apis.yaml",
        lambda skill: skill["additions"]["hard"].append(
            {"skill": "basic-rag", "reason": "Why not."}
        ),
    )
    author.edit("levels/senior.yaml", lambda level: level["total"].update(high=311_000))
    author.edit("scoring.yaml", lambda scoring: scoring.update(core_weight_percent=71))
    author.write("notes.txt", "hello")
    (author.folder / "markets/ca-au.yaml").unlink()
    cycle = author.line_of("skills/llm-apis.yaml", '"skill": "basic-rag"') - 1
    found = author.problems()
    assert {(problem.file, problem.line, problem.code, problem.where) for problem in found} >= {
        ("skills/evaluation.yaml", unknown, "CG020", "skills.evaluation.titel"),
        ("hiring/full-stack.yaml", ambiguous, "CG017", "hiring.full-stack.extra"),
        ("premium.yaml", anchor, "CG012", "premium.extra"),
        ("skills/llm-apis.yaml", cycle, "CG033", "skills.llm-apis.additions.hard[1]"),
        ("notes.txt", 1, "CG002", ""),
        ("markets/", 1, "CG031", "markets"),
    }
    assert {problem.code for problem in found} >= {"CG032", "CG038", "CG047"}
    assert list(found) == sorted(found)


def test_load_raises_with_all_problems(author: Any) -> None:
    lines = [author.append(SKILL, f"extra-{n}: x\n") for n in range(5)]
    with pytest.raises(InvalidContentError) as raised:
        load(author.folder)
    assert [problem.line for problem in raised.value.problems] == lines
    assert isinstance(raised.value, ContentError)
    message = str(raised.value)
    assert message.startswith("the content in content has 5 problems: skills/mcp.yaml:")
    assert "and 2 more" in message
    assert str(author.folder) not in message


def test_a_cycle_is_told_as_a_path(author: Any) -> None:
    edge = {"skill": "basic-rag", "reason": "Because."}
    author.edit("skills/llm-apis.yaml", lambda skill: skill["additions"]["hard"].append(edge))
    told = [problem.what for problem in author.problems() if problem.code == "CG033"]
    assert told == ["The cycle is basic-rag -> llm-apis -> prompt-engineering -> basic-rag."]


def test_every_cycle_is_told(author: Any) -> None:
    for skill, needs in (("llm-apis", "prompt-engineering"), ("evaluation", "fine-tuning")):
        edge = {"skill": needs, "reason": "Because."}
        author.edit(
            f"skills/{skill}.yaml",
            lambda values, edge=edge: values["additions"]["hard"].append(edge),
        )
    told = [problem.what for problem in author.problems() if problem.code == "CG033"]
    assert told == [
        "The cycle is evaluation -> fine-tuning -> evaluation.",
        "The cycle is llm-apis -> prompt-engineering -> llm-apis.",
    ]


def test_a_skill_that_needs_itself_is_a_cycle(author: Any) -> None:
    edge = {"skill": "mcp", "reason": "Because."}
    author.edit(SKILL, lambda skill: skill["additions"]["hard"].append(edge))
    assert "The cycle is mcp -> mcp." in [problem.what for problem in author.problems()]


def test_a_number_where_text_is_due_is_told_to_be_quoted(author: Any) -> None:
    line = author.replace("scoring.yaml", 'version: "', 'version: 1.10 #"')
    (found,) = [problem for problem in author.problems() if problem.file == "scoring.yaml"]
    assert (found.code, found.line, found.where) == ("CG017", line, "scoring.version")
    assert found.fix == 'Quote it: "1.10".'


def test_text_where_a_number_is_due_is_refused(author: Any) -> None:
    author.edit("scoring.yaml", lambda scoring: scoring.update(gate_cap="49"))
    assert author.codes() == {"CG022"}


@pytest.mark.parametrize(
    ("change", "fix"),
    [
        ({"titel": "x"}, "Did you mean title?"),
        ({"zzz": "x"}, "Remove it; the fields are id, title, section"),
        ({"tier": "tier3"}, "Did you mean tier-3?"),
        ({"learn_at": "mcps"}, "Did you mean mcp?"),
    ],
)
def test_the_fix_names_what_is_near(author: Any, change: dict[str, str], fix: str) -> None:
    author.edit(SKILL, lambda skill: skill.update(change))
    (found,) = author.problems()
    assert found.fix.startswith(fix)


def test_a_missing_field_is_told_where_it_is_missing(author: Any) -> None:
    author.edit(SKILL, lambda skill: skill["facts"][1].pop("text"))
    line = author.line_of(SKILL, "{", after=author.line_of(SKILL, '"facts"') + 1)
    (found,) = [problem for problem in author.problems() if problem.code == "CG021"]
    assert (found.line, found.where) == (line, "skills.mcp.facts[1].text")


def test_a_broken_file_hides_no_other_problem_and_makes_none_up(author: Any) -> None:
    # Its facts, sub-topics and edges are named elsewhere: none of that is reported as missing.
    line = author.append("skills/basic-rag.yaml", "extra: no\n")
    author.edit(SKILL, lambda skill: skill.update(learn_at="mcps"))
    assert {(problem.file, problem.code) for problem in author.problems()} == {
        ("skills/basic-rag.yaml", "CG017"),
        (SKILL, "CG032"),
    }
    assert line


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.field)
def test_no_rule_makes_problems_up_where_a_kind_is_broken(kind: Kind, compiled: Snapshot) -> None:
    parts = {field: getattr(compiled.catalog, field) for field in FIELDS}
    if kind.many:
        parts[kind.field] = parts[kind.field][1:]  # one of its files could not be read
    else:
        del parts[kind.field]
    partial = Catalog(parts, digest="")
    assert lint(partial, broken=frozenset({kind.field})) == ()


@pytest.mark.parametrize("kind", ["skills/", "assumptions.yaml", "aliases/"])
def test_a_missing_kind_is_the_only_problem_told(kind: str, author: Any) -> None:
    path = author.folder / kind
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    (found,) = author.problems()
    assert (found.code, found.file) == ("CG003", kind)


def test_a_value_with_a_problem_is_told_once(author: Any) -> None:
    author.replace("scoring.yaml", "gate_cap: 49", "gate_cap: 0x31")
    assert [problem.code for problem in author.problems()] == ["CG017"]


def test_links_out_of_the_folder_are_not_followed(author: Any) -> None:
    outside = author.folder.parent / "secret.yaml"
    outside.write_text("id: mcp\nsecret: yes\n", "utf-8")
    (author.folder / SKILL).unlink()
    (author.folder / SKILL).symlink_to(outside)
    (found,) = author.problems()
    assert (found.file, found.code) == (SKILL, "CG004")
    assert "secret" not in str(found)


def test_a_linked_folder_of_files_is_refused_too(author: Any) -> None:
    (author.folder / "skills").rename(author.folder.parent / "elsewhere")
    (author.folder / "skills").symlink_to(author.folder.parent / "elsewhere")
    assert ("skills", "CG004") in {(found.file, found.code) for found in author.problems()}


def test_a_folder_with_very_many_entries_is_given_up(tmp_path: Path) -> None:
    for number in range(MAX_ENTRIES + 1):
        (tmp_path / f"{number}.yaml").touch()
    (found,) = examine(tmp_path).problems
    assert found.code == "CG006"


def test_an_empty_folder_lacks_every_kind(tmp_path: Path) -> None:
    assert [problem.code for problem in examine(tmp_path).problems] == ["CG003"] * len(KINDS)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("x", "utf-8")
    assert [problem.code for problem in examine(tmp_path / "content").problems] == ["CG001"]


def test_a_yml_ending_is_told_to_be_yaml(author: Any) -> None:
    (author.folder / "premium.yaml").rename(author.folder / "premium.yml")
    fixes = {problem.code: problem.fix for problem in author.problems()}
    assert fixes["CG002"] == "Name it premium.yaml."


def test_a_single_file_is_named_after_its_id_too(author: Any) -> None:
    line = author.replace("premium.yaml", "id: premium\ntitle", "id: bonus\ntitle")
    (found,) = author.problems()
    assert (found.file, found.line, found.code) == ("premium.yaml", line, "CG030")


def test_a_place_in_two_markets_is_told(author: Any) -> None:
    author.edit("markets/us-tier2.yaml", lambda market: market["cities"].append("Seattle"))
    assert {problem.code for problem in author.problems()} == {"CG052"}


def test_a_folder_that_is_too_large_is_given_up(author: Any) -> None:
    for number in range(5):
        author.write(f"mistakes/large-{number}.yaml", "#" * 1_000_000)
    found = author.problems()
    assert ("", "CG006") in {(problem.file, problem.code) for problem in found}
    assert "CG032" not in {problem.code for problem in found}


def test_the_order_of_files_and_keys_changes_nothing(author: Any) -> None:
    before = load(author.folder)
    for file in sorted((author.folder / "mistakes").iterdir()):
        values = dict(reversed(author.read(f"mistakes/{file.name}").items()))
        file.unlink()
        author.write(f"mistakes/{file.name}", "{}")
        author.edit(f"mistakes/{file.name}", lambda empty, values=values: empty.update(values))
    assert load(author.folder) == before


def test_every_assumption_that_results_name_must_be_there(compiled: Snapshot) -> None:
    package = Path(loader.__file__).parents[1]
    code = "".join(file.read_text("utf-8") for file in sorted((package / "domain").rglob("*.py")))
    named = {key for key in compiled.catalog.assumption_texts if f'"{key}"' in code}
    assert named <= set(REQUIRED_ASSUMPTIONS)


def test_every_code_says_what_it_means_and_what_to_do() -> None:
    for code, entry in CODES.items():
        assert code.startswith("CG")
        assert len(code) == 5
        assert entry.meaning.endswith(".")
        assert entry.fix.endswith(".")
