"""The README's generated blocks are fresh, and what it tells people to do works."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bench.front import render
from career_guide.clients.by_url import BY_URL, UrlClient
from career_guide.clients.snippets import CLIENTS, Client, snippet
from career_guide.content.snapshot import load_default
from career_guide.resources.registry import TEMPLATES, resources
from career_guide.tools.listing import input_schema
from career_guide.tools.registry import all_tools
from career_guide.transports.http.options import OPTIONS
from hosting import hosted
from wire import GUIDE as CLI
from wire import INITIALIZED, call, initialize, run

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.S)
EXAMPLE_COMMAND = ("/path/to/career-guide/.venv/bin/career-guide-mcp",)


def cli(*arguments: str, stdin: str | None = None) -> str:
    done = subprocess.run(
        [*CLI, *arguments], input=stdin, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def transcript() -> str:
    shown = cli("tour").partition("\n== Add it to your assistant")[0]
    shown = re.sub(r"around\s20\d\d-\d\d-\d\d", "around 2027-05-17", shown)  # it moves with today
    return f"```text\n{shown.rstrip()}\n```"


def clients() -> str:
    parts = []
    for client in CLIENTS:
        after = client.after.replace("COMMAND", EXAMPLE_COMMAND[0])
        code = f"```json\n{snippet(client, EXAMPLE_COMMAND)}\n```"
        body = f"**{client.title}**, {client.file}:\n\n{code}"
        parts.append(f"{body}\n\n{after}" if after else body)
    return "\n\n".join(parts)


def tools() -> str:
    rows = ["| Tool | What it does | Arguments | Changes anything |", "|---|---|---|---|"]
    for tool in all_tools():
        purpose = re.split(r"(?<=[.:])\s", tool.description)[0].rstrip(".:")
        names = ", ".join(f"`{name}`" for name in input_schema(tool)["properties"])
        rows.append(f"| `{tool.name}` | {purpose} | {names} | no |")
    return "\n".join(rows)


def surface() -> str:
    catalog = load_default()
    pages = [r for r in resources(catalog).values() if r.uri.count("/") == 2]
    rows = ["| Resource | |", "|---|---|"]
    rows += [f"| `{page.uri}` | {page.description} |" for page in pages]
    rows += [f"| `{t.uri_template}` | {t.description} |" for t in TEMPLATES]
    rows += ["", "| Prompt | |", "|---|---|"]
    rows += [f"| `{prompt.id}` | {prompt.description} |" for prompt in catalog.prompts]
    return "\n".join(rows)


def by_url() -> str:
    return "\n\n".join(
        f"**{client.title}**, {client.where}:\n\n```{client.language}\n{client.text}\n```"
        for client in BY_URL
    )


def settings() -> str:
    rows = ["| Flag | Variable | Default | Meaning |", "|---|---|---|---|"]
    for option in OPTIONS:
        flag = f"`{option.flag} {option.metavar}`" if option.flag else ""
        rows.append(f"| {flag} | `{option.variable}` | {option.shown} | {option.meaning} |")
    return "\n".join(rows)


def quality() -> str:
    rows = json.loads((ROOT / "bench/results.json").read_text("utf-8"))
    lines = ["| Phrases matched to skills | Cases | Accuracy | Wrong skill |", "|---|---|---|---|"]
    lines += [
        f"| `{row['set']}` | {row['cases']:,} | {percent(row['accuracy'])} "
        f"| {percent(row['wrong_skill_rate'])} |"
        for row in rows
        if row["system"] == "matcher"
    ]
    lines += [
        "",
        "| Questions searched | Cases | Hit rate at 3 | of plain BM25 "
        "| False answers where the guide has none | of plain BM25 |",
        "|---|---|---|---|---|---|",
    ]
    plain = {row["set"]: row for row in rows if row["system"] == "plain BM25"}
    for row in rows:
        if row["system"] == "search_career_guide":
            shares = (
                percent(system[name])
                for name in ("hit_rate_at_3", "false_answer_rate")
                for system in (row, plain[row["set"]])
            )
            lines.append(f"| `{row['set']}` | {row['cases']} | {' | '.join(shares)} |")
    return "\n".join(lines)


def percent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")


PAY = '{"level":"senior","market":"us-tier2"}'
KNOWN = '{"known_skills":["Python","RAG"]}'
RAW = (
    initialize(1),
    INITIALIZED,
    call("legacy", 2, "estimate_comp", {"level": "senior", "location": "Denver"}),
)


def scripting() -> str:
    pay = json.loads(cli("call", "estimate_comp", PAY))
    skill = json.loads(cli("call", "next_skill", "-", stdin=KNOWN))
    raw = [f"  '{json.dumps(message, separators=(',', ':'))}' \\" for message in RAW]
    lines = [
        f"career-guide-mcp call estimate_comp '{PAY}' | jq .summary",
        f"# {json.dumps(pay['summary'], ensure_ascii=False)}",
        "",
        f"echo '{KNOWN}' | career-guide-mcp call next_skill - | jq -r .skill.id",
        f"# {skill['skill']['id']}",
        "",
        'career-guide-mcp search "do I need a PhD"',
        "career-guide-mcp read career://roadmap/evaluation",
        "",
        "# or raw JSON-RPC: every request is answered before the process ends",
        "printf '%s\\n' \\",
        *raw,
        "  | career-guide-mcp",
    ]
    return "```sh\n" + "\n".join(lines) + "\n```"


WRITERS = {
    "transcript": transcript,
    "clients": clients,
    "tools": tools,
    "surface": surface,
    "scripting": scripting,
    "speed": render.block,
    "by_url": by_url,
    "settings": settings,
    "quality": quality,
}


def test_every_generated_block_is_fresh() -> None:
    text = README.read_text(encoding="utf-8")
    names = [match[2] for match in BLOCK.finditer(text)]
    assert sorted(names) == sorted(WRITERS)
    fresh = BLOCK.sub(lambda m: f"{m[1]}{WRITERS[m[2]]()}\n{m[4]}", text)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        README.write_text(fresh, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == fresh, "stale: run `make generate`"


def test_the_chart_of_speed_shows_the_committed_results() -> None:
    fresh = render.chart(render.results()[1])
    if os.environ.get("UPDATE_SNAPSHOTS"):
        render.CHART.write_text(fresh, encoding="utf-8")
    assert render.CHART.read_text(encoding="utf-8") == fresh, "stale: run `make generate`"


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.title)
def test_each_snippet_of_the_readme_starts_the_server(client: Client) -> None:
    after = README.read_text(encoding="utf-8").partition(f"**{client.title}**")[2]
    block = json.loads(re.findall(r"```json\n(.*?)```", after, re.S)[0])
    entry = block[client.key]["career-guide"]
    script = Path(sys.executable).with_name(Path(entry["command"]).name)
    done = run((str(script), *entry["args"]), [initialize(1)])
    assert done.by_id()[1]["result"]["serverInfo"]["name"] == "career-guide"


def test_the_raw_json_rpc_example_answers_every_request() -> None:
    text = README.read_text(encoding="utf-8").partition("# or raw JSON-RPC")[2]
    lines = [line.encode() for line in re.findall(r"^  '(\{.*\})' \\$", text, re.M)]
    answers = run(CLI, lines).by_id()
    assert set(answers) == {1, 2}
    total = answers[2]["result"]["structuredContent"]["estimates"][0]["total"]
    assert total == {"low": 187_000, "high": 294_500}


def test_the_two_promised_commands_are_named() -> None:
    text = README.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test"):
        assert f"make {target}" in text
        assert re.search(rf"^{target}:", makefile, re.M)


@pytest.mark.parametrize("client", BY_URL, ids=lambda client: client.title)
def test_each_way_to_connect_by_url_is_well_formed_and_holds_no_token(client: UrlClient) -> None:
    if client.language == "json":
        json.loads(client.text)
    elif client.language == "toml":
        tomllib.loads(client.text)
    assert "https://guide.example.org/mcp" in client.text
    assert re.search(r"Bearer \$|bearer_token_env_var", client.text)


def test_the_request_by_hand_is_answered(tmp_path: Path) -> None:
    by_hand = next(client for client in BY_URL if client.language == "sh").text
    with hosted("--auth", "none") as server:
        command = by_hand.replace("https://guide.example.org", f"http://{server.host}")
        done = subprocess.run(["bash", "-c", f"exec {command} --silent"], capture_output=True)
    assert json.loads(done.stdout)["result"]["structuredContent"]["status"] == "estimated"
