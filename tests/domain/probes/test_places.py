"""Which places stand for what was seen: those that a reader would open first."""

import pytest

from career_guide.domain.probes import (
    calls_tools,
    handles_errors,
    has_evaluation_code,
    has_golden_set,
    is_organised,
    limits_rate,
    queries_and_changes,
    sets_timeouts,
    validates_input,
)
from evaluated import METRICS, RUN, SERVICE, cases
from repositories import snapshot

CASES = "".join(f"- question: What of case {n}?\n  expected: Part {n}\n" for n in range(9))


@pytest.mark.parametrize(
    ("above", "line"),
    [("", 1), ("# question: what is asked, expected: what is wanted\n---\n", 3)],
    ids=["bare", "below a remark"],
)
def test_cases_are_shown_where_the_first_one_stands(above: str, line: int) -> None:
    finding = has_golden_set.run(snapshot({"evals/cases.yaml": above + CASES, "evals/run.py": RUN}))
    assert (finding.places[0].file, finding.places[0].line) == ("evals/cases.yaml", line)


def test_an_evaluation_apart_from_the_product_stands_for_it_alone() -> None:
    files = {
        "app/service.py": "from app.scoring import evaluation\n" + SERVICE,
        "app/scoring/evaluation.py": METRICS,
        "tests/evaluation/measures.py": METRICS,
        "evals/run.py": RUN,
        "evals/golden.json": cases(30),
    }
    finding = has_evaluation_code.run(snapshot(dict(files)))
    assert {place.file for place in finding.places} == {"evals/run.py"}
    within = {path: text for path, text in files.items() if path != "evals/run.py"}
    finding = has_evaluation_code.run(snapshot(dict(within)))
    assert "app/scoring/evaluation.py" in {place.file for place in finding.places}


@pytest.mark.parametrize(
    ("code", "is_present"),
    [
        ("graph.invoke(state, {'recursion_limit': 12})\n", True),
        ("app.config['MAX_CONTENT_LENGTH'] = 1024\n", True),
        ("KEYS = {'recursion_limit', 'MAX_CONTENT_LENGTH'}\nprint(KEYS)\n", False),
        ("print('recursion_limit')\n", False),
    ],
)
def test_a_setting_limits_only_where_it_is_set(code: str, is_present: bool) -> None:
    finding = limits_rate.run(snapshot({"app.py": code}))
    assert finding.outcome == ("present" if is_present else "absent")


def test_a_script_of_the_pipeline_is_not_the_product() -> None:
    call = "import subprocess\n\n\ndef main():\n    subprocess.run(['x'], timeout=5)\n\n\nmain()\n"
    product = "def main():\n    print('served')\n\n\nmain()\n"
    files = {"app/main.py": product, ".ci/check.py": call}
    assert sets_timeouts.run(snapshot(dict(files))).outcome == "absent"
    files = {"app/main.py": call, ".ci/check.py": product}
    assert sets_timeouts.run(snapshot(dict(files))).outcome == "present"


def test_a_module_is_shown_by_what_it_offers_to_others() -> None:
    module = "class _Inner:\n    depth = 1\n\n\ndef {name}(value):\n    return value\n"
    files = {f"desk/{name}.py": module.format(name=name) for name in ("load", "rank")}
    files["desk/main.py"] = "from desk import load, rank\n\n\ndef main():\n    return load, rank\n"
    files["requirements.txt"] = "httpx\n"
    shown = [place.snippet for place in is_organised.run(snapshot(dict(files))).places[1:]]
    assert "def load(value):" in shown
    assert "class _Inner:" not in shown


def test_a_schema_is_shown_before_a_place_that_was_checked() -> None:
    code = (
        "def take(path, data):\n"
        "    if not path.is_relative_to(ROOT):\n"
        "        raise ValueError(path)\n"
        "    return Question.model_validate(data)\n\n\n"
        "take(PATH, DATA)\n"
    )
    places = validates_input.run(snapshot({"app.py": code})).places
    assert [place.line for place in places] == [4, 2]


def test_a_call_over_several_lines_is_shown_where_it_says_what_counts() -> None:
    code = (
        "import httpx\n\n\n"
        "def ask(question):\n"
        "    reply = client.chat.completions.create(\n"
        "        model=MODEL,\n"
        "        messages=[question],\n"
        "        tools=TOOLS,\n"
        "        timeout=20,\n"
        "    )\n"
        "    return reply.choices[0].message.tool_calls\n\n\n"
        "ask(QUESTION)\n"
    )
    repo = snapshot({"app.py": code})
    assert [place.line for place in calls_tools.run(repo).places] == [8]
    assert [place.line for place in sets_timeouts.run(repo).places] == [9]


def test_a_tool_that_closes_its_own_session_is_no_sign_of_either_kind() -> None:
    code = (
        "from mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP('tasks')\n\n\n"
        "@mcp.tool()\ndef close_session():\n    api.close()\n\n\n"
        "@mcp.tool()\ndef list_tasks():\n    return api.get('/tasks')\n\n\n"
        "@mcp.tool()\ndef create_task():\n    return api.post('/tasks')\n"
    )
    places = queries_and_changes.run(snapshot({"server.py": code})).places
    assert [place.snippet for place in places] == ["def create_task():", "def list_tasks():"]


def test_a_handler_that_names_every_error_beside_others_is_shown_last() -> None:
    code = (
        "def first():\n    try:\n        return ask()\n"
        "    except (OSError, Exception) as error:\n        raise Broken from error\n\n\n"
        "def second():\n    try:\n        return ask()\n"
        "    except OSError as error:\n        raise Broken from error\n\n\n"
        "first(), second()\n"
    )
    places = handles_errors.run(snapshot({"app.py": code})).places
    assert [place.line for place in places][:2] == [11, 4]
