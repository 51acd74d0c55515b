"""Schema files are generated, checked, and true of the content."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from career_guide.content.schema import (
    DIALECT,
    ToolSchemas,
    check_schemas,
    schema_files,
    trimmed,
    write_schemas,
)
from career_guide.models.content.catalog import KINDS

SCHEMAS = Path(__file__).parents[2] / "schemas"
TOOLS = (
    ToolSchemas("next_skill", {"type": "object"}, {"type": "object", "required": ["summary"]}),
    ToolSchemas("estimate_comp", {"type": "object"}, {"type": "object"}),
)


def content_files(content: Path) -> list[tuple[str, Path]]:
    return [
        (kind.field, file)
        for kind in KINDS
        for file in sorted(content.glob(f"{kind.field}/*.yaml" if kind.many else kind.path))
    ]


def test_there_is_one_file_a_kind_and_two_a_tool() -> None:
    assert set(schema_files(TOOLS)) == {f"content/{kind.field}.json" for kind in KINDS} | {
        "tools/next_skill.input.json",
        "tools/next_skill.output.json",
        "tools/estimate_comp.input.json",
        "tools/estimate_comp.output.json",
    }


@pytest.mark.parametrize("path", [f"content/{kind.field}.json" for kind in KINDS])
def test_a_schema_is_valid_local_and_free_of_noise(path: str) -> None:
    schema = json.loads(schema_files(())[path])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert schema["additionalProperties"] is False

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for entry in node:
                walk(entry)
        elif isinstance(node, dict):
            assert "$id" not in node
            assert "discriminator" not in node
            assert node.get("$ref", "#/$defs/").startswith("#/$defs/")
            for value in node.values():
                walk(value)

    walk(schema)


def test_generated_titles_go_and_a_property_called_title_stays() -> None:
    class Inner(BaseModel):
        title: str

    class Outer(BaseModel):
        title: str
        inner: Inner = Inner(title="kept")

    schema = trimmed(Outer.model_json_schema())
    assert schema["properties"]["title"] == {"type": "string"}
    assert schema["properties"]["inner"]["default"] == {"title": "kept"}
    assert "title" not in schema
    assert "title" not in schema["$defs"]["Inner"]


def test_writing_makes_the_check_pass(tmp_path: Path) -> None:
    written = write_schemas(tmp_path, TOOLS)
    assert set(written) == set(schema_files(TOOLS))
    assert check_schemas(tmp_path, TOOLS) == ()
    assert write_schemas(tmp_path, TOOLS) == ()


def test_stale_missing_and_surplus_files_are_told(tmp_path: Path) -> None:
    write_schemas(tmp_path, TOOLS)
    (tmp_path / "content/skills.json").write_text("{}", "utf-8")
    (tmp_path / "content/tiers.json").unlink()
    (tmp_path / "content/notes.json").write_text("{}", "utf-8")
    told = check_schemas(tmp_path, TOOLS[:1])
    assert sorted(line.split(" ", 1)[0] for line in told) == [
        "content/notes.json",
        "content/skills.json",
        "content/tiers.json",
        "tools/estimate_comp.input.json",
        "tools/estimate_comp.output.json",
    ]
    words = {line.split(" ", 1)[0]: line for line in told}
    assert "stale" in words["content/skills.json"]
    assert "missing" in words["content/tiers.json"]
    assert "belongs to no content and no tool" in words["content/notes.json"]


def test_writing_removes_only_what_it_generated(tmp_path: Path) -> None:
    write_schemas(tmp_path, TOOLS)
    (tmp_path / "content/notes.json").write_text("{}", "utf-8")
    removed = write_schemas(tmp_path, TOOLS[:1])
    assert removed == ("tools/estimate_comp.input.json", "tools/estimate_comp.output.json")
    assert (tmp_path / "content/notes.json").exists()


def test_the_content_schemas_of_this_checkout_are_up_to_date() -> None:
    assert [line for line in check_schemas(SCHEMAS, ()) if line.startswith("content/")] == []


def test_every_content_file_names_its_schema_in_the_first_line(content: Path) -> None:
    for field, file in content_files(content):
        first = file.read_text("utf-8").split("\n", 1)[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / named).resolve() == SCHEMAS / "content" / f"{field}.json", file


def test_every_content_file_is_valid_by_its_schema(content: Path) -> None:
    schemas = {path: json.loads(text) for path, text in schema_files(()).items()}
    for field, file in content_files(content):
        validator = jsonschema.Draft202012Validator(schemas[f"content/{field}.json"])
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        validator.validate(yaml.load(file.read_text("utf-8"), Loader=loader))


def test_a_schema_refuses_what_the_loader_refuses(author: Any) -> None:
    schema = json.loads(schema_files(())["content/skills.json"])
    skill = author.read("skills/mcp.yaml")
    for change in ({"titel": "x"}, {"tier": "tier-4"}, {"order": "1"}, {"topics": []}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**skill, **change}, schema)
