import pytest

from career_guide.domain.probes import is_generic
from career_guide.models.repository.finding import Finding
from repositories import snapshot

DEMO = """
from mcp.server.fastmcp import FastMCP

server = FastMCP("demo")


@server.tool()
def get_weather(city: str):
    return city


@server.tool()
def add(a: int, b: int):
    return a + b


server.run()
"""
CALM = "# Lease helper\n\nReads the rent clause of a lease.\n"
UPLOADS = (
    "# Reader\n\nUpload a document, and the server extracts, splits and stores every leaflet of it;"
    " then ask questions.\nIt searches each leaflet and each booklet. A leaflet is kept.\n"
    "A leaflet has a booklet. The booklet holds the leaflet.\n"
)
NEXT = (
    "This is a [Next.js](https://nextjs.org) project bootstrapped with create-next-app.\n\n"
    "## Learn More\n\nTo learn more about Next.js, take a look at its documentation.\n"
)


def asked(files: dict[str, str | None], **other: tuple[str, ...]) -> Finding:
    return is_generic.run(snapshot(files, **other))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Go MCP server template\n\nGet started quickly.\n", 1),
        ("# RAG\n\nThis is a simple starter kit for RAG applications.\n", 3),
        ("# PDF chat\n\nChat with your PDF documents.\n", 3),
        ("# DocQA\n\nUpload any document and ask questions.\n", 3),
        (UPLOADS, 3),
        ("# Researcher\n\nAn agent that writes a report on any topic.\n", 3),
        ("# Wikipedia agent\n\nAn agent to answer questions using Wikipedia.\n", 3),
        ("# Mini RAG\n\nA minimal RAG setup. The goal is to understand retrieval.\n", 1),
    ],
    ids=[
        "a template by title",
        "a template by lead",
        "any document",
        "any upload",
        "any upload in words that the code bears",
        "any topic",
        "general knowledge",
        "an exercise",
    ],
)
def test_what_everybody_builds_is_shown_where_it_says_so(text: str, line: int) -> None:
    found = asked({"README.md": text, "app.py": "import openai\n\nprint(openai.chat('x'))\n"})
    assert found.outcome == "present"
    assert (found.places[0].file, found.places[0].line) == ("README.md", line)


def test_a_readme_that_a_generator_wrote_is_generic() -> None:
    assert asked({"README.md": NEXT}).outcome == "present"


def test_a_server_with_only_the_tools_of_a_lesson_is_generic() -> None:
    found = asked({"README.md": "# Server\n\nA server.\n", "server.py": DEMO})
    assert (found.outcome, found.places[0].file) == ("present", "server.py")
    more = DEMO.replace("def add", "def file_customs_declaration")
    assert asked({"README.md": "# Server\n\nA server.\n", "server.py": more}).outcome == "absent"


FORECASTS = """
from mcp.server.fastmcp import FastMCP

server = FastMCP("weather")


class WeatherStore:
    def current_weather(self, city):
        return {"city": city, "degrees": 21}


STORE = WeatherStore()


@server.tool()
def get_weather_stats(city: str):
    return STORE.current_weather(city)


@server.tool()
def search_places(name: str):
    return [name]


@server.tool()
def get_weather_outlook(city: str):
    return STORE.current_weather(city)


server.run()
"""


def test_a_lesson_stays_one_with_classes_and_more_tools_of_its_own() -> None:
    found = asked({"README.md": "# Weather server\n\nTells it.\n", "server.py": FORECASTS})
    assert (found.outcome, found.places[0].file) == ("present", "server.py")
    sailing = "# Weather server\n\nSailors waste hours every day on scattered weather reports.\n"
    sailing += "The weather of a port is shown, with weather for a passage.\n"
    assert asked({"README.md": sailing, "server.py": FORECASTS}).outcome == "absent"


def test_a_server_over_made_up_data_is_generic() -> None:
    text = "# Bank server\n\nA server that returns {} account data.\n"
    code = FORECASTS.replace("weather", "balance").replace("Weather", "Balance")
    found = asked({"README.md": text.format("simulated"), "server.py": code})
    assert (found.outcome, found.places[0].line) == ("present", 3)
    assert asked({"README.md": text.format("live"), "server.py": code}).outcome == "absent"


@pytest.mark.parametrize(
    "text",
    [
        CALM,
        "# Template engine for invoices\n\nRenders invoices.\n",
        "# Portal filler\n\nApplies to jobs with portal templates and stored prompts.\n",
        "# Letters\n\nThe server is a store of prompt templates.\n",
        "# Letters\n\nWrites letters to landlords. If you have any questions, open an issue.\n",
        "# Lease helper\n\n## Roadmap\n\n- Chat with your PDF documents\n",
    ],
    ids=["a field", "an engine", "templates as a part", "a store", "thanks", "a plan"],
)
def test_a_project_of_its_own_is_absent(text: str) -> None:
    assert asked({"README.md": text}).outcome == "absent"


def test_a_field_with_a_need_outweighs_a_phrase() -> None:
    text = (
        "# Lease helper\n\n"
        "Tenants chat with their documents: reading a lease by hand takes hours.\n"
        "A lease has a rent clause, and each rent clause of the lease is compared.\n"
    )
    code = (
        "import openai\n\n\ndef rent_clause(lease):\n    return openai.chat(lease)\n\n\n"
        "rent_clause(1)\n"
    )
    assert asked({"README.md": text, "app.py": code}).outcome == "absent"


def test_another_language_or_a_cut_is_unknown() -> None:
    spanish = "# Ayuda\n\n" + "El asistente busca la ley y responde a las preguntas. " * 9
    assert asked({"README.md": spanish}).outcome == "unknown"
    assert asked({"README.md": CALM}, cut=("files",)).outcome == "unknown"
