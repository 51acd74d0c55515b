import pytest

from career_guide.domain.probes import queries_and_changes
from half_read import half_read
from repositories import snapshot

SERVER = """
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("tasks")


@mcp.tool()
def list_tasks() -> list[str]:
    return api.get("/tasks")
"""
CREATES = """

@mcp.tool()
def create_task(title: str) -> str:
    return api.post("/tasks", title)
"""
CLOSES = """

@mcp.tool()
def close_session() -> None:
    api.close()
"""
UNCLEAR = """

@mcp.tool()
def task(title: str) -> str:
    return api.put("/tasks", title)
"""
LITERAL = """
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [
    {
      name: "search_pages",
      inputSchema: { type: "object" },
    },
    {
      name: "update_page",
      inputSchema: { type: "object" },
    },
  ],
}));
"""
ON_ONE_LINE = """
const tools = [
  { name: "search_pages", description: "Finds pages", inputSchema: { type: "object" } },
  { name: "update_page", description: "Changes a page", inputSchema: { type: "object" } },
];
"""
REGISTERED = """
server.registerTool("get_forecast", { description: "The forecast" }, forecast);
server.tool("delete_alarm", "Removes an alarm", remove);
"""
GO = """package main

func main() {
	server.AddTool(mcp.NewTool("get_incident"), get)
	server.AddTool(mcp.NewTool("create_incident"), create)
	server.Run()
}
"""
GO_CONSTANTS = """package main

const (
	ToolGet    = "get_incident"
	ToolCreate string = "create_incident"
)

func main() {
	server.AddTool(mcp.NewTool(ToolGet, mcp.WithDescription("Update of an incident")), get)
	server.AddTool(mcp.NewTool(ToolCreate,
		mcp.WithDescription("Opens one")), create)
	server.Run()
}
"""
OF_A_BUILD = """

def linters(builder) -> None:
    builder.tool("delete-trailing-space", 1)
    linters(builder)
"""
KEPT = """

@mcp.tool()
def task(title: str) -> str:
    kept.delete("title")
    kept.put(title, "Update the title")
    return "Insert into the list"
"""
ROUTE = """
server.registerTool("forecast", { description: "The forecast" }, forecast);
app.delete("/mcp", (request, response) => response.end());
"""
STATEMENT = """

@mcp.tool()
def task(title: str) -> str:
    return db.run("UPDATE tasks SET title = ?", title)
"""
COMPUTES = SERVER.replace("list_tasks", "estimate_cost")


@pytest.mark.parametrize(
    ("path", "code", "count"),
    [
        ("server.py", SERVER, 1),
        ("server.py", SERVER + CLOSES, 1),
        ("server.py", SERVER + CREATES, 2),
        ("server.py", SERVER + UNCLEAR, 2),
        ("server.py", SERVER.replace("list_tasks", "execute_query"), 1),
        ("server.ts", LITERAL, 2),
        ("server.ts", ON_ONE_LINE, 2),
        ("server.ts", REGISTERED, 2),
        ("main.go", GO, 2),
        ("main.go", GO_CONSTANTS, 2),
        ("server.py", SERVER + OF_A_BUILD, 1),
        ("server.py", SERVER + KEPT, 1),
        ("server.ts", ROUTE, 1),
        ("server.py", SERVER + STATEMENT, 2),
        ("server.py", COMPUTES, 1),
    ],
    ids=[
        "queries", "its own session", "both", "by what it sends", "carrying out a query",
        "a list", "on one line", "registered", "Go", "constants of Go",
        "a method of another name's thing", "containers and words", "a route", "SQL", "computes",
    ],
)  # fmt: skip
def test_tools_count_by_what_they_do(path: str, code: str, count: int) -> None:
    finding = queries_and_changes.run(snapshot({path: code}))
    assert (finding.outcome, finding.count) == ("present", count)


@pytest.mark.parametrize(
    "code",
    [
        "# create_task, list_tasks\nprint('tools')\n",
        "def create_task():\n    pass\n",
    ],
    ids=["words", "functions"],
)
def test_without_tools_there_is_nothing_to_count(code: str) -> None:
    assert queries_and_changes.run(snapshot({"app.py": code})).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert queries_and_changes.run(half_read()[case]).outcome == "unknown"


def test_a_tool_is_shown_where_its_name_stands() -> None:
    code = """
from server import Tool

FIND = Tool(
    name="find_page",
    description="Finds a page",
)
print(FIND)
"""
    finding = queries_and_changes.run(snapshot({"main.py": code}))
    assert [(place.line, place.snippet.strip()) for place in finding.places] == [
        (5, 'name="find_page",')
    ]
