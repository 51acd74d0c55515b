import pytest

from career_guide.domain.probes import has_fallback
from half_read import half_read
from repositories import snapshot

CALLED = """
def answer(question):
    try:
        return model(question)
    except TimeoutError:
        return fallback_answer(question)


def fallback_answer(question):
    return "Please call us."


answer("When?")
"""
DEFAULT = """
from pydantic import BaseModel, ValidationError


class Triage(BaseModel):
    priority: str


def triage(text):
    try:
        return Triage.model_validate_json(text)
    except ValidationError:
        return Triage(priority="low")


triage("{}")
"""
CACHED = """
def rates():
    try:
        return fetch("https://service.test/rates")
    except ConnectionError:
        return cached_rates


rates()
"""
UNSURE = """
def route(result):
    if result.confidence < 0.6:
        return ask_person(result)
    return result


route(first)
"""
SCRIPT = """
export function route(result: Result) {
  if (result.confidence < THRESHOLD) {
    return escalateToHuman(result);
  }
  return result;
}
function escalateToHuman(result: Result) {
  return queue.push(result);
}
route(first);
"""


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("app.py", CALLED, 6),
        ("app.py", DEFAULT, 12),
        ("app.py", CACHED, 5),
        ("app.py", "from langgraph.types import interrupt\nanswer = interrupt(question)\n", 2),
        ("app.py", UNSURE, 3),
        ("app.py", "from langchain import chat\nmodel = chat().with_fallbacks([other])\n", 2),
        ("app.py", "import litellm\nlitellm.completion(model='a', fallbacks=['b'])\n", 2),
        ("app.ts", SCRIPT, 4),
    ],
    ids=[
        "called",
        "a default answer",
        "a kept one",
        "a pause",
        "a threshold",
        "LangChain",
        "a list",
        "a person",
    ],
)
def test_another_way_out_is_found(path: str, code: str, line: int) -> None:
    finding = has_fallback.run(snapshot({path: code}))
    assert finding.outcome == "present"
    assert line in [place.line for place in finding.places]


@pytest.mark.parametrize(
    "code",
    [
        CALLED.replace("return fallback_answer(question)", "return None"),
        "FALLBACK = 'model-b'\n# if confidence < 0.5: escalate\nprint('fallback', FALLBACK)\n",
        '"""\nif confidence < 0.5 we escalate to a person.\n"""\nprint(1)\n',
        "def number(text, default=0):\n    try:\n        return int(text)\n    except ValueError:\n"
        "        return default\n\n\nnumber('1')\n",
        "def f():\n    try:\n        g()\n    except OSError:\n        return Exit('x')\n\n\nf()\n",
        "log.warning('fallback', fallbacks=2)\n",
        "def handoff():\n    return 1\n\n\nhandoff()\n",
    ],
    ids=[
        "nothing calls it",
        "words",
        "a docstring",
        "a number",
        "an exit",
        "said",
        "between agents",
    ],
)
def test_what_is_no_way_out_does_not_count(code: str) -> None:
    assert has_fallback.run(snapshot({"app.py": code})).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert has_fallback.run(half_read()[case]).outcome == "unknown"
