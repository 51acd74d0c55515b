"""The surface is an API: a snapshot for each thing that a client lists, reviewed on change."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client

pytestmark = pytest.mark.anyio
SNAPSHOTS = Path(__file__).parent / "snapshots"


async def listed(client: Client) -> dict[str, Any]:
    """Everything listed, by file name."""
    found: dict[str, Any] = {}
    for tool in (await client.list_tools()).tools:
        found[f"tools/{tool.name}.json"] = dump(tool)
    for prompt in (await client.list_prompts()).prompts:
        found[f"prompts/{prompt.name}.json"] = dump(prompt)
    resources: list[Any] = []
    cursor = None
    while True:
        page = await client.list_resources(cursor=cursor)
        resources += page.resources
        cursor = page.next_cursor
        if cursor is None:
            break
    # Sizes follow every word of content; the content tests hold those.
    found["resources.json"] = [
        {key: value for key, value in dump(entry).items() if key != "size"} for entry in resources
    ]
    templates = (await client.list_resource_templates()).resource_templates
    found["templates.json"] = [dump(entry) for entry in templates]
    found["server.json"] = {
        "info": dump(client.server_info),
        "capabilities": dump(client.server_capabilities),
        "instructions": client.instructions,
    }
    return found


def dump(model: Any) -> Any:
    return model.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"meta"})


async def test_what_clients_list_equals_the_reviewed_snapshots(client: Client) -> None:
    found = await listed(client)
    for name, value in found.items():
        file = SNAPSHOTS / name
        text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        if os.environ.get("UPDATE_SNAPSHOTS"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"{name} is missing: run `make generate`"
        assert json.loads(file.read_text("utf-8")) == value, f"{name} is stale: run `make generate`"
    files = {file.relative_to(SNAPSHOTS).as_posix() for file in SNAPSHOTS.rglob("*.json")}
    assert files == set(found)
