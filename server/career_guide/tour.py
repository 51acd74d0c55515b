"""The main job, shown: a real MCP client over stdio asks for a skill, a score and a pay range."""

import logging
import shlex
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

from career_guide.clients.snippets import CLIENTS, installed_command, snippet
from career_guide.console import tell
from career_guide.errors import CareerGuideError
from career_guide.settings import Settings
from career_guide.tools.listing import REFUSALS

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
RAG_PROJECT = "{title}: {summary}".format(**PROJECT["projects"][0])
PAY: dict[str, Any] = {"level": "senior", "location": "Denver"}


@dataclass(frozen=True)
class Heard:
    """What the client heard from the server; `answers` in the order of PARTS."""

    server: str
    protocol: str
    tools: tuple[str, ...]
    answers: tuple[Mapping[str, Any], ...]


def tour(settings: Settings) -> int:
    """Print the tour; returns the exit code."""
    command = installed_command()
    if settings.content:
        command += ("--content", _configurable(Path(settings.content).absolute()))
    logging.getLogger("mcp").addHandler(logging.NullHandler())  # what failed is told in one line
    heard, silence = None, ""
    try:
        heard = anyio.run(_talk, command, {"CAREER_GUIDE_LOG_LEVEL": settings.log_level})
    except* (MCPError, OSError) as failed:
        silence = _first(failed)
    if heard is None:
        tell(f"the server did not answer: {silence}")
        return 1
    _line(f"Connected to {heard.server} over stdio, protocol {heard.protocol}.")
    _line(f"Tools: {', '.join(heard.tools)}.")
    for part, answer in zip(PARTS, heard.answers, strict=True):
        print()
        _line(f"== {part.title}: {part.detail}")
        _line(answer["summary"])
        if answer["status"] not in REFUSALS:
            part.show(answer)
    _show_setup(command)
    return 1 if any(answer["status"] in REFUSALS for answer in heard.answers) else 0


def _configurable(path: Path) -> str:
    """The path as text. Raises CareerGuideError where no configuration file could hold it."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise CareerGuideError("--content: expected a path in UTF-8, as configuration is") from None
    return str(path)


async def _talk(command: Sequence[str], environment: dict[str, str]) -> Heard:
    server = StdioServerParameters(command=command[0], args=list(command[1:]), env=environment)
    async with Client(server) as client:
        about = client.server_info
        listed = await client.list_tools()
        answers = [await client.call_tool(part.tool, dict(part.arguments)) for part in PARTS]
        return Heard(
            server=f"{about.title} {about.version}" if about else "the server",
            protocol=client.protocol_version,
            tools=tuple(tool.name for tool in listed.tools),
            answers=tuple(answer.structured_content or {} for answer in answers),
        )


def _first(failed: BaseException) -> str:
    """What the first of a group of failures says."""
    while isinstance(failed, BaseExceptionGroup):
        failed = failed.exceptions[0]
    return str(getattr(failed, "message", failed))


def _show_skill(result: Mapping[str, Any]) -> None:
    skill = result["skill"]
    if skill is None:
        return
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
    if fix := result["projects"][0]["first_fix"]:
        _item(f"next step: {fix['next_step']} (+{fix['next_step_gain']} points)")
    for row in result["projects"][0]["criteria"]:
        claimed, credited = row["claimed"], row["credited"]
        _item(f"{row['id']}: claimed {claimed}, credited {credited}. {row['why']}")


def _show_pay(result: Mapping[str, Any]) -> None:
    for row in result["estimates"]:
        for part in ("salary", "equity", "total", "salary_only_total"):
            span = row[part]
            _item(f"{part.replace('_', ' ')}: ${span['low']:,} to ${span['high']:,}")
    for assumption in result["assumptions"]:
        _item(f"assumed: {assumption['text']}")


def _show_setup(command: tuple[str, ...]) -> None:
    print()
    _line("== Add it to your assistant: one of these, then restart it")
    for client in CLIENTS:
        print()
        _line(f"{client.title}: {client.file}")
        print(textwrap.indent(snippet(client, command), "  "))
        if client.after:
            print(client.after.replace("COMMAND", shlex.join(command)))


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


@dataclass(frozen=True)
class Part:
    """One call of the tour, and what is shown of its result below the summary."""

    title: str
    detail: str
    tool: str
    arguments: Mapping[str, Any]
    show: Callable[[Mapping[str, Any]], None]


PARTS = (
    Part("What to learn next", PERSON, "next_skill", NEXT_SKILL, _show_skill),
    Part("How good a project is", RAG_PROJECT, "score_project", PROJECT, _show_score),
    Part("What a role pays", "senior, Denver", "estimate_comp", PAY, _show_pay),
)
