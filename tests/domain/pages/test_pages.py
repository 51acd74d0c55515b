"""The pages: complete, marked, exact, short enough and the same every time."""

import json
import re
from collections.abc import Mapping

import pytest

from career_guide.domain.pages.markdown import BASIS_MARKS
from career_guide.domain.pages.page import CODE
from career_guide.domain.pages.registry import Page, homes, pages
from career_guide.models.content.catalog import Catalog

LIMIT = 10_000
# fmt: off
URIS = [
    "about", "roadmap", "roadmap/llm-apis", "roadmap/prompt-engineering", "roadmap/basic-rag",
    "roadmap/typescript-python", "roadmap/tool-calling", "roadmap/agent-architecture",
    "roadmap/evaluation", "roadmap/observability", "roadmap/mcp", "roadmap/multi-agent",
    "roadmap/production-deployment", "roadmap/fine-tuning", "rubrics", "rubrics/domain-rag",
    "rubrics/workflow-agent", "rubrics/mcp-server", "rubrics/technical-writing",
    "rubrics/other", "interview", "interview/customer-support-design", "interview/rag-pipeline",
    "interview/tool-calling-loop", "interview/scoring-function", "interview/agent-loop-debug",
    "interview/production-failure", "interview/ai-or-traditional",
    "interview/infeasible-feature", "interview/good-enough-to-ship", "salary",
    "salary/junior_mid", "salary/senior",
    "salary/staff_principal", "salary/manager", "markets", "markets/us-major",
    "markets/us-tier2", "markets/us-remote", "markets/uk-weu", "markets/ca-au", "markets/in-eeu",
    "resources", "resources/llm-apis-fundamentals", "resources/rag", "resources/agents",
    "resources/mcp", "resources/production-patterns", "resources/staying-current", "role",
    "hiring", "mistakes", "path", "method", "repositories", "caveats",
]
# fmt: on
# Thousands of dollars: total | total with only the salary scaled, by level and market.
GRID = {
    "junior_mid": {
        "us-tier2": "119–190 | 122–192",
        "us-remote": "112–180 | 116–184",
        "uk-weu": "91–160 | 98–168",
        "ca-au": "98–170 | 104–176",
        "in-eeu": "42–100 | 56–120",
    },
    "senior": {
        "us-tier2": "187–294.5 | 193–298.5",
        "us-remote": "176–279 | 184–287",
        "uk-weu": "143–248 | 157–264",
        "ca-au": "154–263.5 | 166–275.5",
        "in-eeu": "66–155 | 94–195",
    },
    "staff_principal": {
        "us-tier2": "280.5–427.5 | 292.5–435",
        "us-remote": "264–405 | 280–420",
        "uk-weu": "214.5–360 | 242.5–390",
        "ca-au": "231–382.5 | 255–405",
        "in-eeu": "99–225 | 155–300",
    },
    "manager": {
        "us-tier2": "238–370.5 | 247–376.5",
        "us-remote": "224–351 | 236–363",
        "uk-weu": "182–312 | 203–336",
        "ca-au": "196–331.5 | 214–349.5",
        "in-eeu": "84–195 | 126–255",
    },
}
ROWS = (
    ("$120,000–$160,000", "$20,000–$40,000", "$140,000–$200,000"),
    ("$180,000–$230,000", "$40,000–$80,000", "$220,000–$310,000"),
    ("$250,000–$300,000", "$80,000–$150,000", "$330,000–$450,000"),
    ("$220,000–$270,000", "$60,000–$120,000", "$280,000–$390,000"),
)


@pytest.fixture(scope="module")
def shown(catalog: Catalog) -> Mapping[str, Page]:
    return pages(catalog)


def page(shown: Mapping[str, Page], slug: str) -> Page:
    return shown[f"career://{slug}"]


def shown_amounts(thousands: str) -> str:
    """ "187–294.5" as the pages write it."""
    low, high = (f"${float(end) * 1000:,.0f}" for end in thousands.split("–"))
    return f"{low}–{high}"


def test_every_part_of_the_guide_has_its_page_in_reading_order(shown: Mapping[str, Page]) -> None:
    assert list(shown) == [f"career://{slug}" for slug in URIS]
    assert all(uri == entry.uri for uri, entry in shown.items())


def test_every_fact_stands_on_a_page_with_its_code(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    cited = {fact_id for entry in shown.values() for fact_id in entry.fact_ids}
    assert cited == set(catalog.facts)
    assert all(
        f"`{fact_id}`" in entry.text for entry in shown.values() for fact_id in entry.fact_ids
    )


def test_every_fact_is_said_in_full_in_the_twin_of_each_page_that_cites_it(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    for entry in shown.values():
        said = {fact["id"]: (fact["text"], fact["basis"]) for fact in entry.data["facts"]}
        assert tuple(said) == entry.fact_ids
        assert all(
            said[f] == (catalog.facts[f].text, catalog.facts[f].basis) for f in entry.fact_ids
        )


def test_every_fact_has_a_home_page_and_heading(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    found = homes(catalog)
    assert set(found) == set(catalog.facts)
    for fact_id, home in found.items():
        text = shown[home.uri].text[home.offset :]
        assert text.startswith(f"## {home.heading}\n"), fact_id
        assert f"`{fact_id}`" in text.partition("\n## ")[0], fact_id
        assert home.title == shown[home.uri].title


@pytest.mark.parametrize(
    ("fact_id", "slug", "heading"),
    [
        ("skill-basic-rag-common", "roadmap/basic-rag", "What the guide says"),
        ("tier-2-window", "roadmap", "Tier 2: build depth"),
        ("portfolio-proof", "rubrics", "What a portfolio is"),
        ("interview-design-strong", "interview/customer-support-design", "Signals"),
        ("hiring-accuracy-budget", "hiring", "4. Communication skills"),
        ("pay-senior-total", "salary/senior", "What the guide says"),
        ("premium-size", "salary", "Premium"),
        ("mistake-sixty-percent", "mistakes", "3. Existing skills ignored"),
        ("learn-current-willison", "resources/staying-current", "Recommendations"),
        ("assume-gate-49", "method", "Assumptions"),
        ("gap-no-bonus", "caveats", "Pay"),
    ],
)
def test_facts_are_at_home_where_a_reader_would_look(
    catalog: Catalog, fact_id: str, slug: str, heading: str
) -> None:
    home = homes(catalog)[fact_id]
    assert (home.uri, home.heading) == (f"career://{slug}", heading)


def test_no_page_is_longer_than_ten_thousand_characters(shown: Mapping[str, Page]) -> None:
    assert {entry.uri: len(entry.text) for entry in shown.values() if len(entry.text) > LIMIT} == {}


def test_a_page_opens_with_its_title_and_no_heading_occurs_twice(
    shown: Mapping[str, Page],
) -> None:
    for entry in shown.values():
        assert entry.text.startswith(f"# {entry.title}\n\n")
        found = re.findall(r"^#+ (.+)$", entry.text, re.MULTILINE)
        assert len(found) == len(set(found)) > 1, entry.uri


def test_names_titles_and_descriptions_are_distinct_and_short(shown: Mapping[str, Page]) -> None:
    for field in ("name", "title", "description"):
        values = [getattr(entry, field) for entry in shown.values()]
        assert len(values) == len(set(values)), field
    assert all(len(entry.description) <= 100 for entry in shown.values())
    assert all(0 < entry.priority <= 1 for entry in shown.values())


def test_roadmap_rubrics_and_salary_come_first_in_priority(shown: Mapping[str, Page]) -> None:
    best = max(entry.priority for entry in shown.values())
    assert {u for u, e in shown.items() if e.priority == best} == {
        "career://roadmap",
        "career://rubrics",
        "career://salary",
    }


def test_every_uri_that_a_page_names_can_be_read(shown: Mapping[str, Page]) -> None:
    for entry in shown.values():
        for uri in re.findall(r"career://[a-z0-9/_-]+", entry.text):
            assert uri in shown, (entry.uri, uri)


def test_tables_have_as_many_cells_in_every_row_as_in_their_header(
    shown: Mapping[str, Page],
) -> None:
    for entry in shown.values():
        for block in re.findall(r"(?:^\|.*\|$\n?)+", entry.text, re.MULTILINE):
            cells = {row.count(" | ") for row in block.splitlines()}
            assert len(cells) == 1, entry.uri


def test_no_line_is_left_empty_of_what_it_announces(shown: Mapping[str, Page]) -> None:
    for entry in shown.values():
        assert "\n\n\n" not in entry.text, entry.uri
        assert not re.search(r"None|\{|\}|\bnull\b", entry.text), entry.uri
        assert not re.search(r" $", entry.text, re.MULTILINE), entry.uri


def test_what_is_ours_or_derived_is_marked_as_such_wherever_it_is_cited(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    for entry in shown.values():
        for bracket in re.findall(r"\((`[^)]*)\)", entry.text):
            kinds = {catalog.facts[c].basis for c in CODE.findall(bracket) if c in catalog.facts}
            said = bracket.rpartition("`")[2].strip(", ")
            if entry.uri == "career://method" and not said:
                assert kinds == {"assumption"}  # marked once, above the list
            elif said:
                assert said in BASIS_MARKS.values()
            else:
                assert kinds == {"guide"}, (entry.uri, bracket)


def test_the_list_of_assumptions_says_once_that_all_are_ours(shown: Mapping[str, Page]) -> None:
    start = page(shown, "method").text.split("## Assumptions\n\n")[1]
    assert start.startswith("All of these are ours: assumption.")


def test_every_list_entry_of_a_skill_page_says_what_it_rests_on(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    for skill in catalog.skills:
        for line in page(shown, f"roadmap/{skill.id}").text.splitlines():
            if line.startswith("- ") and "career://" not in line:
                assert line.endswith(")"), line


@pytest.mark.parametrize(
    ("skill", "effort"),
    [("basic-rag", "1 of these weeks, 10 hours"), ("mcp", "1.5 of these weeks, 15 hours")],
)
def test_a_skill_page_states_its_share_of_the_weeks_as_our_assumption(
    shown: Mapping[str, Page], skill: str, effort: str
) -> None:
    assert (
        f"{effort} (`assume-even-weeks-in-tier`, `assume-guide-week-hours`, ours: assumption)"
        in (page(shown, f"roadmap/{skill}").text)
    )


def test_the_pay_table_shows_the_guides_amounts(shown: Mapping[str, Page]) -> None:
    table = page(shown, "salary").text.split("## Pay table\n\n")[1].split("\n\n")[0].splitlines()
    assert len(table) == 6
    for line, (salary, equity, total) in zip(table[2:], ROWS, strict=True):
        assert f"| {salary} | {equity} | {total} |" in line


@pytest.mark.parametrize("level", GRID)
def test_adjusted_pay_is_the_same_on_all_pay_pages(
    catalog: Catalog, shown: Mapping[str, Page], level: str
) -> None:
    for market, cell in GRID[level].items():
        total, salary_only = map(shown_amounts, cell.split(" | "))
        title = catalog.market(market).title
        row = re.search(rf"^\| {re.escape(title)} \|.*$", page(shown, f"salary/{level}").text, re.M)
        assert row
        assert row[0].endswith(f"| {total} | {salary_only} |")
        row = re.search(
            rf"^\| {re.escape(catalog.level(level).title)} \|.*$",
            page(shown, f"markets/{market}").text,
            re.M,
        )
        assert row
        assert row[0].endswith(f"| {total} | {salary_only} |")
        assert total in page(shown, "salary").text
        assert salary_only in page(shown, "salary").text


def test_salary_twins_add_up(shown: Mapping[str, Page]) -> None:
    cells = page(shown, "salary").data["by_market"]
    assert len(cells) == 24
    for cell in cells:
        for end in ("low", "high"):
            assert cell["salary"][end] + cell["equity"][end] == cell["total"][end]
        assert cell["basis"] == "derived"


def test_markets_show_the_guides_percentages_and_cities(shown: Mapping[str, Page]) -> None:
    text = page(shown, "markets").text
    for row in (
        "| 100% | San Francisco, New York City, Seattle |",
        "| 85–95% | Austin, Denver, Chicago |",
        "| 80–90% | none |",
        "| 65–80% | none |",
        "| 70–85% | none |",
        "| 30–50% | none |",
    ):
        assert row in text


def test_the_interview_page_lists_every_question_and_no_answer_key(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    overview = page(shown, "interview")
    for question in catalog.questions:
        assert question.prompt in overview.text
        assert all(signal.text not in overview.text for signal in question.signals)
    assert "signals" not in json.dumps(overview.data["questions"])


def test_answer_keys_stand_under_the_heading_signals_only(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    for question in catalog.questions:
        before, _, key = page(shown, f"interview/{question.id}").text.partition("## Signals\n")
        assert all(signal.text in key for signal in question.signals)
        assert all(signal.text not in before for signal in question.signals)
        assert "\n## " not in key


def test_the_design_question_shows_its_thirteen_probes_in_four_groups(
    shown: Mapping[str, Page],
) -> None:
    text = page(shown, "interview/customer-support-design").text
    probes = text.split("## What interviewers probe\n")[1].split("\n## ")[0]
    assert probes.count("\n- ") == 13
    assert len(re.findall(r"^[A-Z].*:$", probes, re.MULTILINE)) == 4


def test_the_rubric_shows_seven_rows_and_four_levels_each(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    text = page(shown, "rubrics").text
    for criterion in catalog.criteria:
        assert f"| {criterion.good} | {criterion.mediocre} |" in text
        assert " | ".join(anchor.text for anchor in criterion.anchors) in text


def test_method_holds_every_assumption_band_focus_and_prerequisite(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    text = page(shown, "method").text
    for entry in catalog.assumptions.entries:
        assert f"- **{entry.id}**: {entry.text} {entry.effect}" in text
    assert all(band.title in text for band in catalog.scoring.bands)
    assert "- production: evaluation, observability, production-deployment" in text
    assert "- fine-tuning: evaluation, prompt-engineering; helped by basic-rag" in text
    assert "Score = 70 × core + 30 × features" in text
    assert "total low / 1.40 to total high / 1.20" in text


def test_caveats_hold_every_gap_with_what_we_do(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    text = page(shown, "caveats").text
    for gap in catalog.gaps.entries:
        assert f"**{gap.title}** ({gap.kind})" in text
        assert f"- What we do: {gap.ruling}" in text


def test_the_path_from_nothing_is_the_roadmaps_own(shown: Mapping[str, Page]) -> None:
    order = (
        "typescript-python, llm-apis, prompt-engineering, basic-rag, tool-calling, evaluation, "
        "agent-architecture, observability, mcp, multi-agent, production-deployment, fine-tuning"
    )
    assert order in page(shown, "roadmap").text
    assert order in page(shown, "method").text


def test_twins_are_plain_json_without_the_ways_people_ask(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    for entry in shown.values():
        text = json.dumps(entry.data, allow_nan=False)
        data = json.loads(text)
        assert data["uri"] == entry.uri
        assert data["title"] == entry.title
        assert data["section"] == entry.section
        assert data["data_version"] == catalog.data_version
        assert '"asks"' not in text


def test_pages_are_built_once_for_a_catalog_and_come_out_the_same_again(
    catalog: Catalog, shown: Mapping[str, Page]
) -> None:
    assert pages(catalog) is shown
    again = pages(catalog.changed())
    assert again is not shown
    assert [entry.text for entry in again.values()] == [entry.text for entry in shown.values()]
    assert [entry.data for entry in again.values()] == [entry.data for entry in shown.values()]


def test_a_changed_figure_in_content_changes_the_pages(catalog: Catalog) -> None:
    senior = catalog.level("senior")
    wider = senior.model_copy(update={"total": senior.total.model_copy(update={"high": 311_000})})
    levels = tuple(wider if level.id == "senior" else level for level in catalog.levels)
    changed = pages(catalog.changed(levels=levels))
    assert "$220,000–$311,000" in changed["career://salary"].text
    assert "$187,000–$295,450" in changed["career://markets/us-tier2"].text
