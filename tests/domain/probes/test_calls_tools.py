import pytest

from career_guide.domain.probes import calls_tools
from half_read import half_read
from repositories import snapshot

LOOP = """
import anthropic

TOOLS = [
    {
        "name": "find_flight",
        "input_schema": {"type": "object"},
    }
]


def run(messages):
    answer = anthropic.Anthropic().messages.create(model="m", tools=TOOLS, messages=messages)
    for block in answer.content:
        if block.type == "tool_use":
            messages.append(find_flight(**block.input))


run([])
"""
GIVEN_ONLY = LOOP.replace("tool_use", "text")
GRAPH = """
from langchain_core.tools import tool
from langgraph.prebuilt import create_react_agent


@tool
def find_flight(city: str) -> str:
    return look_up(city)


agent = create_react_agent(model, [find_flight])
"""
AGENT = """
from pydantic_ai import Agent

flight_agent = Agent("model")


@flight_agent.tool
def find_flight(context, city: str) -> str:
    return look_up(city)
"""
SCRIPT = """
import { generateText, tool } from "ai";
const answer = await generateText({ model, tools: { weather: tool({ execute }) }, prompt });
console.log(answer);
"""


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [("app.py", LOOP, 13), ("app.py", GRAPH, 11), ("app.py", AGENT, 7), ("app.ts", SCRIPT, 3)],
    ids=["a loop", "a graph", "an agent", "a script"],
)
def test_tools_whose_calls_are_carried_out_are_found(path: str, code: str, line: int) -> None:
    finding = calls_tools.run(snapshot({path: code}))
    assert (finding.outcome, finding.places[0].line) == ("present", line)


@pytest.mark.parametrize(
    "code",
    [
        GIVEN_ONLY,
        "# tools=[search], tool_calls\nTITLE = 'Tool calling agent'\nprint(TITLE)\n",
        "import openai\nopenai.OpenAI().chat.completions.create(model='m', messages=[])\n",
    ],
    ids=["never carried out", "words", "no tools"],
)
def test_a_model_without_tools_does_not_count(code: str) -> None:
    assert calls_tools.run(snapshot({"app.py": code})).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert calls_tools.run(half_read()[case]).outcome == "unknown"
