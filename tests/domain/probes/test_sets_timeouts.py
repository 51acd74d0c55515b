import pytest

from career_guide.domain.probes import sets_timeouts
from half_read import half_read
from repositories import snapshot

FETCH = """
export async function load(url: string) {
  return fetch(url, { signal: AbortSignal.timeout(5000) });
}
load("https://service.test");
"""
ABORTED = """
export async function load(url: string) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 5000);
  return fetch(url, { signal: controller.signal });
}
load("https://service.test");
"""
GO = """package main

import "context"

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	call(ctx)
}
"""


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("app.py", "import httpx\nhttpx.get('https://service.test', timeout=10)\n", 2),
        ("app.py", "from openai import OpenAI\nclient = OpenAI(timeout=30)\n", 2),
        ("app.py", "import asyncio\nasync def main():\n    await asyncio.wait_for(work(), 3)\n", 3),
        ("app.py", "stub.Ask(request, deadline=3)\n", 1),
        ("app.ts", FETCH, 3),
        ("app.ts", ABORTED, 5),
        ("main.go", GO, 6),
    ],
)
def test_a_call_with_a_timeout_is_found(path: str, code: str, line: int) -> None:
    finding = sets_timeouts.run(snapshot({path: code}))
    assert (finding.outcome, finding.places[0].line) == ("present", line)


@pytest.mark.parametrize(
    "code",
    [
        "import httpx\n# timeout=10\nhttpx.get('https://service.test')\n",
        "TIMEOUT_SECONDS = 30\nprint('timeout', TIMEOUT_SECONDS)\n",
        "parser.add_argument('--timeout', dest='timeout')\nlog.info('slow', timeout=3)\n",
        "import uvicorn\nuvicorn.run('app:app', timeout_keep_alive=5)\n",
        "def call(url, timeout):\n    return get(url)\n\n\ncall(address, timeout=3)\n",
    ],
    ids=[
        "a comment",
        "a constant",
        "said",
        "idle connections",
        "dropped by a function",
    ],
)
def test_words_and_other_waits_do_not_count(code: str) -> None:
    assert sets_timeouts.run(snapshot({"app.py": code})).outcome == "absent"


def test_a_helper_script_beside_the_product_does_not_count_for_it() -> None:
    files = {
        "app.py": "import httpx\nhttpx.get('https://service.test')\n",
        "scripts/download_data.py": "import httpx\nhttpx.get('https://data.test', timeout=9)\n",
    }
    assert sets_timeouts.run(snapshot(files)).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert sets_timeouts.run(half_read()[case]).outcome == "unknown"
