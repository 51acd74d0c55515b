"""Whatever a repository holds, it is read: deterministic, in any order, without a crash."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from career_guide.evidence.assemble import assemble
from career_guide.models.repository.files import File
from files_in_memory import raw, read

NAMES = (
    "README.md", "docs/a.rst", "notes.org", "a.adoc", "page.html", "posts/a.mdx", "a.txt",
    "pyproject.toml", "Cargo.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile",
    "environment.yml", "package.json", "go.mod", "Dockerfile", "docker-compose.yml",
    ".github/workflows/a.yml", ".gitlab-ci.yml", "Jenkinsfile", "azure-pipelines.yml",
    "cloudbuild.yaml", "Makefile", "Taskfile.yml", "Procfile", "render.yaml", "fly.toml",
    "vercel.json", "app.yaml", "app.json", "langgraph.json", "data/a.json", "data/a.jsonl",
    "data/a.csv", "data/a.tsv", "data/a.yaml", "evals/a.md", "a.ipynb", "server.json",
    "smithery.yaml", "manifest.json", "CNAME", "_config.yml", "sitemap.xml", "robots.txt",
    "docusaurus.config.js", "tox.ini", "noxfile.py", "tsconfig.json", ".pre-commit-config.yaml",
    ".husky/pre-commit", "lefthook.yml", "main.tf", "k8s/a.yaml", "cdk.json", "Chart.yaml",
    "chart/templates/a.yaml", "template.yaml", "CHANGELOG.md", "LICENSE", "src/a.py", "src/a.ts",
    "src/a.js", "main.go", "tests/test_a.py", "config/a.yaml", "prompts/a.md", "uv.lock", "a.pdf",
)  # fmt: skip
PIECES = (
    "a", "1", " ", "\t", "\n", "\r\n", "\r", "#", "# T\n", "-", "- ", "*", "_", "`", "```\n"
    "", "~~~", "[", "](", ")",
    "![", "]: ", "<a href='", "<h1>", "</h1>", "<!--", "-->", "<pre>", "|", "|-|\n", "---\n"
    "", "+++\n", "===\n", ":",
    ": ", "::", "{", "}", '"', "'", ",", "&a ", "*a", "<<: ", "!t ", "? ", "%", "\\", "\\\n"
    "", "=", "[a.b]\n", "[[a]]\n",
    "FROM ", "RUN ", "CMD [", "COPY a b\n", "<<EOF\n", "run: ", "uses: ", "jobs:\n"
    "", "  ", "steps:\n", "npm publish",
    "python -m ", "&&", "$(", "https://a.example/", '{"cells": [', '"source"', "def f():\n"
    "", "import a\n", ".. code::\n",
    "#+begin_src\n", "----\n"
    "", "0.5", "true", "null", "\u202e", "\ufeff", "é", "三", "\x1b[31m", "apiVersion: v1\n"
    "kind: A\n",
)  # fmt: skip

contents = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(PIECES), max_size=60).map(lambda parts: "".join(parts).encode()),
    st.lists(st.sampled_from(PIECES), max_size=30).map(
        lambda parts: "".join(parts).encode("utf-16")
    ),
)
paths = st.one_of(
    st.sampled_from(NAMES),
    st.tuples(
        st.sampled_from(("docs/", "tests/", "data/", "a b/", "..", "-rf/")), st.sampled_from(NAMES)
    ).map("".join),
    st.text(min_size=1, max_size=40),
)


def check(file: File) -> None:
    """What holds of every file that is read."""
    assert file.path.isprintable()
    assert (file.text is None) == (file.unread is not None)
    if file.text is not None:
        file.text.encode()
        assert "\r" not in file.text
    rows = len((file.text or "").split("\n"))
    found: list[int] = []
    if document := file.document:
        found += [one.line for one in document.sections]
        found += [one.text_line for one in document.sections]
        found += [one.line for one in (*document.links, *document.fences, *document.tables)]
    if notebook := file.notebook:
        found += [one.line for one in notebook.outputs]
    if manifest := file.manifest:
        groups = (
            manifest.commands,
            manifest.starts,
            manifest.tools,
            manifest.publishes,
            manifest.deploys,
            manifest.addresses,
        )
        found += [one.line for group in groups for one in group]
    assert all(1 <= line <= rows for line in found)
    repr(file).encode()


@settings(max_examples=600, deadline=None)
@given(paths, contents)
def test_any_bytes_under_any_name_are_read(path: str, content: bytes) -> None:
    for file in assemble("x", [raw(path, content)]).files:
        check(file)


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_file_bears_a_mutation_of_itself(name: str) -> None:
    chance = random.Random(name)
    for _ in range(40):
        parts = [chance.choice(PIECES) for _ in range(chance.randrange(80))]
        check(read(name, "".join(parts)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(paths, contents), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(
    files: list[tuple[str, bytes]], chance: random.Random
) -> None:
    found = [raw(path, content) for path, content in files]
    first = assemble("x", found)
    chance.shuffle(found)
    assert assemble("x", found) == first


BOMBS = {
    "brackets": "[" * (1 << 20),
    "braces": '{"a":' * 200_000,
    "links": "[[](" * 250_000,
    "tags": "<a " * 350_000,
    "quotes": '"' * (1 << 20),
    "backslashes": "\\" * (1 << 20),
    "one line": "a" * (1 << 20),
    "digits": "1" * (1 << 20),
    "newlines": "\n" * (1 << 20),
    "spaces": " " * (1 << 20),
    "dashes": "- " * 500_000,
    "heredocs": "RUN <<E\n" * 130_000,
    "continued": "a \\\n" * 250_000,
    "comments": "<!--" * 250_000,
    "rules": "|-|\n" * 250_000,
    "keys": "a.b.c = 1\n" * 100_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize(
    "name",
    [
        "README.md", "a.rst", "a.html", "pyproject.toml", "package.json", "Dockerfile", "Makefile",
        ".github/workflows/a.yml", "data/a.json", "data/a.csv", "data/a.yaml", "a.ipynb",
        "Jenkinsfile",
    ],
)  # fmt: skip
def test_a_megabyte_of_one_thing_is_read(name: str, bomb: str) -> None:
    check(read(name, bomb))
