"""Is a model given tools, and are its calls of them carried out?"""

from career_guide.domain.repository.identifiers import listed, tail
from career_guide.domain.repository.live import live
from career_guide.domain.repository.searching import answer
from career_guide.domain.repository.tools import tools
from career_guide.models.repository.code import Call
from career_guide.models.repository.finding import Finding
from career_guide.models.repository.snapshot import Snapshot

RUNNING = listed(
    "Agent AgentExecutor AssistantAgent bind_tools bindTools ClaudeAgentOptions CodeAgent "
    "create_agent create_openai_tools_agent create_react_agent create_tool_calling_agent "
    "createAgent createReactAgent FunctionAgent generateText initialize_agent LlmAgent ReActAgent "
    "ReactAgent Runner StateGraph streamText tool_runner ToolCallingAgent ToolNode toolRunner"
)
"""Libraries that carry out the calls themselves."""
GIVING = frozenset({"tools", "functions", "toolConfig", "tool_config"})
MODEL_CALLS = listed(
    "acompletion acreate chat completion converse create create_with_retries generate_content "
    "generateContent invoke parse send_message stream"
)
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
    runs = [seen for seen in given if tail(seen.fact.name) in RUNNING]
    runs += [seen for seen in code.calls if tail(seen.fact.name) in ("bind_tools", "bindTools")]
    runs += [seen for seen in code.calls if _is_prebuilt(seen.fact)]
    defined = tools(code)
    is_handled = bool(HANDLED & code.names) or any(
        seen.fact.text in HANDLED for seen in code.strings
    )
    spots = [seen.spot for seen in runs]
    if is_handled:
        spots += [seen.spot for seen in given]
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


def _is_prebuilt(call: Call) -> bool:
    """An agent or node of a library that takes its tools by place."""
    return tail(call.name) in (
        "ToolNode", "create_react_agent", "create_tool_calling_agent", "initialize_agent",
        "AgentExecutor", "create_openai_tools_agent",
    )  # fmt: skip
