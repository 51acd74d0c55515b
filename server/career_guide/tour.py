"""The main job, shown: a real MCP client over stdio asks for a skill, a score and a pay range."""

import textwrap
from collections.abc import Mapping
from typing import Any

import anyio
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters

from career_guide.clients.snippets import CLIENTS, installed_command, snippet

WIDTH = 96
PERSON = "senior backend engineer, knows Python and OpenAI APIs, 6 hours a week"
NEXT_SKILL: dict[str, Any] = {
    "known_skills": ["Python", "OpenAI APIs"],
    "background": "software_engineer",
    "hours_per_week": 6,
}
PROJECT: dict[str, Any] = {
    "projects": [
        {
            "title": "Tenant rights assistant",
            "type": "domain-rag",
            "summary": "Answers tenants' questions on deposits in one state from its statutes.",
            "criteria": [
                {
                    "id": "real-problem",
                    "level": 2,
                    "evidence": "Tenants in Oregon ask whether a landlord may keep the deposit.",
                },
                {
                    "id": "evaluation",
                    "level": 1,
                    "evidence": "I tried ten questions by hand.",
                },
                {
                    "id": "architecture-docs",
                    "level": 2,
                    "evidence": "README explains why pgvector and why chunks follow the statutes.",
                },
                {"id": "error-handling", "level": 1, "evidence": "Retries when the API times out."},
                {"id": "deployed", "level": 0},
                {
                    "id": "code-quality",
                    "level": 2,
                    "evidence": "Ingestion, retrieval and answering are separate modules.",
                },
                {
                    "id": "iteration-history",
                    "level": 2,
                    "evidence": "41 commits over two months, one topic each.",
                },
            ],
            "features": [
                {
                    "id": "narrow-domain",
                    "state": "yes",
                    "evidence": "Covers only Oregon deposit law, chapter 90.",
                },
                {
                    "id": "citations",
                    "state": "yes",
                    "evidence": "Each answer links the statute section it used.",
                },
                {"id": "hybrid-search", "state": "no"},
                {"id": "re-ranking", "state": "no"},
                {"id": "retrieval-evaluation", "state": "no"},
            ],
        }
    ]
}
PAY: dict[str, Any] = {"level": "senior", "location": "Denver"}


def tour() -> int:
    """Print the tour; returns the exit code."""
    return anyio.run(_tour)


async def _tour() -> int:
    command = installed_command()
    server = StdioServerParameters(command=command[0], args=list(command[1:]))
    async with Client(server) as client:
        about = client.server_info
        name = f"{about.title} {about.version}" if about else "the server"
        _line(f"Connected to {name} over stdio, protocol {client.protocol_version}.")
        tools = await client.list_tools()
        _line(f"Tools: {', '.join(tool.name for tool in tools.tools)}.")

        _title("What to learn next", PERSON)
        _show_skill(await _ask(client, "next_skill", NEXT_SKILL))

        project = PROJECT["projects"][0]
        _title("How good a project is", f"{project['title']}: {project['summary']}")
        _show_score(await _ask(client, "score_project", PROJECT))

        _title("What a role pays", "senior, Denver")
        _show_pay(await _ask(client, "estimate_comp", PAY))
    _show_setup(command)
    return 0


async def _ask(client: Client, tool: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    result = await client.call_tool(tool, dict(arguments))
    content: Mapping[str, Any] = result.structured_content or {}
    if result.is_error:
        raise RuntimeError(f"{tool} refused the tour's own example: {content.get('summary')}")
    return content


def _show_skill(result: Mapping[str, Any]) -> None:
    _line(result["summary"])
    skill = result["skill"]
    for hit in result["matched"]:
        _item(f"“{hit['phrase']}” counts for {hit['skill_id']} ({hit['coverage']})")
    had = [topic["title"] for topic in result["topics"] if topic["credited"]]
    left = [topic["title"] for topic in result["topics"] if not topic["credited"]]
    if had:
        _item(f"of {skill['title']} credited: {'; '.join(had)}")
    _item(f"of {skill['title']} still to learn: {'; '.join(left)}")
    for reason in result["because"]:
        _item(reason)
    _item(f"order of the rest: {', '.join(result['path'])}")


def _show_score(result: Mapping[str, Any]) -> None:
    _line(result["summary"])
    fix = result["projects"][0]["first_fix"]
    _item(f"next step: {fix['next_step']} (+{fix['next_step_gain']} points)")
    for row in result["projects"][0]["criteria"]:
        claimed, credited = row["claimed"], row["credited"]
        _item(f"{row['id']}: claimed {claimed}, credited {credited}. {row['why']}")


def _show_pay(result: Mapping[str, Any]) -> None:
    _line(result["summary"])
    for row in result["estimates"]:
        for part in ("salary", "equity", "total", "salary_only_total"):
            span = row[part]
            _item(f"{part.replace('_', ' ')}: ${span['low']:,} to ${span['high']:,}")
    for assumption in result["assumptions"]:
        _item(f"assumed: {assumption['text']}")


def _show_setup(command: tuple[str, ...]) -> None:
    _title("Add it to your assistant", "one of these, then restart it")
    for client in CLIENTS:
        print()
        _line(f"{client.title}: {client.file}")
        print(textwrap.indent(snippet(client, command), "  "))
        if client.after:
            print(client.after.replace("COMMAND", " ".join(command)))


def _title(text: str, detail: str) -> None:
    print()
    _line(f"== {text}: {detail}")


def _line(text: str) -> None:
    print(textwrap.fill(text, WIDTH, break_on_hyphens=False))


def _item(text: str) -> None:
    print(
        textwrap.fill(
            text,
            WIDTH,
            initial_indent="  - ",
            subsequent_indent="    ",
            break_on_hyphens=False,
            break_long_words=False,
        )
    )
