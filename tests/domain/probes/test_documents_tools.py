import pytest

from career_guide.domain.probes import documents_tools
from career_guide.models.repository.finding import Finding
from repositories import snapshot

PYTHON = """
from mcp.server.fastmcp import FastMCP

server = FastMCP("linear")


@server.tool(name="list_issues", description="Issues")
async def issues(team: str):
    return team


@server.tool()
async def create_issue(title: str):
    return title


server.run()
"""
SCRIPT = """
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "linear", version: "1" });
server.registerTool("list_issues", { inputSchema: {} }, async () => fetchIssues());
server.tool("create_issue", "Creates one", {}, async () => fetchIssues());
await server.connect(transport);
"""
KIT = """
import { tool } from "@modelcontextprotocol/kit";
export const issues = tool("list_issues", { description: "Issues", handler: list });
export const create = tool("create_issue", { description: "Creates one", handler: make });
run([issues, create]);
"""
GO = """package main

import "github.com/mark3labs/mcp-go/mcp"

func main() {
	s.AddTool(mcp.NewTool("list_issues", mcp.WithString("team")), list)
	s.AddTool(mcp.NewTool("create_issue", mcp.WithString("title")), create)
}
"""
APP = """
import { registerAppTool } from "@modelcontextprotocol/ext-apps/server";
registerAppTool(server, "list_issues", { inputSchema: {} }, async () => fetchIssues());
registerAppTool(
  server,
  "create_issue",
  { inputSchema: {} },
  async () => fetchIssues(),
);
await server.connect(transport);
"""
TYPES = """package main

type listTool struct{}

func (t *listTool) Name() string { return "list_issues" }

func (t *listTool) Description() string { return "Issues" }

func (t *listTool) Execute(a string) (string, error) { return a, nil }

type createTool struct{}

func (t *createTool) Name() string {
	return "create_issue"
}

func (t *createTool) InputSchema() string { return "" }

func (t *createTool) Execute(a string) (string, error) { return a, nil }

type person struct{}

func (p *person) Name() string { return "ada" }

func main() {
	run(&listTool{}, &createTool{}, &person{})
}
"""
TABLE = """# Linear server

| Tool | Description |
|---|---|
| `list_issues` | Issues of a team, newest first |
| `create_issue` | Opens an issue; needs a title |
"""
HEADINGS = """# Linear server

#### `list_issues`
Returns the issues of a team.

#### `create_issue`

**Parameters:** title (required)
"""
NAMES_ONLY = "# Linear server\n\nTools: `list_issues`, `create_issue`.\n"


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return documents_tools.run(snapshot(files, **other))


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("server.py", PYTHON),
        ("src/index.ts", SCRIPT),
        ("src/kit.ts", KIT),
        ("src/app.ts", APP),
        ("main.go", GO),
        ("main.go", TYPES),
    ],
)
@pytest.mark.parametrize(("text", "lines"), [(TABLE, [5, 6]), (HEADINGS, [3, 6])])
def test_tools_of_every_language_are_found_in_tables_and_under_headings(
    path: str, code: str, text: str, lines: list[int]
) -> None:
    found = asked({"README.md": text, path: code})
    assert (found.outcome, found.count, found.total) == ("present", 2, 2)
    assert sorted(place.line or 0 for place in found.places) == lines


def test_the_number_of_tools_seen_is_told() -> None:
    one = PYTHON.replace("@server.tool()\n", "")
    found = asked({"README.md": "# Linear server\n", "server.py": one})
    assert found.why == "1 tool seen in the code, 0 documented."


def test_papers_below_the_root_document_too_whatever_the_spelling() -> None:
    text = (
        "# Tools\n\n- **listIssues**: issues of one team\n- **createIssue**: opens an issue now\n"
    )
    assert asked({"docs/tools.md": text, "server.py": PYTHON}).outcome == "present"


@pytest.mark.parametrize(
    "text",
    [
        NAMES_ONLY,
        "# Linear server\n",
        TABLE.replace("| `create_issue` | Opens an issue; needs a title |\n", ""),
    ],
    ids=["names alone", "nothing", "half of them"],
)
def test_names_without_a_word_on_them_or_missing_tools_are_absent(text: str) -> None:
    assert asked({"README.md": text, "server.py": PYTHON}).outcome == "absent"


def test_names_need_no_english() -> None:
    text = TABLE.replace("Issues of a team, newest first", "チームの課題 を 新しい 順に 返す")
    assert asked({"README.md": text, "server.py": PYTHON}).outcome == "present"


def test_a_server_whose_names_the_code_hides_is_judged_by_its_lists_or_unknown() -> None:
    hidden = PYTHON.partition("@server.tool")[0] + "register_all(server)\nserver.run()\n"
    lists = "# Server\n\n## Tools\n\n- `list_issues`: issues\n- `create_issue`: opens one\n"
    found = asked({"README.md": lists, "server.py": hidden})
    assert (found.outcome, found.confidence) == ("present", "low")
    assert asked({"README.md": "# MCP server\n", "server.py": hidden}).outcome == "unknown"


def test_a_project_without_tools_is_not_asked() -> None:
    assert asked({"README.md": "# x\n", "app.py": "print(1)\n"}).outcome == "not_applicable"


def test_a_cut_leaves_it_open() -> None:
    files = {"README.md": "# x\n", "server.py": PYTHON}
    assert asked(files, cut=("files",)).outcome == "unknown"
