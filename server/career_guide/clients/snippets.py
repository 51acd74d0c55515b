"""Configuration snippets that add this server to an assistant by hand.

Each holds the absolute path of the installed command, because desktop applications do not have
the shell's search path.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NAME = "career-guide"
SCRIPT = "career-guide-mcp"


@dataclass(frozen=True, kw_only=True)
class Client:
    """An assistant, the file it reads, and the key under which it wants its servers."""

    title: str
    file: str
    key: str
    with_type: bool = False
    after: str = ""


CLIENTS: tuple[Client, ...] = (
    Client(
        title="Claude Desktop",
        file="claude_desktop_config.json (Settings, Developer, Edit Config)",
        key="mcpServers",
        after="Quit Claude Desktop fully and start it again.",
    ),
    Client(
        title="Claude Code",
        file=".mcp.json in your project",
        key="mcpServers",
        with_type=True,
        after="Or, without a file: claude mcp add --scope user career-guide -- COMMAND",
    ),
    Client(
        title="Cursor",
        file="~/.cursor/mcp.json, or .cursor/mcp.json in your project",
        key="mcpServers",
    ),
    Client(
        title="VS Code",
        file=".vscode/mcp.json in your project",
        key="servers",
        with_type=True,
    ),
)


def installed_command() -> tuple[str, ...]:
    """How to start this installation from anywhere: the script beside Python, or the module."""
    folder = Path(sys.executable).parent
    for name in (SCRIPT, f"{SCRIPT}.exe"):
        if (folder / name).is_file():
            return (str(folder / name),)
    return (sys.executable, "-m", "career_guide")


def snippet(client: Client, command: Sequence[str]) -> str:
    """The JSON to put into the client's file."""
    entry: dict[str, object] = {"type": "stdio"} if client.with_type else {}
    entry |= {"command": command[0], "args": list(command[1:])}
    return json.dumps({client.key: {NAME: entry}}, indent=2, ensure_ascii=False)
