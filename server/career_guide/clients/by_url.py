"""How each kind of assistant connects to a hosted server: by its URL and a bearer token.

Tokens stay out of these files where the assistant can ask for one or read it from the environment.
"""

import json
from dataclasses import dataclass
from typing import Any

URL = "https://guide.example.org/mcp"
TOKEN_VARIABLE = "GUIDE_TOKEN"
NAME = "career-guide"
CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "estimate_comp", "arguments": {"level": "senior", "location": "Denver"}},
}


@dataclass(frozen=True, kw_only=True)
class UrlClient:
    """An assistant, where its configuration is, and what to write there."""

    title: str
    where: str
    language: str
    text: str


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2)


def _entry(**fields: str) -> dict[str, Any]:
    return {**fields, "headers": {"Authorization": f"Bearer ${{{TOKEN_VARIABLE}}}"}}


BY_URL: tuple[UrlClient, ...] = (
    UrlClient(
        title="Claude Code",
        where=".mcp.json in your project; the variable is read from your environment",
        language="json",
        text=_json({"mcpServers": {NAME: _entry(type="http", url=URL)}}),
    ),
    UrlClient(
        title="VS Code",
        where=".vscode/mcp.json in your project; it asks for the token once",
        language="json",
        text=_json(
            {
                "inputs": [
                    {
                        "type": "promptString",
                        "id": "career-guide-token",
                        "description": "Token of the career guide",
                        "password": True,
                    }
                ],
                "servers": {
                    NAME: {
                        "type": "http",
                        "url": URL,
                        "headers": {"Authorization": "Bearer ${input:career-guide-token}"},
                    }
                },
            }
        ),
    ),
    UrlClient(
        title="Cursor",
        where="~/.cursor/mcp.json",
        language="json",
        text=_json(
            {
                "mcpServers": {
                    NAME: {
                        "url": URL,
                        "headers": {"Authorization": f"Bearer ${{env:{TOKEN_VARIABLE}}}"},
                    }
                }
            }
        ),
    ),
    UrlClient(
        title="Codex",
        where="~/.codex/config.toml; it reads the token from the variable that is named",
        language="toml",
        text=(f'[mcp_servers.{NAME}]\nurl = "{URL}"\nbearer_token_env_var = "{TOKEN_VARIABLE}"'),
    ),
    UrlClient(
        title="Gemini CLI",
        where="~/.gemini/settings.json",
        language="json",
        text=_json({"mcpServers": {NAME: _entry(httpUrl=URL)}}),
    ),
    UrlClient(
        title="Any program",
        where="one JSON-RPC message a POST",
        language="sh",
        text=(
            f'curl {URL} -H "Authorization: Bearer ${TOKEN_VARIABLE}" \\\n'
            "  -H 'Content-Type: application/json' -H 'Accept: application/json' \\\n"
            f"  -d '{json.dumps(CALL, separators=(',', ':'))}'"
        ),
    ),
)
