"""Is a model given tools, and are its calls of them carried out?"""

from career_guide.domain.repository.identifiers import listed, tail, words
from career_guide.domain.repository.live import Seen, live, marked, said_at
from career_guide.domain.repository.searching import answer
from career_guide.domain.repository.tools import tools
from career_guide.models.repository.code import Call
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

RUNNING = listed(
    "Agent AssistantAgent ClaudeAgentOptions CodeAgent create_agent createAgent createReactAgent "
    "FunctionAgent GenerateContentConfig generateText GenerativeModel LlmAgent ReActAgent "
    "ReactAgent Runner streamText tool_runner ToolCallingAgent toolRunner"
)
"""Libraries that carry out the calls themselves."""
BY_PLACE = listed(
    "AgentExecutor bind_tools bindTools create_openai_tools_agent create_react_agent "
    "create_tool_calling_agent from_tools initialize_agent register_for_llm ToolNode"
)
"""Those that take the tools as a plain argument."""
OF_AGENTS = listed("function_tool kernel_function register_for_llm tool_plain")
"""Decorators that give a function to an agent."""
GIVING = listed("allowed_tools functions mcp_servers tool_config toolConfig tools toolsets")
HANDLED = listed(
    "call_tool callTool function_call function_calls functionCall FunctionCallingConfig "
    "functionCalls tool_call_id tool_calls tool_result tool_results tool_use tool_use_id "
    "ToolCalls toolCalls ToolMessage toolResult toolUse"
)


def run(repo: Snapshot) -> Finding:
    """Present where a library runs an agent with tools, or tools go to a model and the code reads
    and answers its calls."""
    code = live(repo)
    given = [seen for seen in code.calls if GIVING & set(seen.fact.keywords)]
    runs = [said_at(code, seen, _given(seen)) for seen in given if tail(seen.fact.name) in RUNNING]
    runs += [seen.spot for seen in code.calls if tail(seen.fact.name) in BY_PLACE]
    runs += marked(code, _is_given)
    defined = tools(code)
    is_handled = bool(HANDLED & code.names) or any(
        seen.fact.text in HANDLED for seen in code.strings
    )
    spots = list(runs)
    if is_handled:
        spots += [said_at(code, seen, _given(seen)) for seen in given]
    if spots:
        spots += [tool.spot for tool in defined]
    return answer(
        repo,
        spots,
        seen=f"Tools are given to a model in {len(given) or len(runs)} places and their calls are "
        f"carried out; {len(defined)} tools are defined.",
        unseen="No model is given tools whose calls are carried out.",
        confidence="high" if defined and spots else "medium",
        count=len(defined) or len(spots),
    )


def _given(seen: Seen[Call]) -> list[str]:
    """The keywords by which tools are given, with their sign."""
    names = sorted(GIVING & set(seen.fact.keywords))
    return [f"{name}{sign}" for name in names for sign in "=:"] + names


def _is_given(decorator: str) -> bool:
    """Whether it gives a function to an agent, as `@agent.tool` does."""
    name = tail(decorator)
    return name in OF_AGENTS or (name == "tool" and words(decorator)[-2:-1] == ("agent",))
