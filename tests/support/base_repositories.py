"""Small repositories of every kind that the scorer knows, for properties that hold of each."""

import json

from honest_project import README, Files, honest, without
from notebook_files import notebook
from written_posts import POSTS, SITE, post

FLAWED: Files = {
    **without(honest(), "Dockerfile"),
    "Dockerfile": 'FROM python:3.11\nCMD ["python", "gone.py"]\n',
    "evals/run.log": "evaluation started\nTraceback (most recent call last):\nValueError: x\n",
    ".env": "TOKEN=abcdefgh12345678\n",
    "notes.ipynb": "{",
    "docs/architecture.md": README,
    "web/app.ts": "import { x } from './x'\nexport const run = async () => { await x() }\n",
    "tool/main.go": "package main\n\nfunc main() {\n\tprintln(1)\n}\n",
}
TOOL_SERVER: Files = {
    "README.md": """\
# Depot server

An MCP server for dispatchers of a bus depot, who read and change the roster in three systems by
hand today. It answers in the chat which bus is free, and books it.

| Tool | What it does |
|---|---|
| `list_buses` | Lists buses with their state and their next inspection |
| `book_bus` | Books a bus for a line and a day; refuses one that is due for inspection |

## Architecture

Calls go through one client with a timeout to the roster's API, and each answer is validated.
We chose polling over webhooks because the roster offers none.

Install it with `npm install -g depot-server`.
""",
    "package.json": json.dumps(
        {
            "name": "depot-server",
            "version": "1.2.0",
            "bin": {"depot-server": "dist/index.js"},
            "scripts": {"test": "vitest run", "lint": "eslint ."},
            "dependencies": {"@modelcontextprotocol/sdk": "^1.0.0", "zod": "^3.0.0"},
            "devDependencies": {"vitest": "^1.0.0", "eslint": "^9.0.0"},
        },
        indent=1,
    ),
    "src/index.ts": """\
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { buses, book } from "./roster.js";

const server = new McpServer({ name: "depot", version: "1.2.0" });
const Booking = z.object({ bus: z.string().min(2), day: z.string().length(10) });

server.registerTool("list_buses", { inputSchema: {} }, async () => buses());
server.registerTool("book_bus", { inputSchema: Booking.shape }, async (given) =>
  book(Booking.parse(given)),
);
await server.connect(transport);
""",
    "src/roster.ts": """\
export class RosterDown extends Error {}

export async function buses(): Promise<unknown> {
  return ask("/buses", "GET");
}

export async function book(given: { bus: string; day: string }): Promise<unknown> {
  return ask(`/buses/${given.bus}`, "POST");
}

async function ask(path: string, method: string): Promise<unknown> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const url = "https://roster.depot.test" + path;
      const reply = await fetch(url, { method, signal: AbortSignal.timeout(5000) });
      return await reply.json();
    } catch (error) {
      if (attempt === 2) throw new RosterDown("the roster does not answer");
    }
  }
}
""",
    "src/roster.test.ts": """\
import { expect, it } from "vitest";
import { buses, RosterDown } from "./roster.js";

it("tells that the roster is down", async () => {
  globalThis.fetch = () => Promise.reject(new Error("refused"));
  await expect(buses()).rejects.toThrow(RosterDown);
});
it("gives what the roster says", async () => {
  globalThis.fetch = () => Promise.resolve({ json: () => [4] });
  expect(await buses()).toEqual([4]);
});
""",
    ".github/workflows/checks.yml": (
        "on: push\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - run: npm ci\n      - run: npm run lint\n      - run: npm test\n"
    ),
}
WRITING: Files = {
    **SITE,
    "README.md": "# Notes on retrieval\n\nWhat I learn while I build.\n",
    **{path: post(title, "Ada Lark", day) for day, (path, title) in enumerate(POSTS.items(), 2)},
}
GO_AGENT: Files = {
    "README.md": """\
# Ward desk

Nurses of a ward ask which bed is free; today they call three floors. The agent asks the plan.

## Architecture

A question goes to the model with one tool, and the answer of the tool goes back to it.
""",
    "go.mod": "module ward.test/desk\n\ngo 1.22\n",
    "Dockerfile": 'FROM golang:1.22\nCOPY . .\nRUN go build -o /desk .\nCMD ["/desk"]\n',
    "main.go": """\
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

var ErrNoPlan = errors.New("the plan does not answer")

func beds(ctx context.Context, floor int) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	if floor < 1 {
		return 0, fmt.Errorf("floor %d: %w", floor, ErrNoPlan)
	}
	return floor * 2, ctx.Err()
}

func main() {
	free, err := beds(context.Background(), len(os.Args))
	if errors.Is(err, ErrNoPlan) {
		fmt.Println("ask by telephone")
		return
	}
	fmt.Println(free)
}
""",
    "main_test.go": """\
package main

import (
	"context"
	"errors"
	"testing"
)

func TestNoFloor(t *testing.T) {
	if _, err := beds(context.Background(), 0); !errors.Is(err, ErrNoPlan) {
		t.Fatalf("got %v", err)
	}
}
""",
}
NOTEBOOKS: Files = {
    "README.md": "# Leases\n\nHit rate is 0.81 on 24 labelled questions of tenants.\n",
    "requirements.txt": "pandas\n",
    "data/questions.csv": "question,expected_section\n"
    + "".join(f"What of rule {number}?,5321.{number:02}\n" for number in range(24)),
    "evaluate.ipynb": notebook(
        "import pandas as pd\n\ndef hit_rate(rows):\n    hits = 0\n    for row in rows:\n"
        "        hits += row['expected_section'] in row['found']\n    return hits / len(rows)\n\n"
        "print('hit_rate', hit_rate(rows))\n",
        ["hit_rate 0.8125 on 24 questions\n"],
    ),
}
BASES: dict[str, Files] = {
    "honest": honest(),
    "flawed": FLAWED,
    "a server of tools": TOOL_SERVER,
    "posts": WRITING,
    "an agent in Go": GO_AGENT,
    "notebooks": NOTEBOOKS,
}
