"""Drives the installed command with the official Inspector's command line, in both eras."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = str(Path(sys.executable).with_name("career-guide-mcp"))
ERAS = (["--protocol-era", "legacy"], ["--protocol-era", "modern"])


def inspect(*arguments: str, code: int = 0) -> Any:
    """One Inspector run; its JSON output. Exits where the code is not the expected one."""
    argv = ["mcp-inspector", "--cli", COMMAND, *arguments]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != code:
        sys.exit(f"{' '.join(argv)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    print(f"ok  {' '.join(arguments)}", flush=True)
    try:
        return json.loads(done.stdout)
    except ValueError:
        return done.stdout


def check(right: bool, what: str) -> None:
    """End with a message where something is not as it should be."""
    if not right:
        sys.exit(f"not so: {what}")


def main() -> None:
    """Every kind of request once in each era."""
    inspect("--method", "tools/list", "--strict")
    for era in ERAS:
        tools = inspect(*era, "--method", "tools/list")["tools"]
        check(tools[0]["name"] == "next_skill", "next_skill is listed first")
        pay = inspect(
            *era,
            *("--method", "tools/call", "--tool-name", "estimate_comp"),
            *("--tool-arg", "level=senior", "--tool-arg", "market=us-tier2"),
        )
        total = pay["structuredContent"]["estimates"][0]["total"]
        check(total == {"low": 187_000, "high": 294_500}, f"senior in tier 2: {total}")
        skill = inspect(
            *era,
            *("--method", "tools/call", "--tool-name", "next_skill"),
            *("--tool-arg", 'known_skills=["Python"]'),
        )
        check(skill["structuredContent"]["skill"]["id"] == "llm-apis", "Python leads to llm-apis")
        resources = inspect(*era, "--method", "resources/list")["resources"]
        check(len(resources) > 50, "resources are listed")
        inspect(*era, "--method", "resources/templates/list")
        page = inspect(*era, "--method", "resources/read", "--uri", "career://roadmap")
        check("RAG" in page["contents"][0]["text"], "the roadmap reads")
        inspect(*era, "--method", "prompts/list")
        prompt = inspect(
            *era,
            *("--method", "prompts/get", "--prompt-name", "mock_interview"),
            *("--prompt-args", "kind=coding"),
        )
        check("coding" in prompt["messages"][0]["content"]["text"], "the prompt takes its word")
        inspect(*era, "--method", "tools/call", "--tool-name", "no_such_tool", code=5)


if __name__ == "__main__":
    main()
