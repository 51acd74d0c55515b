import pytest

from career_guide.domain.probes import retries_calls
from half_read import half_read
from repositories import snapshot

HELPER = """
import time


def retry_with_backoff(work, tries=3):
    for attempt in range(tries):
        try:
            return work()
        except ConnectionError:
            time.sleep(2**attempt)
    raise RuntimeError("no connection")
"""
DECORATED = """
from tenacity import retry, stop_after_attempt


@retry(stop=stop_after_attempt(3))
def call():
    return work()


call()
"""
CLIENT = "from openai import OpenAI\n\nclient = OpenAI(max_retries=5)\n"
WAITS = """
import time


def load():
    while True:
        try:
            return fetch()
        except RateLimited:
            time.sleep(30)


load()
"""
AGAIN = """
async function fetchWithRetry(url: string, left: number): Promise<Response> {
  try {
    return await fetch(url);
  } catch (error) {
    if (left === 0) throw error;
    return fetchWithRetry(url, left - 1);
  }
}
fetchWithRetry("https://service.test", 3);
"""
GO = """package main

import "github.com/avast/retry-go"

func main() {
	err := retry.Do(call)
	report(err)
}
"""
SCRIPT = """
import pRetry from "p-retry";

export const load = () => pRetry(() => fetch(url), { retries: 3 });
load();
"""


@pytest.mark.parametrize(
    ("files", "snippet"),
    [
        ({"app.py": DECORATED}, "@retry(stop=stop_after_attempt(3))"),
        ({"app.ts": AGAIN}, "    return fetchWithRetry(url, left - 1);"),
        ({"main.go": GO}, "	err := retry.Do(call)"),
        ({"app.py": WAITS}, "        except RateLimited:"),
        ({"app.py": CLIENT}, "client = OpenAI(max_retries=5)"),
        (
            {"app.py": "from retries import retry_with_backoff\nretry_with_backoff(work)\n"}
            | {"retries.py": HELPER},
            "    for attempt in range(tries):",
        ),
        (
            {"app.ts": SCRIPT},
            "export const load = () => pRetry(() => fetch(url), { retries: 3 });",
        ),
    ],
    ids=[
        "a library",
        "a function again",
        "Go",
        "a pause",
        "a client's setting",
        "an own helper",
        "a script",
    ],
)
def test_retries_in_use_are_found(files: dict[str, str], snippet: str) -> None:
    finding = retries_calls.run(snapshot(files))
    assert finding.outcome == "present"
    assert snippet in [place.snippet for place in finding.places]


@pytest.mark.parametrize(
    "files",
    [
        {"app.py": "def main():\n    print(1)\n\n\nmain()\n", "utils/retry.py": HELPER},
        {"app.py": HELPER + "\n\ndef main():\n    print(1)\n\n\nmain()\n"},
        {"app.py": "NOTES = 'retry backoff attempts'\n# for attempt in range(3)\nprint(NOTES)\n"},
        {"app.py": "import tenacity\n\nprint('hello')\n"},
        {"app.py": "def retry(name):\n    return name\n\n\nretry('a')\nlog.info('x', retries=2)\n"},
        {"app.py": "print(1)\n", "tests/test_app.py": DECORATED},
        {"app.py": "from redis.retry import Retry\n\nkept = Redis(retry=Retry(NoBackoff(), 0))\n"},
        {"app.py": CLIENT.replace("5", "0")},
        {"app.ts": SCRIPT.replace("retries: 3", "retries: 0")},
        {"app.py": "from urllib3 import Retry\n\nadapter = Adapter(Retry(\n    total=0,\n))\n"},
    ],
    ids=[
        "nothing imports it", "nothing calls it", "words", "an import", "a name", "tests",
        "a last argument of zero", "a setting of zero", "an option of zero", "a total of zero",
    ],
)  # fmt: skip
def test_a_retry_that_the_product_does_not_use_does_not_count(files: dict[str, str]) -> None:
    assert retries_calls.run(snapshot(files)).outcome == "absent"


def test_one_client_that_never_tries_again_takes_nothing_from_another() -> None:
    finding = retries_calls.run(snapshot({"app.py": CLIENT + "other = OpenAI(max_retries=0)\n"}))
    assert [place.line for place in finding.places] == [3]


def test_being_handed_on_by_a_package_is_not_being_used() -> None:
    files = {
        "app.py": "from utils import other\nother()\n",
        "utils/__init__.py": "from utils.retry import retry_with_backoff\n",
        "utils/retry.py": HELPER,
    }
    assert retries_calls.run(snapshot(files)).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert retries_calls.run(half_read()[case]).outcome == "unknown"
