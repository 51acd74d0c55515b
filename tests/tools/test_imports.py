"""A call imports its own tool and what that needs, and reads no other content."""

import json
import subprocess
import sys

import pytest

from career_guide.content.snapshot import load_snapshot
from career_guide.deps import Deps
from career_guide.models.content.catalog import FIELDS
from career_guide.tools.boundary import invoke
from career_guide.tools.registry import TABLE, all_tools, find, load

NEVER = {"mcp", "mcp_types", "anyio", "asyncio", "yaml", "dulwich", "tree_sitter", "starlette"}
ONE_CALL = """
import json, sys
from career_guide.content.snapshot import load_default
from career_guide.deps import Deps
from career_guide.tools.boundary import invoke
from career_guide.tools.registry import find
tool = find(sys.argv[1])
reply = invoke(tool, tool.example, Deps(catalog=load_default()))
assert not reply.is_error, reply.text
sys.stderr.write(json.dumps(sorted(sys.modules)))
"""
KINDS_READ = {
    "next_skill": {
        *("guide", "tiers", "skills", "resources", "assumptions"),
        *("aliases", "vocabulary", "wording", "role", "mistakes", "path"),
    },
    "score_project": {"guide", "projects", "criteria", "assumptions", "scoring", "repository"},
    "estimate_comp": {"guide", "levels", "markets", "premium", "assumptions", "locations"},
}


def imported(name: str) -> set[str]:
    """Every module of a process that loads the content and calls one tool."""
    command = [sys.executable, "-c", ONE_CALL, name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr))


@pytest.mark.parametrize("name", TABLE)
def test_a_call_imports_its_own_tool_alone_and_no_transport_or_parser(name: str) -> None:
    modules = imported(name)
    assert not NEVER & {module.partition(".")[0] for module in modules}
    tools = {path.partition(".")[0] for path in TABLE.values()}
    own = TABLE[name].partition(".")[0]
    assert {tool for tool in tools if f"career_guide.tools.{tool}" in modules} == {own}


def test_a_pay_estimate_imports_nothing_of_the_other_subjects() -> None:
    modules = imported("estimate_comp")
    for subject in ("next_skill", "matching", "portfolio", "repository", "search", "pages"):
        assert f"career_guide.domain.{subject}" not in modules
    for unneeded in ("rapidfuzz", "logging", "difflib", "career_guide.evidence.roots"):
        assert unneeded not in modules


@pytest.mark.parametrize("name", KINDS_READ)
def test_a_call_reads_the_kinds_of_content_that_it_needs(name: str) -> None:
    catalog = load_snapshot()
    tool = load(name)
    assert not any(field in vars(catalog) for field in FIELDS)
    assert not invoke(tool, tool.example, Deps(catalog=catalog)).is_error
    assert {field for field in FIELDS if field in vars(catalog)} <= KINDS_READ[name]


def test_the_registry_finds_every_tool_by_its_own_name_and_nothing_else() -> None:
    assert [tool.name for tool in all_tools()] == list(TABLE)
    assert [find(name) for name in TABLE] == list(all_tools())
    assert find("estimate") is None
    assert find("") is None
