"""`read` and `search`: pages whole, results as JSON, and misses that teach."""

import json

import pytest

from career_guide.domain.reading import CHUNK
from shell import cli


def test_read_prints_the_whole_page_and_ends_its_last_line_once() -> None:
    page = cli("read", "career://method").stdout
    assert page.startswith("# ")
    assert page.count("\n# ") == 0, "continued without repeating the heading"
    assert len(page) > CHUNK, "more than one piece"
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


def test_read_prints_one_part_of_a_page_and_nothing_behind_it() -> None:
    method = cli("read", "career://method").stdout
    part = cli("read", "career://method#Assumptions").stdout
    assert part.startswith("## Assumptions\n")
    assert part.count("\n## ") == 0
    assert part.strip() in method


def test_read_json_prints_the_tools_result() -> None:
    done = cli("read", "career://roadmap", "--json")
    result = json.loads(done.stdout)
    assert (result["status"], result["uri"]) == ("page", "career://roadmap")
    assert done.stdout.count("\n") == 1
    assert result == json.loads(
        cli("call", "read_career_guide", '{"uri":"career://roadmap"}').stdout
    )


def test_an_unknown_page_is_a_result_on_stdout_and_a_line_on_stderr() -> None:
    done = cli("read", "career://roadmp", "--json", code=2)
    result = json.loads(done.stdout)
    assert result["status"] == "not_found"
    assert result["suggestions"][0] == "career://roadmap"
    for told in (done, cli("read", "career://roadmp", code=2)):
        assert told.stderr.count("\n") == 1
        assert "career://roadmap" in told.stderr
    assert told.stdout == ""


def test_a_twin_is_printed_as_json_whole() -> None:
    twin = json.loads(cli("read", "career://data/roadmap.json").stdout)
    assert twin["uri"] == "career://roadmap"
    assert len(twin["skills"]) == 12


@pytest.mark.parametrize(
    "uri",
    [b"career://\xff", "career://\x01", b"\xff", "career://roadmap\x07", "---", '"'],
    ids=repr,
)
def test_a_damaged_name_is_not_found_and_suggests_pages(uri: str | bytes) -> None:
    done = cli("read", "--json", "--", uri, code=2)
    result = json.loads(done.stdout)
    assert result["status"] == "not_found"
    assert len(result["suggestions"]) == 3


def test_a_name_with_the_line_end_of_another_system_is_found() -> None:
    assert cli("read", "career://roadmap\r").stdout == cli("read", "career://roadmap").stdout


def test_what_else_a_name_may_mean_is_told_beside_the_page() -> None:
    done = cli("read", "mcp")
    assert done.stderr.count("\n") == 1
    assert "career://resources/mcp" in done.stderr


def test_a_heading_that_is_not_there_is_told_with_those_that_are() -> None:
    done = cli("read", "career://salary#zzzz")
    assert done.stdout == cli("read", "career://salary").stdout
    assert done.stderr.count("\n") == 1
    assert "Premium" in done.stderr


def test_search_prints_snippets_with_their_source() -> None:
    shown = cli("search", "do I need a PhD").stdout
    assert "career://" in shown
    assert "(guide)" in shown


def test_search_without_a_match_says_what_is_covered() -> None:
    done = cli("search", "visa", "--json")
    result = json.loads(done.stdout)
    assert result["status"] == "no_match"
    assert cli("search", "visa").stdout == result["summary"] + "\n"


def test_a_refused_search_is_one_line_and_its_result_with_json() -> None:
    done = cli("search", "", code=2)
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    done = cli("search", b"\xff", "--json", code=2)
    assert json.loads(done.stdout)["errors"][0]["field"] == "/query"
    assert done.stderr.count("\n") == 1
