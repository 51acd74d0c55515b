import pytest

from career_guide.domain.probes import limits_rate
from half_read import half_read
from repositories import snapshot

LIMITED = """
from fastapi import FastAPI
from slowapi import Limiter

app = FastAPI()
limiter = Limiter(key_func=address)


@app.get("/ask")
@limiter.limit("5/minute")
def ask():
    return answer()
"""
LOOP = """
def agent(model, max_turns=8):
    for turn in range(max_turns):
        answer = model.ask()
        if answer.is_done:
            return answer


agent(model)
"""
SCRIPT = """
import rateLimit from "express-rate-limit";
const app = express();
app.use(rateLimit({ windowMs: 60000, max: 100 }));
app.listen(3000);
"""


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("app.py", LIMITED, 10),
        ("app.py", LOOP, 3),
        ("agent.ts", "generateText({ model, stopWhen: stepCountIs(5) });\n", 1),
        ("app.py", "def rate_limit(who):\n    return who\n\n\nrate_limit('a')\n", 5),
        ("app.py", "agent = AgentExecutor(tools=tools, max_iterations=5)\n", 1),
        ("app.py", "import asyncio\n\ngate = asyncio.Semaphore(4)\n", 3),
        ("app.py", "crew = Crew(agents=[Agent(role='a', max_iter=5)])\n", 1),
        ("app.py", "graph.invoke(state, {'recursion_limit': 12})\n", 1),
        ("server.ts", SCRIPT, 4),
        ("server.ts", "app.use(express.json({ limit: '1mb' }));\n", 1),
    ],
)
def test_an_enforced_limit_is_found(path: str, code: str, line: int) -> None:
    finding = limits_rate.run(snapshot({path: code}))
    assert finding.outcome == "present"
    assert line in [place.line for place in finding.places]


@pytest.mark.parametrize(
    "code",
    [
        "RATE_LIMIT = '5/minute'\n# limiter.limit\nprint('rate limit', RATE_LIMIT)\n",
        "class RateLimitError(Exception):\n    pass\n\n\nraise RateLimitError\n",
        "def agent(model):\n    while True:\n        model.ask()\n\n\nagent(model)\n",
        "client.chat(max_tokens=200)\n",
        "parser.add_argument('--max', max_turns=3)\nlog.warning('throttle')\n",
        "model = LogisticRegression(max_iter=500)\ntrainer.train(max_steps=90)\n",
    ],
    ids=[
        "words",
        "somebody else's limit",
        "an endless loop",
        "length of an answer",
        "said",
        "training",
    ],
)
def test_what_limits_nothing_does_not_count(code: str) -> None:
    assert limits_rate.run(snapshot({"app.py": code})).outcome == "absent"


def test_what_limits_a_rate_is_shown_before_what_limits_how_much_goes_on_at_once() -> None:
    files: dict[str, str | None] = {
        "app.py": "from limits import allow\n\n\ngate = asyncio.Semaphore(4)\nallow()\n",
        "limits.py": "from aiolimiter import AsyncLimiter\n\n\ndef allow():\n"
        "    return AsyncLimiter(9), asyncio.Semaphore(2)\n",
    }
    places = limits_rate.run(snapshot(files)).places
    assert [(place.file, place.line) for place in places] == [("limits.py", 5), ("app.py", 4)]


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert limits_rate.run(half_read()[case]).outcome == "unknown"
