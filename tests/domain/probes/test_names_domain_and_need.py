import pytest

from career_guide.domain.probes import names_domain_and_need
from career_guide.models.repository.finding import Finding
from repositories import snapshot

PAIN = """# Lease helper

Tenants in Vienna get leases of forty pages. Reading the rent clause of a lease by hand takes
hours, and the tenants' association has two volunteers for it.

## How it works

The helper reads a lease, finds the rent clause and compares it with the rent law.
"""
CODE = """
import openai


class RentClause:
    lease: str
    rent: float


def read_lease(path):
    return openai.chat(path)


def compare_with_rent_law(clause):
    return clause.rent


compare_with_rent_law(RentClause(read_lease("a")))
"""
WORK = """# Inbox agent

It triages invoices from the inbox, matches each invoice with its order and drafts a reply.
An invoice that fits no order goes to accounting; the order stays open.
Every order and every invoice is logged.
"""
WORK_CODE = """
import openai


def match_invoice(invoice, order):
    return openai.chat(invoice)


match_invoice(1, 2)
"""
SERVER = """# Linear server

A server that gives assistants access to the Linear API for each user.

## Tools

- `list_issues`: issues of a team
"""
TOOLS = """
import httpx
from mcp.server.fastmcp import FastMCP

server = FastMCP("linear")
URL = "https://api.linear.app/graphql"


@server.tool()
async def list_issues(team: str):
    return await httpx.post(URL, json={"team": team})


@server.tool()
async def create_issue(title: str):
    return await httpx.post(URL, json={"title": title})


@server.tool()
async def update_issue(issue: str):
    return await httpx.post(URL, json={"issue": issue})


server.run()
"""
SENSORS = """# Plant helper

## Problem

Questions on sensors and tailings of a jig take a person who knows the tables by heart.
"""
SCHEMA = """
CREATE TABLE sensors (sensor_id INT, jig_id INT, tailings_pct REAL);
CREATE TABLE tailings (sensor_id INT, tailings_pct REAL, sensor_name TEXT);
CREATE TABLE jigs (jig_id INT, jig_name TEXT);
"""
PLANT = (
    "def sensors_of(jig_id):\n    return jig_id\n\n\ndef tailings_of(sensor_id):\n    return 1\n"
)
ONLY_WORK = """# Pump watch

It compares the vibration of a pump with the vibration of other pumps. Vibration tells wear.
"""
PUMP_CODE = """
import openai


class Pump:
    vibration: float
    pump_id: int


def compare_pump(pump, vibration):
    return openai.chat(pump)


def pump_vibration(pump):
    return compare_pump(pump, pump.vibration)


pump_vibration(Pump())
"""
GENERIC = """# Production RAG system

A multi-agent retrieval system with hybrid search, re-ranking and streaming, designed for
real-world deployment. Large language models often lack access to current knowledge, which makes
answers unreliable. This system grounds them.
"""
TOOL_FOR_BUILDERS = """# Judge kit

## Why

Comparing prompts by hand is tedious and error-prone. Language models drift, and nobody notices.
"""


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return names_domain_and_need.run(snapshot(files, **other))


@pytest.mark.parametrize(
    ("files", "line", "confidence"),
    [
        ({"README.md": PAIN, "app.py": CODE}, 3, "medium"),
        ({"README.md": SENSORS, "db/schema.sql": SCHEMA, "app.py": PLANT}, 5, "medium"),
        ({"README.md": WORK, "app.py": WORK_CODE}, 3, "low"),
        ({"README.md": ONLY_WORK, "app.py": PUMP_CODE}, 3, "low"),
        ({"README.md": SERVER, "server.py": TOOLS}, 3, "medium"),
        (
            {"README.md": TOOL_FOR_BUILDERS, "judge.py": "def score(answer):\n    return 1\n"},
            5,
            "medium",
        ),
    ],
    ids=[
        "a trouble of people",
        "a field by its tables",
        "a process of a trade",
        "only work of the field",
        "a service with tools",
        "a tool for builders",
    ],
)
def test_a_field_with_a_need_is_shown_where_it_is_told(
    files: dict[str, str | None], line: int, confidence: str
) -> None:
    found = asked(files)
    assert (found.outcome, found.confidence) == ("present", confidence)
    assert (found.places[0].file, found.places[0].line) == ("README.md", line)


@pytest.mark.parametrize(
    "files",
    [
        {
            "README.md": GENERIC,
            "app.py": "import openai\nimport chromadb\n\nanswer = openai.chat()\n",
        },
        {"README.md": "# Wikipedia agent\n\nAnswers questions using Wikipedia.\n", "app.py": CODE},
        {"README.md": SERVER, "server.py": TOOLS.split("@server.tool()\nasync def create")[0]},
        {"README.md": "# Lease helper\n", "app.py": CODE},
        {"app.py": CODE},
        {"README.md": "# Linear server\n", "server.py": TOOLS},
    ],
    ids=[
        "words of the trade",
        "general knowledge",
        "a service with one tool",
        "nothing said",
        "no readme",
        "a service with only a title",
    ],
)
def test_without_a_field_or_a_need_it_is_absent(files: dict[str, str | None]) -> None:
    assert asked(files).outcome == "absent"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("It lets beekeepers to log what a hive needs.", "present"),
        ("It is for wardens who count hives.", "present"),
        ("It lets clients to log what a hive needs.", "absent"),
        ("It is for documents who knows which.", "absent"),
    ],
)
def test_people_are_known_by_where_they_stand_in_a_sentence(text: str, outcome: str) -> None:
    code = (
        "class Hive:\n    hive_id: int\n\n\ndef log_hive(hive):\n    return hive\n\n\nlog_hive(1)\n"
    )
    text = f"# Hive log\n\n{text}\n\n## Usage\n\nOpen a hive. Close the hive.\n"
    found = asked({"README.md": text, "app.py": code, "hive/hive_store.py": code})
    assert found.outcome == outcome


def test_people_who_are_made_up_are_work_at_best() -> None:
    told = PAIN.replace("Tenants in Vienna", "Tenants of a fictional town")
    found = asked({"README.md": told, "app.py": CODE})
    assert (found.outcome, found.confidence) == ("present", "low")


def test_a_readme_alone_may_tell_field_and_need() -> None:
    assert asked({"README.md": PAIN + "The lease is compared.\n" * 5}).outcome == "present"


def test_trouble_with_language_models_is_nobodys_need() -> None:
    text = (
        "# Lease helper\n\n"
        "Language models are error-prone when they read a lease. A rent clause of a "
        "lease and a rent law are long. Every lease has a rent clause.\n"
    )
    assert asked({"README.md": text, "app.py": CODE}).outcome == "absent"
    told = text.replace("Language models are", "Reading by hand is").replace("they", "tenants")
    assert asked({"README.md": told, "app.py": CODE}).outcome == "present"


@pytest.mark.parametrize(
    "text",
    [
        "# Mailer\n\nClassifies warranty mails and drafts replies.\n",
        "# Pager\n\nAn assistant for incident response.\n",
        "# Paragraphs\n\nAnswers questions about the Danish Holiday Act.\n",
        "# Ledger\n\nMatches invoices with purchase orders.\n",
    ],
    ids=["warranty", "incidents", "a law", "invoices"],
)
def test_a_process_or_law_of_a_trade_needs_no_heading(text: str) -> None:
    found = asked({"README.md": text, "app.py": "import openai\n\nprint(openai.chat('x'))\n"})
    assert (found.outcome, found.places[0].line) == ("present", 3)


def test_in_another_language_a_title_names_whom_the_code_asks() -> None:
    spanish = "# Asistente de {}\n\n" + "El asistente busca la ley y responde a todos. " * 9
    code = "import httpx\n\nprint(httpx.get('https://www.bancosol.example.org/personas'))\n"
    code = code.replace("bancosol.example.org", "bancosol.com.bo")
    asking = {"app.py": code + "import chromadb\n\nchromadb.Client()\n"}
    assert asked({"README.md": spanish.format("Bancosol"), **asking}).outcome == "present"
    assert asked({"README.md": spanish.format("ayuda"), **asking}).outcome == "unknown"


def test_a_blog_needs_a_post_that_says_what_was_wanted() -> None:
    head = "---\ntitle: Reading leases\ndate: 2025-01-01\n---\n"
    told = (
        "I wanted to know whether a small model can read a lease. I built a parser in Python. "
        "I tried three models, and I measured the answers of the API. My code is on the server. "
    )
    post = head + told + "The model reads a clause. " * 80
    blog = {"_config.yml": "title: Notes\n", "_posts/2025-01-01-leases.md": post}
    assert asked(blog).outcome == "present"
    tutorial = head + "Python is a language. A list holds items. " * 80
    assert asked({**blog, "_posts/2025-01-01-leases.md": tutorial}).outcome == "absent"


def test_another_language_or_a_readme_that_was_not_read_is_unknown() -> None:
    spanish = "# Ayuda\n\n" + "El asistente busca la ley y responde a las preguntas. " * 9
    assert asked({"README.md": spanish, "app.py": CODE}).outcome == "unknown"
    assert asked({"README.md": None, "app.py": CODE}).outcome == "unknown"
    assert asked({"README.md": GENERIC}, cut=("files",)).outcome == "unknown"
