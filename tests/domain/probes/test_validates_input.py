import pytest

from career_guide.domain.probes import validates_input
from half_read import half_read
from repositories import snapshot

MODEL = """
from pydantic import BaseModel, ValidationError


class Triage(BaseModel):
    priority: str


def parse(text):
    return Triage.model_validate_json(text)


parse("{}")
"""
SIGNATURE = """
import hmac


def is_signed(body, secret, given):
    return hmac.compare_digest(hmac.new(secret, body).hexdigest(), given)


is_signed(b"", b"", "")
"""
OWN = """
def validate_path(path):
    if ".." in path:
        raise ValueError("path leaves the folder")
    return path


print(validate_path("a/b"))
"""
SCHEMA = """
import { z } from "zod";
const requestSchema = z.object({ city: z.string().min(2) });
export function read(body: unknown) {
  return requestSchema.safeParse(body);
}
read({});
"""
BOUNDED = """
from pydantic import BaseModel, Field


class Ask(BaseModel):
    question: str = Field(min_length=3, max_length=500)


Ask(question="why?")
"""


@pytest.mark.parametrize(
    ("path", "code", "line"),
    [
        ("app.py", MODEL, 10),
        ("app.py", SIGNATURE, 6),
        ("app.py", OWN, 2),
        ("app.py", OWN.replace("validate_path", "check_path"), 2),
        ("app.py", "def is_allowed(name):\n    return name in KNOWN\n\n\nis_allowed('a')\n", 1),
        ("app.py", "@app.get('/me')\n@login_required\ndef me():\n    return 1\n", 2),
        ("app.py", "import jsonschema\njsonschema.validate(data, schema)\n", 2),
        (
            "app.py",
            "import instructor\ninstructor.patch(client).create(response_model=Triage)\n",
            2,
        ),
        ("app.ts", SCHEMA, 5),
        ("app.ts", "import { z } from 'zod';\nz.object({ city }).parse(body);\n", 2),
    ],
    ids=[
        "model output",
        "a signature",
        "own check",
        "a guard",
        "a list",
        "a login",
        "JSON Schema",
        "instructor",
        "zod",
        "zod at once",
    ],
)
def test_validation_that_is_applied_is_found(path: str, code: str, line: int) -> None:
    finding = validates_input.run(snapshot({path: code}))
    assert (finding.outcome, finding.confidence != "low") == ("present", True)
    assert line in [place.line for place in finding.places]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (
            "app.py",
            "from fastapi import FastAPI\nfrom pydantic import BaseModel\n\napp = FastAPI()\n\n\n"
            "class Ask(BaseModel):\n    question: str\n\n\n@app.post('/ask')\ndef ask(body: Ask):\n"
            "    return answer(body.question)\n",
        ),
        (
            "server.ts",
            'server.registerTool("find", { inputSchema: { name: z.string() } }, find);\n',
        ),
        ("app.py", BOUNDED),
    ],
    ids=["a request model", "arguments of a tool", "bounds of fields"],
)
def test_what_only_a_framework_checks_is_a_weak_sign(path: str, code: str) -> None:
    finding = validates_input.run(snapshot({path: code}))
    assert (finding.outcome, finding.confidence) == ("present", "low")


@pytest.mark.parametrize(
    "code",
    [
        "# validate the input with a schema\nNOTE = 'sanitized, validated'\nprint(NOTE)\n",
        OWN.replace('print(validate_path("a/b"))', "print(1)"),
        "from pydantic import BaseModel\n\n\nclass Item(BaseModel):\n    name: str\n\n\nItem()\n",
        "class User:\n    @property\n    def login(self):\n        return self.kept\n\n"
        "    @login.setter\n    def login(self, value):\n        self.kept = value\n\n\nUser()\n",
        "def check_connection():\n    raise ConnectionError\n\n\ncheck_connection()\n",
        "from pydantic import field_validator\nfrom pydantic_settings import BaseSettings\n\n\n"
        "class Settings(BaseSettings):\n    port: int\n\n    @field_validator('port')\n"
        "    def in_range(cls, value):\n        return value\n\n\nSettings()\n",
    ],
    ids=["words", "nothing calls it", "a record", "a property", "its own house", "its settings"],
)
def test_what_checks_no_input_does_not_count(code: str) -> None:
    assert validates_input.run(snapshot({"app.py": code})).outcome == "absent"


@pytest.mark.parametrize("case", half_read())
def test_what_could_not_be_read_leaves_it_open(case: str) -> None:
    assert validates_input.run(half_read()[case]).outcome == "unknown"


def test_refusals_count_where_they_are_a_habit() -> None:
    refusing = "def take(amount, name):\n" + "".join(
        f"    if amount == {at}:\n        raise ValueError('amount')\n" for at in range(4)
    )
    started = refusing + "    return name\n\n\nprint(take(9, 'x'))\n"
    assert validates_input.run(snapshot({"app.py": started})).outcome == "present"
    once = started.replace("ValueError", "RuntimeError", 1)
    assert validates_input.run(snapshot({"app.py": once})).outcome == "absent"
