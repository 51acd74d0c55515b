"""Hollow code: tests that cannot fail, stubs, dead helpers, borrowed templates, and the reverse."""

from collections.abc import Callable
from pathlib import Path

import pytest

from honest_project import PACKAGE, README, Files, honest, replaced, without
from scored import Scored, score
from timed_repositories import build

Check = Callable[..., Scored]


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    """Scores a repository of this name that holds these files in one commit."""

    def check(files: Files, name: str = "project") -> Scored:
        return score(build(tmp_path / name, files).path, files)

    return check


EMPTY_TESTS: Files = {
    "tests/test_nothing.py": "",
    "tests/test_imports.py": "import tenancy_answers\nfrom tenancy_answers import answer, search\n",
    "tests/test_search.py": "def test_search():\n    pass\n\n\ndef test_fusion():\n    ...\n",
    "tests/test_truth.py": (
        "def test_truth():\n    assert True\n\n\ndef test_one():\n    assert 1 == 1\n"
    ),
    "tests/test_request.py": (
        "import requests\n\nanswer = requests.post('http://localhost:8000/ask', timeout=5)\n"
        "print(answer.json())\n"
    ),
    "tests/answer.test.ts": (
        "import { answer } from '../src/answer'\n\n"
        "describe('answer', () => {\n"
        "  it('works', () => {\n    expect(true).toBe(true)\n  })\n"
        "  it('will work', () => {})\n"
        "})\n"
    ),
}


def test_10_tests_that_cannot_fail_are_no_tests(checked: Check, twin: Scored) -> None:
    scored = checked({**without(honest(), "tests/"), **EMPTY_TESTS})
    assert scored.level("code-quality") == 1
    assert not {file for file in scored.files("code-quality") if file and "test" in file}
    assert "tests that can fail" in scored.criterion("code-quality")["why"]
    assert twin.levels()["code-quality"][0] >= 2
    assert "tests/test_answers.py" in twin.files("code-quality")


STUB_CLI = '''\
"""The command of caseworkers."""

import click

from tenancy_answers.errors import TenancyError


@click.group()
def cli() -> None:
    """Everything a caseworker needs."""


@cli.command()
def ask() -> None:
    """Answer a question."""
    print("not implemented")


@cli.command()
def watch() -> None:
    """Watch for changes of the law."""
    click.echo("Not implemented yet")


@cli.command()
def report() -> None:
    """Write the report of the month."""
    raise NotImplementedError
'''
STUB_API = '''\
"""The service."""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI()


class Question(BaseModel):
    """What is asked."""

    text: str = Field(min_length=5)


@app.post("/ask")
def ask(question: Question) -> dict[str, str]:
    """Answer a question."""
    raise HTTPException(status_code=501, detail="not implemented")


@app.get("/sections")
def sections() -> dict[str, str]:
    """All sections."""
    raise HTTPException(status_code=501)
'''


def test_11_a_product_of_stubs_is_held_at_one(checked: Check) -> None:
    files = without(honest(), f"{PACKAGE}/answer.py", f"{PACKAGE}/cli.py", "evals/", "tests/")
    files |= {f"{PACKAGE}/cli.py": STUB_CLI, f"{PACKAGE}/api.py": STUB_API}
    files["tests/test_search.py"] = (
        "from tenancy_answers import search\n\n\n"
        "def test_fusion():\n    assert search.fuse([0, 1], [0, 1])[0] == 0\n\n\n"
        "def test_keyword():\n    assert search.by_keyword('a', ['a', 'b'])[0] == 0\n\n\n"
        "def test_order():\n    assert search.fuse([1, 0], [1, 0]) == [1, 0]\n"
    )
    scored = checked(files)
    for name in ("error-handling", "code-quality"):
        assert scored.levels()[name][1] <= 1
        assert scored.files(name) & {f"{PACKAGE}/cli.py", f"{PACKAGE}/api.py"}


SWALLOWING = "".join(
    f"\n\ndef step_{number}(data):\n"
    f'    """Do step {number}."""\n'
    "    try:\n"
    f"        data['step'] = data['total'] / {number}\n"
    "    except Exception:\n"
    "        pass\n"
    "    return data\n"
    for number in range(1, 101)
)
DEAD_RETRY = '''\
"""Retries that nobody asks for."""

import time

import httpx
from pydantic import BaseModel, Field
from tenacity import retry, stop_after_attempt, wait_exponential


class RateLimitExceeded(Exception):
    """Too many calls."""


class Request(BaseModel):
    """Checked input."""

    text: str = Field(min_length=1, max_length=100)


@retry(stop=stop_after_attempt(3), wait=wait_exponential())
def fetch(url: str) -> dict:
    """A page with retries and a timeout."""
    try:
        return httpx.get(url, timeout=10).json()
    except httpx.TimeoutException as error:
        time.sleep(2)
        raise RateLimitExceeded(url) from error
'''
PLAIN = '''\
"""Adds the months of a lease."""

import sys

from lease.steps import step_1, step_2


def main() -> None:
    """Print the months."""
    print(step_2(step_1({"total": int(sys.argv[1])})))


if __name__ == "__main__":
    main()
'''


def plain_product(**more: str) -> Files:
    """A product that handles nothing, with more modules."""
    modules = {f"lease/{name}.py": text for name, text in more.items()}
    start = "# Lease months\n\nCounts the months of a lease.\n"
    return {
        "README.md": start,
        "lease/__init__.py": "",
        "lease/main.py": PLAIN,
        "lease/steps.py": '"""Steps of a count."""\n' + SWALLOWING,
        **modules,
    }


def test_12_helpers_that_nothing_uses_handle_nothing(checked: Check) -> None:
    scored = checked(plain_product(retry=DEAD_RETRY))
    assert scored.levels()["error-handling"] == (0, 0)


def test_12_the_same_helpers_count_once_they_are_used(checked: Check) -> None:
    files = plain_product(retry=DEAD_RETRY)
    files = replaced(
        files,
        "lease/main.py",
        "from lease.steps import",
        "from lease.retry import Request, fetch\nfrom lease.steps import",
    )
    files = replaced(
        files,
        "lease/main.py",
        "    print(",
        "    Request.model_validate({'text': sys.argv[2]})\n    fetch(sys.argv[2])\n    print(",
    )
    scored = checked(files)
    assert scored.levels()["error-handling"][0] >= 2
    assert "lease/retry.py" in scored.files("error-handling")


STUFFED = '''\
"""Counts months. Robust: retry, backoff, timeout, fallback, circuit breaker, rate limit."""

# retry with exponential backoff, timeout=30, fallback to cache, validate input, rate limit
# try: call() except TimeoutError: retry()
# @retry(stop=stop_after_attempt(5), wait=wait_exponential())
FEATURES = ["retry", "backoff", "timeout", "fallback", "validation", "rate limiting", "escalation"]
NOTE = "except TimeoutError: retry with backoff; raise ValidationError; timeout=10"


def months(days):
    """Months. Raises nothing, retries nothing: retry backoff timeout fallback."""
    # except ValueError: fallback
    return days // 30


print(months(90), FEATURES, NOTE)
'''


def test_13_words_in_comments_and_constants_handle_nothing(checked: Check) -> None:
    scored = checked({"README.md": "# Months\n\nCounts months.\n", "months.py": STUFFED})
    assert scored.levels()["error-handling"] == (0, 0)


ABOUT_OTHERS: Files = {
    "REVIEW_REPORT.md": (
        "# Review report\n\nThe code was reviewed in March. Rating: 8/10. Readability 9/10, "
        "tests 7/10.\n"
    ),
    "design_system.md": (
        "# Design system\n\nButtons are blue because blue reads well on white. Spacing is 8 px "
        "instead of 10 px, since the grid has eight columns.\n\n| Token | Value |\n|---|---|\n"
        "| blue | #0044cc |\n"
    ),
    "course/evaluation/rubric.md": (
        "# Rubric of the course\n\nEvaluation criteria: 0 points for none, 2 points for several "
        "metrics such as hit rate and MRR.\n"
    ),
}
RESUME_SCORER = '''\
"""Scores a resume against a posting."""

from openai import OpenAI

client = OpenAI()
EVALUATION_PROMPT = "Evaluate this resume from 0 to 100 and give a score for each criterion."


def evaluate_resume(resume: str, posting: str) -> int:
    """Ask the model for the score of a resume."""
    reply = client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": f"{EVALUATION_PROMPT}\\n{resume}\\n{posting}"}],
    )
    score = int(reply.choices[0].message.content)
    return score


if __name__ == "__main__":
    print(evaluate_resume("ten years of Python", "wanted: Python"))
'''


def test_14_the_evaluation_of_something_else_is_none(checked: Check) -> None:
    about = "# Resume check\n\nGives applicants a score for their resume.\n"
    files: Files = {"README.md": about, "evaluate_resume.py": RESUME_SCORER, **ABOUT_OTHERS}
    scored = checked(files)
    assert scored.levels()["evaluation"] == (0, 0)
    assert scored.levels()["architecture-docs"] == (0, 0)


def test_14_an_evaluation_of_the_scorer_itself_is_one(checked: Check) -> None:
    files: Files = {"README.md": "# Resume check\n", "evaluate_resume.py": RESUME_SCORER}
    files["evals/agreement.py"] = (
        '"""How far the scorer agrees with recruiters."""\n\nimport json\n'
        "from pathlib import Path\n\nfrom sklearn.metrics import cohen_kappa_score\n\n"
        "from evaluate_resume import evaluate_resume\n\n\n"
        "def main() -> None:\n"
        '    """Print the agreement."""\n'
        '    rows = [json.loads(row) for row in Path("evals/labelled.jsonl").open()]\n'
        '    predicted = [evaluate_resume(row["resume"], row["posting"]) for row in rows]\n'
        '    expected = [row["expected_score"] for row in rows]\n'
        "    print(cohen_kappa_score(expected, predicted))\n\n\n"
        'if __name__ == "__main__":\n    main()\n'
    )
    files["evals/labelled.jsonl"] = "".join(
        f'{{"resume": "resume {number}", "posting": "posting {number}", "expected_score": '
        f"{40 + number}}}\n"
        for number in range(12)
    )
    assert checked(files).levels()["evaluation"][0] >= 1


TEMPLATE_README = """\
This is a [Next.js](https://nextjs.org) project bootstrapped with
[`create-next-app`](https://nextjs.org/docs/app/api-reference/cli/create-next-app).

## Getting Started

First, run the development server:

```bash
npm run dev
```

## Deploy on Vercel

The easiest way to deploy your Next.js app is to use the
[Vercel Platform](https://vercel.com/new).
"""
TEMPLATE_DOCKERFILE = """\
FROM python:3.11
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
"""


def test_15_a_container_that_starts_a_missing_file_is_no_deployment(checked: Check) -> None:
    told = README[: README.index("## Running it")]
    files = without(honest(), ".github/workflows/publish.yml")
    files |= {"README.md": told, "Dockerfile": TEMPLATE_DOCKERFILE}
    files["pyproject.toml"] = str(files["pyproject.toml"]).replace(
        '[project.scripts]\ntenancy-answers = "tenancy_answers.cli:main"\n\n', ""
    )
    scored = checked(files)
    assert scored.levels()["deployed"] == (0, 0)
    assert "Dockerfile:5" in scored.warnings["starts_what_is_missing"]
    assert ("Dockerfile", 5) in scored.places("deployed")
    whole = checked(
        {**files, "app.py": "from tenancy_answers.cli import main\n\nmain()\n"}, "whole"
    )
    assert whole.levels()["deployed"] == (1, 1)
    assert "starts_what_is_missing" not in whole.warnings


def test_15_the_text_of_a_generator_is_nobodys_problem_or_deployment(checked: Check) -> None:
    files: Files = {
        "README.md": TEMPLATE_README,
        "package.json": '{"name": "my-app", "private": true, "scripts": {"dev": "next dev"},\n'
        ' "dependencies": {"next": "15.0.0", "react": "19.0.0"}}\n',
        "app/page.tsx": "export default function Home() {\n  return <main>Hello</main>\n}\n",
        ".github/workflows/classroom.yml": (
            "name: GitHub Classroom Workflow\non: [push]\njobs:\n  build:\n    runs-on: "
            "ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n"
            "      - uses: education/autograding@v1\n"
        ),
    }
    levels = checked(files).levels()
    assert levels["real-problem"] == (0, 0)
    assert levels["deployed"] == (0, 0)
    assert levels["architecture-docs"] == (0, 0)
    assert levels["code-quality"][1] <= 1


CREW_README = """\
# {{crew_name}} Crew

Welcome to the Research Crew project, powered by [crewAI](https://crewai.com). This template is
designed to help you set up a multi-agent AI system with ease.

## Understanding Your Crew

The research Crew is composed of multiple AI agents, each with unique roles, goals, and tools.
"""
COOKIECUTTER_README = """\
# Python Boilerplate

A short description of the project.

## Project Organization

    ├── README.md          <- The top-level README
    └── setup.py           <- Makes the project installable

Project based on the cookiecutter data science project template.
"""
SCAFFOLDS: dict[str, Files] = {
    "crewAI": {
        "README.md": CREW_README,
        "src/research/main.py": "from research.crew import Research\n\nResearch().kickoff()\n",
        "src/research/config/agents.yaml": (
            "researcher:\n  role: >\n    {topic} Senior Data Researcher\n"
            "  goal: >\n    Uncover cutting-edge developments in {topic}\n"
        ),
    },
    "cookiecutter": {
        "README.md": COOKIECUTTER_README,
        "setup.py": "from setuptools import setup\n\nsetup(name='src')\n",
        "src/__init__.py": "",
    },
}


@pytest.mark.parametrize("files", SCAFFOLDS.values(), ids=SCAFFOLDS)
def test_15_an_unchanged_scaffold_earns_nothing(checked: Check, files: Files) -> None:
    scored = checked(files)
    for name in ("real-problem", "evaluation", "architecture-docs", "error-handling", "deployed"):
        assert scored.levels()[name] == (0, 0), name
    assert scored.levels()["code-quality"][1] <= 1


SITE: Files = {
    "README.md": "# Notes\n\nNotes on leases.\n",
    "index.html": "<!doctype html><title>Notes</title><p>Notes on leases</p>\n",
    "app.js": "export function months(days) {\n  return Math.floor(days / 30)\n}\n",
}
RUST: Files = {
    "README.md": "# leasecount\n\nCounts the months of a lease.\n\n    cargo install leasecount\n",
    "Cargo.toml": (
        '[package]\nname = "leasecount"\nversion = "0.2.0"\nedition = "2021"\n'
        'description = "Counts the months of a lease"\nlicense = "MIT"\n'
    ),
    "src/main.rs": 'fn main() {\n    println!("{}", 90 / 30);\n}\n',
}
IMAGE_PUSH = """\
name: image
on:
  push:
    tags: ["v*"]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: ghcr.io/ada/lease-months:latest
"""
PRODUCT: Files = {
    "README.md": "# Lease months\n\nCounts the months of a lease.\n",
    "app.py": "import sys\n\nprint(int(sys.argv[1]) // 30)\n",
    "requirements.txt": "httpx\n",
}
ELSEWHERE: dict[str, tuple[Files, str, str]] = {
    "a domain": ({**SITE, "CNAME": "leases.example-notes.org\n"}, "notes", "CNAME"),
    "robots and sitemap": (
        {
            **SITE,
            "robots.txt": "User-agent: *\nSitemap: https://www.lease-notes.com/sitemap.xml\n",
            "sitemap.xml": (
                '<?xml version="1.0"?>\n<urlset><url>\n<loc>https://www.lease-notes.com/</loc>\n'
                "</url></urlset>\n"
            ),
        },
        "lease-notes",
        "robots.txt",
    ),
    "a site by its name": (SITE, "ada.github.io", "index.html"),
    "an install command": (RUST, "leasecount", "README.md"),
    "an image that is pushed": (
        {
            **PRODUCT,
            "Dockerfile": TEMPLATE_DOCKERFILE,
            ".github/workflows/image.yml": IMAGE_PUSH,
        },
        "lease-months",
        ".github/workflows/image.yml",
    ),
}


@pytest.mark.parametrize(("files", "name", "seen"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_16_a_deployment_is_found_wherever_it_is_told(
    checked: Check, files: Files, name: str, seen: str
) -> None:
    scored = checked(files, name)
    assert scored.levels()["deployed"][0] >= 1
    assert scored.files("deployed") & {seen, "sitemap.xml"}


NO_ADDRESSES = """\
# Lease months

Counts the months of a lease.

[![PyPI](https://img.shields.io/pypi/v/httpx.svg)](https://pypi.org/project/httpx/)
[![FastAPI](https://img.shields.io/badge/FastAPI-0.110-green)](https://fastapi.tiangolo.com)

Open http://localhost:8000 or http://127.0.0.1:8501 in a browser.

Live demo: https://your-app.vercel.app

Demo: https://lease-months.example.com (Replace with your deployed URL)

Deployed on: TODO
"""


def test_16_badges_of_others_and_placeholders_are_no_deployment(checked: Check) -> None:
    scored = checked({**PRODUCT, "README.md": NO_ADDRESSES})
    assert scored.levels()["deployed"] == (0, 0)


def test_16_an_address_of_its_own_counts(checked: Check) -> None:
    told = "# Lease months\n\nTry it live at https://lease-months.fly.dev\n"
    scored = checked({**PRODUCT, "README.md": told}, "lease-months")
    assert scored.levels()["deployed"] == (1, 1)
    assert ("README.md", 3) in scored.places("deployed")
